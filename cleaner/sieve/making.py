"""The sieve of rules, made and put into the cache folder when it pays.

To make one takes as long as to clean some megabytes without it. So texts are cleaned without until
as many were; then it is made. Whoever runs it on a few files, or as a hook, never waits longer for
it than he has waited without it, and a run over many files makes it at once.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from cleaner import cache
from cleaner.model import Rule
from cleaner.sieve import database
from cleaner.sieve.reading import LITERALS, kept, key_of, literals, name_of

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")

KEPT = 4
"""So many sieves stay in the cache folder: those of a few sets of rules in turn."""
MANY = 10_000
"""So many files are worth the making of literals, which takes seconds too: see `tables`.

Later runs gain from it as well, by some tenth of a millisecond for a file.
"""
WORTH = 2_700_000
"""Bytes of text that take as long to clean without a sieve, beyond what they take with one, as to
make it: measured, 6.4 s to make one, and 2.9 s a megabyte of clean files without it, 0.5 with."""
RUN = 40_000
"""A run counts for as many bytes besides its texts: with a sieve clean files need no rules."""
_DUE = "-due"


def is_missing(stamp: bytes | None) -> bool:
    """Whether there is no sieve of the rules with a stamp, and one can be made."""
    if stamp is None or cache.folder() is None or not database.available():
        return False
    return kept(stamp) is None


def is_due(stamp: bytes, size: int) -> bool:
    """Whether the sieve that is missing pays for a run over so many bytes, and those before it.

    If not they are remembered. Once it is due they are counted anew, so that of several runs at
    once only one makes it; each of them would make the same. It is never due where nothing can be
    kept.
    """
    name, key = name_of(stamp) + _DUE, key_of(stamp)
    before = cache.read(name) or b""
    so_far = int.from_bytes(before[len(key) :], "little") if before.startswith(key) else 0
    so_far += size + RUN
    due = so_far >= WORTH
    now = key + (0 if due else so_far).to_bytes(8, "little")
    cache.write(name, now)
    return due and cache.read(name) == now


def make(stamp: bytes, rules: Sequence[Rule]) -> None:
    """Make the sieve of all rules of a stamp, and keep it; who waits can be interrupted."""
    from cleaner.sieve.building import build  # few runs come to this, which takes seconds

    made = _apart(build, rules)
    if made is not None:
        cache.write(name_of(stamp), key_of(stamp) + made)
        kept.cache_clear()
        _make_room("")


def are_literals_due(stamp: bytes, files: int) -> bool:
    """Whether there are so many files that the missing literals of a sieve pay for reading them."""
    sieve = kept(stamp) if files >= MANY else None
    if sieve is None:
        return False
    lines = sieve.tables.lines
    if literals(stamp, lines):
        return False
    name, key = name_of(stamp) + LITERALS, key_of(stamp) + lines.mark
    cache.write(name, key)
    return cache.read(name) == key  # where nothing can be kept they are not worth it


def make_literals(stamp: bytes) -> None:
    """Make the literals of the sieve of a stamp, if there is one, and keep them."""
    from cleaner.sieve import building

    sieve = kept(stamp)
    if sieve is not None:
        lines = sieve.tables.lines
        made = _apart(building.literals, lines)
        if made is not None:
            cache.write(name_of(stamp) + LITERALS, key_of(stamp) + lines.mark + made)
            _make_room(LITERALS)


def _apart(make: Callable[[T], bytes], what: T) -> bytes | None:
    """What is made in a process of its own, or in a thread where that would know nothing.

    It takes its memory with it when it ends, some 100 MB, and signals are heard: hyperscan works
    long, and hears none. None if it died.
    """
    from cleaner.workers import FORKS  # few runs come to this

    if not FORKS:
        from multiprocessing.pool import ThreadPool

        with ThreadPool(1) as pool:
            return pool.apply(make, (what,))
    from multiprocessing import get_context

    context = get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(theirs, make, what), daemon=True)
    process.start()
    try:
        theirs.close()
        return ours.recv_bytes()
    except EOFError:
        return None
    finally:
        process.kill()
        process.join()
        ours.close()


def _send(theirs: Connection, make: Callable[[T], bytes], what: T) -> None:
    from cleaner.workers import attend

    attend()
    theirs.send_bytes(make(what))


def _make_room(end: str) -> None:
    """Delete all but the newest files of sieves whose names have one end, or none.

    Each is some megabytes, and old rules do not come back.
    """
    sieves = [one for one in cache.files() if one[0].name.startswith("sieve-")]
    made = [one for one in sieves if one[0].name[len(name_of(b"")) :] == end]
    for path, _ in sorted(made, key=_age)[:-KEPT]:
        with suppress(OSError):
            path.unlink()


def _age(file: tuple[Path, os.stat_result]) -> tuple[int, str]:
    return file[1].st_mtime_ns, file[0].name

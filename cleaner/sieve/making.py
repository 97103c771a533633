"""The sieve of rules, made and put into the cache folder where it is not there yet."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from cleaner import cache
from cleaner.model import Rule
from cleaner.sieve import database
from cleaner.sieve.reading import LITERALS, kept, key_of, name_of

KEPT = 4
"""So many sieves stay in the cache folder: those of a few sets of rules in turn."""
MANY = 1_000
"""So many files are worth the making of literals, which takes seconds too: see `tables`."""


def prepare(stamp: bytes | None, rules: Sequence[Rule], *, files: int = 1) -> None:
    """Make the sieve of all rules of a stamp, unless it is there or cannot be kept.

    For many `files` its literals are made too.
    """
    if stamp is None or cache.folder() is None or not database.available():
        return
    name, key = name_of(stamp), key_of(stamp)
    if kept(stamp) is None:
        from cleaner.sieve.building import build  # it takes seconds, once for a set of rules

        _keep(name, key, lambda: build(rules))
        kept.cache_clear()
    sieve = kept(stamp) if files >= MANY else None
    if sieve is not None:
        lines = sieve.tables.lines
        if not cache.has(name + LITERALS, key + lines.mark):
            from cleaner.sieve import building

            _keep(name + LITERALS, key + lines.mark, lambda: building.literals(lines))


def _keep(name: str, key: bytes, make: Callable[[], bytes]) -> None:
    """Put something behind a key into the cache, unless nothing can be kept there."""
    cache.write(name, key)
    if cache.read(name) != key:
        return  # to make it for one run is not worth it
    cache.write(name, key + make())
    _make_room(name.endswith(LITERALS))


def _make_room(are_literals: bool) -> None:
    """Delete all but the newest: each is some megabytes, and old rules do not come back."""
    sieves = [one for one in cache.files() if one[0].name.startswith("sieve-")]
    alike = [one for one in sieves if one[0].name.endswith(LITERALS) is are_literals]
    for path, _ in sorted(alike, key=_age)[:-KEPT]:
        with suppress(OSError):
            path.unlink()


def _age(file: tuple[Path, os.stat_result]) -> tuple[int, str]:
    return file[1].st_mtime_ns, file[0].name

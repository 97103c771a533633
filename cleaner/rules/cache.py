"""Compiled rules in the user's cache folder, so that rule files are read and checked only once.

A file there holds the rules of some folders. It is used as long as no file they come from has
another size, time of change or place, nor any file of code that makes rules; so a change of the
same length, with its old time put back, goes unseen only where the system keeps no time of change
of its own, as on Windows. Files that changed just now may change again at the same time: their
rules are not kept yet.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from zlib import crc32

from cleaner import cache, expressions
from cleaner.model import Rule, Stage

FORMAT = 1
SETTLED = 2_000_000_000
"""Nanoseconds after which a change of a file is sure to change its times."""
_MADE_BY = (".", "fixers", "lexicon", "matching", "model", "quotations", "rules", "sieve")
"""The folders of this package whose code makes rules or checks them."""
_READ = (".toml", ".tsv", ".csv", ".txt")
_STAGES = frozenset(stage.value for stage in Stage)

Times = tuple[str, int, int, int, int]
"""A file: its path, its size, its times in nanoseconds, and its number."""


Found = tuple[tuple[Rule, ...], bytes | None]
"""Rules, and bytes that differ if they do, or `None` where their files may still change."""


def cached_rules(folders: Sequence[Path], shipped: Path) -> Found | None:
    """The rules of some folders, sorted by id, from the cache or now put there.

    None if the cache cannot say: there is none, a folder is no folder, or a rule is wrong.
    """
    if cache.folder() is None or not all(one.is_dir() for one in folders):
        return None
    if any((one / "lists").is_dir() for one in folders if one != shipped):
        parts = [tuple(folders)]  # a list there extends those of the same name
    else:
        parts = [(one,) for one in folders]
    rules: dict[str, Rule] = {}
    stamp: bytes | None = b""
    for part in parts:
        found = _rules_of(part, shipped)
        if found is None or not rules.keys().isdisjoint(rule.id for rule in found[0]):
            return None
        rules.update((rule.id, rule) for rule in found[0])
        stamp = None if stamp is None or found[1] is None else stamp + found[1]
    return tuple(rules[id] for id in sorted(rules)), stamp


def _rules_of(folders: tuple[Path, ...], shipped: Path) -> Found | None:
    from cleaner.rules.packing import unpack

    places = [(str(one), os.path.abspath(one)) for one in folders]  # noqa: PTH100 - links stay
    name = f"rules-{crc32(repr(places).encode('utf-8', 'surrogatepass')):08x}"
    try:
        times = _times(folders, shipped)
        key = repr((FORMAT, sys.implementation.cache_tag, sys.byteorder, places, times))
        start = key.encode("utf-8", "surrogatepass") + b"\0"
        data = cache.read(name)
        if data is not None and data.startswith(start):
            return unpack(data[len(start) :]), start
        rules = _read_rules(folders, shipped)
        if rules is not None and _settled(times) and times == _times(folders, shipped):
            return _kept(name, start, rules), start
    except OSError:
        return None
    return None if rules is None else (rules, None)


def _read_rules(folders: Sequence[Path], shipped: Path) -> tuple[Rule, ...] | None:
    from cleaner.rules.folders import read_rules
    from cleaner.rules.problems import RuleFileError

    try:
        return read_rules(folders, shipped)
    except RuleFileError:
        return None  # whoever asks reads them again, with all others, to report every mistake


def _kept(name: str, start: bytes, rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """Put rules into the cache, and give them as they will come from it: their tables indexed."""
    from cleaner.rules.packing import pack, unpack

    try:
        packed = pack(rules)
    except ValueError:
        return rules  # a row with a control character, say
    cache.write(name, start + packed)
    cache.tidy()
    expressions.keep()
    return unpack(packed)


def _settled(times: Sequence[Times]) -> bool:
    now = time.time_ns()
    return not any(0 <= now - at < SETTLED for one in times for at in one[2:4])


def _times(folders: Sequence[Path], shipped: Path) -> list[Times]:
    """Each file that decides what the rules are. Raises OSError."""
    package = Path(__file__).parents[1]
    times = [one for name in _MADE_BY for one in _files(package / name, (".py",))]
    times += _files(shipped / "lists", _READ)
    for folder in folders:
        times += _files(folder, _READ)
        for inner in _folders(folder):
            times += _files(inner, _READ, deep=inner.name in _STAGES)
    return times


def _files(place: Path, suffixes: tuple[str, ...], *, deep: bool = False) -> Iterator[Times]:
    """The files in a folder, and in all below it if they may hold rules."""
    if not place.is_dir():
        return
    for entry in sorted(os.scandir(place), key=lambda entry: entry.name):
        if entry.name.endswith(suffixes):
            status = entry.stat()
            yield entry.path, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino
    for inner in _folders(place) if deep else ():
        yield from _files(inner, suffixes, deep=True)


def _folders(place: Path) -> list[Path]:
    """The folders in a folder. Raises OSError for a link, for it may lead in a circle."""
    entries = sorted(
        (entry.name, entry.is_symlink()) for entry in os.scandir(place) if entry.is_dir()
    )
    if any(linked for _, linked in entries):
        raise OSError(f"{place} holds a link to a folder")
    return [place / name for name, _ in entries]

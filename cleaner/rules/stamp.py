"""What decides the rules of some folders, told without reading any of them.

That is the size, times and place of each file they come from, and of the code that makes rules; so
a change of the same length, with its old time put back, goes unseen only where the system keeps no
time of change of its own, as on Windows.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence

FORMAT = 2
SETTLED = 2_000_000_000
"""Nanoseconds after which a change of a file is sure to change its times."""
_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120
_MADE_BY = (".", "fixers", "lexicon", "matching", "model", "quotations", "rules", "sieve")
"""The folders of this package whose code makes rules or checks them."""
_READ = (".toml", ".tsv", ".csv", ".txt")
STAGES = frozenset({"encoding", "structure", "marks", "words", "spacing"})
"""The folders that hold rules: the stages, as `model.Stage` has them, which is not loaded here."""

Times = tuple[str, int, int, int, int]
"""A file: its path, its size, its times in nanoseconds, and its number."""


def shipped() -> str:
    """The folder of the rules that come with cleaner: inside a wheel, or beside a checkout."""
    packed = os.path.join(_PACKAGE, "rules", "shipped")  # noqa: PTH118
    beside = os.path.join(os.path.dirname(_PACKAGE), "rules")  # noqa: PTH118, PTH120
    return packed if os.path.isdir(packed) else beside  # noqa: PTH112


def places_of(folders: Iterable[str]) -> list[tuple[str, str]]:
    """Some folders as they are named and where they are."""
    return [(one, os.path.abspath(one)) for one in folders]  # noqa: PTH100 - links stay


def stamp_of(folders: Sequence[str], times: Sequence[Times]) -> bytes:
    """Bytes that differ if the rules of the folders do."""
    said = (FORMAT, sys.implementation.cache_tag, sys.byteorder, places_of(folders), times)
    return repr(said).encode("utf-8", "surrogatepass") + b"\0"


def settled(times: Iterable[Times]) -> bool:
    """Whether no file has changed just now, and may change again at the same time."""
    now = time.time_ns()
    return not any(0 <= now - at < SETTLED for one in times for at in one[2:4])


def times_of(folders: Sequence[str], shipped: str) -> list[Times]:
    """Each file that decides what the rules of the folders are. Raises OSError."""
    times: list[Times] = []
    for name in _MADE_BY:
        times += _files(os.path.join(_PACKAGE, name), (".py",))  # noqa: PTH118
    times += _files(os.path.join(shipped, "lists"), _READ)  # noqa: PTH118
    for folder in folders:
        times += _files(folder, _READ)
        for inner in _folders(folder):
            times += _files(inner, _READ, deep=os.path.basename(inner) in STAGES)  # noqa: PTH119
    return times


def _files(place: str, suffixes: tuple[str, ...], *, deep: bool = False) -> Iterator[Times]:
    """The files in a folder, and in all below it if they may hold rules."""
    if not os.path.isdir(place):  # noqa: PTH112
        return
    with os.scandir(place) as entries:
        found = [entry for entry in entries if entry.name.endswith(suffixes)]
    for entry in sorted(found, key=lambda entry: entry.name):
        status = entry.stat()
        yield entry.path, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino
    for inner in _folders(place) if deep else ():
        yield from _files(inner, suffixes, deep=True)


def _folders(place: str) -> list[str]:
    """The folders in a folder. Raises OSError for a link, for it may lead in a circle."""
    with os.scandir(place) as entries:
        found = sorted((entry.path, entry.is_symlink()) for entry in entries if entry.is_dir())
    if any(linked for _, linked in found):
        raise OSError(f"{place} holds a link to a folder")
    return [path for path, _ in found]

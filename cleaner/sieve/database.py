"""Expressions -> what searches for all of them at once, by hyperscan; kept in the cache folder.

Where hyperscan is not installed, or does not run on this machine, there is no database, and every
rule is asked. It is compiled once for a set of rules, and found in the cache from then on.
"""

from __future__ import annotations

import sys
from collections.abc import Hashable, Iterable, Sequence
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    import hyperscan

BEGUN = 64
"""Among so many first bytes of a database is the checksum of all others, which `load` checks."""


class Database:
    """A search for expressions, which go by their numbers, in one part or several."""

    def __init__(self, parts: Iterable[hyperscan.Database], dropped: Iterable[int] = ()) -> None:
        self._scans = [part.scan for part in parts]
        self.dropped = frozenset(dropped)
        """The numbers of the expressions that it does not search for: they count as found."""

    def found(self, data: bytes) -> list[int]:
        """The numbers of the expressions that match in some UTF-8."""
        numbers: list[int] = []
        for scan in self._scans:
            scan(data, match_event_handler=_take, context=numbers)
        return numbers

    def ends(self, data: bytes) -> list[int]:
        """Where the expressions match, by the ends of all matches, if it was made to tell."""
        ends: list[int] = []
        for scan in self._scans:
            scan(data, match_event_handler=_take_end, context=ends)
        return ends


def _take_end(number: int, start: int, end: int, flags: int, ends: object) -> None:
    cast("list[int]", ends).append(end)


def _take(number: int, start: int, end: int, flags: int, numbers: object) -> None:
    cast("list[int]", numbers).append(number)


def available() -> bool:
    """Whether hyperscan can be used."""
    try:
        import hyperscan  # noqa: F401 - a wheel of it is not there for every machine
    except ImportError:
        return False
    return True


def version() -> str:
    """What a compiled database depends on."""
    from hyperscan import _version

    return f"{_version.__version__}-{sys.platform}"


def compiled(
    expressions: Sequence[str], kinds: Sequence[Hashable] = (), *, once: bool = True
) -> tuple[list[bytes], tuple[int, ...]]:
    """The parts of a database as bytes, and the numbers of the expressions too large for it.

    Those of one of the `kinds`, if these are given, have a part of their own: all in one would take
    half as much room again, and be searched no faster. Unless the database tells of each match only
    `once`, it is for `Database.ends`.
    """
    import hyperscan

    alike: dict[Hashable, list[int]] = {}
    for number in range(len(expressions)):
        alike.setdefault(kinds[number] if kinds else None, []).append(number)
    dropped: set[int] = set()
    parts: list[bytes] = []
    for numbers in alike.values():
        try:
            made = _compiled(expressions, numbers, once=once)
        except hyperscan.error:
            dropped |= {number for number in numbers if not _is_fit(expressions[number])}
            kept = [number for number in numbers if number not in dropped]
            made = _compiled(expressions, kept, once=once)
        parts.append(hyperscan.dumpb(made))
    return parts, tuple(sorted(dropped))


def compiled_literals(literals: Sequence[tuple[int, bytes]]) -> bytes:
    """A database as bytes that finds some bytes, which go by the numbers with them."""
    import hyperscan

    numbers, expressions = zip(*literals, strict=True)
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(
        expressions=expressions,
        ids=numbers,
        elements=len(numbers),
        flags=[hyperscan.HS_FLAG_SINGLEMATCH] * len(numbers),
        literal=True,
    )
    return hyperscan.dumpb(database)


def _is_fit(expression: str) -> bool:
    """Whether hyperscan takes an expression."""
    import hyperscan

    try:
        _compiled([expression], [0], once=True)
    except hyperscan.error:
        return False
    return True


def load(parts: Iterable[bytes], dropped: Iterable[int] = ()) -> Database | None:
    """The database of some bytes; None if they are damaged, or were made for another machine."""
    import hyperscan

    loaded = []
    try:
        for data in parts:
            database = hyperscan.loadb(data, mode=hyperscan.HS_MODE_BLOCK)
            database.scratch = hyperscan.Scratch(database)
            loaded.append(database)
    except hyperscan.HyperscanError:
        return None
    return Database(loaded, dropped)


def _compiled(
    expressions: Sequence[str], numbers: Sequence[int], *, once: bool
) -> hyperscan.Database:
    import hyperscan

    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    flags = hyperscan.HS_FLAG_UTF8 | hyperscan.HS_FLAG_DOTALL | hyperscan.HS_FLAG_ALLOWEMPTY
    if once:
        flags |= hyperscan.HS_FLAG_SINGLEMATCH
    database.compile(
        expressions=[expressions[number].encode() for number in numbers],
        ids=list(numbers),
        elements=len(numbers),
        flags=[flags] * len(numbers),
    )
    return database

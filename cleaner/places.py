"""Offsets of a text -> lines and columns, the places people and editors speak of."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple, Protocol


class Place(NamedTuple):
    """A line and a column, both from 1; a column counts code points."""

    line: int
    column: int


class Places(Protocol):
    """What tells the places of offsets of a text."""

    def place(self, offset: int) -> Place:
        """The place of an offset."""


class Lines:
    """Where the lines of one text start; `\\n` alone ends a line."""

    __slots__ = ("starts",)

    def __init__(self, text: str) -> None:
        self.starts = line_starts(text)

    def place(self, offset: int) -> Place:
        """The place of an offset; the end of the text has one too."""
        line = bisect_right(self.starts, offset)
        return Place(line, offset - self.starts[line - 1] + 1)


class Some:
    """The places of some offsets of a text that is not held."""

    __slots__ = ("_columns", "_lines", "_offsets")

    def __init__(self) -> None:
        self._offsets, self._lines, self._columns = array("q"), array("q"), array("q")

    def append(self, offset: int, place: Place) -> None:
        """One more, behind the others."""
        self._offsets.append(offset)
        self._lines.append(place.line)
        self._columns.append(place.column)

    def place(self, offset: int) -> Place:
        """The place of one of the offsets. Raises KeyError for any other."""
        at = bisect_left(self._offsets, offset)
        if at == len(self._offsets) or self._offsets[at] != offset:
            raise KeyError(offset)
        return Place(self._lines[at], self._columns[at])


def placed(chunks: Iterable[str], offsets: Iterable[int]) -> Some:
    """The places of some offsets of a text that comes in chunks and is not held."""
    places = Some()
    wanted = sorted(array("q", offsets))
    at = start = opened = 0
    line = 1
    for chunk in chunks:
        end, done = start + len(chunk), 0
        while at < len(wanted) and wanted[at] <= end:
            if at == 0 or wanted[at] != wanted[at - 1]:
                line += chunk.count("\n", done, wanted[at] - start)
                done = wanted[at] - start
                last = chunk.rfind("\n", 0, done)
                opened = opened if last < 0 else start + last + 1
                places.append(wanted[at], Place(line, wanted[at] - opened + 1))
            at += 1
        line += chunk.count("\n", done)
        last = chunk.rfind("\n")
        start, opened = end, opened if last < 0 else start + last + 1
    return places


def line_starts(text: str) -> list[int]:
    """The offset of the first code point of each line; a final `\\n` opens an empty last line."""
    starts = [0]
    at = text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts

"""Offsets of a text -> lines and columns, the places people and editors speak of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple


class Place(NamedTuple):
    """A line and a column, both from 1; a column counts code points."""

    line: int
    column: int


class Lines:
    """Where the lines of one text start; `\\n` alone ends a line."""

    __slots__ = ("starts",)

    def __init__(self, text: str) -> None:
        self.starts = line_starts(text)

    def place(self, offset: int) -> Place:
        """The place of an offset; the end of the text has one too."""
        line = bisect_right(self.starts, offset)
        return Place(line, offset - self.starts[line - 1] + 1)


def placed(chunks: Iterable[str], offsets: Iterable[int]) -> dict[int, Place]:
    """The places of some offsets of a text that comes in chunks and is not held."""
    places: dict[int, Place] = {}
    wanted = sorted(set(offsets))
    at = start = opened = 0
    line = 1
    for chunk in chunks:
        end, done = start + len(chunk), 0
        while at < len(wanted) and wanted[at] <= end:
            line += chunk.count("\n", done, wanted[at] - start)
            done = wanted[at] - start
            last = chunk.rfind("\n", 0, done)
            opened = opened if last < 0 else start + last + 1
            places[wanted[at]] = Place(line, wanted[at] - opened + 1)
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

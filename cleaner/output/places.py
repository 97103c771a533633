"""Offsets of a text -> lines and columns, the places people and editors speak of."""

from __future__ import annotations

from bisect import bisect_right
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


def line_starts(text: str) -> list[int]:
    """The offset of the first code point of each line; a final `\\n` opens an empty last line."""
    starts = [0]
    at = text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts

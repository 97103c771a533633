"""A stream of paragraphs -> windows that begin and end where no rule's reach is cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from zlib import crc32

from cleaner.evidence import Span
from cleaner.expressions import expression
from cleaner.model import Unparted
from cleaner.windows.streams import units

MARGIN = 8
"""So many paragraphs are read before and behind a core: more than any rule looks at.

Rules look at four paragraphs at the edges of a document, and at one beside their own.
"""
BEGINS, ROOM = 4, 3
"""One paragraph of so many begins a core, or any if that is so many times as long as it must be."""
TABLE = 204
"""A ruled table has at most so many lines."""

_RULE = expression(r"(?m)^[ \t]*=+(?:[ \t]+=+)+[ \t]*$")
_DRAWN = expression(r"(?m)^[ \t]*[|+]")
_PROMPT = expression(r"(?m)^[ \t]*>>> ")
_WORD = expression(r"[\p{L}\p{M}\p{N}]")


class Window(NamedTuple):
    """Some of a text at the offset `start`; the spans of all cores make the whole text."""

    start: int
    text: str
    core: Span


class _Unit(NamedTuple):
    start: int
    text: str
    opens: bool
    """Whether a window may begin with it."""


class _Borders:
    """Where windows may begin, unit by unit: outside of blocks of code, tables and their like."""

    def __init__(self, *, lines: bool) -> None:
        self._lines = lines
        self._fence = ""
        self._table = TABLE
        self._worded = self._goes_on = False

    def opens(self, unit: str) -> bool:
        """Whether a window may begin with the next unit."""
        sound = not self._fence and self._table >= TABLE and not self._goes_on
        opens = sound and self._worded and not unit[:1].isspace()
        self._take(unit)
        return opens

    def _take(self, unit: str) -> None:
        self._worded = self._worded or _WORD.search(unit) is not None
        if self._fence or "```" in unit:
            for line in unit.split("\n")[:-1]:
                self._fence = _fence(line, self._fence)
        if self._table < TABLE:
            self._table += unit.count("\n")
        if "==" in unit and _RULE.search(unit):
            self._table = 0
        if self._lines:
            goes_on = self._goes_on or _PROMPT.search(unit) or _DRAWN.search(unit)
            self._goes_on = bool(goes_on) and unit.count("\n") == 1  # no blank line behind it


def _fence(line: str, opened: str) -> str:
    """The fence that is open behind a line; empty if none is."""
    inside = line.strip(" \t")
    if opened:
        return "" if inside == opened else opened
    signs = inside[: len(inside) - len(inside.lstrip("`"))]
    return signs if len(signs) >= 3 and "`" not in inside[len(signs) :] else ""


def windows(texts: Iterable[str], *, lines: bool, size: int, limit: int) -> Iterator[Window]:
    """The windows of a text that comes in units: lines, or blocks; a core has at least `size`.

    Raises Unparted where one would be longer than `limit`.
    """
    held: list[_Unit] = []
    first = at = length = total = 0
    for unit in _units(texts, lines=lines):
        held.append(unit)
        total += len(unit.text)
        while len(held) - at >= MARGIN:
            if length < size or not held[at].opens:
                length += len(held[at].text)
                at += 1
                continue
            yield _window(held, first, at)
            kept = _margin(held, at)
            total -= sum(len(one.text) for one in held[:kept])
            held = held[kept:]
            first = at = at - kept
            length = 0
        if total > limit:
            raise Unparted(held[first].start)
    if held:
        yield _window(held, first, len(held))


def cells(text: str, *, lines: bool, size: int) -> Iterator[Window]:
    """The windows of a text that is held. Where a core begins its first paragraph tells.

    So a change leaves the windows behind it as they were.
    """
    held = list(_units(units([text], lines=lines, limit=len(text)), lines=lines))
    first = length = 0
    for at, unit in enumerate(held):
        may_begin = length >= size and unit.opens and at + MARGIN <= len(held)
        if may_begin and (_begins(unit.text) or length >= ROOM * size):
            yield _cell(held, first, at)
            first, length = at, 0
        length += len(unit.text)
    if held:
        yield _cell(held, first, len(held))


def _begins(unit: str) -> bool:
    return crc32(unit.encode("utf-8", "surrogatepass")) % BEGINS == 0


def _cell(held: list[_Unit], first: int, border: int) -> Window:
    """The window whose core is from one unit of a whole text to before another."""
    start = _margin(held, first)
    return _window(held[start : border + MARGIN], first - start, border - start)


def _units(texts: Iterable[str], *, lines: bool) -> Iterator[_Unit]:
    borders, start = _Borders(lines=lines), 0
    for text in texts:
        yield _Unit(start, text, borders.opens(text))
        start += len(text)


def _margin(held: list[_Unit], border: int) -> int:
    """The unit that the window whose core begins at `border` begins with."""
    furthest = max(border - MARGIN, 0)
    return next((at for at in range(furthest, -1, -1) if held[at].opens), 0)


def _window(held: list[_Unit], first: int, border: int) -> Window:
    """The window whose core is from one unit to before another; the last holds the end as well."""
    start = held[0].start
    text = "".join(unit.text for unit in held[: border + MARGIN])
    end = len(text) + 1 if border == len(held) else held[border].start - start
    return Window(start, text, Span(held[first].start - start, end))

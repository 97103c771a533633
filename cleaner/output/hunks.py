"""Edits -> the hunks of a unified diff, without comparing texts: the edits say what changed.

Time grows with the text and the edits. A line ends after `\n`, and only there, as git has it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from cleaner.model import Edit
from cleaner.places import line_starts

CONTEXT = 3
"""Unchanged lines shown around a change."""


class Kind(Enum):
    """What a line of a diff is; the values are the signs before it."""

    KEPT = " "
    GONE = "-"
    COME = "+"


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its end, if any; `changed` are the spans in it that edits took or wrote."""

    kind: Kind
    text: str
    changed: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Hunk:
    """Neighbouring changes with their context. Starts count lines from 0 in either text."""

    old_start: int
    new_start: int
    lines: tuple[Line, ...]

    def count(self, kind: Kind) -> int:
        """How many lines are of the old text, for `GONE`, or of the new, for `COME`."""
        return sum(line.kind in (Kind.KEPT, kind) for line in self.lines)


@dataclass(frozen=True, slots=True)
class _Block:
    """The old lines `first:last` and what takes their place; neither end is a common line."""

    first: int
    last: int
    gone: tuple[Line, ...]
    come: tuple[Line, ...]


def hunks(before: str, edits: Sequence[Edit]) -> Iterator[Hunk]:
    """The hunks, in order, of sorted, disjoint edits of `before`; none if they change nothing."""
    starts = line_starts(before)
    if starts[-1] == len(before):
        starts.pop()
    old = _OldLines(before, starts)
    new_start = 0
    last = 0
    for group in _near(_blocks(old, edits)):
        first = max(group[0].first - CONTEXT, 0)
        new_start += first - last
        hunk = Hunk(first, new_start, tuple(_lines(old, group)))
        yield hunk
        new_start += hunk.count(Kind.COME)
        last = first + hunk.count(Kind.GONE)


@dataclass(frozen=True, slots=True)
class _OldLines:
    """The old text and where its lines start."""

    text: str
    starts: Sequence[int]

    def start(self, line: int) -> int:
        """The offset of a line; the end of the text for the one after the last."""
        return self.starts[line] if line < len(self.starts) else len(self.text)

    def kept(self, first: int, last: int) -> Iterator[Line]:
        """The lines from `first` to before `last`, as many as there are."""
        for line in range(max(first, 0), min(last, len(self.starts))):
            yield Line(Kind.KEPT, self.text[self.start(line) : self.start(line + 1)])

    def touched(self, edit: Edit) -> tuple[int, int]:
        """The lines an edit may change; the last keeps its end, so no other is joined to it."""
        if edit.start == len(self.text) and self.text[-1:] in ("", "\n"):
            return len(self.starts), len(self.starts)
        return (
            bisect_right(self.starts, edit.start) - 1,
            bisect_right(self.starts, edit.end),
        )


def _lines(old: _OldLines, group: Sequence[_Block]) -> Iterator[Line]:
    """The lines of one hunk, with the context before, between and after its blocks."""
    at = group[0].first - CONTEXT
    for block in group:
        yield from old.kept(at, block.first)
        yield from block.gone
        yield from block.come
        at = block.last
    yield from old.kept(at, at + CONTEXT)


def _near(blocks: Iterator[_Block]) -> Iterator[list[_Block]]:
    """Runs of blocks whose contexts meet."""
    group: list[_Block] = []
    for block in blocks:
        if group and block.first - group[-1].last > 2 * CONTEXT:
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _blocks(old: _OldLines, edits: Sequence[Edit]) -> Iterator[_Block]:
    """Runs of edits that share or adjoin lines, less those that change nothing."""
    group: list[Edit] = []
    first = last = 0
    for edit in edits:
        touched = old.touched(edit)
        if group and touched[0] > last:
            yield from _trimmed(old, first, last, group)
            group = []
        if not group:
            first, last = touched
        group.append(edit)
        last = max(last, touched[1])
    if group:
        yield from _trimmed(old, first, last, group)


def _trimmed(old: _OldLines, first: int, last: int, edits: Sequence[Edit]) -> Iterator[_Block]:
    """The block of these lines without the lines at its ends that stay the same; none if all do."""
    gone, come = _sides(old.text, old.start(first), old.start(last), edits)
    shorter = min(len(gone), len(come))
    head = 0
    while head < shorter and gone[head].text == come[head].text:
        head += 1
    tail = 0
    while tail < shorter - head and gone[-1 - tail].text == come[-1 - tail].text:
        tail += 1
    if head + tail < max(len(gone), len(come)):
        yield _Block(
            first + head,
            last - tail,
            tuple(gone[head : len(gone) - tail]),
            tuple(come[head : len(come) - tail]),
        )


def _sides(text: str, start: int, end: int, edits: Sequence[Edit]) -> tuple[list[Line], list[Line]]:
    """The lines between two offsets before and after the edits, with what changed in them."""
    parts: list[str] = []
    taken: list[tuple[int, int]] = []
    written: list[tuple[int, int]] = []
    at, length = start, 0
    for edit in edits:
        parts += (text[at : edit.start], edit.text)
        length += edit.start - at
        written.append((length, length + len(edit.text)))
        taken.append((edit.start - start, edit.end - start))
        length += len(edit.text)
        at = edit.end
    parts.append(text[at:end])
    return _split(Kind.GONE, text[start:end], taken), _split(Kind.COME, "".join(parts), written)


def _split(kind: Kind, text: str, spans: Sequence[tuple[int, int]]) -> list[Line]:
    """The lines of a text, each with its share of the sorted, disjoint spans."""
    lines: list[Line] = []
    starts = line_starts(text)
    nearest = 0
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        while nearest < len(spans) and spans[nearest][1] <= start:
            nearest += 1
        shares: list[tuple[int, int]] = []
        at = nearest
        while at < len(spans) and spans[at][0] < end:
            shares.append((max(spans[at][0], start) - start, min(spans[at][1], end) - start))
            at += 1
        if end > start:
            lines.append(Line(kind, text[start:end], tuple(s for s in shares if s[0] < s[1])))
    return lines

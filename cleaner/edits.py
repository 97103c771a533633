"""Edits: choose those that can be made together, make them, and tell where a place came from."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from heapq import heappop, heappush, merge
from typing import Protocol

from cleaner.model import Edit, Finding

FEW = 100
"""More edits than this are not kept where they are far behind what is looked at."""


def resolve(findings: Iterable[Finding]) -> list[Finding]:
    """Choose findings whose edits can all be made together.

    Leftmost first, then longest, then safest, then by rule id; a finding is taken whole or not at
    all. Every finding must have an edit. Touching edits do not clash; two insertions at one offset
    do. The result keeps that order; it is empty only if `findings` is.
    """
    return list(resolved(sorted(findings, key=order)))


def resolved(findings: Iterable[Finding]) -> Iterator[Finding]:
    """What `resolve` chooses of findings that come in order."""
    taken: list[Edit] = []
    many = FEW
    for finding in findings:
        if len(taken) > many:
            taken = [edit for edit in taken if edit.end >= finding.start]
            many = max(FEW, 2 * len(taken))
        if not any(_clashes(edit, taken) for edit in finding.edits):
            yield finding
            for edit in finding.edits:
                insort(taken, edit)


def merged(findings: Iterable[Iterable[Finding]]) -> Iterator[Finding]:
    """Several that are in order, in one."""
    return merge(*findings, key=order)


def runs(findings: Sequence[Finding]) -> Iterator[Iterator[Finding]]:
    """Findings that are nearly in order, parted so that each part is."""
    first, last = 0, None
    for at, finding in enumerate(findings):
        key = order(finding)
        if last is not None and key < last:
            yield map(findings.__getitem__, range(first, at))
            first = at
        last = key
    yield map(findings.__getitem__, range(first, len(findings)))


def edits_of(findings: Iterable[Finding]) -> Iterator[Edit]:
    """The edits of findings that come in order, sorted."""
    waiting: list[Edit] = []
    for finding in findings:
        while waiting and waiting[0].start < finding.start:
            yield heappop(waiting)
        for edit in finding.edits:
            heappush(waiting, edit)
    yield from sorted(waiting)


def order(finding: Finding) -> tuple[int, int, int, str, tuple[Edit, ...]]:
    """The sorting key of findings: leftmost, longest, safest, rule id; the edits make it total."""
    return finding.start, -finding.end, finding.safety.rank, finding.rule.id, finding.edits


def moved(finding: Finding, by: int) -> Finding:
    """A finding of a part of a text, in the whole."""
    edits = tuple(Edit(one.start + by, one.end + by, one.text) for one in finding.edits)
    return replace(finding, start=finding.start + by, end=finding.end + by, edits=edits)


def _clashes(edit: Edit, taken: Sequence[Edit]) -> bool:
    at = bisect_left(taken, edit)
    return any(overlap(edit, other) for other in taken[max(at - 1, 0) : at + 1])


def overlap(one: Edit, other: Edit) -> bool:
    """Whether two edits cannot both be made: they share text, or insert at the same offset."""
    if one.start == one.end and other.start == other.end:
        return one.start == other.start
    return one.start < other.end and other.start < one.end


def apply(text: str, edits: Iterable[Edit]) -> str:
    """`text` with sorted, disjoint edits made; all offsets are of `text`."""
    parts: list[str] = []
    end = 0
    for edit in edits:
        parts += (text[end : edit.start], edit.text)
        end = edit.end
    parts.append(text[end:])
    return "".join(parts)


class Written(Protocol):
    """A text that can be asked for a part."""

    def __getitem__(self, part: slice, /) -> str:
        """The part."""


class Trace:
    """How a text came from its original: maps offsets back, and grows with each pass of edits.

    `edits` are sorted and disjoint, of the original, and make the current text from it.
    """

    __slots__ = ("_ends", "_starts", "edits")

    def __init__(self, edits: Sequence[Edit] = ()) -> None:
        self.edits = edits
        self._starts, self._ends = array("q"), array("q")
        shift = 0
        for edit in edits:
            self._starts.append(edit.start + shift)
            shift += len(edit.text) - (edit.end - edit.start)
            self._ends.append(edit.end + shift)

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that a span of the current text came from.

        Where the span cuts through replaced text it grows to the whole of what was replaced.
        """
        first = bisect_right(self._ends, start)
        last = max(bisect_left(self._starts, end), first)
        if first < len(self.edits) and self._starts[first] < start:
            origin_start = self.edits[first].start
        else:
            origin_start = start - self._shift(first)
        if last and self._ends[last - 1] > end:
            return origin_start, self.edits[last - 1].end
        return origin_start, max(origin_start, end - self._shift(last))

    @property
    def growth(self) -> int:
        """How many characters more than the original the current text has."""
        return self._shift(len(self.edits))

    def written(self, start: int, end: int) -> str:
        """A span of the current text, with a blank for each character that no edit wrote."""
        at = bisect_right(self._ends, start)
        parts: list[str] = []
        while at < len(self.edits) and self._starts[at] < end:
            first, text = self._starts[at], self.edits[at].text
            parts += (" " * (first - start), text[max(start - first, 0) : end - first])
            start = max(start, min(self._ends[at], end))
            at += 1
        return "".join([*parts, " " * (end - start)])

    def traced(self, finding: Finding) -> Finding:
        """The finding at its place in the original; what is inserted widens it to itself."""
        start, end = self.origin(finding.start, finding.end)
        edits = tuple(Edit(*self.origin(e.start, e.end), e.text) for e in finding.edits)
        start = min([start, *(edit.start for edit in edits)])
        end = max([end, *(edit.end for edit in edits)])
        return replace(finding, start=start, end=end, edits=edits)

    def _shift(self, count: int) -> int:
        """How far the current text runs ahead of the original after the first `count` edits."""
        return self._ends[count - 1] - self.edits[count - 1].end if count else 0

    def then(
        self,
        current: Written,
        edits: Iterable[Edit],
        keep: Callable[[Iterable[Edit]], Sequence[Edit]] = tuple,
    ) -> Trace:
        """The trace after sorted, disjoint `edits` of the current text; touching edits merge.

        Of the current text only what earlier edits wrote is asked for, and what these replace.
        `keep` holds the edits that come of it.
        """
        earlier = ((s, e, None) for s, e in zip(self._starts, self._ends, strict=True))
        later = ((edit.start, edit.end, edit) for edit in edits)
        spans = merge(earlier, later, key=_span)
        return Trace(keep(self._merged(current, group) for group in _groups(spans)))

    def _merged(self, current: Written, group: _Group) -> Edit:
        """One edit of the original that does what those of a group do."""
        start, end, edits = group
        moved = (Edit(e.start - start, e.end - start, e.text) for e in edits)
        return Edit(*self._hull(start, end), apply(current[start:end], moved))

    def _hull(self, start: int, end: int) -> tuple[int, int]:
        """The original span of a group, with the deletions at its borders."""
        before = bisect_left(self._ends, start)
        return start - self._shift(before), end - self._shift(bisect_right(self._starts, end))


_Group = tuple[int, int, list[Edit]]


def _span(item: tuple[int, int, Edit | None]) -> tuple[int, int]:
    return item[:2]


def _groups(spans: Iterable[tuple[int, int, Edit | None]]) -> Iterator[_Group]:
    """Runs of touching spans: their hull and the edits among them."""
    start, end, group = 0, -1, list[Edit]()
    for first, last, edit in spans:
        if first > end:
            if end >= 0:
                yield start, end, group
            start, end, group = first, last, []
        end = max(end, last)
        if edit is not None:
            group.append(edit)
    if end >= 0:
        yield start, end, group

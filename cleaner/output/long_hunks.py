"""Edits of a text that is not held -> its hunks: what lies far from all edits is let go."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from cleaner.model import Edit
from cleaner.output.hunks import CONTEXT, Hunk, Kind, hunks

APART = 2 * CONTEXT + 2
"""So many lines away from any edit a text may be cut: no hunk reaches there."""


def long_hunks(chunks: Iterable[str], edits: Sequence[Edit]) -> Iterator[Hunk]:
    """As `hunks`, for a text in chunks; held is as much of it as the longest run of changes."""
    old = new = 0
    for text, near in _segments(chunks, edits):
        gained = 0
        for hunk in hunks(text, near) if near else ():
            yield replace(hunk, old_start=hunk.old_start + old, new_start=hunk.new_start + new)
            gained += hunk.count(Kind.COME) - hunk.count(Kind.GONE)
        lines = text.count("\n")
        old, new = old + lines, new + lines + gained


def _segments(chunks: Iterable[str], edits: Sequence[Edit]) -> Iterator[tuple[str, Sequence[Edit]]]:
    """The text in whole lines, cut far from edits, each part with the edits of it."""
    held, start, at = "", 0, 0
    for chunk in chunks:
        held += chunk
        until = bisect_left(edits, start + len(held), lo=at, key=_start)
        near = _moved(edits[at : until + 1], -start)
        cut = _cut(held, near)
        if cut:
            own = [edit for edit in near if edit.end < cut]
            yield held[:cut], own
            held, start, at = held[cut:], start + cut, at + len(own)
    yield held, _moved(edits[at:], -start)


def _cut(text: str, edits: Sequence[Edit]) -> int:
    """The last place far from all edits and from the end; 0 if there is none."""
    ends = [0, *(edit.end for edit in edits)]
    for number in range(len(edits), -1, -1):
        limit = edits[number].start if number < len(edits) else len(text)
        last = min(limit, len(text))
        if text.count("\n", ends[number], last) > 2 * APART:
            for _ in range(APART + 1):
                last = text.rfind("\n", 0, last)
            return last + 1
    return 0


def _moved(edits: Sequence[Edit], by: int) -> list[Edit]:
    return [Edit(edit.start + by, edit.end + by, edit.text) for edit in edits]


def _start(edit: Edit) -> int:
    return edit.start

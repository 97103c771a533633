"""Which blocks of Markdown hold what: a list that becomes loose holds its text in paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import NamedTuple

import pyromark

from cleaner.evidence import Span
from cleaner.regions.markdown_events import OPTIONS, characters, is_one_of, readable

_BREAKS = ("SoftBreak", "HardBreak")
_SHOWN = ("Item", "CodeBlock")
"""Blocks that a reader sees even if they hold nothing."""


class _Piece(NamedTuple):
    """What stands in a text, in bytes, and what holds it; `shown` if that is seen by itself."""

    span: Span
    holders: tuple[_Holder, ...]
    shown: bool


class _Holder:
    """A construct; it is numbered when it is found to hold something, so it has state."""

    def __init__(self, tag: object) -> None:
        self.tag = tag
        self.number: int | None = None


def nests(text: str, passed: Iterable[Span]) -> tuple[tuple[str, ...], ...]:
    """The constructs that hold each piece of a text, outermost first, each with its number.

    Pieces in `passed` are passed over, and what holds nothing else has no number; of neighbours
    that the same constructs hold there is one.
    """
    text = readable(text)
    shown = _blanked(text, passed)
    pieces = list(_pieces(text))
    found: list[tuple[str, ...]] = []
    numbers = count()
    for span, piece in zip(characters(text, [one.span for one in pieces]), pieces, strict=True):
        if not piece.shown and not shown[slice(*span)].strip():
            continue
        for holder in piece.holders:
            if holder.number is None:
                holder.number = next(numbers)
        nest = tuple(f"{holder.number} {holder.tag}" for holder in piece.holders)
        if found[-1:] != [nest]:
            found.append(nest)
    return tuple(found)


def _pieces(text: str) -> Iterator[_Piece]:
    open_: list[_Holder] = []
    for event, where in pyromark.events_with_range(text, options=OPTIONS):
        span = Span(where["start"], where["end"])
        if isinstance(event, dict) and "Start" in event:
            open_.append(_Holder(event["Start"]))
            if is_one_of(event["Start"], _SHOWN):
                yield _Piece(Span(span.start, span.start), tuple(open_), shown=True)
        elif isinstance(event, dict) and "End" in event:
            open_.pop()
        elif event not in _BREAKS:
            yield _Piece(span, tuple(open_), shown=False)


def _blanked(text: str, passed: Iterable[Span]) -> str:
    """The text with blanks in the place of what is passed over."""
    kept: list[str] = []
    at = 0
    for span in passed:
        kept += text[at : span.start], " " * (span.end - span.start)
        at = span.end
    return "".join([*kept, text[at:]])

"""Double quotation marks by their roles, and the quotations they make, paragraph by paragraph."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum

from cleaner.evidence import Facts, Span
from cleaner.marks import CLOSING, DOUBLE, OPENING


class Role(Enum):
    """What a mark does where it stands."""

    OPENING = "opening"
    CLOSING = "closing"
    UNCLEAR = "unclear"
    MEASURE = "measure"
    """Inches or seconds: a straight mark right behind a digit."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One double mark and the role its neighbours give it; a curly glyph decides an unclear one."""

    start: int
    role: Role


_OPENERS = " \t\n([{—–-/‘'"


def marks(facts: Facts) -> tuple[Mark, ...]:
    """Every double mark of a text, in order."""
    text = facts.text
    return tuple(Mark(at, _role(text, at)) for at, letter in enumerate(text) if letter in DOUBLE)


def _role(text: str, at: int) -> Role:
    before, after = text[at - 1 : at] or "\n", text[at + 1 : at + 2] or "\n"
    if before.isdigit() and text[at] == '"' and text.count('"', 0, at) % 2 == 0:
        return Role.MEASURE
    opens = before in _OPENERS and not after.isspace()
    closes = not before.isspace() and before not in "([{" and not after.isalnum()
    if opens != closes:
        return Role.OPENING if opens else Role.CLOSING
    if text[at] == OPENING:
        return Role.OPENING
    return Role.CLOSING if text[at] == CLOSING else Role.UNCLEAR


def quotations(facts: Facts) -> tuple[Span, ...]:
    """The quotations, marks included, in order and disjoint.

    A quotation that its paragraph does not close runs to the paragraph's end.
    """
    spans: list[Span] = []
    for paragraph in facts.paragraphs:
        spans += _pairs(
            paragraph, [m for m in facts.of(marks) if paragraph.start <= m.start < paragraph.end]
        )
    return tuple(spans)


def _pairs(paragraph: Span, found: list[Mark]) -> list[Span]:
    spans: list[Span] = []
    opened: int | None = None
    for mark in found:
        if mark.role is Role.OPENING and opened is None:
            opened = mark.start
        elif mark.role is Role.CLOSING and opened is not None:
            spans.append(Span(opened, mark.start + 1))
            opened = None
    if opened is not None:
        spans.append(Span(opened, paragraph.end))
    return spans


def inside(facts: Facts, offset: int) -> bool:
    """Whether `offset` lies between the marks of a quotation."""
    spans = facts.of(quotations)
    at = bisect_right(spans, (offset, len(facts.text) + 1)) - 1
    return at >= 0 and spans[at].start < offset < spans[at].end

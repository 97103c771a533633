"""Paragraph by paragraph: which marks make a quotation, and which find no partner."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from cleaner.evidence import Facts, Span
from cleaner.quotations.roles import Mark, Role, marks

SPAN = 3
"""How many paragraphs with marks a quotation may run on without a mark of its own at each start."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The marks of one paragraph, paired.

    `marks` have the role that parity leaves them; `unpaired` and `loose` are among them. A loose
    mark has blanks on both sides: it is `spare` if the others pair without it, and has a role if
    they pair only with it. `continued` says that the next paragraph goes on with the quotation
    that this one leaves open: its last mark then counts as paired.
    """

    start: int
    end: int
    marks: tuple[Mark, ...]
    pairs: tuple[Span, ...]
    unpaired: tuple[Mark, ...]
    loose: tuple[Mark, ...]
    spare: bool
    continued: bool
    spans: bool = False
    continues: bool = False


def passages(facts: Facts) -> tuple[Passage, ...]:
    """The paragraphs that hold double marks, in order."""
    rows = list(_rows(facts))
    first = {paragraph.start: found[0] for paragraph, found in rows}
    after = {one.start: other.start for one, other in pairwise(facts.paragraphs)}
    return _spanning(
        [_passage(facts.text, span, found, _opens(first, after, span)) for span, found in rows]
    )


def _spanning(found: list[Passage]) -> tuple[Passage, ...]:
    """The passages, with those marked where a quotation runs from one into a later one."""
    for at, one in enumerate(found):
        later = range(at + 1, min(at + 1 + SPAN, len(found)))
        if one.continued and later:
            found[at + 1] = replace(found[at + 1], continues=True)
        if not (one.unpaired and _left_open(one.marks)):
            continue
        odd = next((number for number in later if found[number].unpaired), None)
        if odd is not None and found[odd].unpaired[0].role is Role.CLOSING:
            found[at] = replace(found[at], spans=True)
            found[odd] = replace(found[odd], spans=True)
    return tuple(found)


def passage_at(facts: Facts, paragraph: Span) -> Passage | None:
    """The passage of a paragraph; None if it holds no mark."""
    found = facts.of(_by_start)
    return found.get(paragraph.start)


def _by_start(facts: Facts) -> dict[int, Passage]:
    return {passage.start: passage for passage in facts.of(passages)}


def _rows(facts: Facts) -> Iterator[tuple[Span, list[Mark]]]:
    """The paragraphs with their marks, those without left out."""
    row: list[Mark] = []
    at = -1
    for mark in facts.of(marks):
        paragraph = facts.paragraph_at(mark.start)
        if paragraph != at and row:
            yield facts.paragraphs[at], row
            row = []
        at = paragraph
        row.append(mark)
    if row:
        yield facts.paragraphs[at], row


def _opens(first: dict[int, Mark], after: dict[int, int], paragraph: Span) -> bool:
    """Whether the next paragraph begins with an opening mark."""
    start = after.get(paragraph.start)
    mark = None if start is None else first.get(start)
    return mark is not None and mark.start - (start or 0) < 4 and mark.likely is Role.OPENING


def _passage(text: str, paragraph: Span, found: list[Mark], next_opens: bool) -> Passage:
    firm = _settled(text, [m for m in found if m.role is not Role.LOOSE])
    loose = [m for m in found if m.role is Role.LOOSE]
    pairs, unpaired = _paired(firm, next_opens)
    spare = bool(loose) and not unpaired
    if loose and unpaired:
        placed = _placed(found, firm, next_opens)
        if placed is not None:
            firm, pairs, unpaired = placed, *_paired(placed, next_opens)
            loose = [m for m in placed if m.start in {mark.start for mark in loose}]
    continued = bool(firm) and next_opens and not unpaired and _left_open(firm)
    return Passage(
        paragraph.start,
        paragraph.end,
        tuple(firm),
        tuple(pairs),
        tuple(unpaired),
        tuple(loose),
        spare,
        continued,
    )


def _settled(text: str, found: Sequence[Mark]) -> list[Mark]:
    """The marks with unclear ones decided: by their glyph, or by what is open before them."""
    settled: list[Mark] = []
    opened = False
    for mark in found:
        role = mark.likely
        if mark.says is not Role.OPENING and role in (Role.CLOSING, Role.UNCLEAR) and not opened:
            if text[mark.start - 1 : mark.start].isdigit():
                role = Role.MEASURE
            elif role is Role.UNCLEAR:
                role = Role.OPENING
        elif role is Role.UNCLEAR:
            role = Role.CLOSING if opened else Role.OPENING
        if role in (Role.OPENING, Role.CLOSING):
            opened = role is Role.OPENING
        settled.append(replace(mark, role=role))
    return settled


def _paired(found: Sequence[Mark], next_opens: bool) -> tuple[list[Span], list[Mark]]:
    """The quotations and the marks left over; quotations inside quotations count if all is even."""
    pairs, unpaired = _alternated(found)
    if unpaired and (nested := _nested(found)):
        return nested, []
    if next_opens and len(unpaired) == 1 and _left_open(found):
        unpaired = []
    return pairs, unpaired


def _alternated(found: Sequence[Mark]) -> tuple[list[Span], list[Mark]]:
    pairs: list[Span] = []
    unpaired: list[Mark] = []
    opened: Mark | None = None
    for mark in found:
        if mark.role is Role.OPENING:
            if opened is not None:
                unpaired.append(opened)
            opened = mark
        elif mark.role is Role.CLOSING:
            if opened is None:
                unpaired.append(mark)
            else:
                pairs.append(Span(opened.start, mark.end))
            opened = None
    if opened is not None:
        unpaired.append(opened)
    return pairs, unpaired


def _nested(found: Sequence[Mark]) -> list[Span]:
    """The outer quotations if every mark has a partner once one may stand inside another."""
    opened: list[Mark] = []
    outer: list[Span] = []
    for mark in found:
        if mark.role is Role.OPENING:
            opened.append(mark)
        elif mark.role is Role.CLOSING:
            if not opened:
                return []
            start = opened.pop().start
            if not opened:
                outer.append(Span(start, mark.end))
    return [] if opened else outer


def _left_open(found: Sequence[Mark]) -> bool:
    """Whether the last mark that opens or closes opens."""
    firm = [m for m in found if m.role in (Role.OPENING, Role.CLOSING)]
    return bool(firm) and firm[-1].role is Role.OPENING


def _placed(found: Sequence[Mark], firm: Sequence[Mark], next_opens: bool) -> list[Mark] | None:
    """The marks with each loose one as its glyph says, or as either, if all then pair."""
    loose = [m for m in found if m.role is Role.LOOSE]
    for role in (None, Role.CLOSING, Role.OPENING):
        roles = [role if m.says is None else m.says for m in loose]
        if None in roles:
            continue
        placed = [replace(m, role=r) for m, r in zip(loose, roles, strict=True) if r is not None]
        together = sorted([*firm, *placed], key=lambda mark: mark.start)
        if not _paired(together, next_opens)[1]:
            return together
    return None


def pairs_with(passage: Passage, mark: Mark, role: Role) -> bool:
    """Whether all marks of a passage would pair if one of them had another role."""
    marks = [replace(other, role=role) if other is mark else other for other in passage.marks]
    return not _alternated(marks)[1]


def quotations(facts: Facts) -> tuple[Span, ...]:
    """The quotations, marks included, in order and disjoint.

    A quotation that its paragraph does not close runs to the paragraph's end.
    """
    spans: list[Span] = []
    for passage in facts.of(passages):
        spans += passage.pairs
        if _left_open(passage.marks):
            start = next(m for m in reversed(passage.marks) if m.role is Role.OPENING).start
            spans.append(Span(start, passage.end))
    return tuple(spans)


def inside(facts: Facts, offset: int) -> bool:
    """Whether `offset` lies between the marks of a quotation."""
    spans = facts.of(quotations)
    at = bisect_right(spans, (offset, len(facts.text) + 1)) - 1
    return at >= 0 and spans[at].start < offset < spans[at].end

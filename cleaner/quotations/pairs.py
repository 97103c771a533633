"""Paragraph by paragraph: which marks make a quotation, and which find no partner."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

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
    that this one leaves open: its last mark then counts as paired, whatever the others do.
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
    """The paragraphs that hold double marks, in order, with how they go on into each other.

    Of a part of a document that is known only of its own paragraphs.
    """
    signs, first = facts.row(_signs)
    found = list(facts.of(paired))
    own = [number for number, one in enumerate(found) if facts.owns(one.start)]
    for at, number in enumerate(own, start=first):
        spans, continues = _spans(signs, at), at > 0 and signs[at - 1] & _CONTINUED > 0
        if spans or continues:
            found[number] = replace(found[number], spans=spans, continues=continues)
    return tuple(found)


def paired(facts: Facts) -> tuple[Passage, ...]:
    """The paragraphs that hold double marks, each by itself, but for how the next one begins."""
    rows = _rows(facts)
    return tuple(
        _passage(facts.text, facts.paragraphs[at], found, _opens(facts, at + 1, rows.get(at + 1)))
        for at, found in rows.items()
    )


_CONTINUED, _OPEN, _ODD, _CLOSED = 1, 2, 4, 8
"""What is said of a passage where others are far: it goes on in the next one; it leaves a quotation
open without a partner; a mark has no partner, and the first of those closes."""


def _signs(facts: Facts) -> bytes:
    return bytes(_sign(one) for one in facts.of(paired) if facts.owns(one.start))


def _sign(one: Passage) -> int:
    continued = _CONTINUED if one.continued else 0
    if not one.unpaired:
        return continued
    closed = _CLOSED if one.unpaired[0].role is Role.CLOSING else 0
    return continued | _ODD | closed | (_OPEN if _left_open(one.marks) else 0)


def _spans(signs: bytes, at: int) -> bool:
    """Whether a quotation runs from a passage into a later one, or into it from an earlier one."""
    if not signs[at] & _ODD:
        return False
    if signs[at] & _OPEN and (odd := _next_odd(signs, at)) is not None and signs[odd] & _CLOSED:
        return True
    earlier = range(max(at - SPAN, 0), at)
    return signs[at] & _CLOSED > 0 and any(
        signs[one] & _OPEN and _next_odd(signs, one) == at for one in earlier
    )


def _next_odd(signs: bytes, at: int) -> int | None:
    """The next passage within reach that has a mark without partner."""
    later = range(at + 1, min(at + 1 + SPAN, len(signs)))
    return next((number for number in later if signs[number] & _ODD), None)


def passage_at(facts: Facts, paragraph: Span) -> Passage | None:
    """The passage of a paragraph by itself; None if it holds no mark."""
    found = facts.of(_by_start)
    return found.get(paragraph.start)


def _by_start(facts: Facts) -> dict[int, Passage]:
    return {passage.start: passage for passage in facts.of(paired)}


def _rows(facts: Facts) -> dict[int, list[Mark]]:
    """By the numbers of the paragraphs that hold marks, in order, these marks."""
    rows: dict[int, list[Mark]] = {}
    for mark in facts.of(marks) if facts.paragraphs else ():  # tags alone hold no paragraph
        rows.setdefault(facts.paragraph_at(mark.start), []).append(mark)
    return rows


def _opens(facts: Facts, paragraph: int, found: Sequence[Mark] | None) -> bool:
    """Whether a paragraph with these marks begins with an opening one."""
    if found is None:
        return False
    begins = found[0].start - facts.paragraphs[paragraph].start < 4
    return begins and found[0].likely is Role.OPENING


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
    continued = next_opens and _left_open(firm)
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
        settled.append(mark if mark.role is role else replace(mark, role=role))
    return settled


def _paired(found: Sequence[Mark], next_opens: bool) -> tuple[list[Span], list[Mark]]:
    """The quotations and the marks left over; quotations inside quotations count if all is even."""
    pairs, unpaired = _alternated(found)
    if unpaired and (nested := _nested(found)):
        return nested, []
    if next_opens and unpaired and _left_open(found):
        unpaired.pop()
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
    turns = (m.role for m in reversed(found) if m.role in (Role.OPENING, Role.CLOSING))
    return next(turns, None) is Role.OPENING


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
    for passage in facts.of(paired):
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

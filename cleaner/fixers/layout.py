"""What parts paragraphs without need: a margin that others have not, more than one empty line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from cleaner.evidence import Facts, Span
from cleaner.expressions import expression
from cleaner.model import Candidate, Edit

FEW = 2
"""More margins or wide gaps between paragraphs than this are the document's own form."""
MANY = 4
"""So many paragraphs must show the usual form before another counts as a slip."""
PROSE = 40
"""Letters of a line from which it is a sentence rather than a heading or a cell."""

EMPTY = expression(r"\n(?:[^\S\n]*\n){2,}")
_OPENS = expression(r"[\"“‘']?\p{Lu}\p{Ll}*[\s,’']|[\"“‘']?\d+\p{Lu}")
_UNDERLINED = expression(r"[^\n]+\n[ \t]*([=~^\"'+*#`.:_-])\1{2,}[ \t]*\Z")
_LEADS = expression(r"\A[ \t]*\.\. |:[\"”’')*_`]*\Z")
CLOSES = expression(r"[.!?…:][\"”’')\]]*\Z")


def margins(facts: Facts) -> Iterator[Candidate]:
    """Blanks before a paragraph where the others have none, unless the one before leads to it."""
    counts = facts.total(_moved_counts)
    if counts[True] > FEW or counts[False] < MANY:
        return
    spans, moved = facts.paragraphs, facts.of(_moved)
    leads, kept = dict(zip(spans[1:], spans, strict=False)), set[Span]()
    for span in moved:
        lead = leads.get(span)
        if lead in kept or (lead and _LEADS.search(facts.text[slice(*lead)].rstrip())):
            kept.add(span)
            continue
        lines = facts.text[slice(*span)].split("\n")
        body = lines[0].lstrip()
        whole = len(body) >= PROSE and _OPENS.match(body) is not None
        if whole and not any(line[:1].isspace() for line in lines[1:]):
            end = span.start + len(lines[0]) - len(body)
            reason = f"{counts[False]} other paragraphs have no margin"
            yield Candidate(span.start, end, (Edit(span.start, end, ""),), reason=reason)


def _moved(facts: Facts) -> tuple[Span, ...]:
    """The paragraphs that begin with blanks."""
    return tuple(span for span in facts.paragraphs if facts.text[span.start].isspace())


def _moved_counts(facts: Facts) -> Counter[bool]:
    """How many paragraphs begin with blanks, and how many do not."""
    moved = sum(facts.owns(span.start) for span in facts.of(_moved))
    others = sum(facts.owns(span.start) for span in facts.paragraphs) - moved
    return Counter({True: moved, False: others})


def empty_lines(facts: Facts) -> Iterator[Candidate]:
    """More than one empty line between two paragraphs of prose where the others have one."""
    counts = facts.total(_gap_counts)
    if counts[True] > FEW or counts[False] < MANY:
        return
    for one, other in pairwise(facts.paragraphs):
        gap = Span(one.end, other.start)
        if _is_empty(facts.text, gap) and _joins(
            facts.text[slice(*one)], facts.text[slice(*other)]
        ):
            reason = f"{counts[False]} other gaps are one empty line"
            yield Candidate(*gap, (Edit(*gap, "\n\n"),), reason=reason)


def _gap_counts(facts: Facts) -> Counter[bool]:
    """How many gaps between paragraphs are more than one empty line, and how many are not."""
    gaps = (Span(one.end, other.start) for one, other in pairwise(facts.paragraphs))
    return Counter(_is_empty(facts.text, gap) for gap in gaps if facts.owns(gap.start))


def _is_empty(text: str, gap: Span) -> bool:
    return EMPTY.search(text, gap.start, gap.end) is not None


def _joins(before: str, after: str) -> bool:
    """Whether two paragraphs are prose on both sides of a gap, not a heading or a new part."""
    long = len(before) >= PROSE <= len(after)
    prose = bool(CLOSES.search(before.rstrip())) and bool(_OPENS.match(after))
    return long and prose and _UNDERLINED.match(after) is None

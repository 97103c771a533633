"""Regular expressions, with templates for what a match becomes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

import regex

from cleaner import templates
from cleaner.evidence import Facts, Span
from cleaner.expressions import groups_of, matches
from cleaner.model import Candidate, Edit, Pattern, Required, Words


def find(facts: Facts, match: Pattern) -> Iterator[Candidate]:
    """Each match, from left to right; none overlap. A match that becomes itself is none.

    Raises TimedOut.
    """
    if not facts.holds(match.required):
        return
    for m in matches(match.find, facts.text):
        groups = groups_of(m)
        edits: tuple[Edit, ...] = ()
        if match.becomes is not None:
            becomes = templates.render(match.becomes, groups, facts.style)
            if becomes == m.group():
                continue
            edits = (Edit(m.start(), m.end(), becomes),)
        if not overlaps(facts, match, m.start(), m.end()):
            yield Candidate(m.start(), m.end(), edits, groups=groups)


def overlaps(facts: Facts, match: Pattern | Words, start: int, end: int) -> bool:
    """Whether `unless` matches, in the paragraphs around, text that overlaps `start:end`.

    An empty match, or an empty `start:end`, counts as the letter behind it. The paragraphs are
    searched once for all candidates, so time grows with the text and not with their number.
    """
    unless = match.unless
    known = None if unless is None else facts.of(_guarded(unless, match.barred))
    if unless is None or known is None:
        return False
    window = facts.window(start, end)
    spans = known.setdefault(window, [])
    if not spans:
        found = matches(unless, facts.text, *window, overlapped=True)
        spans += [*_union(found), Span(len(facts.text) + 1, len(facts.text) + 1)]
    at = bisect_right(spans, start, key=_end)
    return spans[at].start < max(end, start + 1)


@lru_cache(maxsize=4096)
def _guarded(unless: str, barred: Required) -> Callable[[Facts], dict[Span, list[Span]] | None]:
    """What says, for one text, where `unless` matches: by window, disjoint, a sentinel last.

    None where it matches nowhere.
    """
    return lambda facts: {} if facts.holds(barred) else None


def _union(found: Iterable[regex.Match[str]]) -> list[Span]:
    union: list[Span] = []
    for m in found:
        end = max(m.end(), m.start() + 1)
        if union and m.start() <= union[-1].end:
            union[-1] = Span(union[-1].start, max(union[-1].end, end))
        else:
            union.append(Span(m.start(), end))
    return union


def _end(span: Span) -> int:
    return span.end

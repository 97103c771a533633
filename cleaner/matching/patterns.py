"""Regular expressions, with templates for what a match becomes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import regex

from cleaner import templates
from cleaner.evidence import Facts
from cleaner.marks import widen
from cleaner.model import Candidate, Edit, Pattern


@lru_cache(maxsize=4096)
def compiled(pattern: str) -> regex.Pattern[str]:
    """A rule's expression, either style of marks allowed; `^` and `$` are at lines.

    Raises regex.error for an expression that cannot be read.
    """
    return regex.compile(widen(pattern), regex.VERSION0 | regex.MULTILINE)


def find(facts: Facts, match: Pattern) -> Iterator[Candidate]:
    """Each match, from left to right; none overlap. A match that becomes itself is none."""
    for m in compiled(match.find).finditer(facts.text):
        groups = groups_of(m)
        edits: tuple[Edit, ...] = ()
        if match.becomes is not None:
            becomes = templates.render(match.becomes, groups, facts.style)
            if becomes == m.group():
                continue
            edits = (Edit(m.start(), m.end(), becomes),)
        if match.unless is None or not overlaps(facts, match.unless, m.start(), m.end()):
            yield Candidate(m.start(), m.end(), edits, groups=groups)


def groups_of(m: regex.Match[str]) -> dict[str, str]:
    """The groups of a match by number and name, `found` the whole; a group that took no part is ""."""
    numbered = {str(number): text or "" for number, text in enumerate(m.groups(), start=1)}
    named = {name: text or "" for name, text in m.groupdict().items()}
    return {"found": m.group(), **numbered, **named}


def overlaps(facts: Facts, unless: str, start: int, end: int) -> bool:
    """Whether `unless` matches, in the paragraphs around, text that overlaps `start:end`."""
    window = facts.window(start, end)
    found = compiled(unless).finditer(facts.text, window.start, window.end, overlapped=True)
    return any(
        m.start() < max(end, start + 1) and start < max(m.end(), m.start() + 1) for m in found
    )

"""[sic]: the mark by which a writer says of the word before it that it is meant so."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from cleaner.evidence import Facts, Span
from cleaner.expressions import expression
from cleaner.model import Edit, Finding

_SIC = expression(r"(?i)[\[(](?:[*_]{1,2}|<\w+>|\\\w+\{)?sic[!.]?(?:[*_]{1,2}|</\w+>|\})?[\])]")
_FORMS = ("sic", "Sic", "SIC")
_BEFORE = 16
"""So many marks and blanks at most stand between a word and its [sic]."""
_PART = expression(r"\n[ \t]*\n")


class Sic(NamedTuple):
    """A word and the mark behind it."""

    word: Span
    mark: Span


def words(facts: Facts) -> tuple[Sic, ...]:
    """Each word with [sic] behind it, marks and blanks aside, in order."""
    return facts.of(_words)


def _words(facts: Facts) -> tuple[Sic, ...]:
    if not any(form in facts.text for form in _FORMS):
        return ()
    found = []
    for m in _SIC.finditer(facts.text):
        at = bisect_left(facts.tokens, (m.start(),)) - 1
        if at >= 0 and m.start() - facts.tokens[at].end <= _BEFORE:
            token = facts.tokens[at]
            if not _PART.search(facts.text, token.end, m.start()):
                found.append(Sic(Span(token.start, token.end), Span(*m.span())))
    return tuple(found)


def meant(finding: Finding, sics: Sequence[Sic]) -> Sic | None:
    """The [sic] of a word that a finding would change or ends with."""
    places = [finding.end, *(edit.end for edit in finding.edits)]
    for place in places:
        at = bisect_left(sics, place, key=lambda sic: sic.word.end)
        for sic in sics[max(at - 1, 0) : at + 1]:
            if _changes(finding, sic.word):
                return sic
    return None


def _changes(finding: Finding, word: Span) -> bool:
    if any(_touches(edit, word) for edit in finding.edits):
        return True
    points = not finding.edits or any(edit.start < edit.end for edit in finding.edits)
    return points and word.start < finding.end <= word.end


def _touches(edit: Edit, word: Span) -> bool:
    return edit.start < word.end and word.start < edit.end

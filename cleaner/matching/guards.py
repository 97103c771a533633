"""Whether a candidate becomes a finding, how safe it is, and why: protection, evidence, law 7."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from cleaner import edits, quotations, regions
from cleaner.evidence import Facts, times
from cleaner.expressions import expression
from cleaner.marks import DOUBLE, SINGLE, fold
from cleaner.matching import needs, spared
from cleaner.model import Candidate, Change, Edit, Finding, Quoted, Rule, Safety

_NEGATION = expression(
    r"(?i)\b(?:no|not|never|none|nor|neither|nobody|nothing|nowhere|without|cannot)\b|n['’]t\b"
)

REACH, MARKS = 4_000, 200
"""So far around an edit quotations are counted, if no more marks than these stand there."""
WORD = 40
"""No word that counts here is longer."""
_CHANGES = frozenset(Change)


def judge(facts: Facts, rule: Rule, candidate: Candidate) -> Finding | None:
    """The finding a candidate becomes under its rule; None if a guard or the evidence forbids."""
    reason = needs.met(facts, rule, candidate)
    if reason is None or _protected(facts, rule, candidate):
        return None
    if rule.spares and spared.changes(facts, rule.spares, candidate):
        return None
    safety = rule.safety.at_most(candidate.safety)
    if rule.evidence.quoted is not Quoted.SAME and quotations.inside(facts, candidate.start):
        if rule.evidence.quoted is Quoted.LEAVE:
            return None
        safety, reason = safety.lowered(), _joined(reason, "inside a quotation")
    if rule.evidence.habit and (habit := _habit(facts, candidate, rule.evidence.habit)):
        safety, reason = safety.lowered(), _joined(reason, habit)
    return _finding(facts, rule, candidate, safety, _joined(candidate.reason, reason))


def _habit(facts: Facts, candidate: Candidate, least: int) -> str:
    """How often the found text stands in the document, in words, if that is no slip."""
    found = facts.text[candidate.start : candidate.end]
    count = facts.count(found)
    return f"`{found}` {times(count)}" if count >= least else ""


def _finding(
    facts: Facts, rule: Rule, candidate: Candidate, safety: Safety, reason: str
) -> Finding | None:
    guarded = _CHANGES - rule.changes if safety is Safety.SAFE else frozenset[Change]()
    changes = _changes(facts, candidate, guarded)
    if changes:
        named = " and ".join(sorted(change.value for change in changes))
        safety, reason = Safety.SUGGEST, _joined(reason, f"it changes {named}")
    start, end, found = candidate.start, candidate.end, facts.text[candidate.start : candidate.end]
    if safety is Safety.FLAG or not candidate.edits:
        return Finding(rule, start, end, found, (), Safety.FLAG, reason, None)
    becomes = edits.apply(found, _shifted(candidate.edits, start))
    return Finding(rule, start, end, found, tuple(sorted(candidate.edits)), safety, reason, becomes)


def lowered(finding: Finding, reason: str) -> Finding:
    """The finding one class less safe, with the reason added."""
    safety, said = finding.safety.lowered(), _joined(finding.reason, reason)
    if safety is Safety.FLAG:
        return replace(finding, safety=safety, reason=said, edits=(), becomes=None)
    return replace(finding, safety=safety, reason=said)


def _joined(*reasons: str) -> str:
    return "; ".join(reason for reason in reasons if reason)


def _shifted(moved: tuple[Edit, ...], by: int) -> list[Edit]:
    return [Edit(edit.start - by, edit.end - by, edit.text) for edit in sorted(moved)]


def _protected(facts: Facts, rule: Rule, candidate: Candidate) -> bool:
    """Whether an edit enters protected text; a rule that says so may replace whole regions.

    What markup sets apart is not among these: without it the structure would be another one.
    """
    spans = candidate.edits or (Edit(candidate.start, candidate.end, ""),)
    if Change.PROTECTED in rule.changes:
        if any(regions.enters_markup(facts, edit) for edit in spans):
            return True
        borders = {at for edit in spans for at in (edit.start, edit.end)}
        spans = tuple(Edit(at, at, "") for at in sorted(borders))
    return any(regions.enters(facts, edit) for edit in spans)


def _changes(facts: Facts, candidate: Candidate, guarded: frozenset[Change]) -> frozenset[Change]:
    """Which of what law 7 guards this candidate changes; the rest is not counted.

    Only what stands around the edits is looked at, so that time grows with their number.
    """
    changed: tuple[tuple[Change, Callable[[], bool]], ...] = (
        (Change.DIGITS, lambda: _differ(facts, candidate, 0, _digits)),
        (Change.NEGATION, lambda: _differ(facts, candidate, WORD, _negations)),
        (Change.QUOTED_WORDS, lambda: _quotes_differ(facts, candidate)),
    )
    return frozenset(change for change, is_changed in changed if change in guarded and is_changed())


def _differ(facts: Facts, candidate: Candidate, around: int, of: Callable[[str], object]) -> bool:
    """Whether the candidate changes what `of` gives for it and so many characters around."""
    start, end = max(candidate.start - around, 0), candidate.end + around
    before = facts.text[start:end]
    return of(before) != of(edits.apply(before, _shifted(candidate.edits, start)))


def _quotes_differ(facts: Facts, candidate: Candidate) -> bool:
    """Whether the candidate changes how many words stand between quotation marks.

    An edit that has no mark near it, and as many words after as before, does not. Where marks are
    too many to tell, it counts as if it did.
    """
    if not _differ(facts, candidate, WORD, _words) and not _marked(facts.text, candidate):
        return False
    window = facts.window(candidate.start, candidate.end)
    start, end = max(window.start, candidate.start - REACH), min(window.end, candidate.end + REACH)
    before = facts.text[start:end]
    if sum(before.count(mark) for mark in DOUBLE) > MARKS:
        return True
    return _quoted_words(before) != _quoted_words(
        edits.apply(before, _shifted(candidate.edits, start))
    )


def _marked(text: str, candidate: Candidate) -> bool:
    """Whether an edit has a mark in it or beside it, and is more than fewer blanks."""
    return any(
        mark in text[max(edit.start - 2, 0) : edit.end + 2] + edit.text
        for edit in candidate.edits
        if not _leaves_blanks(text, edit)
        for mark in DOUBLE + SINGLE
    )


def _leaves_blanks(text: str, edit: Edit) -> bool:
    """Whether blanks stand where blanks were, so that no mark is beside another kind of sign."""
    removed, behind = text[edit.start : edit.end], text[edit.end : edit.end + 1]
    stays = bool(edit.text) or behind.isspace() or not behind
    return removed.isspace() and not edit.text.strip() and stays


def _digits(text: str) -> list[str]:
    return [letter for letter in text if letter.isdigit()]


def _negations(text: str) -> list[str]:
    return [m.group().lower() for m in _NEGATION.finditer(fold(text))]


def _words(text: str) -> int:
    return sum(any(letter.isalnum() for letter in word) for word in text.split())


def _quoted_words(text: str) -> int:
    spans = quotations.quotations(Facts(text)) if text else ()
    return sum(_words(text[span.start : span.end]) for span in spans)

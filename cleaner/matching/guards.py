"""Whether a candidate becomes a finding, how safe it is, and why: protection, evidence, law 7."""

from __future__ import annotations

import regex

from cleaner import edits, quotations, regions, templates
from cleaner.evidence import Facts, times
from cleaner.marks import fold
from cleaner.model import Candidate, Change, Edit, Finding, Position, Quoted, Rule, Safety

EDGE_PARAGRAPHS = 4
_NEGATION = regex.compile(
    r"(?i)\b(?:no|not|never|none|nor|neither|nobody|nothing|nowhere|without|cannot)\b|n['’]t\b"
)


def judge(facts: Facts, rule: Rule, candidate: Candidate) -> Finding | None:
    """The finding a candidate becomes under its rule; None if a guard or the evidence forbids it."""
    if _protected(facts, candidate) or not _placed(facts, rule, candidate):
        return None
    reason = _evidence(facts, rule, candidate)
    if reason is None:
        return None
    safety = rule.safety.at_most(candidate.safety)
    if rule.evidence.quoted is not Quoted.SAME and quotations.inside(facts, candidate.start):
        if rule.evidence.quoted is Quoted.LEAVE:
            return None
        safety, reason = safety.lowered(), _joined(reason, "inside a quotation")
    return _finding(facts, rule, candidate, safety, _joined(candidate.reason, reason))


def _finding(
    facts: Facts, rule: Rule, candidate: Candidate, safety: Safety, reason: str
) -> Finding | None:
    changes = _changes(facts, candidate) - rule.changes if safety is Safety.SAFE else frozenset()
    if changes:
        named = " and ".join(sorted(change.value for change in changes))
        safety, reason = Safety.SUGGEST, _joined(reason, f"it changes {named}")
    start, end, found = candidate.start, candidate.end, facts.text[candidate.start : candidate.end]
    if safety is Safety.FLAG or not candidate.edits:
        return Finding(rule, start, end, found, (), Safety.FLAG, reason, None)
    becomes = edits.apply(found, _shifted(candidate.edits, start))
    return Finding(rule, start, end, found, tuple(sorted(candidate.edits)), safety, reason, becomes)


def _joined(*reasons: str) -> str:
    return "; ".join(reason for reason in reasons if reason)


def _shifted(moved: tuple[Edit, ...], by: int) -> list[Edit]:
    return [Edit(edit.start - by, edit.end - by, edit.text) for edit in sorted(moved)]


def _protected(facts: Facts, candidate: Candidate) -> bool:
    spans = candidate.edits or (Edit(candidate.start, candidate.end, ""),)
    return any(regions.enters(facts, edit) for edit in spans)


def _placed(facts: Facts, rule: Rule, candidate: Candidate) -> bool:
    """Whether the candidate lies where its rule looks."""
    at, count = facts.paragraph_at(candidate.start), len(facts.paragraphs)
    match rule.evidence.position:
        case Position.ANYWHERE:
            return True
        case Position.START:
            return at == 0
        case Position.EDGES:
            return at < EDGE_PARAGRAPHS or at >= count - EDGE_PARAGRAPHS


def _evidence(facts: Facts, rule: Rule, candidate: Candidate) -> str | None:
    """The document's evidence in words; None if the rule's needs are not met."""
    found = facts.text[candidate.start : candidate.end]
    groups = {"found": found, **candidate.groups}
    said: list[str] = []
    for templates_, needed in ((rule.evidence.seen, True), (rule.evidence.unseen, False)):
        for template in templates_:
            word = templates.render(template, groups, facts.style)
            count = facts.count(word, outside=found)
            if (count > 0) is not needed:
                return None
            said.append(f"`{word}` {times(count)}")
    return ", ".join(said)


def _changes(facts: Facts, candidate: Candidate) -> frozenset[Change]:
    """What law 7 guards and this candidate changes."""
    window = facts.window(candidate.start, candidate.end)
    before = facts.text[window.start : window.end]
    after = edits.apply(before, _shifted(candidate.edits, window.start))
    counters = {
        Change.DIGITS: _digits,
        Change.NEGATION: _negations,
        Change.QUOTED_WORDS: _quoted_words,
    }
    return frozenset(change for change, of in counters.items() if of(before) != of(after))


def _digits(text: str) -> list[str]:
    return [letter for letter in text if letter.isdigit()]


def _negations(text: str) -> list[str]:
    return [m.group().lower() for m in _NEGATION.finditer(fold(text))]


def _quoted_words(text: str) -> int:
    spans = quotations.quotations(Facts(text))
    return sum(len(text[span.start : span.end].split()) for span in spans)

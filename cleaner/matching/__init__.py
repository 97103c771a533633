"""All rules of a stage and the facts of a text -> findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cleaner import edits, fixers
from cleaner.evidence import Facts
from cleaner.matching import characters, guards, patterns, words
from cleaner.matching.groups import Group, Unmade, by_stage
from cleaner.model import Candidate, Characters, Finding, Fixer, Pattern, Rule, Words

__all__ = ["Group", "Unmade", "by_stage", "candidates", "find"]


def find(facts: Facts, rules: Iterable[Rule] | Group) -> list[Finding]:
    """Every finding of every rule on one text, leftmost, longest, safest and rule id first.

    The order of `rules` does not matter. Findings may overlap; none touches a protected region.
    """
    asked = rules.concerned(facts) if isinstance(rules, Group) else rules
    findings = {edits.order(f): f for rule in asked for f in _find(facts, rule)}
    return [findings[key] for key in sorted(findings)]


def _find(facts: Facts, rule: Rule) -> list[Finding]:
    """The findings of one rule; one class less safe where they are fewer than it needs together."""
    findings = _judged(facts, rule)
    if not findings or _count(facts, rule, findings) >= rule.evidence.together:
        return findings
    reason = f"fewer than {rule.evidence.together} of this kind in the document"
    return [guards.lowered(finding, reason) for finding in findings]


def _judged(facts: Facts, rule: Rule) -> list[Finding]:
    judged = (guards.judge(facts, rule, candidate) for candidate in candidates(facts, rule))
    return [finding for finding in judged if finding is not None]


def _count(facts: Facts, rule: Rule, findings: list[Finding]) -> int:
    """How many findings a rule has in the document of a text where it has these."""
    if facts.part is None or rule.evidence.together <= 1:
        return len(findings)
    return facts.total(_Own(rule))[rule.id]


@dataclass(frozen=True, slots=True)
class _Own:
    """What counts the findings of a rule that a text owns: equal for the same rule."""

    rule: Rule

    def __call__(self, facts: Facts) -> Counter[str]:
        own = (finding for finding in _judged(facts, self.rule) if facts.owns(finding.start))
        return Counter(finding.rule.id for finding in own)

    def __hash__(self) -> int:
        return hash(self.rule.id)


def candidates(facts: Facts, rule: Rule) -> Iterator[Candidate]:
    """What the matcher of one rule sees in a text, before the guards."""
    match rule.match:
        case Characters():
            return characters.find(facts, rule.match)
        case Words():
            return words.find(facts, rule.match)
        case Pattern():
            return patterns.find(facts, rule.match)
        case Fixer():
            return fixers.find(facts, rule.match)

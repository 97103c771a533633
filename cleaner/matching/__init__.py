"""All rules of a stage and the facts of a text -> findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cleaner import edits, fixers
from cleaner.evidence import Facts
from cleaner.matching import characters, guards, patterns, words
from cleaner.matching.groups import Group, by_stage
from cleaner.model import Candidate, Characters, Finding, Fixer, Pattern, Rule, Words

__all__ = ["Group", "by_stage", "candidates", "find"]


def find(facts: Facts, rules: Iterable[Rule] | Group) -> list[Finding]:
    """Every finding of every rule on one text, leftmost, longest, safest and rule id first.

    The order of `rules` does not matter. Findings may overlap; none touches a protected region.
    """
    asked = rules.concerned(facts) if isinstance(rules, Group) else rules
    findings = {edits.order(f): f for rule in asked for f in _find(facts, rule)}
    return [findings[key] for key in sorted(findings)]


def _find(facts: Facts, rule: Rule) -> list[Finding]:
    """The findings of one rule; one class less safe where they are fewer than it needs together."""
    judged = (guards.judge(facts, rule, candidate) for candidate in candidates(facts, rule))
    findings = [finding for finding in judged if finding is not None]
    if len(findings) >= rule.evidence.together:
        return findings
    reason = f"fewer than {rule.evidence.together} of this kind in the document"
    return [guards.lowered(finding, reason) for finding in findings]


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

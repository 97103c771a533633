"""All rules of a stage and the facts of a text -> findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass

from cleaner import edits, fixers
from cleaner.evidence import Facts, Span
from cleaner.expressions import TimedOut
from cleaner.matching import characters, guards, patterns, words
from cleaner.matching.groups import Group, Unmade, by_stage, in_time
from cleaner.matching.reach import is_endless
from cleaner.model import (
    Candidate,
    Characters,
    Finding,
    Fixer,
    Overdue,
    Pattern,
    Rule,
    Safety,
    Words,
)

__all__ = ["Group", "Search", "Unmade", "by_stage", "candidates", "find", "in_time"]


def find(facts: Facts, rules: Iterable[Rule] | Group) -> list[Finding]:
    """Every finding of every rule on one text, leftmost, longest, safest and rule id first.

    The order of `rules` does not matter. Findings may overlap; none touches a protected region.
    Raises Overdue, as all that finds something here does.
    """
    return Search(facts, rules, Safety.FLAG).all()


class Search:
    """What rules find in one text, asked bit by bit; so it holds state.

    What can be applied is asked for first. If something is, the rest is never found: the text is
    another one then, and what is found there is found anew.
    """

    def __init__(self, facts: Facts, rules: Iterable[Rule] | Group, up_to: Safety) -> None:
        """Findings that are at least as safe as `up_to` may be applied."""
        self._facts = facts
        self._up_to = up_to
        self._asked = list(rules.concerned(facts) if isinstance(rules, Group) else rules)
        self._found: dict[int, list[Finding]] = {}

    def first(self) -> list[Finding]:
        """All that may be applied, and more, but for what `beside` finds."""
        found: list[Finding] = []
        for number, rule in enumerate(self._asked):
            if rule.safety.rank <= self._up_to.rank and not self._waits(rule):
                self._found[number] = _find(self._facts, rule)
                found += self._found[number]
        return found

    def beside(self, open_: Iterable[Finding]) -> list[Finding]:
        """What else may be applied if the findings of `first` that are `open_` may be.

        Left out is what has the same place as one of those that goes before it: where one clashes
        with what is chosen already, so does the other, and else they clash with each other.
        """
        spans = [(Span(f.start, f.end), f.rule.id) for f in open_ if _is_one(f)]
        found: list[Finding] = []
        for rule in self._asked:
            if isinstance(rule.match, Fixer) and self._waits(rule):
                taken = {span for span, id in spans if id < rule.id}
                found += _sure(self._facts, rule, rule.match, taken)
        return found

    def _waits(self, rule: Rule) -> bool:
        """Whether a rule is asked last, for it can leave out what is taken."""
        return (
            isinstance(rule.match, Fixer)
            and fixers.finds_sure(rule.match)
            and self._up_to is Safety.SAFE
            and rule.evidence.together <= 1
        )

    def all(self) -> list[Finding]:
        """Every finding, as `find` gives them."""
        findings: dict[object, Finding] = {}
        for number, rule in enumerate(self._asked):
            found = self._found.get(number)
            for finding in _find(self._facts, rule) if found is None else found:
                findings[edits.order(finding)] = finding
        return sorted(findings.values(), key=edits.order)


def _is_one(finding: Finding) -> bool:
    """Whether a finding is safe, and one edit of all it found."""
    spans = [(edit.start, edit.end) for edit in finding.edits]
    is_safe = finding.safety is Safety.SAFE and finding.start < finding.end
    return is_safe and spans == [(finding.start, finding.end)]


def _find(facts: Facts, rule: Rule) -> list[Finding]:
    """The findings of one rule; one class less safe where they are fewer than it needs together."""
    findings = _everywhere(facts, rule)
    if not findings or _count(facts, rule, findings) >= rule.evidence.together:
        return findings
    reason = f"fewer than {rule.evidence.together} of this kind in the document"
    return [guards.lowered(finding, reason) for finding in findings]


def _everywhere(facts: Facts, rule: Rule) -> list[Finding]:
    """The findings of one rule, however many there are."""
    parts = None if _needs_whole(facts, rule) else facts.parts(rule.id)
    if parts is None:
        return _judged(facts, rule, candidates(facts, rule))
    return [
        edits.moved(one, start)
        for start, part in parts
        for one in _judged(part, rule, candidates(part, rule))
        if part.owns(one.start)
    ]


def _sure(facts: Facts, rule: Rule, match: Fixer, taken: Set[Span]) -> list[Finding]:
    """The findings of a fixer that are sure, and not at spans that are taken."""
    parts = facts.parts(rule.id)
    if parts is None:
        return _judged(facts, rule, fixers.sure(facts, match, taken))
    found: list[Finding] = []
    for start, part in parts:
        own = {Span(s - start, e - start) for s, e in taken if part.owns(s - start)}
        sure = _judged(part, rule, fixers.sure(part, match, own))
        found += (edits.moved(one, start) for one in sure if part.owns(one.start))
    return found


def _needs_whole(facts: Facts, rule: Rule) -> bool:
    """Whether a rule may look at any number of paragraphs of a text."""
    if isinstance(rule.match, Pattern):
        return is_endless(rule.match.find)
    return fixers.across(rule) and facts.repeated is not None


def _judged(facts: Facts, rule: Rule, found: Iterable[Candidate]) -> list[Finding]:
    judged = (guards.judge(facts, rule, candidate) for candidate in found)
    try:
        return [finding for finding in judged if finding is not None]
    except TimedOut:
        raise Overdue(rule.id) from None


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
        found = _judged(facts, self.rule, candidates(facts, self.rule))
        return Counter(finding.rule.id for finding in found if facts.owns(finding.start))

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

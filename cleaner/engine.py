"""Text and rules -> the cleaned text with its account: stages, passes, the fixed point."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from cleaner import matching, regions, suppressions
from cleaner.edits import Trace, apply, order, resolve
from cleaner.evidence import Facts
from cleaner.model import (
    Cleaned,
    Edit,
    Finding,
    Markup,
    Repeated,
    Restructured,
    Rule,
    Safety,
    Stage,
    Suppressed,
    Suppression,
    Unsettled,
)

PASSES = 100
"""More passes than this over one text mean that its rules feed each other without end."""
GROWTH = 4
ROOM = 10_000
"""So do more than `GROWTH` times the characters of the text, and `ROOM` of them besides."""


def clean(
    text: str,
    rules: Iterable[Rule],
    *,
    up_to: Safety = Safety.SAFE,
    markup: Markup = Markup.PLAIN,
    repeated: Repeated | None = None,
) -> Cleaned:
    """Apply the findings that are at least as safe as `up_to`, and report the others.

    Each stage is repeated until a pass changes nothing, and all stages until none changes anything:
    cleaning the result again changes nothing. Evidence is that of the text each pass sees, and
    `repeated` that of the run it is part of. What the text itself suppresses is not applied.
    Raises Unsettled if a text comes back, with the rules of that circle, and if it grows, or takes
    passes, without end; Restructured if the result is of another structure than the text, and
    Unparsable if the structure cannot be read.
    """
    stages = _by_stage(rules)
    run = _Run(Facts(text, markup, repeated), up_to)
    while True:
        before = run.text
        left = [f for stage, chosen in stages.items() for f in run.settle(stage, chosen)]
        if run.text == before:
            return _certified(run.result(left), markup)


def _certified(cleaned: Cleaned, markup: Markup) -> Cleaned:
    edit = regions.altering(cleaned.before, cleaned.edits, markup)
    if edit is None:
        return cleaned
    by = {f.rule.id for f in cleaned.applied if f.start <= edit.end and edit.start <= f.end}
    raise Restructured(edit.start, tuple(sorted(by)))


def _by_stage(rules: Iterable[Rule]) -> dict[Stage, tuple[Rule, ...]]:
    ordered = sorted(rules, key=lambda rule: rule.id)
    return {stage: tuple(rule for rule in ordered if rule.stage is stage) for stage in Stage}


class _Run:
    """One text on its way: it grows pass by pass, so it holds state."""

    def __init__(self, facts: Facts, up_to: Safety) -> None:
        self.original = self.text = text = facts.text
        self._up_to = up_to
        self._facts = facts
        self._trace = Trace()
        self._applied: list[Finding] = []
        self._seen = {text: 0}
        self._passes: list[frozenset[str]] = []
        self._settled: dict[Stage, tuple[str, list[Finding]]] = {}

    def settle(self, stage: Stage, rules: Sequence[Rule]) -> list[Finding]:
        """Repeat one stage until a pass changes nothing; the findings of that pass.

        A stage that has settled on this very text is not asked again.
        """
        text, findings = self._settled.get(stage, (None, []))
        if text != self.text:
            findings = self._repeat(rules)
            self._settled[stage] = self.text, findings
        return findings

    def _repeat(self, rules: Sequence[Rule]) -> list[Finding]:
        while True:
            findings = matching.find(self._facts, rules)
            made = suppressions.allowed(self._facts, findings)
            chosen = resolve(f for f in made if f.edits and f.safety.rank <= self._up_to.rank)
            if not chosen:
                return findings
            self._make(chosen)

    def _make(self, chosen: Sequence[Finding]) -> None:
        edits = sorted(edit for finding in chosen for edit in finding.edits)
        text = apply(self.text, edits)
        self._applied += [self._traced(finding) for finding in chosen]
        self._trace = self._trace.then(self.text, edits)
        self._passes.append(frozenset(finding.rule.id for finding in chosen))
        if text in self._seen:
            raise self._unsettled(self._seen[text])
        if len(self._passes) > PASSES or len(text) > GROWTH * len(self.original) + ROOM:
            raise self._unsettled(len(self._passes) // 2)
        self._seen[text] = len(self._passes)
        self.text = text
        self._facts = Facts(text, self._facts.markup, self._facts.repeated)

    def _unsettled(self, since: int) -> Unsettled:
        """The error that names every rule applied after the first `since` passes."""
        return Unsettled(tuple(sorted(frozenset().union(*self._passes[since:]))))

    def _traced(self, finding: Finding) -> Finding:
        """The finding with its place in the original text; what is inserted widens it to itself."""
        start, end = self._trace.origin(finding.start, finding.end)
        edits = tuple(
            Edit(*self._trace.origin(edit.start, edit.end), edit.text) for edit in finding.edits
        )
        start = min([start, *(edit.start for edit in edits)])
        end = max([end, *(edit.end for edit in edits)])
        return replace(finding, start=start, end=end, edits=edits)

    def result(self, left: Iterable[Finding]) -> Cleaned:
        """The account of the whole way; `left` are findings of the final text."""
        original = self.original
        account = suppressions.account(self._facts, left)
        edits = tuple(e for e in self._trace.edits if original[e.start : e.end] != e.text)
        return Cleaned(
            before=original,
            after=self.text,
            edits=edits,
            applied=tuple(sorted(self._applied, key=order)),
            left=tuple(sorted(map(self._traced, account.left), key=order)),
            suppressed=tuple(
                Suppressed(self._traced(one.finding), self._origin(one.by))
                for one in account.suppressed
            ),
            suppressions=tuple(map(self._origin, account.suppressions)),
        )

    def _origin(self, one: Suppression) -> Suppression:
        """A suppression with its place in the original text."""
        start, end = self._trace.origin(one.start, one.end)
        return replace(one, start=start, end=end)

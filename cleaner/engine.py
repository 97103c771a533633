"""Text and rules -> the cleaned text with its account: stages, passes, the fixed point."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

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
    Unparsable,
    Unsettled,
)

PASSES = 100
"""More passes than this over one text mean that its rules feed each other without end."""
ROUNDS = 4
"""So often a text is cleaned anew without what would alter its structure."""
GUILTY = 8
"""So many edits that alter it are looked for at a time."""
LEGS = 20
"""So often a text is cleaned on from where what was barred had stopped it."""
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
    passes, without end; Unparsable if the structure cannot be read. What would alter the structure
    is barred and the rest is made; Restructured if that does not help. What is barred on the way
    may be harmless where that way ends, so from there the text is cleaned on as a text of its own.
    A rule that runs out of its time is left out, and named.
    """
    return clean_facts(Facts(text, markup, repeated), rules, up_to=up_to)


def clean_facts(
    facts: Facts, rules: Iterable[Rule] | matching.Unmade, *, up_to: Safety = Safety.SAFE
) -> Cleaned:
    """As `clean`, for facts of a text, which may have a screen that spares asking most rules."""
    text = facts.text
    if facts.suspects is not None and not facts.suspects:
        return Cleaned(before=text, after=text, edits=(), applied=(), left=())
    stages = matching.by_stage(rules)
    cleaned, overdue = matching.in_time(stages, lambda asked: _cleaned(facts, asked, up_to))
    return replace(cleaned, overdue=overdue) if overdue else cleaned


def _cleaned(facts: Facts, stages: Mapping[Stage, matching.Group], up_to: Safety) -> Cleaned:
    """A text cleaned leg by leg. Raises Overdue."""
    text = facts.text
    cleaned = leg = _leg(facts, stages, up_to)
    legs = 1
    while leg.applied and leg.barred:
        if legs == LEGS or len(cleaned.after) > GROWTH * len(text) + ROOM:
            raise Unsettled(tuple(sorted({finding.rule.id for finding in leg.applied})))
        leg = _further(cleaned, facts.after(cleaned.after), stages, up_to)
        cleaned = _joined(cleaned, leg)
        legs += 1
    return cleaned


def _leg(facts: Facts, stages: Mapping[Stage, matching.Group], up_to: Safety) -> Cleaned:
    """A text cleaned as far as what must be barred on the way lets it."""
    bars, guilty = _NONE, tuple[Edit, ...]()
    for _ in range(ROUNDS):
        run = _Run(facts, up_to, bars)
        cleaned = run.cleaned(stages)
        guilty = regions.guilty(facts.text, run.edits, facts.markup, most=GUILTY)
        if cleaned is not None and not guilty:
            return cleaned
        bars = bars.against(run.applied, guilty)
    by = {f.rule.id for f in run.applied if any(_touch(f, edit) for edit in guilty)}
    raise Restructured(guilty[0].start, tuple(sorted(by)))


def _further(
    cleaned: Cleaned, facts: Facts, stages: Mapping[Stage, matching.Group], up_to: Safety
) -> Cleaned:
    """The leg from where a text stands; `facts` are those of that text."""
    try:
        return _leg(facts, stages, up_to)
    except Restructured as error:
        offset, _ = Trace(cleaned.edits).origin(error.offset, error.offset)
        raise Restructured(offset, error.rules) from None


def _joined(first: Cleaned, second: Cleaned) -> Cleaned:
    """The account of two cleanings, of which the second goes on with the text of the first."""
    trace = Trace(first.edits)
    edits = trace.then(first.after, second.edits).edits
    return Cleaned(
        before=first.before,
        after=second.after,
        edits=_true(edits, first.before),
        applied=tuple(sorted([*first.applied, *_placed(second.applied, trace)], key=order)),
        left=_placed(second.left, trace),
        suppressed=_held(second.suppressed, trace),
        suppressions=tuple(_origin(one, trace) for one in second.suppressions),
        barred=_placed(second.barred, trace),
    )


@dataclass(frozen=True, slots=True)
class _Bars:
    """What must not be done to a text: rules wholly, or where in the original they wrote."""

    rules: frozenset[str] = frozenset()
    places: frozenset[tuple[str, int, int]] = frozenset()

    def against(self, applied: Iterable[Finding], guilty: Sequence[Edit]) -> _Bars:
        """These, and those against the findings that made the guilty edits.

        As many as are looked for are a sign that there are more, so the rules are barred.
        """
        found = [f for f in applied if any(_touch(f, edit) for edit in guilty)]
        if len(guilty) >= GUILTY:
            return replace(self, rules=self.rules.union(f.rule.id for f in found))
        return replace(self, places=self.places.union((f.rule.id, f.start, f.end) for f in found))

    def hold(self, rule: Rule, start: int, end: int) -> bool:
        """Whether a rule is barred from a span of the original."""
        return rule.id in self.rules or any(
            id == rule.id and (start == first or (start < last and first < end))
            for id, first, last in self.places
        )


_NONE = _Bars()


def _touch(finding: Finding, made: Edit) -> bool:
    return any(edit.start <= made.end and made.start <= edit.end for edit in finding.edits)


class _Run:
    """One text on its way: it grows pass by pass, so it holds state."""

    def __init__(self, facts: Facts, up_to: Safety, bars: _Bars) -> None:
        self.original = self.text = text = facts.text
        self.applied: list[Finding] = []
        self._up_to = up_to
        self._bars = bars
        self._facts = facts
        self._trace = Trace()
        self._seen = {text: 0}
        self._passes: list[frozenset[str]] = []
        self._settled: dict[Stage, tuple[str, list[Finding]]] = {}

    def cleaned(self, stages: Mapping[Stage, matching.Group]) -> Cleaned | None:
        """The text when all stages have settled; None if it cannot be read any more on the way.

        Raises Unsettled, and Unparsable if it could not be read before.
        """
        while True:
            before = self.text
            try:
                left = [f for stage, rules in stages.items() for f in self._settle(stage, rules)]
                if self.text == before:
                    return self._result(left)
            except Unparsable:
                if self.text == self.original:
                    raise
                return None

    def _settle(self, stage: Stage, rules: matching.Group) -> list[Finding]:
        """Repeat one stage until a pass changes nothing; the findings of that pass.

        A stage that has settled on this very text is not asked again.
        """
        text, findings = self._settled.get(stage, (None, []))
        if text != self.text:
            findings = self._repeat(rules)
            self._settled[stage] = self.text, findings
        return findings

    def _repeat(self, rules: matching.Group) -> list[Finding]:
        while True:
            search = matching.Search(self._facts, rules, self._up_to)
            open_ = self._open(search.first())
            open_ += self._open(search.beside(open_))
            chosen = resolve(open_)
            if not chosen:
                findings = search.all()
                suppressions.allowed(self._facts, findings)  # it raises where these are not read
                return findings
            self._make(chosen)

    def _open(self, findings: Sequence[Finding]) -> list[Finding]:
        """The findings that may be applied."""
        allowed = suppressions.allowed(self._facts, findings)
        return [f for f in allowed if self._is_wanted(f) and not self._is_barred(f)]

    def _is_wanted(self, finding: Finding) -> bool:
        return bool(finding.edits) and finding.safety.rank <= self._up_to.rank

    def _is_barred(self, finding: Finding) -> bool:
        if self._bars is _NONE or not self._is_wanted(finding):
            return False
        return self._bars.hold(finding.rule, *self._trace.origin(finding.start, finding.end))

    def _make(self, chosen: Sequence[Finding]) -> None:
        edits = sorted(edit for finding in chosen for edit in finding.edits)
        text = apply(self.text, edits)
        self.applied += map(self._trace.traced, chosen)
        self._trace = self._trace.then(self.text, edits)
        self._passes.append(frozenset(finding.rule.id for finding in chosen))
        if text in self._seen:
            raise self._unsettled(self._seen[text])
        if len(self._passes) > PASSES or len(text) > GROWTH * len(self.original) + ROOM:
            raise self._unsettled(len(self._passes) // 2)
        self._seen[text] = len(self._passes)
        self.text = text
        self._facts = self._facts.after(text)

    def _unsettled(self, since: int) -> Unsettled:
        """The error that names every rule applied after the first `since` passes."""
        return Unsettled(tuple(sorted(frozenset().union(*self._passes[since:]))))

    def _result(self, left: Sequence[Finding]) -> Cleaned:
        """The account of the whole way; `left` are findings of the final text."""
        account, trace = suppressions.account(self._facts, left), self._trace
        barred = (finding for finding in account.left if self._is_barred(finding))
        open_ = (finding for finding in account.left if not self._is_barred(finding))
        return Cleaned(
            before=self.original,
            after=self.text,
            edits=self.edits,
            applied=tuple(sorted(self.applied, key=order)),
            left=_placed(open_, trace),
            suppressed=_held(account.suppressed, trace),
            suppressions=tuple(_origin(one, trace) for one in account.suppressions),
            barred=_placed(barred, trace),
        )

    @property
    def edits(self) -> tuple[Edit, ...]:
        """What has been changed so far, as sorted, disjoint edits of the original."""
        return _true(self._trace.edits, self.original)


def _true(edits: Iterable[Edit], text: str) -> tuple[Edit, ...]:
    """The edits that change something."""
    return tuple(e for e in edits if text[e.start : e.end] != e.text)


def _origin(one: Suppression, trace: Trace) -> Suppression:
    """A suppression with its place in the original text."""
    start, end = trace.origin(one.start, one.end)
    return replace(one, start=start, end=end)


def _placed(findings: Iterable[Finding], trace: Trace) -> tuple[Finding, ...]:
    """Findings with their places in the original text, in order."""
    return tuple(sorted(map(trace.traced, findings), key=order))


def _held(suppressed: Iterable[Suppressed], trace: Trace) -> tuple[Suppressed, ...]:
    """What is suppressed, with its places in the original text."""
    return tuple(
        Suppressed(trace.traced(one.finding), _origin(one.by, trace)) for one in suppressed
    )

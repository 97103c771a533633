"""What each rule costs on some texts: for those who write rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from time import perf_counter

from cleaner import matching
from cleaner.evidence import Facts
from cleaner.expressions import TimedOut
from cleaner.model import Overdue, Rule


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of one rule on texts of so many `characters`.

    `candidates` are what its matcher sees, `findings` what is left of them behind its evidence and
    the guards. `seconds` are those of one pass over the texts.
    """

    rule: Rule
    seconds: float
    candidates: int
    findings: int
    characters: int


def costs_of(facts: Iterable[Facts], rules: Sequence[Rule]) -> list[Cost]:
    """The costs of the rules on the texts as they stand, the dearest first.

    What several rules share, such as the words of a text, is found before and counts for none. A
    rule that runs out of its time on a text has neither candidates nor findings there.
    """
    seconds: dict[str, float] = {rule.id: 0.0 for rule in rules}
    candidates: Counter[str] = Counter()
    findings: Counter[str] = Counter()
    characters = 0
    for one in facts:
        characters += len(one.text)
        for rule in rules:
            with suppress(Overdue):
                findings[rule.id] += len(matching.find(one, [rule]))
        for rule, spent, seen in _timed(one, rules):
            seconds[rule.id] += spent
            candidates[rule.id] += seen
    costs = [
        Cost(rule, seconds[rule.id], candidates[rule.id], findings[rule.id], characters)
        for rule in rules
    ]
    return sorted(costs, key=lambda cost: (-cost.seconds, cost.rule.id))


def _timed(facts: Facts, rules: Iterable[Rule]) -> Iterator[tuple[Rule, float, int]]:
    for rule in rules:
        begin, seen = perf_counter(), 0
        with suppress(TimedOut):
            for _ in matching.candidates(facts, rule):
                seen += 1
        yield rule, perf_counter() - begin, seen

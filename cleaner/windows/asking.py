"""What the rules of some stages say of the windows of a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from cleaner import matching, suppressions
from cleaner.evidence import Facts
from cleaner.matching import Group
from cleaner.model import Finding, Rule, Safety
from cleaner.windows.summing import Unknown

Waits = Mapping[int, Sequence[Rule]]
"""By the numbers of stages, the rules that wait for what is not known."""
Placed = tuple[int, Facts]
"""Where a window starts, and its facts."""


class Answer(NamedTuple):
    """What is found in the window with a number, by the numbers of stages, and what waits.

    It starts at `start`. `last` is the place of the last stage that need be asked behind it.
    """

    number: int
    start: int
    found: Mapping[int, suppressions.Account]
    waits: Waits
    last: int


class Asking:
    """Windows -> what stages say of them, each in its `turn`.

    Once there is one that changes the text, those behind it are not asked, for they will see
    another text, nor are rules that change nothing; so it holds state.
    """

    def __init__(self, stages: Sequence[Group], turn: Sequence[int], up_to: Safety) -> None:
        """Findings that are at least as safe as `up_to` change the text."""
        self._stages = stages
        self._turn = turn
        self._up_to = up_to
        self.last = len(turn)
        self.only: Mapping[int, Waits] | None = None
        """If only some rules are to be asked, in windows with these numbers, these."""

    def __call__(self, parts: Iterable[Placed]) -> list[Answer]:
        """What they say of each."""
        return [self._answer(*part) for part in parts]

    def _answer(self, start: int, facts: Facts) -> Answer:
        found: dict[int, suppressions.Account] = {}
        waits: dict[int, list[Rule]] = {}
        for at, stage in enumerate(self._turn[: self.last + 1]):
            asked = self._asked(facts, stage)
            if self.last < len(self._turn):
                asked = filter(self._may_change, asked)
            one, waiting = _found(facts, asked)
            found[stage] = suppressions.account(facts, one)
            if waiting:
                waits[stage] = waiting
            if any(changes(finding, self._up_to) for finding in found[stage].left):
                self.last = at
                break
        return Answer(_number(facts), start, found, waits, self.last)

    def _asked(self, facts: Facts, stage: int) -> Iterable[Rule]:
        """The rules of a stage that are to be asked in a window."""
        if self.only is None:
            return self._stages[stage].concerned(facts)
        return self.only[_number(facts)].get(stage, ())

    def _may_change(self, rule: Rule) -> bool:
        return rule.safety.rank <= self._up_to.rank


def changes(finding: Finding, up_to: Safety) -> bool:
    """Whether a finding changes a text where findings that are at least as safe as that do."""
    return bool(finding.edits) and finding.safety.rank <= up_to.rank


def _number(facts: Facts) -> int:
    """The place of a window among all."""
    return 0 if facts.part is None else facts.part.number


def _found(facts: Facts, asked: Iterable[Rule]) -> tuple[list[Finding], list[Rule]]:
    """The findings that a window owns, and the rules that wait for what is not known."""
    found: list[Finding] = []
    waits: list[Rule] = []
    for rule in asked:
        try:
            found += (one for one in matching.find(facts, [rule]) if facts.owns(one.start))
        except Unknown:
            waits.append(rule)
    return found, waits

"""Findings and the suppressions of their text -> those that are left, and those held back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cleaner.evidence import Facts
from cleaner.model import Finding, Scope, Suppressed, Suppression
from cleaner.rules.names import matches
from cleaner.suppressions import sic
from cleaner.suppressions.comments import said
from cleaner.suppressions.covers import Cover, covers, index


@dataclass(frozen=True, slots=True)
class Account:
    """The findings of a text that are left, those held back, and its suppressions in order."""

    left: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...] = ()
    suppressions: tuple[Suppression, ...] = ()


def allowed(facts: Facts, findings: Sequence[Finding]) -> Sequence[Finding]:
    """The findings of a text that nothing in it holds back. Raises Unparsable."""
    if not findings or not _holds_back(facts):
        return findings
    return [f for f in findings if not _over(facts, f) and _sic(facts, f) is None]


def account(facts: Facts, findings: Sequence[Finding]) -> Account:
    """What is left of the findings of a text, and what is held back by which suppression.

    All places are those of the text. Raises Unparsable.
    """
    if not said(facts) and not (findings and sic.words(facts)):
        return Account(tuple(findings))
    judged = [(finding, _over(facts, finding), _sic(facts, finding)) for finding in findings]
    used = {cover for _, over, _ in judged for cover in over}
    written = _written(facts, used)
    left = tuple(finding for finding, over, mark in judged if not over and mark is None)
    suppressed: list[Suppressed] = []
    for finding, over, mark in judged:
        if over:
            suppressed.append(Suppressed(finding, written[over[0].number]))
        elif mark is not None:
            suppressed.append(Suppressed(finding, Suppression(Scope.SIC, *mark.mark)))
    return Account(left, tuple(suppressed), written)


def _holds_back(facts: Facts) -> bool:
    return bool(said(facts) or sic.words(facts))


def _over(facts: Facts, finding: Finding) -> list[Cover]:
    """The covers of a finding that name its rule, the first suppression first."""
    over = index(facts).over(finding)
    return sorted((c for c in over if matches(finding.rule, c.name)), key=lambda c: c.number)


def _sic(facts: Facts, finding: Finding) -> sic.Sic | None:
    return sic.meant(finding, sic.words(facts))


def _written(facts: Facts, used: Iterable[Cover]) -> tuple[Suppression, ...]:
    """The suppressions of a text, each with the names that hold something back."""
    problems = covers(facts).problems
    names: dict[int, set[str]] = {}
    for cover in used:
        names.setdefault(cover.number, set()).add(cover.name)
    return tuple(
        Suppression(
            one.scope,
            one.start,
            one.end,
            tuple(facts.text[slice(*name)] for name in one.names),
            one.reason,
            one.problem or problems.get(number, ""),
            frozenset(names.get(number, ())),
        )
        for number, one in enumerate(said(facts))
    )

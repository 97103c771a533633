"""Outcomes -> how often each rule finds something, the most frequent first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal

import msgspec

from cleaner.model import Finding, Rule, Safety
from cleaner.output.ink import Ink
from cleaner.output.tally import Tally
from cleaner.runs import Outcome

SCHEMA = "cleaner-statistics-1"
Kind = tuple[str, Safety]
"""A rule by its id, and the class of a finding: it may be less safe than its rule."""


class RuleCount(msgspec.Struct):
    """How often a rule finds something of one class, and in how many files.

    `fixed` are those findings that are in the files no more.
    """

    rule: str
    safety: str
    title: str
    findings: int
    files: int
    fixed: int


class StatisticsRecord(msgspec.Struct):
    """The counts of a run, for programs."""

    schema: str
    written: bool
    statistics: list[RuleCount]
    summary: object


class Statistics:
    """The counts over all files, which come at the end: a table, or one JSON document."""

    def __init__(self, format: Literal["text", "json"], ink: Ink, *, written: bool) -> None:
        self._format = format
        self._ink = ink
        self._written = written
        self._rules: dict[str, Rule] = {}
        self._found: Counter[Kind] = Counter()
        self._files: Counter[Kind] = Counter()
        self._fixed: Counter[Kind] = Counter()

    def opening(self) -> str:
        """Nothing."""
        return ""

    def file(self, outcome: Outcome) -> str:
        """Nothing yet: the findings are counted."""
        if outcome.account is not None:
            applied, left = outcome.account.applied, outcome.account.left
            self._rules |= {one.rule.id: one.rule for one in (*applied, *left)}
            found = Counter(_kinds((*applied, *left)))
            self._found += found
            self._files += Counter(dict.fromkeys(found, 1))
            self._fixed += Counter(_kinds(applied if self._written else ()))
        return ""

    def closing(self, tally: Tally) -> str:
        """All counts."""
        counts = [self._count(kind) for kind in sorted(self._found, key=self._order)]
        if self._format == "text":
            return _table(counts, self._ink, written=self._written)
        from cleaner.output.records import summary

        record = StatisticsRecord(SCHEMA, self._written, counts, summary(tally))
        return msgspec.json.format(msgspec.json.encode(record), indent=2).decode() + "\n"

    def _order(self, kind: Kind) -> tuple[int, str, int]:
        return -self._found[kind], kind[0], kind[1].rank

    def _count(self, kind: Kind) -> RuleCount:
        id, safety = kind
        counts = (self._found[kind], self._files[kind], self._fixed[kind])
        return RuleCount(id, safety.value, self._rules[id].title, *counts)


def _kinds(findings: Iterable[Finding]) -> Iterable[Kind]:
    return ((finding.rule.id, finding.safety) for finding in findings)


def _table(counts: list[RuleCount], ink: Ink, *, written: bool) -> str:
    """A line for each count: findings, of them fixed if any can be, files, class, rule, title."""
    if not counts:
        return ""
    head = ("findings", "fixed", "files", "class", "rule", "title")
    rows = [head, *(_row(count) for count in counts)]
    wide = [max(len(row[column]) for row in rows) for column in range(5)]
    lines = []
    for number, row in enumerate(rows):
        cells = [cell.rjust(width) for cell, width in zip(row[:3], wide, strict=False)]
        if not written:
            del cells[1]
        safety = row[3].ljust(wide[3])
        cells += [ink.safety(safety, row[3]) if number else safety, row[4].ljust(wide[4]), row[5]]
        lines.append("  ".join(cells) + "\n")
    return "".join(lines)


def _row(count: RuleCount) -> tuple[str, str, str, str, str, str]:
    numbers = (str(count.findings), str(count.fixed), str(count.files))
    return (*numbers, count.safety, count.rule, count.title)

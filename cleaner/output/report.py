"""Outcomes -> a line for each finding: where, which rule, what it becomes and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import merge

from cleaner.edits import order
from cleaner.model import Finding, Notice
from cleaner.output.accounts import lines_of
from cleaner.output.ink import Ink
from cleaner.output.tally import Tally
from cleaner.output.visible import escape, show
from cleaner.runs import Outcome


def report(outcome: Outcome, ink: Ink, *, written: bool) -> str:
    """The lines of one file, in the order of the text; empty if nothing was found.

    Where the changes are `written`, those that were made say so. Places are of the text before.
    """
    return "".join(f"{line}\n" for line in _lines(outcome, ink, written=written))


class Lines:
    """The report for people: the lines of each file, nothing before and nothing after."""

    def __init__(self, ink: Ink, *, written: bool) -> None:
        self._ink = ink
        self._written = written

    def opening(self) -> str:
        """Nothing."""
        return ""

    def file(self, outcome: Outcome) -> str:
        """A line for each finding."""
        return report(outcome, self._ink, written=self._written)

    def closing(self, tally: Tally) -> str:
        """Nothing: the summary goes to standard error."""
        return ""


def _lines(outcome: Outcome, ink: Ink, *, written: bool) -> Iterator[str]:
    account = outcome.account
    if account is None or not (account.applied or account.left):
        return
    lines = lines_of(outcome)
    applied = ((finding, written) for finding in account.applied)
    left = ((finding, False) for finding in account.left)
    for finding, fixed in merge(applied, left, key=lambda item: order(item[0])):
        place = lines.place(finding.start)
        head = ink.place(f"{escape(outcome.name)}:{place.line}:{place.column}:")
        yield f"{head} {'fixed ' if fixed else ''}{describe(finding, ink)}"


def notices_of(findings: Iterable[Finding]) -> tuple[Notice, ...]:
    """A notice of each finding that is barred, with its rule."""
    return tuple(
        Notice(
            one.start,
            f"left as it is: {show(one.found)} → {show(one.becomes)} by {one.rule.id} would alter "
            "the structure of the document",
        )
        for one in findings
        if one.becomes is not None
    )


def notices_of_omitted(rules: Iterable[str]) -> tuple[Notice, ...]:
    """A notice of each rule that a large file was cleaned without."""
    return tuple(
        Notice(
            0,
            f"cleaned without {rule}: its expression may run over any number of paragraphs, and "
            "the file is too large to be held; bound what it repeats, as in `[^\\n]*`",
        )
        for rule in rules
    )


def notices_of_overdue(rules: Iterable[str]) -> tuple[Notice, ...]:
    """A notice of each rule that ran out of its time on a file."""
    return tuple(
        Notice(
            0,
            f"not fully checked: {rule} ran out of its time, and the file was cleaned without it; "
            "bound what its expression repeats, or leave it out with `--ignore`",
            partial=True,
        )
        for rule in rules
    )


def noticed(outcome: Outcome) -> Iterator[tuple[Notice, str]]:
    """Each notice of one file, and a line for it with its place in the text before."""
    if outcome.account is not None and outcome.notices:
        lines = lines_of(outcome)
        for notice in outcome.notices:
            place = lines.place(notice.start)
            head = f"{escape(outcome.name)}:{place.line}:{place.column}:"
            yield notice, f"{head} {escape(notice.message)}"


def describe(finding: Finding, ink: Ink) -> str:
    """A finding in one line, without its place."""
    name = finding.safety.value
    safety = ink.safety(f"[{name}]", name)
    change = ink.gone(show(finding.found))
    if finding.becomes is not None:
        change += f" → {ink.come(show(finding.becomes))}"
    reason = ink.aside(f" ({finding.reason})") if finding.reason else ""
    return f"{finding.rule.id} {safety} {change}: {finding.rule.title}{reason}"

"""Annotations of a GitHub workflow: one command a line for each finding.

Source: GitHub's documentation of workflow commands. In a message `%` and line ends are escaped, in
a property `:` and `,` as well.
"""

from __future__ import annotations

from cleaner.model import Safety
from cleaner.output.formats.results import noticed, path_of, results
from cleaner.output.tally import Tally
from cleaner.output.visible import escape
from cleaner.runs import Outcome

LEVELS = {Safety.SAFE: "error", Safety.SUGGEST: "warning", Safety.FLAG: "notice"}


class Annotations:
    """`::error file=…,line=…::message`, which GitHub shows beside the line of the file."""

    def __init__(self, *, written: bool) -> None:
        self._written = written

    def opening(self) -> str:
        """Nothing."""
        return ""

    def file(self, outcome: Outcome) -> str:
        """A line for each finding and notice, or one for what failed."""
        path = _property(path_of(outcome))
        if outcome.failure is not None:
            return f"::error file={path},title=cleaner::{_data(escape(outcome.failure))}\n"
        found = "".join(
            f"::{LEVELS[one.finding.safety]} file={path},line={one.start.line}"
            f",endLine={one.end.line}{_columns(one.start, one.end)}"
            f",title={_property(f'cleaner {one.finding.rule.id}')}::{_data(one.message)}\n"
            for one in results(outcome, written=self._written)
        )
        return found + "".join(
            f"::notice file={path},line={place.line},col={place.column},title=cleaner"
            f"::{_data(message)}\n"
            for place, message in noticed(outcome, written=self._written)
        )

    def closing(self, tally: Tally) -> str:
        """Nothing."""
        return ""


def _columns(start: tuple[int, int], end: tuple[int, int]) -> str:
    """Columns, which GitHub takes only within one line."""
    return f",col={start[1]},endColumn={end[1]}" if start[0] == end[0] else ""


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

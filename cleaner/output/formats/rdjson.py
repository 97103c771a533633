"""Reviewdog's diagnostic format: findings with suggestions that a reviewer takes by a click.

Source: the Reviewdog Diagnostic Format; its columns count bytes of UTF-8, from 1.
"""

from __future__ import annotations

import msgspec

from cleaner.model import Safety
from cleaner.output.accounts import Read
from cleaner.output.formats.results import Result, path_of, results
from cleaner.output.tally import Tally
from cleaner.places import Place
from cleaner.runs import Outcome

LEVELS = {Safety.SAFE: "ERROR", Safety.SUGGEST: "WARNING", Safety.FLAG: "INFO"}


class Diagnostics:
    """One object with all diagnostics; a file that failed is one without a place."""

    def __init__(self, *, written: bool) -> None:
        self._written = written
        self._first = True

    def opening(self) -> str:
        """The source of all, and the start of the list."""
        return '{"source": {"name": "cleaner"}, "diagnostics": ['

    def file(self, outcome: Outcome) -> str:
        """The diagnostics of one file."""
        lines = []
        for value in self._diagnostics(outcome):
            lines.append(("\n" if self._first else ",\n") + msgspec.json.encode(value).decode())
            self._first = False
        return "".join(lines)

    def closing(self, tally: Tally) -> str:
        """The end of the list and of the object."""
        return "\n]}\n"

    def _diagnostics(self, outcome: Outcome) -> list[dict[str, object]]:
        path = path_of(outcome)
        if outcome.failure is not None:
            location = {"path": path}
            return [{"message": outcome.failure, "location": location, "severity": "ERROR"}]
        found = results(outcome, written=self._written)
        return [_diagnostic(path, one) for one in found]


def _diagnostic(path: str, one: Result) -> dict[str, object]:
    said: dict[str, object] = {
        "message": one.message,
        "location": {"path": path, "range": _range(one.text, one.start, one.end)},
        "severity": LEVELS[one.finding.safety],
        "code": {"value": one.finding.rule.id},
    }
    if one.changes:
        said["suggestions"] = [
            {"range": _range(one.text, change.start, change.end), "text": change.text}
            for change in one.changes
        ]
    return said


def _range(text: Read, start: Place, end: Place) -> dict[str, object]:
    return {"start": _position(text, start), "end": _position(text, end)}


def _position(text: Read, place: Place) -> dict[str, int]:
    before = text.line(place.line)[: place.column - 1]
    return {"line": place.line, "column": len(before.encode(errors="surrogatepass")) + 1}

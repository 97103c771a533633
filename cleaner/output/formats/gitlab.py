"""GitLab's code quality report: a JSON array of the findings.

Source: GitLab's documentation, “Code quality report format”.
"""

from __future__ import annotations

import msgspec

from cleaner.model import Safety
from cleaner.output.formats.results import Result, path_of, results
from cleaner.output.tally import Tally
from cleaner.runs import Outcome

LEVELS = {Safety.SAFE: "major", Safety.SUGGEST: "minor", Safety.FLAG: "info"}


class CodeQuality:
    """One object a finding; a file that failed has none and is told of on standard error."""

    def __init__(self, *, written: bool) -> None:
        self._written = written
        self._first = True

    def opening(self) -> str:
        """The start of the array."""
        return "["

    def file(self, outcome: Outcome) -> str:
        """The objects of one file."""
        lines = []
        for one in results(outcome, written=self._written):
            start = "\n" if self._first else ",\n"
            self._first = False
            lines.append(start + msgspec.json.encode(_issue(path_of(outcome), one)).decode())
        return "".join(lines)

    def closing(self, tally: Tally) -> str:
        """The end of the array."""
        return "\n]\n"


def _issue(path: str, one: Result) -> dict[str, object]:
    return {
        "description": one.message,
        "check_name": one.finding.rule.id,
        "fingerprint": one.fingerprint,
        "severity": LEVELS[one.finding.safety],
        "location": {"path": path, "lines": {"begin": one.start.line, "end": one.end.line}},
    }

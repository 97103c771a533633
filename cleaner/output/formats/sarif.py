"""SARIF 2.1.0, which code scanning services read: results with places, fixes and fingerprints.

Source: OASIS, “Static Analysis Results Interchange Format Version 2.1.0”.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

import msgspec

from cleaner import __version__
from cleaner.model import Rule, Safety, Suppression
from cleaner.output.formats.results import Result, noticed, path_of, results
from cleaner.output.tally import Tally
from cleaner.output.visible import escape
from cleaner.places import Place
from cleaner.runs import Outcome

LEVELS = {Safety.SAFE: "error", Safety.SUGGEST: "warning", Safety.FLAG: "note"}
OPENING = (
    '{"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": ['
    '{"columnKind": "unicodeCodePoints", "results": ['
)


class Sarif:
    """One run. The rules that were met and what failed come after the results."""

    def __init__(self, *, written: bool) -> None:
        self._written = written
        self._met: dict[str, Rule] = {}
        self._failures: list[dict[str, object]] = []
        self._notices: list[dict[str, object]] = []
        self._first = True

    def opening(self) -> str:
        """The start of the run and of its results."""
        return OPENING

    def file(self, outcome: Outcome) -> str:
        """The results of one file."""
        uri = quote(path_of(outcome))
        if outcome.failure is not None:
            said = {"text": escape(outcome.failure)}
            self._failures.append({"level": "error", "message": said})
        for place, message in noticed(outcome, written=self._written):
            self._notices.append(_notification(uri, place, message))
        lines = []
        for one in results(outcome, written=self._written, suppressed=True):
            self._met[one.finding.rule.id] = one.finding.rule
            start = "\n" if self._first else ",\n"
            self._first = False
            lines.append(start + msgspec.json.encode(_result(uri, one)).decode())
        return "".join(lines)

    def closing(self, tally: Tally) -> str:
        """The end of the results, the tool with its rules, and whether all went well."""
        rules = [_descriptor(self._met[id]) for id in sorted(self._met)]
        tool = {"driver": {"name": "cleaner", "version": __version__, "rules": rules}}
        invocation = {
            "executionSuccessful": not self._failures,
            "toolExecutionNotifications": [*self._failures, *self._notices],
        }
        return (
            f'\n], "tool": {msgspec.json.encode(tool).decode()},'
            f' "invocations": [{msgspec.json.encode(invocation).decode()}]}}]}}\n'
        )


def _result(uri: str, one: Result) -> dict[str, object]:
    artifact = {"uri": uri}
    region = _region(one.start, one.end)
    said: dict[str, object] = {
        "ruleId": one.finding.rule.id,
        "level": LEVELS[one.finding.safety],
        "message": {"text": one.message},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
        "partialFingerprints": {"cleaner/v1": one.fingerprint},
    }
    if one.changes:
        change = {"artifactLocation": artifact, "replacements": _replacements(one)}
        text = {"text": one.finding.rule.title}
        said["fixes"] = [{"description": text, "artifactChanges": [change]}]
    if one.by is not None:
        said["suppressions"] = [_suppression(one.by)]
    return said


def _suppression(by: Suppression) -> dict[str, str]:
    said = {"kind": "inSource"}
    return said | {"justification": by.reason} if by.reason else said


def _notification(uri: str, place: Place, message: str) -> dict[str, object]:
    region = {"startLine": place.line, "startColumn": place.column}
    location = {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}
    return {"level": "note", "message": {"text": message}, "locations": [location]}


def _replacements(one: Result) -> Sequence[dict[str, object]]:
    return [
        {
            "deletedRegion": _region(change.start, change.end),
            "insertedContent": {"text": change.text},
        }
        for change in one.changes
    ]


def _region(start: Place, end: Place) -> dict[str, int]:
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }


def _descriptor(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why},
        "defaultConfiguration": {"level": LEVELS[rule.safety]},
    }

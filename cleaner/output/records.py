"""Outcomes -> JSON records for programs. A change of their shape changes `SCHEMA`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Literal

import msgspec

from cleaner.model import Edit, Finding, Notice, Suppressed
from cleaner.output.accounts import lines_of
from cleaner.output.tally import Tally
from cleaner.places import Places
from cleaner.runs import Outcome

SCHEMA = "cleaner-report-1"


class FindingRecord(msgspec.Struct):
    """A finding. Offsets count code points, with every line end as one; lines, columns from 1."""

    rule: str
    safety: str
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    found: str
    becomes: str | None
    reason: str


class EditRecord(msgspec.Struct):
    """Put `text` in the place of `start:end`."""

    start: int
    end: int
    text: str


class SuppressedRecord(msgspec.Struct):
    """A finding that is held back `by` a suppression of that kind at `line` and `column`."""

    finding: FindingRecord
    by: str
    line: int
    column: int
    justification: str


class NoticeRecord(msgspec.Struct):
    """What else there is to say that is no finding, such as that a file was not fully checked."""

    line: int
    column: int
    message: str


class FileRecord(msgspec.Struct):
    """What came of one file. `edits`, made together, are exactly what `applied` changes."""

    name: str
    status: Literal["cleaned", "failed", "skipped"]
    changed: bool = False
    applied: Sequence[FindingRecord] = ()
    left: Sequence[FindingRecord] = ()
    edits: Sequence[EditRecord] = ()
    failure: str | None = None
    skipped: str | None = None
    suppressed: Sequence[SuppressedRecord] = ()
    notices: Sequence[NoticeRecord] = ()


class SummaryRecord(msgspec.Struct):
    """How many files and findings there are."""

    files: int
    changed: int
    failed: int
    skipped: int
    applied: int
    left: int
    suppressed: int


def opening(version: str, *, written: bool) -> str:
    """The start of the document; each file has a line of its own, so none need be held."""
    said = msgspec.json.encode(written).decode()
    return f'{{"schema": "{SCHEMA}", "version": "{version}", "written": {said}, "files": ['


def file(outcome: Outcome, *, first: bool) -> str:
    """One file of the document."""
    return ("\n" if first else ",\n") + msgspec.json.encode(record(outcome)).decode()


def closing(tally: Tally) -> str:
    """The end of the document."""
    return f'\n], "summary": {msgspec.json.encode(summary(tally)).decode()}}}\n'


def summary(tally: Tally) -> SummaryRecord:
    """The counts of a run."""
    return SummaryRecord(
        tally.files,
        tally.changed,
        tally.failed,
        tally.skipped,
        sum(tally.applied),
        sum(tally.left),
        tally.suppressed,
    )


def record(outcome: Outcome) -> FileRecord:
    """What came of one file; bytes of its name that are no text are escaped."""
    name = _printable(outcome.name)
    account = outcome.account
    if account is None:
        status: Literal["failed", "skipped"] = "skipped" if outcome.failure is None else "failed"
        failure = None if outcome.failure is None else _printable(outcome.failure)
        return FileRecord(name, status, failure=failure, skipped=outcome.skipped)
    lines = lines_of(outcome)
    return FileRecord(
        name,
        "cleaned",
        changed=bool(account.applied),
        applied=[_finding(finding, lines) for finding in account.applied],
        left=[_finding(finding, lines) for finding in account.left],
        edits=[_edit(edit) for edit in account.edits],
        suppressed=[_suppressed(one, lines) for one in account.suppressed],
        notices=[_notice(notice, lines) for notice in outcome.notices],
    )


def _printable(text: str) -> str:
    return os.fsencode(text).decode(errors="backslashreplace")


def _finding(finding: Finding, lines: Places) -> FindingRecord:
    return FindingRecord(
        finding.rule.id,
        finding.safety.value,
        finding.start,
        finding.end,
        *lines.place(finding.start),
        *lines.place(finding.end),
        finding.found,
        finding.becomes,
        finding.reason,
    )


def _suppressed(one: Suppressed, lines: Places) -> SuppressedRecord:
    by = one.by
    finding = _finding(one.finding, lines)
    return SuppressedRecord(finding, by.scope.value, *lines.place(by.start), by.reason)


def _notice(notice: Notice, lines: Places) -> NoticeRecord:
    return NoticeRecord(*lines.place(notice.start), notice.message)


def _edit(edit: Edit) -> EditRecord:
    return EditRecord(edit.start, edit.end, edit.text)

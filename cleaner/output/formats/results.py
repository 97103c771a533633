"""An outcome -> its findings with what every report of them needs: places, edits, a fingerprint."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import accumulate
from pathlib import Path

from cleaner.edits import apply, merged
from cleaner.model import Edit, Finding, Suppression
from cleaner.output.accounts import Read, read
from cleaner.output.visible import show
from cleaner.places import Place
from cleaner.runs import Outcome


@dataclass(frozen=True, slots=True)
class Change:
    """Put `text` in the place of what stands from `start` to before `end`."""

    start: Place
    end: Place
    text: str


@dataclass(frozen=True, slots=True)
class Result:
    """A finding at its place, from `start` to before `end`, in the text that is now in the file.

    `fingerprint` stays the same as long as the finding and its line do, wherever the line moves.
    `changes` are empty where the finding stands on an earlier change of the same run.
    """

    finding: Finding
    start: Place
    end: Place
    fingerprint: str
    changes: tuple[Change, ...]
    text: Read
    by: Suppression | None = None
    """What holds it back, if anything does."""

    @property
    def message(self) -> str:
        """What is wrong, and what it becomes, in one line."""
        finding = self.finding
        change = show(finding.found)
        if finding.becomes is not None:
            change += f" → {show(finding.becomes)}"
        reason = f" ({finding.reason})" if finding.reason else ""
        return f"{finding.rule.title}: {change}{reason}"


def results(outcome: Outcome, *, written: bool, suppressed: bool = False) -> Iterator[Result]:
    """The findings of one file in order; only those left if the changes are `written`.

    Behind them come those `suppressed`, if they are wanted.
    """
    account = outcome.account
    if account is None:
        return
    found = account.left if written else list(merged((account.applied, account.left)))
    findings: list[tuple[Finding, Suppression | None]] = [(finding, None) for finding in found]
    if suppressed:
        findings += ((one.finding, one.by) for one in account.suppressed)
    moved = _Moved(account.edits if written else ())
    spans = [(moved.offset(one.start), moved.offset(one.end)) for one, _ in findings]
    text, met = read(outcome, spans, written=written), Counter[str]()
    for (finding, by), (first, last) in zip(findings, spans, strict=True):
        start, end = text.place(first), text.place(last)
        line = text.line(start.line)
        key = "\0".join((path_of(outcome), finding.rule.id, finding.found, line.strip()))
        met[key] += 1
        yield Result(
            finding,
            start,
            end,
            sha256(f"{key}\0{met[key]}".encode(errors="backslashreplace")).hexdigest()[:32],
            () if written else tuple(_changes(text, finding)),
            text,
            by,
        )


def noticed(outcome: Outcome, *, written: bool) -> Iterator[tuple[Place, str]]:
    """The notices of one file with their places."""
    account = outcome.account
    if account is not None and outcome.notices:
        moved = _Moved(account.edits if written else ())
        starts = [moved.offset(notice.start) for notice in outcome.notices]
        text = read(outcome, [(start, start) for start in starts], written=written)
        for start, notice in zip(starts, outcome.notices, strict=True):
            yield text.place(start), notice.message


class _Moved:
    """Where an offset of the text before lies in the text after."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._ends = [edit.end for edit in edits]
        gains = (len(edit.text) - (edit.end - edit.start) for edit in edits)
        self._shifts = [0, *accumulate(gains)]

    def offset(self, before: int) -> int:
        return before + self._shifts[bisect_right(self._ends, before)]


def _changes(text: Read, finding: Finding) -> Iterator[Change]:
    found = text.part(finding.start, finding.end)
    shifted = [Edit(e.start - finding.start, e.end - finding.start, e.text) for e in finding.edits]
    if found == finding.found and apply(found, shifted) == finding.becomes:
        for edit in finding.edits:
            yield Change(text.place(edit.start), text.place(edit.end), edit.text)


def path_of(outcome: Outcome) -> str:
    """The name of a file from the working directory, with `/`; elsewhere its name as it is."""
    path = Path(outcome.name)
    if path.is_absolute() and path.is_relative_to(Path.cwd()):
        path = path.relative_to(Path.cwd())
    return os.fsencode(path.as_posix()).decode(errors="backslashreplace")

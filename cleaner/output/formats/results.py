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

from cleaner.edits import apply, order
from cleaner.model import Cleaned, Edit, Finding, Suppression
from cleaner.output.places import Lines, Place
from cleaner.output.visible import show
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
    cleaned = outcome.cleaned
    if cleaned is None:
        return
    found = cleaned.left if written else sorted((*cleaned.applied, *cleaned.left), key=order)
    findings: list[tuple[Finding, Suppression | None]] = [(finding, None) for finding in found]
    if suppressed:
        findings += ((one.finding, one.by) for one in cleaned.suppressed)
    text = cleaned.after if written else cleaned.before
    moved = _Moved(cleaned.edits if written else ())
    lines, met = Lines(text), Counter[str]()
    for finding, by in findings:
        start, end = moved.offset(finding.start), moved.offset(finding.end)
        line = _line_of(text, lines, start)
        key = "\0".join((path_of(outcome), finding.rule.id, finding.found, line.strip()))
        met[key] += 1
        yield Result(
            finding,
            lines.place(start),
            lines.place(end),
            sha256(f"{key}\0{met[key]}".encode(errors="backslashreplace")).hexdigest()[:32],
            () if written else tuple(_changes(cleaned, finding, lines)),
            by,
        )


def noticed(outcome: Outcome, *, written: bool) -> Iterator[tuple[Place, str]]:
    """The notices of one file with their places."""
    cleaned = outcome.cleaned
    if cleaned is not None and outcome.notices:
        lines = Lines(cleaned.after if written else cleaned.before)
        moved = _Moved(cleaned.edits if written else ())
        for notice in outcome.notices:
            yield lines.place(moved.offset(notice.start)), notice.message


class _Moved:
    """Where an offset of the text before lies in the text after."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._ends = [edit.end for edit in edits]
        gains = (len(edit.text) - (edit.end - edit.start) for edit in edits)
        self._shifts = [0, *accumulate(gains)]

    def offset(self, before: int) -> int:
        return before + self._shifts[bisect_right(self._ends, before)]


def _changes(cleaned: Cleaned, finding: Finding, lines: Lines) -> Iterator[Change]:
    found = cleaned.before[finding.start : finding.end]
    shifted = [Edit(e.start - finding.start, e.end - finding.start, e.text) for e in finding.edits]
    if found == finding.found and apply(found, shifted) == finding.becomes:
        for edit in finding.edits:
            yield Change(lines.place(edit.start), lines.place(edit.end), edit.text)


def _line_of(text: str, lines: Lines, offset: int) -> str:
    start = lines.starts[lines.place(offset).line - 1]
    end = text.find("\n", start)
    return text[start : len(text) if end < 0 else end]


def path_of(outcome: Outcome) -> str:
    """The name of a file from the working directory, with `/`; elsewhere its name as it is."""
    path = Path(outcome.name)
    if path.is_absolute() and path.is_relative_to(Path.cwd()):
        path = path.relative_to(Path.cwd())
    return os.fsencode(path.as_posix()).decode(errors="backslashreplace")

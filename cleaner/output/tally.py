"""Counts over outcomes, and the sentence that sums them up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from cleaner.model import Finding, Safety
from cleaner.runs import Outcome

Counts = tuple[int, int, int]
"""How many findings are safe, suggestions and flags: indexed by `Safety.rank`."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What came of some files. `files` counts all, also those that failed or were skipped."""

    files: int = 0
    changed: int = 0
    failed: int = 0
    skipped: int = 0
    applied: Counts = (0, 0, 0)
    left: Counts = (0, 0, 0)
    suppressed: int = 0

    def plus(self, outcome: Outcome) -> Tally:
        """The counts with one more outcome."""
        account = outcome.account
        more = replace(
            self,
            files=self.files + 1,
            failed=self.failed + (outcome.failure is not None),
            skipped=self.skipped + (outcome.skipped is not None),
        )
        if account is None:
            return more
        return replace(
            more,
            changed=self.changed + bool(account.applied),
            applied=_add(self.applied, account.applied),
            left=_add(self.left, account.left),
            suppressed=self.suppressed + len(account.suppressed),
        )

    def remaining(self, *, written: bool) -> Counts:
        """The findings that are still in the files, given whether the changes were written."""
        return self.left if written else _sum(self.applied, self.left)


def _add(counts: Counts, findings: Iterable[Finding]) -> Counts:
    safe, suggest, flag = counts
    for finding in findings:
        safe += finding.safety is Safety.SAFE
        suggest += finding.safety is Safety.SUGGEST
        flag += finding.safety is Safety.FLAG
    return safe, suggest, flag


def _sum(one: Counts, other: Counts) -> Counts:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]


def summary(tally: Tally, *, written: bool) -> str:
    """The counts in one line; `written` tells whether the changes are in the files now.

    >>> summary(Tally(files=2, changed=1, failed=1, applied=(3, 0, 0)), written=True)
    '2 files: 3 fixed, 1 file changed; 1 file could not be cleaned'
    """
    fixed = sum(tally.applied) if written else 0
    safe, suggestions, flags = tally.remaining(written=written)
    verb = "changed" if written else "would change"
    parts = [
        f"{fixed} fixed" if fixed else "",
        counted(safe, "safe fix", "safe fixes") if safe else "",
        counted(suggestions, "suggestion") if suggestions else "",
        counted(flags, "flag") if flags else "",
        f"{counted(tally.changed, 'file')} {verb}" if tally.changed else "",
    ]
    said = ", ".join(part for part in parts if part) or "nothing found"
    troubles = [
        f"{tally.suppressed} suppressed" if tally.suppressed else "",
        f"{counted(tally.failed, 'file')} could not be cleaned" if tally.failed else "",
        f"{counted(tally.skipped, 'file')} skipped" if tally.skipped else "",
    ]
    return "; ".join([f"{counted(tally.files, 'file')}: {said}", *filter(None, troubles)])


def counted(count: int, one: str, many: str = "") -> str:
    """A number and its noun: `1 file`, `2 files`."""
    return f"{count} {one if count == 1 else many or one + 's'}"

"""Counts over outcomes, and the sentence that sums them up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from cleaner.told import NONE, Counts, Told

if TYPE_CHECKING:
    from cleaner.model import Finding
    from cleaner.runs import Outcome


class Tally(NamedTuple):
    """What came of some files. `files` counts all, also those that failed or were skipped."""

    files: int = 0
    changed: int = 0
    failed: int = 0
    skipped: int = 0
    applied: Counts = NONE
    left: Counts = NONE
    suppressed: int = 0

    def plus(self, outcome: Outcome) -> Tally:
        """The counts with one more outcome."""
        cleaned, account = outcome.cleaned, outcome.account
        if account is None:
            failed = self.failed + (outcome.failure is not None)
            skipped = self.skipped + (outcome.skipped is not None)
            return self._replace(files=self.files + 1, failed=failed, skipped=skipped)
        applied, left = counts_of(account.applied), counts_of(account.left)
        more = self.told(Told(outcome.name, "", applied, left, len(account.suppressed)))
        changed = any(applied) if cleaned is None else cleaned.before != cleaned.after
        return more._replace(changed=self.changed + changed)

    def told(self, *files: Told) -> Tally:
        """The counts with some more files, of which this is known."""
        return self._replace(
            files=self.files + len(files),
            changed=self.changed + sum(any(one.applied) for one in files),
            applied=_sum(self.applied, *(one.applied for one in files)),
            left=_sum(self.left, *(one.left for one in files)),
            suppressed=self.suppressed + sum(one.suppressed for one in files),
        )

    def clean(self, files: int) -> Tally:
        """The counts with so many more files of which there is nothing to say."""
        return self._replace(files=self.files + files)

    def remaining(self, *, written: bool) -> Counts:
        """The findings that are still in the files, given whether the changes were written."""
        return self.left if written else _sum(self.applied, self.left)


def counts_of(findings: Iterable[Finding]) -> Counts:
    """How many findings there are of each class."""
    counts = [0, 0, 0]
    for finding in findings:
        counts[finding.safety.rank] += 1
    return counts[0], counts[1], counts[2]


def _sum(*counts: Counts) -> Counts:
    safe, suggestions, flags = map(sum, zip(*counts, strict=True))
    return safe, suggestions, flags


def summary(tally: Tally, *, written: bool, ignored: int = 0) -> str:
    """The counts in one line; `written` tells whether the changes are in the files now.

    `ignored` are the files that were not taken.

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
        f"{counted(ignored, 'other file')} left alone" if ignored else "",
    ]
    return "; ".join([f"{counted(tally.files, 'file')}: {said}", *filter(None, troubles)])


def counted(count: int, one: str, many: str = "") -> str:
    """A number and its noun: `1 file`, `2 files`."""
    return f"{count} {one if count == 1 else many or one + 's'}"

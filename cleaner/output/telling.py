"""An outcome -> what `check` says of it, where that is all that anybody wants to know."""

from __future__ import annotations

from dataclasses import dataclass

from cleaner.outcomes import Outcome
from cleaner.output.ink import Ink
from cleaner.output.tally import counts_of
from cleaner.told import NONE, Told


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells of cleaned files, or of those that stay as they are if not also of `changed` ones.

    Others need their outcome: those that failed, those with suppressions, barred findings or rules
    that were left out, for there may be more to say of them.
    """

    ink: Ink
    changed: bool

    def __call__(self, outcome: Outcome) -> Told | None:
        """What is told of an outcome."""
        cleaned = outcome.cleaned
        if cleaned is None or (cleaned.applied and not self.changed):
            return None
        if cleaned.barred or cleaned.overdue or cleaned.suppressions or outcome.notices:
            return None
        lines = ""
        if cleaned.applied or cleaned.left:
            from cleaner.output.report import report  # most files have nothing to report

            lines = report(outcome, self.ink, written=False)
        applied, left = counts_of(cleaned.applied), counts_of(cleaned.left)
        return Told(outcome.name, lines, applied, left, len(cleaned.suppressed))

    def fits(self, told: Told) -> bool:
        """Whether what was told without colour is what is told now."""
        return (self.changed or told.applied == NONE) and not (self.ink.coloured and told.lines)

"""What check, diff and fix have in common: what to clean, by which rules, and what the end is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cleaner.cli.errors import ExitCode, Misuse
from cleaner.cli.options import Format
from cleaner.cli.sources import Files, Source, patch_name
from cleaner.cli.terminal import Terminal
from cleaner.model import Rule, Safety
from cleaner.output.report import Lines, noticed
from cleaner.output.tally import Tally, counted, summary
from cleaner.output.visible import escape
from cleaner.runs import Outcome

if TYPE_CHECKING:
    from cleaner.output.formats import Report
    from cleaner.output.ink import Ink


def countable(format: Format, *, statistics: bool) -> None:
    """Raises Misuse for a format that has no statistics, if they are wanted."""
    if statistics and format not in (Format.TEXT, Format.JSON):
        raise Misuse("--statistics goes with --output-format text or json only")


@dataclass(frozen=True, slots=True)
class Work:
    """One command's work, with the chosen `rules` of all that are `known`.

    `written` tells whether its changes go into the files, `removes_unused` whether suppressions
    that suppress nothing are among them, `statistics` whether findings are only counted.
    """

    source: Source
    rules: tuple[Rule, ...]
    known: tuple[Rule, ...]
    up_to: Safety
    fail_on: Safety
    terminal: Terminal
    written: bool = False
    removes_unused: bool = False
    statistics: bool = False

    def outcomes(self) -> Iterator[Outcome]:
        """What comes of each file, in a stable order; nothing is written yet."""
        outcomes = self.source.outcomes(self.rules, self.up_to, self.terminal)
        return map(self._noticed, outcomes)

    def _noticed(self, outcome: Outcome) -> Outcome:
        """An outcome with what there is to say of its suppressions."""
        cleaned, document = outcome.cleaned, outcome.document
        if cleaned is None or document is None or not cleaned.suppressions:
            return outcome
        from cleaner.suppressions.notices import notices

        if self.removes_unused:
            from cleaner.suppressions.removal import without_unused

            cleaned = without_unused(cleaned, document.markup, self.rules, self.known)
        found = notices(cleaned, self.rules, self.known)
        return replace(outcome, cleaned=cleaned, notices=(*outcome.notices, *found))

    def report(
        self, outcomes: Iterable[Outcome], format: Format, *, aside: bool = False
    ) -> ExitCode:
        """Print the findings of each file as it comes, and the summary.

        The report goes to standard output, or `aside` where that is taken by the result.
        """
        put = self.terminal.side if aside else self.terminal.out
        ink = self.terminal.side_ink if aside else self.terminal.ink
        tally = Tally()
        made = self._report(format, ink)
        put(made.opening())
        for outcome in outcomes:
            put(made.file(outcome))
            tally = self._counted(tally, outcome)
        put(made.closing(tally))
        return self._end(tally)

    def _report(self, format: Format, ink: Ink) -> Report:
        if self.statistics:
            from cleaner.output.statistics import Statistics

            return Statistics(
                "text" if format is Format.TEXT else "json", ink, written=self.written
            )
        if format is Format.TEXT:
            return Lines(ink, written=self.written)
        from cleaner.output.formats import report_of

        return report_of(format.value, written=self.written)

    def show_patches(self, outcomes: Iterable[Outcome]) -> ExitCode:
        """Print the patch of each file as it comes, and the summary."""
        tally = Tally()
        for outcome in outcomes:
            self.terminal.out(self._shown_patch(outcome))
            tally = self._counted(tally, outcome)
        return self._end(tally)

    def patch(self, outcome: Outcome) -> bytes:
        """The patch of an outcome, empty if nothing changes; prints an error if there is none."""
        if outcome.document is None or outcome.cleaned is None:
            return b""
        from cleaner.output.diff import NoPatch, patch

        try:
            return patch(patch_name(outcome), outcome.document, outcome.cleaned.edits)
        except NoPatch as error:
            self.terminal.error(escape(str(error)))
            return b""

    def _shown_patch(self, outcome: Outcome) -> str | bytes:
        """The patch for standard output: exact for a program, painted for a person."""
        data, ink = self.patch(outcome), self.terminal.ink
        if not data or not ink.coloured or outcome.document is None or outcome.cleaned is None:
            return data
        from cleaner.output.diff import painted

        return painted(patch_name(outcome), outcome.document, outcome.cleaned.edits, ink)

    def _counted(self, tally: Tally, outcome: Outcome) -> Tally:
        if outcome.failure is not None:
            self.terminal.error(escape(outcome.failure))
        if outcome.skipped is not None:
            self.terminal.note(f"{escape(outcome.name)}: skipped, it is {outcome.skipped}")
        for line in noticed(outcome):
            self.terminal.note(line)
        return tally.plus(outcome)

    def _end(self, tally: Tally) -> ExitCode:
        said = summary(tally, written=self.written)
        if isinstance(self.source, Files) and self.source.discovery.ignored_count:
            said += f"; {counted(self.source.discovery.ignored_count, 'other file')} left alone"
        self.terminal.note(said)
        if self.terminal.failed:
            return ExitCode.FAILED
        remaining = tally.remaining(written=self.written)
        return ExitCode.LEFT if any(remaining[: self.fail_on.rank + 1]) else ExitCode.CLEAN

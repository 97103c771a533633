"""What check, diff and fix have in common: what to clean, by which rules, and what the end is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.cli.errors import ExitCode, Misuse
from cleaner.cli.options import Format
from cleaner.cli.sources import Files, Source, patch_name
from cleaner.cli.terminal import Terminal
from cleaner.config.policy import Policies, Policy
from cleaner.model import Manner
from cleaner.output.accounts import located
from cleaner.output.report import Lines, noticed, notices_of, notices_of_omitted
from cleaner.output.tally import Tally, counted, summary
from cleaner.output.visible import escape
from cleaner.runs import Outcome

if TYPE_CHECKING:
    from cleaner.output.formats import Report
    from cleaner.output.hunks import Hunk
    from cleaner.output.ink import Ink


def countable(format: Format, *, statistics: bool) -> None:
    """Raises Misuse for a format that has no statistics, if they are wanted."""
    if statistics and format not in (Format.TEXT, Format.JSON):
        raise Misuse("--statistics goes with --output-format text or json only")


@dataclass(frozen=True, slots=True)
class Work:
    """One command's work, with the policy for each file.

    `written` tells whether its changes go into the files, `removes_unused` whether suppressions
    that suppress nothing are among them, `statistics` whether findings are only counted.
    """

    source: Source
    policies: Policies
    terminal: Terminal
    written: bool = False
    removes_unused: bool = False
    statistics: bool = False

    def outcomes(self) -> Iterator[Outcome]:
        """What comes of each file, in a stable order; nothing is written yet."""
        outcomes = self.source.outcomes(self._manner, self.terminal)
        return map(self._noticed, outcomes)

    def _manner(self, path: Path) -> Manner:
        return self.policies.of(path).manner

    def _policy(self, outcome: Outcome) -> Policy:
        return self.policies.of(Path(outcome.name) if outcome.path is None else outcome.path)

    def _noticed(self, outcome: Outcome) -> Outcome:
        """An outcome with what there is to say of its suppressions, and of what is barred."""
        if outcome.large is not None:
            said = notices_of_omitted(outcome.large.swept.omitted)
            return located(replace(outcome, notices=said))
        cleaned, document = outcome.cleaned, outcome.document
        if cleaned is None or document is None:
            return outcome
        if cleaned.barred:
            outcome = replace(outcome, notices=notices_of(cleaned.barred))
        if not cleaned.suppressions:
            return outcome
        from cleaner.suppressions.notices import notices

        policy = self._policy(outcome)
        rules, known = policy.manner.rules, policy.known
        if self.removes_unused:
            from cleaner.suppressions.removal import without_unused

            cleaned = without_unused(cleaned, document.markup, rules, known)
        found = notices(cleaned, rules, known)
        return replace(outcome, cleaned=cleaned, notices=(*outcome.notices, *found))

    def report(
        self, outcomes: Iterable[Outcome], format: Format, *, aside: bool = False
    ) -> ExitCode:
        """Print the findings of each file as it comes, and the summary.

        The report goes to standard output, or `aside` where that is taken by the result.
        """
        put = self.terminal.side if aside else self.terminal.out
        ink = self.terminal.side_ink if aside else self.terminal.ink
        tally, failing = Tally(), False
        made = self._report(format, ink)
        put(made.opening())
        for outcome in outcomes:
            put(made.file(outcome))
            tally = self._counted(tally, outcome)
            failing = failing or self._fails(outcome)
        put(made.closing(tally))
        return self._end(tally, failing=failing)

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
        tally, failing = Tally(), False
        for outcome in outcomes:
            self.terminal.out(self._shown_patch(outcome))
            tally = self._counted(tally, outcome)
            failing = failing or self._fails(outcome)
        return self._end(tally, failing=failing)

    def patch(self, outcome: Outcome) -> bytes:
        """The patch of an outcome, empty if nothing changes; prints an error if there is none."""
        from cleaner.output.diff import NoPatch, written

        try:
            return written(patch_name(outcome), _hunks(outcome))
        except NoPatch as error:
            self.terminal.error(escape(str(error)))
            return b""

    def _shown_patch(self, outcome: Outcome) -> str | bytes:
        """The patch for standard output: exact for a program, painted for a person."""
        data, ink = self.patch(outcome), self.terminal.ink
        if not data or not ink.coloured:
            return data
        from cleaner.output.diff import painted

        return painted(patch_name(outcome), _hunks(outcome), ink)

    def _counted(self, tally: Tally, outcome: Outcome) -> Tally:
        if outcome.failure is not None:
            self.terminal.error(escape(outcome.failure))
        if outcome.skipped is not None:
            self.terminal.note(f"{escape(outcome.name)}: skipped, it is {outcome.skipped}")
        for line in noticed(outcome):
            self.terminal.note(line)
        return tally.plus(outcome)

    def _fails(self, outcome: Outcome) -> bool:
        """Whether findings are left in a file that are as safe as its policy has it, or safer."""
        account = outcome.account
        if account is None:
            return False
        left = account.left if self.written else (*account.applied, *account.left)
        if not left:
            return False
        rank = self._policy(outcome).fail_on.rank
        return any(finding.safety.rank <= rank for finding in left)

    def _end(self, tally: Tally, *, failing: bool) -> ExitCode:
        said = summary(tally, written=self.written)
        if isinstance(self.source, Files) and self.source.discovery.ignored_count:
            said += f"; {counted(self.source.discovery.ignored_count, 'other file')} left alone"
        self.terminal.note(said)
        if self.terminal.failed:
            return ExitCode.FAILED
        return ExitCode.LEFT if failing else ExitCode.CLEAN


def _hunks(outcome: Outcome) -> Iterator[Hunk]:
    """What would change in a file. Raises NoPatch."""
    from cleaner.output.diff import hunks_of, hunks_of_stream

    name, large = patch_name(outcome), outcome.large
    if large is not None:
        yield from hunks_of_stream(name, large.stream, large.edits)
    if outcome.document is not None and outcome.cleaned is not None:
        yield from hunks_of(name, outcome.document, outcome.cleaned.edits)

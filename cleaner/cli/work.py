"""What check, diff and fix have in common: what to clean, by which rules, and what the end is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cleaner.cli.errors import ExitCode, Misuse
from cleaner.cli.options import Format
from cleaner.cli.preparing import prepare
from cleaner.cli.sources import Files, Source, patch_name
from cleaner.cli.terminal import Terminal
from cleaner.config.policy import Policies, Policy
from cleaner.files import Refused, explain
from cleaner.output.tally import Tally, counts_of, summary
from cleaner.output.telling import Teller
from cleaner.runs import Outcome, Telling
from cleaner.told import Told

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
        telling = Telling(table=self.source.table(self.policies))
        outcomes = self._outcomes(telling)
        return (self._noticed(one) for one in outcomes if isinstance(one, Outcome))

    def told(self, ink: Ink, *, changed: bool) -> Iterator[Outcome | Told]:
        """As `outcomes`, but of files of which no more is needed only what is to be said comes.

        That is so for those that change, too, if `changed` is set.
        """
        teller, table = Teller(ink, changed), self.source.table(self.policies)
        telling = Telling(teller, teller.fits, table, keeps=not ink.coloured)
        for one in self._outcomes(telling):
            yield self._noticed(one) if isinstance(one, Outcome) else one

    def _outcomes(self, telling: Telling) -> Iterator[Outcome | Told]:
        prepare(self.source, self.policies, self.terminal)
        return self.source.outcomes(self.policies.manners, self.terminal, telling)

    def _policy(self, one: Outcome | Told) -> Policy:
        return self.policies.of(one.name)

    def _noticed(self, outcome: Outcome) -> Outcome:
        """An outcome with what there is to say of its suppressions, and of what was left out."""
        if outcome.large is not None:
            from cleaner.output.report import notices_of_omitted, notices_of_overdue

            swept = outcome.large.swept
            said = (*notices_of_overdue(swept.overdue), *notices_of_omitted(swept.omitted))
            return _located(replace(outcome, notices=said))
        cleaned, document = outcome.cleaned, outcome.document
        if cleaned is None or document is None:
            return outcome
        if cleaned.barred or cleaned.overdue:
            from cleaner.output.report import notices_of, notices_of_overdue

            said = (*notices_of_overdue(cleaned.overdue), *notices_of(cleaned.barred))
            outcome = replace(outcome, notices=said)
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
        self, outcomes: Iterable[Outcome | Told], format: Format, *, aside: bool = False
    ) -> ExitCode:
        """Print the findings of each file as it comes, and the summary.

        The report goes to standard output, or `aside` where that is taken by the result.
        """
        put = self.terminal.side if aside else self.terminal.out
        ink = self.terminal.side_ink if aside else self.terminal.ink
        tally, failing, clean = Tally(), False, 0
        made = None if format is Format.TEXT and not self.statistics else self._report(format, ink)
        put("" if made is None else made.opening())
        for one in outcomes:
            if isinstance(one, Outcome):
                made = self._report(format, ink) if made is None else made
                put(made.file(one))
                tally = self._counted(tally, one)
            elif not one.silent:
                put(one.lines)
                tally = tally.told(one)
            else:
                clean += 1
                continue
            failing = failing or self._fails(one)
        tally = tally.clean(clean)
        put("" if made is None else made.closing(tally))
        return self._end(tally, failing=failing)

    def _report(self, format: Format, ink: Ink) -> Report:
        if self.statistics:
            from cleaner.output.statistics import Statistics

            return Statistics(
                "text" if format is Format.TEXT else "json", ink, written=self.written
            )
        if format is Format.TEXT:
            from cleaner.output.report import Lines

            return Lines(ink, written=self.written)
        from cleaner.output.formats import report_of

        return report_of(format.value, written=self.written)

    def show_patches(self, outcomes: Iterable[Outcome | Told]) -> ExitCode:
        """Print the patch of each file as it comes, and the summary."""
        tally, failing = Tally(), False
        for one in outcomes:
            if isinstance(one, Outcome):
                self.terminal.out(self._shown_patch(one))
                tally = self._counted(tally, one)
            else:
                tally = tally.told(one)
            failing = failing or self._fails(one)
        return self._end(tally, failing=failing)

    def patch(self, outcome: Outcome) -> bytes:
        """The patch of an outcome, empty if nothing changes. Raises OSError if there is none."""
        from cleaner.output.diff import NoPatch, written

        try:
            return written(patch_name(outcome), _hunks(outcome))
        except NoPatch as error:
            raise Refused(0, error.reason) from None

    def _shown_patch(self, outcome: Outcome) -> str | bytes:
        """The patch for standard output: exact for a program, painted for a person."""
        ink = self.terminal.ink
        try:
            data = self.patch(outcome)
            if not data or not ink.coloured:
                return data
            from cleaner.output.diff import painted

            return painted(patch_name(outcome), _hunks(outcome), ink)
        except OSError as error:  # a large file is read anew for it
            from cleaner.output.visible import escape

            self.terminal.error(escape(explain(outcome.name, error)))
            return b""

    def _counted(self, tally: Tally, outcome: Outcome) -> Tally:
        if outcome.failure is not None or outcome.skipped is not None or outcome.notices:
            self._say(outcome)
        return tally.plus(outcome)

    def _say(self, outcome: Outcome) -> None:
        """Print what there is to say of a file besides its findings."""
        from cleaner.output.report import noticed
        from cleaner.output.visible import escape

        if outcome.failure is not None:
            self.terminal.error(escape(outcome.failure))
        if outcome.skipped is not None:
            self.terminal.note(f"{escape(outcome.name)}: skipped, it is {outcome.skipped}")
        for notice, line in noticed(outcome):
            if notice.partial:
                self.terminal.error(line)
            else:
                self.terminal.note(line)

    def _fails(self, one: Outcome | Told) -> bool:
        """Whether findings are left in a file that are as safe as its policy has it, or safer."""
        if isinstance(one, Told):
            applied, left = one.applied, one.left
        elif one.account is None:
            return False
        else:
            applied, left = counts_of(one.account.applied), counts_of(one.account.left)
        counts = [left] if self.written else [applied, left]
        if not any(map(any, counts)):
            return False
        rank = self._policy(one).fail_on.rank
        return any(any(several[: rank + 1]) for several in counts)

    def _end(self, tally: Tally, *, failing: bool) -> ExitCode:
        ignored = self.source.discovery.ignored_count if isinstance(self.source, Files) else 0
        self.terminal.note(summary(tally, written=self.written, ignored=ignored))
        if self.terminal.failed:
            return ExitCode.FAILED
        return ExitCode.LEFT if failing else ExitCode.CLEAN


def _located(outcome: Outcome) -> Outcome:
    """The outcome of a large file with its places, for which it is read anew; or why it cannot."""
    from cleaner.output.accounts import located

    try:
        return located(outcome)
    except OSError as error:
        return Outcome(outcome.name, outcome.path, failure=explain(outcome.name, error))


def _hunks(outcome: Outcome) -> Iterator[Hunk]:
    """What would change in a file. Raises NoPatch."""
    from cleaner.output.diff import hunks_of, hunks_of_stream

    name, large = patch_name(outcome), outcome.large
    if large is not None:
        yield from hunks_of_stream(name, large.stream, large.edits)
    if outcome.document is not None and outcome.cleaned is not None:
        yield from hunks_of(name, outcome.document, outcome.cleaned.edits)

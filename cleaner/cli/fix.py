"""`fix`: apply what is safe, in place, into another folder, or to standard output."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cleaner.cli.declared import Option
from cleaner.cli.options import (
    Chosen,
    Format,
    OutputFormat,
    Paths,
    Quiet,
    Statistics,
    Taken,
)

if TYPE_CHECKING:
    from cleaner.cli.patches import PatchFile
    from cleaner.cli.places import Place
    from cleaner.cli.work import Work
    from cleaner.runs import Outcome
    from cleaner.told import Told

Output = Annotated[
    Path | None,
    Option(
        "-o",
        "--output",
        metavar="DIR",
        help="Leave the files and write them, clean, to this folder.",
        show_default=False,
    ),
]
ShowDiff = Annotated[bool, Option("--diff", help="Print a patch of what would change; no writing.")]
DiffFile = Annotated[
    Path | None,
    Option(
        "--diff-file", metavar="FILE", help="Write a patch of the changes too.", show_default=False
    ),
]
RemoveUnused = Annotated[
    bool,
    Option(
        "--remove-unused-suppressions",
        help="Remove what suppresses nothing from the comments of the files.",
    ),
]


def fix(  # noqa: PLR0913 - the parameters are the command's options
    chosen: Chosen,
    taken: Taken,
    paths: Paths = None,
    output: Output = None,
    diff: ShowDiff = False,
    diff_file: DiffFile = None,
    output_format: OutputFormat = Format.TEXT,
    remove_unused_suppressions: RemoveUnused = False,
    statistics: Statistics = False,
    quiet: Quiet = False,
) -> None:
    """Make the safe changes and report what is left."""
    from cleaner.cli.given import read
    from cleaner.cli.patches import PatchFile
    from cleaner.cli.places import Nowhere, place_for
    from cleaner.cli.sources import Piped
    from cleaner.cli.terminal import Terminal
    from cleaner.cli.work import Work

    _check(output, output_format, diff=diff, statistics=statistics)
    given, policies = read(paths, taken, chosen)
    terminal = Terminal(quiet=quiet, goes_on=not (diff or isinstance(given, Piped)))
    work = Work(given, policies, terminal, written=not diff)
    work = replace(work, removes_unused=remove_unused_suppressions, statistics=statistics)
    place = Nowhere() if diff else place_for(given, output, work.terminal)
    with nullcontext() if diff_file is None else PatchFile(diff_file, given) as patches:
        told = output is None and output_format is Format.TEXT and not statistics
        outcomes = work.told(work.terminal.ink, changed=False) if told else work.outcomes()
        outcomes = _put(outcomes, work, place, patches)
        if diff:
            raise SystemExit(work.show_patches(outcomes))
        raise SystemExit(work.report(outcomes, output_format, aside=isinstance(given, Piped)))


def _check(output: Path | None, output_format: Format, *, diff: bool, statistics: bool) -> None:
    """Raises Misuse for options that do not go together."""
    from cleaner.cli.errors import Misuse
    from cleaner.cli.work import countable

    countable(output_format, statistics=statistics)
    if diff and statistics:
        raise Misuse("--diff prints a patch, and --statistics counts: give one of them")
    if diff and output is not None:
        raise Misuse("--diff writes nothing, and -o writes: give one of them")
    if diff and output_format is not Format.TEXT:
        raise Misuse("--diff prints a patch, so it goes with --output-format text only")


def _put(
    outcomes: Iterable[Outcome | Told], work: Work, place: Place, patches: PatchFile | None
) -> Iterator[Outcome | Told]:
    """The outcomes, each with its text put in its place; a failure to do so is its outcome."""
    from cleaner.runs import Outcome

    try:
        for outcome in outcomes:
            if isinstance(outcome, Outcome):
                yield _putting(outcome, work, place, patches)
            else:
                yield outcome  # it stays as it is
    finally:
        place.end()


def _putting(outcome: Outcome, work: Work, place: Place, patches: PatchFile | None) -> Outcome:
    """The outcome of a file, whose text is put in its place; a failure if that fails."""
    from cleaner.files import explain
    from cleaner.runs import Outcome

    try:
        with nullcontext() if patches is None else patches.holding(work.patch(outcome)):
            place.put(outcome)
    except OSError as error:
        return Outcome(outcome.name, outcome.path, failure=explain(outcome.name, error))
    return outcome

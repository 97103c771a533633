"""`check` and `diff`: show what is found and what would change; they never write."""

from __future__ import annotations

from typing import Annotated

from cleaner.cli.declared import Option
from cleaner.cli.options import (
    Chosen,
    Format,
    OutputFormat,
    Paths,
    Quiet,
    ShowFiles,
    Statistics,
    Taken,
)

ProfileRules = Annotated[
    bool,
    Option("--profile-rules", help="Print what each rule costs on the files, and no findings."),
]


def check(  # noqa: PLR0913 - the parameters are the command's options
    chosen: Chosen,
    taken: Taken,
    paths: Paths = None,
    output_format: OutputFormat = Format.TEXT,
    profile_rules: ProfileRules = False,
    show_files: ShowFiles = False,
    statistics: Statistics = False,
    quiet: Quiet = False,
) -> None:
    """Report what is found; write nothing."""
    from cleaner.cli.given import read
    from cleaner.cli.terminal import Terminal
    from cleaner.cli.work import Work, countable

    countable(output_format, statistics=statistics)
    given, policies = read(paths, taken, chosen)
    terminal = Terminal(quiet=quiet)
    if show_files:
        from cleaner.cli.sources import show

        raise SystemExit(show(given, terminal))
    if profile_rules:
        from cleaner.cli.profile import show_costs

        raise SystemExit(show_costs(given, policies, terminal))
    work = Work(given, policies, terminal, statistics=statistics)
    if output_format is Format.TEXT and not statistics:
        raise SystemExit(work.report(work.told(terminal.ink, changed=True), output_format))
    raise SystemExit(work.report(work.outcomes(), output_format))


def diff(
    chosen: Chosen,
    taken: Taken,
    paths: Paths = None,
    quiet: Quiet = False,
) -> None:
    """Print a patch of what would change; write nothing."""
    from cleaner.cli.given import read
    from cleaner.cli.terminal import Terminal
    from cleaner.cli.work import Work

    given, policies = read(paths, taken, chosen)
    terminal = Terminal(quiet=quiet)
    work = Work(given, policies, terminal)
    raise SystemExit(work.show_patches(work.told(terminal.ink, changed=False)))

"""`check` and `diff`: show what is found and what would change; they never write."""

from __future__ import annotations

from typing import Annotated

from cleaner.cli.declared import Option
from cleaner.cli.options import (
    FailOn,
    Format,
    Ignore,
    Jobs,
    Languages,
    OutputFormat,
    Paths,
    Quiet,
    RuleFolders,
    Select,
    Statistics,
    StdinFilename,
    UnsafeFixes,
)
from cleaner.model import Safety

ProfileRules = Annotated[
    bool,
    Option("--profile-rules", help="Print what each rule costs on the files, and no findings."),
]


def check(  # noqa: PLR0913 - the parameters are the command's options
    paths: Paths,
    select: Select = None,
    ignore: Ignore = None,
    rules: RuleFolders = None,
    unsafe_fixes: UnsafeFixes = False,
    fail_on: FailOn = Safety.FLAG,
    output_format: OutputFormat = Format.TEXT,
    stdin_filename: StdinFilename = None,
    source: Languages = None,
    jobs: Jobs = None,
    profile_rules: ProfileRules = False,
    statistics: Statistics = False,
    quiet: Quiet = False,
) -> None:
    """Report what is found; write nothing."""
    from cleaner.cli.selection import choose, known_rules
    from cleaner.cli.sources import read_source
    from cleaner.cli.terminal import Terminal
    from cleaner.cli.work import Work, countable

    countable(output_format, statistics=statistics)
    known = known_rules(rules)
    chosen = choose(known, select, ignore)
    up_to = Safety.SUGGEST if unsafe_fixes else Safety.SAFE
    given = read_source(paths, stdin_filename, jobs, source)
    terminal = Terminal(quiet=quiet)
    if profile_rules:
        from cleaner.cli.profile import show_costs

        raise SystemExit(show_costs(given, chosen, terminal))
    work = Work(given, chosen, known, up_to, fail_on, terminal, statistics=statistics)
    raise SystemExit(work.report(work.outcomes(), output_format))


def diff(  # noqa: PLR0913 - the parameters are the command's options
    paths: Paths,
    select: Select = None,
    ignore: Ignore = None,
    rules: RuleFolders = None,
    unsafe_fixes: UnsafeFixes = False,
    fail_on: FailOn = Safety.FLAG,
    stdin_filename: StdinFilename = None,
    source: Languages = None,
    jobs: Jobs = None,
    quiet: Quiet = False,
) -> None:
    """Print a patch of what would change; write nothing."""
    from cleaner.cli.selection import choose, known_rules
    from cleaner.cli.sources import read_source
    from cleaner.cli.terminal import Terminal
    from cleaner.cli.work import Work

    known = known_rules(rules)
    chosen = choose(known, select, ignore)
    up_to = Safety.SUGGEST if unsafe_fixes else Safety.SAFE
    given = read_source(paths, stdin_filename, jobs, source)
    work = Work(given, chosen, known, up_to, fail_on, Terminal(quiet=quiet))
    raise SystemExit(work.show_patches(work.outcomes()))

"""`check` and `diff`: show what is found and what would change; they never write."""

from __future__ import annotations

from typer import Exit

from cleaner.cli.options import (
    FailOn,
    Format,
    Ignore,
    Jobs,
    OutputFormat,
    Paths,
    Quiet,
    RuleFolders,
    Select,
    StdinFilename,
    UnsafeFixes,
)
from cleaner.model import Safety


def check(  # noqa: PLR0913 - the parameters are the command's options
    paths: Paths,
    select: Select = None,
    ignore: Ignore = None,
    rules: RuleFolders = None,
    unsafe_fixes: UnsafeFixes = False,
    fail_on: FailOn = Safety.FLAG,
    output_format: OutputFormat = Format.TEXT,
    stdin_filename: StdinFilename = None,
    jobs: Jobs = None,
    quiet: Quiet = False,
) -> None:
    """Report what is found; write nothing."""
    from cleaner.cli.selection import chosen_rules
    from cleaner.cli.sources import read_source
    from cleaner.cli.terminal import Terminal
    from cleaner.cli.work import Work

    chosen = chosen_rules(rules, select, ignore)
    up_to = Safety.SUGGEST if unsafe_fixes else Safety.SAFE
    source = read_source(paths, stdin_filename, jobs)
    work = Work(source, chosen, up_to, fail_on, Terminal(quiet=quiet))
    raise Exit(work.report(work.outcomes(), output_format))


def diff(  # noqa: PLR0913 - the parameters are the command's options
    paths: Paths,
    select: Select = None,
    ignore: Ignore = None,
    rules: RuleFolders = None,
    unsafe_fixes: UnsafeFixes = False,
    fail_on: FailOn = Safety.FLAG,
    stdin_filename: StdinFilename = None,
    jobs: Jobs = None,
    quiet: Quiet = False,
) -> None:
    """Print a patch of what would change; write nothing."""
    from cleaner.cli.selection import chosen_rules
    from cleaner.cli.sources import read_source
    from cleaner.cli.terminal import Terminal
    from cleaner.cli.work import Work

    chosen = chosen_rules(rules, select, ignore)
    up_to = Safety.SUGGEST if unsafe_fixes else Safety.SAFE
    source = read_source(paths, stdin_filename, jobs)
    work = Work(source, chosen, up_to, fail_on, Terminal(quiet=quiet))
    raise Exit(work.show_patches(work.outcomes()))

"""`test`: run the examples that rules carry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

from typer import Argument, Exit

from cleaner.cli.options import Ignore, Quiet, RuleFolders, Select
from cleaner.model import Stage

RuleFiles = Annotated[
    list[Path] | None,
    Argument(metavar="[FILES]...", help="Rule files or folders of them; else all shipped rules."),
]


def examples(
    files: RuleFiles = None,
    select: Select = None,
    ignore: Ignore = None,
    rules: RuleFolders = None,
    quiet: Quiet = False,
) -> None:
    """Run the rules' own examples and show those that fail."""
    from cleaner.cli.errors import ExitCode
    from cleaner.cli.selection import choose, chosen_rules
    from cleaner.cli.terminal import Terminal
    from cleaner.examples import check
    from cleaner.output.verdicts import failure, summary
    from cleaner.rules import load_rules

    if files:
        chosen = choose(load_rules(*_opened(files), *(rules or ())), select, ignore)
    else:
        chosen = chosen_rules(rules, select, ignore)
    terminal = Terminal(quiet=quiet)
    verdicts = []
    for rule in chosen:
        for verdict in check(rule):
            verdicts.append(verdict)
            if not verdict.holds:
                terminal.out(failure(verdict, terminal.ink))
    terminal.note(summary(len(chosen), verdicts))
    failed = any(not verdict.holds for verdict in verdicts)
    raise Exit(ExitCode.LEFT if failed else ExitCode.CLEAN)


def _opened(paths: Iterable[Path]) -> Iterator[Path]:
    """The paths, with the rule files of a stage in the place of its folder."""
    stages = {stage.value for stage in Stage}
    for path in paths:
        if path.is_dir() and path.absolute().name in stages:
            yield from sorted(path.glob("*.toml"))
        else:
            yield path

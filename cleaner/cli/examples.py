"""`test`: run the examples that rules carry, and safe rules over texts that must not change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cleaner.cli.declared import Argument, Option
from cleaner.cli.options import Chosen, ConfigFile, Ignore, Isolated, Quiet, RuleFolders, Select
from cleaner.model import Rule, Safety, Stage

if TYPE_CHECKING:
    from cleaner.cli.terminal import Terminal
    from cleaner.examples import Verdict
    from cleaner.runs import Outcome

RuleFiles = Annotated[
    list[Path] | None,
    Argument(
        metavar="[FILES]...", help="Rule files or folders of them; else all rules in use here."
    ),
]
CleanTexts = Annotated[
    list[Path] | None,
    Option(
        "--clean",
        metavar="PATH",
        help="Texts that safe rules must not change, in the place of those shipped with cleaner.",
    ),
]


def examples(  # noqa: PLR0913 - the parameters are the command's options
    files: RuleFiles = None,
    select: Select = None,
    ignore: Ignore = None,
    rules: RuleFolders = None,
    clean: CleanTexts = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
    quiet: Quiet = False,
) -> None:
    """Run the rules' own examples, then the safe ones over clean texts; show what fails."""
    from cleaner.cli.errors import ExitCode
    from cleaner.cli.terminal import Terminal
    from cleaner.output.verdicts import summary

    asked = Chosen(select, ignore, rules, config=config, isolated=isolated)
    chosen, used = _named(files, asked) if files else _in_use(asked)
    terminal = Terminal(quiet=quiet)
    verdicts = list(_run_examples(chosen, terminal))
    outcomes = list(_run_clean(used, clean, terminal))
    terminal.note(summary(len(chosen), verdicts, outcomes))
    if terminal.failed:
        raise SystemExit(ExitCode.FAILED)
    changed = any(outcome.cleaned is not None and outcome.cleaned.applied for outcome in outcomes)
    failed = changed or any(not verdict.holds for verdict in verdicts)
    raise SystemExit(ExitCode.LEFT if failed else ExitCode.CLEAN)


def _named(files: Iterable[Path], asked: Chosen) -> tuple[Sequence[Rule], Sequence[Rule]]:
    """The rules of some files, as they are and in the classes that they have here."""
    from cleaner.cli.given import configuration_for, policies_for
    from cleaner.cli.selection import choose
    from cleaner.rules import load_rules

    chosen = choose(load_rules(*_opened(files), *(asked.rules or ())), asked.select, asked.ignore)
    configuration = configuration_for(asked.config, isolated=asked.isolated)
    policies = policies_for(Chosen(), configuration, [Path("any")])
    return chosen, policies.classed(chosen, Path())


def _in_use(asked: Chosen) -> tuple[Sequence[Rule], Sequence[Rule]]:
    """The rules in use here, as they are and in the classes that they have here."""
    from cleaner.cli.given import policy_here

    policy = policy_here(asked)
    ids = {rule.id for rule in policy.manner.rules}
    return [rule for rule in policy.known if rule.id in ids], policy.manner.rules


def _run_examples(rules: Iterable[Rule], terminal: Terminal) -> Iterator[Verdict]:
    """The verdicts on all examples; those that fail are printed."""
    from cleaner.examples import check
    from cleaner.output.verdicts import failure

    for rule in rules:
        for verdict in check(rule):
            if not verdict.holds:
                terminal.out(failure(verdict, terminal.ink))
            yield verdict


def _run_clean(
    rules: Iterable[Rule], paths: Sequence[Path] | None, terminal: Terminal
) -> Iterator[Outcome]:
    """What the safe rules do to clean texts, which should be nothing; every edit is printed.

    Raises Misuse if the paths hold no text.
    """
    from cleaner.cli.errors import Misuse
    from cleaner.examples import sample
    from cleaner.files import discover
    from cleaner.output.report import report
    from cleaner.output.visible import escape
    from cleaner.runs import run_discovered

    safe = tuple(rule for rule in rules if rule.safety is Safety.SAFE)
    discovery = discover([sample()] if paths is None else paths)
    if not discovery.files and not discovery.missing:
        raise Misuse("--clean: there is no text there; name text files or folders of them")
    for outcome in run_discovered(discovery, safe, up_to=Safety.SAFE) if safe else ():
        if outcome.failure is not None:
            terminal.error(escape(outcome.failure))
        if outcome.cleaned is not None:
            made = replace(outcome, cleaned=replace(outcome.cleaned, left=()))
            terminal.out(report(made, terminal.ink, written=False))
        yield outcome


def _opened(paths: Iterable[Path]) -> Iterator[Path]:
    """The paths, with the rule files of a stage in the place of its folder."""
    stages = {stage.value for stage in Stage}
    for path in paths:
        if path.is_dir() and path.absolute().name in stages:
            yield from sorted(path.glob("*.toml")) or [path]
        else:
            yield path

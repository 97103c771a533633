"""`check --profile-rules`: what each rule costs on the files, instead of what it finds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cleaner.cli.errors import ExitCode
from cleaner.cli.sources import Source
from cleaner.cli.terminal import Terminal
from cleaner.config.policy import Policies
from cleaner.costs import costs_of
from cleaner.evidence import Facts
from cleaner.model import Manner
from cleaner.output.costs import table
from cleaner.output.visible import escape
from cleaner.runs import Outcome


def show_costs(source: Source, policies: Policies, terminal: Terminal) -> ExitCode:
    """Print a table of the rules, the dearest first; those of one file are tried on all."""
    used = (rule for path in source.paths for rule in policies.of(path).manner.rules)
    rules = tuple({rule.id: rule for rule in used}.values())
    terminal.out(table(costs_of(_facts(source, terminal), rules)))
    return ExitCode.FAILED if terminal.failed else ExitCode.CLEAN


def _facts(source: Source, terminal: Terminal) -> Iterator[Facts]:
    """The facts of each text that can be read; errors are printed."""
    for outcome in source.outcomes(_no_rules, terminal):
        if not isinstance(outcome, Outcome):
            continue
        if outcome.failure is not None:
            terminal.error(escape(outcome.failure))
        if outcome.large is not None:
            terminal.note(f"{escape(outcome.name)}: too large to be held; no rule is timed on it")
        if outcome.document is not None:
            yield Facts(outcome.document.text, outcome.document.markup)


def _no_rules(names: Sequence[str]) -> Mapping[str, Manner]:
    return dict.fromkeys(names, Manner(()))

"""What a run makes for itself and later ones before it cleans: sieves, where they pay."""

from __future__ import annotations

from cleaner.cli.sources import Source
from cleaner.cli.terminal import Terminal
from cleaner.config.policy import Policies
from cleaner.sieve import making


def prepare(source: Source, policies: Policies, terminal: Terminal) -> None:
    """Make the sieves that are due; a terminal says so while it takes its seconds.

    Where there is nothing to read, none is.
    """
    for rules, stamp in policies.loaded():
        if stamp is None:
            continue
        size = source.share() if making.is_missing(stamp) else 0
        if size and making.is_due(stamp, size):
            with terminal.during(f"preparing {len(rules)} rules, once ..."):
                making.make(stamp, rules)
        if making.are_literals_due(stamp, len(source.paths)):
            with terminal.during("preparing the tables of words, once ..."):
                making.make_literals(stamp)

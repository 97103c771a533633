"""The rules a command uses: selected and ignored as its options say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cleaner.cli.errors import Misuse
from cleaner.config.asking import parts_of
from cleaner.config.selectors import closest, meant, named
from cleaner.model import Rule
from cleaner.rules.index import ids_of


def choose(
    rules: Sequence[Rule], select: Sequence[str] | None, ignore: Sequence[str] | None
) -> tuple[Rule, ...]:
    """The rules that are selected, all if nothing is said, and not ignored.

    Raises Misuse for a selector that matches no rule, or if no rule is left.
    """
    wanted = wanted_of(rules, select, ignore)
    return tuple(rule for rule in rules if rule.id in wanted)


def wanted_of(
    rules: Sequence[Rule], select: Sequence[str] | None, ignore: Sequence[str] | None
) -> set[str]:
    """The ids of the rules that `choose` gives. Raises Misuse as that does."""
    selected = set(ids_of(rules)) if select is None else _ids(rules, "--select", select)
    ignored = set() if ignore is None else _ids(rules, "--ignore", ignore)
    if not selected - ignored and (select or ignore):
        raise Misuse("no rule is left: --ignore takes away all that --select gives")
    return selected - ignored


def one_rule(rules: Sequence[Rule], id: str) -> Rule:
    """The rule with an id. Raises Misuse, naming what was meant, if there is none."""
    for rule in rules:
        if rule.id == id:
            return rule
    names = {name: rule.id for rule in rules for name in (rule.id, rule.id.split("/")[1])}
    raise Misuse(f"there is no rule `{id}`. {closest(id, names)}")


def _ids(rules: Sequence[Rule], option: str, values: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for selector in parts_of(values) or ():
        ids = named(rules, selector)
        if not ids:
            raise Misuse(f"{option}: `{selector}` matches no rule. {meant(rules, selector)}")
        found |= ids
    return found

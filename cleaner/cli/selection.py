"""The rules a command uses: loaded, then selected and ignored as its options say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from cleaner.cli.errors import Misuse
from cleaner.model import Rule
from cleaner.rules import load_rules, shipped
from cleaner.suppressions import matches


def chosen_rules(
    folders: Sequence[Path] | None, select: Sequence[str] | None, ignore: Sequence[str] | None
) -> tuple[Rule, ...]:
    """The shipped rules and those of `folders`, less those not selected and those ignored.

    Raises RuleFileError, and Misuse for a selector that matches no rule or if none is left.
    """
    return choose(known_rules(folders), select, ignore)


def known_rules(folders: Sequence[Path] | None) -> tuple[Rule, ...]:
    """The shipped rules and those of `folders`. Raises RuleFileError."""
    return load_rules(shipped(), *(folders or ()))


def choose(
    rules: Sequence[Rule], select: Sequence[str] | None, ignore: Sequence[str] | None
) -> tuple[Rule, ...]:
    """The rules that are selected, all if nothing is said, and not ignored.

    Raises Misuse for a selector that matches no rule, or if no rule is left.
    """
    selected = {rule.id for rule in rules} if select is None else _ids(rules, "--select", select)
    ignored = set() if ignore is None else _ids(rules, "--ignore", ignore)
    left = tuple(rule for rule in rules if rule.id in selected - ignored)
    if not left and (select or ignore):
        raise Misuse("no rule is left: --ignore takes away all that --select gives")
    return left


def one_rule(rules: Sequence[Rule], id: str) -> Rule:
    """The rule with an id. Raises Misuse, naming what was meant, if there is none."""
    for rule in rules:
        if rule.id == id:
            return rule
    names = {name: rule.id for rule in rules for name in (rule.id, rule.id.split("/")[1])}
    raise Misuse(f"there is no rule `{id}`. {_meant(id, names)}")


def _ids(rules: Sequence[Rule], option: str, values: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for selector in (part.strip() for value in values for part in value.split(",")):
        ids = {rule.id for rule in rules if _matches(rule, selector)}
        if not ids:
            raise Misuse(
                f"{option}: `{selector}` matches no rule. {_meant(selector, _names(rules))}"
            )
        found |= ids
    return found


def _matches(rule: Rule, selector: str) -> bool:
    return selector != "" and matches(rule, selector)


def _names(rules: Iterable[Rule]) -> dict[str, str]:
    """What a selector may say, by what people may write for it."""
    names = {rule.id.split("/")[1]: rule.id for rule in rules}
    exact = {name for rule in rules for name in (rule.id, rule.stage.value, rule.entry)}
    return names | {name: name for name in exact}


def _meant(word: str, names: dict[str, str]) -> str:
    from difflib import get_close_matches  # not needed while all goes well

    folded = {name.lower(): meant for name, meant in sorted(names.items()) if name}
    close = get_close_matches(word.lower(), folded, n=1, cutoff=0.6)
    if close:
        return f"Did you mean `{folded[close[0]]}`?"
    return "`cleaner rules` lists them."

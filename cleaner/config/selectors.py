"""Names of rules, as people write them -> the rules they stand for, and what was meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cleaner.model import Rule
from cleaner.suppressions import matches


def named(rules: Iterable[Rule], selector: str) -> frozenset[str]:
    """The ids of the rules that a name stands for: an id, a stage, an entry, or a glob of them."""
    if not selector:
        return frozenset()
    return frozenset(rule.id for rule in rules if matches(rule, selector))


def meant(rules: Sequence[Rule], selector: str) -> str:
    """The remedy for a name that stands for no rule."""
    names = {rule.id.split("/")[1]: rule.id for rule in rules}
    exact = {name for rule in rules for name in (rule.id, rule.stage.value, rule.entry)}
    return closest(selector, names | {name: name for name in exact})


def closest(word: str, names: dict[str, str]) -> str:
    """The remedy for a word that is none of the names: the one that stands for what was meant."""
    from difflib import get_close_matches  # not needed while all goes well

    folded = {name.lower(): meant for name, meant in sorted(names.items()) if name}
    close = get_close_matches(word.lower(), folded, n=1, cutoff=0.6)
    if close:
        return f"Did you mean `{folded[close[0]]}`?"
    return "`cleaner rules` lists them."

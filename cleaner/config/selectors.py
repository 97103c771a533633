"""Names of rules, as people write them -> the rules they stand for, and what was meant."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.model import Rule
from cleaner.rules.index import heads_of
from cleaner.rules.names import matches


def named(rules: Sequence[Rule], selector: str) -> frozenset[str]:
    """The ids of the rules that a name stands for: an id, a stage, an entry, or a glob of them."""
    if not selector:
        return frozenset()
    return frozenset(head.id for head in heads_of(rules) if matches(head, selector))


def meant(rules: Sequence[Rule], selector: str) -> str:
    """The remedy for a name that stands for no rule."""
    heads = heads_of(rules)
    names = {head.id.split("/")[1]: head.id for head in heads}
    exact = {name for head in heads for name in (head.id, head.stage.value, head.entry)}
    return closest(selector, names | {name: name for name in exact})


def closest(word: str, names: dict[str, str]) -> str:
    """The remedy for a word that is none of the names: the one that stands for what was meant."""
    from difflib import get_close_matches  # not needed while all goes well

    folded = {name.lower(): meant for name, meant in sorted(names.items()) if name}
    close = get_close_matches(word.lower(), folded, n=1, cutoff=0.6)
    if close:
        return f"Did you mean `{folded[close[0]]}`?"
    return "`cleaner rules` lists them."

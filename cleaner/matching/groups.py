"""Rules by stage, arranged so that those with nothing to find in a text are not even asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from cleaner.evidence import Facts
from cleaner.matching.tables import Store, StoredRows
from cleaner.model import Rule, Stage, Words

KEPT = 8
"""So many arrangements are kept: runs use few sets of rules for many texts."""

_kept: dict[int, tuple[tuple[Rule, ...], Mapping[Stage, Group]]] = {}


class Group:
    """The rules of one stage, in the order of their ids."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(sorted(rules, key=lambda rule: rule.id))
        self._by_id = {rule.id: rule for rule in self.rules}
        self._others: list[Rule] = []
        self._tables: dict[Store, dict[int, list[Rule]]] = {}
        for rule in self.rules:
            rows = rule.match.rows if isinstance(rule.match, Words) else None
            if isinstance(rows, StoredRows):
                tables = self._tables.setdefault(rows.store, {})
                tables.setdefault(rows.number, []).append(rule)
            else:
                self._others.append(rule)

    def concerned(self, facts: Facts) -> Iterator[Rule]:
        """The rules that may find something: not those none of whose stored rows stands there."""
        suspects = facts.suspects
        if suspects is not None:
            yield from (self._by_id[id] for id in sorted(self._by_id.keys() & suspects))
            return
        yield from self._others
        for store, tables in self._tables.items():
            for number in facts.of(store.found).keys() & tables.keys():
                yield from tables[number]


def by_stage(rules: Iterable[Rule]) -> Mapping[Stage, Group]:
    """The rules of each stage, arranged once for a tuple that is used again and again."""
    if not isinstance(rules, tuple):
        return _arranged(rules)
    kept = _kept.get(id(rules))
    if kept is None or kept[0] is not rules:
        if len(_kept) >= KEPT:
            _kept.clear()
        kept = _kept[id(rules)] = rules, _arranged(rules)
    return kept[1]


def _arranged(rules: Iterable[Rule]) -> Mapping[Stage, Group]:
    found: dict[Stage, list[Rule]] = {stage: [] for stage in Stage}
    for rule in rules:
        found[rule.stage].append(rule)
    return {stage: Group(several) for stage, several in found.items()}

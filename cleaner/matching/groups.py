"""Rules by stage, arranged so that those with nothing to find in a text are not even asked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import NamedTuple, Protocol, TypeVar, runtime_checkable

from cleaner.evidence import Facts
from cleaner.matching.tables import Store, StoredRows
from cleaner.model import Overdue, Rule, Stage, Words

T = TypeVar("T")

KEPT = 8
"""So many arrangements are kept: runs use few sets of rules for many texts."""
Make = Callable[[], Rule]
"""What makes a rule; the same one whenever it is called."""

_kept: dict[int, tuple[object, Mapping[Stage, Group]]] = {}


class Headed(Protocol):
    """What tells a rule from others without making it."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def stage(self) -> Stage:
        """Its stage."""


@runtime_checkable
class Unmade(Protocol):
    """Rules that are made one by one when they are asked for."""

    @property
    def heads(self) -> Sequence[Headed]:
        """One for each rule."""

    def maker(self, id: str) -> Make:
        """What makes the rule with an id."""


class _Stored(NamedTuple):
    """The rules whose rows are stored, by the store and their numbers there, and the others."""

    tables: Mapping[Store, Mapping[int, Sequence[Rule]]]
    others: Sequence[Rule]


class Group:
    """The rules of one stage, in the order of their ids."""

    def __init__(self, makers: Mapping[str, Make]) -> None:
        """Takes what makes each of them, by their ids."""
        self._makers = makers

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """All of them, made."""
        return tuple(self._makers[id]() for id in sorted(self._makers))

    @cached_property
    def _stored(self) -> _Stored:
        others: list[Rule] = []
        tables: dict[Store, dict[int, list[Rule]]] = {}
        for rule in self.rules:
            rows = rule.match.rows if isinstance(rule.match, Words) else None
            if isinstance(rows, StoredRows):
                tables.setdefault(rows.store, {}).setdefault(rows.number, []).append(rule)
            else:
                others.append(rule)
        return _Stored(tables, others)

    def without(self, ids: Collection[str]) -> Group:
        """The same rules but for some."""
        return Group({id: make for id, make in self._makers.items() if id not in ids})

    def concerned(self, facts: Facts) -> Iterator[Rule]:
        """The rules that may find something: not those none of whose stored rows stands there.

        Where there are suspects, only these are made.
        """
        suspects = facts.suspects
        if suspects is not None:
            yield from (self._makers[id]() for id in sorted(self._makers.keys() & suspects))
            return
        yield from self._stored.others
        for store, tables in self._stored.tables.items():
            for number in facts.of(store.found).keys() & tables.keys():
                yield from tables[number]


def in_time(
    stages: Mapping[Stage, Group], made: Callable[[Mapping[Stage, Group]], T]
) -> tuple[T, tuple[str, ...]]:
    """What is made with the rules that do not run out of their time, and the ids of the others."""
    overdue: list[str] = []
    while True:
        try:
            return made(stages), tuple(sorted(overdue))
        except Overdue as error:
            overdue.append(error.rule)
            stages = {stage: group.without(overdue) for stage, group in stages.items()}


def by_stage(rules: Iterable[Rule] | Unmade) -> Mapping[Stage, Group]:
    """The rules of each stage; arranged once for a set of them that is used again and again."""
    if not isinstance(rules, (tuple, Unmade)):
        return _arranged((rule.stage, rule.id, partial(_itself, rule)) for rule in rules)
    kept = _kept.get(id(rules))
    if kept is None or kept[0] is not rules:
        if len(_kept) >= KEPT:
            _kept.clear()
        kept = _kept[id(rules)] = rules, _arranged(_makers(rules))
    return kept[1]


def _makers(rules: tuple[Rule, ...] | Unmade) -> Iterator[tuple[Stage, str, Make]]:
    if isinstance(rules, tuple):
        yield from ((rule.stage, rule.id, partial(_itself, rule)) for rule in rules)
    else:
        yield from ((head.stage, head.id, rules.maker(head.id)) for head in rules.heads)


def _itself(rule: Rule) -> Rule:
    return rule


def _arranged(rules: Iterable[tuple[Stage, str, Make]]) -> Mapping[Stage, Group]:
    found: dict[Stage, dict[str, Make]] = {stage: {} for stage in Stage}
    for stage, id, make in rules:
        found[stage][id] = make
    return {stage: Group(makers) for stage, makers in found.items()}

"""Rules by what is needed to choose among them; each is read only when somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import cached_property, partial
from typing import NamedTuple, overload

from cleaner.model import Rule, Safety, Stage


class Head(NamedTuple):
    """What tells a rule from others, and whether it asks what the files of a run repeat."""

    id: str
    stage: Stage
    safety: Safety
    entry: str
    across: bool
    spares: tuple[str, ...] = ()


class RuleSet(Sequence[Rule]):
    """Rules sorted by id, made one by one when they are first asked for; it equals their tuple."""

    def __init__(self, heads: Sequence[Head], made: Sequence[Callable[[], Rule]]) -> None:
        """`made` gives the rule of each head, the same whenever it is called."""
        self.heads = tuple(heads)
        self._made = tuple(made)

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of the rules."""
        return frozenset(head.id for head in self.heads)

    @cached_property
    def whole(self) -> tuple[Rule, ...]:
        """All rules, made."""
        return tuple(make() for make in self._made)

    @cached_property
    def by_id(self) -> Mapping[str, Rule]:
        """The rules by their ids, of which only those that are asked for are made."""
        return _ById(self)

    def maker(self, id: str) -> Callable[[], Rule]:
        """What makes the rule with an id. Raises KeyError."""
        return self._made[self._places[id]]

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {head.id: place for place, head in enumerate(self.heads)}

    def chosen(self, heads: Sequence[Head]) -> RuleSet:
        """Some of these rules, in the classes and with what they spare that their heads now say."""
        made = [self._as(head, self._places[head.id]) for head in heads]
        return RuleSet(heads, made)

    def _as(self, head: Head, place: int) -> Callable[[], Rule]:
        make, same = self._made[place], self.heads[place] == head
        return make if same else Once(partial(_replaced, make, head))

    def __len__(self) -> int:
        return len(self.heads)

    @overload
    def __getitem__(self, at: int) -> Rule: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Rule, ...]: ...
    def __getitem__(self, at: int | slice) -> Rule | tuple[Rule, ...]:
        return self.whole[at] if isinstance(at, slice) else self._made[at]()

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.whole)

    def __eq__(self, other: object) -> bool:
        return self.whole == (other.whole if isinstance(other, RuleSet) else other)

    def __hash__(self) -> int:
        return hash(self.whole)

    def __repr__(self) -> str:
        return repr(self.whole)

    def __reduce__(self) -> tuple[Callable[[Sequence[Rule]], RuleSet], tuple[tuple[Rule, ...]]]:
        return of, (self.whole,)


class _ById(Mapping[str, Rule]):
    def __init__(self, rules: RuleSet) -> None:
        self._rules = rules

    def __getitem__(self, id: str) -> Rule:
        return self._rules.maker(id)()

    def __iter__(self) -> Iterator[str]:
        return (head.id for head in self._rules.heads)

    def __len__(self) -> int:
        return len(self._rules)


class Once:
    """A rule that is made when it is first asked for, and is the same from then on."""

    def __init__(self, make: Callable[[], Rule]) -> None:
        self._make = make

    def __call__(self) -> Rule:
        """The rule."""
        return self._rule

    @cached_property
    def _rule(self) -> Rule:
        return self._make()


def _replaced(make: Callable[[], Rule], head: Head) -> Rule:
    """A rule in the class and with what it spares that its head says."""
    return replace(make(), safety=head.safety, spares=head.spares)


def head_of(rule: Rule) -> Head:
    """The head of a rule."""
    from cleaner import fixers  # the heads of compiled rules are kept with them

    return Head(rule.id, rule.stage, rule.safety, rule.entry, fixers.across(rule), rule.spares)


def of(rules: Sequence[Rule]) -> RuleSet:
    """Rules as a set; one that is made already is the same."""
    if isinstance(rules, RuleSet):
        return rules
    return RuleSet(list(map(head_of, rules)), [partial(_itself, rule) for rule in rules])


def _itself(rule: Rule) -> Rule:
    return rule


def ids_of(rules: Sequence[Rule]) -> Set[str]:
    """The ids of rules."""
    return rules.ids if isinstance(rules, RuleSet) else frozenset(rule.id for rule in rules)


def heads_of(rules: Sequence[Rule]) -> Sequence[Head | Rule]:
    """What tells rules from each other: their heads, where they have them apart."""
    return rules.heads if isinstance(rules, RuleSet) else rules


def whole(rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """All of the rules, made; for the same rules the same tuple."""
    if isinstance(rules, RuleSet):
        return rules.whole
    return rules if isinstance(rules, tuple) else tuple(rules)


def asks_across(rules: Sequence[Rule]) -> bool:
    """Whether one of the rules asks what the files of a run repeat."""
    return any(head.across for head in of(rules).heads)


def by_id(rules: Sequence[Rule]) -> Mapping[str, Rule]:
    """Rules by their ids."""
    return rules.by_id if isinstance(rules, RuleSet) else {rule.id: rule for rule in rules}

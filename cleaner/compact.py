"""Findings and edits of a text that is not held: in few bytes each, made when they are wanted."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from operator import eq
from typing import Generic, TypeVar, overload

from cleaner.model import Edit, Finding, Rule, Safety

T = TypeVar("T")


class _Compact(Sequence[T]):
    """What is made of its number each time it is asked for."""

    def _at(self, number: int) -> T:
        raise NotImplementedError

    @overload
    def __getitem__(self, number: int) -> T: ...

    @overload
    def __getitem__(self, number: slice) -> Sequence[T]: ...

    def __getitem__(self, number: int | slice) -> T | Sequence[T]:
        """One of them, or a tuple of some."""
        if isinstance(number, slice):
            return tuple(map(self._at, range(*number.indices(len(self)))))
        if not -len(self) <= number < len(self):
            raise IndexError(number)
        return self._at(number % len(self))

    def __iter__(self) -> Iterator[T]:
        return map(self._at, range(len(self)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Compact):
            return NotImplemented
        return len(self) == len(other) and all(map(eq, self, other))

    __hash__ = None  # type: ignore[assignment]  # they grow


class _Table(Generic[T]):
    """Values that stand often, by their numbers."""

    def __init__(self) -> None:
        self.values: list[T] = []
        self._numbers: dict[object, int] = {}

    def number(self, value: T, key: object = None) -> int:
        """The number of a value, a new one if it is new; what is equal has an equal key."""
        number = self._numbers.setdefault(value if key is None else key, len(self.values))
        if number == len(self.values):
            self.values.append(value)
        return number


class Edits(_Compact[Edit]):
    """Edits, in the order in which they come."""

    def __init__(self, edits: Iterable[Edit] = ()) -> None:
        self.starts, self.ends = array("q"), array("q")
        self._texts = array("I")
        self._known = _Table[str]()
        for edit in edits:
            self.append(edit)

    def append(self, edit: Edit) -> None:
        """One more."""
        self.starts.append(edit.start)
        self.ends.append(edit.end)
        self._texts.append(self._known.number(edit.text))

    def __len__(self) -> int:
        return len(self.starts)

    def _at(self, number: int) -> Edit:
        text = self._known.values[self._texts[number]]
        return Edit(self.starts[number], self.ends[number], text)


class Findings(_Compact[Finding]):
    """Findings, in the order in which they come."""

    def __init__(self, findings: Iterable[Finding] = ()) -> None:
        self._starts, self._ends = array("q"), array("q")
        self._kinds = array("I")
        self._said = array("I")
        self._edits = Edits()
        self._first = array("I", [0])
        self._known_kinds = _Table[tuple[Rule, Safety]]()
        self._known_words = _Table[tuple[str, str, str | None]]()
        for finding in findings:
            self.append(finding)

    def append(self, one: Finding) -> None:
        """One more."""
        self._starts.append(one.start)
        self._ends.append(one.end)
        self._kinds.append(self._kind(one.rule, one.safety))
        self._said.append(self._known_words.number((one.found, one.reason, one.becomes)))
        for edit in one.edits:
            self._edits.append(edit)
        self._first.append(len(self._edits))

    def _kind(self, rule: Rule, safety: Safety) -> int:
        return self._known_kinds.number((rule, safety), (rule.id, safety))

    def __len__(self) -> int:
        return len(self._starts)

    def _at(self, number: int) -> Finding:
        rule, safety = self._known_kinds.values[self._kinds[number]]
        found, reason, becomes = self._known_words.values[self._said[number]]
        edits = self._edits[self._first[number] : self._first[number + 1]]
        start, end = self._starts[number], self._ends[number]
        return Finding(rule, start, end, found, tuple(edits), safety, reason, becomes)

"""Rules <-> bytes: values that `marshal` holds, and one store for the rows of all tables.

To read `marshal` runs no code, but bytes made to do harm can crash the interpreter: whoever keeps
them sees to it that they are those that `pack` gave. MessagePack could not crash and is as fast,
but to import a reader of it takes longer than all else that loading does.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleaner import model
from cleaner.model import Example, Row, Rule, Safety, Stage, Words
from cleaner.rules.index import Head, Once, RuleSet, head_of

if TYPE_CHECKING:
    from cleaner.matching.tables import Store

_NOUNS: Mapping[str, Any] = {
    noun.__name__: noun
    for noun in (
        model.Case,
        model.Change,
        model.Characters,
        model.Evidence,
        model.Example,
        model.Fixer,
        model.Pattern,
        model.Position,
        model.Quoted,
        model.Required,
        model.Row,
        model.Rule,
        model.Safety,
        model.Stage,
        model.Words,
        Path,
    )
}
"""What may stand in a rule, by the name it is packed under."""
_STAGES = {stage.value: stage for stage in Stage}
_SAFETIES = {safety.value: safety for safety in Safety}


def pack(rules: Iterable[Rule]) -> bytes:
    """The rules as bytes. Raises ValueError for one that cannot be packed."""
    from cleaner.matching.tables import stored

    tables: list[Sequence[Row]] = []
    packed = [(_head(rule), marshal.dumps(_packed(rule, tables))) for rule in rules]
    index = marshal.dumps(packed)
    return b"".join([len(index).to_bytes(4, "little"), index, stored(tables)])


def unpack(data: bytes) -> RuleSet:
    """The rules that `pack` gave bytes for.

    Each is read if asked for, and so are its rows and its examples.
    """
    end = 4 + int.from_bytes(data[:4], "little")
    packed = marshal.loads(memoryview(data)[4:end])
    store = _Later(data, end)
    heads = [
        Head(id, _STAGES[stage], _SAFETIES[safety], entry, across)
        for (id, stage, safety, entry, across), _ in packed
    ]
    return RuleSet(heads, [Once(partial(_rule, rule, store)) for _, rule in packed])


class _Later:
    """The store of all rows, which only rules with rows need."""

    def __init__(self, data: bytes, start: int) -> None:
        self._data = data
        self._start = start

    @cached_property
    def store(self) -> Store:
        """The store."""
        from cleaner.matching.tables import Store  # what chooses among rules does without

        return Store(self._data, self._start)


def _rule(data: bytes, later: _Later) -> Rule:
    rule: Rule = _unpacked(marshal.loads(data), later)
    return rule


def _head(rule: Rule) -> tuple[str, str, str, str, bool]:
    head = head_of(rule)
    return (head.id, head.stage.value, head.safety.value, head.entry, head.across)


def _packed(value: object, tables: list[Sequence[Row]]) -> Any:
    """A value with a list in the place of each that `marshal` does not know."""
    match value:
        case None | str() | int():
            return value
        case Enum():
            return [type(value).__name__, value.value]
        case Path():
            return ["Path", str(value)]
        case Mapping():
            return ["dict", *([name, _packed(one, tables)] for name, one in value.items())]
        case frozenset():
            return ["frozenset", *(_packed(one, tables) for one in sorted(value, key=str))]
        case tuple():
            parts = tuple(_packed(one, tables) for one in value)
            return parts if parts == value else ["tuple", *parts]
    if type(value).__name__ not in _NOUNS:
        raise ValueError(f"no rule holds a {type(value).__name__}")
    return [type(value).__name__, *_parts(value, tables)]


def _parts(value: Any, tables: list[Sequence[Row]]) -> Iterator[object]:
    """The fields of a noun, in their order."""
    for name in type(value).__match_args__:
        part = getattr(value, name)
        if isinstance(value, Words) and name == "rows":
            tables.append(part)
            yield ["rows", len(tables) - 1, len(part)]
        elif isinstance(value, Rule) and name == "examples":
            yield ["examples", marshal.dumps([_packed(one, []) for one in part]), len(part)]
        else:
            yield _packed(part, tables)


def _unpacked(value: Any, later: _Later) -> Any:
    if type(value) is not list:
        return value
    kind, *parts = value
    if kind == "rows":
        from cleaner.matching.tables import StoredRows

        return StoredRows(later.store, *parts)
    if kind == "examples":
        from cleaner.matching.tables import Unread

        return Unread(partial(_examples, parts[0], later), parts[1])
    if kind == "dict":
        return {name: _unpacked(one, later) for name, one in parts}
    parts = [_unpacked(part, later) if type(part) is list else part for part in parts]
    if kind in ("tuple", "frozenset"):
        return tuple(parts) if kind == "tuple" else frozenset(parts)
    return _NOUNS[kind](*parts)


def _examples(data: bytes, later: _Later) -> tuple[Example, ...]:
    return tuple(_unpacked(one, later) for one in marshal.loads(data))

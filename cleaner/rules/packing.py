"""Rules <-> bytes: values that `marshal` holds, and one store for the rows of all tables.

To read `marshal` runs no code, but bytes made to do harm can crash the interpreter: whoever keeps
them sees to it that they are those that `pack` gave. MessagePack could not crash and is as fast,
but to import a reader of it takes longer than all else that loading does.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Any

from cleaner import model
from cleaner.matching.tables import Store, StoredRows, Unread, stored
from cleaner.model import Example, Row, Rule, Words

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


def pack(rules: Iterable[Rule]) -> bytes:
    """The rules as bytes. Raises ValueError for one that cannot be packed."""
    tables: list[Sequence[Row]] = []
    head = marshal.dumps([_packed(rule, tables) for rule in rules])
    return b"".join([len(head).to_bytes(4, "little"), head, stored(tables)])


def unpack(data: bytes) -> tuple[Rule, ...]:
    """The rules that `pack` gave bytes for; their rows and examples are read if asked for."""
    end = 4 + int.from_bytes(data[:4], "little")
    store = Store(data[end:])
    return tuple(_unpacked(rule, store) for rule in marshal.loads(data[4:end]))


def _packed(value: object, tables: list[Sequence[Row]]) -> object:
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


def _unpacked(value: Any, store: Store) -> Any:
    if type(value) is not list:
        return value
    kind, *parts = value
    if kind == "rows":
        return StoredRows(store, *parts)
    if kind == "examples":
        return Unread(partial(_examples, parts[0], store), parts[1])
    if kind == "dict":
        return {name: _unpacked(one, store) for name, one in parts}
    parts = [_unpacked(part, store) if type(part) is list else part for part in parts]
    if kind in ("tuple", "frozenset"):
        return tuple(parts) if kind == "tuple" else frozenset(parts)
    return _NOUNS[kind](*parts)


def _examples(data: bytes, store: Store) -> tuple[Example, ...]:
    return tuple(_unpacked(one, store) for one in marshal.loads(data))

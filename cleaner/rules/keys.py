"""The keys and values of a rule file against its format: unknown, missing, or of the wrong type."""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Annotated, Literal, TypeGuard, Union, get_args, get_origin, get_type_hints

import msgspec

from cleaner.rules.places import Key
from cleaner.rules.problems import Complaint, close

KINDS: Mapping[type, tuple[str, str]] = {
    str: ("a string", "Put it in quotes."),
    bool: ("true or false", "Write `true` or `false`, without quotes."),
    int: ("a whole number", "Write digits, without quotes."),
    list: ("a list", "Put it in square brackets."),
    dict: ("a table", "Write it as `{ key = value }` or under a header of its own."),
}


def unknown_keys(
    table: Mapping[str, object], struct: type[msgspec.Struct], at: Key = ()
) -> Iterator[Complaint]:
    """Every key that the format does not have, here and in the tables inside."""
    hints = _hints(struct)
    for name, value in table.items():
        key = (*at, name)
        if name not in hints:
            yield Complaint(key, "there is no such key", close(name, hints))
            continue
        inner, _ = _plain(hints[name])
        if _is_struct(inner) and isinstance(value, dict):
            yield from unknown_keys(value, inner, key)
        elif get_origin(inner) in (list, dict):
            item = get_args(inner)[-1]
            for part, one in _items(value) if _is_struct(item) else ():
                if isinstance(one, dict):
                    yield from unknown_keys(one, item, (*key, part))


def wrong_values(
    table: Mapping[str, object], struct: type[msgspec.Struct], at: Key = ()
) -> Iterator[Complaint]:
    """Every key that is missing, or whose value has a wrong type, here and in the tables inside."""
    hints = _hints(struct)
    for name, hint in hints.items():
        key = (*at, name)
        if name in table:
            yield from _wrong(table[name], hint, key)
        elif name in required(struct):
            yield Complaint(key, "it is missing", "Every rule has it; see docs/rules.md.")


def _items(value: object) -> Iterable[tuple[str | int, object]]:
    """The parts of a list by their numbers, those of a table by their names."""
    if isinstance(value, list):
        return enumerate(value)
    return value.items() if isinstance(value, dict) else ()


@cache
def required(struct: type[msgspec.Struct]) -> frozenset[str]:
    """The keys that a table of this format must have."""
    return frozenset(
        field.encode_name for field in msgspec.structs.fields(struct) if field.required
    )


@cache
def _hints(struct: type[msgspec.Struct]) -> dict[str, object]:
    """The types of the keys, by their names in the file."""
    hints = get_type_hints(struct, include_extras=True)
    return {field.encode_name: hints[field.name] for field in msgspec.structs.fields(struct)}


def _wrong(value: object, hint: object, at: Key) -> Iterator[Complaint]:
    """What is wrong with a value, given the type that the format wants."""
    hint, least = _plain(hint)
    if get_origin(hint) is Literal:
        if value not in get_args(hint):
            remedy = close(str(value), get_args(hint))
            yield Complaint(at, f"`{value}` is no value of it", remedy)
        return
    kind = dict if _is_struct(hint) else get_origin(hint) or hint
    assert isinstance(kind, type)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        yield Complaint(at, f"it must be {KINDS[kind][0]}", _remedy(hint, KINDS[kind][1], at))
    elif isinstance(value, str | int) and least is not None and _size(value) < least:
        said = "it is empty" if isinstance(value, str) else f"it is less than {least}"
        yield Complaint(at, said, "Write a value, or delete the key.")
    else:
        yield from _wrong_inside(value, hint, at)


def _wrong_inside(value: object, hint: object, at: Key) -> Iterator[Complaint]:
    if isinstance(value, dict) and _is_struct(hint):
        yield from wrong_values(value, hint, at)
    elif isinstance(value, dict):
        names, values = get_args(hint)
        for name, one in value.items():
            yield from _wrong(name, names, (*at, name))
            yield from _wrong(one, values, (*at, name))
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from _wrong(one, get_args(hint)[0], (*at, number))


def _remedy(hint: object, otherwise: str, at: Key) -> str:
    if get_origin(hint) is list and _is_struct(get_args(hint)[0]):
        return f"Write `[[{at[-1]}]]`, in double brackets."
    return otherwise


def _plain(hint: object) -> tuple[object, int | None]:
    """A type hint without `None` and annotations, and the least length or number of a value."""
    if get_origin(hint) in (Union, types.UnionType):
        return _plain(next(one for one in get_args(hint) if one is not types.NoneType))
    if get_origin(hint) is Annotated:
        inner, meta = get_args(hint)
        return _plain(inner)[0], meta.min_length if meta.ge is None else meta.ge
    return hint, None


def _size(value: str | int) -> int:
    return len(value) if isinstance(value, str) else value


def _is_struct(hint: object) -> TypeGuard[type[msgspec.Struct]]:
    return isinstance(hint, type) and issubclass(hint, msgspec.Struct)

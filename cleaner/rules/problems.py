"""What is wrong with a rule file: place, problem and remedy; and the check of its keys."""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Union, get_args, get_origin, get_type_hints

import msgspec

from cleaner.rules.places import Key


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake in one file. `line` counts from 1; `key` is dotted, empty for the whole file."""

    path: Path
    line: int
    key: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        key = f" `{self.key}`:" if self.key else ""
        return f"{self.path}:{self.line}:{key} {self.problem}. {self.remedy}"


class RuleFileError(Exception):
    """Rule files that cannot be used; `problems` are all mistakes of all files, sorted."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True, slots=True)
class Complaint:
    """A mistake at a key, before the file and line are known."""

    key: Key
    problem: str
    remedy: str


def close(word: str, choices: Iterable[str]) -> str:
    """The remedy for a name that does not exist: what was meant, or what there is."""
    choices = sorted(choices)
    meant = get_close_matches(word, choices, n=1, cutoff=0.6)
    if meant:
        return f"Did you mean `{meant[0]}`?"
    return f"There are: {', '.join(choices)}." if choices else "There are none."


def check_keys(
    table: Mapping[str, object], struct: type[msgspec.Struct], at: Key = ()
) -> Iterator[Complaint]:
    """Every key that is unknown, missing or of the wrong type, here and in the tables inside."""
    hints = get_type_hints(struct, include_extras=True)
    for name in sorted(table.keys() - hints.keys()):
        yield Complaint((*at, name), "there is no such key", close(name, hints))
    for field in msgspec.structs.fields(struct):
        if field.name in table:
            yield from _check_value(table[field.name], hints[field.name], (*at, field.name))
        elif field.required:
            yield Complaint(at, f"`{field.name}` is missing", f"Add `{field.name} = …`.")


def _check_value(value: object, hint: object, at: Key) -> Iterator[Complaint]:
    inner = _struct_in(hint)
    if inner is not None and isinstance(value, dict):
        yield from check_keys(value, inner, at)
        return
    if inner is not None and isinstance(value, list):
        for number, item in enumerate(value):
            yield from _check_value(item, inner, (*at, number))
    try:
        msgspec.convert(value, hint if inner is None else list[object] if _is_list(hint) else hint)
    except msgspec.ValidationError as error:
        yield Complaint(at, _plain(error), "Correct the value.")


def _struct_in(hint: object) -> type[msgspec.Struct] | None:
    """The struct that a type hint names, alone, in a union, or as the items of a list."""
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return hint
    found = (_struct_in(inner) for inner in get_args(hint) if get_origin(hint) is not dict)
    return next((struct for struct in found if struct is not None), None)


def _is_list(hint: object) -> bool:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return False
    return origin is list or any(_is_list(inner) for inner in get_args(hint))


def _plain(error: msgspec.ValidationError) -> str:
    text = str(error).split(" - at ")[0]
    return text[:1].lower() + text[1:]

"""The command lines that run all day, read without Typer, which takes longer than most of them.

Whatever is not quite plain, wrong or a question is left to Typer: it reads the same declarations.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from functools import partial
from importlib import import_module
from pathlib import Path

from cleaner.cli.declared import Argument, Option, Parameter, parameters

MODULES = {"check": "check", "diff": "check", "fix": "fix"}
_WILD = frozenset("*?[~$%")


def plain(arguments: Sequence[str]) -> Callable[[], None] | None:
    """What carries out a command line; None if Typer has to read it."""
    if not arguments or arguments[0] not in MODULES:
        return None
    if os.name == "nt" and any(_WILD & set(one) for one in arguments):
        return None  # there no shell expands them, but Typer does
    command = getattr(import_module(f"cleaner.cli.{MODULES[arguments[0]]}"), arguments[0])
    values = read(arguments[1:], parameters(command))
    return None if values is None else partial(command, **values)


def read(arguments: Sequence[str], declared: Mapping[str, Parameter]) -> dict[str, object] | None:
    """The values of a command's parameters, those that are given; None if it is not quite plain."""
    named = {
        name: (parameter, one)
        for parameter, one in declared.items()
        if isinstance(one.given, Option)
        for name in one.given.names
    }
    [paths] = (name for name, one in declared.items() if isinstance(one.given, Argument))
    values: dict[str, object] = {}
    rest = iter(arguments)
    for word in rest:
        if word == "-" or not word.startswith("-"):
            name, one, value = paths, declared[paths], word
        else:
            option, equals, value = word.partition("=")
            if option not in named or (equals and not option.startswith("--")):
                return None
            name, one = named[option]
            if one.kind is not bool and not equals:
                value = next(rest, "-")
            if value.startswith("-") or (one.kind is bool and equals):
                return None
        if not _take(values, name, one, value):
            return None
    return values if paths in values else None


def _take(values: dict[str, object], name: str, one: Parameter, text: str) -> bool:
    """Add a value; False if it is none, or the second where there is one."""
    value = _value(one, text)
    if value is None or (name in values and not one.many):
        return False
    if one.many:
        values[name] = [*values.get(name, ()), value]  # type: ignore[misc]
    else:
        values[name] = value
    return True


def _value(one: Parameter, text: str) -> object | None:
    if one.kind is bool:
        return True
    if one.kind in (str, Path):
        return one.kind(text)
    try:
        value = one.kind(text) if issubclass(one.kind, int | Enum) else None
    except ValueError:
        return None
    least = one.given.min if isinstance(one.given, Option) else None
    return None if least is not None and isinstance(value, int) and value < least else value

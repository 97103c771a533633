"""The command lines that run all day, read without Typer, which takes longer than most of them.

Whatever is not quite plain, wrong or a question is left to Typer: it reads the same declarations.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from functools import partial
from importlib import import_module

from cleaner.cli.declared import Argument, Option, Parameter, assembled, parameters

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
    return None if values is None else partial(command, **assembled(command, values))


def read(arguments: Sequence[str], declared: Mapping[str, Parameter]) -> dict[str, object] | None:
    """The values of a command's parameters, those that are given; None if it is not quite plain."""
    named = {
        name: (parameter, one.kind is bool)
        for parameter, one in declared.items()
        if isinstance(one.given, Option)
        for name in one.given.names
    }
    [paths] = (name for name, one in declared.items() if isinstance(one.given, Argument))
    values: dict[str, object] = {}
    rest = iter(arguments)
    for word in rest:
        if word == "--":
            break
        if word == "-" or not word.startswith("-"):
            said: tuple[str, str] | None = (paths, word)
        else:
            said = _option(word, rest, named)
        if said is None or not _take(values, said[0], declared[said[0]], said[1]):
            return None
    if not all(_take(values, paths, declared[paths], word) for word in rest):
        return None
    return values or None


def _option(
    word: str, rest: Iterator[str], named: Mapping[str, tuple[str, bool]]
) -> tuple[str, str] | None:
    """The parameter of an option and its value, which may be the next word; None if unclear.

    The value of a switch is its name.
    """
    option, equals, value = word.partition("=")
    if word[:2] in named and not (equals or named[word[:2]][1]):
        option, equals, value = word[:2], word[2:], word[2:]  # `-j2`
    if option not in named or (equals == "=" and not option.startswith("--")):
        return None
    name, switch = named[option]
    if switch:
        return None if equals else (name, option)
    if not equals:
        value = next(rest, "-")
    return None if value.startswith("-") else (name, value)


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
        return isinstance(one.given, Option) and text != one.given.off
    known = issubclass(one.kind, (str, int, Enum, os.PathLike))
    try:
        value: object = one.kind(text) if known else None
    except ValueError:
        return None
    least = one.given.min if isinstance(one.given, Option) else None
    return None if least is not None and isinstance(value, int) and value < least else value

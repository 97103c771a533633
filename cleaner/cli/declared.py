"""How commands declare their arguments and options: once, for Typer and for who reads without it.

A parameter is `Annotated` with an `Option` or an `Argument`; these are what Typer calls so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import NoneType
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints


class Option:
    """An option: its names, and what the help says of it. A switch may have a name for `off`."""

    def __init__(
        self,
        *names: str,
        help: str = "",
        metavar: str | None = None,
        show_default: bool = True,
        min: int | None = None,
        off: str | None = None,
    ) -> None:
        self.names = names if off is None else (*names, off)
        self.off = off
        self.help = help
        self.metavar = metavar
        self.show_default = show_default
        self.min = min


class Argument:
    """What stands on the command line without a name."""

    def __init__(
        self, *, help: str = "", metavar: str | None = None, show_default: bool = True
    ) -> None:
        self.help = help
        self.metavar = metavar
        self.show_default = show_default


class Parameter(NamedTuple):
    """A parameter of a command: `kind` is the type of one value; there may be `many`.

    `group` is the name that the command has for the values it belongs to, if it is one of several.
    """

    hint: object
    kind: type
    many: bool
    given: Option | Argument
    default: object
    group: str | None = None


def parameters(command: Callable[..., None]) -> Mapping[str, Parameter]:
    """The parameters of a command by their names, in order.

    In the place of a dataclass come its fields.
    """
    from dataclasses import fields, is_dataclass  # who declares nothing does without
    from inspect import signature

    found: dict[str, Parameter] = {}
    for name, one in signature(command).parameters.items():
        hint = _hints(command)[name]
        if is_dataclass(hint):
            inner = get_type_hints(hint, include_extras=True)
            for field in fields(hint):
                found[field.name] = _parameter(inner[field.name], field.default, name)
        else:
            found[name] = _parameter(hint, one.default, None)
    return found


def assembled(command: Callable[..., None], values: Mapping[str, object]) -> dict[str, object]:
    """The values of some parameters as the command takes them: those of a dataclass as one."""
    declared = parameters(command)
    made = {name: value for name, value in values.items() if declared[name].group is None}
    for group in {one.group for one in declared.values()} - {None}:
        inside = {name: value for name, value in values.items() if declared[name].group == group}
        made[str(group)] = _hints(command)[str(group)](**inside)
    return made


def _hints(command: Callable[..., None]) -> dict[str, Any]:
    return get_type_hints(command, include_extras=True)


def _parameter(hint: Any, default: object, group: str | None) -> Parameter:
    bare = hint.__origin__
    one = next((part for part in get_args(bare) if part is not NoneType), bare)
    if get_origin(bare) is list:
        one = bare
    many = get_origin(one) is list
    kind = get_args(one)[0] if many else one
    return Parameter(bare, kind, many, hint.__metadata__[0], default, group)

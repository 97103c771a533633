"""How commands declare their arguments and options: once, for Typer and for who reads without it.

A parameter is `Annotated` with an `Option` or an `Argument`; these are what Typer calls so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import NoneType
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints


class Option:
    """An option: its names, and what the help says of it."""

    def __init__(
        self,
        *names: str,
        help: str,
        metavar: str | None = None,
        show_default: bool = True,
        min: int | None = None,
    ) -> None:
        self.names = names
        self.help = help
        self.metavar = metavar
        self.show_default = show_default
        self.min = min


class Argument:
    """What stands on the command line without a name."""

    def __init__(self, *, help: str, metavar: str | None = None, show_default: bool = True) -> None:
        self.help = help
        self.metavar = metavar
        self.show_default = show_default


class Parameter(NamedTuple):
    """A parameter of a command: `kind` is the type of one value; there may be `many`."""

    hint: object
    kind: type
    many: bool
    given: Option | Argument


def parameters(command: Callable[..., None]) -> Mapping[str, Parameter]:
    """The parameters of a command by their names, in order."""
    hints = get_type_hints(command, include_extras=True)
    return {name: _parameter(hint) for name, hint in hints.items() if name != "return"}


def _parameter(hint: Any) -> Parameter:
    bare = hint.__origin__
    one = next((part for part in get_args(bare) if part is not NoneType), bare)
    if get_origin(bare) is list:
        one = bare
    many = get_origin(one) is list
    return Parameter(bare, get_args(one)[0] if many else one, many, hint.__metadata__[0])

"""The commands as Typer has them: for help, for mistakes, and for what is seldom run."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Annotated, Any, cast

import typer

from cleaner import __version__
from cleaner.cli.cached import cache
from cleaner.cli.catalogue import rule, rules
from cleaner.cli.check import check, diff
from cleaner.cli.declared import Argument, Parameter, assembled, parameters
from cleaner.cli.examples import examples
from cleaner.cli.fix import fix
from cleaner.cli.setup import config, init
from cleaner.cli.terminal import Terminal

COMMANDS: dict[str, Callable[..., None]] = {
    "fix": fix,
    "check": check,
    "diff": diff,
    "rules": rules,
    "rule": rule,
    "test": examples,
    "init": init,
    "config": config,
    "cache": cache,
}
_EPILOG = "Exit codes: 0 nothing left, 1 findings or pending changes, 2 could not do it."


def app() -> typer.Typer:
    """All commands."""
    made = typer.Typer(
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
        epilog=_EPILOG,
    )
    made.callback()(_cleaner)
    for name, command in COMMANDS.items():
        made.command(name)(typed(command))
    return made


def typed(command: Callable[..., None]) -> Callable[..., None]:
    """A command with its parameters declared as Typer wants them."""
    declared = parameters(command)

    def called(**values: object) -> None:
        command(**assembled(command, values))

    kind = inspect.Parameter.KEYWORD_ONLY
    called.__name__, called.__doc__ = command.__name__, command.__doc__
    called.__annotations__ = {name: _hint(one) for name, one in declared.items()}
    called.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [
            inspect.Parameter(
                name, kind, default=one.default, annotation=called.__annotations__[name]
            )
            for name, one in declared.items()
        ]
    )
    return called


def _hint(one: Parameter) -> object:
    given, hint = one.given, cast(Any, one.hint)
    if isinstance(given, Argument):
        return Annotated[
            hint,
            typer.Argument(help=given.help, metavar=given.metavar, show_default=given.show_default),
        ]
    names = given.names if given.off is None else ["/".join(given.names)]
    return Annotated[
        hint,
        typer.Option(
            *names,
            help=given.help,
            metavar=given.metavar,
            show_default=given.show_default,
            min=given.min,
        ),
    ]


def _show_version(wanted: bool) -> None:
    if wanted:
        Terminal().out(f"cleaner {__version__}\n")
        raise typer.Exit


def _cleaner(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Repair damaged prose by rules, and say what was changed and why."""

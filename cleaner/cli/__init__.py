"""The command line: arguments in, exit code out. One module a group of commands.

What a command needs is imported when it runs, so that none waits for what it does not use.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated

from typer import Exit, Option, Typer

from cleaner import __version__
from cleaner.cli.catalogue import rule, rules
from cleaner.cli.check import check, diff
from cleaner.cli.errors import ExitCode, Misuse, OutputClosed
from cleaner.cli.examples import examples
from cleaner.cli.fix import fix
from cleaner.cli.terminal import Terminal
from cleaner.rules import RuleFileError

_EPILOG = "Exit codes: 0 nothing left, 1 findings or pending changes, 2 could not do it."


def run(arguments: Sequence[str] | None = None) -> int:
    """Carry out a command line, that of the process if none is given, and give its exit code."""
    try:
        _app()(args=arguments, prog_name="cleaner")
    except SystemExit as exit:
        return exit.code if isinstance(exit.code, int) else ExitCode.CLEAN
    except Misuse as error:
        Terminal().error(error.message)
    except RuleFileError as error:
        terminal = Terminal()
        for problem in error.problems:
            terminal.error(str(problem))
        terminal.note("no rule is used while one of them is wrong")
    except OutputClosed:
        _silence()
    return ExitCode.FAILED


def _silence() -> None:
    """Let the interpreter's last flush go nowhere, for nobody listens."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.dup2(nowhere, sys.stderr.fileno())


def _app() -> Typer:
    app = Typer(
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
        epilog=_EPILOG,
    )
    app.callback()(_cleaner)
    for command in (fix, check, diff, rules, rule):
        app.command()(command)
    app.command("test")(examples)
    return app


def _show_version(wanted: bool) -> None:
    if wanted:
        Terminal().out(f"cleaner {__version__}\n")
        raise Exit


def _cleaner(
    version: Annotated[
        bool, Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Repair damaged prose by rules, and say what was changed and why."""

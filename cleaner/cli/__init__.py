"""The command line: arguments in, exit code out. One module a group of commands.

What a command needs is imported when it runs, so that none waits for what it does not use.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from cleaner import expressions
from cleaner import rules as rule_files
from cleaner.cli import front
from cleaner.cli.errors import ExitCode, Misuse, OutputClosed
from cleaner.cli.terminal import Terminal
from cleaner.config.errors import ConfigError
from cleaner.output.visible import escape


def run(arguments: Sequence[str] | None = None) -> int:
    """Carry out a command line, that of the process if none is given, and give its exit code."""
    try:
        if not _has_streams():
            raise Misuse("standard output is closed; send it to a file, or to /dev/null")
        _carry_out(arguments)
    except SystemExit as exit:
        return exit.code if isinstance(exit.code, int) else ExitCode.CLEAN
    except Misuse as error:
        Terminal().error(error.message)
    except rule_files.RuleFileError as error:
        terminal = Terminal()
        for problem in error.problems:
            terminal.error(str(problem))
        terminal.note("no rule is used while one of them is wrong")
    except ConfigError as wrong:
        terminal = Terminal()
        for problem in wrong.problems:
            terminal.error(str(problem))
        terminal.note("nothing is done while the configuration is wrong")
    except OutputClosed as closed:
        _silence(closed.reason and f"the output cannot be written: {closed.reason}")
    except OSError as error:  # help that cannot be printed, or a folder that is taken from under us
        _silence(f"{error.filename or 'the output cannot be written'}: {error.strerror or error}")
    finally:
        expressions.keep()
    return ExitCode.FAILED


def _carry_out(arguments: Sequence[str] | None) -> None:
    """Run the command that is named. Raises SystemExit with the exit code."""
    try:
        os.getcwd()  # noqa: PTH109
    except FileNotFoundError:
        raise Misuse("the folder that you are in is gone; change into another one") from None
    command = front.plain(sys.argv[1:] if arguments is None else arguments)
    if command is not None:
        command()
    else:
        from cleaner.cli.app import app

        app()(args=arguments, prog_name="cleaner")


def _has_streams() -> bool:
    """Whether there is a standard output; what is closed goes nowhere from here on."""
    closed = sys.stdout is None
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
    return not closed


def _silence(reason: str) -> None:
    """Say why nothing more is said, and let the interpreter's last flush go nowhere."""
    if reason:
        with suppress(OutputClosed):
            Terminal().error(escape(reason))
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.dup2(nowhere, sys.stderr.fileno())

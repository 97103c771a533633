"""The command line: arguments in, exit code out. One module a group of commands.

What a command needs is imported when it runs, so that none waits for what it does not use.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from cleaner import expressions
from cleaner import rules as rule_files
from cleaner.cli import front
from cleaner.cli.errors import ExitCode, Misuse, OutputClosed
from cleaner.cli.terminal import Terminal
from cleaner.config.errors import ConfigError


def run(arguments: Sequence[str] | None = None) -> int:
    """Carry out a command line, that of the process if none is given, and give its exit code."""
    try:
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
    except OutputClosed:
        _silence()
    finally:
        expressions.keep()
    return ExitCode.FAILED


def _carry_out(arguments: Sequence[str] | None) -> None:
    """Run the command that is named. Raises SystemExit with the exit code."""
    command = front.plain(sys.argv[1:] if arguments is None else arguments)
    if command is not None:
        command()
    else:
        from cleaner.cli.app import app

        app()(args=arguments, prog_name="cleaner")


def _silence() -> None:
    """Let the interpreter's last flush go nowhere, for nobody listens."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.dup2(nowhere, sys.stderr.fileno())

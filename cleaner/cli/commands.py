"""A command line -> the command that carries it out, and what is said where it cannot be."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner import expressions
from cleaner import rules as rule_files
from cleaner.cli import front
from cleaner.cli.errors import ExitCode, Misuse
from cleaner.cli.terminal import Terminal
from cleaner.config.errors import ConfigError


def carried_out(arguments: Sequence[str]) -> int:
    """Carry out a command line, and give its exit code. Raises OutputClosed."""
    try:
        _carry_out(arguments)
    except SystemExit as exit:
        return exit.code if isinstance(exit.code, int) else ExitCode.CLEAN
    except Misuse as error:
        Terminal().error(error.message)
    except rule_files.RuleFileError as error:
        _refuse(error.problems, "no rule is used while one of them is wrong")
    except ConfigError as error:
        _refuse(error.problems, "nothing is done while the configuration is wrong")
    finally:
        expressions.keep()
    return ExitCode.FAILED


def _refuse(problems: Sequence[object], note: str) -> None:
    terminal = Terminal()
    for problem in problems:
        terminal.error(str(problem))
    terminal.note(note)


def _carry_out(arguments: Sequence[str]) -> None:
    """Run the command that is named. Raises SystemExit with the exit code."""
    command = front.plain(arguments)
    if command is not None:
        command()
    else:
        from cleaner.cli.app import app

        app()(args=list(arguments), prog_name="cleaner")

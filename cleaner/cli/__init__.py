"""The command line: arguments in, exit code out. One module a group of commands.

What a command needs is imported when it runs, so that none waits for what it does not use.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from cleaner import expressions
from cleaner.cli import quick
from cleaner.cli.errors import ExitCode, Misuse, OutputClosed
from cleaner.cli.terminal import Terminal, silence


def run(arguments: Sequence[str] | None = None) -> int:
    """Carry out a command line, that of the process if none is given, and give its exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    try:
        if not _has_streams():
            raise Misuse("standard output is closed; send it to a file, or to /dev/null")
        _check_folder()
        answer = quick.answered(words)
        if answer is not None:
            expressions.keep()
            return answer
        gc.enable()  # it is off while little is loaded: see `cleaner.__main__`
        from cleaner.cli.commands import carried_out

        return carried_out(words)
    except Misuse as error:
        Terminal().error(error.message)
    except OutputClosed as closed:
        _silence(closed.reason and f"the output cannot be written: {closed.reason}")
    except OSError as error:  # help that cannot be printed, or a folder that is taken from under us
        _silence(f"{error.filename or 'the output cannot be written'}: {error.strerror or error}")
    return ExitCode.FAILED


def _check_folder() -> None:
    """Raises Misuse where the working folder is gone."""
    try:
        os.getcwd()  # noqa: PTH109
    except FileNotFoundError:
        raise Misuse("the folder that you are in is gone; change into another one") from None


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
        from cleaner.output.visible import escape

        with suppress(OutputClosed):
            Terminal().error(escape(reason))
    silence(sys.stdout)
    silence(sys.stderr)

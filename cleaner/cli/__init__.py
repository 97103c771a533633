"""The command line: arguments in, exit code out. One module a group of commands.

What a command needs is imported when it runs, so that none waits for what it does not use.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from cleaner.cli import quick
from cleaner.cli.errors import ExitCode, OutputClosed


def run(arguments: Sequence[str] | None = None) -> int:
    """Carry out a command line, that of the process if none is given, and give its exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    try:
        answer = quick.answered(words)
        if answer is not None:
            return answer
        from cleaner.cli.commands import carried_out

        return carried_out(words)
    except OutputClosed:
        _silence()
        return ExitCode.FAILED


def _silence() -> None:
    """Let the interpreter's last flush go nowhere, for nobody listens."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.dup2(nowhere, sys.stderr.fileno())

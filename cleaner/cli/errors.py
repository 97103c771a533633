"""What a command ends with: the exit codes, and the errors that stop it."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the caller is told. `FAILED` wins over `LEFT`; Typer gives 130 for an interrupt."""

    CLEAN = 0
    """Nothing is left."""
    LEFT = 1
    """There are findings, or changes not made."""
    FAILED = 2
    """Something could not be done."""


class Misuse(Exception):
    """A command that cannot be carried out as it was given; `message` has the remedy."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)


class OutputClosed(Exception):
    """Whoever read our output has stopped reading, or it cannot be written for a `reason`."""

    def __init__(self, reason: str = "") -> None:
        self.reason = reason
        super().__init__(reason)

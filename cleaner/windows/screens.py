"""Which rules need be asked in a window: told once, for each stage sees the same windows."""

from __future__ import annotations

from cleaner.digests import digest
from cleaner.model import PartScreen

REMEMBERED = 20_000
"""Of so many windows it is remembered."""


class Remembered:
    """A screen that is asked once for a text. What it has said it remembers, so it holds state."""

    def __init__(self, screen: PartScreen) -> None:
        self._screen = screen
        self._told: dict[bytes, frozenset[str] | None] = {}
        self._same: dict[frozenset[str] | None, frozenset[str] | None] = {}

    def __call__(self, data: bytes, lines: bool) -> frozenset[str] | None:
        """What the screen says."""
        key = digest(data, b"lines" if lines else b"")
        if key in self._told:
            return self._told[key]
        told = self._screen(data, lines)
        if len(self._told) < REMEMBERED:
            self._told[key] = self._same.setdefault(told, told)
        return told

"""Which rules need be asked in a window: told once, for each stage sees the same windows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cleaner.digests import digest
from cleaner.model import PartScreen

REMEMBERED = 100_000
"""Of so many windows it is remembered, in some 200 bytes each."""
ANY = -1
"""What is remembered where any rule may find something."""


class Remembered:
    """A screen that is asked once for a text. What it has said it remembers, so it holds state."""

    def __init__(self, screen: PartScreen, ids: Iterable[str]) -> None:
        """Only rules with these ids are of interest."""
        self._screen = screen
        self._bits = {id: 1 << number for number, id in enumerate(sorted(ids))}
        self._told: dict[bytes, int] = {}
        self._news: dict[bytes, int] = {}

    def __call__(self, data: bytes, lines: bool) -> frozenset[str] | None:
        """What the screen says."""
        key = digest(data, b"lines" if lines else b"")
        told = self._told.get(key)
        if told is None:
            told = self._news[key] = self._packed(self._screen(data, lines))
        if told == ANY:
            return None
        return frozenset(id for id, bit in self._bits.items() if told & bit)

    def _packed(self, told: frozenset[str] | None) -> int:
        return ANY if told is None else sum(bit for id, bit in self._bits.items() if id in told)

    def remember(self, told: Mapping[bytes, int]) -> None:
        """Some of what this or another process found out."""
        if len(self._told) < REMEMBERED:
            self._told.update(told)

    def news(self) -> Mapping[bytes, int]:
        """What was found out since this was asked last, to be remembered."""
        news, self._news = self._news, {}
        return news

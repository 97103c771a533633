"""Colour for a terminal. Whether there is any is decided by who makes the ink."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ink:
    """Paints text by meaning; without colour it gives the text as it is."""

    coloured: bool = False

    def place(self, text: str) -> str:
        """A file, line and column."""
        return self._paint("1", text)

    def safety(self, text: str, name: str) -> str:
        """Text in the colour of the safety class `name`."""
        return self._paint({"safe": "32", "suggest": "33", "flag": "35"}[name], text)

    def gone(self, text: str, *, strong: bool = False) -> str:
        """Text that a change takes away; `strong` sets the very words apart from their line."""
        return self._paint("31;7" if strong else "31", text)

    def come(self, text: str, *, strong: bool = False) -> str:
        """Text that a change brings; `strong` sets the very words apart from their line."""
        return self._paint("32;7" if strong else "32", text)

    def heading(self, text: str) -> str:
        """A title, or the head of a patch."""
        return self._paint("1", text)

    def aside(self, text: str) -> str:
        """What may be read last."""
        return self._paint("2", text)

    def range(self, text: str) -> str:
        """The line numbers of a hunk."""
        return self._paint("36", text)

    def wrong(self, text: str) -> str:
        """An error."""
        return self._paint("1;31", text)

    def _paint(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.coloured and text else text

"""Who speaks in a text in bytes: asked where an expression alone says too much."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from cleaner.sieve.database import Database
from cleaner.sieve.turns import BLANK_LINES

if TYPE_CHECKING:
    from cleaner.quotations import Lists

_MARKS = (b'"', "“".encode(), "”".encode())


class Hearing:
    """The word lists of speech at work on bytes. Without lists everything may be spoken."""

    def __init__(self, found: Database, lists: tuple[str, ...] | None) -> None:
        """`found` finds where what may be spoken ends."""
        self._found = found
        self._lists = lists

    def attributed(self, data: bytes) -> bool:
        """Whether an attribution may stand in a quotation."""
        if self._lists is None:
            return True
        from cleaner.quotations import Speech  # few texts come to this

        text = data.decode("utf-8")
        return Speech(text, _lists(self._lists)).attributed(0, len(text)) is not None

    def speech(self, data: bytes) -> bool:
        """Whether a paragraph without marks may be what somebody says."""
        ends = self._found.ends(data)
        if not ends:
            return False
        if self._lists is None or b"<" in data:
            return True
        from cleaner.quotations.unmarked import may_be_spoken

        lists = _lists(self._lists)
        pieces = {piece for end in ends for piece in _around(data, end)}
        plain = (piece for piece in pieces if not any(mark in piece for mark in _MARKS))
        return any(may_be_spoken(piece.decode("utf-8"), lists) for piece in plain)


def _around(data: bytes, end: int) -> tuple[bytes, bytes]:
    """The line before `end`, and all lines around it without a blank one: either is a paragraph."""
    last = end - 1 if data[end - 1 : end] == b"\n" else end
    line = data[data.rfind(b"\n", 0, last) + 1 : last]
    start = 0
    for m in BLANK_LINES.finditer(data):
        if m.end() > last:
            return line, data[start : m.start()]
        start = m.end()
    return line, data[start:]


@lru_cache(maxsize=4)
def _lists(lists: tuple[str, ...]) -> Lists:
    from cleaner.quotations import Lists

    return Lists(*lists)

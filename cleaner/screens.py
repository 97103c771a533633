"""The bytes of a file -> whether there is anything to say of it, told without cleaning it.

Where there is no sieve of the rules, nothing can be said.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cleaner.digests import digest

if TYPE_CHECKING:
    from cleaner.sieve.sieve import Sieve

BINARY_WITHIN = 8192
"""A NUL among so many first bytes makes a file binary, as it does for git and grep."""

Screen = Callable[[bytes, bool], "frozenset[str] | None"]
"""See `model.Screen`."""
PartScreen = Callable[[bytes, bool], "frozenset[str] | None"]
"""See `model.PartScreen`."""


@lru_cache(maxsize=8)
def screen_of(stamp: bytes | None, ids: frozenset[str] | None = None) -> Screen:
    """The screen of the rules with a stamp: of all, or of those with some ids."""
    sieve = _sieve_of(stamp)
    if sieve is None:
        return _silent
    return sieve.suspects if ids is None else sieve.screen_for(ids)


def ids_known(stamp: bytes | None) -> tuple[str, ...]:
    """The ids of the rules with a stamp; none where there is no sieve of them."""
    sieve = _sieve_of(stamp)
    return () if sieve is None else sieve.ids


def part_screen_of(stamp: bytes | None, ids: frozenset[str] | None = None) -> PartScreen:
    """The same for parts of a text, which know less than the whole."""
    sieve = _sieve_of(stamp)
    if sieve is None:
        return _silent
    return sieve.suspects_in_part if ids is None else sieve.part_screen_for(ids)


def let_go(stamp: bytes | None) -> None:
    """What was only read to make the sieve of the rules with a stamp need not stay in memory."""
    sieve = _sieve_of(stamp)
    if sieve is not None:
        sieve.tables.lines.let_go()


def _sieve_of(stamp: bytes | None) -> Sieve | None:
    if stamp is None:
        return None
    from cleaner.sieve.reading import kept  # without a stamp there is no sieve to be loaded

    return kept(stamp)


def _silent(data: bytes, shared: bool) -> frozenset[str] | None:
    return None


def passes(text: bytes, screen: Screen) -> bool:
    """Whether no rule finds anything in a text, if it is looked at alone.

    False is no verdict: the file has to be cleaned to know.
    """
    suspects = screen(text, False)
    return suspects is not None and not suspects


class Sifted(NamedTuple):
    """A text, by the digest of its UTF-8, and the rules that may find something in it alone."""

    text: bytes
    suspects: frozenset[str]

    @classmethod
    def of(cls, text: bytes, suspects: frozenset[str]) -> Sifted:
        """What is known of some UTF-8."""
        return cls(digest(text), suspects)

    def told_by(self, screen: Screen) -> Screen:
        """A screen that knows this one text already, and asks another about all others."""

        def told(data: bytes, shared: bool) -> frozenset[str] | None:
            known = not shared and self.text == digest(data)
            return self.suspects if known else screen(data, shared)

        return told


PASSED = Sifted(b"", frozenset())
"""What is known of any text that no rule finds anything in."""


def text_of(data: bytes) -> bytes | None:
    """The UTF-8 of the text in a file, without its mark, line ends written LF.

    `None` if the file is in another encoding, or cannot be read.
    """
    if b"\0" in data[:BINARY_WITHIN]:
        return None
    if not data.isascii():
        try:
            data.decode()
        except UnicodeDecodeError:
            return None
        data = data.removeprefix(b"\xef\xbb\xbf")
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in data else data

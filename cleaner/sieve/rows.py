"""Tables of words -> lines by their rarest words, for `words`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from cleaner import templates
from cleaner.degrees import NAMED, USUAL
from cleaner.marks import fold
from cleaner.model import Case, Evidence, Row, Rule, Words
from cleaner.sieve.buckets import made
from cleaner.sieve.words import TABLE, flattened, forms_of

_PARTS = re.compile(r"[^\s'’‘]+")
"""What stands in a text just as a row has it, if case matters."""


class Line(NamedTuple):
    """A row by its rarest word; see `tables.Row` for the others."""

    rarest: bytes
    number: int
    flat: bytes
    exact: list[bytes]
    needed: list[bytes]
    least: int

    def fields(self) -> tuple[bytes, ...]:
        """The line as `Buckets` keeps it: most rows are one word and no more."""
        if not (self.flat or self.exact or self.needed):
            return self.rarest, b"%d" % self.number
        number, least = b"%d" % self.number, b"%d" % self.least
        return self.rarest, number, self.flat, *map(b" ".join, (self.exact, self.needed)), least


def lines_of(number: int, rule: Rule, rarity: Callable[[str], float]) -> Iterator[Line]:
    """The rows of a rule of words. Raises ValueError for one of which no word is in ASCII."""
    assert isinstance(rule.match, Words)
    for row in rule.match.rows:
        words = tokens(row.found)
        if not words:
            raise ValueError(f"`{row.found}` holds no word of ASCII")
        rarest = min(words, key=lambda word: (rarity(word.decode()), -len(word), word))
        flat = flattened(b" ".join(words)) if len(words) > 1 else b""
        exact = rule.match.case is Case.EXACT or row.found != row.found.lower()
        cased = [part.encode("utf-8", "surrogatepass") for part in _PARTS.findall(row.found)]
        needed, least = _needed(rule.evidence, row, exact=exact)
        yield Line(rarest, number, flat, cased if exact else [], needed, least)


def tokens(found: str) -> list[bytes]:
    """The words of a row of a table, as they stand in `Text.words`."""
    small = fold(found).lower().encode("utf-8", "surrogatepass").translate(TABLE)
    return [form for word in small.split() for form in forms_of(word)]


def _needed(needs: Evidence, row: Row, *, exact: bool) -> tuple[list[bytes], int]:
    """The words that the evidence of a rule asks for, and how often each must stand."""
    least = USUAL if needs.usual else NAMED if needs.named else 1
    found: list[bytes] = []
    for template in (*needs.usual, *needs.named) or needs.seen:
        parts = templates.parse(template)
        if all(isinstance(part, str) or part == ("becomes", "") for part in parts):
            said = "".join(part if isinstance(part, str) else row.becomes for part in parts)
            words = [part.encode() for part in _PARTS.findall(said)] if exact else tokens(said)
            found += [word for word in words if word.isalnum()]
    return found, least


def stored_ordinary(words: Iterable[str]) -> bytes:
    """The ordinary words in ASCII."""
    return made((word,) for word in {word.encode() for word in words if word.isascii()})

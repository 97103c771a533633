"""The rows of tables -> those of them that may stand in a text.

The words of a text are looked up one by one, as long as they are few, or in the set of the words of
all rows. Where many texts are to be read, literals that hyperscan searches for all at once tell the
same in a fifth of the time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from typing import NamedTuple

from cleaner.sieve.buckets import Buckets
from cleaner.sieve.database import Database
from cleaner.sieve.words import Text, flattened, standing

MANY = 3_000
"""After so many words that were looked up one by one, all rows are looked for at once."""


class Row(NamedTuple):
    """What a text must hold for a row of a table to stand in it.

    `rarest` is its rarest word; `flat` is all of it as in `Text.flat`, if it has several words.
    `exact` are words as they are written; each of the words of `needed` stands `least` times, in
    any case if none is `exact`.
    """

    rarest: bytes
    number: int
    flat: bytes = b""
    exact: tuple[bytes, ...] = ()
    needed: tuple[bytes, ...] = ()
    least: int = 1

    @classmethod
    def of(cls, fields: list[bytes]) -> Row:
        """A row as `rows.Line` writes it."""
        if len(fields) == 2:
            return cls(fields[0], int(fields[1]))
        rarest, number, flat, exact, needed, least = fields
        return cls(
            rarest, int(number), flat, tuple(exact.split()), tuple(needed.split()), int(least)
        )

    @property
    def is_plain(self) -> bool:
        """Whether all that it needs is its one word."""
        return not (self.flat or self.exact or self.needed)

    @property
    def literal(self) -> bytes:
        """What stands in `Text.flat` wherever it stands."""
        return self.flat or flattened(self.rarest)

    def stands(self, text: Text, *, part: bool = False) -> bool:
        """Whether it may stand in a text; `part` of one need not hold what is `needed`."""
        data = text.data
        if not all(word in data and standing(word, data) for word in self.exact):
            return False
        if self.needed and not part:
            needed_in = data if self.exact else text.small
            if not all(standing(word, needed_in) >= self.least for word in self.needed):
                return False
        if self.flat and self.flat not in text.flat:
            return False
        return self.rarest in text.forms  # these take the longest to be found


class Literals(NamedTuple):
    """A search that tells where in `Buckets` the lines of rows are that may stand in a text.

    They are rows of `tables`. If it is `flat`, it searches `Text.flat`, and otherwise what is
    `folded`, which is there sooner.
    """

    database: Database
    tables: frozenset[int]
    flat: bool


class Tables:
    """The rows of all tables. It remembers what it met, so it holds state."""

    def __init__(self, lines: Buckets, load: Callable[[Buckets], Sequence[Literals]]) -> None:
        """Takes the rows by their rarest words; `load` gives all their literals, or none."""
        self.lines = lines
        self._load = load
        self._literals: Sequence[Literals] = ()
        self._words: frozenset[bytes] | None = None
        self._absent: set[bytes] = set()
        self._rows: dict[bytes, tuple[tuple[Row, frozenset[bytes]], ...]] = {}
        self._placed: dict[int, Row] = {}

    def standing(
        self, text: Text, tables: Set[int] | None = None, *, part: bool = False
    ) -> set[int]:
        """The numbers of the tables one of whose rows may stand in a text; of some, or of all.

        Of a `part` of a text it is not asked whether the words stand there that a row needs.
        """
        found: set[int] = set()
        for row in self._met(text, tables):
            number = row.number
            if number in found or (tables is not None and number not in tables):
                continue
            if row.stands(text, part=part):
                found.add(number)
        return found

    def _met(self, text: Text, tables: Set[int] | None) -> Iterable[Row]:
        """Rows among which are all those of some tables that stand in a text."""
        if len(self._absent) > MANY and self._words is None and not self._literals:
            self._literals = self._load(self.lines)
            if not self._literals:
                self._words = frozenset(self.lines.fields())
        if not self._literals:
            return self._looked_up(text)
        places: list[int] = []
        for database, theirs, flat in self._literals:
            if tables is None or not theirs.isdisjoint(tables):
                places += database.found(text.flat if flat else text.folded)
        return map(self._at, places)

    def _at(self, place: int) -> Row:
        row = self._placed.get(place)
        if row is None:
            row = self._placed[place] = Row.of(self.lines.at(place))
        return row

    def _looked_up(self, text: Text) -> Iterator[Row]:
        """The rows whose rarest words stand in a text, and the other ones somewhere."""
        known, forms = self._words, text.forms
        for word in forms - self._absent if known is None else known & forms:
            rows = self._rows.get(word)
            if rows is None:
                rows = self._read(word) if self.lines.holds(word) else ()
                if not rows:
                    self._absent.add(word)
                    continue
                self._rows[word] = rows
            for row, others in rows:
                if not others or others <= text.vocabulary:
                    yield row

    def _read(self, word: bytes) -> tuple[tuple[Row, frozenset[bytes]], ...]:
        """The rows whose rarest word this is, each with all its words if it has several."""
        rows = (Row.of([word, *fields]) for fields in self.lines.of(word))
        return tuple((row, frozenset(row.flat.split())) for row in rows)

"""The words of a text in bytes: which of them a table has, and which are no ordinary words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import compress, filterfalse, islice
from operator import eq
from typing import NamedTuple

from cleaner.sieve.buckets import Buckets

_KEPT = b"abcdefghijklmnopqrstuvwxyz0123456789'"
TABLE = bytes(
    code if code in _KEPT else code + 32 if 65 <= code <= 90 else 32 for code in range(256)
)
"""What makes a text small words with blanks between; what is not ASCII parts words."""
CURLY = "’".encode()
MANY = 3_000
"""After so many words that were looked up one by one, all ordinary words are read."""
OFTEN = 3
"""So often a text uses a word that others may be slips of: see `fixers.spelling`."""
REMEMBERED = 400_000
"""No more words than this are remembered."""
SHORTEST, LONGEST = 5, 30
"""The letters of words that may be taken for slips: see `fixers.spelling`."""


class Row(NamedTuple):
    """What a text must hold for a row of a table to stand in it, besides its rarest word.

    `flat` is all of it as in `Text.flat`, if it has several words, and `others` are these; `exact`
    are words as they are written; each of the words of `needed` stands `least` times, in any case
    if none is `exact`.
    """

    number: int
    flat: bytes
    others: tuple[bytes, ...]
    exact: tuple[bytes, ...]
    needed: tuple[bytes, ...]
    least: int

    @classmethod
    def of(cls, fields: list[bytes]) -> Row:
        """A row as `rows.Line` writes it."""
        if len(fields) == 1:
            return cls(int(fields[0]), b"", (), (), (), 1)
        number, flat, exact, needed, least = fields
        others = tuple(flat.split())
        return cls(
            int(number), flat, others, tuple(exact.split()), tuple(needed.split()), int(least)
        )

    def stands(self, text: Text, *, part: bool = False) -> bool:
        """Whether it may stand in a text, or in `part` of one, that has its rarest word."""
        if self.flat and not (
            text.vocabulary().issuperset(self.others) and self.flat in text.flat()
        ):
            return False
        data = text.data
        for word in self.exact:
            if word not in data or not standing(word, data):
                return False
        if part:
            return True
        needed_in = data if self.exact else text.small
        return all(standing(word, needed_in) >= self.least for word in self.needed)


class Text:
    """A text in UTF-8, and the same as `words` in small letters, with straight apostrophes."""

    def __init__(self, data: bytes) -> None:
        plain = data.replace(CURLY, b"'") if CURLY in data else data
        self.data = data
        self.small = plain.translate(TABLE)
        self.words = self.small.split()
        self._flat: bytes | None = None
        self._vocabulary: frozenset[bytes] | None = None
        self._counts: dict[bytes, int] = {}

    def flat(self) -> bytes:
        """The words with a blank between, and no apostrophes."""
        if self._flat is None:
            self._flat = b" %b " % b" ".join(self.words).replace(b"'", b"")
        return self._flat

    def vocabulary(self) -> frozenset[bytes]:
        """The words of `flat`, each once."""
        if self._vocabulary is None:
            self._vocabulary = frozenset(self.flat().split())
        return self._vocabulary

    def all(self, word: bytes) -> int:
        """How often a word stands in any case, with or without ’s or marks around it."""
        if word not in self._counts:
            marked = (word, word + b"'s", b"'" + word, word + b"'", b"'" + word + b"'")
            self._counts[word] = sum(map(self.words.count, marked))
        return self._counts[word]

    def doubled(self) -> bool:
        """Whether a word stands twice with only blanks between."""
        twice = set(compress(self.words, map(eq, self.words, islice(self.words, 1, None))))
        if twice:
            small = self.data.translate(SMALL)
            if any(_follows_itself(word, small) for word in twice):
                return True
        return self._doubled_with_accents()

    def _doubled_with_accents(self) -> bool:
        """Whether a word stands twice that has letters outside ASCII, whatever is between."""
        if not _PUNCTUATION.sub(b"", self.data.translate(None, _ASCII)):
            return False
        words = _PUNCTUATION.sub(b" ", self.data).translate(_ACCENTED).split()
        twice = compress(words, map(eq, words, islice(words, 1, None)))
        return not all(word.isascii() for word in twice)

    def has_near(self, word: bytes) -> bool:
        """Whether a word that stands thrice may be one slip away from a word.

        A slip leaves the beginning or the end of a word as it is.
        """
        kept = (len(word) - 1) // 2
        begun, ended = word[:kept], word[-kept:]
        return any(
            is_near(word, other) and self.small.count(other) >= OFTEN
            for one in set(self.words)
            if one.startswith(begun) or ended in one
            if (other := one.strip(b"'").removesuffix(b"'s")) != word
        )


_PUNCTUATION = re.compile(rb"\xe2[\x80\x81].|\xc2[\xa0-\xbf]")
_ASCII = bytes(range(128))
_ACCENTED = TABLE[:128] + bytes(range(128, 256))
"""As `TABLE`, but what is not ASCII belongs to words."""
SMALL = bytes(code + 32 if 65 <= code <= 90 else code for code in range(256))


_BLANKS = re.compile(rb"(?:\s|\xc2\xa0)+")


def _follows_itself(word: bytes, data: bytes) -> bool:
    """Whether a word stands behind itself with only blanks between."""
    at = data.find(word)
    while at >= 0:
        gap = _BLANKS.match(data, at + len(word))
        if gap is not None and data.startswith(word, gap.end()):
            return True
        at = data.find(word, at + 1)
    return False


def standing(word: bytes, data: bytes) -> int:
    """How often a word stands as it is written, with no more letters of ASCII beside it."""
    count, size, at = 0, len(word), data.find(word)
    while at >= 0:
        before, after = data[max(at - 1, 0) : at], data[at + size : at + size + 1]
        count += not (before.isalnum() or after.isalnum())
        at = data.find(word, at + 1)
    return count


def is_near(word: bytes, other: bytes) -> bool:
    """Whether two words differ by one letter, or by two that are swapped; or by a little more."""
    start = 0
    while start < min(len(word), len(other)) and word[start] == other[start]:
        start += 1
    one, two = word[start:], other[start:]
    if len(one) == len(two):
        return one[1:] == two[1:] or one[2:] == two[2:]
    return one[1:] == two or one == two[1:]


class Strange(NamedTuple):
    """A word that is no ordinary one, or that tables have: what is known of it in any text."""

    rows: tuple[Row, ...]
    name: bytes
    """The part of it that is no ordinary word; nothing if it is one."""
    unknown: bool
    """Whether no list has it, and it may be a slip."""


class Words:
    """All that tables and the lexicon say of words. It remembers them, so it holds state."""

    def __init__(self, rows: Buckets, ordinary: Buckets) -> None:
        self._rows = rows
        self._stored = ordinary
        self._ordinary: set[bytes] = set()
        self._strange: dict[bytes, Strange] = {}
        self._all = False

    def strange(self, text: Text) -> Iterator[tuple[bytes, Strange]]:
        """The words of a text that are worth a look."""
        for word in set(filterfalse(self._ordinary.__contains__, text.words)):
            found = self._strange.get(word)
            if found is None:
                found = self._learnt(word)
            if found is not None:
                yield word, found

    def _learnt(self, word: bytes) -> Strange | None:
        """What is to be known of a word that is met for the first time."""
        if not self._all and len(self._ordinary) + len(self._strange) > MANY:
            self._all = True
            self._ordinary.update(self._stored.fields())
            self._ordinary.difference_update(self._rows.fields())
            if word in self._ordinary:
                return None
        if len(self._ordinary) + len(self._strange) > REMEMBERED:
            self._strange.clear()
        forms = forms_of(word)
        rows = tuple(Row.of(fields) for form in forms for fields in self._rows.of(form))
        odd = [form for form in forms if not (form.isdigit() or self._is_ordinary(form))]
        if not rows and not odd:
            self._ordinary.add(word)
            return None
        name = odd[0].removesuffix(b"'s") if odd else b""
        found = self._strange[word] = Strange(rows, name, bool(odd) and _may_be_slip(odd[0]))
        return found

    def _is_ordinary(self, form: bytes) -> bool:
        return self._stored.holds(form) or self._stored.holds(form.removesuffix(b"'s"))


def forms_of(word: bytes) -> list[bytes]:
    """A word without the apostrophes around it; where two stand in it, its parts."""
    if b"'" not in word:
        return [word]
    return [part for whole in word.split(b"''") if (part := whole.strip(b"'"))]


def _may_be_slip(word: bytes) -> bool:
    """Whether a word looks like one that no list has."""
    from cleaner import lexicon

    if not (SHORTEST <= len(word) <= LONGEST and word.isalpha()):
        return False
    said = word.decode()
    return lexicon.zipf(said) == 0 and not lexicon.is_word(said)

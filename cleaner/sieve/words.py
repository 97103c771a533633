"""The words of a text in bytes: which of them a table has, and which are no ordinary words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import compress, islice
from operator import eq
from typing import NamedTuple

from cleaner.sieve.buckets import Buckets

_KEPT = b"abcdefghijklmnopqrstuvwxyz0123456789'"
TABLE = bytes(
    code if code in _KEPT else code + 32 if 65 <= code <= 90 else 32 for code in range(256)
)
"""What makes a text small words with blanks between; what is not ASCII parts words."""
FOLDED = TABLE.replace(b"'", b" ")
"""The same without apostrophes."""
CONTINUED = bytes(range(0x80, 0xC0))
"""The bytes of UTF-8 that stand behind the first one of a sign."""
CURLY = "’".encode()
MANY = 3_000
"""After so many words that were looked up one by one, all ordinary words are read."""
OFTEN = 3
"""So often a text uses a word that others may be slips of: see `fixers.spelling`."""
REMEMBERED = 400_000
"""No more words than this are remembered."""
SHORTEST, LONGEST = 5, 30
"""The letters of words that may be taken for slips: see `fixers.spelling`."""


class Text:
    """A text in UTF-8, and what is made of it, each when it is first asked for."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._counts: dict[bytes, int] = {}

    @cached_property
    def small(self) -> bytes:
        """It in small letters with straight apostrophes, and blanks for all that parts words."""
        data = self.data
        return (data.replace(CURLY, b"'") if CURLY in data else data).translate(TABLE)

    @cached_property
    def words(self) -> list[bytes]:
        """The words of `small`, with the apostrophes around them."""
        return self.small.split()

    @cached_property
    def forms(self) -> frozenset[bytes]:
        """What `forms_of` gives for all words."""
        small = b" %b " % self.small
        for edge in _EDGES if b"'" in small else ():
            small = small.replace(edge, b"  ")
        return frozenset(small.split())

    @cached_property
    def folded(self) -> bytes:
        """It in small letters, with a blank at each end and for each sign, apostrophes too."""
        return b" %b " % self.data.translate(FOLDED, CONTINUED)

    @cached_property
    def flat(self) -> bytes:
        """It as `folded` has it, with no more than one blank between words."""
        flat = self.folded
        while b"  " in flat:
            flat = flat.replace(b"  ", b" ")
        return flat

    @cached_property
    def vocabulary(self) -> frozenset[bytes]:
        """The words of `flat`, each once."""
        return frozenset(self.flat.split())

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


_EDGES = (b"''", b" '", b"' ")
"""Where there are apostrophes that belong to no word; in this order they are taken away."""
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
    """A word that is no ordinary one: what is known of it in any text."""

    name: bytes
    """The word without ’s."""
    unknown: bool
    """Whether no list has it, and it may be a slip."""


class Words:
    """What the lexicon says of words. It remembers them, so it holds state."""

    def __init__(self, ordinary: Buckets) -> None:
        self._stored = ordinary
        self._ordinary: set[bytes] = set()
        self._strange: dict[bytes, Strange] = {}
        self._all = False

    def strange(self, text: Text) -> Iterator[Strange]:
        """The words of a text that are no ordinary ones."""
        for form in text.forms - self._ordinary:
            found = self._strange.get(form) or self._learnt(form)
            if found is not None:
                yield found

    def _learnt(self, form: bytes) -> Strange | None:
        """What is to be known of a word that is met for the first time."""
        if not self._all and len(self._ordinary) + len(self._strange) > MANY:
            self._all = True
            self._ordinary.update(self._stored.fields())
        if len(self._ordinary) + len(self._strange) > REMEMBERED:
            self._strange.clear()
        holds = self._stored.holds
        if form.isdigit() or holds(form) or (form[-2:] == b"'s" and holds(form[:-2])):
            self._ordinary.add(form)
            return None
        found = self._strange[form] = Strange(form.removesuffix(b"'s"), _may_be_slip(form))
        return found


def flattened(words: bytes) -> bytes:
    """Some words with a blank between as they stand in `Text.flat`."""
    return b" %b " % words.replace(b"'", b" ")


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

"""English words and names: how common they are, and what they are.

The table `words.tsv` beside this module has a line for every word, sorted by its bytes: the word in
lower case with straight apostrophes, a hundred times its Zipf frequency, and the letters of what it
is. It is searched where it lies and never read as a whole. `common.tsv` has its common words, those
of one frequency on a line, and is read at once. `tools/derive_lexicon.py` makes both; LICENCES.md
names their sources. Misspellings are not in them, however common they are.
"""

from __future__ import annotations

import mmap
import os
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import BinaryIO, NamedTuple

_FOLDER = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120
_PAGE = 2048
"""About so many bytes of the table are searched for a word."""
COMMON = 3.0
"""The Zipf frequency of the rarest word that is called common."""
FEW = 2_000
"""After so many words that were searched for one by one, the common ones are read as a whole."""


class Entry(NamedTuple):
    """A word of the table, in lower case, and what is known of it."""

    word: str
    zipf: float
    """The logarithm of how often it stands in 10⁹ words, to two places; 0.0 if that is not known.

    Source: wordfreq 3.1.1, whose list ends at 1.0.
    """
    ordinary: bool
    """An American or British spelling dictionary has it in lower case (SCOWL, size 70)."""
    capitalised: bool
    """Those dictionaries have it only as a name: with a capital."""
    person: bool
    """It is a given name, or a surname of one American in 100,000 or more (census of 1990)."""
    place: bool
    """It is a place of 15,000 people or more, a country or state, or a word only its name has."""

    @property
    def common(self) -> bool:
        """Whether it is one of the `common_words`."""
        return self.ordinary and self.zipf >= COMMON


def zipf(word: str) -> float:
    """The Zipf frequency of a word in any case: 7.7 is `the`, 3.0 one in a million."""
    entry = lookup(word)
    return 0.0 if entry is None else entry.zipf


def is_word(word: str) -> bool:
    """Whether a word in any case, or what stands before its ’s, is ordinary English."""
    return any(entry.ordinary for entry in _entries(word))


def is_name(word: str) -> bool:
    """Whether a word in any case, or what stands before its ’s, names somebody or something.

    Many names are ordinary words as well: `baker`, `reading`.
    """
    return any(entry.capitalised or entry.person or entry.place for entry in _entries(word))


def lookup(word: str) -> Entry | None:
    """What the table says of a word in any case, with either apostrophe; None if it has it not.

    Most words in ’s are not listed, for they follow from others.
    """
    return _find(word.lower().replace("’", "'"))


def common_among(words: Iterable[str]) -> dict[str, float]:
    """Those of some words that are in `common_words`, with their frequencies.

    Whoever asks after a few words does not wait for all to be read.
    """
    if common_words.cache_info().currsize or _find.cache_info().misses > FEW:
        common = common_words()
        return {word: common[word] for word in filter(common.__contains__, words)}
    found = ((word, _find(word)) for word in words)
    return {word: entry.zipf for word, entry in found if entry is not None and entry.common}


@cache
def common_words() -> Mapping[str, float]:
    """The ordinary words of Zipf frequency `COMMON` or more, with that frequency.

    For those who ask after thousands of words: it is read as a whole, in some 5 ms.
    """
    found: dict[str, float] = {}
    with _opened("common.tsv") as file:
        lines = file.read().decode().split("\n")
    for line in lines[:-1]:
        frequency, words = line.split("\t")
        found |= dict.fromkeys(words.split(" "), int(frequency) / 100)
    return found


def _entries(word: str) -> list[Entry]:
    folded = word.lower().replace("’", "'")
    found = [_find(form) for form in dict.fromkeys((folded, folded.removesuffix("'s")))]
    return [entry for entry in found if entry is not None]


@lru_cache(maxsize=65536)
def _find(word: str) -> Entry | None:
    """The entry of a word as the table writes it: its page is found by halves, and searched."""
    table, starts, firsts = _pages()
    wanted = word.encode("utf-8", "surrogatepass")
    at = bisect_right(firsts, wanted)
    page = b"\n" + table[starts[at - 1] : starts[at]] if at else b""
    start = page.find(b"\n" + wanted + b"\t") + 1
    return _entry(page[start : page.index(b"\n", start)].decode()) if start else None


def _entry(line: str) -> Entry:
    word, frequency, flags = line.split("\t")
    return Entry(
        word=word,
        zipf=int(frequency) / 100,
        ordinary="w" in flags,
        capitalised="n" in flags,
        person="s" in flags,
        place="p" in flags,
    )


@cache
def _pages() -> tuple[mmap.mmap, Sequence[int], Sequence[bytes]]:
    """The table; where its pages start, and where the last ends; the first word of each page."""
    with _opened("words.tsv") as file:
        table = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    ends = (table.find(b"\n", at) + 1 for at in range(_PAGE, len(table), _PAGE))
    starts = sorted({0, *ends} - {len(table)})
    firsts = [table[start : table.find(b"\t", start)] for start in starts]
    return table, [*starts, len(table)], firsts


def _opened(name: str) -> BinaryIO:
    return open(os.path.join(_FOLDER, name), "rb")  # noqa: PTH118, PTH123


def size() -> int:
    """The bytes of the table."""
    return len(_pages()[0])


def ordinary_words() -> Iterator[str]:
    """Every ordinary word of the table, for those who ask after all the words of many texts."""
    table, _, _ = _pages()
    for line in table[:].decode().split("\n")[:-1]:
        word, _, flags = line.split("\t")
        if "w" in flags:
            yield word

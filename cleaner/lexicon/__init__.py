"""English words and names: how common they are, and what they are.

The table `words.tsv` beside this module has a line for every word, sorted by its bytes: the word in
lower case with straight apostrophes, a hundred times its Zipf frequency, and the letters of what it
is. It is searched where it lies and never read as a whole. `tools/derive_lexicon.py` makes it;
LICENCES.md names its sources. Misspellings are not in it, however common they are.
"""

from __future__ import annotations

import mmap
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

_COMMON = re.compile(rb"\n([^\t\n]+)\t([3-9]\d\d)\tw")
_TABLE = Path(__file__).with_name("words.tsv")


@dataclass(frozen=True, slots=True)
class Entry:
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


@cache
def common_words() -> Mapping[str, float]:
    """The ordinary words of Zipf frequency 3.0 or more, with that frequency.

    Read at once in some 30 ms, for those who ask after thousands of words.
    """
    found = _COMMON.findall(b"\n" + _table()[:])
    return {word.decode(): int(frequency) / 100 for word, frequency in found}


def _entries(word: str) -> list[Entry]:
    folded = word.lower().replace("’", "'")
    found = [_find(form) for form in dict.fromkeys((folded, folded.removesuffix("'s")))]
    return [entry for entry in found if entry is not None]


@lru_cache(maxsize=65536)
def _find(word: str) -> Entry | None:
    """The entry of a word as the table writes it: by halves, over the bytes of its lines."""
    table, wanted = _table(), word.encode("utf-8", "surrogatepass")
    low, high = 0, len(table)
    while low < high:
        start = max(low, table.rfind(b"\n", low, (low + high) // 2) + 1)
        end = table.find(b"\n", start)
        line = table[start:end]
        found = line[: line.index(b"\t")]
        if found == wanted:
            return _entry(line.decode())
        low, high = (end + 1, high) if found < wanted else (low, start)
    return None


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
def _table() -> mmap.mmap:
    with _TABLE.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

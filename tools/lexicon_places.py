"""Tables of names that are written small by mistake: places, peoples, languages, days, months."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from lexicon_reviewed import reviewed
from lexicon_sources import Sources
from lexicon_words import Vocabulary, fold

LARGE_CITY = 100_000
OBVIOUS_CITY = 1_000_000
SHORT = 6
"""A name of fewer letters is a city's only if a dictionary has it as a name, or if it is huge."""
HUGE = 80
"""Lists of SCOWL up to this size hold words of other dictionaries; those above hold noise."""
KNOWN, WELL_KNOWN = 300, 380
"""From these frequencies on (a hundred times Zipf) what is a name and a rare word is the name:
where dictionaries have the name, and where they do not."""
FOREIGN, FAR = 400, 150
"""A word so common in another language, and so much commoner than in English, may be that word."""
NAME = re.compile(r"(?:St\. )?[^\W\d_]+(?:[ '’-][^\W\d_]+)*")
INEXACT = (
    "Eastern",
    "Middle",
    "Northern",
    "Outlying",
    "Southern",
    "Western",
    "Unknown",
    "Central ",
)
"""Regions that begin so are often no names: `western Europe`."""


def names(sources: Sources, vocabulary: Vocabulary) -> dict[str, bool]:
    """Each name as it is written, and whether its form in small letters can be no other word."""
    safe: dict[str, bool] = {}
    for name, population in _candidates(sources, vocabulary):
        for form in {name, _ascii(name)}:
            if NAME.fullmatch(form) and form[0].isupper() and len(form) > 2:
                fits = _unmistakable(vocabulary, form, population)
                safe[form] = safe.get(form, False) or fits
    return safe


def tables(sources: Sources, vocabulary: Vocabulary) -> tuple[dict[str, str], dict[str, str]]:
    """Names in small letters and as they are written: the unmistakable ones, and the others."""
    safe: dict[str, str] = {}
    doubtful: dict[str, str] = {}
    for name, fits in sorted(names(sources, vocabulary).items()):
        (safe if fits else doubtful).setdefault(name.lower(), name)
    return safe, {found: name for found, name in doubtful.items() if found not in safe}


def well_known(vocabulary: Vocabulary, names: Mapping[str, str]) -> bytes:
    """A line for each unmistakable name of one plain word that is well known, in small letters."""
    return b"".join(
        sorted(
            f"{found}\n".encode()
            for found, name in names.items()
            if found.isascii() and found.isalpha() and name == found.capitalize()
            if vocabulary.frequency.get(found, 0) >= WELL_KNOWN
        )
    )


def _candidates(sources: Sources, vocabulary: Vocabulary) -> Iterator[tuple[str, int | None]]:
    """Names and, of cities, how many people live there."""
    lists = reviewed()
    listed = (*lists.calendar, *lists.regions, *lists.peoples, *sources.countries())
    territories = (name for name in sources.territories() if not name.startswith(INEXACT))
    for name in (*listed, *territories, *_demonyms(sources, vocabulary)):
        yield name, None
    for name in sources.languages():
        if " " not in name and name.lower() in vocabulary.capitals and len(name) >= SHORT - 2:
            yield name, None
    for name, population in sources.cities():
        if population >= LARGE_CITY and name[:1].isupper():
            yield name, population


def _demonyms(sources: Sources, vocabulary: Vocabulary) -> Iterator[str]:
    """Adjectives of countries, and the plurals that dictionaries have."""
    for demonyms in sources.demonyms():
        for name in re.split(r"[,/]| and ", demonyms):
            if NAME.fullmatch(name) and not name.startswith(INEXACT):
                yield from (
                    name,
                    *((name + "s",) if name.lower() + "s" in vocabulary.capitals else ()),
                )


def _ascii(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


def _unmistakable(vocabulary: Vocabulary, name: str, population: int | None) -> bool:
    """Whether the name in small letters is no word of any language that English texts hold."""
    found = fold(name)
    if found in reviewed().names_after_all or found in reviewed().made_of_words:
        return True
    words = re.split("[ -]", found.removeprefix("st. "))
    if len(words) > 1:
        return any(_unheard_of(vocabulary, word) for word in words)
    if population is not None and len(found) < SHORT and found not in vocabulary.capitals:
        return population >= OBVIOUS_CITY and _only_a_name(vocabulary, found)
    return len(found) >= SHORT - 2 and _only_a_name(vocabulary, found)


def _unheard_of(vocabulary: Vocabulary, word: str) -> bool:
    """Whether a part of a name is a word of no dictionary; the other parts may be `new` or `la`."""
    ordinary = word in vocabulary.spelling and word not in reviewed().names_after_all
    return not ordinary and len(word) >= SHORT - 2


def _only_a_name(vocabulary: Vocabulary, word: str) -> bool:
    """Whether a word in small letters is no word, here or elsewhere."""
    if word in vocabulary.spelling or word in reviewed().common_use or len(word) < SHORT - 2:
        return False
    frequency = vocabulary.frequency.get(word, 0)
    if _rare(vocabulary, word):
        return frequency >= (KNOWN if word in vocabulary.capitals else WELL_KNOWN)
    if word in vocabulary.capitals:
        return True
    foreign = vocabulary.foreign.get(word, 0)
    return foreign < FOREIGN or foreign - frequency < FAR


def _rare(vocabulary: Vocabulary, word: str) -> bool:
    """Whether a word is one of those that only the largest dictionaries have."""
    lists = (name.rpartition(".") for name in vocabulary.known.get(word, ()))
    return any(kind.endswith("-words") and int(size) <= HUGE for kind, _, size in lists)

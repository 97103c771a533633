"""What is known of English words, and the word table of the lexicon."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from lexicon_sources import Sources

DICTIONARY = 70
"""Lists of SCOWL up to this size make a large spelling dictionary; those above hold rarities."""
SPELLINGS = (
    "english",
    "american",
    "british",
    "british_z",
    "variant_1",
    "variant_2",
    "british_variant_1",
    "british_variant_2",
)
ORDINARY = frozenset(
    f"{spelling}-{kind}" for spelling in SPELLINGS for kind in ("words", "contractions")
)
CAPITALISED = ("-upper", "-proper-names")
LARGE = "ca cs de es fi fr it nb nl pl pt sv"
SMALL = "da fil hu id is lt lv ms ro sh sk sl tr vi"
"""Other languages in Latin letters, by how large a list wordfreq has of them."""
COMMON = 200
"""A word that no dictionary has is listed from this frequency on (a hundred times Zipf)."""
SURNAME = 0.001
"""Per cent of the people of the census of 1990: rarer surnames are no names of the table."""
OFTEN = 300
"""A word this frequent is common: it is what an unknown one may have been meant to be."""
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Words in lower case by what they are, and their frequencies (a hundred times Zipf)."""

    spelling: frozenset[str]
    """Words and contractions of American and British dictionaries, without possessives."""
    capitals: frozenset[str]
    """Names of the dictionaries."""
    known: dict[str, tuple[str, ...]]
    """Every word of SCOWL in any spelling and size, with the lists that hold it."""
    people: dict[str, float]
    """Surnames and given names, with their share of the people in per cent."""
    places: frozenset[str]
    """Words of place names."""
    frequency: dict[str, int]
    foreign: dict[str, int]
    """The highest frequency in any other language written in Latin letters."""


def vocabulary(sources: Sources) -> Vocabulary:
    """All that the sources say of words."""
    lists = sources.scowl()
    people: dict[str, float] = {}
    for name, share, given in sources.people():
        people[name] = max(people.get(name, 0.0), share, SURNAME if given else 0.0)
    spelling = frozenset(_spelling(lists))
    return Vocabulary(
        spelling=spelling,
        capitals=frozenset(
            w.lower().removesuffix("'s")
            for w in _of(lists, lambda kind: kind.endswith(CAPITALISED))
        ),
        known=_known(lists),
        people=people,
        places=frozenset(_places(sources, spelling)),
        frequency=sources.frequencies("en"),
        foreign=_foreign(sources),
    )


def fold(word: str) -> str:
    """A word as the tables have it: in lower case, with straight apostrophes."""
    return word.lower().replace("’", "'")


def _of(lists: dict[str, frozenset[str]], wanted: Callable[[str], bool]) -> Iterator[str]:
    for name, words in lists.items():
        kind, _, size = name.rpartition(".")
        if int(size) <= DICTIONARY and wanted(kind):
            yield from words


def _spelling(lists: dict[str, frozenset[str]]) -> Iterator[str]:
    """Words in lower case, and the contractions of `I`."""
    for word in _of(lists, ORDINARY.__contains__):
        if not word.endswith("'s") and (word == word.lower() or word.startswith("I'")):
            yield word.lower()


def _places(sources: Sources, spelling: Collection[str]) -> Iterator[str]:
    """Names of one word, and the words that only names hold: `york`, not `new`."""
    for name in [*(city for city, _ in sources.cities()), *sources.countries()]:
        words = WORD.findall(fold(name))
        yield from (w for w in words if len(words) == 1 or w not in spelling)


def _known(lists: dict[str, frozenset[str]]) -> dict[str, tuple[str, ...]]:
    known: dict[str, tuple[str, ...]] = {}
    for name in sorted(lists):
        for word in lists[name]:
            known[word.lower()] = (*known.get(word.lower(), ()), name)
    return known


def _foreign(sources: Sources) -> dict[str, int]:
    highest: dict[str, int] = {}
    for size, languages in (("large", LARGE), ("small", SMALL)):
        for language in languages.split():
            for word, frequency in sources.frequencies(language, size=size).items():
                highest[word] = max(highest.get(word, 0), frequency)
    return highest


def table(vocabulary: Vocabulary, misspelt: Collection[str]) -> bytes:
    """The word table: word, a hundred times its Zipf frequency, flags; sorted by its bytes.

    Misspellings are no words, however common they are.
    """
    common = {w for w, frequency in vocabulary.frequency.items() if frequency >= COMMON}
    words = vocabulary.spelling | vocabulary.capitals | common | vocabulary.places
    words |= {name for name, share in vocabulary.people.items() if share >= SURNAME}
    lines = (
        f"{word}\t{vocabulary.frequency.get(word, 0)}\t{_flags(vocabulary, word)}\n".encode()
        for word in words
        if WORD.fullmatch(word) and (word in vocabulary.spelling or word not in misspelt)
    )
    return b"".join(sorted(lines))


def common(table: bytes) -> bytes:
    """The common ordinary words of the word table, with blanks between, by falling frequency."""
    words: dict[int, list[str]] = {}
    for line in table.decode().split("\n")[:-1]:
        word, frequency, flags = line.split("\t")
        if int(frequency) >= OFTEN and "w" in flags:
            words.setdefault(int(frequency), []).append(word)
    lines = (f"{often}\t{' '.join(words[often])}\n" for often in sorted(words, reverse=True))
    return "".join(lines).encode()


def _flags(vocabulary: Vocabulary, word: str) -> str:
    ordinary = word in vocabulary.spelling
    flags = {
        "w": ordinary,
        "n": word in vocabulary.capitals and not ordinary,
        "s": vocabulary.people.get(word, 0.0) >= SURNAME,
        "p": word in vocabulary.places,
    }
    return "".join(flag for flag, holds in flags.items() if holds)

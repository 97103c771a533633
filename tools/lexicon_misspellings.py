"""The table of common misspellings: those of other tools' lists that can be nothing else."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from lexicon_reviewed import reviewed
from lexicon_sources import Sources
from lexicon_words import Vocabulary

FOUND = re.compile(r"[a-z]+(?:'[a-z]+)?")
BECOMES = re.compile(r"[a-z]+(?:'[a-z]+)?(?: [a-z]+)*")
SHORTEST = 4
COMMON = 220
"""A correction is at least this common (a hundred times Zipf)."""
STRUCTURAL = 640
"""Words run together are taken for two only if one is this common: `ofthe`, not `filetest`."""
RARER = 100
"""A misspelling is by so much rarer than its correction."""
FOREIGN, FAR = 300, 150
"""A word so common in another language, and so much commoner than in English, is that word."""
DRAWN_OUT = re.compile(r"([aeiouy])\1\1|(.)\2\2$|(.)\3{3}")
NOMINAL = ("al", "able", "ible", "ing", "it", "ive")
"""An adjective that ends so may be a noun as well: Scala has implicits."""
FOREIGN_ENDING = re.compile(r"(?:[aiou]|[aiou]s|ella|isch)$")
OLD_ENDING = re.compile(r"cion(?:e?s)?$")
"""`invitacion` is Spanish, and how the word was spelt in English once."""
GHOST = 95
"""The lists of SCOWL of this size also hold misspellings and words nobody has used."""
SEEN, SEEN_RARER, SEEN_LENGTH = 100, 200, 7
"""A ghost is a misspelling if it is in use, so much rarer than its correction, and so long."""
VARIANTS = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        ("([iy])z", r"\1s"),
        ("our", "or"),
        ("eabl", "abl"),
        ("eage", "age"),
        ("[ao]e", "e"),
        ("ck$", "c"),
        ("([st]h?)icks$", r"\1ics"),
    )
)
"""Spellings that writers differ in, today or of old: advizable, chancellour, musick, physicks."""
NEAR = 100
"""A nearer word is in the running unless it is by so much rarer than the correction."""
SHORT = 5
"""Words up to this length have many neighbours: any at one slip is in the running."""
IN_USE = 180
VOWELS = frozenset("aeiouy")


def table(sources: Sources, vocabulary: Vocabulary, names: Mapping[str, str]) -> dict[str, str]:
    """Each misspelling and its correction; `names` has names by their form in small letters."""
    rows = dict(_chosen(sources, vocabulary, names)) | reviewed().famous
    rows |= {word.replace("'", ""): word for word in reviewed().contractions}
    return {found: becomes for found, becomes in rows.items() if becomes not in rows}


def _chosen(
    sources: Sources, vocabulary: Vocabulary, names: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    for found, becomes in _agreed(sources).items():
        name = names.get(becomes, "")
        if not _shaped(found, becomes) or found in reviewed().not_misspelt or found in names:
            continue
        if found == f"{becomes}s" and becomes.endswith(NOMINAL):
            continue
        if name and " " not in name and _plausible(vocabulary, found, becomes):
            yield found, name
        elif _is_correction(vocabulary, becomes) and _plausible(vocabulary, found, becomes):
            yield found, becomes


def _agreed(sources: Sources) -> dict[str, str]:
    """Misspellings for which all lists have one and the same correction."""
    corrections: defaultdict[str, set[str]] = defaultdict(set)
    for found, becomes in sources.misspellings():
        corrections[found.strip().lower()] |= {b.strip() for b in becomes.split(",")} - {""}
    return {found: min(b) for found, b in sorted(corrections.items()) if len(b) == 1}


def _shaped(found: str, becomes: str) -> bool:
    """Whether both are written as words are, and neither is a fragment of the other.

    A fragment stands where a line or a speaker breaks off: `resul-`, “I was at schoo—”. Dropped
    and drawn-out letters are how speech is written: `goin`, `sooo`.
    """
    if not FOUND.fullmatch(found) or not BECOMES.fullmatch(becomes) or len(found) < SHORTEST:
        return False
    if "'" in found and ("'" not in becomes or found.endswith("'s")):
        return False
    if any(v.sub(form, found) == v.sub(form, becomes) for v, form in VARIANTS):
        return False
    if OLD_ENDING.search(found):
        return False
    if FOREIGN_ENDING.search(found) and not becomes.endswith(found[-2:]):
        return False
    joined = becomes.replace(" ", "").replace("'", "")
    if joined != found and (joined.startswith(found) or joined.endswith(found)):
        return False
    return joined != found + "g" and not DRAWN_OUT.search(found)


def _is_correction(vocabulary: Vocabulary, becomes: str) -> bool:
    words = becomes.split(" ")
    if len(words) > 1 and all(vocabulary.frequency.get(w, 0) < STRUCTURAL for w in words):
        return False
    return all(w in vocabulary.spelling and vocabulary.frequency.get(w, 0) >= COMMON for w in words)


def _plausible(vocabulary: Vocabulary, found: str, becomes: str) -> bool:
    """Whether a form is no word or name of any kind, and nothing is nearer to it than `becomes`."""
    frequency = vocabulary.frequency.get(found, 0)
    meant = min(vocabulary.frequency.get(word, 0) for word in becomes.split(" "))
    if frequency > meant - RARER:
        return False
    if is_known(vocabulary, found) and not _is_ghost(vocabulary, found, becomes):
        return False
    if found in fragments(vocabulary):
        return False
    foreign = vocabulary.foreign.get(found, 0)
    if foreign >= FOREIGN and foreign - frequency > FAR:
        return False
    return " " in becomes or "'" in found or _nearest(vocabulary, found, becomes)


def is_known(vocabulary: Vocabulary, word: str) -> bool:
    """Whether any dictionary, list of names or gazetteer has a word, whatever its case."""
    return (
        word in vocabulary.known
        or word in vocabulary.people
        or word in vocabulary.places
        or word in vocabulary.spelling
    )


def _is_ghost(vocabulary: Vocabulary, found: str, becomes: str) -> bool:
    """Whether a word that only the largest lists have is in truth a misspelling in use."""
    ghost = all(name.endswith(f"words.{GHOST}") for name in vocabulary.known.get(found, ("",)))
    frequency, meant = vocabulary.frequency.get(found, 0), vocabulary.frequency.get(becomes, 0)
    named = found in vocabulary.people or found in vocabulary.places
    return (
        ghost
        and not named
        and found[0] == becomes[0]
        and len(found) >= SEEN_LENGTH
        and SEEN <= frequency <= meant - SEEN_RARER
        and cost(found, becomes) <= 2
    )


def _nearest(vocabulary: Vocabulary, found: str, becomes: str) -> bool:
    """Whether no other word in use is as likely to be meant."""
    price = cost(found, becomes.replace("'", ""))
    meant = vocabulary.frequency.get(becomes.lower(), 0)
    short = len(found) <= SHORT
    for other in near(vocabulary, found) - {becomes.lower()}:
        wide = short and other in vocabulary.spelling
        likely = vocabulary.frequency[other] > meant - (NEAR + NEAR // 2 if wide else NEAR)
        if likely and cost(found, other) <= (2 if wide else price):
            return False
    return price <= _limit(found)


@cache
def fragments(vocabulary: Vocabulary) -> frozenset[str]:
    """Beginnings and ends of words in use: what is left of them where a line breaks."""
    words = [w for w in vocabulary.spelling if vocabulary.frequency.get(w, 0) >= COMMON]
    cuts = ((word, at) for word in words for at in range(1, len(word)))
    return frozenset(part for word, at in cuts for part in (word[:at], word[at:]))


def near(vocabulary: Vocabulary, word: str) -> set[str]:
    """Words and names in use that are at most two slips away, and some a little farther."""
    index = _index(vocabulary)
    return {other for less in _fewer(word) for other in index.get(less, ())} - {word}


@cache
def _index(vocabulary: Vocabulary) -> dict[str, list[str]]:
    """Words and names in use by what is left when up to two of their letters go."""
    index: dict[str, list[str]] = {}
    for word in sorted(vocabulary.spelling | vocabulary.capitals):
        if vocabulary.frequency.get(word, 0) >= IN_USE:
            for less in _fewer(word):
                index.setdefault(less, []).append(word)
    return index


def _fewer(word: str) -> set[str]:
    """A word, and what is left when one or two of its letters go."""
    one = {word[:at] + word[at + 1 :] for at in range(len(word))}
    return {word} | one | {less[:at] + less[at + 1 :] for less in one for at in range(len(less))}


def _limit(found: str) -> int:
    """How far off a correction may be: a slip in short words, two or three in long ones."""
    return 2 if len(found) <= SHORT else 4 if len(found) <= 8 else 6


def cost(found: str, becomes: str) -> int:
    """The price of the cheapest way from one word to the other.

    Letters swapped, doubled or undoubled, and one vowel for another are 1; other slips are 2.
    """
    before: list[int] = []
    row = [2 * at for at in range(len(becomes) + 1)]
    for i, a in enumerate(found, start=1):
        last, before, row = before, row, [2 * i]
        for j, b in enumerate(becomes, start=1):
            gone = before[j] + (1 if i > 1 and found[i - 2] == a else 2)
            added = row[j - 1] + (1 if j > 1 and becomes[j - 2] == b else 2)
            changed = before[j - 1] + _change(a, b)
            swapped = i > 1 and j > 1 and found[i - 2] == b and becomes[j - 2] == a
            row.append(min(gone, added, changed, *([last[j - 2] + 1] if swapped else [])))
    return row[-1]


def _change(a: str, b: str) -> int:
    return 0 if a == b else 1 if {a, b} <= VOWELS else 2

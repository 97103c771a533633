"""Words that are one slip of the keyboard from a common one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from cleaner import lexicon
from cleaner.expressions import expression

CLEAR = 1.0
"""By how much, in Zipf frequency, the word that was meant is ahead of the next."""
HINT = 0.7
"""What a slip of the common kinds, inside a word, is worth beside that."""
STEM = 4
"""Shorter beginnings of a word are no evidence of how it was made."""
_BEGUN = expression(r"(?:anti|mis|non|out|over|pre|re|sub|un|under)(?<stem>[a-z]+)")
_ENDED = expression(r"(?<stem>[a-z]+?)(?<end>able|ed|ers?|ing|ish|ist|less|ly|ness|s)")
_OLD_END = expression(r"ck(s?)\Z")
"""How words in -c were spelt: `physicks`, `arithmetick`."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_VOWEL = frozenset("aeiou")
_KEEPS_E = ("ee", "oe", "ye")
"""Before a vowel all other words drop their last e: `seeing`, but `taking`."""
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_PLACES = {key: (row, at) for row, keys in enumerate(_ROWS) for at, key in enumerate(keys)}
REMEMBERED = 20_000
"""Of so many words it is remembered what was meant by them: texts have the same slips."""


@lru_cache(maxsize=REMEMBERED)
def meant_by(word: str) -> tuple[str, str] | None:
    """The one common word that is a slip away, or that is far more common than the others."""
    common = near_common(word).items()
    near = sorted(((zipf + HINT * is_common_slip(word, o), o) for o, zipf in common), reverse=True)
    if not near or (len(near) > 1 and near[0][0] - near[1][0] < CLEAR):
        return None
    if _derived(word, near[0][1]) or _OLD_END.sub(r"c\1", word) == near[0][1]:
        return None
    return near[0][1], f"`{word}` is no word, `{near[0][1]}` is a common one"


def _derived(word: str, meant: str) -> bool:
    """Whether `word` is made from a known word, and `meant` is not, or in another way.

    So are `desponding` beside `responding`, and `balconied` beside `balconies`.
    """
    begun, ended = _BEGUN.fullmatch(word), _ENDED.fullmatch(word)
    stems = {begun["stem"]: ""} if begun else {}
    if ended:
        stems |= dict.fromkeys(_stems(ended["stem"], ended["end"]), ended["end"])
    return any(
        lexicon.is_word(stem) and not (meant.startswith(stem) and meant.endswith(end))
        for stem, end in stems.items()
        if len(stem) >= STEM
    )


def _stems(stem: str, end: str) -> Iterator[str]:
    """What a word may have been before it had its end: `balconi` comes of `balcony`."""
    if end[0] not in _VOWEL or not stem.endswith("e") or stem.endswith(_KEEPS_E):
        yield stem
    if end[0] in _VOWEL:
        yield stem + "e"
    if stem.endswith("i"):
        yield stem[:-1] + "y"


def is_common_slip(word: str, meant: str) -> bool:
    """Whether a slip is inside a word: letters swapped, one lost or added, or the key beside hit.

    A last letter more or less is how words were spelt, or are spoken: `himselfe`, `goin`.

    >>> is_common_slip("govermnent", "government"), is_common_slip("certaine", "certain")
    (True, False)
    """
    if word[0] != meant[0]:
        return False
    if len(word) != len(meant):
        return word[-1] == meant[-1]
    at = next(at for at, letter in enumerate(word) if letter != meant[at])
    swapped = word[at : at + 2] == meant[at : at + 2][::-1]
    return swapped or (word[-1] == meant[-1] and _beside(word[at], meant[at]))


def _beside(one: str, other: str) -> bool:
    """Whether two letters have touching keys on an English keyboard."""
    (row, at), (other_row, other_at) = _PLACES[one], _PLACES[other]
    return abs(row - other_row) + abs(at - other_at) <= 1


@lru_cache(maxsize=REMEMBERED)
def near_common(word: str) -> Mapping[str, float]:
    """The common words that are one slip away from a word, sorted, with their frequencies."""
    near, wrong = lexicon.common_among(slips(word)), _no_slips(word)
    return {other: near[other] for other in sorted(near) if other not in wrong}


def slips(word: str) -> list[str]:
    """Every string one slip away: a letter gone, two swapped, one changed, one added.

    Some come more than once, and some that are no slips: those of `_no_slips`. The word is one in
    small letters, for the strings are made as one text with blanks between, which is much faster.
    """
    parts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    gone = [(left, right[1:]) for left, right in parts[:-1]]
    swapped = [left + right[1] + right[0] + right[2:] for left, right in parts[:-2]]
    changed_or_added = [
        left + f"{right} {left}".join(_LETTERS) + right for left, right in (*gone, *parts)
    ]
    return [left + right for left, right in gone] + swapped + " ".join(changed_or_added).split(" ")


def _no_slips(word: str) -> frozenset[str]:
    """What is no slip of a word: itself, and a final s, for most words with one are plurals."""
    return frozenset([word, word + "s", word.removesuffix("s")])


def is_slip(word: str, other: str) -> bool:
    """Whether `other`, which is in small letters of ASCII, is one slip away from a word.

    >>> [is_slip("tribnal", other) for other in ("tribunal", "tribnals", "trubnal", "tirbnal")]
    [True, False, True, True]
    """
    if other in _no_slips(word):
        return False
    at, shorter = 0, min(len(word), len(other))
    while at < shorter and word[at] == other[at]:
        at += 1
    one, two = word[at:], other[at:]
    if len(one) != len(two):
        return one[1:] == two or one == two[1:]
    return one[1:] == two[1:] or (one[:2] == two[1::-1] and one[2:] == two[2:])

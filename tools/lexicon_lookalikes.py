"""The table of look-alikes: what character recognition makes of common words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

from lexicon_misspellings import cost, fragments, is_known, near
from lexicon_reviewed import reviewed
from lexicon_words import Vocabulary

CONFUSIONS = (
    ("m", "rn", 60),
    ("rn", "m", 60),
    ("h", "li", 60),
    ("li", "h", 40),
    ("d", "cl", 40),
    ("cl", "d", 50),
    ("w", "vv", 40),
    ("u", "ii", 30),
    ("h", "tl", 30),
    ("m", "in", 20),
    ("m", "ni", 10),
    ("in", "m", 20),
    ("ni", "m", 10),
    ("h", "b", 40),
    ("b", "h", 20),
    ("e", "c", 80),
    ("c", "e", 50),
    ("n", "u", 60),
    ("u", "n", 60),
    ("i", "l", 40),
    ("l", "i", 30),
    ("l", "1", 80),
    ("i", "1", 50),
    ("o", "0", 80),
)
"""What is printed, what is read for it, and how often compared with the others."""
SHORTEST = 4
COMMON, VERY_COMMON = 330, 550
"""How common a word must be to be meant (a hundred times Zipf); of four letters, the second."""
RARER, SEEN, OFTEN_SEEN = 250, 140, 200
"""A misreading is so much rarer than the word, and no more common than this; of very common
words, than the last."""
FOREIGN = 250
NEAR = 80
"""Another word one slip away is in the running unless it is by so much rarer."""
ROWS = 40_000
FIRST = """
    of in to on for and that by from with at is was as into all but than when if has had have are
    were been be not only under over upon through about after before between against
"""
SECOND = "the this that these those their his her our your which"
"""Words that are run together: each of the first with each of the second."""
JOINED_FOREIGN = 350


def table(vocabulary: Vocabulary, taken: Collection[str]) -> dict[str, str]:
    """Each misreading that is no word, and the only common word that looks like it.

    `taken` are forms that other tables have.
    """
    meant: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for word in sorted(vocabulary.spelling):
        frequency = vocabulary.frequency.get(word, 0)
        if frequency >= COMMON and len(word) >= SHORTEST - 1 and word.isascii() and word.isalpha():
            for found, weight in _misread(word):
                value = frequency + weight
                meant[found][word] = max(value, meant[found].get(word, 0))
    rows = [
        (max(words.values()), found, min(words))
        for found, words in meant.items()
        if len(words) == 1 and found not in taken and _is_safe(vocabulary, found, min(words))
    ]
    best = sorted(rows, key=lambda row: (-row[0], row[1]))[:ROWS]
    return {found: word for _, found, word in best} | dict(_joined(vocabulary, taken))


def _misread(word: str) -> Iterator[tuple[str, int]]:
    """Each way to misread one place of a word, or both letters of a double one."""
    for printed, read, weight in CONFUSIONS:
        for at in range(len(word)):
            if word.startswith(printed, at):
                yield word[:at] + read + word[at + len(printed) :], weight
            if word.startswith(printed * 2, at) and read.isdigit():
                yield word[:at] + read * 2 + word[at + 2 * len(printed) :], weight


def _is_safe(vocabulary: Vocabulary, found: str, word: str) -> bool:
    """Whether a misreading is no word or name, no part of one, and near to no other word."""
    if found in reviewed().not_misspelt:
        return False
    frequency, meant = vocabulary.frequency.get(found, 0), vocabulary.frequency[word]
    if len(found) < SHORTEST or (len(found) == SHORTEST and meant < VERY_COMMON):
        return False
    if not found.isalpha():
        bare = found.strip("01")
        return bare not in vocabulary.spelling and bare != ""
    if frequency > min(OFTEN_SEEN if meant >= VERY_COMMON else SEEN, meant - RARER):
        return False
    if is_known(vocabulary, found) or found in fragments(vocabulary):
        return False
    rivals = near(vocabulary, found) - {word}
    common = {other for other in rivals if vocabulary.frequency[other] > meant - NEAR}
    foreign = vocabulary.foreign.get(found, 0)
    return foreign < FOREIGN and not any(cost(found, other) <= 2 for other in common)


def _joined(vocabulary: Vocabulary, taken: Collection[str]) -> Iterator[tuple[str, str]]:
    for first in FIRST.split():
        for second in SECOND.split():
            found = first + second
            foreign = vocabulary.foreign.get(found, 0) >= JOINED_FOREIGN
            if first == second or found in taken or found in vocabulary.spelling or foreign:
                continue
            if not is_known(vocabulary, found) and found not in fragments(vocabulary):
                yield found, f"{first} {second}"

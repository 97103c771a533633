"""Unknown words that are one slip of the keyboard from a known one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from string import ascii_lowercase

from cleaner import quotations
from cleaner.evidence import Facts, times
from cleaner.expressions import expression
from cleaner.model import Candidate, Edit, Safety

SHORTEST, LONGEST = 5, 30
"""Shorter unknown words have too many neighbours, and longer ones are no words."""
USED = 3
"""How often a document must use a word for an unknown one to be taken for a slip of it."""
CLEAR = 1.0
"""By how much, in Zipf frequency, the word that was meant is ahead of the next."""
HINT = 0.7
"""What a slip of the common kinds, inside a word, is worth beside that."""
SURE_COMMON, SURE_COMMON_SHORT, SURE_CLEAR = 4.0, 5.0, 2.0
"""From which frequency and lead on a slip of a common kind can be nothing else."""
SLIPS_OF_ONE_TEXT = 4
"""A text with more slips than this is written in a spelling of its own: none of them is sure."""
STEM = 4
"""Shorter beginnings of a word are no evidence of how it was made."""
_BEGUN = expression(r"(?:anti|mis|non|out|over|pre|re|sub|un|under)(?<stem>[a-z]+)")
_ENDED = expression(r"(?<stem>[a-z]+?)(?<end>able|ed|ers?|ing|ish|ist|less|ly|ness|s)")
_VOWEL = frozenset("aeiou")
_KEEPS_E = ("ee", "oe", "ye")
"""Before a vowel all other words drop their last e: `seeing`, but `taking`."""
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_PLACES = {key: (row, at) for row, keys in enumerate(_ROWS) for at, key in enumerate(keys)}


def find(facts: Facts, options: Mapping[str, str]) -> Iterator[Candidate]:
    """Words in lower case that no list knows, with the word that was meant.

    The mess: a letter is lost, doubled, swapped or mistyped. `near` says what counts as known: a
    word that this `document` uses often, or any common word of the `dictionary`. Words that stand
    more than twice are left alone, for the writer means them; so are parts of hyphenated words.

    >>> text = "The tribunal met. A tribunal sat, and the tribunal rose. The tribnal slept."
    >>> [text[found.start:found.end] for found in find(Facts(text), {"near": "document"})]
    ['tribnal']
    """
    document = options["near"] == "document"
    meant = _in_document if document else _in_dictionary
    unknown = facts.told(_unknown)
    for token in facts.tokens if unknown else ():
        word = facts.text[token.start : token.end]
        if word not in unknown or _joined(facts.text, token.start, token.end):
            continue
        found = meant(facts, word)
        sure = found is not None and not document and _sure(facts, word, found[0])
        quoted = quotations.inside(facts, token.start)
        if found is not None and (sure or not quoted):
            edit = Edit(token.start, token.end, found[0])
            safety = Safety.SAFE if sure and not quoted else Safety.SUGGEST
            yield Candidate(token.start, token.end, (edit,), safety=safety, reason=found[1])


def _sure(facts: Facts, word: str, meant: str) -> bool:
    """Whether a word can be nothing but a slip of `meant`: a common kind, and nothing else near."""
    from cleaner import lexicon

    common = lexicon.common_words()
    lead = [common[meant] - common[other] for other in _slips(word) if other in common]
    return (
        common[meant] >= (SURE_COMMON if len(word) > SHORTEST else SURE_COMMON_SHORT)
        and all(ahead == 0 or ahead >= SURE_CLEAR for ahead in lead)
        and len(facts.told(_unknown)) <= SLIPS_OF_ONE_TEXT
        and is_common_slip(word, meant)
    )


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


def _unknown(facts: Facts) -> frozenset[str]:
    """The words of a text in plain lower case that no list knows, and that stand twice at most.

    Where most unknown words are no slips, the text has a vocabulary of its own: then none.
    """
    from cleaner import lexicon  # its table is read only when a rule asks

    unknown = [
        word
        for word in facts.words
        if SHORTEST <= len(word) <= LONGEST and word.isascii() and word.isalpha() and word.islower()
        if lexicon.zipf(word) == 0 and not lexicon.is_word(word)
    ]
    slips = [word for word in unknown if _in_dictionary(facts, word) or _in_document(facts, word)]
    if len(slips) * 2 < len(unknown):
        return frozenset()
    return frozenset(word for word in slips if facts.words[word] <= 2)


def _derived(word: str, meant: str) -> bool:
    """Whether `word` is made from a known word, and `meant` is not, or in another way.

    So are `desponding` beside `responding`, and `balconied` beside `balconies`.
    """
    from cleaner import lexicon

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


def _joined(text: str, start: int, end: int) -> bool:
    return "-" in (text[start - 1 : start], text[end : end + 1])


def _in_document(facts: Facts, word: str) -> tuple[str, str] | None:
    """The one word of the document that is a slip away, and the evidence."""
    near = [other for other in _slips(word) if facts.words[other] >= USED]
    if len(near) != 1:
        return None
    often, seldom = times(facts.words[near[0]]), times(facts.words[word])
    return near[0], f"`{near[0]}` {often}, `{word}` {seldom}"


def _in_dictionary(facts: Facts, word: str) -> tuple[str, str] | None:
    """The one common word that is a slip away, or that is far more common than the others."""
    from cleaner import lexicon

    common = lexicon.common_words()
    near = sorted(
        ((common[o] + HINT * is_common_slip(word, o), o) for o in _slips(word) if o in common),
        reverse=True,
    )
    if not near or (len(near) > 1 and near[0][0] - near[1][0] < CLEAR):
        return None
    if _derived(word, near[0][1]):
        return None
    return near[0][1], f"`{word}` is no word, `{near[0][1]}` is a common one"


def _slips(word: str) -> list[str]:
    """Every string one slip away: a letter gone, two swapped, one changed, one added; sorted.

    A final s is no slip: most unknown words with one are true plurals.
    """
    parts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    gone = {left + right[1:] for left, right in parts if right}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in parts if len(right) > 1}
    changed = {left + c + right[1:] for left, right in parts if right for c in ascii_lowercase}
    added = {left + c + right for left, right in parts for c in ascii_lowercase}
    return sorted((gone | swapped | changed | added) - {word, word + "s", word.removesuffix("s")})

"""Unknown words that are one slip of the keyboard from a known one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from string import ascii_lowercase

from cleaner.evidence import Facts, times
from cleaner.model import Candidate, Edit

SHORTEST = 5
"""Shorter unknown words have too many neighbours."""
USED = 3
"""How often a document must use a word for an unknown one to be taken for a slip of it."""
CLEAR = 1.0
"""By how much, in Zipf frequency, the word that was meant is ahead of the next."""


def find(facts: Facts, options: Mapping[str, str]) -> Iterator[Candidate]:
    """Words in lower case that no list knows, with the word that was meant.

    The mess: a letter is lost, doubled, swapped or mistyped. `near` says what counts as known: a
    word that this `document` uses often, or any common word of the `dictionary`. Words that stand
    more than twice are left alone, for the writer means them; so are parts of hyphenated words.

    >>> text = "The tribunal met. A tribunal sat, and the tribunal rose. The tribnal slept."
    >>> [text[found.start:found.end] for found in find(Facts(text), {"near": "document"})]
    ['tribnal']
    """
    meant = _in_document if options["near"] == "document" else _in_dictionary
    unknown = facts.of(_unknown)
    for token in facts.tokens if unknown else ():
        word = facts.text[token.start : token.end]
        if word in unknown and not _joined(facts.text, token.start, token.end):
            found = meant(facts, word)
            if found is not None:
                edit = Edit(token.start, token.end, found[0])
                yield Candidate(token.start, token.end, (edit,), reason=found[1])


def _unknown(facts: Facts) -> frozenset[str]:
    """The words of a text in plain lower case that no list knows, and that stand twice at most.

    Where most unknown words are no slips, the text has a vocabulary of its own: then none.
    """
    from cleaner import lexicon  # its table is read only when a rule asks

    unknown = [
        word
        for word in facts.words
        if len(word) >= SHORTEST and word.isascii() and word.isalpha() and word.islower()
        if lexicon.zipf(word) == 0 and not lexicon.is_word(word)
    ]
    slips = [word for word in unknown if _in_dictionary(facts, word) or _in_document(facts, word)]
    if len(slips) * 2 < len(unknown):
        return frozenset()
    return frozenset(word for word in slips if facts.words[word] <= 2)


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
    near = sorted(((common[o], o) for o in _slips(word) if o in common), reverse=True)
    if not near or (len(near) > 1 and near[0][0] - near[1][0] < CLEAR):
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

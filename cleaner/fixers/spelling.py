"""Unknown words that are one slip of the keyboard from a known one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from functools import lru_cache

from cleaner import quotations
from cleaner.evidence import Facts, Span, Token, times
from cleaner.model import Candidate, Edit, Safety
from cleaner.slips import is_common_slip, is_slip, meant_by, near_common

SHORTEST, LONGEST = 5, 30
"""Shorter unknown words have too many neighbours, and longer ones are no words."""
USED = 3
"""How often a document must use a word for an unknown one to be taken for a slip of it."""
SURE_COMMON, SURE_COMMON_SHORT, SURE_CLEAR = 4.0, 5.0, 2.0
"""From which frequency and lead on a slip of a common kind can be nothing else."""
REMEMBERED = 65_536
"""Of so many words it is remembered whether a list knows them."""
SLIPS_OF_ONE_TEXT = 4
"""A text with more slips than this is written in a spelling of its own: none of them is sure."""


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
    unknown = facts.told(_unknown)
    if facts.part is not None:
        unknown &= facts.vocabulary  # few of those of a long document stand in one part
    for token in _standing(facts, unknown):
        word = token.folded
        found = _in_document(facts, word) if document else meant_by(word)
        sure = found is not None and not document and _is_sure(facts, word, found[0])
        quoted = quotations.inside(facts, token.start)
        if found is not None and (sure or not quoted):
            safety = Safety.SAFE if sure and not quoted else Safety.SUGGEST
            yield _candidate(token, found, safety)


def sure(facts: Facts, options: Mapping[str, str], taken: Set[Span]) -> Iterator[Candidate]:
    """Those of `find` that are safe and stand at no span that is taken; each is one edit of a word.

    What the whole text says is only asked if there may be one, for that takes long.
    """
    if options["near"] == "document":
        return
    for token in _standing(facts, filter(_is_unlisted, facts.vocabulary)):
        found = None if (token.start, token.end) in taken else meant_by(token.folded)
        if (
            found is not None
            and _looks_sure(token.folded, found[0])
            and token.folded in facts.told(_unknown)
            and _is_sure(facts, token.folded, found[0])
            and not quotations.inside(facts, token.start)
        ):
            yield _candidate(token, found, Safety.SAFE)


def _standing(facts: Facts, words: Iterable[str]) -> list[Token]:
    """Where words stand as they are written, not joined to others, in order."""
    tokens = sorted(token for word in words for token in facts.tokens_like(word))
    return [
        token
        for token in tokens
        if facts.text[token.start : token.end] == token.folded
        if "-"
        not in (facts.text[token.start - 1 : token.start], facts.text[token.end : token.end + 1])
    ]


def _candidate(token: Token, found: tuple[str, str], safety: Safety) -> Candidate:
    edit = Edit(token.start, token.end, found[0])
    return Candidate(token.start, token.end, (edit,), safety=safety, reason=found[1])


def _is_sure(facts: Facts, word: str, meant: str) -> bool:
    """Whether a word can be nothing but a slip of `meant` in a text with few slips.

    What stands twice, or has a plural, is a word that the writer knows: `treant`, `treants`.
    """
    slips = len(facts.told(_unknown))
    once = facts.words[word] == 1 and f"{word}s" not in facts.words
    return _looks_sure(word, meant) and once and slips <= SLIPS_OF_ONE_TEXT


@lru_cache(maxsize=REMEMBERED)
def _looks_sure(word: str, meant: str) -> bool:
    """Whether a slip is of a common kind, and no other word is near."""
    near = near_common(word)
    lead = [near[meant] - frequency for frequency in near.values()]
    return (
        near[meant] >= (SURE_COMMON if len(word) > SHORTEST else SURE_COMMON_SHORT)
        and all(ahead == 0 or ahead >= SURE_CLEAR for ahead in lead)
        and is_common_slip(word, meant)
    )


def _unknown(facts: Facts) -> frozenset[str]:
    """The words of a text in plain lower case that no list knows, and that stand twice at most.

    Names of the text are known, for it may write a function `popen` beside a class Popen. Where
    most unknown words are no slips, the text has a vocabulary of its own: then none.
    """
    unlisted = filter(_is_unlisted, facts.words)
    unknown = [word for word in unlisted if not _is_name(facts, word.capitalize())]
    likely = [word for word in unknown if meant_by(word) or _in_document(facts, word)]
    if len(likely) * 2 < len(unknown):
        return frozenset()
    return frozenset(word for word in likely if facts.words[word] <= 2)


@lru_cache(maxsize=REMEMBERED)
def _is_unlisted(word: str) -> bool:
    """Whether a word is in plain lower case, and no list knows it."""
    from cleaner import lexicon  # its table is read only when a rule asks

    if not (SHORTEST <= len(word) <= LONGEST and _is_plain(word)):
        return False
    if lexicon.common_among((word,)):
        return False
    return lexicon.zipf(word) == 0 and not lexicon.is_word(word)


def _is_name(facts: Facts, word: str) -> bool:
    """Whether a word is among the names; only those of one that stands there are looked for."""
    return (word in facts.words or f"{word}'" in facts.words) and word in facts.names


def _is_plain(word: str) -> bool:
    return word.isascii() and word.isalpha() and word.islower()


def _in_document(facts: Facts, word: str) -> tuple[str, str] | None:
    """The one word of the document that is a slip away, and the evidence."""
    used, kept = facts.told(_used), _kept(word)
    ends = {*used.get(word[:kept], ()), *used.get(f"-{word[-kept:]}", ())}
    near = [other for other in ends if is_slip(word, other)]
    if len(near) != 1:
        return None
    often, seldom = times(facts.words[near[0]]), times(facts.words[word])
    return near[0], f"`{near[0]}` {often}, `{word}` {seldom}"


def _used(facts: Facts) -> Mapping[str, list[str]]:
    """The words a document uses often, by how they begin, and by how they end behind a hyphen.

    A slip leaves one of the two as it is.
    """
    used: dict[str, list[str]] = {}
    for word, count in facts.words.items():
        if count >= USED and len(word) >= SHORTEST - 1 and _is_plain(word):
            for kept in {_kept(word), _kept(word + "?"), _kept(word[1:])}:
                used.setdefault(word[:kept], []).append(word)
                used.setdefault(f"-{word[-kept:]}", []).append(word)
    return used


def _kept(word: str) -> int:
    """So many letters before or behind it any slip of a word leaves."""
    return (len(word) - 1) // 2

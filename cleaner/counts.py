"""The words of a text, and how often words and phrases stand there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Set
from functools import partial
from itertools import accumulate
from typing import NamedTuple

from cleaner.expressions import expression
from cleaner.marks import fold

SIGN = r"[\p{L}\p{M}\p{N}]"
"""A sign of a word, as an expression."""
_WHOLE = rf"{SIGN}+(?:['’]{SIGN}+)*"
WORD = expression(rf"(?:\p{{Lu}}\.){{2,}}|{_WHOLE}(?:(?<=s)['’])?")
_IN_WORD = expression(r"\w")
TOKEN = expression(_WHOLE)
_PARTS = expression(rf"({SIGN}+(?:'{SIGN}+)*)")
_STARTS, _ENDS = expression(rf"(?<!{SIGN}'?)"), expression(rf"(?!'?{SIGN})")
_ALNUM = frozenset(b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_IN_TOKENS = bytes(
    byte if byte in _ALNUM or byte in b"'" or byte > 127 else 32 for byte in range(256)
)
_IN_WORDS = bytes(46 if byte == 46 else _IN_TOKENS[byte] for byte in range(256))
"""What leaves of a text in UTF-8 only what may stand in a token, or in a word with its points."""


class Token(NamedTuple):
    """A word at `start:end`; `folded` is its lower case with straight marks, for look-ups only."""

    start: int
    end: int
    folded: str


_token = partial(tuple.__new__, Token)
"""A token of its fields, made without a call of Python."""


def tokens_of(text: str) -> tuple[Token, ...]:
    """The words in order; an apostrophe inside a word belongs to it."""
    lower = lower_of(text)
    if lower is None:
        spans = [m.span() for m in TOKEN.finditer(text)]
        return tuple(Token(*span, fold(text[slice(*span)]).lower()) for span in spans)
    parts = _PARTS.split(lower)
    ends = list(accumulate(map(len, parts)))
    return tuple(map(_token, zip(ends[0::2], ends[1::2], parts[1::2], strict=False)))


def tokens_like(lower: str, folded: str) -> list[Token]:
    """The tokens that are one word in folded form, in order, of a text as `lower_of` gives it."""
    found: list[Token] = []
    at = lower.find(folded)
    while at >= 0:
        end = at + len(folded)
        if _STARTS.match(lower, at) and _ENDS.match(lower, end):
            found.append(Token(at, end, folded))
        at = lower.find(folded, end)
    return found


def vocabulary_of(lower: str) -> frozenset[str]:
    """The folded words of a text as `lower_of` gives it, each once."""
    chunks = set(_chunks(lower, _IN_TOKENS))
    odd = {chunk for chunk in chunks if not (chunk.isascii() and chunk.isalnum())}
    return frozenset((chunks - odd).union(*map(TOKEN.findall, odd)))


def lower_of(text: str) -> str | None:
    """The text in lower case, its apostrophes straight; None if places are others there.

    An opening mark is none: it parts words.
    """
    lower = text.replace("’", "'").lower()
    return lower if len(lower) == len(text) else None  # `İ` grows


def count_some(text: str, words: Set[str]) -> Counter[str]:
    """How often some words in plain letters stand in a text as they are written."""
    counts: Counter[str] = Counter()
    for chunk, count in Counter(_chunks(text, _IN_TOKENS)).items():
        if chunk in words:
            counts[chunk] += count
        elif not (chunk.isascii() and chunk.isalnum()):
            for found in filter(words.__contains__, TOKEN.findall(chunk)):
                counts[found] += count
    return counts


def _chunks(text: str, kept: bytes) -> list[str]:
    """The text parted at every sign of ASCII that is not kept, which no word has."""
    data = text.encode("utf-8", "surrogatepass").translate(kept)
    return data.decode("utf-8", "surrogatepass").split()


def count_words(text: str) -> Counter[str]:
    """How often each word stands in a text, in its order; marks are straight, case is kept.

    `Jo’s` counts as `Jo's` and as `Jo`; `Jos’` counts only as `Jos'`, for it may be either.
    """
    words: dict[str, int] = {}
    owners: dict[str, str] = {}
    for chunk, count in Counter(_chunks(fold(text), _IN_WORDS)).items():
        word = chunk.removesuffix(".")
        if word.isascii() and word.isalnum():  # most are, and the search takes longer
            words[word] = words.get(word, 0) + count
            continue
        for found in WORD.findall(chunk):
            words[found] = words.get(found, 0) + count
            if found.endswith("'s"):
                owners[found] = found[:-2]
    counts = Counter(words)
    for found, owner in owners.items():
        counts[owner] += words[found]
    return counts


def standing(text: str, phrase: str) -> Iterator[int]:
    """Where a phrase stands in a text as such, no word going on before or behind it; none overlap.

    No expression is made of it: those of many phrases would fill the memory.
    """
    at = text.find(phrase)
    while at >= 0:
        end = at + len(phrase)
        whole = not _IN_WORD.match(text, end) and not (at and _IN_WORD.match(text, at - 1))
        if whole:
            yield at
        at = text.find(phrase, max(end, at + 1) if whole else at + 1)


def times(count: int) -> str:
    """A count in words: never, once, twice, 3 times."""
    return ("never", "once", "twice")[count] if count < 3 else f"{count} times"

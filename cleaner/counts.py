"""The words of a text, and how often words and phrases stand there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from cleaner.expressions import expression
from cleaner.marks import fold

WORD = expression(r"(?:\p{Lu}\.){2,}|[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*(?:(?<=s)['’])?")


_IN_WORD = expression(r"\w")
_TOKEN = expression(r"[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*")


class Token(NamedTuple):
    """A word at `start:end`; `folded` is its lower case with straight marks, for look-ups only."""

    start: int
    end: int
    folded: str


def tokens_of(text: str) -> tuple[Token, ...]:
    """The words in order; an apostrophe inside a word belongs to it."""
    spans = [m.span() for m in _TOKEN.finditer(text)]
    lower = fold(text).lower()
    if len(lower) != len(text):  # `İ` grows
        return tuple(Token(*span, fold(text[slice(*span)]).lower()) for span in spans)
    return tuple(Token(start, end, lower[start:end]) for start, end in spans)


def count_words(text: str) -> Counter[str]:
    """How often each word stands in a text; marks are straight, case is kept.

    `Jo’s` counts as `Jo's` and as `Jo`; `Jos’` counts only as `Jos'`, for it may be either.
    """
    words = Counter(WORD.findall(fold(text)))
    for word, count in tuple(words.items()):
        if word.endswith("'s"):
            words[word[:-2]] += count
    return words


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

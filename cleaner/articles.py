"""Whether a word takes `a` or `an`: by its sound, as far as its letters tell."""

from __future__ import annotations

from cleaner.expressions import expression

_VOWEL = expression(r"[aeiou]|8|1[18](?!\d)")
_SILENT_H = expression(r"(?:hono(?:u?r|rari)|hour|honest|heir)")
_CONSONANT = expression(  # letters that are vowels and sounds that are not: you-, wun-
    r"eu|ewe|on(?:e|ce)\b|u(?:s[aeiu]|til|tens|top|biq|k|r[aio]n)|uni(?!m|n|de|ss)|unanim"
)
_SPELT = expression(r"\p{Lu}{2,}s?\b|\p{Lu}[.-]")
_SPELT_AN = "AEFHILMNORSX"


def takes_an(word: str) -> bool:
    """Whether `an` stands before a word, told by its first letters.

    Initials are read letter by letter: `an FBI agent`, `a US official`. Those that are said as
    words (`a NATO base`) come out wrong, so ask only whether a change of words changes the answer.
    """
    if _SPELT.match(word):
        return word[0] in _SPELT_AN
    lower = word.lower()
    if _SILENT_H.match(lower):
        return True
    return _VOWEL.match(lower) is not None and _CONSONANT.match(lower) is None

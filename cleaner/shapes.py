"""What a text looks like from afar, its shape and its letters, to see what cannot stand in it.

In a shape each run of small letters is `a`, of capitals `A`, of digits `0` and of blanks one space;
`m`, `n` and `e` are dashes and the ellipsis, other marks in ASCII stand for themselves, either
style as the straight one, and `?` is all else. The letters of a text are its characters in one case
with one space for each run of blanks. Both keep the order, so what is a part of a text is a part
there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from cleaner.marks import fold

SIGNS = {"—": "m", "–": "n", "…": "e"}
RUNS = "aA0 "
_PLAIN = {
    **{mark: fold(mark) for mark in "’‘“”"},
    "\xa0": " ",
    "—": "\x01",
    "–": "\x02",
    "…": "\x03",
}
"""What prose is full of outside ASCII, and what stands for it; controls are no part of prose."""
_MARK = re.compile(r"[^\w ]")
_ODD_CASE = {"ſ": "s", "ı": "i", "İ": "i", "K": "k", "Å": "å", "ς": "σ", "Σ": "σ"}
"""Letters that are one letter where case does not matter, and that lowering would leave apart."""


def shape(text: str) -> str | None:
    """The shape of a text; None if it holds a character that Unicode lacks."""
    plain = _plain(text)
    if plain.isascii():
        signs = plain.encode("ascii").translate(_TABLE).decode("ascii")
    else:
        try:
            signs = plain.translate(_signs)
        except ValueError:
            return None
    return collapsed(signs, RUNS)


def letters(text: str) -> str:
    """The letters of a text, between two spaces."""
    return f" {' '.join(lowered(text).split())} "


def doubled(letters: str) -> bool:
    """Whether a word stands twice with only blanks between, in the letters of a text."""
    words = _MARK.sub("\0", letters).split(" ")
    ends = [word.rpartition("\0")[2] for word in words]
    starts = [word.partition("\0")[0] for word in words[1:]]
    return any(end == start and end for end, start in zip(ends, starts, strict=False))


def holds(text: str, sets: Iterable[Iterable[str]]) -> bool:
    """Whether one string of each set stands in a text; plain loops, for every rule asks it."""
    for strings in sets:
        for string in strings:
            if string in text:
                break
        else:
            return False
    return True


def lowered(text: str) -> str:
    """A text in one case and one style of marks; a pattern's letter stands there if it matches."""
    plain = _plain(text)
    for odd, letter in _ODD_CASE.items():  # `translate` takes twenty times as long
        if odd in plain:
            plain = plain.replace(odd, letter)
    return plain.lower()


def collapsed(signs: str, runs: str) -> str:
    """`signs` with one sign for each run of one of `runs`."""
    for run in runs:
        while run + run in signs:
            signs = signs.replace(run + run, run)
    return signs


def _plain(text: str) -> str:
    if text.isascii():
        return text
    for character, plain in _PLAIN.items():
        text = text.replace(character, plain)
    return text


class _Signs(dict[int, str]):
    """The sign of each character, by code point, made when it is first met."""

    def __missing__(self, code: int) -> str:
        found = self[code] = _sign(chr(code))
        return found


def _sign(character: str) -> str:
    if character.isspace():
        return " "
    category = unicodedata.category(character)
    if category == "Cn":
        raise ValueError(character)
    if category in ("Lu", "Lt"):
        return "A"
    if category[0] in "LM":
        return "a"
    if category[0] == "N":
        return "0"
    return character if "!" <= character <= "~" else "?"


_signs = _Signs({ord(_PLAIN[mark]): sign for mark, sign in SIGNS.items()})
_TABLE = bytes(ord(_signs[code]) for code in range(128)) + bytes(128)

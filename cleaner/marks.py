"""Quotation marks and apostrophes: either style to every rule, written in the text's own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

OPENING, CLOSING, STRAIGHT = "“", "”", '"'
DOUBLE = OPENING + CLOSING + STRAIGHT
APOSTROPHES = "’'"
SINGLE = "‘’'"

_WIDER = {"’": "’'", "‘": "‘'", "“": '“"', "”": '”"', "'": "'’", '"': '"“”'}
_TELLING = re.compile(r"\\.|[\[\]’‘“”'\"]", re.DOTALL)
"""What is one, or tells what one is, in a regular expression."""
_FOLD = {"’": "'", "‘": "'", "“": '"', "”": '"'}


class Style(NamedTuple):
    """Whether a text writes its double and its single marks curly."""

    double: bool
    single: bool

    def write(self, text: str) -> str:
        """`text` with its curly marks as this style writes them; straight marks stay."""
        if not self.double:
            text = text.replace("“", '"').replace("”", '"')
        if not self.single:
            text = text.replace("‘", "'").replace("’", "'")
        return text


def marks_in(text: str) -> Counter[str]:
    """How often each mark stands in a text."""
    return Counter({mark: count for mark in DOUBLE + SINGLE if (count := text.count(mark))})


def style_of(marks: Mapping[str, int]) -> Style:
    """The majority style of so many marks; a kind that does not occur follows the other kind.

    Curly wins a tie among marks that occur; a text without any marks is written straight.
    """
    counts = {mark: marks.get(mark, 0) for mark in DOUBLE + SINGLE}
    curly, straight = counts["“"] + counts["”"], counts['"']
    raised, typed = counts["’"] + counts["‘"], counts["'"]
    single = raised >= typed if raised + typed else curly >= max(straight, 1)
    double = curly >= straight if curly + straight else raised >= max(typed, 1)
    return Style(double=double, single=single)


def fold(text: str) -> str:
    """`text` with every curly mark straight; the length is the same."""
    if text.isascii():
        return text
    for curly, straight in _FOLD.items():
        text = text.replace(curly, straight)
    return text


@lru_cache(maxsize=4096)
def widen(pattern: str) -> str:
    """A regular expression that takes either style wherever `pattern` names a mark."""
    out: list[str] = []
    inside, end = False, 0
    for m in _TELLING.finditer(pattern):
        wider = _WIDER.get(sign := m.group())
        if wider is not None:
            out += pattern[end : m.start()], wider if inside else f"[{wider}]"
            end = m.end()
        elif sign in "[]":
            inside = sign == "["
    return "".join([*out, pattern[end:]])

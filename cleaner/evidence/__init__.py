"""What a text says about itself, and a part of a text about the whole."""

from cleaner.counts import WORD, Token, count_words, times
from cleaner.evidence.facts import Facts, are_lines, forms
from cleaner.evidence.whole import Part, Whole
from cleaner.spans import Span

__all__ = [
    "WORD",
    "Facts",
    "Part",
    "Span",
    "Token",
    "Whole",
    "are_lines",
    "count_words",
    "forms",
    "times",
]

"""How much is enough: numbers that the rules go by, and what sifts texts for them as well."""

from __future__ import annotations

USUAL, USUAL_RATIO = 3, 2
"""A usual form stands this often, and this many times as often as the found one."""
NAMED, NAMED_RATIO = 2, 3
"""A name stands this often inside sentences, and this many times as often as in lower case."""
LINE_IS_PARAGRAPH = 160
"""Median length from which lines inside a block are taken for unwrapped paragraphs."""

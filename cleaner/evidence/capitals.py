"""Words with a capital inside sentences: what a text may take for names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cleaner.counts import SIGN
from cleaner.expressions import expression
from cleaner.marks import fold

_CAPITAL = expression(
    rf"(?<={SIGN}(?:(?<point>\.)[^\S\n]*|,[^\S\n]*|[^\S\n]+))"
    rf"[\p{{Lu}}\p{{Nl}}]{SIGN}*(?:['’]{SIGN}+)*"
)
"""A word behind another word of its line, with blanks, a comma or a point between."""
_TITLES = frozenset(["mr", "mrs", "ms", "dr", "prof", "gen", "col", "sen", "rep", "st", "messrs"])
_LAST = expression(rf"(?<!{SIGN}['’]?){SIGN}+\Z")
_LONGEST = max(map(len, _TITLES))


class Capital(NamedTuple):
    """Where a word with a capital stands, and the word with straight marks, without ’s."""

    start: int
    word: str


def capitals_in(text: str) -> Iterator[Capital]:
    """The words of a text that begin with a capital inside a sentence, and have not only such.

    The first word of a sentence or of a line is none, for verse has capitals there. A title may
    have a point.
    """
    for m in _CAPITAL.finditer(text):
        word, point = m.group(), m.start("point")
        if word[0].isupper() and not word.isupper() and (point < 0 or _titled(text, point)):
            yield Capital(m.start(), fold(word).removesuffix("'s"))


def _titled(text: str, end: int) -> bool:
    """Whether the word that ends at `end` is a title."""
    m = _LAST.search(text, max(end - _LONGEST, 0), end)
    return m is not None and m.group().lower() in _TITLES

"""Words with a capital inside sentences, as the text has them one word behind the other."""

from __future__ import annotations

import sys
from itertools import pairwise

import regex
from hypothesis import example, given
from hypothesis import strategies as st

from cleaner.counts import tokens_of
from cleaner.evidence import Facts
from cleaner.evidence.capitals import capitals_in
from cleaner.marks import fold

PIECES = ["Mr", "mr", "MESSRS", "Aa", "AA", "O'Bb", "Cc’s", "d", "É", "ⅷ", "Ⅷb", "xMr", "x’Mr", "1"]
MARKS = [" ", "  ", ".", ". ", ",", ", ", ",\n", "-", "'", "’", "\u00a0", "‘", ""]
TEXTS = st.lists(st.sampled_from(PIECES + MARKS), max_size=16).map("".join)
TITLES = {"mr", "mrs", "ms", "dr", "prof", "gen", "col", "sen", "rep", "st", "messrs"}


def pair_by_pair(text: str) -> list[tuple[int, str]]:
    """What `capitals_in` finds, looked for behind each word."""
    found = []
    for before, token in pairwise(tokens_of(text)):
        word, gap = text[token.start : token.end], text[before.end : token.start]
        mark = "[.,]?" if before.folded in TITLES else ",?"
        if word[0].isupper() and not word.isupper() and regex.fullmatch(rf"{mark}[^\S\n]*", gap):
            found.append((token.start, fold(word).removesuffix("'s")))
    return found


@given(TEXTS)
@example("We met Mr. Jones, of St. Ives, and O’Neil’s dog. Then Bb came.\nHe saw Cc.")
def test_capitals_inside_are_those_behind_another_word(text: str) -> None:
    assert list(capitals_in(text)) == pair_by_pair(text)


def test_every_capital_that_may_begin_a_word_is_looked_for() -> None:
    letter, sought = regex.compile(r"[\p{L}\p{M}\p{N}]"), regex.compile(r"[\p{Lu}\p{Nl}]")
    capitals = (chr(code) for code in range(sys.maxunicode + 1) if chr(code).isupper())
    assert [c for c in capitals if letter.match(c) and not sought.match(c)] == []


@given(TEXTS, st.integers(1, 6))
def test_a_paragraph_has_so_many_words_without_the_first_of_the_text(text: str, count: int) -> None:
    text = text.replace(",\n", "\n\n")
    facts = Facts(text)
    tokens = tokens_of(text)
    for number, (start, end) in enumerate(facts.paragraphs):
        inside = [token for token in tokens[1:] if start <= token.start < end]
        assert facts.has_words(number, count) is (len(inside) >= count)

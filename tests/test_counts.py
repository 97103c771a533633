"""Words are found and counted as their expressions say, and phrases where they stand as such."""

from __future__ import annotations

import sys
from collections import Counter

import regex
from hypothesis import given
from hypothesis import strategies as st

from cleaner.counts import (
    TOKEN,
    WORD,
    Token,
    count_some,
    count_words,
    standing,
    tokens_of,
)
from cleaner.evidence import Facts
from cleaner.marks import fold

WORDS = st.text(alphabet="aBsSΣσςİéſ1½٣.'’‘“_- \n\u0301\u00a0\ud800中", max_size=24)
TEXTS = st.text(alphabet="ab '-.é_1\u0301\n", max_size=20)


@given(TEXTS, st.text(alphabet="ab '-.", min_size=1, max_size=4))
def test_a_phrase_stands_where_no_word_goes_on(text: str, phrase: str) -> None:
    expression = rf"(?<!\w){regex.escape(phrase)}(?!\w)"
    wanted = [m.start() for m in regex.finditer(expression, text)]
    assert list(standing(text, phrase)) == wanted


def tokens_one_by_one(text: str) -> tuple[Token, ...]:
    """The words by the expression alone, each with its own lower case."""
    lower = fold(text).lower()
    spans = [m.span() for m in TOKEN.finditer(text)]
    if len(lower) != len(text):
        return tuple(Token(*span, fold(text[slice(*span)]).lower()) for span in spans)
    return tuple(Token(start, end, lower[start:end]) for start, end in spans)


@given(WORDS)
def test_tokens_are_what_the_expression_finds(text: str) -> None:
    assert tokens_of(text) == tokens_one_by_one(text)


@given(WORDS)
def test_the_vocabulary_is_that_of_the_tokens(text: str) -> None:
    assert Facts(text).vocabulary == {token.folded for token in tokens_one_by_one(text)}


@given(WORDS)
def test_tokens_of_one_word_are_found_without_the_others(text: str) -> None:
    tokens = tokens_one_by_one(text)
    for word in {"a", "b's", *(token.folded for token in tokens)}:
        assert Facts(text).tokens_like(word) == [token for token in tokens if token.folded == word]


@given(WORDS)
def test_words_are_counted_in_the_order_of_the_text(text: str) -> None:
    words = Counter(WORD.findall(fold(text)))
    for word, count in tuple(words.items()):
        if word.endswith("'s"):
            words[word[:-2]] += count
    assert list(count_words(text).items()) == list(words.items())


@given(st.lists(WORDS | st.sampled_from(["a", "é", "“a", "a’s", "İ-s"])).map(" ".join))
def test_some_words_are_counted_as_the_expression_finds_them(text: str) -> None:
    words = {"a", "s", "aB", "İ", "é"}
    assert count_some(text, words) == Counter(filter(words.__contains__, TOKEN.findall(text)))


def test_no_letter_becomes_a_sign_in_lower_case_or_a_sign_a_letter() -> None:
    sign = regex.compile(r"[\p{L}\p{M}\p{N}]")
    changed = (
        chr(code)
        for code in range(sys.maxunicode + 1)
        if len(chr(code).lower()) == 1 and chr(code).lower() != chr(code)
    )
    assert [c for c in changed if bool(sign.match(c)) is not bool(sign.match(c.lower()))] == []

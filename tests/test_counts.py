"""Phrases are counted where they stand as such."""

from __future__ import annotations

import regex
from hypothesis import given
from hypothesis import strategies as st

from cleaner.counts import standing

TEXTS = st.text(alphabet="ab '-.é_1\u0301\n", max_size=20)


@given(TEXTS, st.text(alphabet="ab '-.", min_size=1, max_size=4))
def test_a_phrase_stands_where_no_word_goes_on(text: str, phrase: str) -> None:
    expression = rf"(?<!\w){regex.escape(phrase)}(?!\w)"
    wanted = [m.start() for m in regex.finditer(expression, text)]
    assert list(standing(text, phrase)) == wanted

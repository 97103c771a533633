"""Words that are one slip of the keyboard from others."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import lexicon, slips

SHORT = st.text(alphabet="abs", max_size=6)
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def one_away(word: str) -> set[str]:
    """Every string one slip away, each kind of slip written out."""
    made = {word[:at] + word[at + 1 :] for at in range(len(word))}
    made |= {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)}
    for letter in LETTERS:
        made |= {word[:at] + letter + word[at + 1 :] for at in range(len(word))}
        made |= {word[:at] + letter + word[at:] for at in range(len(word) + 1)}
    return made - {word, word + "s", word.removesuffix("s")}


def test_its_docstrings_hold() -> None:
    assert doctest.testmod(slips).failed == 0


@given(SHORT, SHORT)
def test_a_slip_is_one_letter_gone_swapped_changed_or_added(word: str, other: str) -> None:
    assert slips.is_slip(word, other) is (other in one_away(word))


@pytest.mark.parametrize("word", ["tribnal", "govermnent", "sliping", "gass", "zzzzz"])
def test_the_common_words_near_a_word_are_all_its_slips_that_are_common(word: str) -> None:
    wanted = sorted(one_away(word) & lexicon.common_words().keys())
    assert list(slips.near_common(word)) == wanted

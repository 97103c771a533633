"""Words of a vocabulary: no finding changes them, and all around them is cleaned as before."""

from __future__ import annotations

from dataclasses import replace

import pytest
from making import characters, pattern, words

from cleaner import Rule, clean
from cleaner.model import Safety


def cleaned(text: str, one: Rule, *spares: str) -> str:
    return clean(text, [replace(one, spares=spares)], up_to=Safety.SUGGEST).after


TEH = words({"teh": "the", "in teh us": "in the US"})


@pytest.mark.parametrize(
    ("text", "spared", "after"),
    [
        ("See teh end.", "teh", "See teh end."),
        ("Teh end, TEH END.", "teh", "Teh end, TEH END."),
        ("Teh end, teh END.", "Teh", "Teh end, the END."),
        ("See teh end.", "te", "See the end."),
        ("See teh end.", "teh end", "See teh end."),
        ("See teh\n  end, teh rest.", "teh end", "See teh\n  end, the rest."),
        ("See teh\n\nend.", "teh end", "See the\n\nend."),
        ("It stood in teh US.", "US", "It stood in the US."),
    ],
)
def test_a_spared_word_stays(text: str, spared: str, after: str) -> None:
    assert cleaned(text, TEH, spared) == after


def test_a_mark_stands_for_its_other_form() -> None:
    one = words({"o’hare": "O’Hare"})
    assert cleaned("at o'hare and o’hare", one, "o’hare") == "at o'hare and o’hare"
    assert cleaned("at o'hare and o’hare", one, "o'hare") == "at o'hare and o’hare"


def test_what_stands_beside_a_spared_word_is_changed() -> None:
    one = pattern("(?<name>Biden)s’", "{name}’s")
    assert cleaned("Bidens’ visit", one, "Biden") == "Biden’s visit"
    assert cleaned("Bidens’ visit", one, "Bidens") == "Bidens’ visit"


def test_words_that_overlap_are_all_spared() -> None:
    one = characters({"Times": "times"})
    assert cleaned("New York Times", one, "New York", "York Times") == "New York Times"


def test_signs_in_a_word_stand_for_themselves() -> None:
    one = characters({"C++": "C plus plus", "a.b": "ab"})
    assert cleaned("C++ and a.b", one, "C++", "axb") == "C++ and ab"


def test_nothing_is_inserted_into_a_spared_word() -> None:
    one = characters({"foobar": "foo bar"})
    assert cleaned("foobar", one, "foobar") == "foobar"
    assert cleaned("foobar", one, "foo") == "foo bar"


def test_a_spared_word_is_not_pointed_at() -> None:
    flag = replace(pattern(r"very unique|unique", None), spares=("unique",))
    assert [one.found for one in clean("Unique. Very unique, very unique.", [flag]).left] == [
        "very unique"
    ]

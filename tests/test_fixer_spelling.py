"""Slips of the keyboard: what is sure, what is only likely, and what is left."""

from __future__ import annotations

import pytest

from cleaner.evidence import Facts
from cleaner.fixers import spelling
from cleaner.model import Safety


def found(text: str, near: str = "dictionary") -> list[tuple[str, str, Safety]]:
    """Each word found in a text, what it becomes, and how sure that is."""
    return [
        (text[one.start : one.end], one.edits[0].text, one.safety)
        for one in spelling.find(Facts(text), {"near": near})
    ]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("evenutally", "eventually"),
        ("particuarly", "particularly"),
        ("folllowing", "following"),
        ("grearest", "greatest"),
        ("publc", "public"),
    ],
)
def test_a_slip_inside_a_word_with_no_other_word_near_is_sure(word: str, meant: str):
    assert found(f"It was {word} here.") == [(word, meant, Safety.SAFE)]


@pytest.mark.parametrize(
    ("word", "meant"), [("autmn", "autumn"), ("certaine", "certain"), ("xtremely", "extremely")]
)
def test_a_slip_that_writers_make_on_purpose_is_only_likely(word: str, meant: str):
    assert found(f"It was {word} here.") == [(word, meant, Safety.SUGGEST)]


def test_in_a_quotation_only_a_sure_slip_is_found_and_it_is_only_likely():
    text = "“It was evenutally done in the autmn,” he said."
    assert found(text) == [("evenutally", "eventually", Safety.SUGGEST)]


@pytest.mark.parametrize("word", ["desponding", "cerebrations", "reenforcements"])
def test_a_word_made_from_a_known_one_is_left(word: str):
    assert found(f"It was {word} here.") == []


def test_a_text_with_a_spelling_of_its_own_has_no_sure_slip():
    text = "The souldier did avoyd severall quarrells, as is demostrated by the invitacion."
    assert {safety for _, _, safety in found(text)} <= {Safety.SUGGEST}
    assert ("souldier", "soldier", Safety.SUGGEST) in found(text)


def test_a_word_near_one_the_text_uses_often_is_never_sure():
    text = "The tribunal met. A tribunal sat, and the tribunal rose. The tribnal slept."
    assert found(text, near="document") == [("tribnal", "tribunal", Safety.SUGGEST)]

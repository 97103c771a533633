from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from cleaner import Edit, Rule, Safety, Stage, Unsettled
from cleaner import model as nouns


@pytest.mark.parametrize(
    ("one", "other", "less_sure"),
    [
        (Safety.SAFE, Safety.SAFE, Safety.SAFE),
        (Safety.SAFE, Safety.SUGGEST, Safety.SUGGEST),
        (Safety.FLAG, Safety.SUGGEST, Safety.FLAG),
    ],
)
def test_the_less_sure_of_two_wins(one: Safety, other: Safety, less_sure: Safety) -> None:
    assert (one.at_most(other), other.at_most(one)) == (less_sure, less_sure)


def test_safety_is_lowered_by_one_class_and_a_flag_stays() -> None:
    assert [safety.lowered() for safety in Safety] == [Safety.SUGGEST, Safety.FLAG, Safety.FLAG]


def test_safety_ranks_in_order() -> None:
    assert [safety.rank for safety in Safety] == [0, 1, 2]


def test_unsettled_names_its_rules() -> None:
    assert str(Unsettled(("words/a", "words/b"))) == "rules that do not settle: words/a, words/b"


def test_stages_are_the_folders_of_the_shipped_rules() -> None:
    folders = {path.name for path in (Path(__file__).parents[1] / "rules").iterdir()}
    assert {stage.value for stage in Stage} == folders - {"lists"}


def test_edits_sort_by_place_and_an_insertion_goes_before_what_starts_there() -> None:
    edits = [Edit(3, 5, "x"), Edit(3, 3, "y"), Edit(0, 3, "z")]
    assert sorted(edits) == [Edit(0, 3, "z"), Edit(3, 3, "y"), Edit(3, 5, "x")]


def test_every_noun_is_frozen() -> None:
    classes = [one for one in vars(nouns).values() if dataclasses.is_dataclass(one)]
    assert Rule in classes
    assert [one for one in classes if not one.__dataclass_params__.frozen] == []

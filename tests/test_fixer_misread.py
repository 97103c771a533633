"""Letters that stand for an apostrophe are counted among the words that hold them."""

import doctest

import pytest

from cleaner.evidence import Facts
from cleaner.fixers import misread


def found(text: str) -> list[tuple[int, str]]:
    return [(one.start, one.reason) for one in misread.find(Facts(text), {})]


def test_its_docstrings_hold() -> None:
    assert doctest.testmod(misread).failed == 0


def test_contractions_are_counted_wherever_they_stand() -> None:
    text = "Iíve gone.\nDidnít “heís”\tcome?\u00a0Chinaís (weíre) here"
    reason = "contractions with `í` 4 times"
    starts = [at for at, sign in enumerate(text) if sign == "í"]
    assert found(text) == [(at, reason) for at in starts]


@pytest.mark.parametrize(
    "text",
    [
        "Iíve seen Valparaíso.",
        "Chinaís answer",
        "gehíd and Chinaís",
        "I íve gone",
        "Ií\nve gone",
        "heí s",
    ],
)
def test_without_contractions_or_with_other_uses_nothing_is_found(text: str) -> None:
    assert found(text) == []

"""The real documents, whole: exactly these repairs and no other, whoever the people are."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from cleaner import Cleaned, Rule, Safety, clean, load_rules

SEEDS = Path(__file__).parents[1] / "seeds"
NAMES = sorted(path.stem for path in SEEDS.glob("*.toml"))


@pytest.fixture(scope="module")
def rules() -> tuple[Rule, ...]:
    return load_rules()


def read(name: str) -> str:
    return (SEEDS / name).read_bytes().decode("utf-8")


def account(name: str) -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(read(f"{name}.toml"))


def repaired(name: str, *safeties: str) -> str:
    text = read(f"{name}.txt")
    for repair in account(name)["repair"]:
        if repair["safety"] in safeties:
            # A safe repair may stand inside the text that a suggested one rewrites.
            assert text.count(repair["found"]) == 1, repair["found"]
            text = text.replace(repair["found"], repair["becomes"])
    return text


def straight(text: str) -> str:
    return text.translate(str.maketrans("“”‘’", "\"\"''"))


def changes(cleaned: Cleaned) -> list[tuple[str, str | None]]:
    return [(finding.found, finding.becomes) for finding in cleaned.applied]


@pytest.mark.parametrize("name", NAMES)
def test_safe_repairs_are_exactly_those_written_down(name: str, rules: tuple[Rule, ...]) -> None:
    assert clean(read(f"{name}.txt"), rules).after == repaired(name, "safe")


@pytest.mark.parametrize("name", NAMES)
def test_suggestions_are_exactly_those_written_down(name: str, rules: tuple[Rule, ...]) -> None:
    cleaned = clean(read(f"{name}.txt"), rules, up_to=Safety.SUGGEST)
    assert cleaned.after == repaired(name, "safe", "suggest")


@pytest.mark.parametrize("name", NAMES)
def test_flags_are_exactly_those_written_down(name: str, rules: tuple[Rule, ...]) -> None:
    left = clean(read(f"{name}.txt"), rules).left
    flagged = [finding.found for finding in left if finding.safety is Safety.FLAG]
    assert flagged == [flag["found"] for flag in account(name).get("flag", [])]


@pytest.mark.parametrize("name", NAMES)
def test_what_tempts_stays(name: str, rules: tuple[Rule, ...]) -> None:
    after = clean(read(f"{name}.txt"), rules, up_to=Safety.SUGGEST).after
    assert [keep["text"] for keep in account(name)["keep"] if keep["text"] not in after] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_straight_twin_gets_the_same_repairs_in_straight_marks(
    name: str, rules: tuple[Rule, ...]
) -> None:
    after = clean(straight(read(f"{name}.txt")), rules, up_to=Safety.SUGGEST).after
    assert after == straight(repaired(name, "safe", "suggest"))


@pytest.mark.parametrize("name", NAMES)
def test_the_gold_twin_has_no_safe_finding(name: str, rules: tuple[Rule, ...]) -> None:
    assert changes(clean(read(f"{name}.gold.txt"), rules)) == []


def test_everybody_renamed_gets_the_same_repairs(rules: tuple[Rule, ...]) -> None:
    def renamed(text: str) -> str:
        others = {
            "Antony Blinken": "Marta Kowalczyk",
            "Blinken": "Kowalczyk",
            "Biden": "Tremblay",
            "Xi Jinping": "Oduya Bankole",
            "Xi": "Bankole",
            "Nikki Haley": "Ines Carvalho",
            "Wang Yi": "Per Lindqvist",
        }
        for name, other in others.items():
            text = text.replace(name, other)
        return text

    after = clean(renamed(read("founding-sample.txt")), rules, up_to=Safety.SUGGEST).after
    assert after == renamed(repaired("founding-sample", "safe", "suggest"))


def test_without_other_mentions_the_possessive_is_left(rules: tuple[Rule, ...]) -> None:
    text = read("founding-sample.txt").replace("Blinken ", "The diplomat ")
    text = text.replace("Blinken.", "the diplomat.").replace("Blinken,", "the diplomat,")
    assert "Blinkens’ visit" in clean(text, rules, up_to=Safety.SUGGEST).after

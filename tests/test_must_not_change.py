"""Clean texts that no safe rule may change: those that ship with cleaner, and those of DEV.

Of DEV only the developed part is read: `evaluate.py --check` holds the rates of both.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from cleaner import Markup, Rule, Safety, clean
from cleaner.examples import sample
from cleaner.files import discover, read

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "benchmarks" / "accuracy"))

import records  # noqa: E402


class Made(NamedTuple):
    """An edit that was made, by its document, rule and words."""

    document: str
    rule: str
    found: str
    becomes: str | None


KNOWN = {
    Made("dev-clean-0137", "spacing/space-before-mark", " .", "."): "a slip: `any other item .`",
    Made("dev-clean-0137", "words/common-misspellings", "poygon", "polygon"): "a misspelling",
    Made("dev-clean-0140", "spacing/doubled-stop", "..", "."): "a slip: `network + addresses..`",
}
"""The edits that are made in DEV all the same, and why each is right."""


@pytest.fixture(scope="module")
def safe(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules if rule.safety is Safety.SAFE)


def made(name: str, text: str, markup: Markup, safe: tuple[Rule, ...]) -> set[Made]:
    applied = clean(text, safe, markup=markup).applied
    return {Made(name, finding.rule.id, finding.found, finding.becomes) for finding in applied}


@pytest.mark.parametrize("path", discover([sample()]).files, ids=lambda path: path.name)
def test_no_safe_rule_changes_a_text_that_ships_with_cleaner(
    path: Path, safe: tuple[Rule, ...]
) -> None:
    document = read(path)
    assert made(path.name, document.text, document.markup, safe) == set()


def test_no_other_edit_is_made_in_the_clean_texts_of_dev(safe: tuple[Rule, ...]) -> None:
    edits: set[Made] = set()
    for record in records.read("negatives.jsonl"):
        if not records.held_out(record):
            markup = Markup.MARKDOWN if record["ext"] == ".md" else Markup.PLAIN
            edits |= made(record["id"], record["text"], markup, safe)
    assert edits == KNOWN.keys()


def test_the_texts_that_ship_are_few_and_their_sources_are_named() -> None:
    texts = [path for path in discover([sample()]).files if path.name != "README.md"]
    said = (sample() / "README.md").read_bytes().decode()
    assert [path.name for path in texts if f"`{path.name}`" not in said] == []
    assert sum(path.stat().st_size for path in texts) <= 200_000

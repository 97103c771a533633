"""Rules that are arranged find what they find one by one, and idle ones are not asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Rule, Stage, load_rules, matching
from cleaner.evidence import Facts
from cleaner.rules import shipped, stamp

SEEDS = Path(__file__).parents[1] / "seeds"
TEXTS = [path.read_text("utf-8") for path in sorted(SEEDS.rglob("*.txt"))]
DAMAGED = [
    "teh end",
    "the the",
    "Blinkens’",
    "“He said",
    "bali",
    " ,",
    "said. in",
    "black holes",
    ".",
]
HEAD = 'title = "T"\nwhy = "W"\nsafety = "safe"\n[words]\n'
EXAMPLES = '[[example]]\nbefore = "{0}"\nafter = "x"\n[[example]]\nkeep = "y"\n'


def one_by_one(facts: Facts, rules: tuple[Rule, ...], stage: Stage) -> list[matching.Finding]:
    return matching.find(facts, [rule for rule in rules if rule.stage is stage])


@pytest.mark.parametrize("stage", Stage)
def test_a_group_finds_what_its_rules_find(stage: Stage, rules: tuple[Rule, ...]) -> None:
    group = matching.by_stage(rules)[stage]
    for text in TEXTS:
        facts = Facts(text)
        assert matching.find(facts, group) == one_by_one(facts, rules, stage)


@given(st.lists(st.sampled_from(DAMAGED), max_size=6).map(" ".join))
def test_a_group_finds_the_same_in_any_text(text: str) -> None:
    rules = load_rules()
    for stage, group in matching.by_stage(rules).items():
        assert matching.find(Facts(text), group) == one_by_one(Facts(text), rules, stage)


def test_rules_whose_words_do_not_stand_in_a_text_are_not_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamp, "SETTLED", 0)  # files as new as these are not kept compiled
    (tmp_path / "words").mkdir()
    for word in ("abcd", "efgh", "ijkl"):
        rule = f'{HEAD}pairs = {{ "{word}" = "x" }}\n{EXAMPLES.format(word)}'
        (tmp_path / "words" / f"{word}.toml").write_text(rule, encoding="utf-8")
    rules = load_rules(shipped(), tmp_path)
    asked = matching.by_stage(rules)[Stage.WORDS].concerned(Facts("An efgh stood."))
    made = ("words/abcd", "words/efgh", "words/ijkl")
    assert [rule.id for rule in asked if rule.id in made] == ["words/efgh"]


def test_rules_are_arranged_once(rules: tuple[Rule, ...]) -> None:
    assert matching.by_stage(rules) is matching.by_stage(rules)
    for number in range(20):
        assert len(matching.by_stage(rules[number : number + 1])) == len(Stage)
    assert matching.by_stage(rules)[Stage.MARKS].rules == tuple(
        rule for rule in rules if rule.stage is Stage.MARKS
    )

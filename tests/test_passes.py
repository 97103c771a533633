"""What is spared in a pass that changes something alters nothing: each is as if all were asked."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cleaner import Cleaned, Markup, Rule, Safety, clean, load_rules, matching, suppressions
from cleaner.edits import apply, resolve
from cleaner.evidence import Facts
from cleaner.fixers import spelling
from cleaner.model import Finding
from cleaner.rules import shipped

SHIPPED = tuple(load_rules(shipped()))
PAIRS = Path(__file__).parents[1] / "benchmarks" / "accuracy" / "pairs.jsonl"
DAMAGED = [
    json.loads(line)["dirty"][:2_500] for line in PAIRS.read_text("utf-8").split("\n")[:-1:25]
]
WORDS = [
    *("teh", "wich", "recieved", "methpd", "govermnent", "an govermnent", "a evenutally", "publc"),
    *("tribunal", "tribnal", "autmn", "whith", "thier", "acrost", "beleive", "dont", "Teh", "TEH"),
    *(
        "the the",
        "tothe",
        "govermnent [sic]",
        "“",
        "”",
        '"',
        "-",
        ".",
        ",",
        " ,",
        "\n\n",
        "He said",
    ),
    *(
        "okapi",
        "tardigrade",
        "axolotl",
        "blorbo",
        "Blorbo",
        "Methpd",
        "it’s",
        "<!-- cleaner: off -->",
    ),
]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)
UP_TO = st.sampled_from(Safety)


class Outcome(NamedTuple):
    """A cleaned text, what was found in it on the way, and what is left at last."""

    after: str
    applied: Counter[tuple[str, str, str | None]]
    left: list[tuple[str, str, str]]


def in_full(text: str, rules: tuple[Rule, ...], up_to: Safety, markup: Markup) -> Outcome:
    """What comes of a text if every rule is asked in every pass."""
    applied: list[Finding] = []
    while True:
        before, left = text, list[Finding]()
        for group in matching.by_stage(rules).values():
            while True:
                facts = Facts(text, markup)
                findings = matching.find(facts, group)
                open_ = suppressions.allowed(facts, findings)
                wanted = [f for f in open_ if f.edits and f.safety.rank <= up_to.rank]
                chosen = resolve(wanted)
                if not chosen:
                    break
                applied += chosen
                text = apply(text, sorted(edit for f in chosen for edit in f.edits))
            left += suppressions.allowed(facts, findings)
        if text == before:
            return Outcome(
                text, said(applied), sorted((f.rule.id, f.found, f.reason) for f in left)
            )


def said(findings: list[Finding] | tuple[Finding, ...]) -> Counter[tuple[str, str, str | None]]:
    return Counter((f.rule.id, f.found, f.becomes) for f in findings)


def outcome(cleaned: Cleaned) -> Outcome:
    left = sorted((f.rule.id, f.found, f.reason) for f in cleaned.left)
    return Outcome(cleaned.after, said(cleaned.applied), left)


@given(TEXTS, UP_TO, st.sampled_from([Markup.PLAIN, Markup.MARKDOWN]))
@settings(max_examples=150)
@example("Teh govermnent recieved a methpd.", Safety.SAFE, Markup.PLAIN)
@example("It was a evenutally publc methpd, wich evenutally fell.", Safety.SAFE, Markup.PLAIN)
def test_a_text_comes_out_as_if_all_were_asked(text: str, up_to: Safety, markup: Markup) -> None:
    cleaned = clean(text, SHIPPED, up_to=up_to, markup=markup)
    if not cleaned.barred:
        assert outcome(cleaned) == in_full(text, SHIPPED, up_to, markup)


@pytest.mark.parametrize("number", range(len(DAMAGED)))
def test_a_damaged_text_comes_out_as_if_all_were_asked(number: int) -> None:
    text = DAMAGED[number]
    cleaned = clean(text, SHIPPED)
    assert outcome(cleaned) == in_full(text, SHIPPED, Safety.SAFE, Markup.PLAIN)


@given(TEXTS, st.sets(st.integers(0, 6)))
@example("The govermnent evenutally fell, and teh methpd too.", {1})
def test_sure_slips_are_those_that_are_safe_and_not_taken(text: str, left_out: set[int]) -> None:
    options = {"near": "dictionary"}
    found = list(spelling.find(Facts(text), options))
    taken = {(one.start, one.end) for number, one in enumerate(found) if number in left_out}
    assert list(spelling.sure(Facts(text), options, taken)) == [
        one for one in found if one.safety is Safety.SAFE and (one.start, one.end) not in taken
    ]

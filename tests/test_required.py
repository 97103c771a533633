"""What an expression requires of a text: it may let a text pass in vain, and never misses one."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st

from cleaner import load_rules, shapes
from cleaner.evidence import Facts
from cleaner.expressions import of_rule as compiled
from cleaner.matching.factors import required
from cleaner.model import Pattern, Required, Words

DEV = Path(__file__).parents[1] / "benchmarks/accuracy/pairs.jsonl"
PATTERNS = {rule.id: rule.match for rule in load_rules() if isinstance(rule.match, Pattern)}
UNLESS = {
    rule.id: rule.match
    for rule in load_rules()
    if isinstance(rule.match, (Pattern, Words)) and rule.match.unless is not None
}


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("He met Blinken in 2023, and left.", "Aa a Aa a 0, a a."),
        ("“It’s—well—odd…”", '"Aa\'amamae"'),
        ("one\u00a0 \t\n\ntwo", "a a"),
        ("Ünïcode ŒUVRE ½ ② \u200b", "Aa A 0 0 ?"),
        ("a\x01b", "ama"),
        ("", ""),
    ],
)
def test_shape_says_what_kinds_of_characters_follow_each_other(text: str, shape: str) -> None:
    assert shapes.shape(text) == shape


def test_text_with_a_character_that_unicode_lacks_has_no_shape() -> None:
    assert shapes.shape("a\u0378") is None


def test_text_without_a_shape_may_hold_anything() -> None:
    assert Facts("a\u0378").holds(Required(shapes=(("a. a",),)))


@pytest.mark.parametrize(
    ("text", "letters"),
    [("He  said:\n“NO”", ' he said: "no" '), ("K İx ſo", " k ix so "), ("", "  ")],
)
def test_letters_have_one_case_one_style_and_single_blanks(text: str, letters: str) -> None:
    assert shapes.letters(text) == letters


@pytest.mark.parametrize(
    ("text", "doubled"),
    [
        ("of the the firm", True),
        ("of the\nThe firm", True),
        ("say “the the” now", True),
        ("the, the", False),
        ("bathe them", False),
        ("the-the", False),
        ("", False),
        (". .", False),
    ],
)
def test_doubled_word_has_only_blanks_between(text: str, doubled: bool) -> None:
    assert shapes.doubled(shapes.letters(text)) is doubled


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (
            r"\b(said|told)\. +(in|on)\b",
            Required((("a. a",),), (("said. in", "said. on", "told. in", "told. on"),)),
        ),
        (r"\p{L}+ +,", Required((("A ,", "a ,"),))),
        (r"(?i)All Rights Reserved", Required((), (("all rights reserved",),))),
        (r"\d{4}-\d\d", Required((("0-0",),))),
        (r"x*", Required()),
        (r"(?:a-b)?", Required()),
        (r"colou?r", Required((), (("color", "colour"),))),
        (r"(?<=\w)\(", Required((("0(", "?(", "A(", "_(", "a("),))),
        (r"\w+(?=\()", Required((("0(", "?(", "A(", "_(", "a("),))),
        (r"[^x]-\.", Required((("-.",),))),
        (r"(?<!\w)(?<w>the|of)\h+(?P=w)(?!\w)", Required(doubled=True)),
        (r"(?<w>the|of)\h+(?P=w)(?!\w)", Required()),
        (r"(?<!\w)(?<w>the|of)\h*(?P=w)(?!\w)", Required()),
        (r"(?<!\w)(?<w>a|o’f)\h+(?P=w)(?!\w)", Required()),
        (r"a(?(1)b|c)", Required()),
        (r"--{2}", Required((("---",),), (("---",),))),
    ],
)
def test_what_is_required_of_a_text(pattern: str, expected: Required) -> None:
    assert required(pattern) == expected


ATOMS = (
    *"abAB.,;' ",
    *(r"\.", r"\d", r"\w", r"\s", r"\h", r"\p{Ll}", r"\p{Lu}", r"\b", "^", ".", r"\x27", r"\u2019"),
    *("[ab]", "[^a]", "[.,]", "[a-c’]", "’", "“", "the", "said", "é", "ſ"),
)


def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    groups = st.sampled_from(["(?:", "(", "(?=", "(?<=", "(?!", "(?<!", "(?i:", "(?>", "(?<n>"])
    signs = st.sampled_from(["*", "+", "?", "{2}", "{1,2}", "{2,}", "{0,3}", "++", "+?"])
    return st.one_of(
        st.lists(inner, min_size=1, max_size=4).map("".join),
        st.lists(inner, min_size=2, max_size=3).map("|".join),
        st.tuples(groups, inner).map(lambda made: f"{made[0]}{made[1]})"),
        st.tuples(inner, signs).map(lambda made: f"(?:{made[0]}){made[1]}"),
        inner.map(lambda made: rf"(?<!\w)(?<w>{made})\h+(?P=w)(?!\w)"),
    )


@given(
    st.recursive(st.sampled_from(ATOMS), grown, max_leaves=8),
    st.text(alphabet="abcAB.,;' \n’“éſK0_–the", max_size=14),
)
@example(r"(?i:k)", "\u212a")
@example(r"(?<!\w)(?<w>a b|b)\h+(?P=w)(?!\w)", "a b a b")
def test_text_with_a_match_holds_what_is_required(pattern: str, text: str) -> None:
    try:
        found = compiled(pattern).search(text)
    except regex.error:
        return
    if found is not None:
        assert Facts(text).holds(required(pattern))


@pytest.mark.parametrize("id", PATTERNS)
def test_no_shipped_rule_misses_a_match_in_a_damaged_text(id: str) -> None:
    match = PATTERNS[id]
    for facts in damaged():
        assert facts.holds(match.required) or not compiled(match.find).search(facts.text)


@pytest.mark.parametrize("id", UNLESS)
def test_no_shipped_rule_misses_what_bars_it_in_a_damaged_text(id: str) -> None:
    match = UNLESS[id]
    assert match.unless is not None
    for facts in damaged():
        assert facts.holds(match.barred) or not compiled(match.unless).search(facts.text)


@cache
def damaged() -> list[Facts]:
    lines = DEV.read_text("utf-8").splitlines()[::6]
    return [Facts(json.loads(line)["dirty"]) for line in lines]

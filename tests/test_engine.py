"""Laws of cleaning, with small rule sets that feed each other and with the shipped ones."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from making import characters, pattern, rule, words

from cleaner import (
    Cleaned,
    Markup,
    Restructured,
    Rule,
    Safety,
    Unparsable,
    Unsettled,
    clean,
    load_rules,
    matching,
    regions,
)
from cleaner.edits import apply, overlap
from cleaner.engine import PASSES
from cleaner.evidence import Facts
from cleaner.model import Change, Edit, Fixer, Pattern
from cleaner.rules import shipped

STAGES = ("encoding", "structure", "marks", "words", "spacing")
BITS = st.text(alphabet="ab ", max_size=3)
SHIPPED = load_rules(shipped())


@st.composite
def small_rules(draw: st.DrawFn) -> Rule:
    """A rule of a few letters; together they may feed each other, go in circles, or grow."""
    id = f"{draw(st.sampled_from(STAGES))}/{draw(st.sampled_from('pqrs'))}"
    found, becomes = draw(BITS.filter(bool)), draw(BITS)
    kind = draw(st.sampled_from(["characters", "words", "pattern", "flag", "swap"]))
    if kind == "characters" and found != becomes:
        return characters({found: becomes}, id)
    if kind == "words" and found.strip() and found != becomes:
        return words({found.strip(): becomes.strip()}, id)
    if kind == "flag":
        return pattern(found, None, id)
    if kind == "swap":
        return pattern("(a)(b+)", draw(st.sampled_from(["{2}{1}", "{1}", "{1}{1}{2}", ""])), id)
    return pattern(found, becomes, id)


TEXTS = st.text(alphabet="ab \n", max_size=20)
RULE_SETS = st.lists(small_rules(), max_size=5, unique_by=lambda one: one.id)


def check_account(cleaned: Cleaned, up_to: Safety) -> None:
    """What every result promises."""
    assert (cleaned.before != cleaned.after) is bool(cleaned.applied)
    assert apply(cleaned.before, cleaned.edits) == cleaned.after
    edits = list(cleaned.edits)
    assert edits == sorted(edits)
    assert not any(overlap(one, other) for one, other in itertools.pairwise(edits))
    assert all(cleaned.before[e.start : e.end] != e.text for e in edits)
    for finding in (*cleaned.applied, *cleaned.left):
        assert 0 <= finding.start <= finding.end <= len(cleaned.before)
        assert all(finding.start <= e.start and e.end <= finding.end for e in finding.edits)
        assert bool(finding.edits) is (finding.safety is not Safety.FLAG)
    assert all(finding.safety.rank <= up_to.rank for finding in cleaned.applied)
    assert all(finding.safety.rank > up_to.rank for finding in cleaned.left)


@given(TEXTS, RULE_SETS, st.sampled_from([Safety.SAFE, Safety.SUGGEST]))
@settings(max_examples=400)
def test_cleaning_twice_is_cleaning_once(text: str, rules: list[Rule], up_to: Safety) -> None:
    try:
        cleaned = clean(text, rules, up_to=up_to)
    except Unsettled as unsettled:
        named = set(unsettled.rules)
    else:
        check_account(cleaned, up_to)
        check_settled(cleaned, rules, up_to)
        return
    assert named
    assert named <= {one.id for one in rules}


def check_settled(cleaned: Cleaned, rules: Sequence[Rule], up_to: Safety) -> None:
    again = clean(cleaned.after, rules, up_to=up_to)
    assert (again.after, again.applied) == (cleaned.after, ())
    left = [sorted((f.rule.id, f.found) for f in one.left) for one in (again, cleaned)]
    assert left[0] == left[1]


def outcome(text: str, rules: Sequence[Rule]) -> Cleaned | tuple[str, ...]:
    try:
        return clean(text, rules)
    except Unsettled as error:
        return error.rules


@given(TEXTS, RULE_SETS.flatmap(lambda r: st.tuples(st.just(r), st.permutations(r))))
def test_the_order_of_rules_does_not_matter(text: str, both: tuple[list[Rule], list[Rule]]) -> None:
    assert outcome(text, both[0]) == outcome(text, both[1])


def test_a_circle_names_all_its_rules_and_no_other() -> None:
    circle = [
        characters({"a": "b"}, "marks/one"),
        characters({"b": "c"}, "words/two"),
        characters({"c": "a"}, "spacing/three"),
    ]
    once = characters({"x": "a"}, "encoding/once")
    with pytest.raises(Unsettled) as caught:
        clean("x", [once, *circle])
    assert caught.value.rules == ("marks/one", "spacing/three", "words/two")


def test_growth_names_the_rules_that_grow() -> None:
    grow = characters({"a": "ab"}, "marks/grow")
    once = characters({"x": "a"}, "encoding/once")
    with pytest.raises(Unsettled) as caught:
        clean("x", [once, grow])
    assert caught.value.rules == ("marks/grow",)


def test_doubling_ends_before_memory_does() -> None:
    with pytest.raises(Unsettled) as caught:
        clean("a", [characters({"a": "aa"}, "marks/double")])
    assert caught.value.rules == ("marks/double",)


def test_as_many_passes_as_allowed_settle() -> None:
    shrink = pattern("ab", "b")
    assert clean("a" * PASSES + "b", [shrink]).after == "b"
    with pytest.raises(Unsettled):
        clean("a" * (PASSES + 1) + "b", [shrink])


def test_stages_run_in_order_whatever_the_names_of_rules() -> None:
    first, last = characters({"a": "b"}, "encoding/z"), characters({"a": "c"}, "spacing/a")
    assert clean("a", [last, first]).after == "b"


def test_a_stage_sees_what_a_later_one_made_in_the_next_round() -> None:
    late, early = characters({"a": "b"}, "spacing/late"), characters({"bc": "d"}, "encoding/early")
    assert clean("ac", [late, early]).after == "d"


def test_what_is_found_late_is_placed_in_the_original() -> None:
    one, two = characters({"aa": "b"}, "marks/one"), characters({"bc": "d"}, "words/two")
    cleaned = clean("xaac", [one, two])
    assert [(f.rule.id, f.start, f.end, f.found) for f in cleaned.applied] == [
        ("words/two", 1, 4, "bc"),
        ("marks/one", 1, 3, "aa"),
    ]
    assert cleaned.edits == (Edit(1, 4, "d"),)


def test_suggestions_are_left_with_their_replacement() -> None:
    suggest = rule("words/s", Pattern("a", "b"), safety=Safety.SUGGEST)
    cleaned = clean("ca", [suggest])
    assert cleaned.after == "ca"
    assert [(f.start, f.end, f.becomes) for f in cleaned.left] == [(1, 2, "b")]
    assert clean("ca", [suggest], up_to=Safety.SUGGEST).after == "cb"


PROTECTED = [
    "https://example.org/a/teh,,b",
    "<http://example.org/,,?x=a..b>",
    "jo..smith@example.org",
    "`teh  code ,,`",
    "www.example.org/teh,,x",
]
WORDS = [
    *["teh", "the the", "  ", " ,", ",,", "..", " \n", "\n\n\n\n", "“", "”", '"', "’", "'", "‘"],
    *["Blinkens’ visit", "Blinken", "bali", "Bali", "U.S.", "US", "Mr", "Mr.", "he said.", "We"],
    *["didnt", "&rsquo;", "&amp;", "â€™", "Ã©", "�", "\u200b", "\x92", "ﬁ", "docu-\nment", "( a"],
    *["not", "never", "7", "1,000", "3.14", "no  one", "\t", "a", "an", "I", "you", "said Jo."],
    *[".", "?", "!", "...", "during talks.", "\n\n", "2023-06-20", "date", "recieve", "accross"],
]


def messy(rng: random.Random, *, parts: int) -> str:
    made = [rng.choice(WORDS) + rng.choice(["", " ", " ", " ", "\n"]) for _ in range(parts)]
    return "".join(made)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Mess of every kind, in any order."""
    rng = random.Random(draw(st.integers(0, 2**32)))
    return messy(rng, parts=draw(st.integers(0, 60)))


BARRED_ON_THE_WAY = (
    "&amp; .. the the Blinkens’ visit”\n\x92\naccrossU.S.\ndate ? \x92no  one Blinken  , . accross "
    "recieve \u200b \n “ "
)
"""An edit would alter the structure of what stands between, and not that of the result."""


@given(documents(), st.sampled_from([Safety.SAFE, Safety.SUGGEST]), st.sampled_from(Markup))
@settings(max_examples=150)
@example("We ’ go\n\n“&rsquo; .!\n.. ", Safety.SAFE, Markup.PLAIN)
@example("3.14 you\n”&rsquo; .!\n.. ", Safety.SAFE, Markup.PLAIN)
@example(BARRED_ON_THE_WAY, Safety.SUGGEST, Markup.MARKDOWN)
def test_the_shipped_rules_settle_on_any_mess(text: str, up_to: Safety, markup: Markup) -> None:
    try:
        cleaned = clean(text, SHIPPED, up_to=up_to, markup=markup)
    except (Restructured, Unparsable):  # law 4: it is left alone, and so settled
        assert markup is not Markup.PLAIN
        return
    check_account(cleaned, up_to)
    again = clean(cleaned.after, SHIPPED, up_to=up_to, markup=markup)
    assert (again.after, again.applied) == (cleaned.after, ())


@given(st.text(max_size=80))
@settings(max_examples=150)
@example("\x92\u200b “")
@example("\r\n \r\n")
def test_the_shipped_rules_settle_on_any_characters(text: str) -> None:
    cleaned = clean(text, SHIPPED, up_to=Safety.SUGGEST)
    check_account(cleaned, Safety.SUGGEST)
    assert clean(cleaned.after, SHIPPED, up_to=Safety.SUGGEST).applied == ()


@given(st.integers(0, 2**32), st.integers(1, 12))
@settings(max_examples=60)
def test_the_sample_settles_however_it_is_damaged(seed: int, damages: int) -> None:
    rng, text = random.Random(seed), SAMPLE
    for _ in range(damages):
        at = rng.randrange(len(text))
        text = text[:at] + rng.choice([*WORDS, ""]) + text[at + rng.choice([0, 0, 1, 2, 30]) :]
    cleaned = clean(text, SHIPPED)
    check_account(cleaned, Safety.SAFE)
    assert clean(cleaned.after, SHIPPED).applied == ()


SAMPLE = (shipped().parent / "seeds" / "founding-sample.txt").read_bytes().decode("utf-8")


@given(documents(), documents(), st.sampled_from(PROTECTED))
@settings(max_examples=100)
def test_protected_text_comes_out_identical(before: str, after: str, protected: str) -> None:
    markup = Markup.MARKDOWN if protected.startswith("`") else Markup.PLAIN
    text = f"{before}\n\nSee {protected} for more.\n\n{after}"
    cleaned = clean(text, SHIPPED, up_to=Safety.SUGGEST, markup=markup)
    assert protected in cleaned.after


@given(documents(), st.sampled_from(Markup))
@settings(max_examples=100)
def test_no_edit_enters_a_protected_region(text: str, markup: Markup) -> None:
    facts = Facts(text, markup)
    try:
        findings = matching.find(facts, SHIPPED)
    except Unparsable:
        return
    for finding in findings:
        assert not any(regions.enters_markup(facts, edit) for edit in finding.edits)
        assert finding.rule.changes >= {Change.PROTECTED} or not any(
            regions.enters(facts, edit) for edit in finding.edits
        )


@given(documents())
@settings(max_examples=150)
def test_a_safe_repair_changes_no_digit_and_no_negation_unless_its_rule_says_so(text: str) -> None:
    quiet = [one for one in SHIPPED if not {Change.DIGITS, Change.NEGATION} & one.changes]
    cleaned = clean(text, quiet)
    assert digits(cleaned.after) == digits(cleaned.before)


def digits(text: str) -> list[str]:
    return [letter for letter in text if letter.isdigit()]


def test_an_undeclared_change_of_law_seven_is_only_suggested() -> None:
    for found, becomes, reason in (
        ("7", "8", "it changes digits"),
        ("not", "now", "it changes negation"),
        ("“a b”", "“a”", "it changes quoted-words"),
    ):
        text = f"We do {found} it."
        undeclared = rule("words/u", Pattern(found, becomes), changes=())
        (left,) = clean(text, [undeclared]).left
        assert (left.safety, left.reason) == (Safety.SUGGEST, reason)
        declared_rule = rule("words/u", Pattern(found, becomes))
        assert clean(text, [declared_rule]).after == f"We do {becomes} it."


@pytest.mark.parametrize("markup", [Markup.PLAIN, Markup.MARKDOWN])
@pytest.mark.parametrize(
    ("id", "form", "text", "reason"),
    [
        ("words/minority-spelling", "toward", "towards", "`towards` 14 times, `toward` 7 times"),
        ("words/title-with-point", "Mr. Hall", "Mr Hall", "`Mr` 14 times, `Mr.` 7 times"),
        ("words/title-without-point", "Mr Hall", "Mr. Hall", "`Mr.` 14 times, `Mr` 7 times"),
    ],
)
def test_forms_are_counted_apart_where_one_is_a_part_of_the_other(
    markup: Markup, id: str, form: str, text: str, reason: str
) -> None:
    rules = [one for one in SHIPPED if one.id == id]
    before = f"He saw {form}, I think.\n\n" * 7 + f"He saw {text}.\n\n" * 14
    cleaned = clean(before, rules, markup=markup)
    found = [one.reason for one in (*cleaned.applied, *cleaned.left)]
    assert found == [reason] * 7


def test_fixers_are_used_by_name() -> None:
    fixer = rule("encoding/f", Fixer("ligatures", {}))
    assert clean("ﬁne", [fixer]).after == "fine"

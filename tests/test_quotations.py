"""What a double mark does where it stands, and which marks make a quotation."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Markup
from cleaner.evidence import Facts, Span
from cleaner.quotations import (
    Cue,
    Lists,
    Role,
    Speech,
    inside,
    manner_of,
    marks,
    passages,
    quotations,
)

LISTS = Lists("said|says|asked|told|wrote|answer|adding", "Mr|Mrs|U.S", "I|we|my|us", "you", "it’s")


def roles(text: str) -> list[Role]:
    return [mark.role for mark in marks(Facts(text))]


def quoted(text: str) -> list[str]:
    return [text[slice(*span)] for span in quotations(Facts(text))]


def unpaired(text: str) -> list[int]:
    return [mark.start for passage in passages(Facts(text)) for mark in passage.unpaired]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“a”", [Role.OPENING, Role.CLOSING]),
        ('"a"', [Role.OPENING, Role.CLOSING]),
        ("(“a”)", [Role.OPENING, Role.CLOSING]),
        ("a—“b”—c", [Role.OPENING, Role.CLOSING]),
        ("a “ b", [Role.LOOSE]),
        ("a ”.", [Role.LOOSE]),
        ('China"s', [Role.APOSTROPHE]),
        ("**“a”**", [Role.OPENING, Role.CLOSING]),
        ("“‘a’”", [Role.OPENING, Role.CLOSING]),
        ("x = '\"'", [Role.NAMED]),
        ("“$5”", [Role.OPENING, Role.CLOSING]),
    ],
)
def test_the_neighbours_of_a_mark_tell_its_role(text: str, wanted: list[Role]) -> None:
    assert roles(text) == wanted


def test_a_glyph_against_its_place_is_turned() -> None:
    assert [mark.turned for mark in marks(Facts("”Yes“, he said."))] == [True, True]


def test_two_alike_marks_that_touch_are_one() -> None:
    assert [(m.start, m.end, m.doubled) for m in marks(Facts("““Yes” ”"))] == [(0, 2, 1), (5, 8, 7)]


def test_quotations_are_found_with_their_marks() -> None:
    assert quoted("“We go,” he said. “We stay.”") == ["“We go,”", "“We stay.”"]


def test_a_quotation_inside_a_quotation_of_the_same_kind_belongs_to_the_outer_one() -> None:
    assert quoted("“He said “no” to me.” Then “so.”") == ["“He said “no” to me.”", "“so.”"]


def test_an_open_quotation_ends_with_its_paragraph() -> None:
    assert quoted("“We go.\n\n“We stay.”") == ["“We go.", "“We stay.”"]


def test_a_quotation_over_several_paragraphs_has_no_unpaired_mark() -> None:
    assert unpaired("“We go.\n\n“We stay.\n\n“We rest.”") == []


def test_marks_without_partner_are_left_over() -> None:
    assert unpaired("We go,” he said. “We stay.”") == [6]
    assert unpaired("“We go, he said. “We stay.”") == [0]


def test_inches_are_no_quotation() -> None:
    assert unpaired('A 6’2” guard and a 15" screen.') == []


def test_a_loose_mark_is_placed_only_where_parity_needs_it() -> None:
    spare, needed = passages(Facts("Made “ by “people.”\n\n“We go, ” he said."))
    assert (spare.spare, [m.role for m in spare.loose]) == (True, [Role.LOOSE])
    assert (needed.spare, [m.role for m in needed.loose]) == (False, [Role.CLOSING])


def test_a_letter_quoted_without_marks_at_each_paragraph_spans() -> None:
    found = passages(Facts("“Dear Sir:\n\nWe came.\n\nYours, Ann.”"))
    assert [passage.spans for passage in found] == [True, True]


def test_inside_is_between_the_marks() -> None:
    facts = Facts("“ab” c")
    assert [inside(facts, at) for at in range(6)] == [False, True, True, True, False, False]


def test_sentences_do_not_end_at_abbreviations_and_initials() -> None:
    text = "Mr. J. Doe of the U.S. Senate left. “Why?” Nobody knew."
    spans = Speech(text, LISTS).sentences(0, len(text))
    assert [text[slice(*span)] for span in spans] == [
        "Mr. J. Doe of the U.S. Senate left.",
        "“Why?”",
        "Nobody knew.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        ", Blinken said.",
        ", he said at last.",
        ", said Mrs. Cavendish, rising.",
        ", Ivo Geijsen, an analyst with X, told reporters.",
        "? asked the old man.",
        ", Gownaris later said on Monday.",
    ],
)
def test_an_attribution_is_a_subject_with_a_verb_of_saying(text: str) -> None:
    assert Speech(text, LISTS).attributed(0, len(text)) is not None


@pytest.mark.parametrize(
    "text",
    [
        ", he said that we left.",
        ", and I said foolish things.",
        ", the minutes said: no.",
        ", he asked Mr. Jackson to dine.",
        ", after a while she said—",
        "He said so.",
    ],
)
def test_a_verb_of_saying_that_goes_on_is_no_attribution(text: str) -> None:
    assert Speech(text, LISTS).attributed(0, len(text)) is None


def test_the_country_and_a_number_are_no_first_person() -> None:
    for text in ("the US grew", "World War I began"):
        assert Speech(text, LISTS).cue(0, len(text)) is Cue.NONE
    assert Speech("then I left", LISTS).cue(0, 11) is Cue.FIRST


def test_the_manner_counts_what_the_document_does() -> None:
    text = "“Go,” he said.\n\n“No.”\n\n“Yes.”\n\nHe left,” and so on."
    manner = Facts(text).of(manner_of(LISTS))
    assert (manner.dialogue, manner.outside, manner.odd, manner.attributed) == (True, False, 1, 1)


@pytest.mark.parametrize(
    ("text", "outside", "single"),
    [
        ("“Go”, he said, “now,” and “No”, she said.", True, False),
        ("“Go,” he said, “now”, and “No,” she said.", False, False),
        ("“1”, he said, and “2”,too.", False, False),
        ("‘Go,’ he said.\n  ‘No.’\nHe said ‘Yes’.", False, True),
        ("He said ‘Yes’, and ‘No’.", False, False),
        ("“Go.”\n‘No.’", False, False),
    ],
)
def test_points_and_marks_at_line_starts_tell_the_manner(
    text: str, outside: bool, single: bool
) -> None:
    manner = Facts(text).of(manner_of(LISTS))
    assert (manner.outside, manner.single) == (outside, single)


@given(st.text(alphabet="ab .,?\n“”\"‘’'", max_size=60))
def test_quotations_are_in_order_disjoint_and_begin_with_a_mark(text: str) -> None:
    spans = quotations(Facts(text))
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert all(text[span.start] in '“”"' for span in spans)
    assert all(isinstance(span, Span) for span in spans)


def test_the_analysis_takes_time_in_proportion_to_the_text() -> None:
    def seconds(count: int) -> float:
        facts = Facts('“a, he said. "b” c “ d ' * count)
        start = time.perf_counter()
        facts.of(passages)
        return time.perf_counter() - start

    seconds(500)
    assert seconds(8000) < 40 * max(seconds(1000), 0.002)


def test_a_document_of_tags_alone_has_no_passage() -> None:
    assert passages(Facts('<section data-type="index"/>\n', Markup.HTML)) == ()

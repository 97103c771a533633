"""A long text that is asked window by window comes out as if it had been asked as a whole."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import pattern, sieve
from texts import documents

from cleaner import Cleaned, Markup, Restructured, Rule, Safety, Unparsable, Unsettled, clean
from cleaner.engine import clean_facts
from cleaner.files import decode
from cleaner.model import Manner, PartScreen
from cleaner.repetition import survey
from cleaner.tasks import cleaned_in
from cleaner.windows import LONG, PARTED, Parted
from cleaner.windows.cutting import cells

UP_TO = [Safety.SAFE, Safety.SUGGEST]


def silent(data: bytes, lines: bool) -> None:
    """A screen that tells nothing."""


def parted(
    text: str,
    rules: Iterable[Rule],
    size: int,
    up_to: Safety,
    screen: PartScreen,
) -> Cleaned | tuple[str, ...]:
    facts = Parted(text, Markup.PLAIN, None, screen, size)
    try:
        return clean_facts(facts, tuple(rules), up_to=up_to)
    except Unsettled as error:
        return error.rules


def whole(text: str, rules: Iterable[Rule], up_to: Safety) -> Cleaned | tuple[str, ...]:
    try:
        return clean(text, rules, up_to=up_to)
    except Unsettled as error:
        return error.rules


@pytest.mark.parametrize("up_to", UP_TO)
@pytest.mark.parametrize(("seed", "count", "size"), [(11, 6, 1), (12, 12, 500), (13, 20, 3_000)])
def test_documents_joined_come_out_as_if_whole(
    rules: tuple[Rule, ...], seed: int, count: int, size: int, up_to: Safety
) -> None:
    text = "\n\n".join(random.Random(seed).sample(documents(), count))
    wanted = whole(text, rules, up_to)
    assert parted(text, rules, size, up_to, sieve().suspects_in_part) == wanted
    assert parted(text, rules, size, up_to, silent) == wanted


def test_lines_that_are_paragraphs_come_out_as_if_whole(rules: tuple[Rule, ...]) -> None:
    drawn = random.Random(5).sample(documents(), 12)
    lines = [line for one in drawn for line in one.split("\n") if len(line) > 200]
    text = "\n".join(lines[:40])
    screen = sieve().suspects_in_part
    assert parted(text, rules, 1, Safety.SUGGEST, screen) == whole(text, rules, Safety.SUGGEST)


PARAGRAPHS = (
    "“We will go,” Blinken said. “It is late.",
    "Blinken met Kislyak, and then saw Kislyak go. Then kislyak spoke of Blinkens’ visit.",
    "He said  that that was teh end of it .",
    "It is late.” And she went home with the U.S. voters to the US and the US of the US.",
    "```\ncode “ teh\n\nmore",
    "```",
    "For example::",
    "    teh indented",
    "Read more: teh news",
    "the recieve [sic] of it, and the govermnent\n\n\n\nof old.",
    "I will go there with my own hands, he said, and we shall see.",
    "docu-\nment and docu-ment, signi-\nficant",
    '"',
    "Itâ€™s São Paulo’s cafÃ©. Â ",
    "the tribunal met, the tribunal sat, the tribunal rose, the tribnal slept",
    "a methpd of the evenutally publc govermnent",
)


@settings(max_examples=80)
@given(
    st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=40),
    st.sampled_from(["\n\n", "\n \n", "\n\n\n"]),
    st.sampled_from([1, 120, 700]),
    st.sampled_from(UP_TO),
)
def test_any_text_comes_out_as_if_whole(
    rules: tuple[Rule, ...], paragraphs: list[str], gap: str, size: int, up_to: Safety
) -> None:
    text = gap.join(paragraphs)
    wanted = whole(text, rules, up_to)
    assert parted(text, rules, size, up_to, sieve().suspects_in_part) == wanted
    assert parted(text, rules, size, up_to, silent) == wanted


MARKED = (
    *PARAGRAPHS,
    "~~~\nteh code\n\nmore teh\n~~~",
    "# A heading of teh text",
    "* an item  of teh list\n* another item ,too",
    "    teh indented code",
    "| teh | table |\n|---|---|\n| a | “b |",
    'Some `teh code` and <b>teh bold</b> and [teh link](http://a.b/teh "teh title").',
    "<div>\n\nteh block\n\n</div>",
    "<!-- cleaner: off -->",
    "<!-- cleaner: on -->",
    ".. note:: teh note\n\n   teh text of it",
    "\\begin{verbatim}\nteh\n\nteh\n\\end{verbatim}",
    "----\nteh\n----",
    "<!-- teh comment\n\nwith “more -->",
)


@settings(max_examples=100)
@given(
    st.lists(st.sampled_from(MARKED), min_size=1, max_size=40),
    st.sampled_from([1, 120, 700]),
    st.sampled_from(sorted(PARTED, key=str)),
    st.sampled_from(UP_TO),
)
def test_marked_up_text_comes_out_as_if_whole(
    rules: tuple[Rule, ...], paragraphs: list[str], size: int, markup: Markup, up_to: Safety
) -> None:
    text = "\n\n".join(paragraphs)
    wanted = outcome(lambda: clean(text, rules, up_to=up_to, markup=markup))
    for screen in (sieve().suspects_in_part, silent):
        facts = Parted(text, markup, None, screen, size)
        assert outcome(partial(clean_facts, facts, rules, up_to=up_to)) == wanted


def outcome(made: Callable[[], Cleaned]) -> object:
    try:
        return made()
    except (Unsettled, Restructured, Unparsable) as error:
        return repr(error)


def test_a_second_pass_sifts_only_what_the_first_changed(rules: tuple[Rule, ...]) -> None:
    sifted: list[str] = []

    def screen(data: bytes, lines: bool) -> frozenset[str] | None:
        sifted.append(data.decode())
        return sieve().suspects_in_part(data, lines)

    calm = [
        f"The {number} committees met in the old town hall and went home." for number in NUMBERS
    ]
    text = "\n\n".join([*calm[:60], "They recieved it.", *calm[60:]])
    cleaned = parted(text, rules, 300, Safety.SAFE, screen)
    assert isinstance(cleaned, Cleaned)
    assert cleaned.after == text.replace("recieved", "received")
    first = sum("received" not in one for one in sifted)
    again = [one for one in sifted if "received" in one]
    assert len(sifted) == len(set(sifted)) == first + len(again)
    assert 0 < len(again) < first / 2


NUMBERS = [f"{tens} {ones}" for tens in ("twenty", "thirty", "forty", "fifty", "sixty", "ninety",
           "hundred", "thousand", "million", "dozen") for ones in ("old", "new", "big", "small",
           "great", "little", "first", "last", "local", "foreign", "public", "royal")]  # fmt: skip


def test_what_may_run_over_any_number_of_paragraphs_is_asked_of_the_whole() -> None:
    rules = [pattern("“[^”]*”", "", "words/quoted")]
    text = "“One.\n\n" + "Two.\n\n" * 40 + "Three.” Four."
    assert parted(text, rules, 1, Safety.SAFE, silent) == whole(text, rules, Safety.SAFE)


def test_what_files_share_is_asked_of_the_whole(rules: tuple[Rule, ...]) -> None:
    calm = [
        f"The {number} committees met in the old town hall and went home." for number in NUMBERS
    ]
    banner = "Sign up for our newsletter and never miss a story of this site again."
    texts = ["\n\n".join([one, banner, two]) for one, two in pairwise(calm)]
    text = "\n\n".join([calm[0], banner, *calm[1:]])
    repeated = survey([text, *texts])
    made = clean(text, rules, up_to=Safety.SUGGEST, repeated=repeated)
    assert banner not in made.after
    facts = Parted(text, Markup.PLAIN, repeated, sieve().suspects_in_part, 400)
    assert clean_facts(facts, rules, up_to=Safety.SUGGEST) == made


@given(st.lists(st.sampled_from(PARAGRAPHS), max_size=60), st.integers(1, 400), st.booleans())
def test_the_cores_of_the_windows_are_the_text(
    paragraphs: list[str], size: int, lines: bool
) -> None:
    text = "\n\n".join(paragraphs)
    found = list(cells(text, lines=lines, size=size))
    assert "".join(one.text[slice(*one.core)] for one in found) == text
    for one in found:
        assert text.startswith(one.text, one.start)


def test_long_plain_texts_are_cleaned_so(rules: tuple[Rule, ...]) -> None:
    text = "\n\n".join(random.Random(7).sample(documents(), 30))[: LONG * 3]
    document = decode(text.encode())
    assert cleaned_in(document, Manner(rules)) == clean(text, rules)

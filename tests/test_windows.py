"""A text that is cleaned piece by piece comes out as if it had been cleaned whole."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from itertools import accumulate, pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import characters, pattern, sieve, words
from texts import documents

from cleaner import Edit, Rule, Safety, Unsettled, clean, windows, workers
from cleaner.edits import Trace, apply
from cleaner.evidence import Facts, Part, Span
from cleaner.matching.reach import is_endless
from cleaner.model import Pattern, Unparted, WorkerDied
from cleaner.windows import Means, Swept, edited, spread
from cleaner.windows.cutting import MARGIN, TABLE, cells
from cleaner.windows.cutting import windows as cut
from cleaner.windows.knowledge import Knowledge
from cleaner.windows.screens import Remembered
from cleaner.windows.streams import pieces, taken, units
from cleaner.windows.summing import Asked, Sum, Summing, Unknown
from cleaner.windows.sums import Sums

Account = tuple[object, ...]


def chunks_of(text: str, size: int) -> Callable[[], Iterator[str]]:
    return lambda: (text[at : at + size] for at in range(0, len(text), size))


def sieved(core: int, jobs: int = 1) -> Means:
    """Windows in which only suspects are asked."""
    return Means(sieve().suspects_in_part, jobs, core)


def swept(text: str, rules: Iterable[Rule], means: Means, up_to: Safety = Safety.SAFE) -> Swept:
    return windows.clean(chunks_of(text, 61), rules, up_to=up_to, means=means)


def account(text: str, rules: Iterable[Rule], means: Means | None, up_to: Safety) -> Account:
    """All that is said of a text that is cleaned whole, or in windows."""
    try:
        if means is None:
            whole = clean(text, rules, up_to=up_to)
            return len(text), whole.edits, whole.applied, whole.left, whole.suppressed
        part = swept(text, rules, means, up_to)
    except Unsettled as error:
        return (error.rules,)
    return part.length, *map(tuple, (part.edits, part.applied, part.left)), part.suppressed


@pytest.mark.parametrize(
    ("seed", "count", "core", "up_to"),
    [
        (1, 6, 1, Safety.SAFE),
        (2, 10, 400, Safety.SUGGEST),
        (3, 20, 2_000, Safety.SAFE),
        (4, 20, 6_000, Safety.SUGGEST),
    ],
)
def test_documents_joined_come_out_as_if_whole(
    rules: tuple[Rule, ...], seed: int, count: int, core: int, up_to: Safety
) -> None:
    text = "\n\n".join(random.Random(seed).sample(documents(), count))
    whole = account(text, rules, None, up_to)
    assert account(text, rules, Means(core=core), up_to) == whole
    assert account(text, rules, sieved(core), up_to) == whole


@pytest.mark.parametrize("core", [1, 3_000])
def test_lines_that_are_paragraphs_come_out_as_if_whole(rules: tuple[Rule, ...], core: int) -> None:
    drawn = random.Random(5).sample(documents(), 12)
    lines = [line for one in drawn for line in one.split("\n") if len(line) > 200]
    text = "\n".join(lines[:40])
    assert account(text, rules, Means(core=core), Safety.SUGGEST) == account(
        text, rules, None, Safety.SUGGEST
    )


@pytest.mark.parametrize(("seed", "up_to"), [(6, Safety.SAFE), (7, Safety.SUGGEST)])
def test_processes_that_share_the_windows_give_what_one_gives(
    rules: tuple[Rule, ...], seed: int, up_to: Safety, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spread, "BATCH", 5_000)
    text = "\n\n".join(random.Random(seed).sample(documents(), 12))
    whole = account(text, rules, None, up_to)
    assert account(text, rules, sieved(600, jobs=2), up_to) == whole
    assert account(text, rules, Means(jobs=3, core=2_000), up_to) == whole


def test_a_process_that_dies_twice_is_told_of() -> None:
    here = os.getpid()

    def deadly(data: bytes, lines: bool) -> frozenset[str] | None:
        if os.getpid() != here:
            os._exit(1)
        return None

    with pytest.raises(WorkerDied):
        swept("It is so.\n\n" * 90, [words({"teh": "the"})], Means(deadly, jobs=2, core=9))


def test_where_processes_are_no_forks_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[int] = set()

    def screen(data: bytes, lines: bool) -> frozenset[str] | None:
        asked.add(os.getpid())
        return None

    monkeypatch.setattr(workers, "FORKS", False)
    monkeypatch.setattr(workers, "mapped", lambda task, chunks, jobs: pytest.fail("it is shared"))
    found = swept("It is teh end.\n\n" * 9, [words({"teh": "the"})], Means(screen, 2, 9))
    assert (len(found.applied), asked) == (9, {os.getpid()})


PARAGRAPHS = (
    "“We will go,” Blinken said. “It is late.",
    "Blinken met Kislyak, and then saw Kislyak go. Then kislyak spoke of Blinkens’ visit.",
    "He said  that that was teh end of it .",
    "It is late.” And she went home with the U.S. voters to the US and the US of the US.",
    "```\ncode “ teh\n\nmore",
    "```",
    "=== ===\nteh\n=== ===",
    "For example::",
    "    teh indented",
    "  A margin stands before this long paragraph, which is a sentence.",
    "Read more: teh news",
    "By John Smith",
    "the recieve [sic] of it, and the Straße\n\n\n\nof old.",
    "She wrote “so on” and ““so on” of it. That is what I said to him, and he answered.",
    "I will go there with my own hands, he said, and we shall see.",
    "Iíve seen Chinaís answer.   And so. On.  And on.  And off.  We went.  They go. He is.",
    "* * *",
    "docu-\nment and docu-ment, signi-\nficant",
    '"',
    "Itâ€™s São Paulo’s cafÃ©. Â ",
    "Le chat est sur la table, et il dort dans une maison avec le chien.",
    "the tribunal met, the tribunal sat, the tribunal rose, the tribnal slept",
)


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=40),
    st.sampled_from(["\n\n", "\n \n", "\n\n\n"]),
    st.sampled_from([1, 120, 700]),
    st.sampled_from([Safety.SAFE, Safety.SUGGEST]),
)
def test_any_text_comes_out_as_if_whole(
    rules: tuple[Rule, ...], paragraphs: list[str], gap: str, core: int, up_to: Safety
) -> None:
    text = gap.join(paragraphs)
    whole = account(text, rules, None, up_to)
    assert account(text, rules, Means(core=core), up_to) == whole
    assert account(text, rules, sieved(core), up_to) == whole


FAR = (
    ("She will organise.", "They organize, we organize, and all organize."),
    ("They live in the U.S.", "US aid, US arms and US grain, and US oil."),
    (
        "The U.S. voters came.",
        "The US grain, the US oil, the US arms and the US aid to the US men.",
    ),
    ("Mr. Jones came.", "Mr Jones and Mr Jones, Mr Jones and Mr Jones, Mr Jones and Mr Jones."),
    ("Chinaís answer.", "Iíve seen it."),
    ("He met kislyak.", "They asked Kislyak, and then saw Kislyak go."),
    ("the tribnal slept", "the tribunal met, the tribunal sat, the tribunal rose"),
    ("Then “eight”.", "“One,” he said. “Two,” “three,” “four,” “five,” “six,” and “seven.” " * 3),
)
"""Slips, and the evidence for them."""


CALM = [f"They met {number} times in the old hall and went home." for number in range(60)]


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize(("slip", "evidence"), FAR)
def test_evidence_far_from_a_slip_is_found(
    rules: tuple[Rule, ...], slip: str, evidence: str, *, first: bool
) -> None:
    text = "\n\n".join([slip, *CALM, evidence] if first else [evidence, *CALM, slip])
    at = 0 if first else len(text) - len(slip)
    found = swept(text, rules, sieved(1), Safety.SUGGEST)
    assert any(at <= one.start < at + len(slip) for one in (*found.applied, *found.left))
    assert account(text, rules, sieved(1), Safety.SUGGEST) == account(
        text, rules, None, Safety.SUGGEST
    )


def test_what_is_held_back_far_from_the_beginning_is_where_it_is(rules: tuple[Rule, ...]) -> None:
    text = "\n\n".join([*CALM, "They recieve [sic] it.", *CALM])
    whole = clean(text, rules)
    assert [one.by.start for one in whole.suppressed] == [text.index("[sic]")]
    assert account(text, rules, Means(core=1), Safety.SAFE) == account(
        text, rules, None, Safety.SAFE
    )


def test_what_a_program_calls_so_is_left_wherever_it_says_so(rules: tuple[Rule, ...]) -> None:
    names = "They saw Popen, and a Popen is closed, for Popen was new.\n\n"
    text = names + "It went on for long.\n\n" * 30 + "Then popen is called."
    whole = account(text, rules, None, Safety.SUGGEST)
    assert whole[1] != ()
    assert account(text, rules, Means(core=1), Safety.SUGGEST) == whole
    said = f"We call Popen() here. {text}"
    whole = account(said, rules, None, Safety.SUGGEST)
    assert whole[1] == ()
    assert account(said, rules, Means(core=1), Safety.SUGGEST) == whole


def test_rules_that_never_settle_are_named() -> None:
    circle = [characters({"a": "b"}, "words/a"), characters({"b": "a"}, "words/b")]
    with pytest.raises(Unsettled) as error:
        swept("x a\n\n" * 40, circle, Means(core=10))
    assert error.value.rules == ("words/a", "words/b")


def test_windows_do_not_begin_in_a_block_of_code() -> None:
    text = "one\n\n```\ntwo\n\nthree\n```\n\nfour\n\n" + "five\n\n" * 20
    found = cut(units([text], lines=False, limit=1000), lines=False, size=1, limit=1000)
    starts = [window.start + window.core.start for window in found]
    assert [text[start : start + 5] for start in starts[:3]] == ["one\n\n", "```\nt", "four\n"]


def test_the_cores_make_the_text() -> None:
    text = "\n\n".join(documents()[:8])
    found = cut(units([text], lines=False, limit=10**6), lines=False, size=500, limit=10**6)
    assert "".join(window.text[slice(*window.core)] for window in found) == text


@given(
    st.lists(
        st.sampled_from(["One.", "  Two.", "\n", "```", "=== ===", "| x", ">>> x", "Three. " * 9]),
        max_size=60,
    ).map("\n\n".join),
    st.integers(1, 120),
    st.booleans(),
)
def test_around_a_core_are_the_paragraphs_that_rules_may_look_at(
    text: str, size: int, lines: bool
) -> None:
    """Unless the text begins or ends there; no core but the last is too short."""
    parts = list(units([text], lines=lines, limit=10**6))
    borders = [0, *accumulate(map(len, parts))]
    for found in (
        list(cut(parts, lines=lines, size=size, limit=10**6)),
        list(cells(text, lines=lines, size=size)),
    ):
        for window in found[:-1]:
            start, end = (borders.index(window.start + at) for at in window.core)
            first, last = (borders.index(window.start + at) for at in (0, len(window.text)))
            assert first == 0 or start - first >= MARGIN
            assert last == len(parts) or last - end >= MARGIN
            assert borders[end] - borders[start] >= size
        for window in found[-1:]:
            start, first = (borders.index(window.start + at) for at in (window.core.start, 0))
            assert first == 0 or start - first >= MARGIN
            assert window.core.end == len(window.text) + 1


@pytest.mark.parametrize(
    ("block", "lines"),
    [
        ("```\none\n\ntwo\n```\n\n", False),
        ("````\n```\n\ntwo\n````\n\n", False),
        ("`a` is\n```\none\n\ntwo\n```\n\n", False),
        ("``` a ``` b\n\n", False),
        ("=== ===\none\n\n" + "two\n\n" * (TABLE // 2), False),
        ("  one\n\n\ttwo\n\n", False),
        (">>> one\ntwo\nthree\n\n", True),
        ("| one |\ntwo\n+---+\n\n", True),
    ],
)
def test_windows_do_not_begin_in_what_belongs_together(block: str, lines: bool) -> None:
    before, after = "One is here.\n\n" * 9, "Ten came.\n\n" * 20
    text = before + block + after
    inside = range(len(before) + (not block.startswith(" ")), len(before + block))
    parts = list(units([text], lines=lines, limit=10**6))
    found = [
        *cut(parts, lines=lines, size=1, limit=10**6),
        *cells(text, lines=lines, size=1),
    ]
    begun = {one.start + at for one in found for at in (0, one.core.start)}
    assert begun.isdisjoint(inside)
    assert len(before + block) in {one.start + one.core.start for one in found}


def test_before_any_word_no_window_begins() -> None:
    text = "* * *\n\n" * 30 + "One.\n\n" * 30
    found = cut(units([text], lines=False, limit=1000), lines=False, size=1, limit=1000)
    assert [one.start + one.core.start for one in found][1] == text.index("One.") + len("One.\n\n")


def test_a_window_without_end_cannot_be_parted() -> None:
    texts = ["One.\n\n", *["  two\n\n"] * 40]
    assert len(list(cut(texts, lines=False, size=1, limit=sum(map(len, texts))))) == 1
    with pytest.raises(Unparted) as error:
        list(cut(texts, lines=False, size=1, limit=sum(map(len, texts)) - 1))
    assert error.value.offset == 0


def test_a_block_that_is_too_long_is_cut_at_its_lines() -> None:
    text = "one\ntwo\nthree\n\nfour"
    found = list(pieces(chunks_of(text, 1)(), size=1, limit=8))
    assert found == [("one\ntwo\n", True), ("three\n\n", False), ("four", True)]
    found = list(pieces(["one\n\ntwo\nthree"], size=1, limit=4))
    assert found == [("one\n\n", True), ("two\nthree", True)]
    with pytest.raises(Unparted) as error:
        list(pieces(chunks_of(text, 1)(), size=1, limit=4))
    assert error.value.offset == 8


def test_a_screen_is_asked_once_of_each_window() -> None:
    asked: list[tuple[bytes, bool]] = []

    def screen(data: bytes, lines: bool) -> frozenset[str] | None:
        asked.append((data, lines))
        return frozenset([data.decode(), str(lines)])

    remembered = Remembered(screen, ["one", "two", "True", "False"])
    for _ in range(2):
        for data, lines in product((b"one", b"two"), (False, True)):
            assert remembered(data, lines) == {data.decode(), str(lines)}
        remembered.remember(remembered.news())
    assert len(asked) == 4


def test_a_window_that_stays_as_it_is_is_screened_once() -> None:
    asked: list[bytes] = []

    def screen(data: bytes, lines: bool) -> None:
        asked.append(data)

    rules = [characters({"teh": "the"}, "spacing/slip"), words({"a": "b"})]
    text = "\n\n".join(f"It is {number}." for number in range(60)) + " teh a"
    assert len(swept(text, rules, Means(screen, core=40)).applied) == 2
    assert len(asked) == len({*asked}) > 9


def test_a_paragraph_without_end_cannot_be_parted() -> None:
    with pytest.raises(Unparted) as error:
        windows.clean(
            chunks_of("one\n\n" + "word " * 99, 50),
            [words({"a": "b"})],
            means=Means(core=1, limit=90),
        )
    assert error.value.offset == 5


def test_a_rule_that_may_match_all_is_left_out_and_named() -> None:
    rules = [pattern('"[^"]*"', "", "words/quoted"), words({"teh": "the"}, "words/slip")]
    found = swept('teh "one\n\ntwo"', rules, Means(core=1))
    assert (list(found.edits), found.omitted) == ([Edit(0, 3, "the")], ("words/quoted",))


@pytest.mark.parametrize(
    ("expression", "endless"),
    [
        ('"[^"]*"', True),
        (r"(?s)<!--.*?-->", True),
        (r"x(?s:.+)y", True),
        (r"(?:\w+\s+)*x", True),
        (r"(?:[a-z]|\n)+", True),
        (r"a\W{2,}", True),
        (r"<!--.*?-->", False),
        (r"\s+\w+\s*", False),
        (r"(?:\h*+\n)*+[^\n]{1,80}", False),
        (r"(?:\w+\s+){0,9}x", False),
    ],
)
def test_what_may_match_any_number_of_paragraphs(expression: str, endless: bool) -> None:
    assert is_endless(expression) is endless


def test_no_shipped_rule_may_match_any_number_of_paragraphs(rules: tuple[Rule, ...]) -> None:
    found = [rule.match.find for rule in rules if isinstance(rule.match, Pattern)]
    assert [one for one in found if is_endless(one)] == []


@given(st.text(alphabet="a \n", max_size=60), st.integers(1, 7), st.booleans())
def test_units_make_the_text(text: str, size: int, lines: bool) -> None:
    assert "".join(units(chunks_of(text, size)(), lines=lines, limit=1000)) == text


@given(st.text(alphabet="a \n", max_size=60), st.integers(1, 7))
def test_pieces_make_the_text(text: str, size: int) -> None:
    found = list(pieces(chunks_of(text, size)(), size=5, limit=1000))
    assert "".join(piece for piece, _ in found) == text
    assert all(whole for _, whole in found)


@st.composite
def changes(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    """A text and sorted, disjoint edits of it."""
    text = draw(st.text(alphabet="abc\n", max_size=30))
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    pairs = zip(places[::2], places[1::2], strict=False)
    edits = [Edit(start, end, draw(st.text(alphabet="xy", max_size=3))) for start, end in pairs]
    return text, [edit for at, edit in enumerate(edits) if at == 0 or edits[at - 1] != edit]


@given(changes(), st.integers(1, 7))
def test_a_stream_is_edited_as_a_text_is(made: tuple[str, list[Edit]], size: int) -> None:
    text, edits = made
    assert "".join(edited(chunks_of(text, size)(), edits)) == apply(text, edits)
    assert list(taken(chunks_of(text, size)(), edits)) == [text[e.start : e.end] for e in edits]


@given(changes())
def test_a_trace_knows_what_was_written(made: tuple[str, list[Edit]]) -> None:
    text, edits = made
    blank = apply(" " * len(text), edits)
    trace = Trace(tuple(edits))
    assert trace.written(0, len(blank)) == blank
    for start in range(len(blank)):
        assert trace.written(start, start + 3) == blank[start : start + 3].ljust(3)


def test_what_a_part_says_rests_on_its_core_and_on_whether_it_is_the_first() -> None:
    """The core is what counts, and only the first has no text before it."""
    knowledge = Knowledge(Counter())
    parts = [(0, (0, 3)), (1, (0, 3)), (2, (0, 3)), (1, (1, 3)), (1, (0, 2))]
    keys = [
        Sums().begin(Facts("one", part=Part(knowledge, number, Span(*core))), lines=False)
        for number, core in parts
    ]
    assert keys[1] == keys[2]
    assert len(set(keys)) == 4


def signs(facts: Facts) -> Counter[str]:
    return Counter(signs=len(facts.text))


def shown(facts: Facts) -> bytes:
    return facts.text.encode()


def of_phrase(facts: Facts) -> int:
    return 0 if facts.part is None else facts.part.whole.phrase("x")


RESTING: list[Callable[[Facts], int]] = [
    lambda facts: facts.total(signs)["signs"],
    lambda facts: len(facts.row(shown)[0]),
    lambda facts: facts.row(shown)[1],
    of_phrase,
    lambda facts: facts.told(of_phrase),
]
"""What a part may ask of its document."""


@pytest.mark.parametrize("ask", RESTING)
def test_what_rests_on_other_parts_is_found_anew_when_they_change(
    ask: Callable[[Facts], int],
) -> None:
    def count(facts: Facts) -> Counter[int]:
        return Counter({ask(facts): 1})

    def total(knowledge: Knowledge, texts: Sequence[str]) -> Counter[int]:
        def parts() -> Iterator[Facts]:
            for number, text in enumerate(texts):
                part = Part(knowledge, number, Span(0, len(text)))
                yield Facts(text, part=part)

        for _ in range(9):
            try:
                return knowledge.total(count)
            except Unknown:
                knowledge.learn([knowledge.summing()(parts())])
        raise AssertionError

    knowledge = Knowledge(Counter())
    total(knowledge, ["x y", "same"])
    changed = ["x x and x", "same"]
    assert total(knowledge.renewed(Counter()), changed) == total(Knowledge(Counter()), changed)


def resting(facts: Facts) -> Counter[str]:
    """It asks what nobody will ever know of a part that says so."""
    if facts.text == "stop":
        raise Unknown
    return Counter([facts.text])


@given(
    st.lists(st.sampled_from(["x", "a x", "b", "stop"]), max_size=12),
    st.lists(st.integers(0, 12), max_size=3).map(sorted),
)
def test_sums_of_batches_make_that_of_all_parts(texts: list[str], cuts: list[int]) -> None:
    parts = list(map(Facts, texts))
    asked = Asked({signs: None, resting: None}, {shown: None}, {"x": None})
    summing = Summing(asked, Sums(), lines=False)
    batches = map(summing, [parts[a:b] for a, b in pairwise([0, *cuts, len(texts)])])
    joined = reduce(Sum.joined, batches)
    assert joined == Summing(asked, Sums(), lines=False)(parts)
    assert (resting in joined.totals) is ("stop" not in texts)
    assert joined.rows[shown] == (bytearray("".join(texts).encode()), [*map(len, texts)])
    assert joined.phrases == {"x": texts.count("x") + texts.count("a x")}


def test_what_a_part_says_of_itself_is_asked_once() -> None:
    sums, asked = Sums(), list[str]()

    def count(facts: Facts) -> Counter[str]:
        asked.append(facts.text)
        return Counter(signs=len(facts.text))

    def resting(facts: Facts) -> Counter[str]:
        sums.ask_beyond()
        return count(facts)

    for text in ("one", "two!", "one", "two!"):
        facts = Facts(text)
        key = sums.begin(facts, lines=False)
        assert sums.of(count, key, facts) == {"signs": len(text)}
    assert asked == ["one", "two!"]
    for _ in range(2):
        key = sums.begin(facts, lines=False)
        assert sums.of(resting, key, facts) == {"signs": 4}
    assert asked == ["one", "two!", "two!", "two!"]
    key = sums.begin(facts, lines=True)
    sums.ask_beyond()
    sums.of(count, key, facts)  # what was found of the part before may rest on the document
    sums.of(count, sums.begin(facts, lines=True), facts)
    assert asked[4:] == ["two!", "two!"]

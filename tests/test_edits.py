"""Laws of edits: what is chosen never overlaps, and a trace is exact however passes meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st
from making import pattern

from cleaner import Edit, Finding, Safety
from cleaner.edits import Trace, apply, order, overlap, resolve

TEXTS = st.text(alphabet="abc", max_size=12)
RULES = [pattern("a", "b", f"words/{name}") for name in "xyz"]


@st.composite
def edits_of(draw: st.DrawFn, text: str) -> list[Edit]:
    """Sorted, disjoint edits of a text; some insert, some touch, some put in what was there."""
    edits: list[Edit] = []
    place = 0
    while place <= len(text) and draw(st.booleans()):
        start = draw(st.integers(place, len(text)))
        end = draw(st.integers(start, min(len(text), start + 3)))
        edit = Edit(start, end, draw(st.text(alphabet="abXY", max_size=2)))
        if not edits or not overlap(edits[-1], edit):
            edits.append(edit)
        place = max(end, start + 1)
    return edits


@st.composite
def findings(draw: st.DrawFn, length: int = 12) -> Finding:
    spans = draw(
        st.lists(st.tuples(st.integers(0, length), st.integers(0, 3)), min_size=1, max_size=3)
    )
    edits: list[Edit] = []
    for start, size in sorted(spans):
        edit = Edit(start, min(start + size, length), draw(st.sampled_from(["", "x"])))
        if not any(overlap(edit, other) for other in edits):
            edits.append(edit)
    start, end = edits[0].start, max(edit.end for edit in edits)
    rule = draw(st.sampled_from(RULES))
    return Finding(rule, start, end, "", tuple(edits), Safety.SAFE, "", "")


@given(st.lists(findings(), max_size=12))
def test_chosen_edits_never_overlap(found: list[Finding]) -> None:
    edits = [edit for finding in resolve(found) for edit in finding.edits]
    assert [pair for pair in combinations(edits, 2) if overlap(*pair)] == []


@given(st.lists(findings(), max_size=12))
def test_what_is_left_out_clashes_with_what_goes_before_it(found: list[Finding]) -> None:
    chosen = resolve(found)
    taken: list[Finding] = []
    for finding in sorted(found, key=order):
        clash = any(
            overlap(edit, other) for f in taken for other in f.edits for edit in finding.edits
        )
        if not clash:
            taken.append(finding)
    assert chosen == taken


@given(
    st.lists(findings(), max_size=8).flatmap(lambda f: st.tuples(st.just(f), st.permutations(f)))
)
def test_the_choice_does_not_depend_on_the_order(both: tuple[list[Finding], list[Finding]]) -> None:
    assert resolve(both[0]) == resolve(both[1])


@given(st.lists(findings(), min_size=1, max_size=8))
def test_something_is_chosen_if_anything_is_found(found: list[Finding]) -> None:
    assert resolve(found)


def test_leftmost_then_longest_then_safest_then_rule_id_wins() -> None:
    def finding(start: int, end: int, rule: int) -> Finding:
        return Finding(RULES[rule], start, end, "", (Edit(start, end, ""),), Safety.SAFE, "", "")

    left, long, short = finding(0, 2, 2), finding(1, 6, 2), finding(1, 4, 0)
    first, second = finding(7, 9, 0), finding(7, 9, 1)
    assert resolve([second, short, long, first]) == [long, first]
    assert resolve([long, left]) == [left]
    unsure = replace(first, safety=Safety.SUGGEST)
    assert resolve([unsure, second]) == [second]


def test_a_finding_is_taken_whole_or_not_at_all() -> None:
    one = Finding(RULES[0], 0, 2, "", (Edit(0, 2, ""),), Safety.SAFE, "", "")
    pair = replace(one, start=1, end=9, edits=(Edit(1, 2, ""), Edit(8, 9, "")))
    assert resolve([one, pair]) == [one]


def test_touching_edits_do_not_clash_and_two_insertions_at_one_place_do() -> None:
    assert not overlap(Edit(0, 2, "x"), Edit(2, 4, "y"))
    assert not overlap(Edit(2, 2, "x"), Edit(2, 4, "y"))
    assert overlap(Edit(2, 2, "x"), Edit(2, 2, "y"))
    assert overlap(Edit(1, 4, "x"), Edit(2, 2, "y"))


@given(TEXTS.flatmap(lambda text: st.tuples(st.just(text), edits_of(text))))
def test_text_outside_the_edits_stays(both: tuple[str, list[Edit]]) -> None:
    text, edits = both
    after, end, start = apply(text, edits), 0, 0
    for edit in edits:
        kept = text[end : edit.start]
        assert after[start : start + len(kept) + len(edit.text)] == kept + edit.text
        start, end = start + len(kept) + len(edit.text), edit.end
    assert after[start:] == text[end:]


@st.composite
def passes(draw: st.DrawFn) -> tuple[str, list[list[Edit]]]:
    """A text and the edits of up to four passes, each of what the one before made."""
    text = current = draw(TEXTS)
    made: list[list[Edit]] = []
    for _ in range(draw(st.integers(0, 4))):
        made.append(draw(edits_of(current)))
        current = apply(current, made[-1])
    return text, made


def traced(text: str, made: Sequence[Sequence[Edit]]) -> tuple[str, Trace]:
    current, trace = text, Trace()
    for edits in made:
        trace = trace.then(current, edits)
        current = apply(current, edits)
    return current, trace


@given(passes())
def test_the_edits_of_a_trace_make_the_text_from_its_original(
    both: tuple[str, list[list[Edit]]],
) -> None:
    text, made = both
    current, trace = traced(text, made)
    assert apply(text, trace.edits) == current
    assert all(one.end < other.start for one, other in pairwise(trace.edits))


@given(passes())
def test_every_span_comes_from_a_span_of_the_original(
    both: tuple[str, list[list[Edit]]],
) -> None:
    text, made = both
    current, trace = traced(text, made)
    for start in range(len(current) + 1):
        for end in range(start, len(current) + 1):
            origin_start, origin_end = trace.origin(start, end)
            assert 0 <= origin_start <= origin_end <= len(text)


@given(st.integers(0, 12).flatmap(lambda size: passes_of_distinct(size)))
def test_surviving_characters_trace_back_to_themselves(
    both: tuple[str, list[list[Edit]]],
) -> None:
    text, made = both
    current, trace = traced(text, made)
    for place, character in enumerate(current):
        if character in text:
            start, end = trace.origin(place, place + 1)
            assert start <= text.index(character) < end


@st.composite
def passes_of_distinct(draw: st.DrawFn, size: int) -> tuple[str, list[list[Edit]]]:
    """As `passes`, of a text whose characters all differ and are never put in."""
    text = current = "".join(chr(0x4E00 + number) for number in range(size))
    made: list[list[Edit]] = []
    for _ in range(draw(st.integers(0, 3))):
        made.append(draw(edits_of(current)))
        current = apply(current, made[-1])
    return text, made


def test_a_span_grows_to_the_whole_of_what_was_replaced() -> None:
    trace = Trace((Edit(2, 4, "wxyz"),))
    assert trace.origin(3, 5) == (2, 4)
    assert trace.origin(0, 2) == (0, 2)
    assert trace.origin(6, 7) == (4, 5)


def test_passes_that_touch_become_one_edit() -> None:
    trace = Trace().then("abcd", [Edit(1, 2, "X")]).then("aXcd", [Edit(2, 3, "Y")])
    assert trace.edits == (Edit(1, 3, "XY"),)

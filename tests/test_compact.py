"""Findings and edits that are not held come back as they were."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import pattern

from cleaner.compact import Edits, Findings
from cleaner.edits import edits_of, merged, order, overlap, resolve, resolved, runs
from cleaner.model import Edit, Finding, Safety

RULES = [pattern("a", "b", f"words/{name}") for name in "xyz"]
WORDS = st.sampled_from(["", "a", "teh", "the"])
FAR = 2**40


@st.composite
def findings(draw: st.DrawFn) -> Finding:
    start = draw(st.integers(0, 40) | st.integers(FAR, FAR + 40))
    spans = draw(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=2))
    edits: list[Edit] = []
    for at, size in sorted(spans):
        edit = Edit(start + at, start + at + size, draw(WORDS))
        if not any(overlap(edit, other) for other in edits):
            edits.append(edit)
    safety = draw(st.sampled_from(list(Safety))) if edits else Safety.FLAG
    rule = draw(st.sampled_from(RULES))
    becomes = draw(WORDS) if edits else None
    end = max([start, *(edit.end for edit in edits)])
    return Finding(rule, start, end, draw(WORDS), tuple(edits), safety, draw(WORDS), becomes)


several = st.lists(findings(), max_size=30)


@given(several)
def test_findings_come_back(found: list[Finding]) -> None:
    kept = Findings(found)
    assert (list(kept), len(kept), bool(kept)) == (found, len(found), bool(found))
    assert kept == Findings(found)
    assert (kept == Findings(found[1:])) is not bool(found)
    assert kept != found
    assert kept[1:3] == tuple(found[1:3])
    assert [kept[at] for at in range(-len(found), 0)] == found


@given(several)
def test_edits_come_back(found: list[Finding]) -> None:
    edits = [edit for finding in found for edit in finding.edits]
    kept = Edits(edits)
    assert list(kept) == edits
    assert list(pickle.loads(pickle.dumps(kept))) == edits


def test_there_is_none_beyond_the_last() -> None:
    kept = Edits([Edit(1, 2, "x")])
    with pytest.raises(IndexError):
        kept[1]
    with pytest.raises(IndexError):
        kept[-2]


def test_an_edit_takes_few_bytes() -> None:
    kept = Edits(Edit(at, at + 1, "x") for at in range(10_000))
    held = sum(map(sys.getsizeof, (kept.starts, kept.ends)))
    assert held < 10_000 * 20


@given(several)
def test_what_comes_in_order_is_chosen_as_all_at_once(found: list[Finding]) -> None:
    ordered = sorted(found, key=order)
    wanted = [one for one in ordered if one.edits]
    assert list(resolved(wanted)) == resolve(wanted)


def test_edits_that_were_taken_long_before_need_not_be_kept() -> None:
    def made() -> Iterable[Finding]:
        for at in range(1_000):
            edits = (Edit(at * 3, at * 3 + 4, "x"),)
            yield Finding(RULES[0], at * 3, at * 3 + 4, "", edits, Safety.SAFE, "", "x")

    assert [one.start for one in resolved(made())] == [at * 6 for at in range(500)]


@given(several)
def test_the_edits_of_what_comes_in_order_are_sorted(found: list[Finding]) -> None:
    ordered = sorted(found, key=order)
    assert list(edits_of(ordered)) == sorted(edit for one in found for edit in one.edits)


@given(several)
def test_runs_of_findings_are_in_order(found: list[Finding]) -> None:
    parts = [list(run) for run in runs(Findings(found))]
    assert [one for part in parts for one in part] == found
    assert all(part == sorted(part, key=order) for part in parts)
    assert [order(one) for one in merged(runs(Findings(found)))] == sorted(map(order, found))

"""However the words of a text are looked up in tables, the same rows stand there."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import rule, words

from cleaner import Evidence, Rule, load_rules, matching
from cleaner.evidence import Facts
from cleaner.model import Case, Row, Words
from cleaner.sieve import building, making, reading
from cleaner.sieve.buckets import Buckets
from cleaner.sieve.tables import MANY, Literals, Tables
from cleaner.sieve.words import Text, forms_of

pytest.importorskip("hyperscan")
TEXTS = Path(__file__).parents[1] / "benchmarks" / "accuracy"
MET = Text(b" ".join(b"w%d" % number for number in range(MANY + 1)))
"""After this text all rows are looked for at once."""

PARTS = ["a", "b", "A", "teh", "’", "'", "‘", "é", "É", "\u0301", "-", "_", "1", "’s", "Ab"]
GAPS = [" ", "  ", "\n", "\n\n", ", ", "\xa0", "\u200b", "—", "."]
FOUND = st.lists(st.sampled_from([*PARTS, " "]), min_size=1, max_size=6).map("".join)
ANY_TEXT = st.lists(st.sampled_from([*PARTS, *GAPS]), max_size=30).map("".join)
CASES = st.sampled_from(Case)
NEEDS = st.sampled_from([Evidence(), Evidence(seen=("{becomes}",)), Evidence(usual=("{becomes}",))])


def literals_of(lines: Buckets, large: int) -> Sequence[Literals]:
    """The literals of some lines, as they come from the cache."""
    return reading.load_literals(building.literals(lines, large))


def lines_of(rules: Sequence[Rule]) -> Buckets:
    return Buckets(building.lines_in(rules)[0])


def ways(rules: Sequence[Rule]) -> tuple[Tables, ...]:
    """The tables of rules to be asked word by word, by the set of all words, and by literals.

    These are the same for all rows at first, and then others for plain ones.
    """
    lines = lines_of(rules)
    one_by_one, all_words = (Tables(lines, lambda _: ()) for _ in range(2))
    literals = [Tables(lines, partial(literals_of, large=large)) for large in (100_000, 1)]
    for tables in (all_words, *literals):
        assert tables.standing(MET) == set()
        assert tables.standing(MET) == set()
    return one_by_one, all_words, *literals


@cache
def shipped() -> tuple[Tables, ...]:
    return ways(load_rules())


def texts() -> list[str]:
    """The texts of the accuracy benchmark, damaged and clean."""
    files = [TEXTS / f"{name}.jsonl" for name in ("pairs", "negatives")]
    lines = [line for file in files for line in file.read_bytes().decode().split("\n") if line]
    return [one[key] for one in map(json.loads, lines) for key in ("dirty", "text") if key in one]


def test_the_same_rows_stand_in_texts_of_the_benchmark() -> None:
    one_by_one, *others = shipped()
    for text in random.Random(7).sample(texts(), 80):
        found = one_by_one.standing(Text(text[:20_000].encode()))
        assert [one.standing(Text(text[:20_000].encode())) for one in others] == [found] * 3


@given(st.lists(st.tuples(FOUND, CASES, NEEDS), min_size=1, max_size=5), ANY_TEXT)
@settings(max_examples=200, deadline=None)
def test_the_same_rows_stand_in_any_text(
    tables: list[tuple[str, Case, Evidence]], text: str
) -> None:
    rules = [
        rule(f"words/{number}", Words((Row(found, "tea"),), case), evidence=needs)
        for number, (found, case, needs) in enumerate(tables)
        if any("a" <= sign <= "z" for sign in found.lower())
    ]
    one_by_one, *others = ways(rules)
    for part in (True, False):
        found = one_by_one.standing(Text(text.encode()), part=part)
        assert [one.standing(Text(text.encode()), part=part) for one in others] == [found] * 3
    facts = Facts(text)
    meant = {number for number, one in enumerate(rules) if matching.find(facts, [one])}
    assert meant <= found


def test_only_the_tables_that_are_asked_after_are_told_of() -> None:
    rules = [words({"teh": "the"}), words({"teh end": "the end"}), words({"Wich": "which"})]
    for tables in ways(rules):
        text = Text(b"Teh end, Wich")
        assert tables.standing(text) == {0, 1, 2}
        assert tables.standing(text, {1}) == {1}
        assert tables.standing(text, {0, 2}) == {0, 2}
        assert tables.standing(text, frozenset()) == set()


@given(st.lists(st.sampled_from([*PARTS, *GAPS, "''"]), max_size=20).map("".join))
def test_the_forms_of_a_text_are_those_of_its_words(said: str) -> None:
    text = Text(said.encode())
    assert text.forms == {form for word in text.words for form in forms_of(word)}


def test_literals_are_made_once_for_many_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLEANER_CACHE_DIR", str(tmp_path))
    rules = (words({"teh": "the", "a lot of of": "a lot of"}),)
    name = reading.name_of(b"stamp")
    reading.kept.cache_clear()
    assert not making.are_literals_due(b"stamp", making.MANY)
    making.make(b"stamp", rules)
    assert not making.are_literals_due(b"stamp", making.MANY - 1)
    assert making.are_literals_due(b"stamp", making.MANY)
    making.make_literals(b"stamp")
    assert not making.are_literals_due(b"stamp", making.MANY)
    assert sorted(path.name for path in tmp_path.iterdir()) == [name, f"{name}-words"]
    lines = lines_of(rules)
    assert [one.tables for one in reading.literals(b"stamp", lines)] == [{0}]
    assert reading.literals(b"other", lines) == ()
    assert reading.literals(b"stamp", lines_of([words({"wich": "which"})])) == ()
    damaged = bytearray((tmp_path / f"{name}-words").read_bytes())
    damaged[len(damaged) // 2] ^= 1
    (tmp_path / f"{name}-words").write_bytes(damaged)
    assert making.are_literals_due(b"stamp", making.MANY)
    reading.kept.cache_clear()

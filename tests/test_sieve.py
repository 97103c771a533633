"""The sieve never leaves out a rule that finds something, and changes nothing of what comes out."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest
import regex
from hypothesis import example, given, settings
from hypothesis import strategies as st
from making import sieve

from cleaner import Markup, Safety, clean, load_rules, matching
from cleaner import cache as files
from cleaner.engine import clean_facts
from cleaner.evidence import Facts
from cleaner.model import Restructured, Unparsable, Words
from cleaner.sieve import building, making, ranges, reading
from cleaner.sieve.buckets import Buckets, made
from cleaner.sieve.database import compiled, load
from cleaner.sieve.expressions import widened
from cleaner.sieve.sieve import ODD_CASES, RARE_BLANKS
from cleaner.sieve.words import Text, is_near
from cleaner.workers import FORKS

pytest.importorskip("hyperscan")
RULES = load_rules()
IDS = frozenset(rule.id for rule in RULES)
TEXTS = Path(__file__).parents[1] / "benchmarks" / "accuracy"
SIGNS = [
    "A",
    "a",
    "b",
    " ",
    "\n",
    "\n\n",
    "“",
    "”",
    '"',
    "’",
    "'",
    "‘",
    ".",
    ",",
    ";",
    "-",
    "—",
    "é",
]
SIGNS += [
    "said",
    "he ",
    "I ",
    "the ",
    "The ",
    "1",
    "(",
    ")",
    "[",
    "…",
    "?",
    "!",
    "\xa0",
    "\t",
    "\u2009",
]


def suspects_in(text: str) -> frozenset[str] | None:
    return sieve().suspects(text.encode("utf-8", "surrogatepass"))


def missed(text: str, markup: Markup = Markup.PLAIN) -> list[str]:
    """The rules that see something in a text although the sieve leaves them out."""
    suspects = suspects_in(text)
    if suspects is None:
        return []
    facts = Facts(text, markup)
    others = [rule for rule in RULES if rule.id not in suspects]
    return [rule.id for rule in others if matching.find(facts, [rule])]


def texts() -> list[str]:
    """The texts of the accuracy benchmark, damaged and clean."""
    lines = [
        json.loads(line)
        for name in ("pairs", "negatives")
        for line in (TEXTS / f"{name}.jsonl").read_bytes().decode().split("\n")
        if line
    ]
    return [one[key] for one in lines for key in ("dirty", "text") if key in one]


def test_no_rule_is_missed_in_texts_of_the_benchmark() -> None:
    chosen = random.Random(4).sample(texts(), 60)
    assert {rule for text in chosen for rule in missed(text[:12_000])} == set()


def test_no_rule_is_missed_in_its_examples() -> None:
    examples = [example.before for rule in RULES for example in rule.examples]
    assert {rule for text in examples for rule in missed(text)} == set()


@given(st.lists(st.sampled_from(SIGNS), max_size=40).map("".join), st.sampled_from(Markup))
@settings(max_examples=200)
@example("He said. that\n\n“a” b\n”c", Markup.PLAIN)
@example('"A," he said.\n\n"B', Markup.MARKDOWN)
@example("“Yes,” he said. “We talked af“ter it.”\n\n“Go on.”", Markup.PLAIN)
@example("He made an oa''bffers of it.", Markup.PLAIN)
def test_no_rule_is_missed_in_any_mess(text: str, markup: Markup) -> None:
    assert missed(text, markup) == []


@given(st.sampled_from(texts()), st.data())
@settings(max_examples=60)
def test_no_rule_is_missed_in_texts_with_damage(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, max(len(text) - 1_500, 0)))
    piece = text[start : start + 1_500]
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(piece)))
        piece = (
            piece[:at]
            + data.draw(st.sampled_from(SIGNS))
            + piece[at + data.draw(st.integers(0, 2)) :]
        )
    assert missed(piece) == []


@given(
    st.sampled_from(texts()), st.integers(0, 20_000), st.sampled_from([Safety.SAFE, Safety.SUGGEST])
)
@settings(max_examples=25, deadline=None)
def test_what_comes_of_a_text_is_the_same(text: str, start: int, up_to: Safety) -> None:
    piece = text[start % len(text) :][:2_000]
    for markup in (Markup.PLAIN, Markup.MARKDOWN):
        try:
            plain = clean(piece, RULES, up_to=up_to, markup=markup)
        except (Restructured, Unparsable):
            continue
        facts = Facts(piece, markup, screen=sieve().suspects)
        assert clean_facts(facts, RULES, up_to=up_to) == plain


PARTS = ["a", "b", r"\p{Lu}", r"\p{Ll}", r"\p{L}", r"\w", r"\s", r"\h", r"\d", ".", "[^a]", "“"]
PARTS += [r"[^\W\d]", "[a-c’]", r"\.", r"[.!?]", "é", r"(?i:k)", r"\b", "^", "$", "(?<=a)", "(?!b)"]
PARTS += [r"(?<!\w)", r"(?=\s|\Z)"]
EXPRESSIONS = st.recursive(
    st.sampled_from(PARTS),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})"),
        inner.map(lambda one: f"(?:{one})?"),
        inner.map(lambda one: f"(?:{one}){{2}}"),
        inner.map(lambda one: f"(?i:{one})"),
        inner.map(lambda one: f"(?<x>{one})a(?P=x)"),
        inner.map(lambda one: f"(?={one})a"),
    ),
    max_leaves=6,
)


@given(EXPRESSIONS, st.lists(st.sampled_from([*SIGNS, "k", "K", "aa"]), max_size=8).map("".join))
@settings(max_examples=300, deadline=None)
def test_a_wider_expression_matches_wherever_the_rule_does(source: str, text: str) -> None:
    try:
        rule = regex.compile(source, regex.MULTILINE)
    except regex.error:
        return
    wider = widened(source)
    if not wider or rule.search(text) is None or "\u2009" in text:
        return
    parts, dropped = compiled(["never", wider])
    database = load(parts, dropped)
    assert database is not None
    assert [*database.found(text.encode()), *dropped] == [1]


ANCHORED = ["a", "^a", "b", "^(?:b|ab)", "^[ab]*c"]


@given(
    st.lists(st.sampled_from(ANCHORED), min_size=1, unique=True),
    st.text("abcd", max_size=6),
)
@settings(deadline=None)
def test_expressions_go_by_their_numbers_in_whatever_part(chosen: list[str], text: str) -> None:
    parts, dropped = compiled(chosen, [one.startswith("^") for one in chosen])
    database = load(parts)
    assert database is not None
    matching = [n for n, one in enumerate(chosen) if re.search(one, text)]
    assert (sorted(database.found(text.encode())), dropped) == (matching, ())


def test_what_may_be_spoken_is_suspected_only_where_something_may() -> None:
    """Also in a page, where it is not asked who speaks."""
    rules = [rule for rule in RULES if rule.id == "marks/marks-lost-in-dialogue"]
    sieve = reading.load(building.build(rules))
    assert sieve is not None
    cases = {
        "You must wait here, said Holmes.": True,
        "Will Baker come, he asked, or must the others go?": False,
        "<p>Will Baker come, he asked, or must the others go?</p>": True,
        "<p>Holmes had waited here</p>": False,
    }
    assert {text: bool(sieve.suspects(text.encode())) for text in cases} == cases


@pytest.mark.parametrize(
    "kind", [r"\p{L}", r"\p{M}", r"\p{N}", r"\p{Lu}", r"\p{Ll}", r"\w", r"\s", r"\h", r"\d"]
)
def test_ranges_hold_every_character_of_a_class(kind: str) -> None:
    from cleaner.matching.nodes import One
    from cleaner.matching.syntax import parse

    node = parse(kind)
    one = getattr(node, "parts", (node,))[0]
    assert isinstance(one, One)
    rare = set(RARE_BLANKS)
    inside = [range(first, last + 1) for first, last in ranges.possible(one)]
    outside = [
        chr(code)
        for code in range(0x110000)
        if regex.match(kind, chr(code)) and not any(code in one for one in inside)
    ]
    assert set(outside) <= rare
    if kind == r"\p{M}":
        return  # what it leaves out is not told
    sure = [chr(c) for first, last in ranges.certain(one) for c in range(first, last + 1)]
    assert [
        c for c in sure if not regex.match(r"[\s\h]" if kind in (r"\s", r"\h") else kind, c)
    ] == []


@given(
    st.dictionaries(
        st.binary(min_size=1, max_size=4).filter(lambda b: not set(b) & {9, 10}), st.just(b"x")
    )
)
def test_buckets_hold_what_was_put_there(lines: dict[bytes, bytes]) -> None:
    buckets = Buckets(made(lines.items()))
    assert {field: buckets.of(field) for field in lines} == {field: [[b"x"]] for field in lines}
    assert sorted(buckets.fields()) == sorted(lines)
    assert buckets.holds(b"absent-field") is False


def test_words_stand_in_small_letters_with_straight_apostrophes() -> None:
    assert Text("Don’t — the CAFÉ’s".encode()).words == [b"don't", b"the", b"caf", b"'s"]


@pytest.mark.parametrize(
    ("text", "doubled"),
    [
        ("no, no", False),
        ("the  the", True),
        ("The\nthe", True),
        ("the\xa0the", True),
        ("takingé takingé", True),
        ("“traveéor traveéor”", True),
        ("that. That", False),
    ],
)
def test_a_word_is_doubled_with_blanks_between(text: str, doubled: bool) -> None:
    assert Text(text.encode()).doubled() is doubled


@pytest.mark.parametrize(
    ("word", "other", "near"),
    [
        (b"tribnal", b"tribunal", True),
        (b"from", b"form", True),
        (b"cat", b"dog", False),
        (b"a", b"ab", True),
    ],
)
def test_near_words_differ_by_a_slip(word: bytes, other: bytes, near: bool) -> None:
    assert is_near(word, other) is near


def test_a_sieve_is_kept_and_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLEANER_CACHE_DIR", str(tmp_path))
    rules = tuple(rule for rule in RULES if rule.id.startswith("spacing/"))
    reading.kept.cache_clear()
    assert reading.kept(b"some") is None
    for _ in range(2):
        if making.is_missing(b"some"):
            making.make(b"some", rules)
        found = reading.kept(b"some")
        assert found is not None
        assert found.suspects(b"One thing , and another.") == {"spacing/space-before-mark"}
        assert found.suspects(b"One thing.") == frozenset()
        reading.kept.cache_clear()
    assert [path.name.partition("-")[0] for path in tmp_path.iterdir()] == ["sieve"]


@cache
def small_sieve() -> bytes:
    """The bytes of the sieve of a few rules, of every kind that it keeps."""
    some = ("spacing/", "words/common-misspellings", "words/slip-of-common-word")
    return building.build([rule for rule in RULES if rule.id.startswith(some)])


@cache
def other_sieve() -> bytes:
    return building.build(RULES[:8])


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_a_damaged_sieve_is_none_or_the_same(data: st.DataObject) -> None:
    """Hyperscan leaves a few bytes of a database unused; nobody misses those."""
    whole = small_sieve()
    at = data.draw(st.integers(0, 2_000) | st.integers(0, len(whole) - 1))
    damaged = bytearray(whole)
    damaged[at] ^= data.draw(st.integers(1, 255))
    found = reading.load(bytes(damaged))
    if found is not None:
        assert found.suspects(b"One thing , teh govermnent.") == {
            "spacing/space-before-mark",
            "words/common-misspellings",
            "words/slip-of-common-word",
        }


@given(st.data())
@settings(deadline=None)
def test_a_sieve_that_is_cut_short_or_goes_on_is_none(data: st.DataObject) -> None:
    whole = small_sieve()
    size = data.draw(st.integers(0, 2_000) | st.integers(0, len(whole) - 1))
    assert reading.load(whole[:size]) is None
    assert reading.load(whole + data.draw(st.binary(min_size=1))) is None


@given(st.data())
@settings(deadline=None)
def test_parts_of_two_sieves_make_none(data: st.DataObject) -> None:
    one, other = small_sieve(), other_sieve()
    at = data.draw(st.integers(8, min(len(one), len(other)) - 1))
    assert reading.load(one[:at] + other[at:]) is None


def test_a_sieve_of_other_rules_or_none_of_ours_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLEANER_CACHE_DIR", str(tmp_path))
    path = tmp_path / reading.name_of(b"some")
    for start in (reading.key_of(b"other"), b"", b"\0" * 16):
        files.write(path.name, start + small_sieve())
        reading.kept.cache_clear()
        assert reading.kept(b"some") is None
    for found in (b"", b"abc", b"abcd"):
        path.write_bytes(found)
        reading.kept.cache_clear()
        assert reading.kept(b"some") is None
    files.write(path.name, reading.key_of(b"some") + small_sieve())
    reading.kept.cache_clear()
    assert reading.kept(b"some") is not None
    monkeypatch.setattr(os, "getuid", lambda: path.stat().st_uid + 1)
    reading.kept.cache_clear()
    assert reading.kept(b"some") is None
    reading.kept.cache_clear()


def test_a_sieve_is_due_when_so_much_was_read_without_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLEANER_CACHE_DIR", str(tmp_path))
    assert making.is_due(b"some", making.WORTH)
    quarter = making.WORTH // 4 - making.RUN
    due = [making.is_due(b"some", quarter) for _ in range(9)]
    assert due == [False, False, False, True, False, False, False, True, False]
    assert [making.is_due(b"others", quarter), making.is_due(b"some", quarter)] == [False, False]
    for path in tmp_path.iterdir():
        path.write_bytes(b"damaged")
    assert [making.is_due(b"some", 2 * quarter), making.is_due(b"some", quarter)] == [False, False]


def test_no_sieve_is_due_where_nothing_can_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("CLEANER_CACHE_DIR", str(tmp_path / "file"))
    assert not making.is_due(b"some", making.WORTH)


def test_two_that_make_a_sieve_at_once_do_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLEANER_CACHE_DIR", str(tmp_path))
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: making.make(b"some", RULES[:3]), range(8)))
    reading.kept.cache_clear()
    assert not making.is_missing(b"some")
    assert [path.name for path in tmp_path.iterdir()] == [reading.name_of(b"some")]


@pytest.mark.skipif(not FORKS, reason="a process of its own")
def test_where_it_dies_that_makes_a_sieve_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLEANER_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(building, "literals", lambda lines: os._exit(1))
    with monkeypatch.context() as patched:
        patched.setattr(building, "build", lambda rules: os._exit(1))
        making.make(b"some", RULES[:1])
    reading.kept.cache_clear()
    assert making.is_missing(b"some")
    making.make(b"some", RULES[:1])
    making.make_literals(b"some")
    assert [path.name for path in tmp_path.iterdir()] == [reading.name_of(b"some")]


KILLED = """
import os, signal
from cleaner.sieve import building, making
def build(rules):
    os.kill(os.getppid(), signal.SIGKILL)
    return bytes(1_000_000)
building.build = build
making.make(b"some", ())
"""


@pytest.mark.skipif(not FORKS, reason="a process of its own")
def test_what_makes_a_sieve_ends_soon_after_the_process_that_waits_for_it(tmp_path: Path) -> None:
    environment = {**os.environ, "CLEANER_CACHE_DIR": str(tmp_path)}
    command = [sys.executable, "-c", KILLED]
    done = subprocess.run(command, env=environment, capture_output=True, timeout=20)
    assert (done.returncode, done.stderr) == (-signal.SIGKILL, b"")


def test_the_newest_sieves_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLEANER_CACHE_DIR", str(tmp_path))
    stamps = [b"%d" % number for number in range(making.KEPT + 2)]
    for stamp in stamps:
        assert not making.is_due(stamp, 1)
        making.make(stamp, RULES[:1])
    reading.kept.cache_clear()
    assert [making.is_missing(stamp) for stamp in stamps] == [True] * 2 + [False] * making.KEPT
    counts = {reading.name_of(stamp) + "-due" for stamp in stamps}
    assert counts < {path.name for path in tmp_path.iterdir()}


def test_rules_of_words_are_told_by_words_alone() -> None:
    words = frozenset(rule.id for rule in RULES if isinstance(rule.match, Words))
    screen = sieve().screen_for(words)
    assert sieve().screen_for(IDS) == sieve().suspects != screen
    odd = (f"The {sign}ing" for sign in ODD_CASES)
    for text in (*texts()[:40], *odd, "cleaner: off", "Teh end"):
        suspects = suspects_in(text)
        found = screen(text.encode(), False)
        assert found == (None if suspects is None else suspects & words)


@pytest.mark.parametrize("begin", ["words/", "marks/", "spacing/space", "words/common-m", "x"])
def test_what_is_said_of_some_rules_is_what_is_said_of_them_among_all(begin: str) -> None:
    some = frozenset(id for id in IDS if id.startswith(begin))
    for text in (*texts()[:40], "cleaner: off", "Teh end , and so", "a\u0131 b"):
        data = text.encode()
        whole = sieve().suspects(data)
        assert sieve().screen_for(some)(data, False) == (None if whole is None else whole & some)
        for lines in (False, True):
            part = sieve().suspects_in_part(data, lines)
            said = sieve().part_screen_for(some)(data, lines)
            assert said == (None if part is None else part & some)
    assert sieve().part_screen_for(IDS) == sieve().suspects_in_part


@pytest.mark.parametrize("blank", RARE_BLANKS)
def test_no_rule_is_missed_beside_a_rare_blank(blank: str) -> None:
    found = suspects_in(f"One thing{blank}, and the{blank}the other.")
    assert found is not None
    assert found >= {"spacing/space-before-mark"}
    assert missed(f"One thing{blank}, and the{blank}the other.") == []


def test_what_speaks_to_cleaner_is_read_by_every_rule() -> None:
    assert suspects_in("<!-- cleaner: off -->") is None

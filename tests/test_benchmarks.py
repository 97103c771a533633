"""The texts that speed is measured on, and what is said of the costs."""

from __future__ import annotations

import json
import random
import re
import sys
from collections import Counter
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.repetition import survey

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "benchmarks"))
import bars  # noqa: E402
import corpora  # noqa: E402
import speed  # noqa: E402
from bars import Bar, Cost  # noqa: E402

RECORDS = [json.loads(line) for line in corpora.PROSE.read_bytes().split(b"\n") if line]
BOOKS = [one["text"] for one in RECORDS if one["source"].startswith("standardebooks/")]
PAIRS = {
    tuple(line.split("\t")) for line in corpora.SLIPS.read_bytes().decode("utf-8").split("\n")[1:]
}


def texts(place: Path) -> dict[str, str]:
    """The texts of a folder by path."""
    return {
        path.relative_to(place).as_posix(): path.read_bytes().decode("utf-8")
        for path in sorted(place.rglob("*.txt"))
    }


def misspellings(before: str, after: str) -> list[tuple[str, str]]:
    """The words that differ, each as it was misspelled and as it should be."""
    pairs = zip(re.split(r"(\W+)", after), re.split(r"(\W+)", before), strict=True)
    return [(wrong, right) for wrong, right in pairs if wrong != right]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    places = corpora.build(tmp_path_factory.mktemp("corpora"), files=250, large=1)
    return {name: texts(place) for name, place in places.items()}


def test_the_same_options_give_the_same_texts(
    built: dict[str, dict[str, str]], tmp_path: Path
) -> None:
    again = corpora.build(tmp_path, files=250, large=1)
    assert {name: texts(place) for name, place in again.items()} == built


def test_what_is_there_is_used_again(tmp_path: Path) -> None:
    place = corpora.build(tmp_path, files=0, large=0)["small"]
    (place / "0.txt").write_bytes(b"as it was left")
    assert corpora.build(tmp_path, files=0, large=0) == {"small": place}
    assert texts(place)["0.txt"] == "as it was left"


def test_corpora_have_the_sizes_that_are_said(built: dict[str, dict[str, str]]) -> None:
    assert {name: len(found) for name, found in built.items()} == {
        "small": 3,
        "files": 250,
        "damaged": 250,
        "large": 1,
    }
    assert 20_000 < sum(len(text.encode()) for text in built["small"].values()) < 25_000
    assert 1_000_000 <= len(built["large"]["large.txt"].encode()) < 1_020_000
    sizes = [len(text.encode()) for text in built["files"].values()]
    assert min(sizes) >= 5_000
    assert 5_000 < sum(sizes) / len(sizes) < 6_000


def test_a_clean_file_is_a_passage_of_one_book(built: dict[str, dict[str, str]]) -> None:
    clean = [text for number, text in enumerate(built["files"].values()) if number % 100]
    strays = [
        text
        for text in [*built["small"].values(), *clean]
        if not any(text.rstrip("\n") in book for book in BOOKS)
    ]
    assert strays == []


def test_no_two_passages_are_the_same() -> None:
    drawn = list(islice(corpora.passages(), 20_000))
    assert [text for text, times in Counter(drawn).items() if times > 1] == []


def test_no_paragraph_stands_in_many_files(built: dict[str, dict[str, str]]) -> None:
    assert survey(built["files"].values()).counts == {}


def test_one_file_in_a_hundred_has_three_misspelled_words(
    built: dict[str, dict[str, str]],
) -> None:
    wrong = {}
    for (path, text), passage in zip(built["files"].items(), corpora.passages(), strict=False):
        if text != passage:
            found = misspellings(passage, text)
            wrong[path] = (len(found), set(found) <= PAIRS)
    assert wrong == {f"{n:03}/{n * 100:05}.txt": (3, True) for n in range(3)}


def test_one_word_in_a_hundred_is_misspelled_in_every_damaged_file(
    built: dict[str, dict[str, str]],
) -> None:
    for text, passage in zip(built["damaged"].values(), corpora.passages(), strict=False):
        changed = misspellings(passage, text)
        assert len(changed) == round(len(passage.split()) / 100)
        assert set(changed) <= PAIRS


@given(st.integers(0, 40), st.integers(0, 5))
def test_misspelled_words_are_as_many_as_asked_or_all(number: int, seed: int) -> None:
    text = "The government believes that receiving it, “separate” from the others, is necessary."
    after = corpora.misspelled(text, number, random.Random(seed))
    most = len(misspellings(text, corpora.misspelled(text, 1_000, random.Random(seed))))
    found = misspellings(text, after)
    assert len(found) == min(number, most)
    assert set(found) <= PAIRS


def test_idle_rules_are_made_once(tmp_path: Path) -> None:
    corpora.idle_rules(tmp_path, 3)
    names = sorted(path.name for path in (tmp_path / "words").iterdir())
    assert names == ["idle-00000.toml", "idle-00001.toml", "idle-00002.toml"]
    before = [(tmp_path / "words" / name).read_bytes() for name in names]
    corpora.idle_rules(tmp_path, 3)
    assert [(tmp_path / "words" / name).read_bytes() for name in names] == before


COSTS = {
    "small": {
        "codespell": Cost(0.2, 0.2, 30),
        "cleaner": Cost(0.1, 0.5, 40),
        "cleaner, 10,000 idle rules": Cost(1, 1, 80),
    },
    "files": {
        "codespell": Cost(6, 8, 30),
        "typos -j1": Cost(1, 2, 20),
        "cleaner, words alone": Cost(3, 0.5, 40),
        "cleaner": Cost(3, 2.5, 50),
        "cleaner, 10,000 idle rules": Cost(3, 3.5, 90),
        "cleaner -j2": Cost(2, 3, 50),
        "cleaner, second run": Cost(0.1, 0.2, 40),
    },
    "damaged": {"codespell -w": Cost(9, 3, 30), "cleaner fix": Cost(1, 4, 50)},
    "large": {"cleaner": Cost(60, 60, 99)},
}


def test_bars_are_ratios_within_the_costs() -> None:
    figures = [(bar.measured(COSTS), bar.reached(bar.measured(COSTS) or 0)) for bar in bars.BARS]
    assert figures == [
        (0.5, True),
        (16, True),
        (4, True),
        (3.2, False),
        (0.75, False),
        (60, True),
        (99, True),
        (0.8, False),
        (1.5, False),
    ]


def test_what_was_not_measured_reaches_nothing() -> None:
    assert [bar.measured({}) for bar in bars.BARS] == [None] * len(bars.BARS)
    same = {"small": COSTS["files"], "files": COSTS["files"]}
    assert [bar.measured(same) for bar in bars.BARS if "idle" in bar.title] == [None]


@pytest.mark.parametrize(("figure", "at_least", "at_most"), [(1, False, True), (3, True, False)])
def test_a_bar_asks_for_a_least_or_a_most(figure: float, at_least: bool, at_most: bool) -> None:
    assert Bar("more", lambda _: 0, 2).reached(figure) is at_least
    assert Bar("less", lambda _: 0, 2, at_most=True).reached(figure) is at_most


def test_the_bars_are_a_table() -> None:
    lines = bars.bars_table({"large": COSTS["large"]}).split("\n")
    assert lines[:2] == ["| bar | asked | measured | reached |", "|---|---:|---:|---|"]
    assert lines[2] == "| three small files: wall / codespell | ≤ 0.6 × | | not measured |"
    assert lines[8] == "| one large file: peak memory | ≤ 100 MB | 99.00 MB | yes |"


def test_costs_are_a_table_beside_codespell_and_typos() -> None:
    costs = {
        "codespell": Cost(2, 1, 30),
        "typos -j1": Cost(1, 0.5, 20),
        "cleaner": Cost(4, 3, 50.4),
        "ftfy": None,
    }
    assert bars.costs_table(costs, 60).split("\n")[2:] == [
        "| codespell | 2.000 | 1.000 | 30 | 1.00 | 1.00 | 2.00 |",
        "| typos -j1 | 1.000 | 0.500 | 20 | 0.50 | 0.50 | 1.00 |",
        "| cleaner | 4.000 | 3.000 | 50 | 2.00 | 3.00 | 6.00 |",
        "| ftfy | over 60 | | | | | |",
    ]


def test_a_command_that_rewrites_is_given_a_copy(tmp_path: Path) -> None:
    place = tmp_path / "texts"
    place.mkdir()
    (place / "a.txt").write_bytes(b"as it was")
    script = "import pathlib, sys; pathlib.Path(sys.argv[1], 'a.txt').write_bytes(b'new')"
    words = (sys.executable, "-c", script, speed.PLACE)
    limits = speed.Limits(runs=1, seconds=60, timeout=60)
    for rewrites, left in ((True, b"as it was"), (False, b"new")):
        command = speed.Command("rewrite", words, rewrites=rewrites)
        assert speed.run_on(command, place, limits) is not None
        assert (place / "a.txt").read_bytes() == left
    assert [path.name for path in tmp_path.iterdir()] == ["texts"]


def test_a_command_that_takes_too_long_is_ended_and_not_run_again(tmp_path: Path) -> None:
    words = (
        sys.executable,
        "-c",
        "import sys, time; open(sys.argv[1], 'a').write('x'); time.sleep(600)",
    )
    command = speed.Command("sleep", (*words, str(tmp_path / "runs")))
    limits = speed.Limits(runs=3, seconds=60, timeout=2)
    assert speed.measured([command], tmp_path, limits) == {"sleep": None}
    assert (tmp_path / "runs").read_bytes() == b"x"


def test_a_command_that_fails_is_no_measurement() -> None:
    with pytest.raises(RuntimeError, match="ended with 3"):
        speed.run([sys.executable, "-c", "raise SystemExit(3)"], 60)


def test_figures_are_medians_each_on_its_own() -> None:
    assert speed.median([Cost(1, 9, 5), Cost(2, 8, 7), Cost(3, 1, 6)]) == Cost(2, 8, 6)

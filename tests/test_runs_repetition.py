"""What the files of a run repeat: found whatever their order, gone when it is taken away."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Rule, Safety, clean, runs
from cleaner.model import Manner, Repeated
from cleaner.repetition import fingerprint, survey

BANNER = "Get the stories that matter to you."
STORIES = (
    "The mayor resigned on Monday after a long dispute over the harbour and its many debts.",
    "Rain fell on the hills for most of the week, and all the rivers of the valley rose.",
    "The orchestra opened its season with a symphony that few in the hall had heard before.",
    "Two ferries collided in the fog, and all of the passengers were brought safely to land.",
    "A new school opens in the valley on Tuesday, and the old one becomes a library at last.",
    "The bakers of the town ask for more flour, and the millers ask for more wheat and water.",
)


@pytest.fixture
def furniture(rules: tuple[Rule, ...]) -> Rule:
    return next(rule for rule in rules if rule.id == "structure/repeated-furniture")


def write(folder: Path, texts: Sequence[str], encoding: str = "utf-8") -> list[Path]:
    paths = [folder / f"{number:02}.txt" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_bytes(text.encode(encoding))
    return paths


def found(paths: Sequence[Path], *rules: Rule) -> list[list[tuple[str, str]]]:
    """The text and the reason of each finding, by file."""
    outcomes = runs.run(paths, rules, up_to=Safety.SAFE)
    cleaned = [outcome.cleaned for outcome in outcomes]
    return [[] if one is None else [(f.found, f.reason) for f in one.left] for one in cleaned]


def fixed(paths: Sequence[Path], rules: Sequence[Rule]) -> list[bytes]:
    """The files after all suggestions are made in them."""
    outcomes = list(runs.run(paths, rules, up_to=Safety.SUGGEST))
    for outcome in outcomes:
        assert outcome.path is not None
        outcome.path.write_bytes(runs.result_bytes(outcome))
    return [path.read_bytes() for path in paths]


def test_a_paragraph_of_many_files_is_furniture(tmp_path: Path, furniture: Rule) -> None:
    paths = write(tmp_path, [*(f"{story}\n\n{BANNER}\n" for story in STORIES[:5]), STORIES[5]])
    reason = "the same paragraph in 5 of 6 files"
    assert found([tmp_path], furniture) == [*[[(f"\n\n{BANNER}", reason)]] * 5, []]
    assert found(paths[::-1], furniture) == found(paths, furniture) == found([tmp_path], furniture)


def test_too_few_files_tell_nothing(tmp_path: Path, furniture: Rule) -> None:
    paths = write(tmp_path, [f"{story}\n\n{BANNER}" for story in STORIES[:4]])
    assert found(paths, furniture) == [[]] * 4
    assert found(paths[:1], furniture) == [[]]
    data = f"{STORIES[0]}\n\n{BANNER}\n\n{BANNER}".encode()
    piped = runs.run_text(data, "-", Manner((furniture,), Safety.SUGGEST))
    assert runs.result_bytes(piped) == data


@pytest.mark.parametrize(("files", "fires"), [(25, True), (26, False)])
def test_a_fifth_of_the_files_must_have_it(
    tmp_path: Path, furniture: Rule, files: int, fires: bool
) -> None:
    texts = [f"{STORIES[0]} Part {number}.\n\nThe end of {number}." for number in range(files)]
    texts[:5] = [f"{text}\n\n{BANNER}" for text in texts[:5]]
    assert any(found(write(tmp_path, texts), furniture)) is fires


def test_a_file_counts_once(tmp_path: Path, furniture: Rule) -> None:
    texts = [f"{story}\n\n{BANNER}\n\n{BANNER}" for story in STORIES[:4]] + [STORIES[4]]
    assert found(write(tmp_path, texts), furniture) == [[]] * 5


def test_files_that_cannot_be_read_do_not_count(tmp_path: Path, furniture: Rule) -> None:
    write(tmp_path, [f"{story}\n\n{BANNER}" for story in STORIES])
    (tmp_path / "bad.txt").write_bytes(b"\xff" + BANNER.encode())
    (tmp_path / "binary.txt").write_bytes(b"\0")
    reasons = {reason for file in found([tmp_path], furniture) for _, reason in file}
    assert reasons == {"the same paragraph in 6 of 6 files"}


def test_marks_capitals_and_line_ends_make_no_difference(tmp_path: Path, furniture: Rule) -> None:
    forms = ['Don\'t miss our "best"\r\nstories.', "DON’T MISS our “best” stories.", "Donâ€™t miss"]
    forms = [*forms[:2], forms[2] + " our &ldquo;best&rdquo; stories.", forms[0], forms[1]]
    texts = [f"{story}\n\n{form}\n" for story, form in zip(STORIES, forms, strict=False)]
    assert [len(file) for file in found(write(tmp_path, texts), furniture)] == [1] * 5


@pytest.mark.parametrize(
    "line",
    [
        "Part Two",
        "# The news of the day",
        "| Day | Rain | Wind |",
        "Monday\t12\t14\tcold and dry",
        "This text is under the Example Licence.",
        "The following members were present:",
        "Dear Sir or Madam!",
        "“I have nothing to say.”",
        "Blow, ye winds of May,\nAnd carry us away.",
    ],
)
def test_what_folders_repeat_on_purpose_stays(tmp_path: Path, furniture: Rule, line: str) -> None:
    texts = [f"{story}\n\n{line}\n\n{story[::-1]}" for story in STORIES]
    assert found(write(tmp_path, texts), furniture) == [[]] * 6


def test_inside_a_text_only_sentences_are_furniture(tmp_path: Path, furniture: Rule) -> None:
    heading, note = "What comes next", "Tell us what you think of this story and why."
    parts = [[f"{story} {number}" for number in range(6)] for story in STORIES]
    texts = ["\n\n".join([*part[:4], heading, note, *part[2:]]) for part in parts]
    reason = "the same paragraph in 6 of 6 files"
    assert found(write(tmp_path, texts), furniture) == [[(f"{note}\n\n", reason)]] * 6


def test_forms_stay(tmp_path: Path, furniture: Rule) -> None:
    clauses = "The tenant pays on the first day.\n\nThe owner mends the roof when it leaks.\n\n"
    clauses += "The dog and the cat may stay in the house."
    texts = [f"{story}\n\n{clauses}" for story in STORIES]
    assert found(write(tmp_path, texts), furniture) == [[]] * 6


def test_cleaning_a_folder_twice_is_cleaning_it_once(
    tmp_path: Path, rules: tuple[Rule, ...]
) -> None:
    forms = [
        "Don't miss teh best stories of the week.",
        "Donâ€™t miss the best  stories of the week.",
    ]
    texts = [
        f"Home | News | Sport\n\n{story}\n\n{forms[number % 2]}\n\n{BANNER}\n"
        for number, story in enumerate(STORIES * 2)
    ]
    paths = write(tmp_path, texts)
    once = fixed(paths, rules)
    assert once != [text.encode() for text in texts]
    assert fixed(paths, rules) == once


PARAGRAPHS = st.sampled_from([*STORIES, BANNER, "Home | News | Sport", "One more line.", "No"])
TEXTS = st.lists(PARAGRAPHS, max_size=8).map("\n\n".join)


@given(st.lists(TEXTS, max_size=9))
def test_the_order_of_texts_tells_nothing(texts: list[str]) -> None:
    assert survey(texts) == survey(sorted(texts)) == survey(iter(texts[::-1]))


@given(TEXTS, st.sets(PARAGRAPHS), st.integers(5, 9))
def test_with_the_same_evidence_cleaning_twice_is_cleaning_once(
    rules: tuple[Rule, ...], text: str, shared: set[str], files: int
) -> None:
    keys = [key for paragraph in shared if (key := fingerprint(paragraph)) is not None]
    repeated = Repeated(files, dict.fromkeys(keys, files))
    furniture = [rule for rule in rules if rule.id == "structure/repeated-furniture"]
    once = clean(text, furniture, up_to=Safety.SUGGEST, repeated=repeated).after
    assert clean(once, furniture, up_to=Safety.SUGGEST, repeated=repeated).after == once

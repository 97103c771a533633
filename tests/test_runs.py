"""Many files: one outcome each, in one order, whatever goes wrong with one of them."""

from __future__ import annotations

import codecs
import os
from pathlib import Path

import pytest

from cleaner import files, runs
from cleaner.model import (
    Characters,
    Edit,
    Evidence,
    Manner,
    Markup,
    Pattern,
    Row,
    Rule,
    Safety,
    Stage,
)
from cleaner.runs import Outcome


def rule(name: str, match: Characters | Pattern, safety: Safety = Safety.SAFE) -> Rule:
    return Rule(
        id=f"words/{name}",
        stage=Stage.WORDS,
        title="",
        why="",
        source="",
        safety=safety,
        match=match,
        evidence=Evidence(),
        changes=frozenset(),
        examples=(),
    )


def swap(name: str, found: str, becomes: str) -> Rule:
    return rule(name, Characters((Row(found, becomes),)))


TEH = swap("teh", "teh", "the")
JOIN = rule("join", Pattern("-\n", ""), Safety.SUGGEST)


def outcomes(*paths: Path, rules: tuple[Rule, ...] = (TEH,)) -> list[Outcome]:
    return list(runs.run(paths, rules, up_to=Safety.SAFE))


def kind(outcome: Outcome) -> str:
    """Which of the three is set; exactly one must be."""
    (name,) = (
        name for name in ("cleaned", "failure", "skipped") if getattr(outcome, name) is not None
    )
    return name


def write_all(folder: Path) -> None:
    contents = {
        "a.md": b"teh\r\nend",
        "bad.txt": b"teh \x93",
        "binary.txt": b"teh\0",
        "clean.txt": b"the\n",
        "wide.txt": codecs.BOM_UTF16_BE + "teh 😀".encode("utf-16-be"),
    }
    for name, data in contents.items():
        (folder / name).write_bytes(data)


def test_a_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    write_all(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    found = outcomes(tmp_path / "nowhere.txt", tmp_path / "pipe", tmp_path)
    assert [(Path(outcome.name).name, kind(outcome)) for outcome in found] == [
        ("a.md", "cleaned"),
        ("bad.txt", "failure"),
        ("binary.txt", "skipped"),
        ("clean.txt", "cleaned"),
        ("nowhere.txt", "failure"),
        ("pipe", "failure"),
        ("wide.txt", "cleaned"),
    ]
    assert all(outcome.path == Path(outcome.name) for outcome in found)


def test_results_are_the_bytes_to_write(tmp_path: Path) -> None:
    write_all(tmp_path)
    results = {
        Path(outcome.name).name: runs.result_bytes(outcome)
        for outcome in outcomes(tmp_path)
        if outcome.cleaned is not None
    }
    assert results == {
        "a.md": b"the\r\nend",
        "clean.txt": b"the\n",
        "wide.txt": codecs.BOM_UTF16_BE + "the 😀".encode("utf-16-be"),
    }


def test_nothing_is_written(tmp_path: Path) -> None:
    write_all(tmp_path)
    for path in tmp_path.iterdir():
        os.utime(path, ns=(5, 5))
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    outcomes(tmp_path)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert {path.stat().st_mtime_ns for path in before} == {5}


def test_failures_say_file_place_problem_and_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_all(tmp_path)
    os.mkfifo("pipe")
    found = outcomes(Path("bad.txt"), Path("nowhere.txt"), Path("pipe"))
    assert [outcome.failure for outcome in found] == [
        "bad.txt:1: 0x93 at byte 4 is not UTF-8 (invalid start byte); "
        "mend it there if the rest is UTF-8; if the file is in another encoding, convert it, "
        "for example with `iconv -f WINDOWS-1252 -t UTF-8`",
        "nowhere.txt: there is no such file or folder; check the name",
        "pipe: it is a pipe or a device, not a file; send its text to standard input, and name `-`",
    ]


def test_rules_that_do_not_settle_are_named_and_the_file_is_left(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x")
    (tmp_path / "b.txt").write_bytes(b"z teh")
    rules = (swap("there", "x", "y"), swap("back", "y", "x"), TEH)
    first, second = outcomes(tmp_path, rules=rules)
    assert kind(first) == "failure"
    assert first.failure == (
        f"{tmp_path / 'a.txt'}: the rules words/back, words/there change each other's results "
        "without end; the file is left as it was; leave one of them out with `--ignore`"
    )
    assert runs.result_bytes(second) == b"z the"


def test_a_rule_that_does_not_settle_alone_is_named_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x")
    [found] = outcomes(tmp_path, rules=(swap("grow", "x", "yx"),))
    assert found.failure == (
        f"{tmp_path / 'a.txt'}: the rule words/grow changes its own result "
        "without end; the file is left as it was; leave it out with `--ignore`"
    )


def test_a_rule_that_writes_half_a_character_is_a_failure_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x teh")
    (tmp_path / "b.txt").write_bytes(b"teh")
    first, second = outcomes(tmp_path, rules=(swap("half", "x", "\ud83d"), TEH))
    assert (kind(first), kind(second)) == ("failure", "cleaned")


def test_a_file_that_goes_away_is_a_failure(tmp_path: Path) -> None:
    write_all(tmp_path)
    discovery = files.discover([tmp_path])
    (tmp_path / "a.md").unlink()
    first, *others = runs.run_discovered(discovery, (TEH,), up_to=Safety.SAFE)
    assert first.failure == f"{tmp_path / 'a.md'}: there is no such file or folder; check the name"
    assert len(others) == len(discovery.files) - 1


def test_outcomes_come_one_by_one(tmp_path: Path) -> None:
    write_all(tmp_path)
    following = runs.run([tmp_path], (TEH,), up_to=Safety.SAFE)
    assert next(following).name == str(tmp_path / "a.md")
    (tmp_path / "clean.txt").write_bytes(b"teh later")
    results = [runs.result_bytes(outcome) for outcome in following if outcome.cleaned is not None]
    assert results[0] == b"the later"


def test_the_order_of_paths_does_not_matter(tmp_path: Path) -> None:
    write_all(tmp_path)
    paths = [tmp_path / "wide.txt", tmp_path / "nowhere", tmp_path, tmp_path / "a.md"]
    assert outcomes(*paths) == outcomes(*reversed(paths))


def test_markup_reaches_the_core() -> None:
    for name, after in (("a.md", b"the\n\n    teh"), ("a.txt", b"the\n\n    the")):
        outcome = runs.run_text(b"teh\n\n    teh", name, Manner((TEH,)))
        assert runs.result_bytes(outcome) == after


def test_safety_reaches_the_core() -> None:
    for up_to, after in ((Safety.SAFE, b"co-\r\nop"), (Safety.SUGGEST, b"coop")):
        outcome = runs.run_text(b"co-\r\nop", "-", Manner((JOIN,), up_to))
        assert runs.result_bytes(outcome) == after


def test_standard_input_has_a_name_and_no_path() -> None:
    outcome = runs.run_text(b"teh\r\n", "notes/a.md", Manner((TEH,)))
    assert (outcome.name, outcome.path, kind(outcome)) == ("notes/a.md", None, "cleaned")
    assert outcome.document is not None
    assert (outcome.document.path, outcome.document.markup) == (None, Markup.MARKDOWN)
    assert outcome.cleaned is not None
    assert outcome.cleaned.edits == (Edit(0, 3, "the"),)
    assert runs.result_bytes(outcome) == b"the\r\n"


def test_bad_standard_input_is_a_failure() -> None:
    bad = runs.run_text(b"a\n\xff", "-", Manner((TEH,)))
    binary = runs.run_text(b"\0", "-", Manner((TEH,)))
    assert bad.failure is not None
    assert bad.failure.startswith("-:2: 0xFF at byte 2 is not UTF-8")
    assert binary == Outcome("-", None, skipped="binary")


def test_a_file_that_was_not_cleaned_has_no_result() -> None:
    with pytest.raises(ValueError, match=r"a\.txt was not cleaned"):
        runs.result_bytes(Outcome("a.txt", Path("a.txt"), failure="a.txt: gone"))

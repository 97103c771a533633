"""The README, tried as it stands."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from reading_docs import ROOT, blocks, commands

from cleaner.__main__ import main

README = ROOT / "README.md"
DRAFT = "They met at teh bank.\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as the README's reader has it."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text(DRAFT, encoding="utf-8")
    for block in blocks(README, "toml"):
        rule = tmp_path / block.split("\n")[0].removeprefix("# ")
        rule.parent.mkdir(parents=True)
        rule.write_text(block, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def in_order(wanted: list[str], lines: list[str]) -> bool:
    rest = iter(lines)
    return all(line in rest for line in wanted)


def test_the_diff_is_that_of_the_demo(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["fix", "--diff", "--quiet", "seeds/founding-sample.txt"]) == 1
    [block] = blocks(README, "diff")
    assert in_order(block.splitlines(), capfd.readouterr().out.splitlines())


def test_the_account_is_that_of_the_demo(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["check", "seeds/founding-sample.txt"]) == 1
    [block] = blocks(README, "text")
    assert in_order(block.splitlines(), capfd.readouterr().out.splitlines())


def test_before_and_after_are_those_of_the_sample(
    sample: str, place: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (place / "sample.txt").write_text(sample, encoding="utf-8")
    main(["fix", "--quiet", "sample.txt"])
    after = (place / "sample.txt").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(.+)` \| (?:`(.+)`|.+) \|$", README.read_text("utf-8"), re.MULTILINE)
    assert len(rows) == 5
    for was, becomes in rows:
        assert all(part in sample for part in was.split("…"))
        assert all(part in after for part in (becomes or was).split("…"))


@pytest.mark.parametrize("words", commands(README), ids=" ".join)
def test_a_command_does_what_it_says(
    words: list[str], place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(DRAFT.encode())))
    arguments = words[1 : next((n for n, word in enumerate(words) if word in "<>"), None)]
    if arguments == ["rule", "ID"]:
        arguments = ["rule", "words/doubled-word"]
    code = main(arguments)
    assert code == (1 if arguments[0] in ("check", "diff") else 0)
    wrote = (place / "texts" / "a.txt").read_text(encoding="utf-8") != DRAFT
    assert wrote == (arguments[:2] == ["fix", "texts/"] and "-o" not in arguments)


def test_the_python_runs(capfd: pytest.CaptureFixture[str]) -> None:
    for block in blocks(README, "python"):
        exec(compile(block, "README.md", "exec"), {})
    assert "Blinken left. Blinken’s visit drew criticism." in capfd.readouterr().out


def test_the_hooks_exist() -> None:
    hooks = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    named = re.findall(r"- id: (\S+)", "".join(blocks(README, "yaml")))
    assert named == re.findall(r"- id: (\S+)", hooks)

"""Statistics: how often each rule finds something, over all files and all processes."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from making import pattern, words

from cleaner import Safety
from cleaner.__main__ import main
from cleaner.files import discover
from cleaner.model import Manner
from cleaner.output.ink import Ink
from cleaner.output.statistics import Statistics
from cleaner.output.tally import Tally
from cleaner.runs import Outcome, run_discovered, run_text

RULES = (words({"teh": "the"}, "words/slip"), pattern("very unique", None, "words/claim"))
PLAIN = Ink(False)


def outcome(text: str, name: str = "a.md") -> Outcome:
    return run_text(text.encode(), name, Manner(RULES))


def table(*outcomes: Outcome, written: bool = False) -> str:
    made, tally = Statistics("text", PLAIN, written=written), Tally()
    for one in outcomes:
        assert made.file(one) == ""
        tally = tally.plus(one)
    return made.opening() + made.closing(tally)


def test_the_most_frequent_come_first_and_of_equals_the_first_by_name() -> None:
    assert table(outcome("very unique teh"), outcome("teh teh very unique very unique")) == (
        "findings  files  class  rule         title\n"
        "       3      2  flag   words/claim  T\n"
        "       3      2  safe   words/slip   T\n"
    )


def test_a_rule_has_a_line_for_each_class_of_its_findings() -> None:
    lowered = outcome("“He said teh.” teh")
    assert lowered.cleaned is not None
    rows = table(lowered).split("\n")[1:-1]
    classes = Counter(f.safety.value for f in (*lowered.cleaned.applied, *lowered.cleaned.left))
    assert {row.split()[2]: int(row.split()[0]) for row in rows} == dict(classes)


def test_what_is_written_is_counted_as_fixed() -> None:
    assert table(outcome("teh very unique"), written=True) == (
        "findings  fixed  files  class  rule         title\n"
        "       1      0      1  flag   words/claim  T\n"
        "       1      1      1  safe   words/slip   T\n"
    )


def test_files_without_findings_and_failures_count_for_nothing() -> None:
    assert table(outcome("fine"), Outcome("b", None, failure="b: gone")) == ""


def test_the_counts_of_processes_are_those_of_one(tmp_path: Path) -> None:
    for number in range(60):
        (tmp_path / f"{number}.txt").write_text("teh very unique word " * 200, encoding="utf-8")
    found = discover([tmp_path])
    one, two = (
        table(*run_discovered(found, RULES, up_to=Safety.SAFE, jobs=jobs)) for jobs in (1, 2)
    )
    assert one == two
    assert one.split("\n")[1].split()[:2] == ["12000", "60"]


def test_the_command_counts_over_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for number in range(60):
        Path(f"{number}.md").write_text("I recieve it.\n\n" * 300, encoding="utf-8")
    select = ["--select", "words/common-misspellings", "--statistics", "--output-format", "json"]
    said = []
    for jobs in ("1", "2"):
        assert main(["check", ".", "-j", jobs, *select]) == 1
        said.append(json.loads(capfd.readouterr().out))
    assert said[0] == said[1]
    [count] = said[0]["statistics"]
    assert (count["findings"], count["files"], count["fixed"]) == (18000, 60, 0)

"""A rule that runs out of its time is named and left out, and all others do their work."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import rule, words

from cleaner import Rule, clean, windows
from cleaner.__main__ import main
from cleaner.costs import costs_of
from cleaner.evidence import Facts
from cleaner.examples import check
from cleaner.expressions import matches
from cleaner.model import Example, Pattern

SLOW = r"\w+ ?\w+ ?\w+ ?\w+!"
"""What takes time with the fourth power of the letters it tries in vain."""
LONG = "a" * 4_000 + " ! b!"
FILE = f"""\
title = "Words end calmly"
why = "Nobody shouts."
safety = "safe"

[pattern]
find = '{SLOW}'
becomes = ''

[[example]]
before = "well done!"
after = ""

[[example]]
keep = "well done"
"""


def slow(*examples: Example, unless: str | None = None) -> Rule:
    find = SLOW if unless is None else "!"
    return rule("words/slow", Pattern(find, "", unless), examples=examples)


def test_a_rule_that_runs_out_of_its_time_is_named_and_left_out() -> None:
    cleaned = clean(f"teh {LONG}", [slow(), words({"teh": "the"})])
    assert cleaned.after == f"the {LONG}"
    assert cleaned.overdue == ("words/slow",)
    assert [finding.rule.id for finding in cleaned.applied] == ["words/words"]


def test_a_text_that_is_not_held_is_cleaned_without_it() -> None:
    text = f"teh one\n\n{LONG}\n\nteh end"
    found = windows.clean(
        lambda: [text], [slow(), words({"teh": "the"})], means=windows.Means(core=1)
    )
    assert found.overdue == ("words/slow",)
    assert [edit.text for edit in found.edits] == ["the", "the"]


def test_its_guard_has_no_more_time() -> None:
    cleaned = clean(LONG, [slow(unless=SLOW)])
    assert (cleaned.after, cleaned.overdue) == (LONG, ("words/slow",))


def test_elsewhere_it_does_its_work() -> None:
    cleaned = clean("So: well done!", [slow()])
    assert (cleaned.after, cleaned.overdue) == ("So: ", ())


def test_an_example_that_takes_too_long_does_not_hold() -> None:
    [verdict] = check(slow(Example(LONG, LONG)))
    assert not verdict.holds
    assert verdict.got == "words/slow ran out of its time"


def test_what_it_costs_is_told() -> None:
    [cost] = costs_of([Facts(LONG)], [slow()])
    assert (cost.candidates, cost.findings) == (0, 0)
    assert cost.seconds > 0


def test_matches_are_those_of_the_part() -> None:
    found = matches("[ab]b", "abbb ab", 1, 6, overlapped=True)
    assert [m.span() for m in found] == [(1, 3), (2, 4)]
    assert [m.span() for m in matches("b", "abab")] == [(1, 2), (3, 4)]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_file_is_reported_as_not_fully_checked(
    jobs: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("own/words").mkdir(parents=True)
    Path("own/words/slow.toml").write_text(FILE, "utf-8")
    Path("a.txt").write_text(f"Recieved {LONG}\n", "utf-8")
    Path("b.txt").write_text("So: well done!\n", "utf-8")
    select = "words/slow,words/common-misspellings"
    for _ in range(2):  # what came of it is not kept
        code = main(
            ["fix", "--diff", "a.txt", "b.txt", "--rules", "own", "--select", select, "-j", jobs]
        )
        out, err = capfd.readouterr()
        assert code == 2
        assert [line for line in out.split("\n") if line[:1] == "+"] == [
            "+++ b/a.txt",
            f"+Received {LONG}",
            "+++ b/b.txt",
            "+So: ",
        ]
        assert err == (
            "error: a.txt:1:1: not fully checked: words/slow ran out of its time, and the file was "
            "cleaned without it; bound what its expression repeats, or leave it out with "
            "`--ignore`\n2 files: 2 safe fixes, 2 files would change\n"
        )

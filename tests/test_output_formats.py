"""Reports for other programs: whole values on one small file, and the forms each of them needs."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from making import pattern, rule

from cleaner import Rule, Safety
from cleaner.model import Manner, Pattern
from cleaner.output.formats import NAMES, report_of
from cleaner.output.formats.results import results
from cleaner.output.tally import Tally
from cleaner.runs import Outcome, run_text
from cleaner.suppressions.notices import notices

RULES: Sequence[Rule] = (
    pattern(r"\bteh\b", "the", "words/slip"),
    pattern("(?<=é) +(?=,)", "", "spacing/blank"),
    rule("words/weak", Pattern("utilise", "use"), safety=Safety.SUGGEST),
    pattern("very unique", None, "words/claim"),
)
TEXT = "Café , we utilise\nteh very unique teh.\n"
FAILED = Outcome("a b.txt", None, failure="a b.txt: it\ncannot be read")
SKIPPED = Outcome("c.bin", None, skipped="binary")


def cleaned(text: str = TEXT, name: str = "in/a,b 100%.txt") -> Outcome:
    return run_text(text.encode(), name, Manner(RULES))


def whole(name: str, *outcomes: Outcome, written: bool = False) -> str:
    report, tally = report_of(name, written=written), Tally()
    parts = [report.opening()]
    for outcome in outcomes:
        parts.append(report.file(outcome))
        tally = tally.plus(outcome)
    return "".join([*parts, report.closing(tally)])


@pytest.mark.parametrize("name", NAMES)
def test_a_run_over_nothing_is_a_whole_document(name: str) -> None:
    text = whole(name)
    if name == "junit":
        assert ElementTree.fromstring(text).find("testsuite") is not None
    elif name == "json-lines":
        assert [json.loads(line) for line in text.splitlines()] == [
            {"schema": "cleaner-report-1", "written": False}
        ]
    elif name == "github":
        assert text == ""
    else:
        json.loads(text)


def test_there_is_no_other_format() -> None:
    with pytest.raises(ValueError, match="'pdf'"):
        report_of("pdf", written=False)


def test_places_are_those_of_the_text_that_is_in_the_file() -> None:
    before = [(r.finding.rule.id, *r.start, *r.end) for r in results(cleaned(), written=False)]
    after = [(r.finding.rule.id, *r.start, *r.end) for r in results(cleaned(), written=True)]
    assert before == [
        ("spacing/blank", 1, 5, 1, 6),
        ("words/weak", 1, 11, 1, 18),
        ("words/slip", 2, 1, 2, 4),
        ("words/claim", 2, 5, 2, 16),
        ("words/slip", 2, 17, 2, 20),
    ]
    assert after == [("words/weak", 1, 10, 1, 17), ("words/claim", 2, 5, 2, 16)]


def test_a_fingerprint_follows_its_line_and_no_two_are_the_same() -> None:
    here = [one.fingerprint for one in results(cleaned(), written=False)]
    lower = [one.fingerprint for one in results(cleaned("New.\n\n" + TEXT), written=False)]
    assert here == lower
    assert len(set(here)) == len(here) == 5


def test_a_change_upon_a_change_is_not_offered_as_one() -> None:
    chain = [pattern("a", "b", "encoding/one"), pattern("bc", "d", "words/two")]
    outcome = run_text(b"ac", "x.txt", Manner(chain))
    assert [(r.finding.rule.id, r.changes != ()) for r in results(outcome, written=False)] == [
        ("words/two", False),
        ("encoding/one", True),
    ]


def test_sarif_has_rules_places_fixes_and_failures() -> None:
    log = json.loads(whole("sarif", cleaned(), FAILED, SKIPPED))
    (run,) = log["runs"]
    assert (log["version"], run["columnKind"]) == ("2.1.0", "unicodeCodePoints")
    assert [one["id"] for one in run["tool"]["driver"]["rules"]] == [
        "spacing/blank",
        "words/claim",
        "words/slip",
        "words/weak",
    ]
    assert [(one["ruleId"], one["level"], "fixes" in one) for one in run["results"]] == [
        ("spacing/blank", "error", True),
        ("words/weak", "warning", True),
        ("words/slip", "error", True),
        ("words/claim", "note", False),
        ("words/slip", "error", True),
    ]
    first = run["results"][0]
    region = {"startLine": 1, "startColumn": 5, "endLine": 1, "endColumn": 6}
    artifact = {"uri": "in/a%2Cb%20100%25.txt"}
    place = {"physicalLocation": {"artifactLocation": artifact, "region": region}}
    assert first["locations"] == [place]
    assert first["fixes"][0]["artifactChanges"] == [
        {
            "artifactLocation": artifact,
            "replacements": [{"deletedRegion": region, "insertedContent": {"text": ""}}],
        }
    ]
    assert run["invocations"] == [
        {
            "executionSuccessful": False,
            "toolExecutionNotifications": [
                {"level": "error", "message": {"text": "a b.txt: it\\ncannot be read"}}
            ],
        }
    ]


def test_github_annotations_are_escaped() -> None:
    lines = whole("github", cleaned(), FAILED, SKIPPED).split("\n")
    assert lines[0] == (
        "::error file=in/a%2Cb 100%25.txt,line=1,endLine=1,col=5,endColumn=6"
        ",title=cleaner spacing/blank::T: `␣` → nothing"
    )
    assert [line.split(" ")[0] for line in lines] == [
        *["::error", "::warning", "::error", "::notice", "::error"],
        *["::error", ""],
    ]
    assert lines[5] == "::error file=a b.txt,title=cleaner::a b.txt: it\\ncannot be read"


def test_a_finding_over_a_line_end_has_no_columns_for_github() -> None:
    outcome = run_text(b"a\nb", "x.txt", Manner([pattern("a\nb", "ab")]))
    assert whole("github", outcome) == (
        "::error file=x.txt,line=1,endLine=2,title=cleaner words/pattern::T: `a⏎b` → `ab`\n"
    )


def test_gitlab_has_an_issue_for_each_finding() -> None:
    issues = json.loads(whole("gitlab", cleaned(), FAILED, cleaned(name="z.txt")))
    assert len({one.pop("fingerprint") for one in issues}) == len(issues) == 10
    assert issues[1] == {
        "description": "T: `utilise` → `use`",
        "check_name": "words/weak",
        "severity": "minor",
        "location": {"path": "in/a,b 100%.txt", "lines": {"begin": 1, "end": 1}},
    }


def test_rdjson_counts_bytes_and_suggests() -> None:
    found = json.loads(whole("rdjson", cleaned(), FAILED, SKIPPED))
    diagnostics = found["diagnostics"]
    span = {"start": {"line": 1, "column": 6}, "end": {"line": 1, "column": 7}}
    assert diagnostics[0] == {
        "message": "T: `␣` → nothing",
        "location": {"path": "in/a,b 100%.txt", "range": span},
        "severity": "ERROR",
        "code": {"value": "spacing/blank"},
        "suggestions": [{"range": span, "text": ""}],
    }
    assert "suggestions" not in diagnostics[3]
    assert diagnostics[-1]["location"] == {"path": "a b.txt"}


def test_junit_has_a_case_for_each_file() -> None:
    clean = run_text(b"fine\n", "ok.txt", Manner(RULES))
    root = ElementTree.fromstring(whole("junit", cleaned(), clean, FAILED, SKIPPED))
    (suite,) = root
    assert suite.attrib == {
        "name": "cleaner",
        "tests": "4",
        "failures": "1",
        "errors": "1",
        "skipped": "1",
    }
    assert [[part.tag for part in case] for case in suite] == [
        ["failure"],
        [],
        ["error"],
        ["skipped"],
    ]
    said = suite[0][0].text
    assert said is not None
    assert said.split("\n")[0] == "1:5: spacing/blank [safe] T: `␣` → nothing"


def test_names_are_told_from_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = cleaned(name=str(tmp_path / "in" / "x.txt"))
    assert json.loads(whole("gitlab", outcome))[0]["location"]["path"] == "in/x.txt"


def test_json_lines_are_the_records_of_the_document() -> None:
    outcomes = (cleaned(), FAILED, SKIPPED)
    lines = [json.loads(line) for line in whole("json-lines", *outcomes).splitlines()]
    assert lines[1:] == json.loads(whole("json", *outcomes))["files"]


def test_json_lines_end_nowhere_else() -> None:
    outcome = cleaned(name="a\u2028b\x85c\u2029.txt")
    (_, line) = whole("json-lines", outcome).splitlines()
    assert json.loads(line) == json.loads(whole("json", outcome))["files"][0]


HELD = "a teh <!-- cleaner: ignore[words] a name -->\nb <!-- cleaner: ignore[words/slip] -->\n"


def held() -> Outcome:
    outcome = cleaned(HELD, "a.md")
    assert outcome.cleaned is not None
    return replace(outcome, notices=notices(outcome.cleaned, RULES, RULES))


def test_sarif_shows_what_is_suppressed_and_why() -> None:
    (run,) = json.loads(whole("sarif", held()))["runs"]
    assert [(one["ruleId"], one["suppressions"]) for one in run["results"]] == [
        ("words/slip", [{"kind": "inSource", "justification": "a name"}])
    ]
    region = {"startLine": 2, "startColumn": 8}
    place = {"physicalLocation": {"artifactLocation": {"uri": "a.md"}, "region": region}}
    said = {"text": "unused suppression: `words/slip` finds nothing on this line"}
    assert run["invocations"] == [
        {
            "executionSuccessful": True,
            "toolExecutionNotifications": [
                {"level": "note", "message": said, "locations": [place]}
            ],
        }
    ]


def test_a_suppression_without_a_reason_has_no_justification() -> None:
    (run,) = json.loads(whole("sarif", cleaned("teh [sic]", "a.md")))["runs"]
    assert [one["suppressions"] for one in run["results"]] == [[{"kind": "inSource"}]]


def test_github_shows_notices_at_their_places() -> None:
    assert whole("github", held()) == (
        "::notice file=a.md,line=2,col=8,title=cleaner"
        "::unused suppression: `words/slip` finds nothing on this line\n"
    )


def test_other_formats_leave_out_what_is_suppressed() -> None:
    assert json.loads(whole("gitlab", held())) == []
    assert json.loads(whole("rdjson", held()))["diagnostics"] == []
    assert "<failure" not in whole("junit", held())

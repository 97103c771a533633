"""The documentation: what it names exists, and what exists it names."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from making import write
from reading_docs import PAGES, ROOT, blocks, commands, links

from cleaner.__main__ import main
from cleaner.cli.app import COMMANDS
from cleaner.cli.declared import Option, parameters
from cleaner.examples import check
from cleaner.fixers import FIXERS
from cleaner.output.records import EditRecord, FileRecord, FindingRecord
from cleaner.rules import format, load_rules

ACCOUNT = ROOT / "docs" / "account.md"
FORMAT = ROOT / "docs" / "rules.md"
TABLES = [
    format.RuleFile,
    format.EvidenceTable,
    format.ExampleTable,
    format.CharactersTable,
    format.WordsTable,
    format.PatternTable,
    format.FixerTable,
]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    assert [link for link in links(page) if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_and_their_options_exist(page: Path) -> None:
    for _, command, *rest in commands(page):
        if command in COMMANDS:
            given = (one.given for one in parameters(COMMANDS[command]).values())
            options = {name for one in given if isinstance(one, Option) for name in one.names}
            named = {
                word.partition("=")[0] for word in rest if word.startswith("-") and word != "-"
            }
            assert named <= options | {"--help"}
        else:
            assert command in ("--version", "--help")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_every_key_of_a_rule_file_is_described(table: type) -> None:
    text = FORMAT.read_text("utf-8")
    names = [field.encode_name for field in msgspec.structs.fields(table)]
    assert [name for name in names if f"`{name}" not in text and f"[{name}]" not in text] == []


def test_every_fixer_and_its_options_are_described() -> None:
    rows = [line for line in FORMAT.read_text("utf-8").splitlines() if line.startswith("| `")]
    for name, spec in FIXERS.items():
        [row] = (row for row in rows if f"`{name}`" in row.split("|")[1])
        assert [option for option in spec.options if f"`{option}`" not in row] == []


def test_the_rule_that_is_shown_passes_its_examples(tmp_path: Path) -> None:
    [shown] = (block for block in blocks(FORMAT, "toml") if block.startswith("title"))
    (tmp_path / "marks").mkdir()
    (tmp_path / "marks" / "shown.toml").write_text(shown, encoding="utf-8")
    [rule] = (rule for rule in load_rules(tmp_path) if rule.id == "marks/shown")
    assert [verdict for verdict in check(rule) if not verdict.holds] == []


def test_the_account_is_described_and_makes_the_clean_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "texts" / "a.txt", "\ufeffTeh end,\r\nand teh\u2028start.\n")
    [words] = commands(ACCOUNT)
    assert main([*words[1 : words.index(">")], "--isolated"]) == 0
    write(tmp_path / "account.jsonl", capfd.readouterr().out)
    [code] = blocks(ACCOUNT, "python")
    exec(compile(code, "account.md", "exec"), {})
    text = ACCOUNT.read_text("utf-8")
    for record in (FileRecord, FindingRecord, EditRecord):
        names = [field.encode_name for field in msgspec.structs.fields(record)]
        assert [name for name in names if f"`{name}`" not in text] == []


def test_the_catalogue_is_that_of_the_rules() -> None:
    script = ROOT / "benchmarks" / "accuracy" / "catalogue.py"
    done = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr

"""Command lines read without Typer mean what they mean to Typer, and load nothing in vain."""

from __future__ import annotations

import inspect
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from enum import Enum
from pathlib import Path
from typing import Any, cast

import pytest
import typer
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.cli import check, fix, front
from cleaner.cli.app import COMMANDS, typed
from cleaner.cli.declared import Option, parameters
from cleaner.cli.options import Chosen, Taken

HOT = {name: COMMANDS[name] for name in front.MODULES}


def by_typer(command: Callable[..., None], arguments: Sequence[str]) -> dict[str, Any]:
    """What Typer gives a command. Raises SystemExit if it refuses."""
    given: dict[str, Any] = {}

    def recorded(**values: object) -> None:
        given.update(values)

    like = typed(command)
    recorded.__annotations__ = like.__annotations__
    cast(Any, recorded).__signature__ = inspect.signature(like)
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(context_settings={"help_option_names": ["-h", "--help"]})(recorded)
    app(args=list(arguments), standalone_mode=False)
    return given


def defaults(command: Callable[..., None]) -> dict[str, Any]:
    return {name: one.default for name, one in parameters(command).items()}


def words(command: Callable[..., None]) -> list[str]:
    """What may stand on a command line: options, their values, paths and mistakes."""
    made = ["a.txt", "b", "-", "", "--", "--no", "-x", "safe", "json", "2", "0", "-1", "é"]
    for one in parameters(command).values():
        if isinstance(one.given, Option):
            values = ["a,b", "3", "nothing"]
            if issubclass(one.kind, Enum):
                values += [member.value for member in one.kind]
            for name in one.given.names:
                made += [name, *(f"{name}={value}" for value in values), f"{name}3"]
    return made


@pytest.mark.parametrize("name", HOT)
@settings(max_examples=150)
@given(data=st.data())
def test_plain_command_lines_mean_the_same_to_typer(name: str, data: st.DataObject) -> None:
    command = HOT[name]
    line = data.draw(st.lists(st.sampled_from(words(command)), max_size=6))
    values = front.read(line, parameters(command))
    if values is not None:
        assert {**defaults(command), **values} == by_typer(command, line)


@pytest.mark.parametrize("name", HOT)
def test_every_option_is_read(name: str) -> None:
    declared = parameters(HOT[name])
    for parameter, one in declared.items():
        if isinstance(one.given, Option):
            value = {bool: "", int: "3"}.get(one.kind, "x")
            if issubclass(one.kind, Enum):
                value = next(iter(one.kind)).value
            for option in one.given.names:
                line = ["a", option, value] if value else [option, "a"]
                values = front.read(line, declared)
                assert values is not None
                assert values.keys() == {"paths", parameter}
                assert {**defaults(HOT[name]), **values} == by_typer(HOT[name], line)


@pytest.mark.parametrize(
    "line", [[], ["--help"], ["--version"], ["rules"], ["check"], ["check", "--nothing", "a"]]
)
def test_what_is_not_plain_is_left_to_typer(line: list[str]) -> None:
    assert front.plain(line) is None


def test_command_is_called_with_what_was_given() -> None:
    call = cast(Any, front.plain(["check", "-q", "a", "b"]))
    groups = {"chosen": Chosen(), "taken": Taken()}
    assert call.func is check.check
    assert call.keywords == {"paths": ["a", "b"], "quiet": True, **groups}
    line = ["fix", "a", "-o", "b", "--no-unsafe-fixes", "-j", "2", "--", "-c"]
    call = cast(Any, front.plain(line))
    groups = {"chosen": Chosen(unsafe_fixes=False), "taken": Taken(jobs=2)}
    assert call.func is fix.fix
    assert call.keywords == {"paths": ["a", "-c"], "output": Path("b"), **groups}


HEAVY = [
    "cleaner.engine",
    "cleaner.evidence",
    "cleaner.files.choice",
    "cleaner.files.discovery",
    "cleaner.files.walking",
    "cleaner.fixers",
    "cleaner.likeness",
    "cleaner.matching",
    "cleaner.model",
    "cleaner.quotations.manner",
    "cleaner.quotations.pairs",
    "cleaner.quotations.unmarked",
    "cleaner.rules.cache",
    "cleaner.runs",
    "click",
    "dataclasses",
    "difflib",
    "email",
    "ftfy",
    "hashlib",
    "hypothesis",
    "importlib.metadata",
    "inspect",
    "ipaddress",
    "json",
    "logging",
    "markdown_it",
    "msgspec",
    "multiprocessing",
    "pathlib",
    "pickle",
    "pydantic",
    "pyromark",
    "pytest",
    "regex",
    "regex._regex_core",
    "rich",
    "shutil",
    "string",
    "tempfile",
    "tomllib",
    "typer",
    "urllib.parse",
]
"""Nothing of that is needed for files that are clean; only `quotations.unmarked` is, where a
paragraph may be speech, and it is looked for as a sign that one may."""


def loaded(folder: Path, *arguments: str, code: int = 0) -> set[str]:
    """The heavy modules that a command line loads, where rules and sieve are in the cache.

    It ends with an exit `code`.
    """
    first = "from cleaner.sieve import making; making.WORTH = 0\n"
    then = (
        "import sys; from cleaner.__main__ import main; from cleaner.rules import stamp\n"
        "stamp.SETTLED = 0; ended = main(sys.argv[1:])\n"
        f"print(*({{*sys.modules}} & {set(HEAVY)!r}), file=sys.stderr)\n"
        "raise SystemExit(ended)"
    )
    environment = {**os.environ, "CLEANER_CACHE_DIR": str(folder / "cache")}
    environment.pop("COVERAGE_PROCESS_START", None)
    for said in (first + then, then):
        command = [sys.executable, "-c", said, *arguments]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
        assert done.returncode == code, done.stderr
    return set(done.stderr.split("\n")[-2].split())


PROCESSES = {"multiprocessing", "pickle"}
TEXT = """\
The gasogene stood where Mr. Blinken had left it, and nobody in the house said a word. “I am tired,”
he said.

Will Baker come, he asked, or must the others go without him to the shore? Baker went home. The
Bakers visited the old shore.
"""
"""It has a word that is in no list, a paragraph that may be speech, a title and a name in -s; so it
asks for all that clean texts ask for."""


def test_check_of_a_plain_text_loads_nothing_in_vain(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_bytes(TEXT.encode())
    assert loaded(tmp_path, "check", "a.txt", "b.txt", "c.txt") == {"cleaner.quotations.unmarked"}


@pytest.mark.parametrize(
    "chosen",
    [["--select=words/common-misspellings"], ["--select", "words,marks", "--ignore=words"]],
)
def test_chosen_rules_load_nothing_more(chosen: list[str], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode() + b"One thing , and another.\n")
    assert loaded(tmp_path, "check", *chosen, "a.txt") <= {"cleaner.quotations.unmarked"}


def test_a_text_that_is_cleaned_loads_no_processes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"It is teh end.\n")
    assert loaded(tmp_path, "fix", "--no-cache", "-o", "to", "a.txt").isdisjoint(PROCESSES)


def test_a_file_that_cannot_be_cleaned_loads_no_processes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Caf\xe9.\n")
    assert loaded(tmp_path, "check", "a.txt", code=2).isdisjoint(PROCESSES)


def test_check_of_a_folder_loads_only_what_walks(tmp_path: Path) -> None:
    for name in "abc":
        path = tmp_path / "texts" / "deep" / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(TEXT.encode())
    walks = {"cleaner.files.choice", "cleaner.files.walking", "cleaner.quotations.unmarked"}
    for folder in ("texts", "texts/", "."):
        assert loaded(tmp_path, "check", "--no-cache", folder) == walks

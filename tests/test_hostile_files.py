"""What goes wrong around a text: closed streams, full disks, pipes, files that others change."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from making import write

from cleaner import Unparsable, files
from cleaner.config import Configuration
from cleaner.regions.rst import structure
from cleaner.rules import RuleFileError, load_rules

posix = pytest.mark.skipif(os.name != "posix", reason="pipes and streams of POSIX")
FULL = Path("/dev/full")


def shell(command: str, folder: Path) -> tuple[int, str, str]:
    """What comes of a command of a shell, in which `$CLEANER` is ours."""
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=folder,
        capture_output=True,
        timeout=60,
        env={**os.environ, "CLEANER": f"{sys.executable} -m cleaner"},
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_a_file_that_somebody_else_changed_meanwhile_is_left(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"theirs")
    with pytest.raises(files.Refused) as caught:
        files.write(path, b"new", old=b"old")
    assert files.explain("a.txt", caught.value) == (
        "a.txt: somebody else changed it meanwhile, so it is left as it is; clean it again"
    )
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("a.txt", b"theirs")]


def test_a_file_that_was_deleted_meanwhile_does_not_come_back(tmp_path: Path) -> None:
    with pytest.raises(files.Refused) as caught:
        files.write(tmp_path / "a.txt", b"new", old=b"old")
    assert files.explain("a.txt", caught.value) == "a.txt: it was deleted meanwhile"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("now", [b"old", b"new"])
def test_a_file_that_is_as_it_was_or_as_it_shall_be_is_written(tmp_path: Path, now: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(now)
    files.write(path, b"new", old=b"old")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("a.txt", b"new")]


@posix
@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("$CLEANER check - <&-", "standard input is closed; name a file, or send text to it"),
        ("$CLEANER check a.txt --file-list - <&-", "standard input is closed; name a file, or "),
        ("$CLEANER check a.txt >&-", "standard output is closed; send it to a file, or to "),
        ("$CLEANER --help >&-", "standard output is closed; send it to a file, or to /dev/null"),
        ("mkdir d; cd d; rmdir ../d; $CLEANER check x.txt", "the folder that you are in is gone"),
    ],
)
def test_what_is_closed_or_gone_is_an_error(tmp_path: Path, command: str, said: str) -> None:
    (tmp_path / "a.txt").write_bytes(b"In teh end\n")
    code, stdout, stderr = shell(command, tmp_path)
    assert (code, stdout) == (2, "")
    assert stderr.startswith(f"error: {said}")


@posix
@pytest.mark.skipif(not FULL.exists(), reason="/dev/full")
@pytest.mark.parametrize("command", ["check a.txt", "diff a.txt", "rules", "--help"])
def test_output_that_cannot_be_written_is_a_failure_and_no_finding(
    tmp_path: Path, command: str
) -> None:
    (tmp_path / "a.txt").write_bytes(b"In teh end\n")
    code, _, stderr = shell(f"$CLEANER {command} > /dev/full", tmp_path)
    assert (code, stderr) == (
        2,
        "error: the output cannot be written: No space left on device\n",
    )


@posix
def test_errors_that_cannot_be_shown_are_no_findings(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"In teh end\n")
    assert shell("$CLEANER check a.txt 2>&-", tmp_path)[0] == 1
    assert shell("$CLEANER check none.txt >&- 2>&-", tmp_path)[0] == 2


@posix
def test_pipes_in_the_place_of_settings_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    for name in (".gitignore", ".ignore", ".cleanerignore", "pyproject.toml", "cleaner.toml"):
        os.mkfifo(tmp_path / name)
    write(tmp_path / "a.txt", "")
    choice = files.Choice(respects_ignore_files=True)
    assert files.discover([tmp_path], lambda folder: choice).files == (tmp_path / "a.txt",)
    assert Configuration().of(tmp_path).files == ()


@posix
@pytest.mark.parametrize("name", ["words/x.toml", "lists/x.txt"])
def test_pipes_among_rules_are_mistakes(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir()
    os.mkfifo(path)
    with pytest.raises(RuleFileError) as caught:
        load_rules(tmp_path)
    assert str(caught.value) == (
        f"{path}:1: it is no file, but a folder or a pipe. Delete or rename it."
    )


@pytest.mark.parametrize("text", ["a = " + "[" * 5_000, "a" + ".a" * 5_000 + " = 1"])
def test_settings_and_rules_that_are_nested_too_deeply_are_mistakes(
    tmp_path: Path, text: str
) -> None:
    said = "its tables or lists are nested too deeply. Nest them less."
    write(tmp_path / "cleaner.toml", text)
    [problem] = Configuration(tmp_path / "cleaner.toml").of(tmp_path).problems
    assert str(problem) == f"{tmp_path}/cleaner.toml:1: {said}"
    write(tmp_path / "mine" / "words" / "x.toml", text)
    with pytest.raises(RuleFileError) as caught:
        load_rules(tmp_path / "mine")
    assert str(caught.value) == f"{tmp_path}/mine/words/x.toml:1: {said}"


def test_a_nul_in_a_path_of_settings_is_a_mistake(tmp_path: Path) -> None:
    write(tmp_path / "cleaner.toml", 'extend = "\\u0000"\n')
    [problem] = Configuration(tmp_path / "cleaner.toml").of(tmp_path).problems
    assert problem.problem == "there is no file `\0`"


def test_a_text_too_deep_for_docutils_is_left_alone() -> None:
    pytest.importorskip("docutils")
    with pytest.raises(Unparsable) as caught:
        structure("".join(f"{'  ' * depth}- teh\n\n" for depth in range(400)))
    assert caught.value.reason == "it is nested too deeply for docutils"

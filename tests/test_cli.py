"""The command line, by transcripts in tests/cli: what is given, and all that comes of it.

A transcript has `command` (`@sample` stands for the rules in tests/cli/rules, and only those),
`stdin`, `exit`, `stdout` and `stderr`, whole, or `stdout_has` and `stderr_has`, parts of them, and
the files `before` and `after`, by path; without `after` they must stay. `hex:` begins bytes.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from cleaner import __version__
from cleaner.__main__ import main
from cleaner.output.catalogue import schema_text

HERE = Path(__file__).parent
RULES = HERE / "cli" / "rules"
SAMPLE = ["--rules", "rules", "--select", "*/sample-*"]


def transcripts() -> list[Path]:
    return sorted((HERE / "cli").glob("*.toml"))


def data_of(said: str) -> bytes:
    return bytes.fromhex(said[4:]) if said.startswith("hex:") else said.encode()


def files_in(folder: Path) -> dict[str, bytes]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    named = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    return {name: data for name, data in named.items() if not name.startswith("rules/")}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(RULES, tmp_path / "rules")
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


@pytest.mark.parametrize("path", transcripts(), ids=lambda path: path.stem)
def test_transcript(
    path: Path,
    place: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    before = {name: data_of(text) for name, text in said.get("before", {}).items()}
    for name, data in before.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(data)
    piped = io.BytesIO(data_of(said.get("stdin", "")))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(piped))
    command = [
        part for word in said["command"] for part in (SAMPLE if word == "@sample" else [word])
    ]

    code = main(command)

    stdout, stderr = capfdbinary.readouterr()
    after = {name: data_of(text) for name, text in said.get("after", {}).items()}
    assert code == said["exit"], stderr.decode()
    assert_said(stdout, said, "stdout")
    assert_said(stderr, said, "stderr")
    assert files_in(place) == (after if "after" in said else before)


def assert_said(stream: bytes, said: dict[str, object], name: str) -> None:
    wanted, parts = said.get(name), said.get(f"{name}_has", [])
    assert wanted is not None or parts, f"the transcript must say something of {name}"
    assert isinstance(parts, list)
    if isinstance(wanted, str):
        assert stream.decode() == wanted.replace("@version", __version__)
    for part in parts:
        assert part in stream.decode()


def test_the_schema_in_docs_is_that_of_the_code() -> None:
    path = HERE.parent / "docs" / "rule-file.schema.json"
    remedy = "run `cleaner rule --schema > docs/rule-file.schema.json`"
    assert path.read_text(encoding="utf-8") == schema_text(), remedy


def test_a_file_that_stays_the_same_is_not_touched(place: Path) -> None:
    for name in ("a.txt", "out/a.txt"):
        (place / name).parent.mkdir(exist_ok=True)
        (place / name).write_bytes(b"All is well.\n")
        os.utime(place / name, ns=(1, 1))
    assert main(["fix", "a.txt", *SAMPLE]) == 0
    assert main(["fix", "a.txt", *SAMPLE, "-o", "out"]) == 0
    assert [(place / name).stat().st_mtime_ns for name in ("a.txt", "out/a.txt")] == [1, 1]


def test_a_change_that_cannot_be_written_is_an_error_and_not_in_the_patch(
    place: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.txt", "b.txt"):
        (place / name).write_bytes(b"teh\n")
    os.link("a.txt", "link")  # files.write refuses to part hard links
    assert main(["fix", "a.txt", "b.txt", *SAMPLE, "--diff-file", "p.diff"]) == 2
    stdout, stderr = capfd.readouterr()
    assert stdout.startswith("b.txt:1:1: fixed words/sample-slip")
    assert stderr.startswith("error: a.txt: it has 2 hard links")
    assert [(place / name).read_bytes() for name in ("a.txt", "b.txt")] == [b"teh\n", b"the\n"]
    patch = (place / "p.diff").read_bytes()
    assert patch.startswith(b"diff --git a/b.txt b/b.txt\n")
    assert patch.endswith(b"-teh\n+the\n")


def test_the_patch_of_a_file_elsewhere_names_it_from_the_root(
    place: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (place / "a.txt").write_bytes(b"teh\n")
    (place / "sub").mkdir()
    rules = ["--rules", str(place / "rules"), "--select", "*/sample-*"]
    assert main(["diff", str(place / "a.txt"), *rules]) == 1
    assert capfd.readouterr().out.startswith("diff --git a/a.txt b/a.txt\n")
    monkeypatch.chdir("sub")
    assert main(["diff", "../a.txt", *rules]) == 1
    named = (place / "a.txt").as_posix().lstrip("/")
    assert capfd.readouterr().out.startswith(f"diff --git a/{named} b/{named}\n")


@pytest.mark.skipif(sys.platform != "linux", reason="names that are not text")
def test_odd_file_names_come_through(
    place: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    names = [b"\xff.txt", b"new\nline.txt"]
    for name in names:
        (place / os.fsdecode(name)).write_bytes(b"teh\n")
    paths = [os.fsdecode(name) for name in names]
    assert main(["check", *paths, "gone\udcff", *SAMPLE]) == 2
    stdout, _ = capfdbinary.readouterr()
    assert [line.split(b":1:1:")[0] for line in stdout.split(b"\n")[:2]] == [
        b"new\\nline.txt",
        b"\\xff.txt",
    ]
    assert main(["check", *paths, "gone\udcff", *SAMPLE, "--output-format", "json"]) == 2
    files = json.loads(capfdbinary.readouterr()[0])["files"]
    assert [file["name"] for file in files] == ["gone\\xff", "new\nline.txt", "\\xff.txt"]


@pytest.mark.parametrize(
    ("variables", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": ""}, True),
    ],
)
def test_colour_is_as_the_environment_says(
    variables: dict[str, str],
    coloured: bool,
    place: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    (place / "a.txt").write_bytes(b"teh one\n")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    main(["check", "a.txt", *SAMPLE])
    assert ("\x1b[31m`teh`\x1b[0m" in capfd.readouterr().out) is coloured
    main(["diff", "a.txt", *SAMPLE])
    assert ("\x1b[31;7mteh\x1b[0m\x1b[31m one\x1b[0m" in capfd.readouterr().out) is coloured


def test_an_interrupt_ends_quietly(
    place: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    class Interrupted(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: object) -> int:
            raise KeyboardInterrupt

    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(Interrupted())))
    assert main(["fix", "-", *SAMPLE]) == 130
    assert capfd.readouterr() == ("", "")


def run(*command: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "cleaner", *command], check=False, **options)  # type: ignore[call-overload,no-any-return]


def test_the_module_runs() -> None:
    done = run("--version", capture_output=True)
    assert (done.returncode, done.stdout) == (0, f"cleaner {__version__}\n".encode())


@pytest.mark.skipif(os.name != "posix", reason="pipes")
def test_a_closed_pipe_ends_it_quietly() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = run("rules", stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert (done.returncode, done.stderr) == (2, b"")


@pytest.mark.skipif(os.name != "posix", reason="pipes")
def test_a_closed_pipe_keeps_no_file_from_being_fixed(place: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (place / name).write_bytes(b"teh\n")
    reading, writing = os.pipe()
    os.close(reading)
    done = run("fix", "a.txt", "b.txt", *SAMPLE, stdout=writing, stderr=writing)
    os.close(writing)
    assert done.returncode == 0
    assert [(place / name).read_bytes() for name in ("a.txt", "b.txt")] == [b"the\n", b"the\n"]


@pytest.mark.skipif(os.name != "posix", reason="terminals")
def test_progress_is_shown_on_a_terminal_and_cleared(place: Path) -> None:
    import pty

    for name in ("a.txt", "b.txt"):
        (place / name).write_bytes(b"well\n")
    ours, theirs = pty.openpty()
    done = run(
        "check", "a.txt", "b.txt", *SAMPLE, stderr=theirs, env={**os.environ, "TERM": "xterm"}
    )
    os.close(theirs)
    shown = os.read(ours, 10_000).decode()
    os.close(ours)
    assert done.returncode == 0
    assert "1 of 2 files\r\x1b[K2 of 2 files\r\x1b[K" in shown
    assert shown.endswith("\x1b[K2 files: nothing found\r\n")

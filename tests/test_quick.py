"""What is answered at once is what the command answers; nothing that cleans is loaded for it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from enum import Enum
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import sieve
from running import ran

from cleaner import likeness, load_rules, told
from cleaner.cli import check, fix, quick
from cleaner.cli.declared import Option, Parameter, parameters
from cleaner.cli.errors import ExitCode
from cleaner.files.raw import LARGE
from cleaner.rules.index import of
from cleaner.sieve import reading

pytestmark = pytest.mark.skipif(os.name == "nt", reason="it keeps no time of change")
CLEAN = "He came home late, and nobody said a word.\n"
BANNER = "Get the stories that matter to you.\n"
TEXTS = [
    *(CLEAN.encode(), b"He came home late, and somebody said a word\n"),
    *(b"Teh day.\n", b"<!-- cleaner: ignore -->\nTeh day.\n", b"bad \xff\n", b"binary \0\n"),
    *(f"Part {n} of it is told here.\n\n{BANNER}".encode() for n in range(3)),
]
NAMES = ["a.txt", "b.md", "c/d.txt", "c/e.txt", "f/g.txt", "h.txt"]


@pytest.fixture(autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A cache of the test's own; files settle soon."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(told, "SETTLED", 10_000_000)
        rules = os.environ["CLEANER_CACHE_DIR"]
        place = tmp_path_factory.mktemp("cache")
        for path in Path(rules).glob("[er]*"):
            (place / path.name).write_bytes(path.read_bytes())
        patch.setenv("CLEANER_CACHE_DIR", str(place))
        yield


@contextmanager
def within(folder: Path) -> Iterator[Path]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield folder
    finally:
        os.chdir(before)


def write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


@given(
    texts=st.lists(st.sampled_from(TEXTS), min_size=1, max_size=7),
    command=st.sampled_from([["check"], ["check", "-q"], ["fix"], ["check", "--fail-on", "safe"]]),
)
@settings(max_examples=12)
def test_what_a_screen_answers_is_what_the_command_answers(
    texts: list[bytes], command: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with within(tmp_path_factory.mktemp("any")):
        names = [f"{number}.txt" for number in range(len(texts))]
        for name, data in zip(names, texts, strict=True):
            write(Path(name), data)
        out, error = (io.TextIOWrapper(io.BytesIO()) for _ in range(2))
        with redirect_stdout(out), redirect_stderr(error):
            code = quick.answered([*command, *names], screen)
        if code is not None:
            said = out.buffer.getvalue(), error.buffer.getvalue()  # type: ignore[attr-defined]
            assert (code, *said) == ran(*command, *names, "--no-cache")


@pytest.mark.parametrize("banner", [5, 6])
def test_files_that_had_not_settled_leave_no_survey_behind(tmp_path: Path, banner: int) -> None:
    """What the others repeat is another matter once those are gone, either way."""
    with within(tmp_path):
        for number in range(30):
            text = f"Part {number} of it is told here.\n\n{BANNER if number < banner else ''}"
            write(Path("x", f"{number}.txt"), text.encode())
        command = ["check", "x", "--select", "structure/repeated-furniture"]
        time.sleep(0.02)
        fresh = [Path("x", f"{number}.txt") for number in (0, *range(24, 30))]
        for path in fresh:
            path.touch()
        assert ran(*command) == ran(*command, "--no-cache")
        for path in fresh[7 - banner :]:
            path.unlink()
        for _ in range(2):
            time.sleep(0.02)
            assert ran(*command) == ran(*command, "--no-cache")


def test_files_may_be_older_than_1970(tmp_path: Path) -> None:
    with within(tmp_path):
        for name in NAMES:
            write(Path("x", name), b"Teh day.\n")
        os.utime(Path("x", NAMES[0]), (-10.5, -10.5))
        for _ in range(3):
            time.sleep(0.02)
            assert ran("check", "x") == ran("check", "x", "--no-cache")


KNOWN = {
    CLEAN.encode(): frozenset[str](),
    b"Teh day.\n": frozenset(["words/common-misspellings"]),
    **{text: frozenset[str]() for text in TEXTS[6:]},
}


def screen(data: bytes, shared: bool) -> frozenset[str] | None:
    return None if shared else KNOWN.get(data)


def test_clean_files_are_answered_by_their_screen(tmp_path: Path) -> None:
    with within(tmp_path):
        write(Path("a.txt"), CLEAN.encode())
        write(Path("b.txt"), b"Teh day.\n")
        assert quick.answered(["check", "a.txt", "-q"], screen) == 0
        assert quick.answered(["check", "a.txt", "b.txt", "-q"], screen) is None
        write(Path("cleaner.toml"), b"")
        assert quick.answered(["check", "a.txt", "-q"], screen) is None
        assert quick.answered(["check", "a.txt", "-q", "--isolated"], screen) == 0


@pytest.mark.parametrize(
    "line",
    [
        [],
        ["check"],
        ["check", "-"],
        ["check", ""],
        ["check", "gone.txt"],
        ["check", "empty"],
        ["rules", "a.txt"],
        ["check", "a.txt", "--statistics"],
        ["check", "a.txt", "--select", "nothing"],
        ["check", "a.txt", "--ignore", "words/*"],
        ["check", "a.txt", "-j0"],
        ["fix", "a.txt", "-o", "out"],
    ],
)
def test_what_is_not_plain_is_left_to_the_command(line: list[str], tmp_path: Path) -> None:
    with within(tmp_path):
        write(Path("a.txt"), CLEAN.encode())
        Path("empty").mkdir()
        assert quick.answered(line, KNOWN.get) is None


CHOICES = st.lists(
    st.sampled_from(["words", "words/common-misspellings", "spacing/space-before-mark", "spacing"])
    | st.sampled_from(["nothing", "", "words/*", "marks,words", "spacing, words", "Q-APOS"]),
    max_size=2,
)


def test_chosen_rules_answer_at_once_what_the_command_answers(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    reading.kept.cache_clear()  # what is there is in the cache of other tests
    assert sieve.__wrapped__() is not None
    answers: set[int | None] = set()

    @given(
        text=st.sampled_from([CLEAN, "Teh day.\n", "A day , he said.\n", "Now. cleaner: off\n"]),
        select=CHOICES,
        ignore=CHOICES,
    )
    @settings(max_examples=60)
    def answered(text: str, select: list[str], ignore: list[str]) -> None:
        with within(tmp_path_factory.mktemp("any")):
            write(Path("a.txt"), text.encode())
            line = ["check", "a.txt", *(f"--select={one}" for one in select)]
            line += [f"--ignore={one}" for one in ignore]
            at_once = quick.answered([*line, "-q"])
            assert at_once in (None, ran(*line)[0])
            answers.add(at_once)

    answered()
    assert answers == {None, ExitCode.CLEAN}


def test_names_of_rules_are_no_names_of_others() -> None:
    """So an id stands for one rule, and a stage for those in its folder."""
    heads = of(load_rules()).heads
    assert all(head.id.startswith(f"{head.stage.value}/") for head in heads)
    names = {*(head.id for head in heads), *(head.stage.value for head in heads)}
    assert names.isdisjoint(head.entry for head in heads)


def test_parameters_are_declared_as_the_commands_declare_them() -> None:
    for command in (check.check, fix.fix):
        whole = parameters(command)
        declared = {name: shape(whole[name]) for name in quick.DECLARED}
        assert declared == {name: shape(one) for name, one in quick.DECLARED.items()}


def shape(one: Parameter) -> tuple[object, ...]:
    kind: object = one.kind
    if issubclass(one.kind, Enum):
        kind = [(member.name, member.value) for member in one.kind]
    if not isinstance(one.given, Option):
        return kind, one.many
    return kind, one.many, one.given.names, one.given.off, one.given.min


UNUSED = [
    *("argparse", "concurrent.futures", "csv", "dataclasses", "difflib", "ftfy", "hashlib"),
    *("inspect", "json", "logging", "msgspec", "multiprocessing", "pathlib", "pickle", "pyromark"),
    *("regex", "shutil", "string", "tempfile", "tomllib", "typer", "urllib.parse"),
    *("cleaner.engine", "cleaner.evidence"),
    *("cleaner.fixers", "cleaner.matching", "cleaner.model", "cleaner.quotations"),
    *("cleaner.regions", "cleaner.rules.packing", "cleaner.runs"),
]


def loaded(folder: Path, *arguments: str) -> set[str]:
    """What of that a command line loads."""
    code = (
        "import sys; from cleaner.__main__ import main; code = main(sys.argv[1:])\n"
        f"print(code, *({{*sys.modules}} & {set(UNUSED)!r}), file=sys.stderr)"
    )
    environment = {**os.environ, "NO_COLOR": "1"}
    environment.pop("COVERAGE_PROCESS_START", None)
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    return set(done.stderr.split("\n")[-2].split())


def test_files_that_are_as_they_were_load_nothing_that_cleans(tmp_path: Path) -> None:
    for number in range(6):
        write(tmp_path / "x" / f"{number}.txt", f"The {number} days. Teh end.\n".encode())
    time.sleep(told.SETTLED / 1e9 + 2.5)
    assert "cleaner.engine" in loaded(tmp_path, "check", "x")
    assert loaded(tmp_path, "check", "x") == {"1"}
    assert loaded(tmp_path, "check", "-j2", "--fail-on", "suggest", "x") == {"1"}
    write(tmp_path / "x" / "0.txt", b"The 0 days. The end.\n")
    assert loaded(tmp_path, "check", "x") != {"1"}


def test_files_that_pass_a_screen_load_nothing_that_cleans(tmp_path: Path) -> None:
    for number in range(6):
        write(tmp_path / f"{number}.txt", f"The {number} days.\n".encode())
    code = (
        "import sys; from cleaner.cli import quick\n"
        "code = quick.answered(sys.argv[1:], lambda text, shared: frozenset())\n"
        f"print(int(code), *({{*sys.modules}} & {set(UNUSED)!r}), file=sys.stderr)"
    )
    names = [f"{number}.txt" for number in range(6)]
    command = [sys.executable, "-c", code, "fix", "--force-exclude", "--fail-on", "safe", *names]
    environment = {**os.environ}
    environment.pop("COVERAGE_PROCESS_START", None)
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.stderr == "6 files: nothing found\n0\n"


def test_what_is_said_twice_is_the_same() -> None:
    assert quick.LIKE == likeness.FILES


def test_of_large_files_nothing_is_said_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"Good.\n" * (LARGE // 6))
    assert quick.answered(["check", "-q", str(path)], _passing) == ExitCode.CLEAN
    path.write_bytes(b"Good.\n" * (LARGE // 6 + 1))
    assert quick.answered(["check", "-q", str(path)], _passing) is None


def _passing(data: bytes, shared: bool) -> frozenset[str]:
    return frozenset()

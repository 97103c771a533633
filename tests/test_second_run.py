"""What a run says is what it says without a cache, whatever changed since the runs before it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import chdir
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import write
from running import ran

from cleaner import told
from cleaner.rules import stamp

pytestmark = pytest.mark.skipif(os.name == "nt", reason="it keeps no time of change")
BANNER = "Get the stories that matter to you.\n"
TEXTS = [
    *("He came home late.\n", "Teh day is.\n", "Hte day is.\n", "Teh day.\n", "Teh wierd day.\n"),
    *("<!-- cleaner: ignore -->\nTeh day.\n", "A zyx stood.\n", "A zyx lay.\n"),
    *(f"Part {n} of it is told here.\n\n{BANNER}" for n in range(3)),
    *("binary \0\n", "He said.\n\nThey recieve it .\n"),
]
NAMES = ["a.txt", "b.md", "c/d.txt", "c/e.txt", "f/g.txt", "h.txt"]
ROOTS = ["one", "other"]
"""Folders to be in: what is named alike in both is something else."""
CONFIG = ["", 'ignore = ["words"]\n', 'vocabulary = ["teh"]\n', 'rules = ["rules"]\n']
CONFIG += ['safety = { "words/*" = "flag" }\n', "unsafe-fixes = true\n", 'exclude = ["h.txt"]\n']
RULES = [
    f'title = "T"\nwhy = "W"\nsafety = "{safety}"\n[words]\npairs = {{ "zyx" = "{becomes}" }}\n'
    f'[[example]]\nbefore = "zyx"\nafter = "{becomes}"\n[[example]]\nkeep = "xyz"\n'
    for safety, becomes in (("safe", "fox"), ("safe", "cat"), ("suggest", "cat"))
]
FEW = "--select=structure/repeated-furniture,words/common-*"
COMMANDS = [
    ["check", "x", FEW],
    ["check", "x", FEW, "--unsafe-fixes"],
    ["check", "x", "--select=words/common-misspellings"],
    ["check", "x", FEW, "--ignore=words"],
    ["check", "x", FEW, "--isolated"],
    ["check", "-q", "x", FEW, "--fail-on=safe"],
    ["check", "x/c", "x", FEW],
    ["check", "x/c", FEW],
    ["check", "x", FEW, "--output-format=json"],
    ["diff", "x", FEW],
    ["fix", "x", FEW],
    ["fix", "--diff", "x", FEW],
]


@pytest.fixture(autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A cache of the test's own, with the shipped rules; what is written has settled at once.

    A run takes longer than it takes until a change has a new time.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(told, "SETTLED", -told.SETTLED)
        patch.setattr(stamp, "SETTLED", 0)
        place = tmp_path_factory.mktemp("cache")
        for path in Path(os.environ["CLEANER_CACHE_DIR"]).glob("[er]*"):
            shutil.copy(path, place)
        patch.setenv("CLEANER_CACHE_DIR", str(place))
        yield


def same(command: Sequence[str], folder: Path) -> None:
    """Run a command in a folder, and in a copy without a cache; all that comes of it is the same.

    So it is if the command is run again, unless the first time changed something.
    """
    copy = folder.with_name("copy")
    shutil.copytree(folder, copy)
    with chdir(copy):
        wanted = ran(*command, "--no-cache")
    with chdir(folder):
        assert ran(*command) == wanted
        if command[0] != "fix":
            assert ran(*command) == wanted
    assert files(folder) == files(copy)
    shutil.rmtree(copy)


def files(folder: Path) -> dict[str, bytes]:
    """What is in the files of a folder."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


Change = Callable[[Path, str], object]


def rewrite(path: Path, text: str) -> None:
    """Write other text of the same size into the same file, and put the old time back."""
    if path.exists():
        status = path.stat()
        write(path, sized(text, status.st_size))
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def sized(text: str, size: int) -> str:
    return (text * size)[:size]


def replace(path: Path, text: str) -> None:
    """Put another file of the same size and time in the place of one."""
    if path.exists():
        status, new = path.stat(), path.with_name("new")
        write(new, sized(text, status.st_size))
        os.utime(new, ns=(status.st_atime_ns, status.st_mtime_ns))
        new.replace(path)


def delete(path: Path, text: str) -> None:
    path.unlink(missing_ok=True)


def swap(path: Path, text: str) -> None:
    """Let a file and that beside it have each other's names."""
    other = path.with_name("h.txt" if path.name != "h.txt" else "a.txt")
    if path.exists() and other.exists():
        path.rename(path.with_name("new"))
        other.rename(path)
        path.with_name("new").rename(other)


def rename(path: Path, text: str) -> None:
    if path.exists():
        path.rename(path.with_name("i.txt"))


def touch(path: Path, text: str) -> None:
    if path.exists():
        path.touch()


def close(path: Path, text: str) -> None:
    """Take the permission to read from a file, or give it back."""
    if path.exists():
        path.chmod(0o644 if path.stat().st_mode & 0o777 == 0 else 0)


CHANGES: list[Change] = [write, rewrite, replace, delete, swap, rename, touch, close]
OF_FILES: st.SearchStrategy[tuple[Change, str, str]] = st.tuples(
    st.sampled_from(CHANGES), st.sampled_from(NAMES).map("x/{}".format), st.sampled_from(TEXTS)
)
OF_CONFIGURATION: st.SearchStrategy[tuple[Change, str, str]] = st.tuples(
    st.just(write), st.sampled_from(["cleaner.toml", "x/c/cleaner.toml"]), st.sampled_from(CONFIG)
)
OF_RULES: st.SearchStrategy[tuple[Change, str, str]] = st.tuples(
    st.sampled_from([write, rewrite]),
    st.just("rules/words/common-own.toml"),
    st.sampled_from(RULES),
)
STEPS = st.one_of(OF_FILES, OF_FILES, OF_FILES, OF_CONFIGURATION, OF_RULES)


def begin(place: Path, texts: Sequence[str], configured: str | None) -> None:
    """Both folders, with the same files in them."""
    for root in ROOTS:
        for name, text in zip(NAMES, texts, strict=True):
            write(place / root / "x" / name, text)
        write(place / root / "rules" / "words" / "common-own.toml", RULES[0])
        if configured is not None:
            write(place / root / "cleaner.toml", configured)


@settings(max_examples=8)
@given(
    texts=st.lists(st.sampled_from(TEXTS), min_size=len(NAMES), max_size=len(NAMES)),
    configured=st.none() | st.sampled_from(CONFIG),
    steps=st.lists(
        st.tuples(st.sampled_from(ROOTS), STEPS, st.sampled_from(COMMANDS)), min_size=3, max_size=5
    ),
    command=st.sampled_from(COMMANDS[:6]),
)
def test_whatever_changes_it_is_as_without_a_cache(
    texts: list[str],
    configured: str | None,
    steps: list[tuple[str, tuple[Change, str, str], list[str]]],
    command: list[str],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    place = tmp_path_factory.mktemp("any")
    begin(place, texts, configured)
    for root in ROOTS:
        same(command, place / root)
    for root, (change, name, text), other in steps:
        change(place / root / name, text)
        same(command, place / root)
        same(other, place / root)


BOTH = ["Teh day is.\n", "He came home late.\n"]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("before", BOTH)
def test_one_change_is_noticed(change: Change, before: str, tmp_path: Path) -> None:
    """Of a text with something to say, and of one without."""
    begin(tmp_path, [before] * len(NAMES), None)
    for name in ("x/a.txt", "x/c/d.txt"):
        same(COMMANDS[0], tmp_path / "one")
        change(tmp_path / "one" / name, next(one for one in BOTH if one != before))
        same(COMMANDS[0], tmp_path / "one")


def test_what_is_asked_and_configured_is_noticed(tmp_path: Path) -> None:
    begin(tmp_path, TEXTS[1:7], None)
    for configured in CONFIG:
        write(tmp_path / "one" / "x" / "c" / "cleaner.toml", configured)
        for command in COMMANDS[:4]:
            same(command, tmp_path / "one")
    for change, text in ((write, RULES[1]), (rewrite, RULES[0]), (write, RULES[2])):
        write(tmp_path / "one" / "cleaner.toml", 'rules = ["rules"]\n')
        same(["check", "x", FEW], tmp_path / "one")
        change(tmp_path / "one" / "rules" / "words" / "common-own.toml", text)
        same(["check", "x", FEW], tmp_path / "one")


def test_folders_of_one_name_are_told_apart(tmp_path: Path) -> None:
    begin(tmp_path, TEXTS[:6], None)
    same(COMMANDS[0], tmp_path / "one")
    write(tmp_path / "other" / "x" / "a.txt", TEXTS[1])
    same(COMMANDS[0], tmp_path / "other")

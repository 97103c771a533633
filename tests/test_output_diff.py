import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cleaner import files
from cleaner.model import Edit
from cleaner.output.diff import NoPatch, hunks_of, painted, patch
from cleaner.output.ink import Ink
from cleaner.output.names import git_name

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

PIECES = st.lists(
    st.sampled_from(["a", "b ", "é", "\n", "\r\n", "\r", "line\n", "\\ No\n", "-- x\n", "🙂"]),
    max_size=30,
).map("".join)
NAMES = [
    "a.txt",
    "with blank.txt",
    'quote".txt',
    "back\\slash",
    "new\nline",
    "tab\t",
    "é.txt",
    "é ü.md",
    "d/e",
]


@st.composite
def edited(draw: st.DrawFn) -> tuple[files.Document, tuple[Edit, ...]]:
    bom = draw(st.sampled_from([b"", b"", b"\xef\xbb\xbf"]))
    document = files.decode(bom + draw(PIECES).encode())
    size = len(document.text)
    cuts = sorted(draw(st.lists(st.integers(0, size), max_size=8)))
    written = st.sampled_from(["", "x", "\n", "x\n", "\nx", "x\ny\n", "a"])
    edits = [Edit(a, b, draw(written)) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    apart = [e for i, e in enumerate(edits) if i == 0 or edits[i - 1].end < e.start]
    return document, tuple(apart)


def git_apply(folder: Path, name: str, document: files.Document, data: bytes) -> bytes:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(document.data)
    command = ["git", "-c", "core.autocrlf=false", "apply", "--whitespace=nowarn", "-"]
    done = subprocess.run(command, cwd=folder, input=data, capture_output=True, check=False)
    assert done.returncode == 0, (done.stderr, data)
    return path.read_bytes()


@needs_git
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(case=edited(), name=st.sampled_from(NAMES))
def test_git_apply_gives_the_bytes_of_encode(
    tmp_path: Path, case: tuple[files.Document, tuple[Edit, ...]], name: str
) -> None:
    document, edits = case
    wanted = files.encode(document, edits)
    data = patch(name, document, edits)
    assert (data == b"") is (wanted == document.data)
    if data:
        assert git_apply(tmp_path, name, document, data) == wanted


@needs_git
def test_one_patch_of_many_files_applies(tmp_path: Path) -> None:
    documents = {name: files.decode(f"one\n{name}".encode()) for name in NAMES}
    whole = b"".join(patch(name, it, (Edit(0, 3, "1"),)) for name, it in documents.items())
    for name, document in documents.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(document.data)
    subprocess.run(["git", "apply", "-"], cwd=tmp_path, input=whole, check=True)
    after = {name: (tmp_path / name).read_text() for name in NAMES}
    assert after == {name: f"1\n{name}" for name in NAMES}


@needs_git
@pytest.mark.parametrize("name", NAMES)
def test_names_are_quoted_as_git_quotes_them(tmp_path: Path, name: str) -> None:
    def git(*arguments: str) -> bytes:
        return subprocess.run(
            ["git", *arguments], cwd=tmp_path, check=True, capture_output=True
        ).stdout

    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(b"one\n")
    git("init", "-q")
    git("add", ".")
    (tmp_path / name).write_bytes(b"two\n")
    theirs = [line for line in git("diff").split(b"\n") if not line.startswith(b"index ")]
    ours = patch(name, files.decode(b"one\n"), (Edit(0, 3, "two"),)).split(b"\n")
    assert ours[:3] == theirs[:3]


def test_a_patch_has_three_lines_of_context_and_joins_near_changes() -> None:
    document = files.decode("".join(f"{n}\n" for n in range(20)).encode())
    edits = (Edit(8, 9, "four"), Edit(17, 17, "x"), Edit(41, 43, ""))
    assert patch("a.txt", document, edits).decode() == (
        "diff --git a/a.txt b/a.txt\n--- a/a.txt\n+++ b/a.txt\n"
        "@@ -2,11 +2,11 @@\n 1\n 2\n 3\n-4\n+four\n 5\n 6\n 7\n-8\n+8x\n 9\n 10\n 11\n"
        "@@ -15,6 +15,6 @@\n 14\n 15\n 16\n-17\n+\n 18\n 19\n"
    )


def test_line_ends_stay_in_the_patch() -> None:
    document = files.decode(b"one\r\ntwo\r\n")
    assert patch("a", document, (Edit(4, 7, "2"),)).endswith(b" one\r\n-two\r\n+2\r\n")


def test_a_missing_final_line_end_is_marked_on_each_side() -> None:
    no_end = b"\\ No newline at end of file\n"
    head = b"diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1 +1 @@\n"
    lost = patch("a", files.decode(b"x\n"), (Edit(1, 2, ""),))
    made = patch("a", files.decode(b"x"), (Edit(1, 1, "\n"),))
    assert lost == head + b"-x\n+x\n" + no_end
    assert made == head + b"-x\n" + no_end + b"+x\n"


def test_edits_that_write_what_stood_there_make_no_patch() -> None:
    assert patch("a", files.decode(b"one\ntwo\n"), (Edit(0, 3, "one"), Edit(4, 4, ""))) == b""


def test_there_is_no_patch_for_utf_16() -> None:
    document = files.decode("\ufeffone".encode("utf-16-le"))
    with pytest.raises(NoPatch, match="UTF-16-LE"):
        patch("a", document, (Edit(0, 1, "x"),))


def test_painted_words_are_the_edits() -> None:
    document = files.decode(b"one two\nx")
    shown = painted(
        "a", hunks_of("a", document, (Edit(4, 7, "2\u200b"),)), Ink(coloured=True)
    ).split("\n")
    assert shown[4:6] == [
        "\x1b[31m-\x1b[0m\x1b[31mone \x1b[0m\x1b[31;7mtwo\x1b[0m",
        "\x1b[32m+\x1b[0m\x1b[32mone \x1b[0m\x1b[32;7m2\\u200b\x1b[0m",
    ]


def test_painted_without_colour_is_plain() -> None:
    document = files.decode(b"a\nb")
    assert painted("a", hunks_of("a", document, (Edit(1, 2, " "),)), Ink()) == (
        "diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1,2 +1 @@\n-a⏎\n-b\n"
        "\\ No newline at end of file\n+a b\n\\ No newline at end of file\n"
    )


def test_time_grows_with_the_edits_not_their_square() -> None:
    document = files.decode(("a line\n" * 50_000).encode())
    edits = tuple(Edit(7 * n, 7 * n + 1, "A") for n in range(50_000))
    assert patch("a", document, edits).count(b"\n+A line") == 50_000


def test_bytes_of_a_name_that_are_not_text_are_quoted() -> None:
    assert git_name("a/\udcff") == '"a/\\377"'

"""The file boundary loses nothing: bytes <-> Document, reading, writing, finding."""

from __future__ import annotations

import codecs
import errno
import multiprocessing
import os
import re
import stat
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cleaner import files
from cleaner.edits import apply
from cleaner.files import Document
from cleaner.model import Edit, Markup

unhurried = settings(deadline=None)

ENCODINGS = {
    b"": "utf-8",
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
PIECES = ["\r\n", "\r", "\n", "a", "b", " ", "é", "\u2028", "\x85", "\ufeff", "\U0001f600"]


def texts(*pieces: str) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(pieces), max_size=30).map("".join)


@st.composite
def documents(draw: st.DrawFn, raws: st.SearchStrategy[str]) -> Document:
    bom = draw(st.sampled_from(sorted(ENCODINGS)))
    return files.decode(bom + draw(raws).encode(ENCODINGS[bom]))


@st.composite
def edits_of(draw: st.DrawFn, text: str, becomes: Sequence[str]) -> list[Edit]:
    """Sorted, disjoint edits, some of them touching."""
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=10)))
    spans = sorted(set(zip(cuts[::2], cuts[1::2], strict=False)))
    return [Edit(start, end, draw(texts(*becomes))) for start, end in spans]


def line_ends(raw: str) -> list[str]:
    return re.findall("\r\n|\r|\n", raw)


# Decoding and encoding


@unhurried
@given(st.sampled_from(sorted(ENCODINGS)), st.one_of(st.text(), texts(*PIECES)))
def test_decoding_and_encoding_is_the_identity(bom: bytes, text: str) -> None:
    assume("\0" not in text)
    data = bom + text.encode(ENCODINGS[bom])
    document = files.decode(data)
    again = document.bom + document.raw.encode(document.encoding)
    assert (files.encode(document, ()), again) == (data, data)


@unhurried
@given(st.binary())
def test_bytes_are_refused_or_come_back_the_same(data: bytes) -> None:
    try:
        document = files.decode(data)
    except (files.Undecodable, files.Binary):
        return
    assert document.bom + document.raw.encode(document.encoding) == data


def test_document_says_how_it_was_written() -> None:
    data = codecs.BOM_UTF8 + b"one\r\ntwo\rthree\nfour\r\r\n"
    assert files.decode(data, Path("a.MD")) == Document(
        path=Path("a.MD"),
        data=data,
        encoding="utf-8",
        bom=codecs.BOM_UTF8,
        raw="one\r\ntwo\rthree\nfour\r\r\n",
        text="one\ntwo\nthree\nfour\n\n",
        markup=Markup.MARKDOWN,
    )


@pytest.mark.parametrize(
    ("name", "markup"),
    [
        ("a.md", Markup.MARKDOWN),
        ("a.markdown", Markup.MARKDOWN),
        ("a.mdx", Markup.MDX),
        ("a.txt", Markup.PLAIN),
        ("md", Markup.PLAIN),
        ("-", Markup.PLAIN),
    ],
)
def test_suffix_tells_the_markup(name: str, markup: Markup) -> None:
    assert files.decode(b"", Path(name)).markup is markup


@pytest.mark.parametrize(
    ("data", "offset", "line", "found"),
    [
        (b"\xe9", 0, 1, b"\xe9"),
        (b"one\r\ntwo\rthree\n\x93four\x94", 15, 4, b"\x93"),
        (codecs.BOM_UTF8 + b"a\xffb", 4, 1, b"\xff"),
        (b"cut off \xe2\x80", 8, 1, b"\xe2\x80"),
        (b"overlong \xc0\xaf", 9, 1, b"\xc0"),
        (b"half a pair \xed\xa0\x80", 12, 1, b"\xed"),
        (codecs.BOM_UTF16_LE + "a\nb".encode("utf-16-le") + b"c", 8, 2, b"c"),
        (codecs.BOM_UTF16_LE + b"a\0\0\xd8b\0", 4, 1, b"\0\xd8"),
        (codecs.BOM_UTF16_BE + b"\xdc\0", 2, 1, b"\xdc\0"),
        (codecs.BOM_UTF32_LE + "a".encode("utf-32-le"), 0, 1, codecs.BOM_UTF32_LE),
    ],
)
def test_bytes_that_are_not_text_are_refused_with_their_place(
    data: bytes, offset: int, line: int, found: bytes
) -> None:
    with pytest.raises(files.Undecodable) as caught:
        files.decode(data, Path("a.txt"))
    error = caught.value
    assert (error.path, error.offset, error.line, error.found) == (
        Path("a.txt"),
        offset,
        line,
        found,
    )


def test_message_names_file_line_byte_and_remedy() -> None:
    with pytest.raises(files.Undecodable) as caught:
        files.decode(b"one\n\x93two", Path("a.txt"))
    assert str(caught.value) == (
        "a.txt:2: 0x93 at byte 4 is not UTF-8 (invalid start byte); "
        "mend it there if the rest is UTF-8; if the file is in another encoding, convert it, "
        "for example with `iconv -f WINDOWS-1252 -t UTF-8`"
    )


@pytest.mark.parametrize(
    "data",
    [
        b"\x7fELF\0",
        b"a" * 8191 + b"\0",
        codecs.BOM_UTF8 + b"\0",
        "UTF-16 without its mark".encode("utf-16-le"),
    ],
)
def test_an_early_nul_makes_a_file_binary(data: bytes) -> None:
    with pytest.raises(files.Binary):
        files.decode(data)


def test_a_late_nul_is_a_character() -> None:
    assert files.decode(b"a" * 8192 + b"\0").text == "a" * 8192 + "\0"


# Edits


@unhurried
@given(st.data())
def test_outside_the_edits_every_byte_is_the_byte_it_was(data: st.DataObject) -> None:
    document = data.draw(documents(texts(*PIECES)))
    edits = data.draw(edits_of(document.text, ["\n", "x", "\U0001f601"]))
    written = re.findall(r"\r\n|(?s:.)", document.raw)  # one for each code point of the text
    cuts = [0, *(offset for edit in edits for offset in (edit.start, edit.end)), len(written)]
    kept = [
        re.escape("".join(written[start:end]).encode(document.encoding))
        for start, end in zip(cuts[::2], cuts[1::2], strict=True)
    ]
    result = files.encode(document, edits)
    assert re.fullmatch(re.escape(document.bom) + b"(?s:.*)".join(kept), result)


@unhurried
@given(st.data())
def test_reading_the_result_gives_the_edited_text(data: st.DataObject) -> None:
    document = data.draw(documents(texts(*PIECES)))
    edits = data.draw(edits_of(document.text, ["\n", "x", "\U0001f601"]))
    after = apply(document.text, edits)
    assume(document.bom or not after.startswith("\ufeff"))  # it would be read as a mark
    assert files.decode(files.encode(document, edits)).text == after


@unhurried
@given(st.data())
def test_line_ends_that_an_edit_keeps_stay_as_they_are(data: st.DataObject) -> None:
    document = data.draw(documents(texts("\r\n", "\n", "a", "b")))
    edits = [
        Edit(edit.start, edit.end, re.sub("[^\n]", "", document.text[edit.start : edit.end]))
        for edit in data.draw(edits_of(document.text, ["x"]))
    ]
    edits = [Edit(edit.start, edit.end, f"x{edit.text}y") for edit in edits]
    raw = apply(document.raw, files.raw_edits(document, edits))
    assert line_ends(raw) == line_ends(document.raw)


@unhurried
@given(st.data(), st.sampled_from(["\r\n", "\r", "\n"]))
def test_new_line_ends_are_written_like_the_others(data: st.DataObject, form: str) -> None:
    document = data.draw(documents(texts(form, "a").map(lambda raw: raw + form)))
    edits = data.draw(edits_of(document.text[:-1], ["\n", "x"]))
    raw = apply(document.raw, files.raw_edits(document, edits))
    assert set(line_ends(raw)) == {form}


@pytest.mark.parametrize(
    ("raw", "edits", "after"),
    [
        pytest.param("a\r\nb", [Edit(0, 3, "x\ny")], "x\r\ny", id="kept in a replacement"),
        pytest.param("a\r\nb\nc", [Edit(0, 5, "x\ny\nz")], "x\r\ny\nz", id="each kept"),
        pytest.param("a\r\nb\nc", [Edit(0, 5, "xy\nc")], "xy\nc", id="the later of two kept"),
        pytest.param("a\r\nb\nc", [Edit(0, 5, "a\nbc")], "a\r\nbc", id="the earlier of two kept"),
        pytest.param("a\r\nb\n", [Edit(1, 2, "")], "ab\n", id="both bytes deleted"),
        pytest.param("a\r\nb", [Edit(1, 1, "x")], "ax\r\nb", id="before a line end"),
        pytest.param("a\r\nb", [Edit(2, 2, "x")], "a\r\nxb", id="after a line end"),
        pytest.param("a\r\nb\n", [Edit(2, 3, "")], "a\r\n\n", id="next to a line end"),
        pytest.param("ab", [Edit(1, 1, "\n")], "a\nb", id="none to follow"),
        pytest.param("ab\r\n", [Edit(1, 1, "\n")], "a\r\nb\r\n", id="like the one after"),
        pytest.param("\nab\n\r\n\r\n\r\n", [Edit(2, 2, "\n")], "\na\nb\n\r\n\r\n\r\n", id="near"),
        pytest.param("\nab\r\n\r\n", [Edit(2, 2, "\n")], "\na\r\nb\r\n\r\n", id="most"),
        pytest.param("a\n\r\n\n\nb", [Edit(1, 4, "\n\n")], "a\r\n\n\nb", id="a blank line less"),
        pytest.param("a\rX\nb", [Edit(2, 3, "")], "a\r\r\nb", id="kept apart by a deletion"),
        pytest.param("a\rXY\n", [Edit(2, 3, ""), Edit(3, 4, "")], "a\r\r\n", id="by two"),
        pytest.param(
            "a\rX\nb", [Edit(2, 3, ""), Edit(3, 4, "y")], "a\ryb", id="with nothing to join"
        ),
        pytest.param("\r\r\na\n", [Edit(0, 4, "\n\n")], "\r\r\n", id="kept apart inside an edit"),
        pytest.param(
            "😀\r\n\u2028x", [Edit(0, 1, "🎉"), Edit(3, 4, "y")], "🎉\r\n\u2028y", id="wide"
        ),
    ],
)
def test_line_ends_of_an_edited_text(raw: str, edits: list[Edit], after: str) -> None:
    for bom, encoding in ENCODINGS.items():
        document = files.decode(bom + raw.encode(encoding))
        assert files.encode(document, edits) == bom + after.encode(encoding)


def test_half_a_surrogate_pair_is_an_error() -> None:
    for bom in ENCODINGS:
        with pytest.raises(files.Unencodable) as caught:
            files.encode(files.decode(bom, Path("a.txt")), [Edit(0, 0, "x\ud83d")])
        assert (caught.value.path, caught.value.character) == (Path("a.txt"), "\ud83d")


# Reading and writing


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"one\r\ntwo")
    assert files.read(path) == files.decode(b"one\r\ntwo", path)


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(files.Refused):
        files.read(tmp_path / "pipe.txt")
    with pytest.raises(files.Refused):
        files.write(tmp_path / "pipe.txt", b"")
    with pytest.raises(files.Refused):
        files.read(Path(os.devnull))


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        files.read(tmp_path)
    with pytest.raises(IsADirectoryError):
        files.write(tmp_path, b"")


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755])
def test_a_replaced_file_keeps_its_mode(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(mode)
    files.write(path, b"new")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", mode)
    assert list(tmp_path.iterdir()) == [path]


def test_a_replaced_file_has_the_time_of_its_change(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    os.utime(path, (1, 1))
    files.write(path, b"new")
    assert path.stat().st_mtime > time.time() - 600


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_a_replaced_file_keeps_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    os.chown(path, 12, 34)
    files.write(path, b"new")
    assert (path.stat().st_uid, path.stat().st_gid) == (12, 34)


def test_a_replaced_file_keeps_its_attributes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    try:
        os.setxattr(path, "user.origin", b"scan")
    except OSError:
        pytest.skip("no extended attributes here")
    files.write(path, b"new")
    assert os.getxattr(path, "user.origin") == b"scan"


def test_a_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    files.write(tmp_path / "new.txt", b"new")
    (tmp_path / "usual.txt").touch()
    assert (tmp_path / "new.txt").read_bytes() == b"new"
    assert (tmp_path / "new.txt").stat().st_mode == (tmp_path / "usual.txt").stat().st_mode


def test_a_link_stays_and_its_target_changes(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target = tmp_path / "real" / "a.txt"
    target.write_bytes(b"old")
    (tmp_path / "one.txt").symlink_to(target)
    (tmp_path / "two.txt").symlink_to("one.txt")
    files.write(tmp_path / "two.txt", b"new")
    assert target.read_bytes() == b"new"
    assert [path.is_symlink() for path in (tmp_path / "one.txt", tmp_path / "two.txt", target)] == [
        True,
        True,
        False,
    ]


def test_hard_links_are_not_parted(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    (tmp_path / "b.txt").hardlink_to(path)
    with pytest.raises(files.Refused) as caught:
        files.write(path, b"new")
    assert files.explain("a.txt", caught.value) == (
        "a.txt: it has 2 hard links, and replacing it would part it from the others; "
        "remove them, or clean a copy"
    )
    assert (path.read_bytes(), path.samefile(tmp_path / "b.txt")) == (b"old", True)


@pytest.mark.parametrize("error", [OSError(errno.EIO, "broken"), KeyboardInterrupt()])
@pytest.mark.parametrize("function", ["replace", "fsync", "utime"])
def test_a_failed_write_leaves_the_old_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, function: str, error: BaseException
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, function, fail)
    with pytest.raises(type(error)):
        files.write(path, b"new")
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (b"old", [path])


@contextmanager
def _ordinary_user() -> Iterator[Path]:
    """A folder that everyone reaches, and no rights of root."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "inside").mkdir()
        (folder / "inside" / "a.txt").write_bytes(b"old")
        root = os.geteuid() == 0
        try:
            if root:
                os.chown(folder / "inside", 65534, 65534)
                os.chown(folder / "inside" / "a.txt", 65534, 65534)
                os.seteuid(65534)
            yield folder / "inside"
        finally:
            (folder / "inside").chmod(0o755)
            if root:
                os.seteuid(0)


def test_a_read_only_file_is_not_replaced() -> None:
    with _ordinary_user() as folder:
        path = folder / "a.txt"
        path.chmod(0o444)
        with pytest.raises(PermissionError) as caught:
            files.write(path, b"new")
        assert files.explain("a.txt", caught.value) == (
            "a.txt: permission denied; change the permissions of the file or its folder"
        )
        assert (path.read_bytes(), list(folder.iterdir())) == (b"old", [path])


def test_a_closed_folder_is_named() -> None:
    with _ordinary_user() as folder:
        folder.chmod(0o555)
        with pytest.raises(files.Refused) as caught:
            files.write(folder / "a.txt", b"new")
        assert files.explain("a.txt", caught.value) == (
            f"a.txt: no new file can be made in {folder.resolve()} (Permission denied); allow it"
        )
        assert (folder / "a.txt").read_bytes() == b"old"


def test_a_folder_that_cannot_be_listed_is_missing_and_the_others_are_walked() -> None:
    with _ordinary_user() as folder:
        (folder / "closed").mkdir(mode=0o000)
        found = files.discover([folder])
        assert found.files == (folder / "a.txt",)
        assert [missing.path for missing in found.missing] == [folder / "closed"]


def _write_for_ever(path: Path, versions: Sequence[bytes]) -> None:
    while True:
        for data in versions:
            files.write(path, data)


def test_a_killed_write_leaves_the_old_file_or_the_new(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    versions = [letter * 500_000 for letter in (b"a", b"b")]
    path.write_bytes(b"old")
    path.chmod(0o640)
    fork = multiprocessing.get_context("fork")
    seen = set()
    for number in range(20):
        writer = fork.Process(target=_write_for_ever, args=(path, versions))
        writer.start()
        _wait_until(lambda: path.read_bytes() != b"old")
        time.sleep(number * 0.0017)
        writer.kill()
        writer.join()
        seen.add(path.read_bytes())
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert seen <= set(versions)


def _wait_until(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < until


# Finding files


def tree(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()


def found(root: Path, *names: str) -> list[str]:
    discovery = files.discover([root / name for name in names])
    return [str(path.relative_to(root)) for path in discovery.files]


def test_folders_are_walked_in_one_order(tmp_path: Path) -> None:
    tree(tmp_path, "b.txt", "a-b.md", "a/z.TXT", "a/b/c.markdown", "a/B.text", "é.md", "Z.md")
    assert found(tmp_path, "") == [
        "Z.md",
        "a/B.text",
        "a/b/c.markdown",
        "a/z.TXT",
        "a-b.md",
        "b.txt",
        "é.md",
    ]


def test_what_is_not_prose_is_left_and_counted(tmp_path: Path) -> None:
    tree(
        tmp_path,
        "a.md",
        "a.py",
        "LICENSE",
        ".hidden.md",
        ".git/a.md",
        "node_modules/x/a.md",
        "__pycache__/a.txt",
        "venv/a.txt",
        "folder.md/b.txt",
    )
    (tmp_path / "broken.md").symlink_to("nowhere")
    (tmp_path / "circle.md").symlink_to("circle.md")
    os.mkfifo(tmp_path / "pipe.md")
    assert files.discover([tmp_path]) == files.Discovery(
        files=(tmp_path / "a.md", tmp_path / "folder.md" / "b.txt"), missing=(), ignored_count=6
    )


def test_what_is_named_is_taken(tmp_path: Path) -> None:
    tree(tmp_path, "a.py", ".hidden", "node_modules/a.md", ".github/b.md")
    assert found(tmp_path, "node_modules", "a.py", ".github", ".hidden") == [
        ".github/b.md",
        ".hidden",
        "a.py",
        "node_modules/a.md",
    ]
    assert files.discover([tmp_path, tmp_path / "a.py"]).ignored_count == 1


def test_each_file_comes_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree(tmp_path, "d/x.md")
    (tmp_path / "a.md").symlink_to("d/x.md")
    (tmp_path / "c").symlink_to("d")
    monkeypatch.chdir(tmp_path)
    names = ["d/x.md", "./d/x.md", "d/../d/x.md", "d", "a.md", ".", "c"]
    assert files.discover(map(Path, names)).files == (Path("d/x.md"),)
    assert files.discover([Path("a.md")]).files == (Path("a.md"),)


def test_linked_folders_are_not_followed_unless_named(tmp_path: Path) -> None:
    tree(tmp_path, "a/x.md", "other/y.md")
    (tmp_path / "a" / "circle").symlink_to(tmp_path / "a")
    (tmp_path / "a" / "other").symlink_to(tmp_path / "other")
    assert found(tmp_path, "a") == ["a/x.md"]
    assert found(tmp_path, "a/other") == ["a/other/y.md"]


def test_any_name_will_do(tmp_path: Path) -> None:
    names = ["two\nlines.txt", " blanks .txt", "-x.txt", os.fsdecode(b"caf\xe9.txt"), "😀.txt"]
    for name in names:
        (tmp_path / name).write_bytes(b"old")
    assert found(tmp_path, "") == sorted(names)
    for path in files.discover([tmp_path]).files:
        files.write(path, files.read(path).data + b"er")
    assert {path.read_bytes() for path in tmp_path.iterdir()} == {b"older"}


def test_a_path_that_is_not_there_is_missing(tmp_path: Path) -> None:
    tree(tmp_path, "a.txt")
    (tmp_path / "broken.txt").symlink_to("nowhere")
    names = ["nowhere", "broken.txt", "a.txt/b", "a.txt"]
    paths = [tmp_path / name for name in names]
    problem = "there is no such file or folder; check the name"
    assert files.discover(paths) == files.Discovery(
        files=(paths[3],),
        missing=tuple(
            files.Missing(path, f"{path}: {problem}") for path in (paths[2], paths[1], paths[0])
        ),
        ignored_count=0,
    )


@unhurried
@given(st.permutations(["a", "a/x.md", "a/b", "", "link.md", "nowhere", "a/notes.py"]))
def test_the_order_of_the_paths_does_not_matter(names: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        tree(root, "a/x.md", "a/b/y.md", "a/notes.py", "a/b/left.py", "z.md")
        (root / "link.md").symlink_to("z.md")
        discovery = files.discover([root / name for name in names])
        expected = ["a/b/y.md", "a/notes.py", "a/x.md", "z.md"]
        assert discovery.files == tuple(root / name for name in expected)
        assert [missing.path for missing in discovery.missing] == [root / "nowhere"]
        assert discovery.ignored_count == 1

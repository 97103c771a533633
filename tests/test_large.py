"""A file that is not held is read, reported and written as one that is."""

from __future__ import annotations

import codecs
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import characters, pattern

from cleaner import Rule, Safety, files, runs, tasks, workers
from cleaner.cli.errors import ExitCode
from cleaner.cli.places import InPlace, Mirror, Written
from cleaner.cli.sources import Piped
from cleaner.cli.terminal import Terminal
from cleaner.cli.work import Work
from cleaner.config import Configuration
from cleaner.config.policy import Asked, Policies
from cleaner.files.paths import names_of
from cleaner.files.streams import holds, stream, write_through
from cleaner.looks import Look, Looker
from cleaner.model import Edit, Manner, Unparted
from cleaner.outcomes import Outcome, outcome_of_large
from cleaner.output.accounts import located
from cleaner.output.diff import hunks_of, hunks_of_stream, written
from cleaner.output.formats import NAMES, report_of
from cleaner.output.hunks import hunks
from cleaner.output.ink import Ink
from cleaner.output.long_hunks import long_hunks
from cleaner.output.report import Lines, noticed, notices_of_omitted
from cleaner.output.tally import Tally
from cleaner.output.telling import Teller
from cleaner.tasks import Made, Task
from cleaner.troubles import said

RULES: Sequence[Rule] = (
    characters({"teh": "the"}, "words/slip"),
    pattern("(?<=é) +(?=,)", "", "spacing/blank"),
    pattern(" *\n+two", "\n\ntwo", "structure/gap"),
    pattern("very\\s+unique", None, "words/claim"),
)
TEXT = "Café , we utilise\nteh very\nunique teh.\n\nteh\n  two" + "\n\nmore\nof" * 30 + " teh"
PIECES = ["\r\n", "\r", "\n", "a", "b", " ", "é", "\x85", "\ufeff", "\U0001f600"]
MARKS = [b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE]
here = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def outcome(path: Path, *, large: int) -> Outcome:
    """What comes of a file, which is large if it has more bytes than that."""
    manners = {str(path): Manner(tuple(RULES))}
    (found,) = runs.run_files(files.discover([path]), manners, large=large)
    assert (found.large is None) is (large > 0)
    return found


def texts(*pieces: str) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(pieces), max_size=40).map("".join)


@st.composite
def edits_of(draw: st.DrawFn, text: str) -> list[Edit]:
    """Sorted, disjoint edits, some of them touching."""
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=10)))
    spans = sorted(set(zip(cuts[::2], cuts[1::2], strict=False)))
    return [Edit(start, end, draw(texts("\n", "x", "\n\n"))) for start, end in spans]


@here
@given(st.sampled_from(MARKS), texts(*PIECES), st.integers(1, 9), st.data())
def test_a_stream_says_and_writes_what_a_document_does(
    tmp_path: Path, bom: bytes, raw: str, chunk: int, data: st.DataObject
) -> None:
    encoding = "utf-8" if bom in (b"", codecs.BOM_UTF8) else "utf-16-" + "lb"[bom[0] == 254] + "e"
    path = tmp_path / "a.txt"
    path.write_bytes(bom + raw.encode(encoding))
    document, source = files.read(path), stream(path, chunk=chunk)
    edits = data.draw(edits_of(document.text))
    assert "".join(source.text()) == document.text
    assert tuple(source.raw_edits(edits)) == files.raw_edits(document, edits)
    assert b"".join(source.encoded(source.raw_edits(edits))) == files.encode(document, edits)


@here
@given(
    st.sampled_from(MARKS),
    st.lists(st.sampled_from([b"\r\n", b"\r", b"\n", b"a", b"\xc3", b"\xa9", b"\xff", b"\xf0"])),
    st.integers(1, 9),
)
def test_what_cannot_be_read_is_told_as_of_a_document(
    tmp_path: Path, bom: bytes, parts: list[bytes], chunk: int
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(bom + b"".join(parts))
    wanted = found = ""
    try:
        files.read(path)
    except files.Undecodable as error:
        wanted = str(error)
    try:
        list(stream(path, chunk=chunk).text())
    except files.Undecodable as error:
        found = str(error)
    assert found == wanted


@given(texts("a", "\n", "b\n", "\n\n\n", "line\nof\ntext\n" * 9), st.integers(1, 40), st.data())
def test_hunks_of_a_stream_are_those_of_the_text(text: str, size: int, data: st.DataObject) -> None:
    edits = data.draw(edits_of(text))
    chunks = [text[at : at + size] for at in range(0, len(text), size)]
    assert list(long_hunks(chunks, edits)) == list(hunks(text, edits))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("is_written", [False, True])
def test_every_report_of_a_large_file_is_that_of_a_small_one(
    tmp_path: Path, name: str, is_written: bool
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode())
    reports = [report_of(name, written=is_written) for _ in range(2)]
    whole, parts = (located(outcome(path, large=size)) for size in (1_000, 0))
    if is_written:
        InPlace(Written()).put(parts)
    assert reports[1].file(parts) == reports[0].file(whole)
    assert Tally().plus(parts) == Tally().plus(whole)
    lines = Lines(Ink(), written=is_written)
    assert lines.file(parts) == lines.file(whole)


@pytest.mark.parametrize("text", [TEXT, TEXT.replace("\n", "\r\n"), "\ufeff" + TEXT])
def test_a_large_file_is_replaced_by_what_a_small_one_would_be(tmp_path: Path, text: str) -> None:
    path, target = tmp_path / "a.txt", tmp_path / "to" / "a.txt"
    path.write_bytes(text.encode())
    wanted = runs.result_bytes(outcome(path, large=1_000))
    parts = outcome(path, large=0)
    Mirror({path: target}, Written()).put(parts)
    os.utime(target, (1, 1))
    Mirror({path: target}, Written()).put(parts)
    InPlace(Written()).put(parts)
    assert (path.read_bytes(), target.read_bytes(), target.stat().st_mtime) == (wanted, wanted, 1)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.txt", "to"]


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
@pytest.mark.parametrize("text", [TEXT, TEXT.replace("\n", "\r\n"), "\ufeff" + TEXT])
def test_the_patch_of_a_large_file_is_that_of_a_small_one(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    whole, parts = outcome(path, large=1_000), outcome(path, large=0)
    assert whole.document is not None
    assert whole.cleaned is not None
    assert parts.large is not None
    patch = written("a.txt", hunks_of_stream("a.txt", parts.large.stream, parts.large.edits))
    assert patch == written("a.txt", hunks_of("a.txt", whole.document, whole.cleaned.edits))
    command = ["git", "-c", "core.autocrlf=false", "apply", "--whitespace=nowarn", "-"]
    subprocess.run(command, cwd=tmp_path, input=patch, check=True)
    assert path.read_bytes() == runs.result_bytes(whole)


def test_a_file_that_changes_while_it_is_read_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"teh")
    parts = outcome(path, large=0)
    path.write_bytes(b"teh end")
    with pytest.raises(files.Refused, match="it was changed while it was read"):
        InPlace(Written()).put(parts)
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"teh end"]


def test_a_file_that_changes_while_it_is_written_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"one two")
    chunks = stream(path, chunk=3).encoded(())
    assert [next(chunks), next(chunks)] == [b"", b"one"]
    path.write_bytes(b"one three")
    with pytest.raises(files.Refused, match="it was changed while it was read"):
        list(chunks)


def test_there_is_no_patch_of_a_file_that_changed_meanwhile(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"teh")
    parts = located(outcome(path, large=0))
    path.write_bytes(b"teh end")
    policies = Policies(Asked(), Configuration())
    work = Work(Piped(b"", "a.txt"), policies, Terminal(quiet=True))
    assert work.show_patches([parts]) == ExitCode.FAILED
    reason = "it was changed while it was read; try again"
    assert capfd.readouterr() == ("", f"error: {path}: {reason}\n")


def test_a_write_that_fails_half_way_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"one two")
    source = stream(path, chunk=3)
    with suppress(UnicodeEncodeError):
        write_through(source, [Edit(4, 7, "\ud800")], path)
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"one two"]
    with pytest.raises(files.Unencodable):
        source.check([Edit(4, 7, "\ud800")])


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (b"teh\0", (None, "binary")),
        (b"teh \x93", ("0x93 at byte 4 is not UTF-8 (invalid start byte)", None)),
        (b"teh \xe2", ("0xE2 at byte 4 is not UTF-8 (unexpected end of data)", None)),
    ],
)
def test_what_is_wrong_with_a_large_file_is_said(
    tmp_path: Path, data: bytes, wanted: tuple[str | None, str | None]
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    manners = {str(path): Manner(tuple(RULES), Safety.SAFE)}
    (found,) = runs.run_files(files.discover([path]), manners, large=0)
    failure, skipped = wanted
    assert found.skipped == skipped
    assert (failure or "") in (found.failure or "")
    assert (found.failure is None) is (failure is None)


def test_a_paragraph_without_end_is_held_if_it_can_be(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"teh\n" + b"word " * 300_000)
    (found,) = runs.run_files(files.discover([path]), {str(path): Manner(tuple(RULES))}, large=0)
    assert found.cleaned is not None
    assert found.cleaned.edits == (Edit(0, 3, "the"),)
    assert said("a.txt", Unparted(4)) == (
        "a.txt: left alone: it is too large to be cleaned as a whole, and from character 5 on "
        "nothing parts it for too long; part it with blank lines"
    )


def test_what_a_large_file_was_cleaned_without_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"teh")
    endless = (pattern("<[^>]*>", "", "words/tag"),)
    (found,) = runs.run_files(files.discover([path]), {str(path): Manner(endless)}, large=0)
    assert found.large is not None
    notices = notices_of_omitted(found.large.swept.omitted)
    assert [line for _, line in noticed(replace(found, notices=notices))] == [
        f"{path}:1:1: cleaned without words/tag: its expression may run over any number of "
        "paragraphs, and the file is too large to be held; bound what it repeats, as in `[^\\n]*`"
    ]


def test_what_took_too_long_in_a_large_file_is_said(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"teh")
    found = outcome(path, large=0)
    assert found.large is not None
    swept = replace(found.large.swept, overdue=("words/slow",))
    late = replace(found, large=replace(found.large, swept=swept))
    work = Work(Piped(b"", "a.txt"), Policies(Asked(), Configuration()), Terminal(quiet=True))
    assert work.show_patches([work._noticed(late)]) == ExitCode.FAILED
    assert f"error: {path}:1:1: not fully checked: words/slow ran out" in capfd.readouterr().err


def test_other_processes_clean_large_files_alike(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(b"teh\n\n" + b"one two\n\n" * 15_000)
    found = files.discover([tmp_path])
    manners = dict.fromkeys(names_of(found.files), Manner(tuple(RULES)))
    one, two = (list(runs.run_files(found, manners, jobs=jobs, large=9)) for jobs in (1, 2))
    assert [part.large is not None and list(part.large.edits) for part in two] == [
        [Edit(0, 3, "the")]
    ] * 2
    assert one == two


@pytest.mark.parametrize(
    ("names", "forks", "shared"),
    [
        ("giant.txt a.txt b.txt c.txt", True, True),
        ("giant.txt a.txt", True, False),
        ("giant.md a.txt", True, True),
        ("giant.txt a.txt", False, True),
    ],
)
def test_a_file_that_outweighs_all_others_is_shared_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: str, *, forks: bool, shared: bool
) -> None:
    """Two processes are done sooner with both halves of it than one is with all of it.

    One that cannot be shared does not keep them from sharing the files.
    """
    giant, *others = names.split()
    for name in others:
        (tmp_path / name).write_bytes(b"teh\n\n" + b"one two\n\n" * 15_000)
    (tmp_path / giant).write_bytes(b"teh\n\n" + b"one two\n\n" * 36_000)
    found = files.discover([tmp_path])
    manners = dict.fromkeys(names_of(found.files), Manner(tuple(RULES)))
    alone = list(runs.run_files(found, manners, large=300_000))
    shares, processes = list[int](), list[int]()

    def cleaned(name: str, manner: Manner, size: int, jobs: int) -> Outcome | None:
        processes.append(jobs)
        return outcome_of_large(name, manner, size, jobs)

    def work(task: Task, names: Sequence[str], sizes: object, jobs: int) -> Iterator[Made]:
        shares.append(jobs)
        return map(task, names)

    monkeypatch.setattr(workers, "FORKS", forks)
    monkeypatch.setattr(tasks, "outcome_of_large", cleaned)
    monkeypatch.setattr(runs, "shared", work)
    assert list(runs.run_files(found, manners, jobs=2, large=300_000)) == alone
    assert (shares, processes) == (([2], [1]) if shared else ([], [2]))


def test_markup_is_held_whatever_its_size(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"`teh` teh")
    (found,) = runs.run_files(files.discover([path]), {str(path): Manner(tuple(RULES))}, large=0)
    assert found.cleaned is not None
    assert found.cleaned.after == "`teh` the"


def test_a_file_holds_the_same_bytes_or_not(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"one two")
    given = [[b"one", b" two"], [b"one"], [b"one", b" two", b"!"], [b"two"]]
    assert [holds(path, chunks) for chunks in given] == [True, False, False, False]
    assert not holds(tmp_path / "b", [])


def test_a_large_file_is_neither_screened_nor_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"Get the stories that matter to you.")
    manners = {str(path): Manner(tuple(RULES))}
    tell = Teller(Ink(), changed=True)
    made = Task(manners, None, None, tell, screened=True, large=34)(str(path))
    assert isinstance(made.one, Outcome)
    assert made.one.large is not None
    assert Looker(manners, asks=True, large=34)(str(path)) == Look(False, None)
    assert Looker(manners, asks=True, large=35)(str(path)).numbers is not None

"""What was said of files is said again only if neither they nor anything else has changed."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest
from making import write

from cleaner import cache, told
from cleaner.told import Survey, Table, Told, table_for

pytestmark = pytest.mark.skipif(os.name == "nt", reason="it keeps no time of change")
NAMES = ["x/a.txt", "x/b.txt", "x/c.txt"]
SAID = Told("x/a.txt", "a line\n", (1, 0, 0), (0, 2, 0), 3)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with files in it, to be in, and a cache; what is written has settled at once."""
    monkeypatch.setenv("CLEANER_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(told, "SETTLED", -told.SETTLED)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    for name in NAMES:
        write(Path(name), "Some.\n")
    return tmp_path / "here"


def table(given: Sequence[str] = ("x",), key: bytes = b"key") -> Table:
    found = table_for(given, key)
    assert found is not None
    return found


def keep(names: Sequence[str] = NAMES, survey: Survey | None = None) -> None:
    """Say something of the first file, and of the others that there is nothing to say."""
    first = table()
    first.as_they_were(names)
    for name in names:
        first.put(name, SAID if name == SAID.name else Told(name))
    first.save(names, survey)


def rewritten(path: Path) -> None:
    status = path.stat()
    write(path, "Same.\n")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def replaced(path: Path) -> None:
    status, new = path.stat(), path.with_name("new")
    write(new, "Same.\n")
    os.utime(new, ns=(status.st_atime_ns, status.st_mtime_ns))
    new.replace(path)


def grown(path: Path) -> None:
    write(path, "Some more.\n")


CHANGES = [rewritten, replaced, grown, Path.touch, Path.unlink, lambda path: path.chmod(0o600)]


@pytest.mark.parametrize("number", range(len(NAMES)))
@pytest.mark.parametrize("change", CHANGES)
def test_a_file_that_changed_is_noticed(change: Callable[[Path], None], number: int) -> None:
    keep()
    assert table().is_of(NAMES)
    assert table().as_they_were(NAMES) == set(NAMES)
    change(Path(NAMES[number]))
    assert not table().is_of(NAMES)
    assert table().as_they_were(NAMES) == {*NAMES} - {NAMES[number]}


@pytest.mark.parametrize(
    "names", [NAMES[:2], [*NAMES, "x/d.txt"], ["x/a.txt", "x/b.txt", "x/d.txt"], NAMES[::-1], []]
)
def test_a_table_is_of_all_its_files_in_order(names: list[str]) -> None:
    os.link("x/c.txt", "x/d.txt")
    keep()
    assert not table().is_of(names)


@pytest.mark.parametrize("field", ["st_size", "st_mtime_ns", "st_ctime_ns", "st_ino"])
def test_a_file_of_another_size_time_or_number_has_changed(
    monkeypatch: pytest.MonkeyPatch, field: str
) -> None:
    """Whatever else is the same, as where two folders take each other's names."""
    keep()
    stat, fields = os.stat, ("st_size", "st_mtime_ns", "st_ctime_ns", "st_ino")

    def changed(path: str) -> SimpleNamespace:
        status = stat(path)
        return SimpleNamespace(**{one: getattr(status, one) + (one == field) for one in fields})

    second = table()
    with monkeypatch.context() as patch:
        patch.setattr(os, "stat", changed)
        assert not second.is_of(NAMES)
        assert second.as_they_were(NAMES) == set()


def test_a_table_is_that_of_the_same_paths_the_same_key_and_the_same_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep()
    assert table().count == len(NAMES)
    assert [table(key=b"other").count, table(("x", "x/a.txt")).count, table(("./x",)).count] == [
        0
    ] * 3
    (folder.parent / "there" / "x").mkdir(parents=True)
    monkeypatch.chdir(folder.parent / "there")
    assert table().count == 0


def test_a_table_of_another_key_in_its_place_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two command lines may come to one name."""
    monkeypatch.setattr(told, "crc32", lambda data: 0)
    keep()
    assert [table().count, table(("x", ".")).count] == [len(NAMES), 0]


def test_only_of_folders_something_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    assert table_for(["x/a.txt"], b"key") is None
    assert table_for(["x"], None) is None
    assert table_for(["x/a.txt", "x"], b"key") is not None
    monkeypatch.setattr(cache, "place", lambda: None)
    assert table_for(["x"], b"key") is None


def test_what_was_said_comes_back() -> None:
    keep()
    assert [table().told(name) for name in NAMES] == [SAID, Told("x/b.txt"), Told("x/c.txt")]
    assert table().lines() == [SAID]


def test_what_must_be_said_anew_is_not_told() -> None:
    keep()
    second = table()
    second.as_they_were(NAMES)
    second.put("x/b.txt", None)
    second.save(NAMES, None)
    assert [table().told(name) for name in NAMES] == [SAID, None, Told("x/c.txt")]
    assert table().lines() is None
    third = table()
    third.forget()
    assert [third.told(name) for name in NAMES] == [None] * 3
    assert third.lines() is None


@pytest.mark.parametrize(
    "said",
    [
        Told("x/a.txt", "a line\n"),
        Told("x/a.txt", applied=(1, 0, 0)),
        Told("x/a.txt", left=(0, 0, 1)),
        Told("x/a.txt", suppressed=1),
    ],
)
def test_what_there_is_to_say_is_kept_whatever_it_is(said: Told) -> None:
    first = table()
    first.as_they_were(NAMES)
    first.put(said.name, said)
    first.save(NAMES, None)
    assert table().told(said.name) == said


def test_a_file_that_was_not_looked_at_is_not_kept_as_it_is_now() -> None:
    """A run may end early."""
    keep()
    rewritten(Path("x/a.txt"))
    second = table()
    assert second.as_they_were(NAMES) == {*NAMES[1:]}
    second.put("x/b.txt", Told("x/b.txt"))
    second.save(NAMES, None)
    assert table().as_they_were(NAMES) == {*NAMES[1:]}


def test_a_file_that_is_looked_at_again_is_kept_as_it_is_now() -> None:
    keep()
    rewritten(Path("x/a.txt"))
    second = table()
    second.as_they_were(NAMES)
    second.put("x/a.txt", Told("x/a.txt"))
    second.save(NAMES, None)
    assert table().is_of(NAMES)
    assert table().lines() == []


def test_a_file_that_is_gone_is_kept_no_longer() -> None:
    keep()
    Path("x/c.txt").unlink()
    second = table()
    assert second.changes(second.as_they_were(NAMES[:2]), NAMES[:2]) == (1, 0)
    second.save(NAMES[:2], None)
    assert table().is_of(NAMES[:2])


def test_a_table_has_so_many_bytes_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    keep()
    (path,) = Path(os.environ["CLEANER_CACHE_DIR"]).glob("told-*")
    size = path.stat().st_size - cache.BEFORE
    for most, kept in ((size - 1, False), (size, True)):
        path.unlink(missing_ok=True)
        monkeypatch.setattr(told, "MOST", most)
        keep()
        assert path.exists() is kept


def test_files_that_are_new_are_counted() -> None:
    keep(NAMES[:2])
    second = table()
    assert second.changes(second.as_they_were(NAMES), NAMES) == (0, 1)
    assert [second.size(name) for name in NAMES] == [0, 0, len("Some.\n")]


@pytest.mark.parametrize(("written", "kept"), [(-10, True), (0, False), (100, False)])
def test_files_that_may_change_at_the_same_time_are_not_kept(
    monkeypatch: pytest.MonkeyPatch, written: int, kept: bool
) -> None:
    """Be it by one time or the other: that of change is out of reach."""
    now = Path("x/a.txt").stat().st_ctime_ns
    monkeypatch.setattr(told, "SETTLED", 5 * 10**9)
    for seconds in (0, 10):
        monkeypatch.setattr(told.time, "time_ns", lambda seconds=seconds: now + seconds * 10**9)
        for name in NAMES:
            at = now + (written + seconds) * 10**9
            os.utime(name, ns=(at, at))
        keep()
        changed = table().as_they_were(NAMES)
        assert changed == ({*NAMES} if kept and seconds else set())


def test_what_files_repeat_comes_back() -> None:
    for survey in (
        Survey(9, {7: 5}, 6),
        None,
        Survey(3, {}, 2),
        Survey(4, {}, 2),
        Survey(4, {}, 3),
    ):
        keep(survey=survey)
        second = table()
        assert second.survey == survey
        second.save(NAMES, Survey(2, {1: 2}, 3))  # nothing is added but that
        assert table().survey == Survey(2, {1: 2}, 3)


def test_what_others_repeat_is_told_if_those_not_kept_do_not_matter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(told, "SETTLED", 0)
    os.utime("x/a.txt", ns=(0, 2 * 10**18))
    cases = [
        (Survey(31, {}, 5), Survey(30, {}, 5)),
        (Survey(31, {}, 6), None),
        (Survey(26, {}, 5), None),
        (Survey(31, {7: 1}, 1), None),
    ]
    for survey, kept in cases:
        for path in Path(os.environ["CLEANER_CACHE_DIR"]).glob("*"):
            path.unlink()
        keep(survey=survey)
        assert (table().survey, table().count) == (kept, 0 if kept is None else 2)


def test_the_newest_tables_stay_and_nothing_else_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(told, "TABLES", 2)
    cache.write("results-00", b"")
    for number in range(4):
        one = table(("x", f"{number}"))
        one.as_they_were(NAMES)
        for name in NAMES:
            one.put(name, None)
        one.save(NAMES, Survey(number, {}))
        for path, _ in cache.files():
            if path.name != "results-00":
                os.utime(path, ns=(0, path.stat().st_mtime_ns - 10**9))
    kept = [table(("x", f"{number}")).survey for number in range(4)]
    assert kept == [None, None, Survey(2, {}), Survey(3, {})]
    assert cache.read("results-00") == b""

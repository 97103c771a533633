"""In the cache folder only files that are whole and ours are read, and no others are deleted."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cleaner import cache

DATA = b"some data"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of its own, with a file in it."""
    monkeypatch.setenv("CLEANER_CACHE_DIR", str(tmp_path / "cache"))
    cache.write("told-1", DATA)
    return tmp_path / "cache"


def test_what_was_written_comes_back(folder: Path) -> None:
    assert cache.read("told-1") == DATA
    assert [path.name for path in folder.iterdir()] == ["told-1"]
    cache.write("told-1", b"")
    assert (cache.read("told-1"), cache.read("told-2")) == (b"", None)


@pytest.mark.parametrize("at", range(cache.BEFORE + len(DATA)))
def test_a_file_that_is_not_whole_is_none(folder: Path, at: int) -> None:
    path = folder / "told-1"
    whole = path.read_bytes()
    path.write_bytes(whole[:at])
    assert cache.read("told-1") is None
    path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
    assert cache.read("told-1") is None


def test_an_empty_file_has_no_checksum(folder: Path) -> None:
    (folder / "told-1").write_bytes(b"\0\0\0")
    assert cache.read("told-1") is None
    (folder / "told-1").write_bytes(b"")
    assert (cache.read("told-1"), cache.mapped("told-1")) == (None, None)


def test_a_file_begins_with_what_stands_behind_its_checksum() -> None:
    data = cache.mapped("told-1")
    assert data is not None
    assert [cache.behind(data, one) for one in (b"", b"some", b"ome")] == [True, True, False]
    assert cache.mapped("told-2") is None


@pytest.mark.skipif(os.name != "posix", reason="files have no owners")
def test_the_file_of_another_user_is_not_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = (folder / "told-1").stat().st_uid
    monkeypatch.setattr(os, "getuid", lambda: owner + 1)
    assert (cache.read("told-1"), cache.mapped("told-1")) == (None, None)


def test_only_old_files_of_ours_are_thrown_away(folder: Path) -> None:
    for name in ("told-2", "results-1", ".rules-1-half", "notes-1", "told"):
        cache.write(name, DATA)
    (folder / "sieve-folder").mkdir()
    for path in folder.iterdir():
        if path.name != "told-1":
            os.utime(path, (0, 0))
    ours = [".rules-1-half", "results-1", "told", "told-1", "told-2"]
    assert [path.name for path, _ in cache.files()] == ours
    assert cache.tidy() == 4 * (cache.BEFORE + len(DATA))
    assert sorted(path.name for path in folder.iterdir()) == ["notes-1", "sieve-folder", "told-1"]

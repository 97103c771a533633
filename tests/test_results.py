"""What earlier runs found out is used again, and never changes what comes out."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import Safety, cache, clean, files, load_rules, runs
from cleaner.files import discover
from cleaner.model import Manner, Markup, Repeated
from cleaner.results import Results, packing, shards, shared
from cleaner.results.shards import Shards
from cleaner.results.state import state

ROOT = Path(__file__).parents[1]
RULES = load_rules()
MANNERS = (
    Manner(RULES, Safety.SAFE, None, b"all"),
    Manner(RULES, Safety.SUGGEST, None, b"all"),
    Manner(RULES, Safety.SAFE, Markup.MARKDOWN, b"all"),
    Manner(tuple(replace(rule, spares=("teh",)) for rule in RULES), Safety.SAFE, None, b"spares"),
    Manner(RULES[:100], Safety.SAFE, None, b"some"),
    Manner(RULES, Safety.SAFE),
)
PARTS = [
    *("teh ", "A good day. ", "Blinken spoke. Blinkens’ visit ended. ", "it ’s ", "“Lost. "),
    *("\n", "\n\n", "  ", "<!-- cleaner: ignore -->", "wierd [sic] ", "`teh`", "é", "don ’t"),
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of its own."""
    place = tmp_path / "cache"
    monkeypatch.setenv("CLEANER_CACHE_DIR", str(place))
    return place


def outcomes(
    folder: Path, manners: Sequence[Manner], results: Results | None, jobs: int = 1
) -> list[runs.Outcome]:
    found = discover([folder])
    ways = {str(path): manners[n % len(manners)] for n, path in enumerate(found.files)}
    return list(runs.run_files(found, ways, jobs=jobs, results=results))


def write(folder: Path, texts: Sequence[str]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"{number}.md").write_bytes(text.encode())


@settings(max_examples=40)
@given(
    texts=st.lists(st.lists(st.sampled_from(PARTS), max_size=12).map("".join), max_size=8),
    manners=st.lists(st.sampled_from(MANNERS), min_size=1, max_size=4),
    turn=st.integers(0, 3),
)
def test_results_change_no_outcome(
    texts: list[str], manners: list[Manner], turn: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("any")
    write(place / "texts", texts)
    for several in (manners, manners, [*manners[turn:], *manners[:turn]]):
        expected = outcomes(place / "texts", several, None)
        assert outcomes(place / "texts", several, shared()) == expected
    (place / "texts" / "0.md").write_bytes(b"teh other ")
    assert outcomes(place / "texts", manners, shared()) == outcomes(place / "texts", manners, None)


@pytest.mark.parametrize("up_to", [Safety.SAFE, Safety.SUGGEST])
@pytest.mark.parametrize("path", sorted((ROOT / "seeds").glob("*.txt")), ids=lambda p: p.stem)
def test_account_comes_back_whole(path: Path, up_to: Safety) -> None:
    text = files.read(path).text + "\nHe was wierd [sic] and teh [sic] end.\n"
    cleaned = clean(text, RULES, up_to=up_to)
    rules = {rule.id: rule for rule in RULES}
    assert cleaned.suppressed
    assert packing.unpack(packing.pack(cleaned), text, rules) == cleaned


def test_known_texts_are_not_cleaned_again(tmp_path: Path, folder: Path) -> None:
    write(tmp_path / "texts", ["A day.\n", "teh day\n"])
    first = outcomes(tmp_path / "texts", MANNERS[:1], shared())
    results = shared()
    assert results is not None
    for outcome in first:
        assert outcome.document is not None
        assert outcome.path is not None
        assert results.of(outcome.document, MANNERS[0], None) == outcome.cleaned
        assert results.of(outcome.document, MANNERS[1], None) is None
        assert results.of(outcome.document, MANNERS[5], None) is None


def test_what_the_run_repeats_decides_results(folder: Path) -> None:
    document = files.decode(b"A day.\n")
    results = shared()
    assert results is not None
    entry = results.entry(document, MANNERS[0], Repeated(9, {}), clean("A day.\n", RULES))
    assert entry is not None
    results.put(*entry)
    assert results.entry(document, MANNERS[0], None, clean("A day.\n", RULES)) is None
    assert results.of(document, MANNERS[0], None) is not None
    assert results.of(document, MANNERS[0], Repeated(9, {7: 5})) is None


def test_processes_use_and_fill_the_results(tmp_path: Path, folder: Path) -> None:
    write(tmp_path / "texts", [f"teh day {n}. " * 4000 for n in range(8)])
    expected = outcomes(tmp_path / "texts", MANNERS[:1], None)
    assert outcomes(tmp_path / "texts", MANNERS[:1], shared(), jobs=2) == expected
    results = shared()
    assert results is not None
    assert outcomes(tmp_path / "texts", MANNERS[:1], results, jobs=2) == expected
    (tmp_path / "texts" / "3.md").touch()
    assert outcomes(tmp_path / "texts", MANNERS[:1], shared(), jobs=2) == expected


@pytest.mark.parametrize("mess", [b"", b"1234", b"\0" * 200, None])
def test_broken_files_are_no_results(tmp_path: Path, folder: Path, mess: bytes | None) -> None:
    write(tmp_path / "texts", ["A day.\n", "teh day\n"])
    expected = outcomes(tmp_path / "texts", MANNERS[:1], shared())
    for path in folder.glob("results-*"):
        path.write_bytes(path.read_bytes()[:-1] if mess is None else mess)
    assert outcomes(tmp_path / "texts", MANNERS[:1], shared()) == expected


def test_folder_that_cannot_be_written_keeps_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("CLEANER_CACHE_DIR", str(tmp_path / "file"))
    write(tmp_path / "texts", ["teh day\n"])
    expected = outcomes(tmp_path / "texts", MANNERS[:1], None)
    assert outcomes(tmp_path / "texts", MANNERS[:1], shared()) == expected


def test_two_writers_lose_nothing(folder: Path) -> None:
    one, other = Shards(), Shards()
    one.put(b"a" * 16, b"1")
    other.put(b"ab" * 8, b"2")
    one.save()
    other.save()
    assert Shards().get(b"a" * 16) == b"1"
    assert Shards().get(b"ab" * 8) == b"2"


def test_oldest_make_room(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = Shards()
    monkeypatch.setattr(shards, "MOST", 300)
    for number in range(4):
        table.put(b"a" * 15 + bytes([number]), b"x" * 60)
    table.save()
    (path,) = folder.glob("results-*")
    assert path.stat().st_size <= 310
    kept = [Shards().get(b"a" * 15 + bytes([number])) is not None for number in range(4)]
    assert kept == [False, True, True, True]


def test_use_is_written_down_after_a_week(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Shards().save()
    assert not folder.exists()
    table = Shards()
    table.put(b"a" * 16, b"1")
    table.save()
    (path,) = folder.glob("results-*")
    before = path.read_bytes()
    now = shards.time.time()
    for days, changed in ((6, False), (8, True)):
        monkeypatch.setattr(shards.time, "time", lambda days=days: now + days * shards.DAY)
        later = Shards()
        assert later.get(b"a" * 16) == b"1"
        later.save()
        assert (path.read_bytes() != before) is changed


def test_large_values_are_not_kept(folder: Path) -> None:
    table = Shards()
    table.put(b"a" * 16, b"x" * (shards.LARGEST + 1))
    assert table.get(b"a" * 16) is None


def test_code_that_changed_just_now_tells_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settled = state()
    assert settled is not None
    assert state() == settled
    copy = tmp_path / "cleaner"
    shutil.copytree(ROOT / "cleaner", copy, ignore=shutil.ignore_patterns("__pycache__"))
    command = "from cleaner.results.state import state; print(state() is None)"
    here = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    said = subprocess.run(
        [sys.executable, "-c", command], env=here, cwd=tmp_path, capture_output=True, check=True
    )
    assert said.stdout == b"True\n"


def test_no_cache_folder_no_results(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "place", lambda: None)
    assert shared() is None
    assert cache.files() == []


def cleaner(*arguments: str, cwd: Path) -> tuple[int, bytes, bytes]:
    done = subprocess.run(
        [sys.executable, "-m", "cleaner", *arguments], cwd=cwd, capture_output=True, check=False
    )
    return done.returncode, done.stdout, done.stderr


def test_configuration_decides_results(tmp_path: Path, folder: Path) -> None:
    """One after the other, so that each finds the results of those before."""
    write(tmp_path / "texts", ["He said teh word.\n", "Teh end , he said.\n", "A day.\n"])
    settings_ = [
        "",
        'vocabulary = ["teh"]\n',
        '[safety]\n"words/*" = "suggest"\n',
        "unsafe-fixes = true\n",
        '[file-types]\n".md" = "plain"\n',
        '[per-path."texts/0.md"]\nignore = ["words"]\n',
        'ignore = ["spacing"]\n',
        "",
    ]
    for said in settings_:
        (tmp_path / "cleaner.toml").write_text(said)
        for command in (("check",), ("diff",), ("check", "-j2", "--output-format", "json")):
            with_it = cleaner(*command, "texts", cwd=tmp_path)
            assert with_it == cleaner(*command, "--no-cache", "texts", cwd=tmp_path)


def test_no_cache_keeps_nothing(tmp_path: Path, folder: Path) -> None:
    write(tmp_path / "texts", ["teh day\n"])
    cleaner("check", "--no-cache", "texts", cwd=tmp_path)
    assert not list(folder.glob("results-*"))
    cleaner("check", "texts", cwd=tmp_path)
    assert list(folder.glob("results-*"))


def test_cache_is_shown_and_deleted(tmp_path: Path, folder: Path) -> None:
    write(tmp_path / "texts", ["teh day\n"])
    cleaner("check", "texts", cwd=tmp_path)
    (folder / "notes.txt").write_text("mine")
    count = len(cache.files())
    code, out, _ = cleaner("cache", cwd=tmp_path)
    assert code == 0
    assert out.splitlines()[0] == os.fsencode(folder)
    assert len(out.splitlines()) == 6
    deleted = f"deleted {count} files in {folder}\n".encode()
    assert cleaner("cache", "clean", cwd=tmp_path) == (0, b"", deleted)
    assert [path.name for path in folder.iterdir()] == ["notes.txt"]


def test_cache_that_is_nowhere(tmp_path: Path) -> None:
    here = {name: os.environ[name] for name in ("PATH",) if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-m", "cleaner", "cache"],
        env={**here, "HOME": "nowhere", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert b"CLEANER_CACHE_DIR" in done.stderr

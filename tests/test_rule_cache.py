"""Rules from the cache are the rules of the files, whatever happens to either."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Rule, RuleFileError, Safety, Stage, cache, clean, load_rules
from cleaner.model import Characters, Words
from cleaner.output.catalogue import as_json, as_page
from cleaner.output.ink import Ink
from cleaner.rules import folders as rule_folders
from cleaner.rules import index, packing
from cleaner.rules import stamp as rule_stamp

ROOT = Path(__file__).parents[1]
HEAD = 'title = "T"\nwhy = "W"\nsafety = "safe"\n'
KEEP = '[[example]]\nkeep = "zzz"\n'
FILES = {
    "words/slip.toml": HEAD
    + '[words]\ntable = "slip.tsv"\n[[example]]\nbefore = "teh"\nafter = "the"\n'
    + KEEP,
    "words/slip.tsv": "found\tbecomes\nteh\tthe\nde facto\tactual\n",
    "marks/dots.toml": HEAD
    + "[characters]\npairs = { '...' = '…' }\n[[example]]\nbefore = '...'\nafter = '…'\n"
    + KEEP,
    "spacing/greeting.toml": HEAD
    + "[pattern]\nfind = '(?<who>\\L<names>) !'\nbecomes = '{who}!'\n[evidence]\nseen = ['{who}']\n"
    + '[[example]]\nbefore = "Jo and Jo !"\nafter = "Jo and Jo!"\n'
    + KEEP,
    "lists/names.txt": "Jo\nAnn\n",
}


@pytest.fixture(autouse=True)
def cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own; files may be kept as soon as they are written."""
    monkeypatch.setattr(rule_stamp, "SETTLED", 0)
    monkeypatch.setenv("CLEANER_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of rules of every kind."""
    return written(tmp_path / "rules")


def written(folder: Path) -> Path:
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())
    return folder


def parts(rule: Rule) -> list[object]:
    """All that a rule says; rows are compared one by one."""
    match: object = rule.match
    if isinstance(match, Characters | Words):
        match = [type(match), *(getattr(match, name) for name in type(match).__match_args__)]
    return [match if name == "match" else getattr(rule, name) for name in Rule.__match_args__]


def everything(*folders: Path, cached: bool = True) -> list[list[object]]:
    return [parts(rule) for rule in load_rules(*folders, cached=cached)]


def from_cache(*folders: Path) -> bool:
    """Whether loading takes the rules from the cache: then no rule file is read."""
    with patch.object(rule_folders, "read_rules", wraps=rule_folders.read_rules) as read:
        load_rules(*folders)
    return not read.called


def kept(cache_folder: Path) -> list[Path]:
    return sorted(cache_folder.glob("*rules-*"))


@pytest.fixture(scope="module")
def read() -> tuple[Rule, ...]:
    """The shipped rules as their files say them."""
    return load_rules(cached=False)


def test_shipped_rules_from_the_cache_equal_those_of_the_files(read: tuple[Rule, ...]) -> None:
    assert everything() == list(map(parts, read))
    assert from_cache()
    assert everything() == list(map(parts, read))


def test_rules_from_the_cache_are_shown_alike(read: tuple[Rule, ...]) -> None:
    cached = packing.unpack(packing.pack(read))
    assert as_json(cached) == as_json(read)
    pages = [[as_page(rule, Ink()) for rule in rules] for rules in (cached, read)]
    assert pages[0] == pages[1]


def test_rules_from_the_cache_find_the_same(read: tuple[Rule, ...]) -> None:
    cached = packing.unpack(packing.pack(read))
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        assert clean(text, cached).edits == clean(text, read).edits


def test_every_kind_of_rule_comes_back(folder: Path) -> None:
    read = everything(folder, cached=False)
    assert everything(folder) == read
    assert from_cache(folder)
    assert everything(folder) == read


def test_nothing_is_kept_unless_wanted(folder: Path, cache_folder: Path) -> None:
    load_rules(folder, cached=False)
    assert not cache_folder.exists()


@given(at=st.floats(0, 1, exclude_max=True), xor=st.integers(1, 255), cut=st.booleans())
def test_damaged_file_is_not_believed(
    tmp_path_factory: pytest.TempPathFactory, at: float, xor: int, *, cut: bool
) -> None:
    base = tmp_path_factory.getbasetemp() / "damaged"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rule_stamp, "SETTLED", 0)
        patch.setenv("CLEANER_CACHE_DIR", str(base / "cache"))
        folder = base / "rules"
        if not folder.exists():
            written(folder)
        read = everything(folder)
        [path] = (base / "cache").glob("rules-*")
        data = bytearray(path.read_bytes())
        place = int(at * len(data))
        data[place] ^= xor
        path.write_bytes(data[:place] if cut else data)
        assert not from_cache(folder)
        assert everything(folder) == read


def test_file_of_other_rules_is_not_believed(tmp_path: Path, folder: Path) -> None:
    other = written(tmp_path / "other")
    load_rules(folder)
    [path] = kept(tmp_path / "cache")
    load_rules(other)
    [there] = [one for one in kept(tmp_path / "cache") if one != path]
    shutil.copy(path, there)
    assert not from_cache(other)


def test_writers_at_one_time_leave_one_whole_file(folder: Path, cache_folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from cleaner import load_rules\n"
        "from cleaner.rules import stamp; stamp.SETTLED = 0\n"
        "print([rule.id for rule in load_rules(Path(sys.argv[1]))])"
    )
    command = [sys.executable, "-c", code, str(folder)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    said = {process.communicate()[0] for process in running}
    assert said == {"['marks/dots', 'spacing/greeting', 'words/slip']\n"}
    assert len(kept(cache_folder)) == 1
    assert from_cache(folder)


@pytest.mark.parametrize("kind", ["a file", "below a file"])
def test_folder_that_cannot_be_written_is_no_cache(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    (tmp_path / "file").touch()
    place = tmp_path / "file" if kind == "a file" else tmp_path / "file" / "cache"
    monkeypatch.setenv("CLEANER_CACHE_DIR", str(place))
    assert everything(folder) == everything(folder, cached=False)
    assert not from_cache(folder)


def test_without_a_home_there_is_no_cache(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CLEANER_CACHE_DIR", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)  # as where nobody has a home
    assert cache.folder() is None
    assert not from_cache(folder)
    assert not from_cache(folder)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other folders")
@pytest.mark.parametrize(
    ("given", "base", "place"),
    [
        ("/a/b", "/c", "/a/b"),
        ("", "/c", "/c/cleaner"),
        ("", "", "/home/jo/.cache/cleaner"),
        ("", "relative", "/home/jo/.cache/cleaner"),
    ],
)
def test_place_of_the_cache(
    monkeypatch: pytest.MonkeyPatch, given: str, base: str, place: str
) -> None:
    monkeypatch.setenv("CLEANER_CACHE_DIR", given)
    monkeypatch.setenv("XDG_CACHE_HOME", base)
    monkeypatch.setenv("HOME", "/home/jo")
    assert cache.folder() == Path(place)


def changed_text(folder: Path) -> None:
    path = folder / "words/slip.toml"
    path.write_bytes(path.read_bytes().replace(b'"W"', b'"Longer"'))


def changed_in_disguise(folder: Path) -> None:
    """The same size, and the old time put back."""
    path = folder / "words/slip.toml"
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b'"W"', b'"V"'))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_mtime_ns == before.st_mtime_ns


def changed_table(folder: Path) -> None:
    (folder / "words/slip.tsv").write_bytes(b"found\tbecomes\nteh\tthe\nthier\ttheir\n")


def changed_list(folder: Path) -> None:
    (folder / "lists/names.txt").write_bytes(b"Jo\nEve\n")


def new_list(folder: Path) -> None:
    (folder / "lists/more.txt").write_bytes(b"Jo\n")


def new_rule(folder: Path) -> None:
    shutil.copy(folder / "marks/dots.toml", folder / "marks/more.toml")


def new_rule_far_below(folder: Path) -> None:
    (folder / "marks/a/b/marks").mkdir(parents=True)
    shutil.copy(folder / "marks/dots.toml", folder / "marks/a/b/marks/more.toml")


def deleted_rule(folder: Path) -> None:
    (folder / "marks/dots.toml").unlink()


CHANGES = [
    changed_text,
    pytest.param(
        changed_in_disguise,
        marks=pytest.mark.skipif(os.name == "nt", reason="it keeps no time of change"),
    ),
    changed_table,
    changed_list,
    new_list,
    new_rule,
    new_rule_far_below,
    deleted_rule,
]


@pytest.mark.parametrize("change", CHANGES)
def test_change_of_a_file_is_seen(folder: Path, change: Callable[[Path], None]) -> None:
    load_rules(folder)
    assert from_cache(folder)
    change(folder)
    assert not from_cache(folder)
    assert everything(folder) == everything(folder, cached=False)


def test_rule_in_no_stage_is_reported_all_the_same(folder: Path) -> None:
    load_rules(folder)
    (folder / "mark").mkdir()
    shutil.copy(folder / "marks/dots.toml", folder / "mark")
    with pytest.raises(RuleFileError, match="is not a stage"):
        load_rules(folder)


def test_broken_rule_is_reported_every_time(folder: Path, cache_folder: Path) -> None:
    (folder / "words/slip.toml").write_bytes(b"title = 1")
    for _ in range(2):
        with pytest.raises(RuleFileError):
            load_rules(folder)
    assert kept(cache_folder) == []


def test_rules_that_changed_just_now_are_not_kept(
    folder: Path, cache_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rule_stamp, "SETTLED", 3600 * 10**9)
    load_rules(folder)
    assert kept(cache_folder) == []


def test_folder_with_a_link_to_a_folder_is_not_kept(folder: Path, cache_folder: Path) -> None:
    (folder.parent / "empty").mkdir()
    (folder / "words/empty").symlink_to(folder.parent / "empty", target_is_directory=True)
    assert everything(folder) == everything(folder, cached=False)
    assert kept(cache_folder) == []


def test_folders_are_kept_one_by_one(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "marks"
    other.mkdir(parents=True)
    shutil.copy(folder / "marks/dots.toml", other / "more.toml")
    for path in (folder / "spacing/greeting.toml", folder / "lists/names.txt"):
        path.unlink()
    (folder / "lists").rmdir()
    read = everything(folder, other.parent, cached=False)
    assert everything(folder, other.parent) == read
    assert from_cache(folder)
    assert from_cache(other.parent)
    assert everything(folder, other.parent) == read


def test_list_of_a_users_folder_extends_that_of_another(folder: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine" / "lists"
    mine.mkdir(parents=True)
    (mine / "names.txt").write_bytes(b"Eve\n")
    load_rules(folder)
    for _ in range(2):
        assert everything(folder, mine.parent) == everything(folder, mine.parent, cached=False)
    assert everything(folder, mine.parent) != everything(folder)


def test_rule_of_two_folders_is_reported(folder: Path, tmp_path: Path) -> None:
    other = written(tmp_path / "other")
    for one in (folder, other):
        load_rules(one)
    with pytest.raises(RuleFileError, match="is also the id of"):
        load_rules(folder, other)


def test_paths_are_as_the_folder_was_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_rules(folder)
    monkeypatch.chdir(folder.parent)
    assert everything(Path("rules")) == everything(Path("rules"), cached=False)


def test_row_that_cannot_be_packed_is_not_kept(folder: Path, cache_folder: Path) -> None:
    (folder / "words/slip.tsv").write_bytes(b"found\tbecomes\nteh\tthe\nab\x01\tthe\n")
    assert everything(folder) == everything(folder, cached=False)
    assert kept(cache_folder) == []


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the package."""
    leave = shutil.ignore_patterns("__pycache__", "*.tsv")
    return shutil.copytree(ROOT / "cleaner", tmp_path / "copy" / "cleaner", ignore=leave)


def test_change_of_the_code_is_seen(copied: Path, folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from cleaner import load_rules\n"
        "from cleaner.rules import folders, stamp; stamp.SETTLED = 0\n"
        "read, asked = folders.read_rules, []\n"
        "folders.read_rules = lambda *a: asked.append(a) or read(*a)\n"
        "load_rules(Path(sys.argv[1])); print(asked != [])"
    )

    def read() -> str:
        command = [sys.executable, "-c", code, str(folder)]
        found = subprocess.run(
            command, capture_output=True, text=True, cwd=copied.parent, check=True
        )
        return found.stdout.strip()

    assert [read(), read()] == ["True", "False"]
    os.utime(copied / "matching" / "words.py", (0, 0))
    assert read() == "True"


def test_old_files_are_thrown_away(folder: Path, cache_folder: Path) -> None:
    cache_folder.mkdir()
    for name in (".rules-1-2", "rules-1", "other"):
        (cache_folder / name).touch()
        os.utime(cache_folder / name, (0, 0))
    load_rules(folder)
    assert (cache_folder / "other").exists()
    assert len(kept(cache_folder)) == 1
    assert kept(cache_folder)[0].stat().st_size


def test_stages_are_those_of_the_rules() -> None:
    assert {stage.value for stage in Stage} == rule_stamp.STAGES


def test_choosing_among_rules_makes_none(read: tuple[Rule, ...]) -> None:
    made: list[str] = []
    heads = [index.head_of(rule) for rule in read]
    rules = index.RuleSet(heads, [partial(noted, made, rule) for rule in read])
    chosen = rules.chosen([rules.heads[3], rules.heads[5]._replace(safety=Safety.FLAG)])
    assert (len(chosen), chosen.ids) == (2, {read[3].id, read[5].id})
    assert index.asks_across(rules)
    assert made == []
    assert chosen[1] == replace(read[5], safety=Safety.FLAG)
    assert chosen.by_id[read[5].id] is chosen[1]
    assert made == [read[5].id]
    assert chosen == (read[3], chosen[1])
    assert pickle.loads(pickle.dumps(chosen.heads)) == chosen.heads


def noted(made: list[str], rule: Rule) -> Rule:
    made.append(rule.id)
    return rule


def test_rules_go_to_another_process(read: tuple[Rule, ...]) -> None:
    some = [rule for rule in read if not isinstance(rule.match, Characters | Words)]
    assert pickle.loads(pickle.dumps(index.of(some))) == tuple(some)

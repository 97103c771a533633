"""Which files are taken: as git, and what else people know, would have it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from making import write

from cleaner.files import Choice, Discovery, discover, size_of
from cleaner.files.globs import Globs, glob, globs_in
from cleaner.files.named import named, shortened
from cleaner.files.paths import names_of

GIT = shutil.which("git")
needs_git = pytest.mark.skipif(GIT is None, reason="git")

NAMES = ["a", "b", "ab", "a.txt", "b.txt", "x-y.txt", "é.txt", "a b.txt", "[x].txt", "#h.txt"]
PARTS = [
    *("a", "b", "ab", "txt", "*", "**", "/", "**/", "/**", "?", ".", " ", "\\ ", "é", "***"),
    *("[ab]", "[!a]", "[^b]", "[a-z]", "[b-a]", "[[:alpha:]]", "[]a]", "[!]a-]", "[a", "[[:x]"),
    *("[\\]]", "\\*", "\\a", "\\", "!", "#", "-", "[a-]", "*.txt", "/a", "b/", "a/b"),
]
PATTERN = st.lists(st.sampled_from(PARTS), min_size=1, max_size=4).map("".join)
PATTERNS = st.lists(PATTERN, min_size=1, max_size=5).map("\n".join)
FOLDERS = ["", "a/", "b/", "a/ab/", "b/a/b/"]
PLACES = st.sampled_from(FOLDERS)
IGNORES = st.dictionaries(PLACES, PATTERNS, max_size=3)


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home without any settings of git."""
    path = tmp_path_factory.mktemp("home")
    for name in list(os.environ):
        if name.startswith("GIT_") or name == "XDG_CONFIG_HOME":
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(path))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    return path


def git(folder: Path, *arguments: str) -> list[str]:
    done = subprocess.run(
        ["git", "-c", "core.ignorecase=false", *arguments], cwd=folder, capture_output=True
    )
    assert done.returncode == 0, done.stderr
    return [os.fsdecode(name) for name in done.stdout.split(b"\0") if name]


def taken(*paths: Path, within: Path, **fields: object) -> list[str]:
    choice = Choice(**{"respects_ignore_files": True, **fields})  # type: ignore[arg-type]
    found = discover(paths, lambda folder: choice).files
    return [path.relative_to(within).as_posix() for path in found]


def grown(root: Path, ignores: dict[str, str]) -> Path:
    """A tree of texts with files of patterns."""
    for folder in FOLDERS:
        for name in NAMES[3:]:
            write(root / folder / name, "")
    for folder, patterns in ignores.items():
        write(root / folder / ".gitignore", patterns)
    return root


@needs_git
@settings(max_examples=60)
@given(ignores=IGNORES, own=st.none() | PATTERNS, users=st.none() | PATTERNS)
def test_what_git_ignores_is_left(
    ignores: dict[str, str],
    own: str | None,
    users: str | None,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    root = grown(tmp_path_factory.mktemp("tree"), ignores)
    git(root, "init", "-q", ".")
    if own is not None:
        write(root / ".git" / "info" / "exclude", own)
    ignore = Path(os.environ["HOME"], ".config", "git", "ignore")
    ignore.unlink(missing_ok=True)
    if users is not None:
        write(ignore, users)
    wanted = git(root, "ls-files", "-z", "--others", "--exclude-standard", "--", "*.txt")
    assert taken(root, within=root) == sorted(wanted, key=lambda name: name.split("/"))


@needs_git
@settings(max_examples=100)
@given(pattern=PATTERN, names=st.lists(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4)))
def test_a_pattern_means_what_it_means_to_git(
    pattern: str, names: list[list[str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    if pattern.startswith("!") or not names:
        return
    root = tmp_path_factory.mktemp("pattern")
    git(root, "init", "-q", ".")
    write(root / ".gitignore", pattern + "\n")
    paths = ["/".join(parts) for parts in names]
    done = subprocess.run(
        ["git", "check-ignore", "--no-index", "-z", "--stdin"],
        cwd=root,
        input=os.fsencode("\0".join(paths)),
        capture_output=True,
    )
    wanted = {os.fsdecode(name) for name in done.stdout.split(b"\0") if name}
    globs = globs_in((root / ".gitignore").read_bytes().decode())
    assert {path for path in paths if covered(globs, path)} == wanted


def covered(globs: Globs, path: str) -> bool:
    """Whether patterns ignore a file, or a folder that it is in."""
    parts = path.split("/")
    ways = ["/".join(parts[:count]) for count in range(1, len(parts) + 1)]
    return any(globs.verdict(way, folder=way != path) for way in ways)


def test_a_glob_covers_what_is_in_a_folder() -> None:
    assert glob("docs/").covers("a/docs/b.md")
    assert glob("docs").covers("docs")
    assert not glob("docs/").covers("docs")
    assert not glob("/docs").covers("a/docs/b.md")
    assert glob("[a").covers("[a") is False


def test_without_a_repository_git_has_nothing_to_say(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        write(tmp_path / name, "")
    write(tmp_path / ".gitignore", "a.txt\n")
    write(tmp_path / ".ignore", "b.txt\n")
    assert taken(tmp_path, within=tmp_path) == ["a.txt", "c.txt"]
    (tmp_path / ".git").mkdir()
    assert taken(tmp_path, within=tmp_path) == ["c.txt"]
    everything = taken(tmp_path, within=tmp_path, respects_ignore_files=False)
    assert everything == ["a.txt", "b.txt", "c.txt"]


def test_ours_counts_for_more_than_the_common_file_and_that_for_more_than_gits(
    tmp_path: Path,
) -> None:
    (tmp_path / ".git").mkdir()
    for name in ("a.txt", "b.txt", "sub/a.txt", "sub/c.txt"):
        write(tmp_path / name, "")
    write(tmp_path / "sub" / ".gitignore", "a.txt\nc.txt\n")
    write(tmp_path / ".ignore", "!a.txt\n")
    assert taken(tmp_path, within=tmp_path) == ["a.txt", "b.txt", "sub/a.txt"]
    write(tmp_path / ".cleanerignore", "sub/a.*\n/b.txt\n")
    assert taken(tmp_path, within=tmp_path) == ["a.txt"]
    assert taken(tmp_path, within=tmp_path, respects_ignore_files=False) == [
        "a.txt",
        "sub/c.txt",
    ]


def test_what_is_said_above_counts_wherever_one_starts(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    for name in ("a/b/x.txt", "a/b/y.txt", "a/b/z.txt"):
        write(tmp_path / name, "")
    write(tmp_path / ".gitignore", "/a/b/x.txt\n")
    write(tmp_path / "a" / ".cleanerignore", "b/y.txt\n")
    for start in ("", "a", "a/b"):
        assert taken(tmp_path / start, within=tmp_path) == ["a/b/z.txt"]


def test_a_folder_that_is_named_is_walked_though_it_is_ignored(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    write(tmp_path / ".gitignore", "out/\n*.md\n")
    write(tmp_path / "out" / "a.txt", "")
    write(tmp_path / "out" / "b.md", "")
    assert taken(tmp_path, within=tmp_path) == []
    assert taken(tmp_path / "out", within=tmp_path) == ["out/a.txt"]
    assert taken(tmp_path / "out" / "b.md", within=tmp_path) == ["out/b.md"]


def test_a_repository_in_another_has_its_own_patterns(tmp_path: Path) -> None:
    for folder in ("", "sub"):
        (tmp_path / folder / ".git").mkdir(parents=True)
        write(tmp_path / folder / "a.txt", "")
        write(tmp_path / folder / "b.txt", "")
    write(tmp_path / ".gitignore", "a.txt\n")
    write(tmp_path / "sub" / ".gitignore", "b.txt\n")
    assert taken(tmp_path, within=tmp_path) == ["b.txt", "sub/a.txt"]


@needs_git
def test_a_worktree_has_the_patterns_of_its_repository(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    git(root, "init", "-q", ".")
    git(root, "-c", "user.name=A", "-c", "user.email=a@b.c", "commit", "--allow-empty", "-qm", "x")
    git(root, "worktree", "add", "-q", "../other")
    write(root / ".git" / "info" / "exclude", "a.txt\n")
    for name in ("a.txt", "b.txt"):
        write(tmp_path / "other" / name, "")
    assert taken(tmp_path / "other", within=tmp_path) == ["other/b.txt"]


@needs_git
@pytest.mark.parametrize(
    "config",
    [
        "[core]\n\texcludesFile = ~/mine\n",
        '[CORE]\nexcludesfile=~/other\nExcludesFile = "~/mine" ; a comment\n',
        "[core] excludesfile = ~/mine # a comment\n",
        "[core]\n# excludesfile = ~/other\nexcludesfile = {home}/mine\n[user]\nexcludesfile = x\n",
        '[core]\nexcludesfile = "{home}/\\\\mine"\n',
    ],
)
def test_the_users_own_file_is_where_git_has_it(config: str, home: Path, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", ".")
    write(home / ".gitconfig", config.replace("{home}", str(home)))
    for name in ("mine", "\\mine"):
        write(home / name, "a.txt\n")
    write(home / ".config" / "git" / "ignore", "b.txt\n")
    for name in ("a.txt", "b.txt"):
        write(tmp_path / name, "")
    wanted = git(tmp_path, "ls-files", "-z", "--others", "--exclude-standard")
    assert taken(tmp_path, within=tmp_path) == wanted == ["b.txt"]


INCLUDES = [
    "[include]\n\tpath = more\n",
    "[include]\npath = ~/conf/more\n",
    '[Include] PATH = "{home}/conf/mo\\\nre" ; why\n[core]\nignorecase = no\n',
    "[core]\nexcludesfile = ~/other\n[include]\npath = more\n",
    "[include]\npath = more\n[core]\nexcludesfile = ~/other\n",
    '[include]\npath = absent\n[includeIf "gitdir:{root}/"]\npath = more\n',
    *(
        f'[includeIf "{condition}"]\npath = more\n'
        for condition in (
            *(
                "gitdir:{root}/.git",
                "gitdir:{root}",
                "gitdir:{top}/",
                "gitdir:root/",
                "gitdir:root",
            ),
            *("gitdir:ROOT/", "gitdir/i:ROOT/", "gitdir/i:**/R?[a-o]T/**", "gitdir:~/root/"),
            *("gitdir:./", "gitdir:../root/", "gitdir:r*t/", "gitdir:*/", "gitdir:**", "gitdir:/"),
            *("onbranch:none", "hasconfig:remote.*.url:x", "gitdir:", "other:root/", "x]y"),
        )
    ),
    '[includeIf]\npath = more\n[include "gitdir:root/"]\npath = more\n',
    "[include]\npath = again\n",
]


@needs_git
@pytest.mark.parametrize("place", [".gitconfig", ".config/git/config", "root/.git/config"])
@pytest.mark.parametrize("config", INCLUDES)
def test_settings_are_included_as_git_includes_them(config: str, place: str, home: Path) -> None:
    root = home / "root"
    root.mkdir()
    git(root, "init", "-q", ".")
    config = (
        config.replace("{root}", str(root)).replace("{top}", str(home)).replace("{home}", str(home))
    )
    path = home / place
    write(path, config)
    for folder in (home / "conf", path.parent):
        write(folder / "more", "[include]\npath = ./further\n")
        write(folder / "further", "[core]\n\texcludesFile = ~/mine\n\tignoreCase\n")
    for name, patterns in (("mine", "a.txt\n"), ("other", "b.txt\n")):
        write(home / name, patterns)
    for name in ("a.txt", "A.txt", "b.txt", "c.txt"):
        write(root / name, "")
    write(root / ".gitignore", "C.TXT\n")
    done = subprocess.run(
        ["git", "ls-files", "-z", "--others", "--exclude-standard", "--", "*.txt"],
        cwd=root,
        capture_output=True,
        check=True,
    )
    wanted = [os.fsdecode(name) for name in done.stdout.split(b"\0") if name]
    assert taken(root, within=root) == sorted(wanted)


@needs_git
def test_files_that_include_each_other_come_to_an_end(home: Path, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", ".")
    write(home / ".gitconfig", "[include]\npath = .gitconfig\n[core]\nexcludesfile = ~/mine\n")
    write(home / "mine", "a.txt\n")
    write(tmp_path / "a.txt", "")
    assert taken(tmp_path, within=tmp_path) == []


FOLDED = [part for part in PARTS if "[" not in part]
FOLDED += [*map(str.upper, FOLDED), "[ab]", "[!a]", "[^b]", "[A-Z]", "[[:alpha:]]", "[[:upper:]]"]
"""Classes are closed, and name no single capital: there git finds no small letter."""


@needs_git
@settings(max_examples=100)
@given(patterns=st.lists(st.lists(st.sampled_from(FOLDED), min_size=1).map("".join), min_size=1))
def test_case_is_folded_where_git_folds_it(
    patterns: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("folds")
    git(root, "init", "-q", ".")
    write(root / ".git" / "config", "[core]\nignorecase = true\n")
    write(root / "sub" / ".gitignore", "\n".join(patterns))
    for name in [*NAMES[3:], "A.txt", "X-Y.txt", "É.txt"]:
        write(root / "sub" / name, "")
    done = subprocess.run(
        ["git", "ls-files", "-z", "--others", "--exclude-standard", "--", "*.txt"],
        cwd=root,
        capture_output=True,
        check=True,
    )
    wanted = [os.fsdecode(name) for name in done.stdout.split(b"\0") if name]
    assert taken(root, within=root) == sorted(wanted)


def test_a_repositorys_settings_count_for_more_than_the_users(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / ".git" / "config", "[core]\nexcludesfile = ~/this\n")
    write(home / ".gitconfig", "[core]\nexcludesfile = ~/that\n")
    write(home / "this", "a.txt\n")
    write(home / "that", "b.txt\n")
    for name in ("a.txt", "b.txt"):
        write(tmp_path / name, "")
    assert taken(tmp_path, within=tmp_path) == ["b.txt"]
    write(tmp_path / ".git" / "config", "")
    assert taken(tmp_path, within=tmp_path) == ["a.txt"]
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / ".git" / "config"))
    assert taken(tmp_path, within=tmp_path) == ["a.txt", "b.txt"]


def scoped(root: Path, *patterns: str) -> tuple[tuple[Globs, str], ...]:
    return ((Globs(map(glob, patterns)), str(root)),)


def test_what_is_excluded_is_left(tmp_path: Path) -> None:
    for name in ("a.txt", "b/a.txt", "b/c/a.txt", "venv/a.txt", "c/x.md"):
        write(tmp_path / name, "")
    taken_by = {
        ("b/",): ["a.txt", "c/x.md"],
        ("/b/*.txt",): ["a.txt", "b/c/a.txt", "c/x.md"],
        ("*.txt", "!c/a.txt", "!/b/**/c/a.txt"): ["b/c/a.txt", "c/x.md"],
        ("*", "!a.txt"): ["a.txt"],
        ("!venv",): ["a.txt", "b/a.txt", "b/c/a.txt", "c/x.md", "venv/a.txt"],
    }
    for patterns, wanted in taken_by.items():
        assert taken(tmp_path, within=tmp_path, exclude=scoped(tmp_path, *patterns)) == wanted
    outside = scoped(tmp_path / "b", "*.txt")
    assert taken(tmp_path, within=tmp_path, exclude=outside) == ["a.txt", "c/x.md"]


def test_a_named_file_is_taken_unless_what_is_excluded_is_forced(tmp_path: Path) -> None:
    for name in ("a.txt", "b/a.txt", "venv/a.txt", "d/e/a.txt", "f/a.txt", ".h/a.txt"):
        write(tmp_path / name, "")
    write(tmp_path / "d" / ".cleanerignore", "e\n")
    write(tmp_path / ".ignore", "f\n")
    names = ["a.txt", "b/a.txt", "venv/a.txt", "d/e/a.txt", "f/a.txt", ".h/a.txt"]
    paths = [tmp_path / name for name in names]
    exclude = scoped(tmp_path, "b/")
    assert len(taken(*paths, within=tmp_path, exclude=exclude)) == len(names)
    forced = taken(*paths, within=tmp_path, exclude=exclude, forces=True)
    assert forced == [".h/a.txt", "a.txt", "f/a.txt"]
    assert taken(tmp_path / "b", within=tmp_path, exclude=exclude, forces=True) == []
    choice = Choice(exclude=exclude, forces=True)
    assert discover([paths[1]], lambda folder: choice) == Discovery((), (), 1)


def test_patterns_mean_the_same_whatever_a_path_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "b" / "a.txt", "")
    monkeypatch.chdir(tmp_path)
    choice = Choice(exclude=scoped(tmp_path, "/b/a.txt"), forces=True)
    for name in ("b/a.txt", "./b/a.txt", "b/../b/a.txt", str(tmp_path / "b/a.txt"), "b", "."):
        assert discover([Path(name)], lambda folder: choice).files == ()


def test_a_file_that_is_too_large_is_left_and_told(tmp_path: Path) -> None:
    small = write(tmp_path / "a.txt", "1234")
    large = write(tmp_path / "b.txt", "12345")
    choice = Choice(max_size=4)
    found = discover([tmp_path], lambda folder: choice)
    assert found == Discovery((small,), (), 0, ((large, "larger than 4 bytes"),))
    [missing] = discover([large], lambda folder: choice).missing
    assert missing.problem == (
        f"{large}: it is larger than 4 bytes; name a larger --max-size, or split it"
    )


@pytest.mark.parametrize(
    ("written", "size"),
    [
        ("800", 800),
        ("64K", 65536),
        (" 10 MB ", 10485760),
        ("1.5GiB", 1610612736),
        ("2t", 2199023255552),
        ("7 b", 7),
        ("", None),
        ("-1", None),
        ("10 miles", None),
    ],
)
def test_sizes_are_read(written: str, size: int | None) -> None:
    assert size_of(written) == size


WHOLE = ["a.txt", "b.md", "c/d.txt", "c/e", "c-1/f.txt"]
NAMED = [*WHOLE, "venv/a.txt", "d/a.txt", "c", ".h.txt", "up", "again.txt", "gone"]
WRITTEN = ["{}", "./{}", "c/../{}", ".//{}", "{}/", "", ".", "up/{}"]


@given(data=st.data())
@settings(max_examples=200)
def test_files_that_are_named_are_those_that_are_found(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Where `named` says anything, `discover` says the same."""
    root = tmp_path_factory.getbasetemp() / "named"
    for name in [*WHOLE, ".h.txt"]:
        write(root / name, "")
    if not (root / "up").exists():
        (root / "up").symlink_to(root)
        (root / "again.txt").symlink_to(root / "a.txt")
    for name in ("c/.cleanerignore", "venv/a.txt", "d/.cleanerignore", "d/a.txt"):
        write(root / name, "d.txt\n")
    forces = data.draw(st.booleans())
    kinds = st.sampled_from(WRITTEN[:1] * 8 + WRITTEN)
    names = [
        data.draw(kinds).format(place)
        for place in data.draw(st.lists(st.sampled_from(NAMED), min_size=1, max_size=4))
    ]
    if data.draw(st.booleans()):
        names = [str(root / name) for name in names]
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        found = named(names, forces=forces)
        choice = Choice(forces=forces, respects_ignore_files=True)
        whole = discover(map(Path, names), lambda folder: choice)
    if found is not None:
        assert (found, 0, ()) == (names_of(whole.files), whole.ignored_count, whole.missing)


@given(name=st.text("/.a~\\", max_size=8))
@example("")
def test_names_are_shortened_as_paths_are(name: str) -> None:
    assert shortened(name) == str(Path(name))


def test_files_that_are_named_plainly_are_found_at_once(tmp_path: Path) -> None:
    names = [str(write(tmp_path / name, "")) for name in ("c/b.txt", "c-1/a.txt", "c.txt")]
    assert named(names) == (names[0], names[1], names[2])
    assert named([names[2], names[0]]) == (names[0], names[2])
    assert named(names, forces=True) == named(names)
    assert named([str(tmp_path / "c")]) is None
    assert named([names[0], names[0]]) is None
    assert named([f"{tmp_path}/c//b.txt"]) is None
    assert named(["\0"]) is None
    write(tmp_path / "d" / ".cleanerignore", "")
    for name in ("venv/x/a.txt", "d/x/a.txt"):
        path = str(write(tmp_path / name, ""))
        assert (named([path]), named([path], forces=True)) == ((path,), None)

"""The hooks under the real pre-commit, in repositories as users have them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from copies import run, source

DAMAGED = "They met at teh bank, and and left.\n"
REPAIRED = "They met at the bank, and left.\n"
ODD_NAMES = ["with space.txt", "-dash.md", "naïve.txt", "two\nlines.txt"]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="file names with line ends")


@pytest.fixture(scope="module", autouse=True)
def apart(tmp_path_factory: pytest.TempPathFactory) -> None:
    """No settings of this machine, and a store of its own for what pre-commit installs."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [
            name for name in os.environ if name.startswith(("GIT_", "PRE_COMMIT", "SKIP"))
        ]:
            patch.delenv(name)
        patch.setenv("PRE_COMMIT_HOME", str(tmp_path_factory.mktemp("store")))
        patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        for who in ("AUTHOR", "COMMITTER"):
            patch.setenv(f"GIT_{who}_NAME", "A")
            patch.setenv(f"GIT_{who}_EMAIL", "a@example.org")
        yield


def repository(folder: Path) -> Path:
    """A git repository with one commit of what is in the folder."""
    git = ["git", "-c", "init.defaultBranch=main"]
    run(*git, "init", "--quiet", cwd=folder)
    run("git", "add", "--all", cwd=folder)
    run("git", "commit", "--quiet", "--allow-empty", "--message=a", cwd=folder)
    return folder


@pytest.fixture(scope="module")
def cleaner(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This checkout as a repository that hooks come from."""
    return repository(source(tmp_path_factory.mktemp("hooks") / "cleaner"))


@pytest.fixture
def prose(cleaner: Path, tmp_path: Path) -> Path:
    """A repository that has the fixing hook installed."""
    repository(tmp_path)
    rev = run("git", "rev-parse", "HEAD", cwd=cleaner).strip()
    hooks = "[{id: cleaner}, {id: cleaner-check}]"
    configuration = f"repos: [{{repo: '{cleaner}', rev: {rev}, hooks: {hooks}}}]"
    (tmp_path / ".pre-commit-config.yaml").write_text(configuration, encoding="utf-8")
    run(sys.executable, "-m", "pre_commit", "install", cwd=tmp_path)
    run("git", "add", "--all", cwd=tmp_path)
    run("git", "commit", "--quiet", "--message=b", "--no-verify", cwd=tmp_path)
    return tmp_path


def stage(folder: Path, text: str, *names: str) -> None:
    for name in names:
        (folder / name).write_text(text, encoding="utf-8")
    run("git", "add", "--", *names, cwd=folder)


def test_this_checkout_can_be_tried(cleaner: Path, tmp_path: Path) -> None:
    repository(tmp_path)
    stage(tmp_path, DAMAGED, "a.txt")
    told = run(
        sys.executable, "-m", "pre_commit", "try-repo", cleaner, "cleaner", cwd=tmp_path, code=1
    )
    assert "a.txt:1:13: fixed words/common-misspellings [safe] `teh` → `the`" in told
    assert (tmp_path / "a.txt").read_text() == REPAIRED


def test_a_commit_is_stopped_and_goes_through_when_the_repair_is_staged(prose: Path) -> None:
    stage(prose, DAMAGED, *ODD_NAMES)
    told = run("git", "commit", "--message=c", cwd=prose, code=1)
    assert "files were modified by this hook" in told
    assert [(prose / name).read_text() for name in ODD_NAMES] == [REPAIRED] * len(ODD_NAMES)
    run("git", "add", "--all", cwd=prose)
    run("git", "commit", "--message=c", cwd=prose)
    assert run("git", "status", "--porcelain", cwd=prose) == ""


def test_suggestions_do_not_stop_a_commit(prose: Path) -> None:
    stage(prose, "He spoke of the consecutive meeting.\n", "a.txt")
    told = run("git", "commit", "--verbose", "--message=c", cwd=prose)
    assert "Passed" in told


def test_only_what_is_staged_counts(prose: Path) -> None:
    stage(prose, REPAIRED, "a.txt")
    (prose / "a.txt").write_text(REPAIRED + DAMAGED, encoding="utf-8")
    run("git", "commit", "--message=c", cwd=prose)
    assert (prose / "a.txt").read_text() == REPAIRED + DAMAGED


def test_a_repair_that_meets_unstaged_work_is_rolled_back(prose: Path) -> None:
    stage(prose, DAMAGED, "a.txt")
    (prose / "a.txt").write_text("Now for something else.\n", encoding="utf-8")
    told = run("git", "commit", "--message=c", cwd=prose, code=1)
    assert "Stashed changes conflicted with hook auto-fixes" in told
    assert (prose / "a.txt").read_text() == "Now for something else.\n"
    assert run("git", "show", ":a.txt", cwd=prose) == DAMAGED


def test_other_files_are_not_read(prose: Path) -> None:
    stage(prose, DAMAGED, "a.lock")
    run("git", "commit", "--message=c", cwd=prose)
    assert (prose / "a.lock").read_text() == DAMAGED

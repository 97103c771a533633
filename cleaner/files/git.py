"""What git keeps beside the files of a repository: where it is, and what it never looks at."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import NamedTuple

from cleaner.files.git_config import text_of, values
from cleaner.files.globs import Globs, globs_in

__all__ = ["Kept", "is_repository", "kept", "text_of"]

_TRUE = ("true", "yes", "on", "1")


def is_repository(folder: str) -> bool:
    """Whether a folder is the topmost of a repository, or of a worktree or submodule."""
    return os.path.lexists(os.path.join(folder, ".git"))  # noqa: PTH118


class Kept(NamedTuple):
    """What git keeps beside a repository: the patterns in `.git/info/exclude`, and the user's own.

    Those of the first count for more. With `folds` small and capital letters are the same to git.
    """

    own: Globs
    users: Globs
    folds: bool


def kept(repository: str) -> Kept:
    """What git keeps beside a repository. See gitignore(5) and git-config(1)."""
    git = _folder(os.path.join(repository, ".git"))  # noqa: PTH118
    common = _common(git)
    configs = [*_users_configs(), os.path.join(common, "config")]  # noqa: PTH118
    said = [value for one in configs for value in values(one, "core.ignorecase", git)]
    folds = bool(said) and (said[-1] is None or said[-1].lower() in _TRUE)
    own = text_of(os.path.join(common, "info", "exclude"))  # noqa: PTH118
    users = text_of(_users_file(configs, git))
    return Kept(globs_in(own, folds=folds), globs_in(users, folds=folds), folds)


def _folder(git: str) -> str:
    """The folder of git itself; a file `.git` says where that is."""
    if os.path.isdir(git):  # noqa: PTH112
        return git
    said = text_of(git).removeprefix("gitdir:").strip()
    return os.path.join(os.path.dirname(git), said)  # noqa: PTH118, PTH120


def _common(git: str) -> str:
    """The folder that all worktrees of a repository share."""
    common = text_of(os.path.join(git, "commondir")).strip()  # noqa: PTH118
    return os.path.join(git, common) if common else git  # noqa: PTH118


def _base() -> str:
    home = os.path.expanduser("~")  # noqa: PTH111
    return os.environ.get("XDG_CONFIG_HOME") or os.path.join(home, ".config")  # noqa: PTH118


def _users_configs() -> list[str]:
    """The files of configuration beside those of the repository; what comes later counts."""
    home = os.path.expanduser("~")  # noqa: PTH111
    system = os.environ.get("GIT_CONFIG_SYSTEM") or "/etc/gitconfig"
    mine = os.environ.get("GIT_CONFIG_GLOBAL")
    places = [os.path.join(_base(), "git", "config"), os.path.join(home, ".gitconfig")]  # noqa: PTH118
    return [
        *([] if os.environ.get("GIT_CONFIG_NOSYSTEM") else [system]),
        *(places if mine is None else [mine]),
    ]


def _users_file(configs: Iterable[str], git: str) -> str:
    """The path of the user's own file: `core.excludesFile`, else where git looks without it."""
    said = [value for one in configs for value in values(one, "core.excludesfile", git)]
    if said and said[-1] is not None:
        return os.path.expanduser(said[-1])  # noqa: PTH111
    return os.path.join(_base(), "git", "ignore")  # noqa: PTH118

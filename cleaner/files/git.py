"""What git keeps beside the files of a repository: where it is, and what it never looks at."""

from __future__ import annotations

import os
from collections.abc import Iterator

from cleaner.files.globs import Globs, globs_in


def is_repository(folder: str) -> bool:
    """Whether a folder is the topmost of a repository, or of a worktree or submodule."""
    return os.path.lexists(os.path.join(folder, ".git"))  # noqa: PTH118


def excludes(repository: str) -> tuple[Globs, Globs]:
    """The patterns of `.git/info/exclude`, and those of the user's own file.

    Those of the first count for more. See gitignore(5).
    """
    common = _common(os.path.join(repository, ".git"))  # noqa: PTH118
    own = globs_in(text_of(os.path.join(common, "info", "exclude")))  # noqa: PTH118
    return own, globs_in(text_of(_users_file(os.path.join(common, "config"))))  # noqa: PTH118


def text_of(path: str) -> str:
    """The text of a file, empty if it cannot be read; bytes that are not UTF-8 stay the bytes."""
    try:
        with open(path, "rb") as stream:  # noqa: PTH123
            return stream.read().decode("utf-8", "surrogateescape")
    except OSError:
        return ""


def _common(git: str) -> str:
    """The folder that all worktrees of a repository share; a file `.git` says where that is."""
    if os.path.isdir(git):  # noqa: PTH112
        return git
    said = text_of(git).removeprefix("gitdir:").strip()
    folder = os.path.join(os.path.dirname(git), said)  # noqa: PTH118, PTH120
    common = text_of(os.path.join(folder, "commondir")).strip()  # noqa: PTH118
    return os.path.join(folder, common) if common else folder  # noqa: PTH118


def _users_file(repository_config: str) -> str:
    """The path of the user's own file: `core.excludesFile`, else where git looks without it."""
    home = os.path.expanduser("~")  # noqa: PTH111
    base = os.environ.get("XDG_CONFIG_HOME") or os.path.join(home, ".config")  # noqa: PTH118
    system = os.environ.get("GIT_CONFIG_SYSTEM") or "/etc/gitconfig"
    mine = os.environ.get("GIT_CONFIG_GLOBAL")
    places = [os.path.join(base, "git", "config"), os.path.join(home, ".gitconfig")]  # noqa: PTH118
    configs = [
        *([] if os.environ.get("GIT_CONFIG_NOSYSTEM") else [system]),
        *(places if mine is None else [mine]),
        repository_config,
    ]
    said = [value for config in configs for value in _said(text_of(config))]
    if said:
        return os.path.expanduser(said[-1])  # noqa: PTH111
    return os.path.join(base, "git", "ignore")  # noqa: PTH118


def _said(config: str) -> Iterator[str]:
    """Each value of `core.excludesFile` in a file of git's configuration. See git-config(1)."""
    section = ""
    for line in config.split("\n"):
        line = line.strip()
        if line.startswith("["):
            section, _, line = line[1:].partition("]")
            line = line.strip()
        key, _, value = line.partition("=")
        if section.strip().lower() == "core" and key.strip().lower() == "excludesfile":
            yield _bare(value.strip())


def _bare(value: str) -> str:
    """A value without quotes, escapes and what stands behind it as a comment."""
    kept, quoted, signs = "", False, iter(value)
    for sign in signs:
        if sign == "\\":
            kept += next(signs, "")
        elif sign == '"':
            quoted = not quoted
        elif sign in "#;" and not quoted:
            return kept.rstrip()
        else:
            kept += sign
    return kept

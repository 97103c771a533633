"""Files named one by one: what `discovery` makes of them, without a walk through folders."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence

PASSED_OVER = frozenset({"__pycache__", "__pypackages__", "node_modules", "site-packages", "venv"})
"""What is excluded if nothing else is: folders with other people's files or a program's."""
OURS = ".cleanerignore"
"""The name of the files that say what is left alone even where it is named."""


def named(names: Sequence[str], *, forces: bool = False) -> tuple[str, ...] | None:
    """The files with some names in the order of `paths.order`; None if that is not plain.

    It is not where one is a folder or cannot be reached, where two are one file, or a name is
    written in more signs than it needs; and if what is excluded `forces`, where one may be.
    """
    if forces and any(map(_may_be_excluded, {os.path.dirname(name) for name in names})):  # noqa: PTH120
        return None
    found: set[str] = set()
    for name in names:
        try:
            if not _is_short(name) or stat.S_ISDIR(os.stat(name).st_mode):  # noqa: PTH116
                return None
            found.add(os.path.realpath(name))
        except (OSError, ValueError):
            return None
    return tuple(sorted(names, key=parts_of)) if len(found) == len(names) else None


def _may_be_excluded(folder: str) -> bool:
    """Whether what is in a folder may be: some file says so, or the name of a folder."""
    folder = os.path.abspath(folder)  # noqa: PTH100 - links stay
    while (above := os.path.dirname(folder)) != folder:  # noqa: PTH120
        if os.path.basename(folder) in PASSED_OVER or _has_ours(folder):  # noqa: PTH119
            return True
        folder = above
    return _has_ours(folder)


def _has_ours(folder: str) -> bool:
    return os.path.lexists(os.path.join(folder, OURS))  # noqa: PTH118


def shortened(name: str) -> str:
    """A name as a `Path` writes it."""
    if os.name == "nt" or name.startswith("//"):
        from pathlib import Path  # it takes as long to load as to look at a thousand files

        return str(Path(name))
    kept = "/".join(part for part in name.split("/") if part not in ("", "."))
    return f"/{kept}" if name.startswith("/") else kept or "."


def _is_short(name: str) -> bool:
    """Whether a `Path` writes a name as it is written."""
    return not {"", "."} & set(name.removeprefix("/").split("/"))


def parts_of(name: str) -> tuple[str, ...]:
    """The parts of a path with slashes, the root one of them."""
    parts = name.split("/")
    if not parts[0]:
        parts[0] = "/"
    return tuple(parts)

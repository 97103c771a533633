"""Files named one by one: what `discovery` makes of them, without a walk through folders."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence


def named(names: Sequence[str]) -> tuple[str, ...] | None:
    """The files with some names in the order of `paths.order`; None if that is not plain.

    It is not where one is a folder or cannot be reached, where two are one file, or a name is
    written in more signs than it needs.
    """
    found: set[str] = set()
    for name in names:
        try:
            if not _is_short(name) or stat.S_ISDIR(os.stat(name).st_mode):  # noqa: PTH116
                return None
            found.add(os.path.realpath(name))
        except (OSError, ValueError):
            return None
    return tuple(sorted(names, key=parts_of)) if len(found) == len(names) else None


def _is_short(name: str) -> bool:
    """Whether a `Path` writes a name as it is written."""
    return not {"", "."} & set(name.removeprefix("/").split("/"))


def parts_of(name: str) -> tuple[str, ...]:
    """The parts of a path with slashes, the root one of them."""
    parts = name.split("/")
    if not parts[0]:
        parts[0] = "/"
    return tuple(parts)

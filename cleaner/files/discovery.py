"""Paths as given -> the files to clean, in one order, each once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from cleaner.files.choice import PASSED_OVER, PROSE, Choice
from cleaner.files.paths import Paths
from cleaner.files.walking import walk

__all__ = ["PASSED_OVER", "PROSE", "Choice", "Discovery", "Missing", "discover"]


class Missing(NamedTuple):
    """A path that cannot be read, for `problem`, which is the whole message."""

    path: Path
    problem: str


class Discovery(NamedTuple):
    """What the given paths come to; all are sorted by `order`.

    `ignored_count` are the files in the folders that were not taken, those in folders passed over
    not counted. `large` are those of them that are only too large, with the reason in words.
    """

    files: Sequence[Path]
    missing: tuple[Missing, ...]
    ignored_count: int
    large: tuple[tuple[Path, str], ...] = ()


def discover(
    paths: Iterable[Path], choice_for: Callable[[Path], Choice] = lambda folder: Choice()
) -> Discovery:
    """The files that the paths name, and those in the folders that they name, at any depth.

    A named file is taken unless its folder's choice forces what it excludes. From a folder come the
    files of its choice; what is hidden is left, unless named. Links to files are followed, links to
    folders only if named. A file that is reached by several paths comes once, by the shortest
    without links.
    The order of `paths` does not matter.
    """
    found = walk(map(str, paths), lambda folder: choice_for(Path(folder)))
    return Discovery(
        Paths(found.names),
        tuple(Missing(Path(name), problem) for name, problem in found.missing),
        found.ignored_count,
        tuple((Path(name), reason) for name, reason in found.large),
    )

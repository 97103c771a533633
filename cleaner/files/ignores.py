"""Files that say what is left alone in their folder and below: .gitignore, .ignore, .cleanerignore.

The last counts for more than the second, and that for more than git's. Those of git count in a
repository only; a repository in another has its own. For each kind, the closest file that has
something to say decides; what stands in a folder that is left alone is not looked at.
"""

from __future__ import annotations

import os
from collections.abc import Container, Iterator
from typing import NamedTuple

from cleaner.files.globs import Globs, globs_in, way
from cleaner.files.named import OURS

COMMON, GITS = ".ignore", ".gitignore"
_NAMES = (OURS, COMMON, GITS, ".git")
_NONE = Globs(())


class Level(NamedTuple):
    """What is said in one folder; `above` is the next folder upwards in which something is said.

    `path` is the way from there to here, with a slash at its end. `excludes` are what git keeps
    beside the repository that this is the topmost folder of, and `folds` whether it takes small
    and capital letters for the same.
    """

    folder: str
    above: Level | None
    path: str
    ours: Globs
    common: Globs
    gits: Globs
    excludes: tuple[Globs, ...] | None
    folds: bool


class Levels:
    """What is said for folders, by their absolute paths. Each is read once, so it holds state."""

    def __init__(self, *, all: bool) -> None:
        """Only what is ours counts if not `all`."""
        self._all = all
        self._known: dict[str, Level | None] = {}

    def of(self, folder: str) -> Level | None:
        """What is said for a folder: in it, and in all above it."""
        if folder not in self._known:
            above = os.path.dirname(folder)  # noqa: PTH120
            level = None if above == folder else self.of(above)
            self._known[folder] = below(level, folder, _said_in(folder), all=self._all)
        return self._known[folder]

    def forbid(self, path: str, *, folder: bool) -> bool:
        """Whether what is ours leaves a path alone, or a folder that it is in."""
        while (above := os.path.dirname(path)) != path:  # noqa: PTH120
            for globs, name in _upwards(self.of(above), way_to(self.of(above), path)):
                verdict = globs.ours.verdict(name, folder=folder)
                if verdict is not None:
                    if verdict:
                        return True
                    break
            path, folder = above, True
        return False


def _said_in(folder: str) -> list[str]:
    """The names of the files in a folder that may say something."""
    return [name for name in _NAMES if os.path.lexists(os.path.join(folder, name))]  # noqa: PTH118


def way_to(level: Level | None, path: str) -> str:
    """The path from the folder of a level to what is in it."""
    return "" if level is None else way(level.folder, path) or ""


def below(above: Level | None, folder: str, names: Container[str], *, all: bool) -> Level | None:
    """What is said for a folder that has entries with these names, and for those it is in.

    Only what is ours counts if not `all`.
    """
    if not any(name in names for name in _NAMES):
        return above
    from cleaner.files import git  # where nothing is said nobody has to read it

    ours = _read(folder, OURS)
    common = _read(folder, COMMON) if all else _NONE
    kept = git.kept(folder) if all and git.is_repository(folder) else None
    folds = above is not None and above.folds if kept is None else kept.folds
    excludes = None if kept is None else (kept.own, kept.users)
    gits = _read(folder, GITS, folds=folds) if all else _NONE
    if not (ours or common or gits) and excludes is None:
        return above
    path = ""
    if above is not None:
        path = way_to(above, folder) + "/"
    return Level(folder, above, path, ours, common, gits, excludes, folds)


def asked(level: Level | None, way: str) -> list[tuple[Globs, str]]:
    """Who is asked about what is in a folder, in order, and the path from each to that folder.

    `way` is the path from the folder of the level to that folder. The paths end with a slash.
    """
    return [(globs, path) for globs, path in _asked(level, way) if globs]


def _asked(level: Level | None, name: str) -> Iterator[tuple[Globs, str]]:
    """Who is asked, in order, and about which path."""
    levels = list(_upwards(level, name))
    yield from ((one.ours, path) for one, path in levels)
    yield from ((one.common, path) for one, path in levels)
    roots = [number for number, (one, _) in enumerate(levels) if one.excludes is not None]
    if roots:
        inside = levels[: roots[0] + 1]
        yield from ((one.gits, path) for one, path in inside)
        root, path = inside[-1]
        yield from ((globs, path) for globs in root.excludes or ())


def _upwards(level: Level | None, name: str) -> Iterator[tuple[Level, str]]:
    """The levels from the closest on, and the path from each."""
    while level is not None:
        yield level, name
        name = level.path + name
        level = level.above


def _read(folder: str, name: str, *, folds: bool = False) -> Globs:
    from cleaner.files import git

    text = git.text_of(os.path.join(folder, name))  # noqa: PTH118
    return globs_in(text, folds=folds) if text else _NONE

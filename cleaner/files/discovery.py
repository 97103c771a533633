"""Paths as given -> the files to clean, in one order, each once."""

from __future__ import annotations

import os
import stat
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from cleaner.files.choice import PASSED_OVER, PROSE, Choice, Scopes
from cleaner.files.disk import explain
from cleaner.files.ignores import Level, Levels, asked, below, way_to

__all__ = ["PASSED_OVER", "PROSE", "Choice", "Discovery", "Missing", "discover", "order"]


@dataclass(frozen=True, slots=True)
class Missing:
    """A path that cannot be read, for `problem`, which is the whole message."""

    path: Path
    problem: str


@dataclass(frozen=True, slots=True)
class Discovery:
    """What the given paths come to; all are sorted by `order`.

    `ignored_count` are the files in the folders that were not taken, those in folders passed over
    not counted. `large` are those of them that are only too large, with the reason in words.
    """

    files: tuple[Path, ...]
    missing: tuple[Missing, ...]
    ignored_count: int
    large: tuple[tuple[Path, str], ...] = ()


def order(path: Path) -> tuple[str, ...]:
    """The sorting key of paths: part by part, by code point, so that a folder stays together."""
    return path.parts


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
    search = _Search(choice_for)
    for path in paths:
        try:
            search.meet(path)
        except OSError as error:
            search.missing[path] = explain(str(path), error)
    return search.result()


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder on the way: `path` as it was reached, its `real` and its `whole` path.

    `level` is what ignore files say for it, `way` the path from there to here, with a slash.
    """

    path: Path
    real: str
    whole: str
    level: Level | None
    way: str


class _Search:
    """The files found so far, by real path; it grows path by path, so it holds state."""

    def __init__(self, choice_for: Callable[[Path], Choice]) -> None:
        self._choice_for = choice_for
        self.missing: dict[Path, str] = {}
        self._found: defaultdict[str, list[Path]] = defaultdict(list)
        self._ignored: set[str] = set()
        self._large: dict[str, tuple[Path, str]] = {}
        self._levels = {all: Levels(all=all) for all in (False, True)}

    def meet(self, path: Path) -> None:
        """Take a named file, or what a named folder holds. Raises OSError."""
        status = path.stat()
        choice = self._choice_for(path.parent)
        is_folder = stat.S_ISDIR(status.st_mode)
        if choice.forces and self._forbidden(path, choice, is_folder=is_folder):
            self._ignored.add(os.path.realpath(path))
        elif is_folder:
            self._walk(path)
        elif choice.max_size is not None and status.st_size > choice.max_size:
            problem = f"it is {choice.too_large}; name a larger --max-size, or split it"
            self.missing[path] = f"{path}: {problem}"
        else:
            self._found[os.path.realpath(path)].append(path)

    def _forbidden(self, path: Path, choice: Choice, *, is_folder: bool) -> bool:
        """Whether even a named path is left alone."""
        whole = os.path.abspath(path)  # noqa: PTH100 - links stay
        ours = self._levels[False]
        return choice.forbids(path, folder=is_folder) or ours.forbid(whole, folder=is_folder)

    def _walk(self, root: Path) -> None:
        whole = os.path.abspath(root)  # noqa: PTH100 - links stay
        respects = self._choice_for(root).respects_ignore_files
        above = os.path.dirname(whole)  # noqa: PTH120
        level = None if above == whole else self._levels[respects].of(above)
        way = f"{way_to(level, whole)}/"
        folders = [_Folder(root, os.path.realpath(root), whole, level, way)]
        while folders:
            folder = folders.pop()
            try:
                with os.scandir(folder.path) as entries:
                    listed = list(entries)
            except OSError as error:
                self.missing[folder.path] = explain(str(folder.path), error)
                continue
            folders += self._inside(folder, listed)

    def _inside(self, folder: _Folder, entries: Sequence[os.DirEntry[str]]) -> list[_Folder]:
        """The folders in a folder to walk; its files are taken, or left."""
        choice = self._choice_for(folder.path)
        names = frozenset(entry.name for entry in entries)
        level = below(folder.level, folder.whole, names, all=choice.respects_ignore_files)
        way = folder.way if level is folder.level else ""
        inside = []
        scopes, ignores = choice.scopes(folder.whole), asked(level, way)
        for entry in entries:
            name, is_folder = entry.name, entry.is_dir(follow_symlinks=False)
            real = os.path.join(folder.real, name)  # noqa: PTH118
            left = (
                name.startswith(".")
                or choice.excludes(scopes, name, folder=is_folder)
                or _says(ignores, name, folder=is_folder)
            )
            if is_folder:
                if not left:
                    whole = os.path.join(folder.whole, name)  # noqa: PTH118
                    inside.append(_Folder(folder.path / name, real, whole, level, f"{way}{name}/"))
            elif left or not choice.reads(name) or not _is_file(entry):
                self._ignored.add(real)
            else:
                self._take(folder.path / name, entry, real, choice)
        return inside

    def _take(self, path: Path, entry: os.DirEntry[str], real: str, choice: Choice) -> None:
        """Take a file that a folder holds, unless it is too large."""
        real = os.path.realpath(path) if entry.is_symlink() else real
        if choice.max_size is not None and entry.stat().st_size > choice.max_size:
            self._large[real] = (path, choice.too_large)
        else:
            self._found[real].append(path)

    def result(self) -> Discovery:
        """All that was found."""
        files = [_preferred(paths) for paths in self._found.values()]
        missing = [Missing(path, problem) for path, problem in self.missing.items()]
        large = [one for real, one in self._large.items() if real not in self._found]
        return Discovery(
            tuple(sorted(files, key=order)),
            tuple(sorted(missing, key=lambda item: order(item.path))),
            len(self._ignored - self._found.keys()),
            tuple(sorted(large, key=lambda item: order(item[0]))),
        )


def _says(asked: Scopes, name: str, *, folder: bool) -> bool:
    """Whether the first that has something to say of an entry says that it is meant."""
    for globs, way in asked:
        verdict = globs.verdict(way + name, folder=folder)
        if verdict is not None:
            return verdict
    return False


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a file, or a link to one; a broken link is not."""
    try:
        return entry.is_file()
    except OSError:
        return False


def _preferred(paths: Sequence[Path]) -> Path:
    """The shortest path without a link: patches are for files, and do not fit a link to one."""
    if len(paths) == 1:
        return paths[0]
    return min(paths, key=lambda path: (_linked(path), len(path.parts), order(path)))


def _linked(path: Path) -> bool:
    return os.path.realpath(path) != os.path.abspath(path)  # noqa: PTH100

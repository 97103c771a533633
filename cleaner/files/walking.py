"""The names of files and folders -> the files to clean, in one order, each once.

A name is written as a `Path` writes it. No `Path` is made here: who only asks whether files are as
they were has no time to load it.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from cleaner.files.choice import Choice, Scopes
from cleaner.files.ignores import Level, Levels, asked, below, way_to
from cleaner.files.paths import order
from cleaner.files.problems import explain


class Walked(NamedTuple):
    """What the given names come to, as `discovery.Discovery` has it, by names.

    `missing` and `large` have a problem and a reason beside each.
    """

    names: tuple[str, ...]
    missing: tuple[tuple[str, str], ...]
    ignored_count: int
    large: tuple[tuple[str, str], ...]


class TooMany(Exception):
    """There are more files than were wanted."""


def walk(
    names: Iterable[str], choice_for: Callable[[str], Choice], *, most: int | None = None
) -> Walked:
    """As `discovery.discover`, by names. Raises TooMany where there are more files than `most`."""
    search = _Search(choice_for, most)
    for name in names:
        try:
            search.meet(name)
        except OSError as error:
            search.missing[name] = explain(name, error)
    return search.result()


class _Folder(NamedTuple):
    """A folder on the way: the `path` it was reached by, its `real` and its `whole` one.

    `name` and `real` stand before the names of its entries, with a separator at the end. `level` is
    what ignore files say for it, `way` the path from there to here, with a slash.
    """

    path: str
    name: str
    real: str
    whole: str
    level: Level | None
    way: str


class _Search:
    """The files found so far, by real path; it grows path by path, so it holds state."""

    def __init__(self, choice_for: Callable[[str], Choice], most: int | None) -> None:
        self._choice_for = choice_for
        self._most = most
        self.missing: dict[str, str] = {}
        self._found: dict[str, str] = {}
        self._again: dict[str, list[str]] = {}
        self._ignored: set[str] = set()
        self._large: dict[str, tuple[str, str]] = {}
        self._levels = {all: Levels(all=all) for all in (False, True)}
        self._met = 0

    def meet(self, path: str) -> None:
        """Take a named file, or what a named folder holds. Raises OSError."""
        self._met += 1
        status = os.stat(path)  # noqa: PTH116
        choice = self._choice_for(os.path.dirname(path) or ".")  # noqa: PTH120
        is_folder = stat.S_ISDIR(status.st_mode)
        if choice.forces and self._forbidden(path, choice, is_folder=is_folder):
            self._ignored.add(os.path.realpath(path))
        elif is_folder:
            self._walk(path)
        elif choice.max_size is not None and status.st_size > choice.max_size:
            problem = f"it is {choice.too_large}; name a larger --max-size, or split it"
            self.missing[path] = f"{path}: {problem}"
        else:
            self._add(os.path.realpath(path), path)

    def _forbidden(self, path: str, choice: Choice, *, is_folder: bool) -> bool:
        """Whether even a named path is left alone."""
        whole = os.path.abspath(path)  # noqa: PTH100 - links stay
        ours = self._levels[False]
        return choice.forbids(path, folder=is_folder) or ours.forbid(whole, folder=is_folder)

    def _walk(self, path: str) -> None:
        """Take what is in a folder, in the order of the names."""
        whole = os.path.abspath(path)  # noqa: PTH100 - links stay
        respects = self._choice_for(path).respects_ignore_files
        above = os.path.dirname(whole)  # noqa: PTH120
        level = None if above == whole else self._levels[respects].of(above)
        way = f"{way_to(level, whole)}/"
        name = "" if path == "." else os.path.join(path, "")  # noqa: PTH118
        real = os.path.join(os.path.realpath(path), "")  # noqa: PTH118
        first = _Folder(path, name, real, whole, level, way)
        on_the_way = [iter([first])]
        while on_the_way:
            folder = next(on_the_way[-1], None)
            if folder is None:
                on_the_way.pop()
            else:
                on_the_way.append(self._inside(folder))

    def _inside(self, folder: _Folder) -> Iterator[_Folder]:
        """The folders in a folder, each when what is before it is taken; its files are taken."""
        try:
            with os.scandir(folder.path) as listed:
                entries = sorted(listed, key=_name)
        except OSError as error:
            self.missing[folder.path] = explain(folder.path, error)
            return
        choice = self._choice_for(folder.path)
        names = frozenset(map(_name, entries))
        level = below(folder.level, folder.whole, names, all=choice.respects_ignore_files)
        way = folder.way if level is folder.level else ""
        scopes, ignores = choice.scopes(folder.whole), asked(level, way)
        if self._most is not None and len(self._found) > self._most:
            raise TooMany
        for entry in entries:
            name, is_folder = entry.name, entry.is_dir(follow_symlinks=False)
            left = (
                name[0] == "."
                or ((is_folder or scopes) and choice.excludes(scopes, name, folder=is_folder))
                or (ignores and _says(ignores, name, folder=is_folder))
            )
            if is_folder:
                if not left:
                    yield _below(folder, name, level, f"{way}{name}/")
            elif left or not choice.reads(name) or not _is_file(entry):
                self._ignored.add(folder.real + name)
            else:
                self._take(folder, entry, choice)

    def _take(self, folder: _Folder, entry: os.DirEntry[str], choice: Choice) -> None:
        """Take a file that a folder holds, unless it is too large."""
        name = folder.name + entry.name
        real = os.path.realpath(name) if entry.is_symlink() else folder.real + entry.name
        if choice.max_size is not None and entry.stat().st_size > choice.max_size:
            self._large[real] = (name, choice.too_large)
        else:
            self._add(real, name)

    def _add(self, real: str, name: str) -> None:
        if self._found.setdefault(real, name) is not name:
            self._again.setdefault(real, [self._found[real]]).append(name)

    def result(self) -> Walked:
        """All that was found."""
        for real, names in self._again.items():
            self._found[real] = _preferred(names)
        names = list(self._found.values())
        if self._met > 1 or self._again:
            names.sort(key=order)  # what one folder holds comes in order
        large = [one for real, one in self._large.items() if real not in self._found]
        return Walked(
            tuple(names),
            tuple(sorted(self.missing.items(), key=_order_of_first)),
            len(self._ignored - self._found.keys()),
            tuple(sorted(large, key=_order_of_first)),
        )


_name = attrgetter("name")


def _order_of_first(item: tuple[str, str]) -> tuple[str, ...]:
    return order(item[0])


def _below(folder: _Folder, name: str, level: Level | None, way: str) -> _Folder:
    """A folder in a folder."""
    path, real = folder.name + name, folder.real + name + os.sep
    whole = os.path.join(folder.whole, name)  # noqa: PTH118
    return _Folder(path, path + os.sep, real, whole, level, way)


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


def _preferred(names: Sequence[str]) -> str:
    """The shortest path without a link: patches are for files, and do not fit a link to one."""
    return min(names, key=lambda name: (_linked(name), len(order(name)), order(name)))


def _linked(name: str) -> bool:
    return os.path.realpath(name) != os.path.abspath(name)  # noqa: PTH100

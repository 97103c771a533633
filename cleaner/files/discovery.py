"""Paths as given -> the files to clean, in one order, each once."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from cleaner.files.disk import explain

PROSE = frozenset(
    {".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".rst", ".adoc", ".asciidoc"}
    | {".tex", ".ltx"}
)
"""The suffixes, in any case, of the files that are taken from folders if no others are named."""

PASSED_OVER = frozenset({"__pycache__", "__pypackages__", "node_modules", "site-packages", "venv"})
"""Folders that hold other people's files or a program's; hidden folders are passed over too."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A path that is not there, or a folder that cannot be listed; `problem` is the message."""

    path: Path
    problem: str


@dataclass(frozen=True, slots=True)
class Discovery:
    """What the given paths come to; `files` and `missing` are sorted by `order`.

    `ignored_count` are the files in the folders that were not taken, those in folders passed over
    not counted.
    """

    files: tuple[Path, ...]
    missing: tuple[Missing, ...]
    ignored_count: int


def order(path: Path) -> tuple[str, ...]:
    """The sorting key of paths: part by part, by code point, so that a folder stays together."""
    return path.parts


def discover(paths: Iterable[Path], suffixes: Set[str] = PROSE) -> Discovery:
    """The files that the paths name, and those in the folders that they name, at any depth.

    A named file is always taken. From a folder come files with one of the `suffixes`, which are in
    small letters; what is hidden and folders PASSED_OVER are left, unless named. Links to files are
    followed, links to folders only if named. A file that is reached by several paths comes once, by
    the shortest without links.
    The order of `paths` does not matter.
    """
    search = _Search(suffixes)
    for path in paths:
        try:
            if path.is_dir():
                search.walk(path)
            else:
                path.stat()
                search.take(path, os.path.realpath(path))
        except OSError as error:
            search.missing[path] = error
    return search.result()


class _Search:
    """The files found so far, by real path; it grows path by path, so it holds state."""

    def __init__(self, suffixes: Set[str]) -> None:
        self._suffixes = suffixes
        self.missing: dict[Path, OSError] = {}
        self._found: defaultdict[str, list[Path]] = defaultdict(list)
        self._ignored: set[str] = set()

    def take(self, path: Path, real: str) -> None:
        self._found[real].append(path)

    def walk(self, root: Path) -> None:
        folders = [(root, os.path.realpath(root))]
        while folders:
            folder, real = folders.pop()
            try:
                with os.scandir(folder) as entries:
                    listed = list(entries)
            except OSError as error:
                self.missing[folder] = error
                continue
            for entry in listed:
                place = (folder / entry.name, os.path.join(real, entry.name))  # noqa: PTH118
                if not entry.is_dir(follow_symlinks=False):
                    self._meet(entry, *place)
                elif not _hidden(entry) and entry.name not in PASSED_OVER:
                    folders.append(place)

    def _meet(self, entry: os.DirEntry[str], path: Path, real: str) -> None:
        if _hidden(entry) or path.suffix.lower() not in self._suffixes or not _is_file(entry):
            self._ignored.add(real)
        else:
            self.take(path, os.path.realpath(path) if entry.is_symlink() else real)

    def result(self) -> Discovery:
        files = [_preferred(paths) for paths in self._found.values()]
        missing = [Missing(path, explain(str(path), error)) for path, error in self.missing.items()]
        return Discovery(
            tuple(sorted(files, key=order)),
            tuple(sorted(missing, key=lambda item: order(item.path))),
            len(self._ignored - self._found.keys()),
        )


def _hidden(entry: os.DirEntry[str]) -> bool:
    return entry.name.startswith(".")


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

"""A configuration file and those it extends -> their settings, with all that is wrong with them."""

from __future__ import annotations

import copy
import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from cleaner.config.format import ConfigFile
from cleaner.config.search import PYPROJECT
from cleaner.config.settings import Excluded, Origin, PathRules, Placed, Settings
from cleaner.files import size_of
from cleaner.files.globs import can_match, glob
from cleaner.model import Markup, Safety
from cleaner.rules.keys import unknown_keys, wrong_values
from cleaner.rules.places import Key, lines_of
from cleaner.rules.problems import Complaint, Problem, Source, not_toml, too_deep
from cleaner.rules.tables import read_text

T = TypeVar("T")

_BARE = re.compile(r"[\w-]+", re.ASCII)


def read_settings(path: Path, root: Path) -> Settings:
    """What a file and those it extends say; `problems` are all mistakes in them.

    Patterns in it are meant from `root` on, those in an extended file from that file's folder on.
    """
    files, problems = _chain(path)
    settings = Settings(problems=tuple(problems))
    for file in files:
        folder = root if file is files[-1] else file.path.parent
        settings = _joined(settings, _settings(file, folder))
    return settings


def shown(path: Path) -> Path:
    """A path as people read it: from here if it is below."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


@dataclass(frozen=True, slots=True)
class _File:
    """A file as read, without what is wrong; `at` is where its table stands in the file."""

    path: Path
    table: ConfigFile
    source: Source
    at: Key

    def origin(self, *key: str | int) -> Origin:
        """Where a value stands."""
        whole = (*self.at, *key)
        return Origin(self.source.path, self.source.line(whole), ".".join(map(_part, whole)))

    def problem(self, key: Key, problem: str, remedy: str) -> Problem:
        """What is wrong with a value."""
        place = self.origin(*key)
        return Problem(place.path, place.line, place.key, problem, remedy)


def _part(part: str | int) -> str:
    """A part of a dotted key as it is written; the items of a list count from 1."""
    if isinstance(part, int):
        return str(part + 1)
    return part if _BARE.fullmatch(part) else f'"{part}"'


def _chain(path: Path) -> tuple[list[_File], list[Problem]]:
    """A file, and before it those it extends; and what is wrong with them."""
    files: list[_File] = []
    problems: list[Problem] = []
    missing = Problem(shown(path), 1, "", "there is no such file", "Check the path.")
    while True:
        if not path.is_file():
            return files, [*problems, missing]
        file, wrong = _read(path)
        problems += wrong
        if file is None:
            return files, problems
        files.insert(0, file)
        if file.table.extend is None:
            return files, problems
        path = Path(os.path.abspath(file.path.parent / file.table.extend))  # noqa: PTH100
        remedy = "The path is meant from the folder of this file."
        missing = file.problem(("extend",), f"there is no file `{file.table.extend}`", remedy)
        if not path.is_file():
            continue
        if any(os.path.realpath(path) == os.path.realpath(one.path) for one in files):
            said = "the files extend each other in a circle"
            return files, [*problems, file.problem(("extend",), said, "Delete one of these lines.")]


def _read(path: Path) -> tuple[_File | None, list[Problem]]:
    """One file without what is wrong with it; None if it says nothing that can be read."""
    try:
        return _read_whole(path)
    except RecursionError:
        return None, [too_deep(shown(path))]


def _read_whole(path: Path) -> tuple[_File | None, list[Problem]]:
    name = shown(path)
    text = read_text(path)
    if isinstance(text, Problem):
        return None, [replace(text, path=name)]
    try:
        whole = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return None, [not_toml(name, str(error))]
    source = Source(name, lines_of(text))
    at: Key = ("tool", "cleaner") if path.name == PYPROJECT else ()
    table = _table(whole, at)
    if not isinstance(table, dict):
        said, remedy = "there is no table `[tool.cleaner]`", "Add it, or name another file."
        return None, [Problem(name, 1, "", said, remedy)]
    unknown = list(unknown_keys(table, ConfigFile))
    wrong = list(wrong_values(table, ConfigFile))
    file = _File(path, _readable(table, unknown, wrong), source, at)
    complaints = [*unknown, *wrong, *_check(file), *_check_patterns(file)]
    return file, [file.problem(one.key, one.problem, one.remedy) for one in complaints]


def _table(whole: Mapping[str, object], at: Key) -> object:
    table: Any = whole
    for part in at:
        table = table.get(part) if isinstance(table, dict) else None
    return table


def _readable(
    table: Mapping[str, object], unknown: Iterable[Complaint], wrong: Iterable[Complaint]
) -> ConfigFile:
    """The table without unknown keys and wrong values, so that the rest is checked too."""
    left: Any = copy.deepcopy(table)
    for one in unknown:
        inside = left
        for part in one.key[:-1]:
            inside = inside[part]
        inside.pop(one.key[-1])
    for one in wrong:
        table_of_it = left.get(one.key[0])
        if len(one.key) > 1 and isinstance(table_of_it, dict):
            table_of_it.pop(one.key[1], None)
        else:
            left.pop(one.key[0], None)
    return msgspec.convert(left, ConfigFile)


def _check(file: _File) -> Iterator[Complaint]:
    """What is wrong with values that have the right type."""
    for number, name in enumerate(file.table.rules):
        if not (file.path.parent / name).is_dir():
            remedy = "The path is meant from the folder of this file."
            yield Complaint(("rules", number), f"there is no folder `{name}`", remedy)
    for number, words in enumerate(file.table.vocabulary):
        if not any(letter.isalnum() for letter in words):
            yield Complaint(("vocabulary", number), f"`{words}` is no word", "Delete it.")
    if file.table.max_size is not None and size_of(file.table.max_size) is None:
        remedy = 'Write bytes, or a number and a unit, as in "10MB".'
        yield Complaint(("max-size",), f"`{file.table.max_size}` is no size", remedy)
    for suffix in file.table.file_types:
        if not suffix.startswith(".") or "/" in suffix or suffix == ".":
            remedy = "Begin it with a point, as in `.txt`."
            yield Complaint(("file-types", suffix), f"`{suffix}` is no suffix", remedy)


def _check_patterns(file: _File) -> Iterator[Complaint]:
    """What is wrong with patterns."""
    for key, patterns in (
        ("exclude", file.table.exclude or ()),
        ("extend-exclude", file.table.extend_exclude),
    ):
        for number, pattern in enumerate(patterns):
            yield from _check_pattern(pattern, (key, number))
    for pattern in file.table.per_path:
        yield from _check_pattern(pattern, ("per-path", pattern))


def _check_pattern(pattern: str, key: Key) -> Iterator[Complaint]:
    if not can_match(pattern):
        remedy = "Close its bracket, or put a backslash before it; see gitignore(5)."
        yield Complaint(key, f"`{pattern}` matches nothing", remedy)


def _settings(file: _File, folder: Path) -> Settings:
    """What one file says; patterns are meant from a folder on."""
    table = file.table
    markups: dict[str, Markup | None] = {one.value: one for one in Markup}
    classes: dict[str, Safety | None] = {one.value: one for one in Safety}
    fail_on = None if table.fail_on is None else Safety(table.fail_on)
    max_size = None if table.max_size is None else size_of(table.max_size)
    return Settings(
        files=(file.source.path,),
        select=None if table.select is None else _names(file, table.select, "select"),
        ignore=_names(file, table.ignore, "ignore"),
        unsafe_fixes=_one(file, table.unsafe_fixes, "unsafe-fixes"),
        fail_on=_one(file, fail_on, "fail-on"),
        rules=tuple(_folders(file)),
        vocabulary=_names(file, table.vocabulary, "vocabulary"),
        safety=tuple(
            Placed((name, classes.get(said)), file.origin("safety", name))
            for name, said in table.safety.items()
        ),
        per_path=tuple(_per_path(file, folder)),
        file_types=tuple(
            Placed((suffix.lower(), markups.get(said)), file.origin("file-types", suffix))
            for suffix, said in table.file_types.items()
        ),
        exclude=None if table.exclude is None else _excluded(file, folder, "exclude"),
        extend_exclude=_excluded(file, folder, "extend-exclude"),
        force_exclude=_one(file, table.force_exclude, "force-exclude"),
        respect_gitignore=_one(file, table.respect_gitignore, "respect-gitignore"),
        max_size=_one(file, max_size, "max-size"),
    )


def _one(file: _File, value: T | None, key: str) -> Placed[T] | None:
    return None if value is None else Placed(value, file.origin(key))


def _folders(file: _File) -> Iterator[Placed[Path]]:
    for number, name in enumerate(file.table.rules):
        folder = Path(os.path.abspath(file.path.parent / name))  # noqa: PTH100 - links stay
        if folder.is_dir():
            yield Placed(shown(folder), file.origin("rules", number))


def _excluded(file: _File, folder: Path, key: str) -> tuple[Placed[Excluded], ...]:
    patterns = file.table.exclude if key == "exclude" else file.table.extend_exclude
    return tuple(
        Placed(Excluded(folder, one), file.origin(key, number))
        for number, one in enumerate(patterns or ())
    )


def _names(file: _File, values: Iterable[str], *key: str) -> tuple[Placed[str], ...]:
    return tuple(Placed(one, file.origin(*key, i)) for i, one in enumerate(values))


def _per_path(file: _File, folder: Path) -> Iterator[Placed[PathRules]]:
    for written, table in file.table.per_path.items():
        key = ("per-path", written)
        select = None
        if table.select is not None:
            select = _names(file, table.select, *key, "select")
        ignore = _names(file, table.ignore, *key, "ignore")
        yield Placed(PathRules(folder, glob(written), select, ignore), file.origin(*key))


_ADDED = {"files", "ignore", "per_path", "safety", "rules", "vocabulary", "file_types"}
_ADDED |= {"extend_exclude", "problems"}
"""What a file adds to in the file it extends; of all else it takes the place."""


def _joined(base: Settings, more: Settings) -> Settings:
    """What a file says on top of what it extends."""
    values: dict[str, Any] = {}
    for field in fields(Settings):
        old, new = getattr(base, field.name), getattr(more, field.name)
        if field.name in _ADDED:
            values[field.name] = old + new
        else:
            values[field.name] = old if new is None else new
    return Settings(**values)

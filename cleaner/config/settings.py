"""What configuration says, each value with the place it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from cleaner.files.globs import Glob, way
from cleaner.model import Markup, Safety

if TYPE_CHECKING:
    from cleaner.rules.problems import Problem

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value stands; `key` is dotted, with the header of its table."""

    path: Path
    line: int
    key: str


@dataclass(frozen=True, slots=True)
class Placed(Generic[T]):
    """A value and where it stands."""

    value: T
    origin: Origin


@dataclass(frozen=True, slots=True)
class Excluded:
    """A pattern, meant from a folder on, of what is not taken."""

    folder: Path
    pattern: str


@dataclass(frozen=True, slots=True)
class PathRules:
    """What is said of the files below `folder` that `glob` covers.

    `select` is `None` where it is not said.
    """

    folder: Path
    glob: Glob
    select: tuple[Placed[str], ...] | None
    ignore: tuple[Placed[str], ...]

    def covers(self, path: Path) -> bool:
        """Whether a file is one of those."""
        place = way(str(self.folder), str(path))
        return place is not None and self.glob.covers(place) is not self.glob.negated


@dataclass(frozen=True, slots=True)
class Settings:
    """All that a configuration file and those it extends say; `None` is what none of them says.

    Of what adds up, the extended file comes first.
    """

    files: tuple[Path, ...] = ()
    """The files, the first one extended by the second, and so on; none if there are none."""
    select: tuple[Placed[str], ...] | None = None
    unsafe_fixes: Placed[bool] | None = None
    fail_on: Placed[Safety] | None = None
    ignore: tuple[Placed[str], ...] = ()
    per_path: tuple[Placed[PathRules], ...] = ()
    safety: tuple[Placed[tuple[str, Safety | None]], ...] = ()
    """Names of rules and their class; `None` turns them off."""
    rules: tuple[Placed[Path], ...] = ()
    vocabulary: tuple[Placed[str], ...] = ()
    file_types: tuple[Placed[tuple[str, Markup | None]], ...] = ()
    """Suffixes in small letters and their markup; files with `None` are not taken from folders."""
    exclude: tuple[Placed[Excluded], ...] | None = None
    extend_exclude: tuple[Placed[Excluded], ...] = ()
    force_exclude: Placed[bool] | None = None
    respect_gitignore: Placed[bool] | None = None
    max_size: Placed[int] | None = None
    """In bytes."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with the files, as far as it can be told without the rules."""

    def selected(self, path: Path) -> tuple[Placed[str], ...] | None:
        """What is selected for a file; `None` if all rules are."""
        said = [self.select, *(one.value.select for one in self.per_path if one.value.covers(path))]
        return next((one for one in reversed(said) if one is not None), None)

    def ignored(self, path: Path) -> tuple[Placed[str], ...]:
        """What is ignored for a file."""
        more = (one.value.ignore for one in self.per_path if one.value.covers(path))
        return self.ignore + tuple(name for names in more for name in names)

    def markup(self, path: Path) -> Markup | None:
        """The markup that is said for a file; `None` if none is."""
        suffix = path.suffix.lower() if self.file_types else ""
        found = [one.value[1] for one in self.file_types if one.value[0] == suffix]
        return found[-1] if found else None

"""What is wrong with a rule file: the place, the problem and the remedy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from cleaner.rules.places import Key, line_of


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake in one file. `line` counts from 1; `key` is dotted, empty for the whole file."""

    path: Path
    line: int
    key: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        key = f" `{self.key}`:" if self.key else ""
        return f"{self.path}:{self.line}:{key} {self.problem}. {self.remedy}"


class RuleFileError(Exception):
    """Rule files that cannot be used; `problems` are all mistakes of all files, sorted."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True, slots=True)
class Complaint:
    """A mistake at a key, before the file and line are known."""

    key: Key
    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Source:
    """A rule file and the lines of its keys, as `lines_of` gives them."""

    path: Path
    lines: Mapping[Key, int]

    def line(self, key: Key) -> int:
        """The line of a key, or of the nearest table around it."""
        return line_of(self.lines, key)

    def problem(self, complaint: Complaint) -> Problem:
        """The complaint with its place; a number in a key counts from 1."""
        parts = (str(part + 1) if isinstance(part, int) else part for part in complaint.key)
        line = self.line(complaint.key)
        return Problem(self.path, line, ".".join(parts), complaint.problem, complaint.remedy)


def not_toml(path: Path, message: str) -> Problem:
    """What the reader of TOML says, with its place where ours stand."""
    place = re.search(r" \(at line (\d+), column \d+\)", message)
    line = int(place[1]) if place else 1
    said = message.replace(place.group(), "") if place else message
    return Problem(path, line, "", f"not TOML: {said[:1].lower()}{said[1:]}", "Correct that line.")


def too_deep(path: Path) -> Problem:
    """What is said of a file whose tables or lists lie in each other without end."""
    return Problem(path, 1, "", "its tables or lists are nested too deeply", "Nest them less.")


def close(word: str, choices: Iterable[str]) -> str:
    """The remedy for a name that does not exist: what was meant, or what there is."""
    choices = sorted(choices)
    from difflib import get_close_matches  # not needed while all goes well

    meant = get_close_matches(word, choices, n=1, cutoff=0.6)
    if meant:
        return f"Did you mean `{meant[0]}`?"
    return f"There are: {', '.join(choices)}." if choices else "There are none."

"""The paths of a command line -> what is to be cleaned: files, or the text on standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cleaner.cli.errors import Misuse
from cleaner.cli.terminal import Terminal
from cleaner.files import PROSE, Discovery, discover
from cleaner.model import Manner
from cleaner.regions import LANGUAGES, suffixes_of
from cleaner.runs import Outcome, run_files, run_text

MannerOf = Callable[[Path], Manner]
"""The manner in which each file is cleaned."""


@dataclass(frozen=True, slots=True)
class Files:
    """Files, as found by way of the paths in `given`; `jobs` processes share the work."""

    given: tuple[Path, ...]
    discovery: Discovery
    jobs: int

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files."""
        return self.discovery.files

    def outcomes(self, manner_of: MannerOf, terminal: Terminal) -> Iterator[Outcome]:
        """What comes of each file, in their order, with progress shown."""
        total = [*self.discovery.files, *self.discovery.missing]
        terminal.progress(0, total)
        manners = {path: manner_of(path) for path in self.discovery.files}
        outcomes = run_files(self.discovery, manners, jobs=self.jobs)
        for done, outcome in enumerate(outcomes, start=1):
            yield outcome
            terminal.progress(done, total)
        terminal.clear()


@dataclass(frozen=True, slots=True)
class Piped:
    """The bytes of standard input, and the name they go by."""

    data: bytes
    name: str

    @property
    def paths(self) -> tuple[Path, ...]:
        """The name."""
        return (Path(self.name),)

    def outcomes(self, manner_of: MannerOf, terminal: Terminal) -> Iterator[Outcome]:
        """What comes of the text."""
        manner = manner_of(Path(self.name))
        yield run_text(self.data, self.name, manner.rules, up_to=manner.up_to, markup=manner.markup)


Source = Files | Piped


def read_source(
    paths: Sequence[str], stdin_filename: str | None, jobs: int | None, languages: str | None = None
) -> Source:
    """What the paths name. Raises Misuse for paths that do not go together.

    Without `jobs` every processor has one. Of folders, the files of the named `languages` are taken
    as well as those of prose.
    """
    suffixes = PROSE if languages is None else PROSE | _suffixes(languages)
    if "" in paths:
        raise Misuse("a path is empty; name a file, a folder, or - for standard input")
    if "-" in paths:
        if len(paths) > 1:
            raise Misuse("- stands for standard input and must be the only path")
        return Piped(sys.stdin.buffer.read(), "-" if stdin_filename is None else stdin_filename)
    if stdin_filename is not None:
        raise Misuse("--stdin-filename needs the path -")
    given = tuple(map(Path, paths))
    return Files(given, discover(given, suffixes), processors() if jobs is None else jobs)


def _suffixes(languages: str) -> frozenset[str]:
    """The suffixes of languages. Raises Misuse for a name that is none of theirs."""
    known = {language.value: language for language in LANGUAGES}
    named = known if languages == "all" else [name.strip() for name in languages.split(",")]
    for name in named:
        if name not in known:
            raise Misuse(
                f"--source: there is no language {name!r}; name {', '.join(sorted(known))}, or all"
            )
    return frozenset().union(*(suffixes_of(known[name]) for name in named))


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def patch_name(outcome: Outcome) -> str:
    """The path that a patch names: from here if the file is below, else from the root.

    Standard input goes by the name it was given.
    """
    if outcome.path is None:
        return "stdin" if outcome.name == "-" else Path(outcome.name).as_posix()
    whole = Path(os.path.abspath(outcome.path))  # noqa: PTH100 - links must stay
    here = Path.cwd()
    if whole.is_relative_to(here):
        return whole.relative_to(here).as_posix()
    return whole.relative_to(whole.anchor).as_posix()

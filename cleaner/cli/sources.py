"""The paths of a command line -> what is to be cleaned: files, or the text on standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cleaner.cli.errors import ExitCode, Misuse
from cleaner.cli.options import Taken
from cleaner.cli.terminal import Terminal
from cleaner.config.choices import Choices, Sought
from cleaner.config.policy import Policies
from cleaner.files import PROSE, Discovery, discover, explain, size_of
from cleaner.files.globs import can_match
from cleaner.files.paths import folders_of, names_of
from cleaner.files.raw import length_of
from cleaner.model import Manner
from cleaner.results import shared
from cleaner.results.state import state
from cleaner.runs import Outcome, Telling, run_text, tell_files
from cleaner.told import Table, Told, table_for

MannersOf = Callable[[Sequence[str]], Mapping[str, Manner]]
"""The names of files -> the manner in which each is cleaned, by its name."""
WHOLE = Telling()
"""Nothing is only told: the outcomes come whole."""


@dataclass(frozen=True, slots=True)
class Files:
    """Files, as found by way of the paths in `given`; `jobs` processes share the work.

    With `remembers` what came of the same texts before is not worked out again.
    """

    given: tuple[Path, ...]
    discovery: Discovery
    jobs: int
    remembers: bool = True

    @property
    def paths(self) -> Sequence[Path]:
        """The files."""
        return self.discovery.files

    @property
    def only_missing(self) -> bool:
        """Whether there is nothing to read, but something to say of what was given."""
        return bool(self.discovery.missing) and not self.discovery.files

    def share(self) -> int:
        """How many bytes of the files a process has to read, if all share them."""
        return sum(map(length_of, names_of(self.discovery.files))) // self.jobs

    def outcomes(
        self, manners_of: MannersOf, terminal: Terminal, telling: Telling = WHOLE
    ) -> Iterator[Outcome | Told]:
        """What comes of each file, in their order, with progress shown."""
        found = self.discovery
        manners = manners_of(names_of(found.files))
        results = shared() if self.remembers else None
        outcomes = tell_files(found, manners, telling, jobs=self.jobs, results=results)
        total = len(found.files) + len(found.missing) + len(found.large)
        return terminal.following(outcomes, total)

    def table(self, policies: Policies) -> Table | None:
        """What was said of the files in earlier runs."""
        code = state() if self.remembers else None
        if code is None:
            return None
        key = policies.key(sorted(folders_of(self.discovery.files)), code)
        return table_for(list(map(str, self.given)), key)


@dataclass(frozen=True, slots=True)
class Piped:
    """The bytes of standard input, and the name they go by."""

    data: bytes
    name: str

    @property
    def paths(self) -> Sequence[Path]:
        """The name."""
        return (Path(self.name),)

    def share(self) -> int:
        """How many bytes there are: one process reads them."""
        return len(self.data)

    def table(self, policies: Policies) -> Table | None:
        """Nothing is kept of what is piped."""
        return None

    def outcomes(
        self, manners_of: MannersOf, terminal: Terminal, telling: Telling = WHOLE
    ) -> Iterator[Outcome | Told]:
        """What comes of the text, whole."""
        yield run_text(self.data, self.name, manners_of([self.name])[self.name])


Source = Files | Piped


def read_source(paths: Sequence[str], taken: Taken, choices: Choices) -> Source:
    """What the paths name, and the list of them. Raises Misuse for paths that do not go together.

    Without `jobs` every processor has one.
    """
    if "" in paths:
        raise Misuse("a path is empty; name a file, a folder, or - for standard input")
    if "-" in paths:
        if len(paths) > 1 or taken.file_list is not None:
            raise Misuse("- stands for standard input and must be the only path")
        name = "-" if taken.stdin_filename is None else taken.stdin_filename
        return Piped(_piped(), name)
    if taken.stdin_filename is not None:
        raise Misuse("--stdin-filename needs the path -")
    if not paths and taken.file_list is None:
        raise Misuse("no path is given; name files or folders, `.` for this one, - for stdin")
    listed = [] if taken.file_list is None else _listed(taken.file_list)
    given = tuple(map(Path, [*paths, *listed]))
    jobs = processors() if taken.jobs is None else taken.jobs
    return Files(given, discover(given, choices.of), jobs, not taken.no_cache)


def _piped() -> bytes:
    """What comes on standard input. Raises Misuse if that is closed or cannot be read."""
    if sys.stdin is None:
        raise Misuse("standard input is closed; name a file, or send text to it")
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        raise Misuse(explain("standard input", error)) from None


def _listed(path: Path) -> list[str]:
    """The paths in a file, one a line, or with NUL between. Raises Misuse if it cannot be read."""
    try:
        data = _piped() if str(path) == "-" else path.read_bytes()
    except OSError as error:
        raise Misuse(f"--file-list: {explain(str(path), error)}") from None
    names = data.split(b"\0") if b"\0" in data else data.replace(b"\r\n", b"\n").split(b"\n")
    return [os.fsdecode(name) for name in names if name]


def sought(taken: Taken) -> Sought:
    """Which files are asked for. Raises Misuse for a language or a size that is none."""
    max_size = None if taken.max_size is None else size_of(taken.max_size)
    if taken.max_size is not None and max_size is None:
        raise Misuse(f"--max-size: `{taken.max_size}` is no size; write it as in 800, 64K or 10MB")
    exclude, more = taken.exclude, taken.extend_exclude
    return Sought(
        suffixes=PROSE if taken.source is None else PROSE | _suffixes(taken.source),
        exclude=None if exclude is None else _patterns("--exclude", exclude),
        extend_exclude=() if more is None else _patterns("--extend-exclude", more),
        force_exclude=taken.force_exclude,
        respect_gitignore=taken.respect_gitignore,
        max_size=max_size,
    )


def _patterns(option: str, values: Sequence[str]) -> list[str]:
    """The patterns in the values of an option. Raises Misuse for one that matches nothing."""
    patterns = [one.strip() for value in values for one in value.split(",")]
    for pattern in patterns:
        if not can_match(pattern):
            raise Misuse(f"{option}: `{pattern}` matches nothing; close its bracket")
    return [pattern for pattern in patterns if pattern]


def _suffixes(languages: str) -> frozenset[str]:
    """The suffixes of languages. Raises Misuse for a name that is none of theirs."""
    from cleaner.regions import LANGUAGES, suffixes_of  # few read programs

    known = {language.value: language for language in LANGUAGES}
    named = known if languages == "all" else [name.strip() for name in languages.split(",")]
    for name in named:
        if name not in known:
            raise Misuse(
                f"--source: there is no language {name!r}; name {', '.join(sorted(known))}, or all"
            )
    return frozenset().union(*(suffixes_of(known[name]) for name in named))


def show(source: Source, terminal: Terminal) -> ExitCode:
    """Print a line for each file that would be read; what cannot be read is an error."""
    from cleaner.output.visible import escape

    terminal.out("".join(f"{escape(str(path))}\n" for path in source.paths))
    if isinstance(source, Files):
        for path, reason in source.discovery.large:
            terminal.note(f"{escape(str(path))}: skipped, it is {reason}")
        for missing in source.discovery.missing:
            terminal.error(escape(missing.problem))
    return ExitCode.FAILED if terminal.failed else ExitCode.CLEAN


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

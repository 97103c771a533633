"""Where `fix` puts clean text: into files, a mirrored folder, standard output, or nowhere."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from cleaner import files
from cleaner.cli.errors import Misuse
from cleaner.cli.sources import Files, Piped, Source
from cleaner.cli.terminal import Terminal
from cleaner.runs import Outcome, result_bytes


class Place(Protocol):
    """Where clean text goes."""

    def put(self, outcome: Outcome) -> None:
        """Put what came of one file where it belongs. Raises OSError."""

    def end(self) -> None:
        """See to it that what was put lasts."""


@dataclass(frozen=True, slots=True)
class Nowhere:
    """Changes are only shown."""

    def put(self, outcome: Outcome) -> None:
        """Write nothing."""

    def end(self) -> None:
        """Nothing was put."""


class Written:
    """Files that are written; it remembers in which folders, so it holds state."""

    def __init__(self) -> None:
        self._folders: set[Path] = set()

    def write(self, path: Path, data: bytes, *, old: bytes | None = None) -> None:
        """Write a file, in the place of one that holds `old`. Raises OSError."""
        files.write(path, data, old=old, lasting=False)
        self._folders.add(Path(os.path.realpath(path)).parent)

    def end(self) -> None:
        """Make all last through a power cut: a folder at a time, for each takes milliseconds."""
        for folder in sorted(self._folders):
            files.make_last(folder)


@dataclass(frozen=True, slots=True)
class InPlace:
    """Files are replaced; those that stay the same are not touched."""

    written: Written

    def put(self, outcome: Outcome) -> None:
        """Replace a file that changed."""
        if outcome.large is not None and outcome.large.edits:
            from cleaner.files.streams import write_through  # few files are

            write_through(outcome.large.stream, outcome.large.edits, outcome.large.stream.path)
        if outcome.path is not None and outcome.document is not None:
            data = result_bytes(outcome)
            if data != outcome.document.data:
                self.written.write(outcome.path, data, old=outcome.document.data)

    def end(self) -> None:
        """Make the files last."""
        self.written.end()


@dataclass(frozen=True, slots=True)
class Mirror:
    """Files are left, and written clean to their `targets`."""

    targets: Mapping[Path, Path]
    written: Written

    def put(self, outcome: Outcome) -> None:
        """Write a file to its target, unless that holds the same bytes already."""
        if outcome.path is None or outcome.account is None:
            return
        target = self.targets[outcome.path]
        with _blamed(target.parent):
            target.parent.mkdir(parents=True, exist_ok=True)
        with _blamed(target):
            self._write(outcome, target)

    def _write(self, outcome: Outcome, target: Path) -> None:
        if outcome.large is not None:
            from cleaner.files.streams import holds, write_through

            large = outcome.large
            if not holds(target, large.stream.encoded(large.edits)):
                write_through(large.stream, large.edits, target)
            return
        data = result_bytes(outcome)
        if not target.is_file() or target.read_bytes() != data:
            self.written.write(target, data)

    def end(self) -> None:
        """Make the files last."""
        self.written.end()


@dataclass(frozen=True, slots=True)
class Output:
    """Standard input goes to standard output; what is not text goes through as it is."""

    data: bytes
    terminal: Terminal

    def put(self, outcome: Outcome) -> None:
        """Print the clean text; nothing if there was a failure."""
        if outcome.cleaned is not None:
            self.terminal.out(result_bytes(outcome))
        elif outcome.skipped is not None:
            self.terminal.out(self.data)

    def end(self) -> None:
        """It is printed already."""


def place_for(source: Source, folder: Path | None, terminal: Terminal) -> Place:
    """Where the clean text of a source goes. Raises Misuse if it cannot go to `folder`."""
    match source:
        case Piped(data) if folder is None:
            return Output(data, terminal)
        case Files() if folder is not None:
            targets = dict(_targets(source, folder))
            _make(folder)
            return Mirror(targets, Written())
        case Files():
            return InPlace(Written())
        case _:
            raise Misuse("-o needs files; the clean text of - goes to standard output")


@contextmanager
def _blamed(path: Path) -> Iterator[None]:
    """Have an error name the path that cannot be written, not only the file that is to go there."""
    try:
        yield
    except OSError as error:
        reason = f"it cannot be written to {files.explain(str(path), error)}"
        raise files.Refused(error.errno, reason, str(path)) from error


def _make(folder: Path) -> None:
    """Make the folder of a mirror. Raises Misuse if that fails, once and not for each file."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Misuse(f"-o: {files.explain(str(folder), error)}") from None


def _targets(source: Files, folder: Path) -> Iterator[tuple[Path, Path]]:
    """Each file with its target. Raises Misuse if two share one, or one is an input."""
    inputs = set(map(os.path.realpath, source.discovery.files))
    taken: dict[str, Path] = {}
    for path in source.discovery.files:
        target = folder / _below(path, source.given)
        real = os.path.realpath(target)
        if real in inputs:
            raise Misuse(f"-o: {target} is one of the files to be cleaned; name another folder")
        if real in taken:
            raise Misuse(f"-o: {taken[real]} and {path} would both be written to {target}")
        taken[real] = path
        yield path, target


def _below(path: Path, given: tuple[Path, ...]) -> Path:
    """The place of a file in the mirror: below the named folder it is in, or its bare name."""
    for root in given:
        if root != path and path.is_relative_to(root):
            return path.relative_to(root)
    return Path(path.name)

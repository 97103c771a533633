"""What is taken from a folder: by suffix, by patterns, by size."""

from __future__ import annotations

import os
from collections.abc import Sequence, Set
from typing import NamedTuple

from cleaner.expressions import expression
from cleaner.files.globs import Globs, way
from cleaner.files.named import PASSED_OVER

__all__ = ["PASSED_OVER", "PROSE", "Choice", "Scopes", "size_of"]

PROSE = frozenset(
    {".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".rst", ".adoc", ".asciidoc"}
    | {".tex", ".ltx"}
)
"""The suffixes, in small letters, of what is taken from folders if no others are named."""

_SIZE = expression(r"(?i)([0-9]+(?:\.[0-9]+)?) *(?:([kmgt])(?:i?b)?|b)?")

Scopes = Sequence[tuple[Globs, str]]
"""Patterns, and the path from where they are meant to a folder, with a slash at its end."""


def size_of(written: str) -> int | None:
    """How many bytes are meant by `800`, `64K`, `10 MB` or `1.5GiB`; `None` if it is no size."""
    m = _SIZE.fullmatch(written.strip())
    if m is None:
        return None
    return int(float(m[1]) * 1024 ** " kmgt".index((m[2] or " ").lower()))


class Choice(NamedTuple):
    """What is taken from a folder: files with one of the `suffixes` that nothing excludes.

    `exclude` are patterns and the absolute paths from which they are meant, later ones counting for
    more; entries with a name in `passed_over` are left too. With `forces` both hold for named files
    as well, as does what `.cleanerignore` says. A file with more bytes than `max_size` is left.
    """

    suffixes: Set[str] = PROSE
    exclude: tuple[tuple[Globs, str], ...] = ()
    passed_over: Set[str] = PASSED_OVER
    forces: bool = False
    respects_ignore_files: bool = False
    max_size: int | None = None

    def reads(self, name: str) -> bool:
        """Whether a name has one of the suffixes."""
        dot = name.rfind(".")
        if dot <= 0 or (name[0] == "." and not name[:dot].strip(".")):
            return "" in self.suffixes
        return name[dot:].lower() in self.suffixes

    def scopes(self, folder: str) -> Scopes:
        """The patterns that may exclude something in a folder, the last first."""
        made = []
        for globs, root in reversed(self.exclude):
            path = way(root, folder)
            if path is not None:
                made.append((globs, "" if path == "." else f"{path}/"))
        return made

    def excludes(self, scopes: Scopes, name: str, *, folder: bool) -> bool:
        """Whether an entry of the folder that the scopes are for is excluded."""
        for globs, path in scopes:
            verdict = globs.verdict(path + name, folder=folder)
            if verdict is not None:
                return verdict
        return folder and name in self.passed_over

    def forbids(self, path: str, *, folder: bool) -> bool:
        """Whether a path that is named is left alone: it, or a folder it is in, is excluded."""
        whole = os.path.abspath(path)  # noqa: PTH100 - links stay
        at, is_folder = whole, folder
        while (above := os.path.dirname(at)) != at:  # noqa: PTH120
            name = os.path.basename(at)  # noqa: PTH119
            if self.excludes(self.scopes(above), name, folder=is_folder):
                return True
            at, is_folder = above, True
        return False

    @property
    def too_large(self) -> str:
        """What is said of a file that is."""
        return f"larger than {self.max_size:,} bytes"

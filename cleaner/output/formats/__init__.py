"""Reports for other programs: each format is three functions of the run, a file at a time."""

from __future__ import annotations

from typing import Protocol

from cleaner.output.tally import Tally
from cleaner.runs import Outcome

NAMES = ("json", "json-lines", "sarif", "github", "gitlab", "junit", "rdjson")


class Report(Protocol):
    """A document that grows by one file after the other; together the parts are the whole."""

    def opening(self) -> str:
        """What stands before the first file."""
        ...

    def file(self, outcome: Outcome) -> str:
        """What one file adds."""
        ...

    def closing(self, tally: Tally) -> str:
        """What stands after the last file."""
        ...


def report_of(name: str, *, written: bool) -> Report:
    """The report of a format of `NAMES`.

    Where the changes are `written`, only what is left is reported, at its place in the new text.
    """
    match name:
        case "json":
            from cleaner.output.formats.json import Json

            return Json(written=written)
        case "json-lines":
            from cleaner.output.formats.json import JsonLines

            return JsonLines(written=written)
        case "sarif":
            from cleaner.output.formats.sarif import Sarif

            return Sarif(written=written)
        case "github":
            from cleaner.output.formats.github import Annotations

            return Annotations(written=written)
        case "gitlab":
            from cleaner.output.formats.gitlab import CodeQuality

            return CodeQuality(written=written)
        case "junit":
            from cleaner.output.formats.junit import JUnit

            return JUnit(written=written)
        case "rdjson":
            from cleaner.output.formats.rdjson import Diagnostics

            return Diagnostics(written=written)
        case _:
            raise ValueError(f"there is no format {name!r}")

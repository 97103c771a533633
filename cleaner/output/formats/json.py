"""JSON: one document with a record for each file, or a line for each, after one for the run."""

from __future__ import annotations

import msgspec

from cleaner import __version__
from cleaner.output import records
from cleaner.output.records import SCHEMA, record
from cleaner.output.tally import Tally
from cleaner.runs import Outcome


class RunRecord(msgspec.Struct):
    """The first line: which shape the others have, and whether the changes are in the files."""

    schema: str
    written: bool


class Json:
    """One JSON document; each file has a line of it."""

    def __init__(self, *, written: bool) -> None:
        self._written = written
        self._first = True

    def opening(self) -> str:
        """Its start."""
        return records.opening(__version__, written=self._written)

    def file(self, outcome: Outcome) -> str:
        """The line of one file."""
        line = records.file(outcome, first=self._first)
        self._first = False
        return line

    def closing(self, tally: Tally) -> str:
        """The counts, and its end."""
        return records.closing(tally)


_ENDS = {code: f"\\u{code:04x}" for code in (0x85, 0x2028, 0x2029)}
"""What ends a line for Python and Node.js besides a line feed, and how JSON may write it."""


class JsonLines:
    """One JSON object a line, each whole in itself."""

    def __init__(self, *, written: bool) -> None:
        self._written = written

    def opening(self) -> str:
        """The line that names the shape of the others."""
        return _line(RunRecord(SCHEMA, self._written))

    def file(self, outcome: Outcome) -> str:
        """The line of one file."""
        return _line(record(outcome))

    def closing(self, tally: Tally) -> str:
        """Nothing: each line stands for itself."""
        return ""


def _line(value: msgspec.Struct) -> str:
    return msgspec.json.encode(value).decode().translate(_ENDS) + "\n"

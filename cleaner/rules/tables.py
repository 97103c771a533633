"""Tables and lists beside rule files: TSV and CSV rows, and named lists of words."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import regex

from cleaner.model import Row, Safety
from cleaner.rules.problems import Complaint

_LIST = re.compile(r"\\L<([\w-]+)>")
SAFETIES = {safety.value: safety for safety in Safety}


class TableError(Exception):
    """A table that cannot be read: `line` counts from 1."""

    def __init__(self, line: int, problem: str, remedy: str) -> None:
        self.line, self.problem, self.remedy = line, problem, remedy
        super().__init__(problem)


def read_table(path: Path) -> tuple[Row, ...]:
    """The rows of a table with the columns `found`, `becomes` and, if wanted, `safety`.

    Tabs part the columns of a `.tsv` and nothing is quoted; a `.csv` is as RFC 4180 has it. Other
    columns are for readers. Raises TableError.
    """
    source = _read(path)
    lines = source.split("\n") if path.suffix == ".tsv" else source.splitlines(keepends=True)
    rows = (
        [line.split("\t") for line in lines] if path.suffix == ".tsv" else list(csv.reader(lines))
    )
    header = rows[0] if rows else []
    if "found" not in header or "becomes" not in header:
        raise TableError(
            1, "the first line must name the columns", "Begin with `found` and `becomes`."
        )
    return tuple(
        _row(dict(zip(header, row, strict=False)), number, len(row) == len(header))
        for number, row in enumerate(rows[1:], start=2)
        if any(row)
    )


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8").replace("\r\n", "\n")
    except OSError as error:
        raise TableError(
            1, f"the table cannot be read: {error.strerror}", "Check its name."
        ) from error
    except UnicodeDecodeError as error:
        raise TableError(
            1, f"byte {error.start} is not UTF-8", "Save the table as UTF-8."
        ) from error


def _row(cells: Mapping[str, str], number: int, full: bool) -> Row:
    if not full:
        raise TableError(
            number, "the row has not as many columns as the header", "Add or join cells."
        )
    safety = cells.get("safety", "")
    if safety and safety not in SAFETIES:
        raise TableError(number, f"`{safety}` is no safety class", "Write safe, suggest or flag.")
    if not cells["found"]:
        raise TableError(number, "`found` is empty", "Write what is found, or delete the row.")
    return Row(cells["found"], cells["becomes"], SAFETIES.get(safety))


def read_lists(folders: Iterable[Path]) -> dict[str, tuple[str, ...]]:
    """The named lists in the `lists` folders: one entry a line, `#` begins a comment.

    Lists of one name are joined, so a user's own folder extends a shipped list.
    """
    lists: dict[str, set[str]] = {}
    for folder in folders:
        for path in sorted((folder / "lists").glob("*.txt")):
            entries = (line.split("#")[0].strip() for line in _read(path).split("\n"))
            lists.setdefault(path.stem, set()).update(entry for entry in entries if entry)
    return {name: tuple(sorted(entries)) for name, entries in lists.items()}


def expand(pattern: str, lists: Mapping[str, tuple[str, ...]]) -> str:
    r"""`pattern` with each `\L<name>` written out as an alternation, the longest entry first.

    Raises KeyError with the name of a list that does not exist.
    """

    def written(m: re.Match[str]) -> str:
        entries = sorted(lists[m[1]], key=lambda entry: (-len(entry), entry))
        return "(?:" + "|".join(regex.escape(entry, special_only=True) for entry in entries) + ")"

    return _LIST.sub(written, pattern)


def check_rows(rows: Iterable[Row]) -> Iterator[Complaint]:
    """Each string that stands twice, becomes itself, or becomes another row's string."""
    found: set[str] = set()
    rows = tuple(rows)
    for row in rows:
        if row.found in found:
            yield Complaint((), f"`{row.found}` stands twice", "Delete one of them.")
        found.add(row.found)
    for row in rows:
        if row.becomes in found:
            yield Complaint(
                (),
                f"`{row.found}` becomes `{row.becomes}`, which is itself replaced",
                "Let each row end in a text that no row changes.",
            )

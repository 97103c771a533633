"""Tables and lists beside rule files: TSV and CSV rows, and named lists of words."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import regex

from cleaner.marks import fold
from cleaner.model import Row, Safety
from cleaner.rules.problems import Problem

_LIST = re.compile(r"\\L<([\w-]+)>")
SAFETIES = {safety.value: safety for safety in Safety}


class Placed(NamedTuple):
    """A row and where it stands; `key` is empty in a table of its own."""

    row: Row
    path: Path
    line: int
    key: str = ""

    def problem(self, problem: str, remedy: str) -> Problem:
        """What is wrong with the row."""
        return Problem(self.path, self.line, self.key, problem, remedy)


def read_table(path: Path) -> tuple[list[Placed], list[Problem]]:
    """The rows of a table with the columns `found`, `becomes` and, if wanted, `safety`.

    Tabs part the columns of a `.tsv` and nothing is quoted; a `.csv` is as RFC 4180 has it. Other
    columns are for readers. The problems are all that is wrong with the table.
    """
    if path.suffix not in (".tsv", ".csv"):
        said = f"`{path.name}` is no table"
        return [], [Problem(path, 1, "", said, "Name a file that ends in .tsv or .csv.")]
    source = read_text(path)
    if isinstance(source, Problem):
        return [], [source]
    try:
        lines = list(_cells(path, source))
    except csv.Error as error:
        return [], [Problem(path, 1, "", f"not CSV: {error}", "Quote cells as RFC 4180 has it.")]
    header = lines[0][1] if lines else []
    if "found" not in header or "becomes" not in header:
        remedy = "Begin the table with the names `found` and `becomes`."
        return [], [Problem(path, 1, "", "the first line does not name the columns", remedy)]
    rows = [_row(path, number, header, cells) for number, cells in lines[1:] if any(cells)]
    return (
        [row for row in rows if isinstance(row, Placed)],
        [row for row in rows if isinstance(row, Problem)],
    )


def read_text(path: Path) -> str | Problem:
    """The text of a file beside or among the rules, newlines as LF."""
    if path.exists() and not path.is_file():
        return Problem(path, 1, "", "it is no file, but a folder or a pipe", "Delete or rename it.")
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        return Problem(path, 1, "", f"cannot be read: {error.strerror}", "Check its name.")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return Problem(path, line, "", f"byte {error.start} is not UTF-8", "Save it as UTF-8.")


def _cells(path: Path, source: str) -> Iterator[tuple[int, list[str]]]:
    """The line number and the cells of each row, the header first."""
    if path.suffix != ".csv":
        lines = enumerate(source.split("\n"), start=1)
        return ((number, line.split("\t")) for number, line in lines)
    reader = csv.reader(io.StringIO(source, newline=""), strict=True)
    return ((reader.line_num, cells) for cells in reader)


def _row(path: Path, number: int, header: Sequence[str], cells: Sequence[str]) -> Placed | Problem:
    if len(cells) != len(header):
        said = f"the row has {len(cells)} columns, the header {len(header)}"
        return Problem(path, number, "", said, "Add or join cells.")
    named = dict(zip(header, cells, strict=True))
    safety = named.get("safety", "")
    if safety and safety not in SAFETIES:
        said = f"`{safety}` is no safety class"
        return Problem(path, number, "", said, "Write safe, suggest or flag.")
    if not named["found"]:
        said = "`found` is empty"
        return Problem(path, number, "", said, "Write what is found, or delete the row.")
    row = Row(named["found"], named["becomes"], SAFETIES.get(safety))
    return Placed(row, path, number)


def read_lists(folders: Iterable[Path]) -> tuple[dict[str, tuple[str, ...]], list[Problem]]:
    """The named lists in the `lists` folders: one entry a line, `#` begins a comment.

    Lists of one name are joined, so a user's own folder extends a shipped list.
    """
    lists: dict[str, set[str]] = {}
    problems: list[Problem] = []
    for folder in folders:
        for path in sorted((folder / "lists").glob("*.txt")):
            source = read_text(path)
            if isinstance(source, Problem):
                problems.append(source)
                continue
            entries = {line.split("#")[0].strip() for line in source.split("\n")}
            lists.setdefault(path.stem, set()).update(entries - {""})
    return {name: tuple(sorted(entries)) for name, entries in lists.items()}, problems


def lists_in(pattern: str) -> list[str]:
    r"""The names of the lists that an expression mentions as `\L<name>`."""
    return _LIST.findall(pattern)


def expand(pattern: str, lists: Mapping[str, tuple[str, ...]]) -> str:
    r"""`pattern` with each `\L<name>` written out as an alternation, the longest entry first.

    Every list that it names must be there.
    """

    def written(m: re.Match[str]) -> str:
        entries = sorted(lists[m[1]], key=lambda entry: (-len(entry), entry))
        return "(?:" + "|".join(regex.escape(entry, special_only=True) for entry in entries) + ")"

    return _LIST.sub(written, pattern)


def check_rows(rows: Sequence[Placed], *, settles: bool, words: bool) -> Iterator[Problem]:
    """Each string that stands twice, becomes itself or, if it must settle, another row's string.

    Curly and straight marks are the same in rows of `words`.
    """
    first: dict[str, Placed] = {}

    def same(text: str) -> str:
        return fold(text) if words and not text.isascii() else text

    for placed in rows:
        row, found = placed.row, same(placed.row.found)
        if first.setdefault(found, placed) is not placed:
            said = f"`{row.found}` stands twice, first in line {first[found].line}"
            yield placed.problem(said, "Delete one of them.")
        if same(row.becomes) == found:
            yield placed.problem(f"`{row.found}` becomes itself", "Delete the row.")
    for placed in rows if settles else ():
        row, other = placed.row, first.get(same(placed.row.becomes))
        if other is not None and same(row.becomes) != same(row.found):
            said = f"`{row.found}` becomes `{row.becomes}`, which line {other.line} replaces"
            yield placed.problem(said, "Let each row end in a text that no row changes.")

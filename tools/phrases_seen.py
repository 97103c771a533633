"""Names the rows of a phrase table that stand in clean texts: such rows are no sure mistakes.

python tools/phrases_seen.py rules/words/phrases-spun-expressions.tsv FOLDER_OF_TEXTS
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

CLAUSE = re.compile(r'[.;:!?()"“”,]+|\n[ \t]*\n')
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def phrases(table: Path) -> dict[tuple[str, ...], str]:
    """The rows of a table by their words in small letters."""
    lines = table.read_text(encoding="utf-8").split("\n")[1:]
    found = (line.split("\t")[0] for line in lines if line)
    return {words(row): row for row in found}


def words(text: str) -> tuple[str, ...]:
    """The words of a text in small letters, with straight apostrophes."""
    return tuple(word.replace("’", "'") for word in WORD.findall(text.lower()))


def seen(rows: dict[tuple[str, ...], str], text: str) -> Iterator[str]:
    """Each row that stands in a text, within one clause, as often as it does."""
    lengths = sorted({len(row) for row in rows})
    for clause in CLAUSE.split(text):
        said = words(clause)
        for at in range(len(said)):
            for length in lengths:
                row = rows.get(said[at : at + length])
                if row is not None and at + length <= len(said):
                    yield row


def main() -> int:
    """Print the rows that stand in the texts and how often; 1 if there are any."""
    rows, counts = phrases(Path(sys.argv[1])), Counter[str]()
    for path in sorted(Path(sys.argv[2]).rglob("*")):
        if path.is_file():
            counts.update(seen(rows, path.read_text(encoding="utf-8", errors="ignore")))
    for row, count in sorted(counts.items()):
        print(f"{count:6} {row}")
    return 1 if counts else 0


if __name__ == "__main__":
    sys.exit(main())

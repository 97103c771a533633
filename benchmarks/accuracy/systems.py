"""What is measured: each system takes a record and gives its text, repaired."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import ftfy
import score
from records import FILES, Record, read

import cleaner

System = Callable[[Record], str]

SAFE, UNSAFE = "cleaner", "cleaner --unsafe-fixes"


def markup_of(record: Record) -> cleaner.Markup:
    """How a document is to be read: the `.md` ones are Markdown."""
    return cleaner.Markup.MARKDOWN if record.get("ext") == ".md" else cleaner.Markup.PLAIN


class Cleaner:
    """Cleans a record with a rule set, and counts which rules did what."""

    def __init__(self, rules: Iterable[cleaner.Rule], up_to: cleaner.Safety) -> None:
        self.rules, self.up_to = tuple(rules), up_to
        self.fired: Counter[str] = Counter()

    def __call__(self, record: Record) -> str:
        """The cleaned text."""
        text = score.text_of(record)
        cleaned = cleaner.clean(text, self.rules, up_to=self.up_to, markup=markup_of(record))
        self.fired.update(finding.rule.id for finding in cleaned.applied)
        return cleaned.after


def ours(rules: Iterable[cleaner.Rule]) -> dict[str, System]:
    """Cleaner with safe fixes only, and with suggestions."""
    rules = tuple(rules)
    return {
        SAFE: Cleaner(rules, cleaner.Safety.SAFE),
        UNSAFE: Cleaner(rules, cleaner.Safety.SUGGEST),
    }


def others() -> Mapping[str, System]:
    """The tools people use today, in the same run and on the same texts."""
    return {
        "ftfy": lambda record: ftfy.fix_text(score.text_of(record)),
        "ftfy, curly kept": lambda record: ftfy.fix_text(
            score.text_of(record), uncurl_quotes=False
        ),
        "codespell": codespell(),
    }


def codespell() -> System:
    """`codespell -w` over a folder with every document, run once."""
    records = [record for name in FILES for record in read(name)]
    with tempfile.TemporaryDirectory() as folder:
        for number, record in enumerate(records):
            (Path(folder) / f"{number}.txt").write_bytes(score.text_of(record).encode())
        command = [sys.executable, "-m", "codespell_lib", "--write-changes", "."]
        run = subprocess.run(command, cwd=folder, capture_output=True, check=False)
        if run.returncode not in (0, 65):  # 65: some words have several corrections
            raise RuntimeError(run.stderr.decode())
        repaired = {
            record["id"]: (Path(folder) / f"{number}.txt").read_bytes().decode()
            for number, record in enumerate(records)
        }
    return lambda record: repaired[record["id"]]

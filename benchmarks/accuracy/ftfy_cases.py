"""How many of ftfy's own test cases the encoding stage solves, and how many sound texts it touches.

    python benchmarks/accuracy/ftfy_cases.py PATH...           files of cases of python-ftfy
    python benchmarks/accuracy/ftfy_cases.py PATH... --show    with the cases that fail

The cases are `tests/test_cases.json` of the ftfy repository, or the files of `tests/test-cases`;
they are read from where they are, not kept here. A case is a sound text if ftfy leaves it alone.
Marks that ftfy straightens count as what they were, for no rule here does so; where ftfy gives a
character up and writes a replacement character, any character is right.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))

import cleaner

STRAIGHT = str.maketrans("‘’‚‛“”„‟", "''''" + '""""')
CLASSES = {"safe": cleaner.Safety.SAFE, "with --unsafe-fixes": cleaner.Safety.SUGGEST}


class Case(NamedTuple):
    """A text, the texts that are right for it, and whether it is sound as it stands."""

    label: str
    original: str
    right: frozenset[str]
    sound: bool
    known_failure: bool

    def solved(self, after: str) -> bool:
        """Whether a result is right: of a sound text, itself."""
        if self.sound:
            return after == self.original
        return any(fnmatchcase(_level(after), _given_up(right)) for right in self.right)


def main() -> int:
    """Print the figures of each class of fixes; 1 if a sound text was touched by safe ones."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("paths", type=Path, nargs="+", metavar="PATH")
    parser.add_argument("--show", action="store_true", help="print the cases that are not solved")
    args = parser.parse_args()
    cases = [case for path in args.paths for case in read(path)]
    rules = [rule for rule in cleaner.load_rules() if rule.stage is cleaner.Stage.ENCODING]
    touched = 0
    for name, up_to in CLASSES.items():
        results = [(case, cleaner.clean(case.original, rules, up_to=up_to)) for case in cases]
        failed = [(case, result.after) for case, result in results if not case.solved(result.after)]
        print(figures(name, cases, [case for case, _ in failed]))
        for case, after in failed if args.show else ():
            print(f"  {case.label}\n    {case.original!r}\n    {after!r}\n    {sorted(case.right)}")
        if up_to is cleaner.Safety.SAFE:
            touched = sum(case.sound for case, _ in failed)
    return 1 if touched else 0


def read(path: Path) -> Iterator[Case]:
    """The cases of one file."""
    for case in json.loads(path.read_bytes().decode("utf-8")):
        original, fixed = case["original"], case["fixed"]
        encoding = case.get("fixed-encoding", fixed)
        yield Case(
            label=case["label"],
            original=original,
            right=frozenset({_level(fixed), _level(encoding)}),
            sound=_level(encoding) == _level(fixed) == _level(original),
            known_failure=case["expect"] == "fail",
        )


def _level(text: str) -> str:
    """A text with straight marks, composed: what ftfy's other steps change besides."""
    return unicodedata.normalize("NFC", text.translate(STRAIGHT))


def _given_up(right: str) -> str:
    """A right text as a pattern: a replacement character stands for any."""
    return re.sub(r"([*?\[])", r"[\1]", right).replace("\N{REPLACEMENT CHARACTER}", "?")


def figures(name: str, cases: list[Case], failed: list[Case]) -> str:
    """One line: solved of the damaged texts, and touched of the sound ones."""
    damaged = [case for case in cases if not case.sound]
    lost = [case for case in failed if not case.sound]
    hard = sum(case.known_failure for case in damaged)
    solved_hard = hard - sum(case.known_failure for case in lost)
    sound, touched = len(cases) - len(damaged), len(failed) - len(lost)
    return (
        f"{name}: {len(damaged) - len(lost)} of {len(damaged)} damaged texts solved "
        f"({solved_hard} of {hard} that ftfy fails itself), "
        f"{touched} of {sound} sound texts touched"
    )


if __name__ == "__main__":
    sys.exit(main())

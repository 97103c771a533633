"""Accuracy on DEV: cleans every document in memory and scores it, developed and held-out apart.

    python benchmarks/accuracy/evaluate.py                  the table, safe only
    python benchmarks/accuracy/evaluate.py --unsafe-fixes   suggestions applied as well
    python benchmarks/accuracy/evaluate.py --select marks,words/common-misspellings
    python benchmarks/accuracy/evaluate.py --show possessive:20   misses and false edits

A third of DEV, chosen by a hash of the document's id, is held out: its figures are printed, its
texts are never shown, so that a gap between the two columns tells of tuning.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE)]

import score  # noqa: E402

import cleaner  # noqa: E402

Record = dict[str, Any]


def held_out(record: Record) -> bool:
    """Whether a document belongs to the third that nobody reads."""
    return hashlib.sha256(record["id"].encode()).digest()[0] % 3 == 0


def read(name: str) -> list[Record]:
    """The records of one of the two files."""
    lines = (HERE / name).read_bytes().decode("utf-8").split("\n")
    return [json.loads(line) for line in lines if line]


def markup_of(record: Record) -> cleaner.Markup:
    """How a document is to be read: the `.md` ones are Markdown."""
    return cleaner.Markup.MARKDOWN if record.get("ext") == ".md" else cleaner.Markup.PLAIN


class System:
    """Cleans a record with a rule set, and counts which rules did what."""

    def __init__(self, rules: tuple[cleaner.Rule, ...], up_to: cleaner.Safety) -> None:
        self.rules, self.up_to = rules, up_to
        self.fired: Counter[str] = Counter()
        self.outputs: dict[str, str] = {}

    def __call__(self, record: Record) -> str:
        """The cleaned text."""
        if record["id"] not in self.outputs:
            text = score.text_of(record)
            cleaned = cleaner.clean(text, self.rules, up_to=self.up_to, markup=markup_of(record))
            self.fired.update(finding.rule.id for finding in cleaned.applied)
            self.outputs[record["id"]] = cleaned.after
        return self.outputs[record["id"]]


def main() -> None:
    """Print the table for the developed and the held-out part."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--unsafe-fixes", action="store_true")
    parser.add_argument("--select", default="", help="rule ids or stages, comma-separated prefixes")
    parser.add_argument("--show", action="append", default=[], metavar="CATEGORY[:N]")
    parser.add_argument("--by-subtype", action="store_true")
    parser.add_argument("--fired", action="store_true", help="how often each rule fired")
    args = parser.parse_args()
    wanted = tuple(filter(None, args.select.split(",")))
    rules = tuple(r for r in cleaner.load_rules() if not wanted or r.id.startswith(wanted))
    system = System(rules, cleaner.Safety.SUGGEST if args.unsafe_fixes else cleaner.Safety.SAFE)
    pairs, negatives = read("pairs.jsonl"), read("negatives.jsonl")
    for title, part in (("developed", False), ("held out", True)):
        chosen = [[r for r in records if held_out(r) is part] for records in (pairs, negatives)]
        result, examples = score.evaluate(*chosen, system, keep=not part)
        print(f"== {title}")
        print(score.table(result, args.by_subtype and not part))
        if not part:
            for want in args.show:
                show(want, examples)
    if args.fired:
        print(*(f"{count:6} {rule}" for rule, count in system.fired.most_common()), sep="\n")


def show(want: str, examples: list[Any]) -> None:
    """Print the misses and the false edits of one category."""
    category, _, limit = want.partition(":")
    missed, false = [], []
    for record, got in examples:
        if "dirty" in record:
            text = record["dirty"]
            missed += [
                (record["id"], score.context(text, g["start"], g["end"], g["replacement"]))
                for g in got["fn"]
                if g["category"] == category
            ]
            edits = got["fp"]
        else:
            text, edits = record["text"], got
        false += [(record["id"], score.context(text, *e[:3])) for e in edits if e[3] == category]
    for title, shown in (("missed", missed), ("false", false)):
        print(f"\n{category}: {title} ({len(shown)})")
        for id, line in shown[: int(limit or 10)]:
            print(f"  {id:22} {line}")


if __name__ == "__main__":
    main()

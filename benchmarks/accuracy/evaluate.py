"""Accuracy on DEV: cleans every document in memory and scores it, developed and held-out apart.

    python benchmarks/accuracy/evaluate.py                  the table, safe only
    python benchmarks/accuracy/evaluate.py --unsafe-fixes   suggestions applied as well
    python benchmarks/accuracy/evaluate.py --select marks,words/common-misspellings
    python benchmarks/accuracy/evaluate.py --show possessive:20   misses and false edits
    python benchmarks/accuracy/evaluate.py --compare        both, beside ftfy and codespell
    python benchmarks/accuracy/evaluate.py --check          fails if a committed figure got worse
    python benchmarks/accuracy/evaluate.py --write          writes docs/accuracy.md and the baseline

A third of DEV, chosen by a hash of the document's id, is held out: its figures are printed, its
texts are never shown, so that a gap between the two columns tells of tuning.
"""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE)]

import report  # noqa: E402
import score  # noqa: E402
from records import PARTS, held_out, read, read_parts  # noqa: E402
from systems import SAFE, UNSAFE, Cleaner, System, markup_of, others, ours  # noqa: E402

import cleaner  # noqa: E402

__all__ = ["held_out", "markup_of", "read"]


def main() -> int:
    """Print, hold or write the figures; 1 if one of them got worse."""
    args = arguments()
    if args.compare or args.check or args.write:
        return compare(args)
    wanted = tuple(filter(None, args.select.split(",")))
    rules = tuple(r for r in cleaner.load_rules() if not wanted or r.id.startswith(wanted))
    system = Cleaner(rules, cleaner.Safety.SUGGEST if args.unsafe_fixes else cleaner.Safety.SAFE)
    for part, records in read_parts().items():
        shown = part == PARTS[0]
        result, examples = score.evaluate(*records, system, keep=shown)
        print(f"== {part}")
        print(score.table(result, args.by_subtype and shown))
        for want in args.show if shown else ():
            show(want, examples)
    if args.fired:
        print(*(f"{count:6} {rule}" for rule, count in system.fired.most_common()), sep="\n")
    return 0


def arguments() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--unsafe-fixes", action="store_true")
    parser.add_argument("--select", default="", help="rule ids or stages, comma-separated prefixes")
    parser.add_argument("--show", action="append", default=[], metavar="CATEGORY[:N]")
    parser.add_argument("--by-subtype", action="store_true")
    parser.add_argument("--fired", action="store_true", help="how often each rule fired")
    parser.add_argument("--compare", action="store_true", help="all systems, by category")
    parser.add_argument("--check", action="store_true", help="fail if a committed figure got worse")
    parser.add_argument("--write", action="store_true", help="write docs/accuracy.md and baseline")
    return parser.parse_args()


def compare(args: argparse.Namespace) -> int:
    """The figures of every system; of cleaner's own only, if they are only held to the baseline."""
    held = measured((SAFE, UNSAFE))
    if args.check:
        lines = list(report.worse(held))
        print(*lines or ["accuracy: no worse than the committed figures"], sep="\n")
        if lines:
            print("If that is meant, run evaluate.py --write and say why in the commit.")
        return 1 if lines else 0
    results = held | {name: scored(system) for name, system in others().items()}
    print(report.tables(results))
    if args.write:
        report.write(results, held)
    return 0


def measured(names: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    """The results of cleaner's own systems, each in a process of its own."""
    with ProcessPoolExecutor(len(names)) as pool:
        return dict(zip(names, pool.map(scored_by_name, names), strict=True))


def scored_by_name(name: str) -> dict[str, Any]:
    """What one of cleaner's own systems reaches, by part."""
    return scored(ours(cleaner.load_rules())[name])


def scored(system: System) -> dict[str, Any]:
    """What a system reaches, by part."""
    parts = read_parts().items()
    return {part: score.evaluate(*records, system)[0] for part, records in parts}


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
    sys.exit(main())

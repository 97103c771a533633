"""The page docs/catalogue.md: each entry of the error catalogue, its rules, how they do on DEV.

    python benchmarks/accuracy/catalogue.py             prints the table with rules and classes
    python benchmarks/accuracy/catalogue.py --write     measures, and writes the table into the page
    python benchmarks/accuracy/catalogue.py --check     fails if its rules or classes are old

The entries and their titles are in entries.toml; which rules have one, the rule files say.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE)]

import score  # noqa: E402
from records import PARTS, Record, read_parts  # noqa: E402
from systems import markup_of  # noqa: E402

import cleaner  # noqa: E402

PAGE = HERE.parents[1] / "docs" / "catalogue.md"
BEGIN, END = "<!-- begin: catalogue.py --write -->", "<!-- end -->"
WITHOUT = "without-entry"
CLASSES = tuple(cleaner.Safety)
MODES = (cleaner.Safety.SAFE, cleaner.Safety.SUGGEST)
HEAD = (
    "entry",
    "what is wrong",
    "rules",
    *(f"{figure}, {part}" for figure in ("precision", "recall") for part in PARTS),
)
FIXED = 3
"""So many columns depend on rule files alone."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What one run did on one part: edits by rule, right and false, and errors by subtype."""

    right: Counter[str]
    false: Counter[str]
    repaired: Counter[str]
    marked: Counter[str]


Tallies = Mapping[tuple[cleaner.Safety, str], Tally]
"""A tally by the class up to which findings were applied, and part."""


def main() -> int:
    """Print, write or check the table; 1 if rules lack an entry or the page is old."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--write", action="store_true", help="measure and write the page")
    parser.add_argument("--check", action="store_true", help="fail if rules or classes are old")
    args = parser.parse_args()
    rules = cleaner.load_rules()
    entries = tomllib.loads((HERE / "entries.toml").read_text(encoding="utf-8"))
    problems = list(unplaced(rules, entries))
    if args.write:
        write(table(entries, rules, measured()))
    elif args.check:
        problems += stale(entries, rules)
    else:
        print(table(entries, rules, {}))
    print(*problems, sep="\n", file=sys.stderr)
    return 1 if problems else 0


def unplaced(rules: Iterable[cleaner.Rule], entries: Mapping[str, Any]) -> Iterator[str]:
    """Rules without an entry or a stated reason, and entries without either."""
    excused, used = entries[WITHOUT], set()
    for rule in rules:
        used.add(rule.entry)
        if rule.entry and rule.entry not in entries:
            yield f"{rule.id}: its entry {rule.entry} is not in the catalogue"
        if not rule.entry and rule.id not in excused:
            yield f"{rule.id}: no `entry`, and no reason in entries.toml"
    for id, entry in entries.items():
        if id != WITHOUT and (id in used) == ("no_rule" in entry):
            yield f"{id}: it needs either a rule or `no_rule` in entries.toml"


def stale(entries: Mapping[str, Any], rules: Sequence[cleaner.Rule]) -> Iterator[str]:
    """Rows of the page whose rules, classes or words are no longer true."""
    shown = [row[:FIXED] for row in _rows(_on_page()[1])]
    wanted = [row[:FIXED] for row in _rows(table(entries, rules, {}))]
    for row in wanted:
        if row not in shown:
            yield f"docs/catalogue.md: {row[0]} is old: run catalogue.py --write"
    for row in shown:
        if row[0] not in {other[0] for other in wanted}:
            yield f"docs/catalogue.md: {row[0]} is gone: run catalogue.py --write"


def write(made: str) -> None:
    """Put the table into the page; what people wrote around it stays."""
    before, _, after = _on_page()
    PAGE.write_bytes(f"{before}{BEGIN}\n{made}\n{END}{after}".encode())


def _on_page() -> tuple[str, str, str]:
    before, _, rest = PAGE.read_bytes().decode("utf-8").partition(BEGIN)
    made, _, after = rest.partition(END)
    return before, made, after


def _rows(made: str) -> list[list[str]]:
    lines = (line for line in made.split("\n") if line.startswith("| "))
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def table(entries: Mapping[str, Any], rules: Sequence[cleaner.Rule], tallies: Tallies) -> str:
    """The table in Markdown: a row for each entry, and one for the rules without."""
    by_entry: dict[str, list[cleaner.Rule]] = defaultdict(list)
    for rule in rules:
        by_entry[rule.entry].append(rule)
    lines = [HEAD, ("---",) * len(HEAD)]
    for id, entry in entries.items():
        if id != WITHOUT:
            lines.append(_row(id, entry, by_entry[id], tallies))
    for id, reason in entries[WITHOUT].items():
        lines.append(
            _row("none", {"title": reason}, [r for r in by_entry[""] if r.id == id], tallies)
        )
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _row(
    id: str, entry: Mapping[str, Any], rules: Sequence[cleaner.Rule], tallies: Tallies
) -> tuple[str, ...]:
    named = _by_class(rules) or f"none: {entry['no_rule']}"
    if "note" in entry:
        named += f"; {entry['note']}"
    ids = [rule.id for rule in rules]
    precision = (_cell(tallies, part, ids, ("right", "false")) for part in PARTS)
    subtypes = entry.get("measured", ())
    recall = (_cell(tallies, part, subtypes, ("repaired", "marked")) for part in PARTS)
    return (id, entry["title"], named, *precision, *recall)


def _by_class(rules: Sequence[cleaner.Rule]) -> str:
    """The ids of the rules, by class and stage."""
    said = []
    for safety in CLASSES:
        ids = [f"`{rule.id}`" for rule in rules if rule.safety is safety]
        if ids:
            said.append(f"{safety.value}: {', '.join(ids)}")
    return "; ".join(said)


def _cell(tallies: Tallies, part: str, keys: Sequence[str], counted: tuple[str, str]) -> str:
    """A share for safe edits and, where it differs, one with suggestions: each of how many."""
    said = []
    for mode in MODES:
        if (mode, part) in tallies:
            tally = tallies[mode, part]
            one, other = (_sum(getattr(tally, name), keys) for name in counted)
            whole = one + other if counted[1] == "false" else other
            said.append(f"{100 * one / whole:.1f} of {whole}" if whole else "–")
    return " · ".join(dict.fromkeys(said))


def _sum(counts: Counter[str], keys: Sequence[str]) -> int:
    """The counts of subtypes or rules; a category counts with all its subtypes."""
    return sum(
        count
        for name, count in counts.items()
        if any(name == key or name.startswith(f"{key}/") for key in keys)
    )


def measured() -> dict[tuple[cleaner.Safety, str], Tally]:
    """The tallies of both modes, each in a process of its own."""
    with ProcessPoolExecutor(len(MODES)) as pool:
        runs = pool.map(_measured, MODES)
        return {
            (mode, part): tally
            for mode, run in zip(MODES, runs, strict=True)
            for part, tally in run.items()
        }


def _measured(mode: cleaner.Safety) -> dict[str, Tally]:
    rules = cleaner.load_rules()
    tallies = {}
    for part, (damaged, sound) in read_parts().items():
        tally = tallies[part] = Tally(Counter(), Counter(), Counter(), Counter())
        for record in (*damaged, *sound):
            _count(record, rules, mode, tally)
    return tallies


def _count(
    record: Record, rules: Sequence[cleaner.Rule], mode: cleaner.Safety, tally: Tally
) -> None:
    """Clean one document and add what each finding did.

    A finding is false if it touches a false edit, right if it touches an error that was repaired;
    what touches neither was undone by a later one and does not count.
    """
    cleaned = cleaner.clean(score.text_of(record), rules, up_to=mode, markup=markup_of(record))
    false, right = _verdicts(record, cleaned.after, tally)
    for finding in cleaned.applied:
        if _touches(finding, false):
            tally.false[finding.rule.id] += 1
        elif _touches(finding, right):
            tally.right[finding.rule.id] += 1


def _verdicts(record: Record, after: str, tally: Tally) -> tuple[list[Any], list[Any]]:
    """The spans of false edits and of repaired errors; the errors are added to the tally."""
    if "dirty" not in record:
        return [edit[:2] for edit in score.score_negative(record, after)], []
    scored = score.score_pair(record, after)
    for gold in (*scored["tp"], *scored["fn"]):
        tally.marked[_kind(gold)] += 1
    tally.repaired.update(map(_kind, scored["tp"]))
    return [edit[:2] for edit in scored["fp"]], [(g["start"], g["end"]) for g in scored["tp"]]


def _kind(gold: Mapping[str, Any]) -> str:
    return f"{gold['category']}/{gold.get('subtype', '').split(':')[0]}"


def _touches(finding: cleaner.Finding, spans: Iterable[tuple[int, int]]) -> bool:
    return any(e.start <= end and start <= e.end for e in finding.edits for start, end in spans)


if __name__ == "__main__":
    sys.exit(main())

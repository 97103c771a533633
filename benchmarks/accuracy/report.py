"""Figures of a run: as tables, and as a file that the next run is held against."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "docs" / "accuracy.md"
BASELINE = HERE / "baseline.json"
BEGIN, END = "<!-- begin: make eval -->", "<!-- end -->"
SLACK = 1e-9
SHARES = ("precision", "recall", "f05")

Result = Mapping[str, Any]
Results = Mapping[str, Mapping[str, Result]]
"""A result by system and part."""


def baseline(results: Results) -> dict[str, dict[str, dict[str, float]]]:
    """What the next run is held against, by system and part."""
    return {
        system: {
            part: {
                "precision": result["all"]["precision"],
                "recall": result["all"]["recall"],
                "false_edits_per_10k_clean_words": result["negatives"]["per_10k_words"],
            }
            for part, result in parts.items()
        }
        for system, parts in results.items()
    }


def worse(results: Results) -> Iterator[str]:
    """Each figure that fell behind the committed one, in words. Recall may move: it is not held."""
    committed = json.loads(BASELINE.read_text(encoding="utf-8"))
    for system, parts in baseline(results).items():
        for part, now in parts.items():
            then, place = committed[system][part], f"{system}, {part}"
            if now["precision"] < then["precision"] - SLACK:
                said = f"{then['precision']:.4f} -> {now['precision']:.4f}"
                yield f"{place}: precision {said}"
            rate = "false_edits_per_10k_clean_words"
            if now[rate] > then[rate] + SLACK:
                said = f"{then[rate]:.3f} -> {now[rate]:.3f}"
                yield f"{place}: false edits per 10,000 clean words {said}"


def write(results: Results, held: Results) -> None:
    """Put the tables into the page, and what `held` reached into the baseline."""
    page = PAGE.read_bytes().decode("utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_bytes(f"{before}{BEGIN}\n{tables(results)}\n{END}{after}".encode())
    data = json.dumps(baseline(held), indent=2) + "\n"
    BASELINE.write_bytes(data.encode())


def tables(results: Results) -> str:
    """Markdown: the totals, and for each part precision, recall and F0.5 of every category."""
    parts = list(next(iter(results.values())))
    by_category = (f"### By category, {part}\n\n{_categories(results, part)}" for part in parts)
    return "\n\n".join([_totals(results), *by_category])


def _totals(results: Results) -> str:
    rows = [
        "| system | part | precision | recall | F0.5 | documents all right "
        "| damaged words | false edits per 10,000 clean words |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for system, parts in results.items():
        for part, result in parts.items():
            shares = " | ".join(_percent(result["all"][name]) for name in SHARES)
            rows.append(
                f"| {system} | {part} | {shares} "
                f"| {result['exact_documents']} of {result['documents']} "
                f"| {result['damaged_words']} | {result['negatives']['per_10k_words']:.2f} |"
            )
    return "\n".join(rows)


def _categories(results: Results, part: str) -> str:
    first = next(iter(results.values()))[part]
    rows = [
        f"| category | errors | {' | '.join(results)} |",
        "|---|---|" + "---|" * len(results),
    ]
    for category, row in first["categories"].items():
        if row["gold"]:
            cells = (_cell(parts[part]["categories"].get(category)) for parts in results.values())
            rows.append(f"| {category} | {row['gold']} | {' | '.join(cells)} |")
    return "\n".join(rows)


def _cell(row: Mapping[str, Any] | None) -> str:
    if row is None or not (row["tp"] or row["fp"]):
        return "·"
    return " / ".join(_percent(row[name]) for name in SHARES)


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f}"

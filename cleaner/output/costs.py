"""The costs of rules -> a table."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.costs import Cost

HEAD = ("ms", "ms per MB", "candidates", "findings", "rule")


def table(costs: Sequence[Cost]) -> str:
    """One line a rule, in the order given, below a head; a last line for all of them.

    A megabyte is a million characters.
    """
    rows = [HEAD, *(_row(cost) for cost in costs)]
    total = sum(cost.seconds for cost in costs)
    characters = max((cost.characters for cost in costs), default=0)
    findings = sum(cost.findings for cost in costs)
    candidates = sum(cost.candidates for cost in costs)
    rows.append((*_times(total, characters), str(candidates), str(findings), "all rules"))
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD) - 1)]
    lines = (
        "  ".join([*(cell.rjust(width) for cell, width in zip(row, widths, strict=False)), row[-1]])
        for row in rows
    )
    return "".join(f"{line}\n" for line in lines)


def _row(cost: Cost) -> tuple[str, str, str, str, str]:
    times = _times(cost.seconds, cost.characters)
    return (*times, str(cost.candidates), str(cost.findings), cost.rule.id)


def _times(seconds: float, characters: int) -> tuple[str, str]:
    each = seconds * 1e9 / characters if characters else 0.0
    return f"{seconds * 1000:.1f}", f"{each:.0f}"

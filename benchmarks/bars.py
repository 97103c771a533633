"""What speed is asked for, as bars; costs of one run -> which of them are reached."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

ALL = "cleaner"
WORDS = "cleaner, words alone"
IDLE = "cleaner, 10,000 idle rules"
TWO = "cleaner -j2"
AGAIN = "cleaner, second run"
FIX = "cleaner fix"
SPELL = "codespell"
SPELL_FIX = "codespell -w"
TYPOS = "typos -j1"


class Cost(NamedTuple):
    """What one run of a command took: seconds, seconds of CPU, megabytes at its peak."""

    wall: float
    cpu: float
    memory: float


Costs = Mapping[str, Mapping[str, Cost]]
"""By corpus and command; what was not measured is left out."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure that is to be `limit` at least, or at most."""

    title: str
    figure: Callable[[Costs], float]
    limit: float
    unit: str = " ×"
    at_most: bool = False

    def measured(self, costs: Costs) -> float | None:
        """The figure; None if something that it needs was not measured."""
        try:
            return self.figure(costs)
        except LookupError:
            return None

    def reached(self, figure: float) -> bool:
        """Whether a figure is good enough."""
        return figure <= self.limit if self.at_most else figure >= self.limit


def faster(corpus: str, ours: str, theirs: str) -> Callable[[Costs], float]:
    """How many times the CPU time of the one is the other's."""
    return lambda costs: costs[corpus][theirs].cpu / costs[corpus][ours].cpu


def sooner(corpus: str, ours: str, theirs: str) -> Callable[[Costs], float]:
    """How many times the wall time of the one is the other's."""
    return lambda costs: costs[corpus][theirs].wall / costs[corpus][ours].wall


def slower(corpus: str, ours: str, theirs: str) -> Callable[[Costs], float]:
    """The wall time of the one as a part of the other's."""
    return lambda costs: costs[corpus][ours].wall / costs[corpus][theirs].wall


def idle_throughput(costs: Costs) -> float:
    """Throughput with idle rules to that without: of the texts, the start of each taken off.

    The start is what `small` takes. Raises LookupError if the texts took no longer than that.
    """
    without = costs["files"][ALL].cpu - costs["small"][ALL].cpu
    idle = costs["files"][IDLE].cpu - costs["small"][IDLE].cpu
    if min(without, idle) <= 0:
        raise LookupError("too few texts")
    return without / idle


def peak(corpus: str, ours: str) -> Callable[[Costs], float]:
    """The peak memory of a command, in megabytes."""
    return lambda costs: costs[corpus][ours].memory


BARS = (
    Bar("three small files: wall / codespell", slower("small", ALL, SPELL), 0.6, at_most=True),
    Bar("many files, misspellings alone: codespell / CPU", faster("files", WORDS, SPELL), 8),
    Bar("many files, misspellings alone: typos -j1 / CPU", faster("files", WORDS, TYPOS), 4),
    Bar("many files: codespell / CPU", faster("files", ALL, SPELL), 4),
    Bar("damaged files, `fix`: codespell -w / CPU", faster("damaged", FIX, SPELL_FIX), 1.5),
    Bar("unchanged files, second run: codespell / wall", sooner("files", AGAIN, SPELL), 60),
    Bar("one large file: peak memory", peak("large", ALL), 100, unit=" MB", at_most=True),
    Bar("throughput with 10,000 idle rules / without", idle_throughput, 0.9),
    Bar("two workers: wall of one / wall of two", sooner("files", TWO, ALL), 1.7),
)


def bars_table(costs: Costs) -> str:
    """The bars as Markdown: what is asked for, what was measured, whether it is reached."""
    lines = ["| bar | asked | measured | reached |", "|---|---:|---:|---|"]
    for bar in BARS:
        figure = bar.measured(costs)
        asked = f"{'≤' if bar.at_most else '≥'} {bar.limit:g}{bar.unit}"
        if figure is None:
            lines.append(f"| {bar.title} | {asked} | | not measured |")
        else:
            said = "yes" if bar.reached(figure) else "no"
            lines.append(f"| {bar.title} | {asked} | {shown(figure)}{bar.unit} | {said} |")
    return "\n".join(lines)


def costs_table(costs: Mapping[str, Cost | None], limit: float) -> str:
    """The costs of a corpus as Markdown, beside codespell and typos; None took over `limit` s."""
    spell = costs.get(SPELL) or costs.get(SPELL_FIX)
    typos = costs.get(TYPOS)
    lines = [
        "| | wall s | CPU s | peak MB | wall / codespell | CPU / codespell | CPU / typos -j1 |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for name, cost in costs.items():
        if cost is None:
            lines.append(f"| {name} | over {limit:g} | | | | | |")
            continue
        ratios = (
            "" if spell is None else shown(cost.wall / spell.wall),
            "" if spell is None else shown(cost.cpu / spell.cpu),
            "" if typos is None else shown(cost.cpu / typos.cpu),
        )
        absolute = f"{cost.wall:.3f} | {cost.cpu:.3f} | {cost.memory:.0f}"
        lines.append(f"| {name} | {absolute} | {' | '.join(ratios)} |")
    return "\n".join(lines)


def shown(figure: float) -> str:
    """A figure with two digits behind the point, three if it is small."""
    return f"{figure:.3f}" if figure < 0.1 else f"{figure:.2f}"

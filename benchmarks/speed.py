"""Speed beside the peers: wall time, CPU time and peak memory, and ratios within one run.

    python benchmarks/speed.py                    three small files and 200 files
    python benchmarks/speed.py --files 20000 --large 100 --runs 3
    python benchmarks/speed.py --only small       one corpus
    python benchmarks/speed.py --idle 10000       with so many rules more that find nothing

The peers are installed from the Python index into an environment of their own. The runs are
interleaved, so that what else the machine does weighs on all alike; figures are medians.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))

import corpora

PEERS = ("codespell", "typos", "ftfy")
FTFY = (
    "import ftfy, pathlib, sys; [ftfy.fix_text(p.read_bytes().decode())"
    " for a in sys.argv[1:] for p in pathlib.Path(a).rglob('*.txt')]"
)
WORDS = "words/common-misspellings"
CLEANER = (Path(sys.executable).parent / "cleaner", "check", "--quiet")
MEGABYTE = 1 << 20


class Cost(NamedTuple):
    """What one run of a command took: seconds, seconds of CPU, megabytes at its peak."""

    wall: float
    cpu: float
    memory: float


def main() -> int:
    """Print a table for each corpus."""
    args = arguments()
    folder = args.folder.absolute()
    peers = installed(folder / "peers")
    places = corpora.build(folder / "corpora", files=args.files, large=args.large)
    for name, place in places.items():
        if args.only in ("", name) and any(place.iterdir()):
            megabytes = sum(p.stat().st_size for p in place.rglob("*.txt")) / 1e6
            print(f"\n{name}: {sum(1 for _ in place.rglob('*.txt'))} files, {megabytes:.2f} MB")
            wanted = commands(peers, place)
            if args.idle:
                idle = corpora.idle_rules(folder / f"idle-{args.idle}", args.idle)
                wanted[f"cleaner, {args.idle} idle rules"] = [
                    *CLEANER,
                    "-j1",
                    "--rules",
                    idle,
                    place,
                ]
            print(table(measured(wanted, args.runs)))
    return 0


def arguments() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--files", type=int, default=200, help="how many files of 5 KB")
    parser.add_argument("--large", type=int, default=0, metavar="MB", help="size of a single file")
    parser.add_argument("--idle", type=int, default=0, help="so many idle rules besides")
    parser.add_argument("--runs", type=int, default=3, help="medians are taken of so many")
    parser.add_argument("--only", default="", choices=("", "small", "files", "large"))
    parser.add_argument(
        "--folder", type=Path, default=Path(tempfile.gettempdir()) / "cleaner-speed"
    )
    return parser.parse_args()


def installed(folder: Path) -> Path:
    """The folder with the peers' commands, made if it is not there."""
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    if not (folder / "ready").exists():
        venv.create(folder, with_pip=True, clear=True)
        command = [programs / "python", "-m", "pip", "install", "--quiet", *PEERS]
        subprocess.run(command, check=True)
        (folder / "ready").touch()
    return programs


def commands(peers: Path, place: Path) -> dict[str, Sequence[str | Path]]:
    """What is run on a corpus, by name; one process each but where it says so."""
    texts = [str(place)]
    return {
        "codespell": [peers / "codespell", *texts],
        "typos -j1": [peers / "typos", "-j1", "--format", "brief", *texts],
        "ftfy (a loop)": [peers / "python", "-c", FTFY, *texts],
        "cleaner, words alone": [*CLEANER, "-j1", "--select", WORDS, *texts],
        "cleaner": [*CLEANER, "-j1", *texts],
        "cleaner -j2": [*CLEANER, "-j2", *texts],
    }


def measured(wanted: Mapping[str, Sequence[str | Path]], runs: int) -> Mapping[str, Cost]:
    """The median cost of each command; the first run of each, with cold caches, is not counted."""
    costs: dict[str, list[Cost]] = {name: [] for name in wanted}
    for number in range(runs + 1):
        for name, command in wanted.items():
            cost = run(command)
            if number:
                costs[name].append(cost)
    return {
        name: Cost(*map(statistics.median, zip(*several, strict=True)))
        for name, several in costs.items()
    }


def run(command: Sequence[str | Path]) -> Cost:
    """Run a command to its end, its output thrown away. Raises RuntimeError if it failed."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1, 2, 65):  # findings, as each of them says it
        raise RuntimeError(f"{command[0]} ended with {process.returncode}")
    unit = MEGABYTE if sys.platform == "darwin" else 1024
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def table(costs: Mapping[str, Cost]) -> str:
    """The costs as Markdown; a ratio above 1 is slower than that peer."""
    lines = [
        "| | wall s | CPU s | peak MB | wall / codespell | CPU / codespell | CPU / typos -j1 |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    spell, typos = costs["codespell"], costs["typos -j1"]
    for name, cost in costs.items():
        figures = (
            f"{cost.wall:.3f} | {cost.cpu:.3f} | {cost.memory:.0f} | {cost.wall / spell.wall:.2f}"
            f" | {cost.cpu / spell.cpu:.2f} | {cost.cpu / typos.cpu:.2f}"
        )
        lines.append(f"| {name} | {figures} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())

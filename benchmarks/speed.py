"""Speed beside the peers: wall time, CPU time and peak memory, and the bars that are asked for.

    python benchmarks/speed.py                    2,000 files of 5 KB
    python benchmarks/speed.py --files 20000 --timeout 600 --seconds 3600
    python benchmarks/speed.py --only large --large 100 --timeout 600
    python benchmarks/speed.py --only small --only damaged

The peers are installed from the Python index into an environment of their own. The runs are
interleaved, so that what else the machine does weighs on all alike; figures are medians. Before
them the sieves of the rules are made, and each command has cleaned the three small files; what came
of texts is not kept, but for `second run`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import venv
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import bars
import corpora
import sieves
from bars import Cost

PEERS = ("codespell", "typos", "ftfy")
VERSIONS = (
    "import sys; from importlib.metadata import version;"
    " print(*(f'{name} {version(name)}' for name in sys.argv[1:]), sep=', ')"
)
FTFY = (
    "import ftfy, pathlib, sys; [ftfy.fix_text(p.read_bytes().decode())"
    " for a in sys.argv[1:] for p in pathlib.Path(a).rglob('*.txt')]"
)
ONLY_WORDS = ("--select", "words/common-misspellings")
IDLE = 10_000
LARGE = 100
"""A file with fewer megabytes says nothing of its bar."""
CORPORA = ("small", "files", "damaged", "large")
MEGABYTE = 1 << 20
PLACE = "PLACE"
"""Stands in a command for the folder that it is run on."""


@dataclass(frozen=True, slots=True)
class Command:
    """What is run on a corpus."""

    name: str
    words: tuple[str, ...]
    rewrites: bool = False
    """It is run on a fresh copy of the corpus; copying does not count."""
    again: bool = False
    """It has been run on the corpus before, without counting."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How often things are run, and how long."""

    runs: int
    seconds: float
    """No further round begins on a corpus after so long."""
    timeout: float
    """A command that takes longer is ended, and not run again."""


def main() -> int:
    """Print a table for each corpus, and the bars."""
    args = arguments()
    folder = args.folder.absolute()
    os.environ["CLEANER_CACHE_DIR"] = str(folder / "cache")
    peers = installed(folder / "peers")
    sizes = {"files": args.files, "large": args.large}
    places = built(folder / "corpora", sizes)
    limits = Limits(args.runs, args.seconds, args.timeout)
    idle = corpora.idle_rules(folder / f"idle-{IDLE}", IDLE)
    for rules in ((), (idle,)):
        subprocess.run([sys.executable, sieves.__file__, *rules], check=True)
    print(f"CPython {sys.version.split()[0]}, {versions(peers)}, {os.cpu_count()} processors")
    costs: dict[str, dict[str, Cost]] = {}
    for name in (one for one in args.only or CORPORA if one in places):
        print(f"\n{name}: {sized(places[name])}\n", flush=True)
        wanted = commands(name, peers, idle)
        once(wanted, places["small"], limits)
        found = measured(wanted, places[name], limits)
        print(bars.costs_table(found, limits.timeout), flush=True)
        if name != "large" or args.large >= LARGE:
            costs[name] = {key: cost for key, cost in found.items() if cost is not None}
    print(f"\n{bars.bars_table(costs)}")
    return 0


def arguments() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--files", type=int, default=2_000, help="how many files of 5 KB")
    parser.add_argument("--large", type=int, default=0, metavar="MB", help="size of a single file")
    parser.add_argument("--runs", type=int, default=3, help="medians are taken of so many")
    parser.add_argument("--seconds", type=float, default=60, help="begin no round after so long")
    parser.add_argument("--timeout", type=float, default=60, help="seconds for one command")
    parser.add_argument("--only", action="append", choices=CORPORA, help="this corpus; can repeat")
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


def versions(peers: Path) -> str:
    """The names and versions of the peers."""
    command = [peers / "python", "-c", VERSIONS, *PEERS]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def built(folder: Path, sizes: Mapping[str, int]) -> dict[str, Path]:
    """The corpora, written by another process.

    A command's peak of memory, as the system counts it, is never below that of who started it.
    """
    options = [f"--{name}={size}" for name, size in sizes.items()]
    subprocess.run([sys.executable, corpora.__file__, folder, *options], check=True)
    return corpora.places(folder, files=sizes["files"], large=sizes["large"])


def sized(place: Path) -> str:
    """How many files a corpus has, and how large they are."""
    sizes = [path.stat().st_size for path in place.rglob("*.txt")]
    return f"{len(sizes):,} files, {sum(sizes) / 1e6:.2f} MB"


def commands(corpus: str, peers: Path, idle: Path) -> Sequence[Command]:
    """What is run on a corpus; one process each but where it says so."""
    if corpus == "damaged":
        spell, typos = ((str(peers / name), "-w", PLACE) for name in ("codespell", "typos"))
        return (
            Command(bars.SPELL_FIX, spell, rewrites=True),
            Command("typos -w -j1", (*typos, "-j1"), rewrites=True),
            Command(bars.FIX, ours("fix", "--no-cache"), rewrites=True),
        )
    every = [
        *floors(),
        Command(bars.SPELL, (str(peers / "codespell"), PLACE)),
        Command(bars.TYPOS, (str(peers / "typos"), "-j1", "--format", "brief", PLACE)),
        Command("ftfy (a loop)", (str(peers / "python"), "-c", FTFY, PLACE)),
        Command(bars.WORDS, ours("check", "--no-cache", *ONLY_WORDS)),
        Command(bars.ALL, ours("check", "--no-cache")),
    ]
    if corpus != "large":
        every.append(Command(bars.IDLE, ours("check", "--no-cache", "--rules", str(idle))))
    if corpus == "files":
        every.append(Command(bars.TWO, ours("check", "--no-cache", workers=2)))
        every.append(Command(bars.AGAIN, ours("check"), again=True))
    return every


def floors() -> Sequence[Command]:
    """What only reads the texts, and what looks for one word: where the system has them."""
    known = (
        Command("cat", ("find", PLACE, "-type", "f", "-exec", "cat", "{}", "+")),
        Command("rg -c", ("rg", "-j1", "-c", "-w", "peculiar", PLACE)),
    )
    return [one for one in known if shutil.which(one.words[0])]


def ours(command: str, *options: str, workers: int = 1) -> tuple[str, ...]:
    """A command of cleaner."""
    program = str(Path(sys.executable).parent / "cleaner")
    return (program, command, "--quiet", f"-j{workers}", *options, PLACE)


def once(wanted: Sequence[Command], place: Path, limits: Limits) -> None:
    """Run each command, so that programs and rules are where they will be found again.

    Compiling rules may take longer than a command is given.
    """
    patient = replace(limits, timeout=limits.timeout * 10)
    for command in wanted:
        run_on(command, place, patient)


def measured(wanted: Sequence[Command], place: Path, limits: Limits) -> dict[str, Cost | None]:
    """The median cost of each command; None for one that took too long."""
    once([command for command in wanted if command.again], place, limits)
    costs: dict[str, list[Cost]] = {command.name: [] for command in wanted}
    slow: set[str] = set()
    begin = time.monotonic()
    for number in range(limits.runs):
        if number and time.monotonic() - begin > limits.seconds:
            break
        for command in (one for one in wanted if one.name not in slow):
            cost = run_on(command, place, limits)
            if cost is None:
                slow.add(command.name)
            else:
                costs[command.name].append(cost)
    return {name: None if name in slow else median(several) for name, several in costs.items()}


def median(costs: Sequence[Cost]) -> Cost:
    """The median of each figure."""
    return Cost(*map(statistics.median, zip(*costs, strict=True)))


def run_on(command: Command, place: Path, limits: Limits) -> Cost | None:
    """Run a command on a corpus, or on a copy of it if it rewrites; None if it took too long."""
    with tempfile.TemporaryDirectory(dir=place.parent) as name:
        where = place
        if command.rewrites:
            where = Path(name) / "copy"
            shutil.copytree(place, where)
        words = [str(where) if word == PLACE else word for word in command.words]
        return run(words, limits.timeout)


def run(words: Sequence[str], timeout: float) -> Cost | None:
    """Run a command to its end, its output thrown away; None if it took too long.

    Raises RuntimeError if it failed.
    """
    start = time.perf_counter()
    process = subprocess.Popen(
        words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, process_group=0
    )
    late = threading.Timer(timeout, killed, [process.pid])
    late.start()
    try:
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    finally:
        late.cancel()
        if process.returncode is None:
            killed(process.pid)
    if process.returncode == -signal.SIGKILL and wall >= timeout:
        return None
    if process.returncode not in (0, 1, 2, 65):  # findings, as each of them says it
        raise RuntimeError(f"{words[0]} ended with {process.returncode}")
    unit = MEGABYTE if sys.platform == "darwin" else 1024
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def killed(group: int) -> None:
    """End a command and the processes it has started."""
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main())

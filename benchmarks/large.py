"""Time and peak memory for one large file of plain text, cleaned piece by piece.

    python benchmarks/large.py                    100 MB, checked and fixed
    python benchmarks/large.py --megabytes 20 --wrong
    python benchmarks/large.py --megabytes 2000 --each 8 --only fix

The text is that of `corpora.py`. The time is CPU time of all processes of the command,
the memory the resident peak of the largest of them.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from corpora import ONE_IN, SEED, misspelled, passages


def main() -> None:
    """Print a line for each command."""
    options = _options().parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.txt"
        _write(path, options.megabytes * 1_000_000, wrong=options.wrong, each=options.each)
        print(f"{path.stat().st_size / 1e6:.0f} MB of text")
        spent = 0.0
        for command in options.only or ("check", "fix"):
            run = [sys.executable, "-m", "cleaner", command, "--no-cache", "--quiet", str(path)]
            subprocess.run(run, stdout=subprocess.DEVNULL, check=False)
            usage = resource.getrusage(resource.RUSAGE_CHILDREN)
            seconds = usage.ru_utime + usage.ru_stime - spent
            spent += seconds
            print(f"{command:5}  {seconds:8.1f} s  {usage.ru_maxrss / 1024:6.0f} MB at most so far")


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--megabytes", type=int, default=100)
    parser.add_argument("--wrong", action="store_true", help="one word in a hundred is misspelled")
    parser.add_argument("--each", type=int, help="one passage in so many has a misspelled word")
    parser.add_argument("--only", action="append", choices=("check", "fix"))
    return parser


def _write(path: Path, size: int, *, wrong: bool, each: int | None) -> None:
    draw, length = random.Random(SEED), 0
    with path.open("wb") as file:
        for number, text in enumerate(passages()):
            if length >= size:
                return
            few = int(each is not None and number % each == 0)
            slips = round(len(text.split()) / ONE_IN) if wrong else few
            length += file.write(misspelled(text, slips, draw).encode() + b"\n")


if __name__ == "__main__":
    main()

"""What a commit of three small files waits for: pre-commit alone, with codespell, and with cleaner.

    python benchmarks/hook.py
    python benchmarks/hook.py --runs 9

The hooks run as pre-commit runs them, from the environments that they are installed in; the runs
are interleaved, and figures are medians. What pre-commit itself takes, with a hook that does
nothing, is taken off.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import corpora
import sieves
from speed import installed

PROGRAMS = Path(sys.executable).parent


def main() -> int:
    """Print a line for each hook."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=7, help="medians are taken of so many")
    parser.add_argument(
        "--folder", type=Path, default=Path(tempfile.gettempdir()) / "cleaner-speed"
    )
    options = parser.parse_args()
    peers = installed(options.folder.absolute() / "peers")
    small = corpora.build(options.folder.absolute() / "corpora", files=0, large=0)["small"]
    subprocess.run([sys.executable, sieves.__file__], check=True)
    hooks = {
        "nothing": shutil.which("true") or "true",
        "codespell": str(peers / "codespell"),
        "cleaner": f"{PROGRAMS / 'cleaner'} fix --force-exclude --fail-on safe --",
    }
    with tempfile.TemporaryDirectory() as name:
        seconds = _measured(Path(name), small, hooks, options.runs)
    alone = seconds["nothing"]
    spell = seconds["codespell"] - alone
    print("| hook | s | s beyond pre-commit | / codespell |\n|---|---:|---:|---:|")
    for hook, took in seconds.items():
        print(f"| {hook} | {took:.3f} | {took - alone:.3f} | {(took - alone) / spell:.2f} |")
    return 0


def _measured(folder: Path, small: Path, hooks: dict[str, str], runs: int) -> dict[str, float]:
    """The median time of `pre-commit run` by hook; the first of each, with cold caches, aside."""
    for path in small.glob("*.txt"):
        shutil.copy(path, folder)
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
    subprocess.run(["git", "add", "--all"], cwd=folder, check=True)
    took: dict[str, list[float]] = {hook: [] for hook in hooks}
    for number in range(runs + 1):
        for hook, entry in hooks.items():
            config = folder.parent / f"{folder.name}-{hook}.yaml"
            config.write_text(
                f"repos: [{{repo: local, hooks: [{{id: {hook}, name: {hook}, language: system,"
                f" types: [text], entry: '{entry}'}}]}}]",
                encoding="utf-8",
            )
            start = time.perf_counter()
            command = [sys.executable, "-m", "pre_commit", "run", "--all-files", "--config", config]
            subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, env={**os.environ})
            if number:
                took[hook].append(time.perf_counter() - start)
            config.unlink()
            subprocess.run(["git", "checkout", "--quiet", "."], cwd=folder, check=True)
    return {hook: statistics.median(several) for hook, several in took.items()}


if __name__ == "__main__":
    sys.exit(main())

"""A command that a signal ends says nothing, leaves nothing half-made, and tells it by its code."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from making import mind_signals

from cleaner.model import WorkerDied
from cleaner.workers import FORKS, mapped

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals")
PROGRAM = str(Path(sys.executable).parent / "cleaner")
AT_IMPORT = """
import os, signal, sys
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == "cleaner.cli":
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Finder())
"""
AT_WRITING = """
import os, signal
fsync = os.fsync
def ended(descriptor):
    os.kill(os.getpid(), signal.{name})
    fsync(descriptor)
os.fsync = ended
"""
"""Code that the interpreter runs before the command, which sends it a signal where it counts."""


def ran(
    folder: Path, before: str, *command: str, program: tuple[str, ...] = (PROGRAM,)
) -> tuple[int, bytes]:
    """The exit code of a command in a folder, and what it says beside its result."""
    site = folder.parent / f"{folder.name}-site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(before, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(site)}
    done = subprocess.run(
        [*program, *command],
        cwd=folder,
        env=environment,
        capture_output=True,
        check=False,
        preexec_fn=mind_signals,
    )
    return done.returncode, done.stderr


def test_an_interrupt_while_it_loads_ends_it_quietly(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Teh end.\n")
    assert ran(tmp_path, AT_IMPORT, "check", "a.txt") == (130, b"")


def test_the_script_loads_next_to_nothing_before_it_minds_interrupts() -> None:
    code = (
        "import __future__, sys; before = {*sys.modules}; from cleaner.__main__ import main\n"
        "print(sorted({*sys.modules} - before))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout == b"['cleaner', 'cleaner.__main__']\n"


@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 143), ("SIGHUP", 129), ("SIGINT", 130)])
def test_a_signal_while_a_file_is_written_leaves_the_old_one(
    tmp_path: Path, name: str, code: int
) -> None:
    (tmp_path / "a.txt").write_bytes(b"Teh end.\n")
    assert ran(tmp_path, AT_WRITING.format(name=name), "fix", "--isolated", "a.txt") == (code, b"")
    left = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert left == {"a.txt": b"Teh end.\n"}


def test_a_signal_that_is_ignored_stays_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Teh end.\n")
    deaf = ("sh", "-c", 'trap "" TERM; exec "$@"', "sh", PROGRAM)
    before = AT_WRITING.format(name="SIGTERM")
    assert ran(tmp_path, before, "fix", "-q", "--isolated", "a.txt", program=deaf) == (0, b"")
    left = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert left == {"a.txt": b"The end.\n"}


def terminated(item: int) -> int:
    if item == 1:
        os.kill(os.getpid(), signal.SIGTERM)
    return item


def test_a_process_of_several_dies_of_it_at_once() -> None:
    def raised(number: int, frame: object) -> None:
        raise SystemExit(143)

    former = signal.signal(signal.SIGTERM, raised)
    try:
        done = list(mapped(terminated, [[0], [1], [2]], jobs=2))
    finally:
        signal.signal(signal.SIGTERM, former)
    assert [one.item if isinstance(one, WorkerDied) else one for one in done] == [0, 1, 2]
    assert isinstance(done[1], WorkerDied)


KILLED = """
import os, signal, time
from cleaner.workers import mapped
def slow(item):
    time.sleep(item / 10)
    os.kill(parent, signal.SIGKILL)
parent = os.getpid()
list(mapped(slow, [[1], [1], [2]], jobs=3))
"""


@pytest.mark.skipif(not FORKS, reason="a process that is told its task by pickle knows no script")
def test_processes_end_soon_after_the_one_that_they_work_for() -> None:
    command = [sys.executable, "-c", KILLED]
    done = subprocess.run(command, capture_output=True, timeout=20)
    assert (done.returncode, done.stderr) == (-signal.SIGKILL, b"")

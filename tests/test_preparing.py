"""The sieve is made in a run that is worth it, which says so on a terminal and can be stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from making import mind_signals

from cleaner import load_rules, rules
from cleaner.sieve import making

pytest.importorskip("hyperscan")
PROGRAM = (sys.executable, "-m", "cleaner")
ALMOST = making.WORTH - making.RUN - 1


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a cache in which the rules are compiled, and no sieve is made."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("CLEANER_CACHE_DIR", str(folder))
    assert load_rules()
    return folder


def sieves(cache: Path) -> list[str]:
    """The sieves in a cache, half-made ones too."""
    names = (path.name for path in cache.iterdir())
    return [name for name in names if "sieve" in name and not name.endswith("-due")]


def stamp() -> bytes:
    found = rules.load(rules.shipped()).stamp
    assert found is not None
    return found


def ran(folder: Path, *command: str) -> tuple[int, bytes, bytes]:
    done = subprocess.run([*PROGRAM, *command], cwd=folder, capture_output=True, check=False)
    return done.returncode, done.stdout, done.stderr


def test_a_path_that_is_not_there_is_told_before_anything_is_made(
    cache: Path, tmp_path: Path
) -> None:
    assert not making.is_due(stamp(), ALMOST)
    for path in cache.glob("rules-*"):
        path.unlink()
    said = (
        b"error: gone: there is no such file or folder; check the name\n"
        b"1 file: nothing found; 1 file could not be cleaned\n"
    )
    assert ran(tmp_path, "check", "gone") == (2, b"", said)
    assert list(cache.glob("rules-*")) == sieves(cache) == []


def test_a_first_run_over_few_files_makes_no_sieve(cache: Path, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_bytes(b"All is well.\n" * 1000)
    files = ("a.txt", "b.txt", "c.txt")
    said = b"3 files: nothing found\n"
    for command in (("check", *files), ("check", "--no-cache", *files), ("fix", *files)):
        assert ran(tmp_path, *command) == (0, b"", said)
    assert ran(tmp_path, "check", "--show-files", ".")[0] == 0
    assert sieves(cache) == []


@pytest.mark.skipif(os.name != "posix", reason="terminals")
def test_a_terminal_says_what_takes_long_and_an_interrupt_ends_it(
    cache: Path, tmp_path: Path
) -> None:
    import pty

    (tmp_path / "a.txt").write_bytes(b"All is well.\n")
    assert not making.is_due(stamp(), ALMOST)
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm"}
    command = [*PROGRAM, "check", "a.txt"]
    with subprocess.Popen(
        command, cwd=tmp_path, stderr=theirs, env=environment, preexec_fn=mind_signals
    ) as process:
        os.close(theirs)
        said = b""
        while not said.endswith(b"once ..."):
            said += os.read(ours, 1000)
        process.send_signal(signal.SIGINT)
        assert process.wait() == 130
    said += os.read(ours, 1000)
    os.close(ours)
    assert said.decode() == f"preparing {len(load_rules())} rules, once ...\r\x1b[K"
    assert sieves(cache) == []

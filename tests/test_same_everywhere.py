"""Whatever spares work, the same bytes come out: the sieve, the caches, several processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cleaner import rules
from cleaner.sieve import making, reading

pytest.importorskip("hyperscan")
PAIRS = Path(__file__).parents[1] / "benchmarks" / "accuracy" / "pairs.jsonl"
PROGRAM = (sys.executable, "-m", "cleaner")


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of damaged texts, and of clean ones."""
    folder = tmp_path_factory.mktemp("everywhere")
    lines = PAIRS.read_bytes().decode().split("\n")[:400:40]
    for number, line in enumerate(lines):
        record = json.loads(line)
        (folder / f"{number}.txt").write_bytes(record["dirty"][:6_000].encode())
        (folder / f"{number}-clean.md").write_bytes(record["clean"][:3_000].encode())
    (folder / "crlf.txt").write_bytes(b"\xef\xbb\xbfTeh end.\r\n\r\nIt was done , she said.\r\n")
    return folder


def ran(texts: Path, cache: Path, *options: str) -> tuple[dict[str, bytes], bytes, bytes]:
    """The files that `fix` writes, and what `check` says of them in JSON and beside it."""
    environment = {**os.environ, "CLEANER_CACHE_DIR": str(cache)}
    out = texts.parent / f"{texts.name}-out-{len(list(texts.parent.iterdir()))}"
    command = [*PROGRAM, "fix", "-q", "-o", str(out), *options, texts.name]
    subprocess.run(command, cwd=texts.parent, env=environment, check=False, capture_output=True)
    written = {one.name: one.read_bytes() for one in out.rglob("*") if one.is_file()}
    command = [*PROGRAM, "check", "-q", "--output-format", "json", *options, texts.name]
    told = subprocess.run(command, cwd=texts.parent, env=environment, capture_output=True)
    return written, told.stdout, told.stderr


def test_the_same_bytes_come_out_of_every_combination(
    texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = tmp_path / "file"
    nowhere.write_text("no folder, so nothing is kept and nothing is sifted")
    plain = ran(texts, nowhere, "-j1", "--no-cache")
    assert plain[0]["crlf.txt"] == b"\xef\xbb\xbfThe end.\r\n\r\nIt was done, she said.\r\n"
    cache = tmp_path / "cache"
    monkeypatch.setenv("CLEANER_CACHE_DIR", str(cache))
    stamp = rules.load(rules.shipped()).stamp
    assert stamp is not None
    assert not making.is_due(stamp, making.WORTH - making.RUN - 1)
    for options in (["-j1", "--no-cache"], ["-j2", "--no-cache"], ["-j2"], ["-j1"], []):
        assert ran(texts, cache, *options) == plain
    reading.kept.cache_clear()  # an earlier test of this process may have found none elsewhere
    assert not making.is_missing(stamp)

"""Copies of this checkout, so that building and installing leave it as it is."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
_LEFT = shutil.ignore_patterns(
    ".git", ".venv", ".*_cache", ".hypothesis", ".coverage*", "__pycache__", "build", "dist"
)
_NO_NETWORK = ("NewConnectionError", "name resolution", "ConnectTimeout", "ProxyError")


def source(to: Path) -> Path:
    """The files of this checkout, without what is made in it."""
    return Path(shutil.copytree(ROOT, to, ignore=_LEFT))


def run(*command: str | Path, cwd: Path, code: int = 0) -> str:
    """What a command prints on both streams. It must end with `code`."""
    done = subprocess.run(
        [*map(str, command)], cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if any(word in done.stdout for word in _NO_NETWORK):
        pytest.skip("no package index can be reached")
    assert done.returncode == code, done.stdout
    return done.stdout


def environment(folder: Path, wheel: Path) -> Path:
    """A new environment with a wheel and all that it says it needs; its folder of programs."""
    run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=folder.parent)
    programs = folder / ("Scripts" if sys.platform == "win32" else "bin")
    pip = [sys.executable, "-m", "pip", "--python", programs / "python"]
    run(*pip, "install", "--disable-pip-version-check", wheel, cwd=folder.parent)
    return programs

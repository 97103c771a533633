"""The parts of a Markdown page that can be tried."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)")


def blocks(page: Path, language: str) -> list[str]:
    """The code blocks of a language, `""` for those of none."""
    return [body for name, body in _BLOCK.findall(page.read_text("utf-8")) if name == language]


def commands(page: Path) -> list[list[str]]:
    """The command lines of `cleaner`, as typed, up to a pipe."""
    lines = [line.partition(" | ")[0] for line in "".join(blocks(page, "")).splitlines()]
    return [shlex.split(line, comments=True) for line in lines if line.startswith("cleaner ")]


def links(page: Path) -> list[str]:
    """Where the links to other files of this repository lead."""
    found = (link.partition("#")[0] for link in _LINK.findall(page.read_text("utf-8")))
    return [link for link in found if link and "://" not in link]

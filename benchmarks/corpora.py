"""Texts to measure speed on, made from the public-domain prose of the accuracy benchmark.

The same options give the same bytes. Paragraphs of the books are drawn at random, so that no two
files are alike; in damaged files one word in a hundred is misspelled.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PROSE = Path(__file__).parent / "accuracy" / "negatives.jsonl"
PUBLIC_DOMAIN = "standardebooks/"
SMALL = (1_500, 5_000, 12_000)
FILE_SIZE = 5_000
WRONG = 0.01
SEED = 20
_IDLE = """\
title = "Idle {number}"
why = "It costs nothing."
safety = "safe"

[words]
pairs = {{ "{word}" = "x" }}

[[example]]
before = "{word}"
after = "x"

[[example]]
keep = "y"
"""
_WORD = re.compile(r"\b[a-z]{5,}\b")


def build(folder: Path, *, files: int, large: int) -> dict[str, Path]:
    """Write the corpora into `folder`, unless they are there; their names and where they are.

    `small` are three files, `files` many of about 5 KB, `large` one file of so many megabytes.
    """
    made = {"small": folder / "small", "files": folder / f"files-{files}"}
    made["large"] = folder / f"large-{large}"
    paragraphs = _paragraphs()
    for path in made.values():
        path.mkdir(parents=True, exist_ok=True)
    draw = random.Random(SEED)
    for number, size in enumerate(SMALL):
        _write(made["small"] / f"{number}.txt", _text(draw, paragraphs, size))
    for number in range(files):
        text = _misspelled(draw, _text(draw, paragraphs, FILE_SIZE))
        _write(made["files"] / f"{number // 100:03}" / f"{number:05}.txt", text)
    if large:
        _write(made["large"] / "large.txt", _text(draw, paragraphs, large * 1_000_000))
    return made


def prose(draw: random.Random, size: int) -> str:
    """Paragraphs of the books, drawn at random, of at least so many characters."""
    return _text(draw, _paragraphs(), size)


def damaged(draw: random.Random, text: str) -> str:
    """A text with one word in a hundred misspelled."""
    return _misspelled(draw, text)


def idle_rules(folder: Path, count: int) -> Path:
    """A folder of so many rules, each for a word that no text has, unless it is there."""
    draw = random.Random(SEED)
    for number in range(0 if folder.exists() else count):
        word = "".join(draw.choices("bcdfghjklmnpqrstvwxz", k=9))
        _write(folder / "words" / f"idle-{number:05}.toml", _IDLE.format(word=word, number=number))
    return folder


@cache
def _paragraphs() -> list[str]:
    return list(_drawn_from())


def _drawn_from() -> Iterator[str]:
    for line in PROSE.read_bytes().decode("utf-8").split("\n"):
        record = json.loads(line) if line else {"source": ""}
        if record["source"].startswith(PUBLIC_DOMAIN):
            yield from record["text"].split("\n\n")


def _text(draw: random.Random, paragraphs: list[str], size: int) -> str:
    chosen: list[str] = []
    length = 0
    while length < size:
        chosen.append(draw.choice(paragraphs))
        length += len(chosen[-1]) + 2
    return "\n\n".join(chosen) + "\n"


def _misspelled(draw: random.Random, text: str) -> str:
    """The text with two inner letters of some words swapped."""

    def slip(m: re.Match[str]) -> str:
        word = m.group()
        if draw.random() >= WRONG * 3:  # a third of all words have five letters or more
            return word
        at = draw.randrange(1, len(word) - 2)
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]

    return _WORD.sub(slip, text)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))

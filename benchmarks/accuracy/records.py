"""The documents of DEV, and which third of them nobody reads."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FILES = ("pairs.jsonl", "negatives.jsonl")
PARTS = ("developed", "held out")

Record = dict[str, Any]


def held_out(record: Record) -> bool:
    """Whether a document belongs to the third that nobody reads."""
    return hashlib.sha256(record["id"].encode()).digest()[0] % 3 == 0


def read(name: str) -> list[Record]:
    """The records of one of the two files."""
    lines = (HERE / name).read_bytes().decode("utf-8").split("\n")
    return [json.loads(line) for line in lines if line]


def read_parts() -> dict[str, list[list[Record]]]:
    """For each part its damaged and its clean documents."""
    both = [read(name) for name in FILES]
    return {
        part: [[r for r in records if held_out(r) is (part == "held out")] for records in both]
        for part in PARTS
    }

"""The texts of the accuracy sets, for tests."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

SETS = Path(__file__).parents[1] / "benchmarks" / "accuracy"


@cache
def documents() -> list[str]:
    """All of them, the damaged ones first and as they are damaged."""
    found = []
    for name in ("pairs.jsonl", "negatives.jsonl"):
        lines = (SETS / name).read_bytes().decode("utf-8").split("\n")
        records = [json.loads(line) for line in lines if line]
        found += [record.get("dirty") or record["text"] for record in records]
    return found

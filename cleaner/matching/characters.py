"""Exact strings, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import regex

from cleaner.evidence import Facts
from cleaner.model import Candidate, Characters, Edit, Safety


def find(facts: Facts, match: Characters) -> Iterator[Candidate]:
    """Each occurrence of each string, the longest first where several start; none overlap.

    Marks are taken and written exactly as the rule has them.
    """
    rows = {row.found: row for row in match.rows}
    for m in _alternation(tuple(rows)).finditer(facts.text):
        row = rows[m.group()]
        yield Candidate(
            start=m.start(),
            end=m.end(),
            edits=(Edit(m.start(), m.end(), row.becomes),),
            safety=row.safety or Safety.SAFE,
            groups={"found": row.found, "becomes": row.becomes},
        )


@lru_cache(maxsize=256)
def _alternation(strings: tuple[str, ...]) -> regex.Pattern[str]:
    longest_first = sorted(strings, key=lambda string: (-len(string), string))
    return regex.compile("|".join(map(regex.escape, longest_first)))

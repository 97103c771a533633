"""Exact strings, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import regex

from cleaner.evidence import Facts
from cleaner.expressions import expression
from cleaner.model import Candidate, Characters, Edit, Row, Safety


def find(facts: Facts, match: Characters) -> Iterator[Candidate]:
    """Each occurrence of each string, the longest first where several start; none overlap.

    Marks are taken and written exactly as the rule has them.
    """
    rows, pattern = _prepared(match)
    for m in pattern.finditer(facts.text):
        row = rows[m.group()]
        yield Candidate(
            start=m.start(),
            end=m.end(),
            edits=(Edit(m.start(), m.end(), row.becomes),),
            safety=row.safety or Safety.SAFE,
            groups={"found": row.found, "becomes": row.becomes},
        )


@lru_cache(maxsize=256)
def _prepared(match: Characters) -> tuple[dict[str, Row], regex.Pattern[str]]:
    """The rows by what they find, and what finds any of them."""
    rows = {row.found: row for row in match.rows}
    longest_first = sorted(rows, key=lambda string: (-len(string), string))
    return rows, expression("|".join(map(regex.escape, longest_first)))

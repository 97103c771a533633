"""Commas and full stops on the other side of the closing mark than everywhere else in the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from cleaner.evidence import Facts, times
from cleaner.model import Candidate
from cleaner.quotations.pairs import paired

SIGNS = ((r"[^,.\s][“”\x22][,.]", r"[,.][“”\x22]"),)
"""What a text with a candidate matches; see `Spec.signs`."""
SETTLED, TIMES_AS_OFTEN = 6, 10
"""A side is taken this often, and this many times as often as the other, where it is settled."""


def find(facts: Facts, options: Mapping[str, str]) -> Iterator[Candidate]:
    """Points outside the marks where the text sets all others inside.

    Only this side tells: who sets points outside sets those of whole sentences inside all the same.

    >>> text = "“One,” he said. “Two,” “three,” “four,” “five,” “six,” and “seven.” Then “eight”."
    >>> [text[found.start:found.end] for found in find(Facts(text * 2), {})]
    []
    >>> text = text.replace("Then", "“One.” “Two.” “Three.” Then")
    >>> [text[found.start:found.end] for found in find(Facts(text), {})]
    ['”.']
    """
    counts = facts.total(_sides)
    inside, outside = counts["inside"], counts["outside"]
    if inside < SETTLED or inside < TIMES_AS_OFTEN * outside:
        return
    reason = f"inside the mark {times(inside)}, outside {times(outside)}"
    for passage in facts.of(paired):
        for _, end in passage.pairs:
            if _side(facts.text, end) == "outside":
                yield Candidate(end - 1, end + 1, (), reason=reason)


def _sides(facts: Facts) -> Counter[str]:
    """How often a point stands on each side of a closing mark."""
    own = (passage for passage in facts.of(paired) if facts.owns(passage.start))
    return Counter(_side(facts.text, end) for passage in own for _, end in passage.pairs)


def _side(text: str, end: int) -> str:
    """The side of the mark before `end` on which a point stands; empty if there is none."""
    if text[end - 2] in ",.":
        return "inside"
    return "outside" if text[end : end + 1] in (",", ".") else ""

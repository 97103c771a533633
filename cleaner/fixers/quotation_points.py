"""Commas and full stops on the other side of the closing mark than everywhere else in the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cleaner.evidence import Facts, times
from cleaner.model import Candidate
from cleaner.quotations.passages import passages

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
    text = facts.text
    ends = [end for passage in facts.of(passages) for _, end in passage.pairs]
    inside = sum(text[end - 2] in ",." for end in ends)
    outside = [
        end for end in ends if text[end : end + 1] in (",", ".") and text[end - 2] not in ",."
    ]
    if inside < SETTLED or inside < TIMES_AS_OFTEN * len(outside):
        return
    reason = f"inside the mark {times(inside)}, outside {times(len(outside))}"
    for end in outside:
        yield Candidate(end - 1, end + 1, (), reason=reason)

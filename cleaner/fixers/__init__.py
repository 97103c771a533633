"""Matchers that need Python, by the name that rule files call them.

A fixer yields candidates for one text and its options. Adding one adds a line to `FIXERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from cleaner.evidence import Facts
from cleaner.model import Candidate, Fixer


class Spec(NamedTuple):
    """A fixer: what finds its candidates, and each option with the values it may have."""

    find: Callable[[Facts, Mapping[str, str]], Iterator[Candidate]]
    options: Mapping[str, tuple[str, ...]]


FIXERS: Mapping[str, Spec] = {}


def find(facts: Facts, match: Fixer) -> Iterator[Candidate]:
    """What the fixer of a rule sees in a text."""
    return FIXERS[match.name].find(facts, match.options)

"""Matchers that need Python, by the name that rule files call them.

A fixer yields candidates for one text and its options. Adding one adds a line to `FIXERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from cleaner import quotations
from cleaner.evidence import Facts
from cleaner.fixers import (
    blanks,
    controls,
    entities,
    furniture,
    hyphens,
    misread,
    mojibake,
    names,
    points,
    quotation_both,
    quotation_closing,
    quotation_opening,
    quotation_places,
    quotation_points,
    spelling,
)
from cleaner.model import Candidate, Fixer, Rule


class Spec(NamedTuple):
    """A fixer: what finds its candidates, and each option with the values it may have."""

    find: Callable[[Facts, Mapping[str, str]], Iterator[Candidate]]
    options: Mapping[str, tuple[str, ...]]
    across: bool = False
    """Whether it asks what the files of a run repeat."""


EXPRESSION = ("an expression",)
"""The values of an option that takes any expression, such as `\\L<attribution-verbs>`."""

_SPEECH = dict.fromkeys(quotations.Lists._fields, EXPRESSION)

FIXERS: Mapping[str, Spec] = {
    "blanks": Spec(blanks.find, {"where": blanks.PLACES}),
    "code-page": Spec(controls.code_page, {}),
    "country-points": Spec(points.find, {"points": ("with", "without")}),
    "entities": Spec(entities.find, {}),
    "hyphens": Spec(hyphens.find, {"place": hyphens.PLACES}),
    "invisible-characters": Spec(controls.invisible, {}),
    "ligatures": Spec(controls.ligatures, {}),
    "misread-apostrophe": Spec(misread.find, {}),
    "mojibake": Spec(mojibake.find, {}),
    "replacement-apostrophe": Spec(misread.replacement, {}),
    "replacement-quotation": Spec(misread.replacement_pairs, {}),
    "document-names": Spec(names.find, {}),
    "lost-closing-mark": Spec(
        quotation_closing.find, {"situation": quotation_closing.SITUATIONS, **_SPEECH}
    ),
    "lost-marks": Spec(quotation_both.find, {"situation": quotation_both.SITUATIONS, **_SPEECH}),
    "lost-opening-mark": Spec(
        quotation_opening.find, {"situation": quotation_opening.SITUATIONS, **_SPEECH}
    ),
    "misplaced-mark": Spec(quotation_places.find, {"situation": quotation_places.SITUATIONS}),
    "points-outside-marks": Spec(quotation_points.find, {}),
    "repeated-paragraph": Spec(furniture.find, {}, across=True),
    "spelling": Spec(spelling.find, {"near": ("document", "dictionary")}),
}


def across(rule: Rule) -> bool:
    """Whether a rule asks what the files of a run repeat."""
    return isinstance(rule.match, Fixer) and FIXERS[rule.match.name].across


def find(facts: Facts, match: Fixer) -> Iterator[Candidate]:
    """What the fixer of a rule sees in a text."""
    return FIXERS[match.name].find(facts, match.options)

"""Matchers that need Python, by the name that rule files call them.

A fixer yields candidates for one text and its options. Adding one adds a line to `FIXERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set
from typing import NamedTuple

from cleaner import quotations
from cleaner.evidence import Facts, Span
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
from cleaner.model import Ask, Candidate, Fixer, Rule

Signs = tuple[tuple[str | Ask, ...], ...]
"""Clauses of which one holds: each of its expressions matches, each of its questions has a yes."""


class Spec(NamedTuple):
    """A fixer: what finds its candidates, and each option with the values it may have."""

    find: Callable[[Facts, Mapping[str, str]], Iterator[Candidate]]
    options: Mapping[str, tuple[str, ...]]
    signs: Callable[[Mapping[str, str]], Signs] | None = None
    """What a text with a candidate holds, by the options; None if nothing can be said."""
    across: bool = False
    """Whether it asks what the files of a run repeat."""
    sure: Callable[[Facts, Mapping[str, str], Set[Span]], Iterator[Candidate]] | None = None
    """What finds only those that are safe and not at some spans, each one edit of its span, if that
    takes much less time."""
    elsewhere: bool = False
    """Whether what a text with a candidate holds may stand far from it, in any part of the text."""


EXPRESSION = ("an expression",)
"""The values of an option that takes any expression, such as `\\L<attribution-verbs>`."""

_SPEECH = dict.fromkeys(quotations.Lists._fields, EXPRESSION)

FIXERS: Mapping[str, Spec] = {
    "blanks": Spec(
        blanks.find, {"where": blanks.PLACES}, lambda options: blanks.SIGNS[options["where"]]
    ),
    "code-page": Spec(controls.code_page, {}, lambda _: controls.CODE_PAGE),
    "country-points": Spec(
        points.find,
        {"points": ("with", "without")},
        lambda _: points.SIGNS,
        elsewhere=True,
    ),
    "entities": Spec(entities.find, {}, lambda _: entities.SIGNS),
    "hyphens": Spec(
        hyphens.find, {"place": hyphens.PLACES}, lambda options: hyphens.SIGNS[options["place"]]
    ),
    "invisible-characters": Spec(controls.invisible, {}, lambda _: controls.INVISIBLE),
    "ligatures": Spec(controls.ligatures, {}, lambda _: controls.LIGATURES),
    "misread-apostrophe": Spec(misread.find, {}, lambda _: misread.SIGNS, elsewhere=True),
    "mojibake": Spec(mojibake.find, {}, lambda _: mojibake.signs()),
    "replacement-apostrophe": Spec(misread.replacement, {}, lambda _: misread.LOST),
    "replacement-quotation": Spec(misread.replacement_pairs, {}, lambda _: misread.LOST),
    "document-names": Spec(names.find, {}, lambda _: ((Ask.NAME_IN_SMALL,),), elsewhere=True),
    "lost-closing-mark": Spec(
        quotation_closing.find,
        {"situation": quotation_closing.SITUATIONS, **_SPEECH},
        lambda _: quotations.ODD_MARKS,
    ),
    "lost-marks": Spec(
        quotation_both.find,
        {"situation": quotation_both.SITUATIONS, **_SPEECH},
        quotation_both.signs,
    ),
    "lost-opening-mark": Spec(
        quotation_opening.find,
        {"situation": quotation_opening.SITUATIONS, **_SPEECH},
        lambda _: quotations.ODD_MARKS,
    ),
    "misplaced-mark": Spec(
        quotation_places.find,
        {"situation": quotation_places.SITUATIONS},
        lambda _: quotations.ODD_MARKS,
    ),
    "points-outside-marks": Spec(
        quotation_points.find, {}, lambda _: quotation_points.SIGNS, elsewhere=True
    ),
    "repeated-paragraph": Spec(
        furniture.find, {}, lambda _: ((Ask.SHARED,),), across=True, elsewhere=True
    ),
    "spelling": Spec(
        spelling.find,
        {"near": ("document", "dictionary")},
        lambda _: ((Ask.UNKNOWN_WORD,),),
        sure=spelling.sure,
        elsewhere=True,
    ),
}


def across(rule: Rule) -> bool:
    """Whether a rule asks what the files of a run repeat."""
    return isinstance(rule.match, Fixer) and FIXERS[rule.match.name].across


def find(facts: Facts, match: Fixer) -> Iterator[Candidate]:
    """What the fixer of a rule sees in a text."""
    return FIXERS[match.name].find(facts, match.options)


def finds_sure(match: Fixer) -> bool:
    """Whether a fixer can find only what is safe, in much less time."""
    return FIXERS[match.name].sure is not None


def sure(facts: Facts, match: Fixer, taken: Set[Span]) -> Iterator[Candidate]:
    """What the fixer of a rule sees that is safe, and at no span that is taken."""
    find = FIXERS[match.name].sure
    return iter(()) if find is None else find(facts, match.options, taken)

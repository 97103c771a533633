"""What is not prose: addresses, file names, what markup sets apart. No edit enters it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from cleaner.evidence import Facts, Span
from cleaner.model import Edit
from cleaner.regions import plain
from cleaner.regions.certificate import altering, guilty
from cleaner.regions.lines import merged
from cleaner.regions.markups import LANGUAGES, markup_of, module_of, suffixes_of

__all__ = [
    "LANGUAGES",
    "altering",
    "comments",
    "enters",
    "enters_markup",
    "guilty",
    "markup_of",
    "protected",
    "suffixes_of",
]


def protected(facts: Facts) -> tuple[Span, ...]:
    """The spans that are not prose: in order, disjoint, none empty, none touching the next.

    Raises Unparsable for a text whose markup cannot be read.
    """
    return merged([*plain.find(facts.text), *facts.of(_of_markup)])


def _of_markup(facts: Facts) -> tuple[Span, ...]:
    module = module_of(facts.markup)
    if module is not None and facts.part is not None:
        return facts.part.whole.spans(_of_markup, facts.part)
    return () if module is None else merged(module.spans(facts.text))


def comments(facts: Facts) -> tuple[Span, ...]:
    """What the markup of a text reads as comments, in order; plain text has none.

    Raises Unparsable as `protected` does.
    """
    module = module_of(facts.markup)
    return () if module is None else tuple(module.comments(facts.text))


def enters(facts: Facts, edit: Edit) -> bool:
    """Whether an edit changes protected text or inserts inside it; touching its border does not.

    Takes logarithmic time once the spans of the text are known.
    """
    return _enters(facts.of(protected), edit)


def enters_markup(facts: Facts, edit: Edit) -> bool:
    """Whether an edit enters what markup sets apart, which no rule may change or delete."""
    return _enters(facts.of(_of_markup), edit)


def _enters(spans: Sequence[Span], edit: Edit) -> bool:
    at = bisect_right(spans, edit.start, key=_end)
    return at < len(spans) and spans[at].start < edit.end


def _end(span: Span) -> int:
    return span.end

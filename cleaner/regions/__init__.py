"""What is not prose: addresses, file names, what markup sets apart. No edit enters it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from cleaner.evidence import Facts, Span
from cleaner.model import Edit, Markup
from cleaner.regions import plain


def protected(facts: Facts) -> tuple[Span, ...]:
    """The spans that are not prose: in order, disjoint, none empty, none touching the next."""
    spans = plain.find(facts.text)
    if facts.markup is Markup.MARKDOWN:
        from cleaner.regions import markdown  # its parser is loaded only where one is needed

        spans += markdown.find(facts.text)
    return _merged(spans)


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in sorted(span for span in spans if span.start < span.end):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def enters(facts: Facts, edit: Edit) -> bool:
    """Whether an edit changes protected text or inserts inside it; touching its border does not.

    Takes logarithmic time once the spans of the text are known.
    """
    spans = facts.of(protected)
    at = bisect_right(spans, edit.start, key=_end)
    return at < len(spans) and spans[at].start < edit.end


def _end(span: Span) -> int:
    return span.end

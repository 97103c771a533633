"""Names and words that are right where they stand, whatever a rule says of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from cleaner.evidence import Facts, Span
from cleaner.expressions import expression
from cleaner.model import Candidate, Edit
from cleaner.regions.lines import merged


def changes(facts: Facts, words: tuple[str, ...], candidate: Candidate) -> bool:
    """Whether a candidate changes one of the words, or only points at it.

    A word in small letters stands for any case, and every mark for its straight and its curly form.
    """
    spans = facts.of(_finder(words))
    if not candidate.edits:
        return any(
            span.start <= candidate.start and candidate.end <= span.end
            for span in _near(spans, candidate.start, candidate.end)
        )
    return any(
        edit.start < span.end and span.start < edit.end
        for edit in (_trimmed(facts.text, one) for one in candidate.edits)
        for span in _near(spans, edit.start, edit.end)
    )


class _Finder:
    """Where some words stand in a text: a question to `Facts.of`, so it is one object a set."""

    def __init__(self, words: tuple[str, ...]) -> None:
        alternatives = "|".join(_expression(one) for one in sorted(words, key=len, reverse=True))
        self._expression = expression(rf"(?<!\w)(?:{alternatives})(?!\w)")

    def __call__(self, facts: Facts) -> tuple[Span, ...]:
        found = self._expression.finditer(facts.text, overlapped=True)
        return merged([Span(*m.span()) for m in found])


@cache
def _finder(words: tuple[str, ...]) -> _Finder:
    return _Finder(words)


def _expression(words: str) -> str:
    """The expression of one entry; blanks stand for any blanks on a line, and one line end."""
    parts = (_letters(part) for part in words.split())
    body = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)".join(parts)
    return f"(?i:{body})" if words == words.lower() else body


def _letters(word: str) -> str:
    classes = {sign: f"[{signs}]" for signs in ("'‘’", '"“”') for sign in signs}
    return "".join(classes.get(sign) or _literal(sign) for sign in word)


def _literal(sign: str) -> str:
    return sign if sign.isalnum() else f"\\U{ord(sign):08x}"


def _near(spans: Sequence[Span], start: int, end: int) -> Iterator[Span]:
    """The spans that a place may reach into."""
    at = bisect_right(spans, start, key=_end)
    while at < len(spans) and spans[at].start <= end:
        yield spans[at]
        at += 1


def _end(span: Span) -> int:
    return span.end


def _trimmed(text: str, edit: Edit) -> Edit:
    """What an edit really changes: without what stays at its start and its end."""
    start, end, new = edit.start, edit.end, edit.text
    while start < end and new and text[start] == new[0]:
        start, new = start + 1, new[1:]
    while start < end and new and text[end - 1] == new[-1]:
        end, new = end - 1, new[:-1]
    return Edit(start, end, new)

"""Outcomes -> the places and the lines of their findings, whether the text is held or not."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Protocol

from cleaner.places import Lines, Place, Places, Some, placed
from cleaner.runs import Outcome

if TYPE_CHECKING:
    from cleaner.large import Large
    from cleaner.windows import Swept


def lines_of(outcome: Outcome) -> Places:
    """What tells the places, in the text before, of all that an outcome speaks of."""
    if outcome.large is None:
        return Lines("" if outcome.cleaned is None else outcome.cleaned.before)
    return outcome.large.places or _placed(outcome.large)


def located(outcome: Outcome) -> Outcome:
    """An outcome whose places are known: a large file can be replaced then."""
    large = outcome.large
    return (
        outcome if large is None else replace(outcome, large=replace(large, places=_placed(large)))
    )


def _placed(large: Large) -> Some:
    return placed(large.stream.text(), chain.from_iterable(_spans(large.swept)))


class Read(Places, Protocol):
    """As much of a text as its findings touch."""

    def line(self, number: int) -> str:
        """A line by its number, from 1, without its end."""

    def part(self, start: int, end: int) -> str:
        """A span of the text."""


def read(outcome: Outcome, spans: Sequence[tuple[int, int]], *, written: bool) -> Read:
    """What the text of an outcome says at some spans; that after its changes if `written`."""
    if outcome.large is not None:
        stream, edits = outcome.large.stream, outcome.large.swept.edits
        return _Excerpts(stream.text_after(edits) if written else stream.text(), spans)
    cleaned = outcome.cleaned
    text_ = "" if cleaned is None else cleaned.after if written else cleaned.before
    return _Held(text_)


class _Held:
    """A text that is held."""

    def __init__(self, text: str) -> None:
        self._text, self._lines = text, Lines(text)

    def place(self, offset: int) -> Place:
        return self._lines.place(offset)

    def line(self, number: int) -> str:
        start = self._lines.starts[number - 1]
        end = self._text.find("\n", start)
        return self._text[start : len(self._text) if end < 0 else end]

    def part(self, start: int, end: int) -> str:
        return self._text[start:end]


class _Excerpts:
    """The lines that some spans touch, of a text that comes in chunks."""

    def __init__(self, chunks: Iterable[str], spans: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._numbers: list[int] = []
        self._texts: list[str] = []
        for start, number, lines in _touched(chunks, sorted(set(spans))):
            end = self._starts[-1] + len(self._texts[-1]) if self._texts else -1
            if start <= end:  # they share a line
                self._texts[-1] += lines[end - start :]
                continue
            self._starts.append(start)
            self._numbers.append(number)
            self._texts.append(lines)

    def place(self, offset: int) -> Place:
        at = bisect_right(self._starts, offset) - 1
        before = self._texts[at][: offset - self._starts[at]]
        number = self._numbers[at] + before.count("\n")
        return Place(number, len(before) - before.rfind("\n"))

    def line(self, number: int) -> str:
        at = bisect_right(self._numbers, number) - 1
        return self._texts[at].split("\n")[number - self._numbers[at]]

    def part(self, start: int, end: int) -> str:
        at = bisect_right(self._starts, start) - 1
        return self._texts[at][start - self._starts[at] : end - self._starts[at]]


def _touched(
    chunks: Iterable[str], spans: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, str]]:
    """The lines that each of some sorted spans touches: offset and number of the first, text."""
    held, start, number, at = "", 0, 1, 0
    for chunk in chain(chunks, (None,)):
        held += chunk or ""
        whole = len(held) + 1 if chunk is None else held.rfind("\n") + 1
        while at < len(spans) and spans[at][1] - start < whole:
            first = held.rfind("\n", 0, spans[at][0] - start) + 1
            end = held.find("\n", spans[at][1] - start)
            lines = held[first : len(held) if end < 0 else end]
            yield start + first, number + held.count("\n", 0, first), lines
            at += 1
        past = whole if at == len(spans) else min(whole, spans[at][0] - start)
        past = held.rfind("\n", 0, max(past, 0)) + 1
        number += held.count("\n", 0, past)
        held, start = held[past:], start + past


def _spans(account: Swept) -> Iterator[tuple[int, int]]:
    """Where the findings and suppressions of an account begin and end."""
    suppressed = (one.finding for one in account.suppressed)
    findings = chain(account.applied, account.left, suppressed)
    yield from ((finding.start, finding.end) for finding in findings)
    yield from ((one.by.start, one.by.end) for one in account.suppressed)
    yield 0, 0  # of what is said of the whole

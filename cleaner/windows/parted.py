"""A long text that is held -> its windows: a rule is asked only where it may find something.

What decides is the whole text: a window asks it for sums, words and style.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple, TypeVar

from cleaner.counts import standing
from cleaner.evidence import Facts, Part, Span, are_lines, forms
from cleaner.model import Markup, PartScreen, Repeated
from cleaner.windows.cutting import cells

K = TypeVar("K")
T = TypeVar("T")

LONG = 80_000
"""Texts of more characters than this are asked window by window."""
PARTED = frozenset({Markup.PLAIN, Markup.MARKDOWN, Markup.RST, Markup.ASCIIDOC, Markup.LATEX})
"""Markup in which blank lines part paragraphs, whatever else does."""
SIZE = 24_000
"""So many characters are in the core of a window at least."""


class _Window(NamedTuple):
    """A part of a text, from `start` on, and the ids of the rules to be asked there; None: all."""

    start: int
    facts: Facts
    suspects: frozenset[str] | None


class Parted(Facts):
    """Facts of a long text. Its windows are found when they are first asked for."""

    def __init__(
        self,
        text: str,
        markup: Markup,
        repeated: Repeated | None,
        screen: PartScreen,
        size: int = SIZE,
    ) -> None:
        """`screen` tells which rules need be asked in a part of a text."""
        super().__init__(text, markup, repeated)
        self._of_part = screen
        self._size = size
        self._told: dict[tuple[str, bool], frozenset[str] | None] = {}

    def after(self, text: str) -> Parted:
        """Those of what this text has become; windows that stay the same are not sifted again."""
        facts = Parted(text, self.markup, self.repeated, self._of_part, self._size)
        facts._told = self._told
        return facts

    @cached_property
    def suspects(self) -> frozenset[str] | None:
        """The ids of the rules that may find something in one of the windows; None for any."""
        found: set[str] = set()
        for window in self.windows:
            if window.suspects is None:
                return None
            found |= window.suspects
        return frozenset(found)

    def parts(self, id: str) -> Iterator[tuple[int, Facts]]:
        """Where the windows start in which a rule may find something, and their facts."""
        for start, facts, suspects in self.windows:
            if suspects is None or id in suspects:
                yield start, facts

    @cached_property
    def windows(self) -> list[_Window]:
        """All windows, in order."""
        return list(self._cut())

    def _cut(self) -> Iterator[_Window]:
        lines, whole = are_lines(self.total(forms)), _Held(self)
        for number, window in enumerate(cells(self.text, lines=lines, size=self._size)):
            part = Part(whole, number, window.core)
            facts = Facts(window.text, self.markup, self.repeated, part=part)
            yield _Window(window.start, facts, self._sifted(window.text, lines=lines))

    def _sifted(self, text: str, *, lines: bool) -> frozenset[str] | None:
        key = text, lines
        if key not in self._told:
            self._told[key] = self._of_part(text.encode("utf-8", "surrogatepass"), lines)
        return self._told[key]


class _Held:
    """What windows ask of their text: see `evidence.Whole`. It keeps what takes a look at each."""

    def __init__(self, facts: Parted) -> None:
        self._facts = facts
        self._starts: dict[Callable[[Facts], bytes], list[int]] = {}
        self._phrases: dict[str, int] = {}

    def total(self, count: Callable[[Facts], Counter[K]]) -> Counter[K]:
        """What `count` gives for the text."""
        return self._facts.total(count)

    def row(self, find: Callable[[Facts], bytes], part: Part) -> tuple[bytes, int]:
        """What `find` gives for the text, and where that of a window begins."""
        starts = self._starts.get(find)
        if starts is None:
            lengths = (len(window.facts.of(find)) for window in self._facts.windows)
            starts = self._starts[find] = [0, *accumulate(lengths)]
        return self._facts.of(find), starts[part.number]

    def told(self, find: Callable[[Facts], T], facts: Facts) -> T:
        """What `find` says of the text."""
        return self._facts.told(find)

    def spans(self, find: Callable[[Facts], tuple[Span, ...]], part: Part) -> tuple[Span, ...]:
        """What of the spans that `find` gives for the text lies in a window, in order."""
        window = self._facts.windows[part.number]
        start, end = window.start, window.start + len(window.facts.text)
        spans = self._facts.of(find)
        first, last = bisect_right(spans, start, key=_end), bisect_left(spans, end, key=_start)
        return tuple(
            Span(max(one.start, start) - start, min(one.end, end) - start)
            for one in spans[first:last]
        )

    def phrase(self, folded: str) -> int:
        """How often a phrase with straight marks stands in the text."""
        if folded not in self._phrases:
            self._phrases[folded] = sum(1 for _ in standing(self._facts.folded, folded))
        return self._phrases[folded]


def _start(span: Span) -> int:
    return span.start


def _end(span: Span) -> int:
    return span.end

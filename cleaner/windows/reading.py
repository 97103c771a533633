"""A text that is read in windows again and again: what rules say of them, what they sum up to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import blake2b
from itertools import islice
from typing import NamedTuple, TypeVar

from cleaner.evidence import Facts, Part, forms
from cleaner.model import Edit, PartScreen, Rule
from cleaner.windows.asking import Answer, Asking, Placed
from cleaner.windows.cutting import windows
from cleaner.windows.knowledge import Knowledge
from cleaner.windows.screens import Remembered
from cleaner.windows.spread import Numbered, spread
from cleaner.windows.streams import edited, pieces, units
from cleaner.windows.summing import Asked
from cleaner.windows.sums import KEPT, Sums

R = TypeVar("R")

Chunks = Callable[[], Iterable[str]]
"""A text: what begins to read it anew each time."""

SIZE = 32_000
"""So many characters are in the core of a window at least."""
LIMIT = 1_000_000
"""A window, or a paragraph, of more characters than this is not held."""


class Means(NamedTuple):
    """What windows are looked through with.

    `screen` tells, of a part of a text, which rules need be asked there; `jobs` processes share
    the work. The core of a window has at least `core` characters, and a window at most `limit`.
    """

    screen: PartScreen | None = None
    jobs: int = 1
    core: int = SIZE
    limit: int = LIMIT


ALONE = Means()
"""One process, and each rule is asked in each window."""


class Reading:
    """One text as edits make it, and what is known of it; so it holds state."""

    def __init__(self, chunks: Chunks, rules: Mapping[str, Rule], means: Means) -> None:
        """The rules that will be asked, by their ids, are these."""
        self._chunks = chunks
        self._rules = rules
        self._means = means
        self._screen = Remembered(means.screen or _silent, rules)
        self._edits: Sequence[Edit] = ()
        self._knowledge = Knowledge(Counter(), Sums(KEPT if means.jobs == 1 else 0))

    def begin(self, edits: Sequence[Edit]) -> tuple[int, bytes]:
        """From now on the text is as these edits make it: how long it is, and its digest.

        Raises Unparted.
        """
        self._edits = edits
        length, counts, digest = 0, Counter[str](), blake2b(digest_size=16)
        means = self._means
        for piece, whole in pieces(self._text(), size=means.core, limit=means.limit):
            length += len(piece)
            counts.update(forms(Facts(piece)))
            counts["blocks"] -= not whole
            digest.update(piece.encode("utf-8", "surrogatepass"))
        self._knowledge = self._knowledge.renewed(counts)
        return length, digest.digest()

    def _text(self) -> Iterator[str]:
        return edited(self._chunks(), self._edits)

    def answers(self, asking: Asking) -> Iterator[Answer]:
        """What stages say of the windows.

        What is asked of the text in the first is learned at once, for others will ask it too.
        """
        windows = self._windows(asking.only)
        for first in islice(windows, 1 if asking.only is None else 0):
            part = self._placed(first)
            (answer,) = asking([part])
            while answer.waits and self._knowledge.wanted:
                self.learn()
                (answer,) = asking([part])
            yield answer
        for answers in self._each(asking, windows):
            yield from answers

    def learn(self) -> None:
        """Find out what rules ask of the text."""
        summing = self._knowledge.summing()
        sums = self._each(lambda parts: summing(facts for _, facts in parts), self._windows())
        self._knowledge.learn(sums)

    def _each(
        self, made: Callable[[Iterable[Placed]], R], windows: Iterable[Numbered]
    ) -> Iterator[R]:
        """What is made of windows, some at a time, in order."""
        told = partial(self._told, made)
        batches = (
            (told([one]) for one in windows)
            if self._means.jobs == 1
            else spread(told, windows, self._rules, self._means.jobs)
        )
        for one, asked, screened in batches:
            self._knowledge.ask(asked)
            self._screen.remember(screened)
            yield one

    def _told(
        self, made: Callable[[Iterable[Placed]], R], windows: Sequence[Numbered]
    ) -> tuple[R, Asked, Mapping[bytes, int]]:
        """What is made of windows, and what came up, for the process that reads the text."""
        one = made(map(self._placed, windows))
        return one, self._knowledge.news(), self._screen.news()

    def _windows(self, only: Container[int] | None = None) -> Iterator[Numbered]:
        """The windows of the current text; only those with some numbers."""
        lines, means = self._knowledge.are_lines, self._means
        texts = units(self._text(), lines=lines, limit=means.limit)
        cut = windows(texts, lines=lines, size=means.core, limit=means.limit)
        for number, window in enumerate(cut):
            if only is None or number in only:
                yield Numbered(number, window)

    def _placed(self, one: Numbered) -> Placed:
        window, lines = one.window, self._knowledge.are_lines
        part = Part(self._knowledge, one.number, window.core)
        screen = partial(_in_part, self._screen, lines)
        return window.start, Facts(window.text, screen=screen, part=part)


def _silent(data: bytes, lines: bool) -> None:
    return None


def _in_part(screen: Remembered, lines: bool, data: bytes, shared: bool) -> frozenset[str] | None:
    return screen(data, lines)

"""What is known of a document that is read in windows: sums over them, found when asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable
from itertools import accumulate
from typing import Any, TypeVar, cast

from cleaner.evidence import Facts, Part, Span, are_lines, forms
from cleaner.windows.summing import Asked, Count, Find, Sum, Summing, Unknown
from cleaner.windows.sums import Sums

K = TypeVar("K")
T = TypeVar("T")


class Knowledge:
    """What is known of one document as it stands now. It grows, so it holds state."""

    def __init__(self, counts: Counter[str], sums: Sums | None = None) -> None:
        """Takes what `forms` counts, for without it no paragraph is known, and what is kept."""
        self._totals: dict[Count, Counter[Any]] = {forms: counts}
        self._rows: dict[Find, tuple[bytes, list[int]]] = {}
        self._phrases: dict[str, int] = {}
        self._told: dict[Callable[[Facts], object], object] = {}
        self._asked = Asked({}, {}, {})
        self._sums = Sums() if sums is None else sums

    def renewed(self, counts: Counter[str]) -> Knowledge:
        """What is known of a changed document: nothing, but what this one was asked is asked.

        What the parts that stay the same say of themselves is kept.
        """
        new = Knowledge(counts, self._sums)
        known = dict.fromkeys(self._totals), dict.fromkeys(self._rows), dict.fromkeys(self._phrases)
        new.ask(Asked(*known))
        new.ask(self._asked)
        del new._asked.totals[forms]
        return new

    @property
    def are_lines(self) -> bool:
        """Whether each line is a paragraph."""
        return are_lines(self._totals[forms])

    @property
    def wanted(self) -> bool:
        """Whether a sum was asked for that is not known. Phrases can wait: rules ask for many."""
        return bool(self._asked.totals or self._asked.rows)

    def total(self, count: Callable[[Facts], Counter[K]]) -> Counter[K]:
        """The sum over all parts. Raises Unknown."""
        if count is not forms:
            self._sums.ask_beyond()
        return cast("Counter[K]", self._look_up(self._totals, self._asked.totals, count))

    def row(self, find: Find, part: Part) -> tuple[bytes, int]:
        """What `find` gives for all parts, and where that of one begins. Raises Unknown."""
        self._sums.ask_beyond()
        row, starts = self._look_up(self._rows, self._asked.rows, find)
        return row, starts[part.number]

    def spans(self, find: Callable[[Facts], tuple[Span, ...]], part: Part) -> tuple[Span, ...]:
        """None: what is not held has no markup, and all else is seen in a window."""
        return ()

    def phrase(self, folded: str) -> int:
        """How often a phrase stands in the document. Raises Unknown."""
        self._sums.ask_beyond()
        return self._look_up(self._phrases, self._asked.phrases, folded)

    def told(self, find: Callable[[Facts], T], facts: Facts) -> T:
        """What `find` says of the whole, asked once. Raises Unknown."""
        self._sums.ask_beyond()
        if find not in self._told:
            self._told[find] = find(facts)
        return cast(T, self._told[find])

    def _look_up(self, known: dict[K, T], asked: dict[K, None], one: K) -> T:
        if one not in known:
            asked[one] = None
            raise Unknown
        return known[one]

    def news(self) -> Asked:
        """What was asked since this was asked last and is not known, to be asked by `ask`."""
        news, self._asked = self._asked, Asked({}, {}, {})
        return news

    def ask(self, more: Asked) -> None:
        """What was asked elsewhere is asked."""
        self._asked.totals.update(more.totals)
        self._asked.rows.update(more.rows)
        self._asked.phrases.update(more.phrases)

    def summing(self) -> Summing:
        """What sums up what is asked now."""
        return Summing(self._asked, self._sums, lines=self.are_lines)

    def learn(self, sums: Iterable[Sum]) -> None:
        """Find out what is asked from what all parts give, in their order.

        What rests on other things that are asked stays asked.
        """
        known = Sum({}, {}, {})
        for number, one in enumerate(sums):
            known = known.joined(one) if number else one
        self._totals |= known.totals
        self._phrases |= known.phrases
        for find, (row, lengths) in known.rows.items():
            self._rows[find] = bytes(row), [0, *accumulate(lengths)]
        self._asked = Asked(
            _without(self._asked.totals, known.totals),
            _without(self._asked.rows, known.rows),
            _without(self._asked.phrases, known.phrases),
        )


def _without(asked: dict[K, None], known: Container[K]) -> dict[K, None]:
    return {one: None for one in asked if one not in known}

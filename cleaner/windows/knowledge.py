"""What is known of a document that is read in windows: sums over them, found when asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, TypeVar, cast

from cleaner.counts import standing
from cleaner.evidence import Facts, Part, Span, are_lines, forms
from cleaner.windows.sums import Sums

K = TypeVar("K")
T = TypeVar("T")
Count = Callable[[Facts], Counter[K]]
Find = Callable[[Facts], bytes]


class Unknown(Exception):
    """What a rule asks of the document has not been counted yet; from now on it is asked for."""


class Knowledge:
    """What is known of one document as it stands now. It grows, so it holds state."""

    def __init__(self, counts: Counter[str], sums: Sums | None = None) -> None:
        """Takes what `forms` counts, for without it no paragraph is known, and what is kept."""
        self._totals: dict[Count[Any], Counter[Any]] = {forms: counts}
        self._rows: dict[Find, tuple[bytes, list[int]]] = {}
        self._phrases: dict[str, int] = {}
        self._told: dict[Callable[[Facts], object], object] = {}
        self._asked: list[dict[Any, None]] = [{}, {}, {}]
        self._sums = Sums() if sums is None else sums

    def renewed(self, counts: Counter[str]) -> Knowledge:
        """What is known of a changed document: nothing, but what this one was asked is asked.

        What the parts that stay the same say of themselves is kept.
        """
        new = Knowledge(counts, self._sums)
        known: list[list[object]] = [[*self._totals], [*self._rows], [*self._phrases]]
        new._asked = [dict.fromkeys([*k, *a]) for k, a in zip(known, self._asked, strict=True)]
        new._asked[0].pop(forms, None)
        return new

    @property
    def are_lines(self) -> bool:
        """Whether each line is a paragraph."""
        return are_lines(self._totals[forms])

    @property
    def wanted(self) -> bool:
        """Whether a sum was asked for that is not known. Phrases can wait: rules ask for many."""
        return bool(self._asked[0] or self._asked[1])

    def total(self, count: Count[K]) -> Counter[K]:
        """The sum over all parts. Raises Unknown."""
        if count is not forms:
            self._sums.ask_beyond()
        return cast("Counter[K]", self._look_up(self._totals, 0, count))

    def row(self, find: Find, part: Part) -> tuple[bytes, int]:
        """What `find` gives for all parts, and where that of one begins. Raises Unknown."""
        self._sums.ask_beyond()
        row, starts = self._look_up(self._rows, 1, find)
        return row, starts[part.number]

    def spans(self, find: Callable[[Facts], tuple[Span, ...]], part: Part) -> tuple[Span, ...]:
        """None: what is not held has no markup, and all else is seen in a window."""
        return ()

    def phrase(self, folded: str) -> int:
        """How often a phrase stands in the document. Raises Unknown."""
        self._sums.ask_beyond()
        return self._look_up(self._phrases, 2, folded)

    def told(self, find: Callable[[Facts], T], facts: Facts) -> T:
        """What `find` says of the whole, asked once. Raises Unknown."""
        self._sums.ask_beyond()
        if find not in self._told:
            self._told[find] = find(facts)
        return cast(T, self._told[find])

    def _look_up(self, known: dict[Any, T], kind: int, asked: object) -> T:
        if asked not in known:
            self._asked[kind][asked] = None
            raise Unknown
        return known[asked]

    def learn(self, parts: Iterable[Facts]) -> None:
        """Find out what was asked for. What rests on other things asked for stays asked."""
        totals: dict[Count[Any], Counter[Any]] = {one: Counter() for one in self._asked[0]}
        rows: dict[Find, tuple[bytearray, list[int]]] = {
            one: (bytearray(), []) for one in self._asked[1]
        }
        phrases = dict.fromkeys(self._asked[2], 0)
        for facts in parts:
            key = self._sums.begin(facts, lines=self.are_lines)
            for count in tuple(totals):
                self._try(totals, count, (key, facts), Counter.update)
            for find in tuple(rows):
                self._try(rows, find, (key, facts), _append)
            for phrase in phrases:
                phrases[phrase] += _standing(facts, phrase)
        self._totals |= totals
        self._rows |= {find: (bytes(row), starts) for find, (row, starts) in rows.items()}
        self._phrases |= phrases
        learned: set[object] = {*totals, *rows, *phrases}
        self._asked = [{one: None for one in kind if one not in learned} for kind in self._asked]

    def _try(
        self,
        sums: dict[Callable[[Facts], Any], T],
        ask: Callable[[Facts], Any],
        part: tuple[bytes, Facts],
        add: Callable[[T, Any], None],
    ) -> None:
        """Add what a part gives to its sum, or give the sum up if that is not known yet."""
        try:
            add(sums[ask], self._sums.of(ask, *part))
        except Unknown:
            del sums[ask]


def _append(row: tuple[bytearray, list[int]], more: bytes) -> None:
    joined, starts = row
    starts.append(len(joined))
    joined.extend(more)


def _standing(facts: Facts, phrase: str) -> int:
    """How often a phrase begins in the core of a part."""
    return sum(map(facts.owns, standing(facts.folded, phrase)))

"""What is asked of a document that is read in windows, and what some of them give to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from cleaner.counts import standing
from cleaner.evidence import Facts
from cleaner.windows.sums import Ask, Sums

Count = Callable[[Facts], Counter[Any]]
Find = Callable[[Facts], bytes]


class Unknown(Exception):
    """What a rule asks of the document has not been counted yet; from now on it is asked for."""


class Asked(NamedTuple):
    """What was asked of a document and is not known, each once."""

    totals: dict[Count, None]
    rows: dict[Find, None]
    phrases: dict[str, None]


class Sum(NamedTuple):
    """What some parts give, in their order; not what rests on what is not known yet.

    A row has the bytes of all of them, and how many each gave.
    """

    totals: dict[Count, Counter[Any]]
    rows: dict[Find, tuple[bytearray, list[int]]]
    phrases: dict[str, int]

    def joined(self, more: Sum) -> Sum:
        """With what the parts behind them give, too; this one is no longer good for anything."""
        totals = {one: self.totals[one] for one in more.totals if one in self.totals}
        for count, total in totals.items():
            total.update(more.totals[count])
        rows = {one: self.rows[one] for one in more.rows if one in self.rows}
        for find, (row, lengths) in rows.items():
            row += more.rows[find][0]
            lengths += more.rows[find][1]
        return Sum(
            totals, rows, {one: self.phrases[one] + count for one, count in more.phrases.items()}
        )


class Summing:
    """Parts -> their sum. What rests on what is not known is given up, so it holds state."""

    def __init__(self, asked: Asked, sums: Sums, *, lines: bool) -> None:
        """`lines` tells whether each line of the document is a paragraph."""
        self._totals, self._rows = list(asked.totals), list(asked.rows)
        self._phrases = tuple(asked.phrases)
        self._sums = sums
        self._lines = lines

    def __call__(self, parts: Iterable[Facts]) -> Sum:
        """What was asked for is found in them."""
        totals: dict[Count, Counter[Any]] = {one: Counter() for one in self._totals}
        rows: dict[Find, tuple[bytearray, list[int]]] = {
            one: (bytearray(), []) for one in self._rows
        }
        phrases = dict.fromkeys(self._phrases, 0)
        for facts in parts:
            key = self._sums.begin(facts, lines=self._lines)
            for count in tuple(self._totals):
                counted = self._given(count, self._totals, key, facts)
                if counted is not None:
                    totals[count].update(counted)
            for find in tuple(self._rows):
                row = self._given(find, self._rows, key, facts)
                if row is not None:
                    joined, lengths = rows[find]
                    joined += row
                    lengths.append(len(row))
            for phrase in phrases:
                phrases[phrase] += sum(map(facts.owns, standing(facts.folded, phrase)))
        return Sum(
            {one: totals[one] for one in self._totals},
            {one: rows[one] for one in self._rows},
            phrases,
        )

    def _given(self, ask: Ask, asked: list[Any], key: bytes, facts: Facts) -> Any:
        """What a part gives; None if that is not known yet, and then it is not asked again."""
        try:
            return self._sums.of(ask, key, facts)
        except Unknown:
            asked.remove(ask)
            return None

"""The bytes of a text -> the rules that may find something in it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from cleaner.model import Ask, Markup, Repeated
from cleaner.sieve import turns
from cleaner.sieve.database import Database
from cleaner.sieve.evidence import Confirm
from cleaner.sieve.ranges import RARE_BLANKS
from cleaner.sieve.words import Strange, Text, Words

ODD_CASE, RARE_BLANK, SIGN = 0, 1, 2
"""The numbers of expressions that are no rule's: see `ranges`, and `suppressions.SIGN`."""
_PLAIN = {ord(blank): " " for blank in RARE_BLANKS}


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked for a rule: clauses of numbers of expressions and of questions."""

    clauses: tuple[tuple[frozenset[int], tuple[Ask, ...]], ...]


class Sieve:
    """Tells, for some rules by their numbers, which of them may find something in a text.

    A rule that is not told finds nothing there: neither in the text nor in a text that has other
    line ends.
    """

    def __init__(
        self,
        ids: Sequence[str],
        plans: Mapping[int, Plan],
        database: Database,
        words: Words,
        confirms: Mapping[int, Confirm],
    ) -> None:
        self._ids = ids
        self._plans = plans
        self._database = database
        self._words = words
        self._confirms = confirms
        self._open: dict[frozenset[int], tuple[tuple[int, tuple[Ask, ...]], ...]] = {}

    def suspects(
        self,
        data: bytes,
        wanted: Collection[str],
        *,
        markup: Markup = Markup.PLAIN,
        repeated: Repeated | None = None,
    ) -> frozenset[str] | None:
        """The ids of those of the wanted rules that may find something in some UTF-8.

        None if nothing can be said of it: it is no UTF-8, say, or speaks to cleaner.
        """
        if b"\r" in data:
            data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            return None
        hits = frozenset(self._database.found(data))
        if ODD_CASE in hits or SIGN in hits:
            return None
        if RARE_BLANK in hits:
            data = text.translate(_PLAIN).encode("utf-8")
            hits |= frozenset(self._database.found(data))
        asked = _Asked(Text(data), self._words, markup, repeated)
        found = {n for n in asked.rows() if self._ids[n] in wanted}
        for number, asks in self._candidates(hits):
            if number in found or self._ids[number] not in wanted:
                continue
            if all(map(asked.holds, asks)):
                confirm = self._confirms.get(number)
                if confirm is None or confirm(text):
                    found.add(number)
        return frozenset(self._ids[number] for number in found)

    def _candidates(self, hits: frozenset[int]) -> tuple[tuple[int, tuple[Ask, ...]], ...]:
        """The rules that have a clause all of whose expressions match, and what it asks."""
        known = self._open.get(hits)
        if known is None:
            hits_or_dropped = hits | self._database.dropped
            known = tuple(
                (number, asks)
                for number, plan in self._plans.items()
                for numbers, asks in plan.clauses
                if numbers <= hits_or_dropped
            )
            if len(self._open) > 10_000:
                self._open.clear()
            self._open[hits] = known
        return known


class _Asked:
    """The questions about one text, each answered once."""

    def __init__(self, text: Text, words: Words, markup: Markup, repeated: Repeated | None) -> None:
        self._text = text
        self._strange = list(words.strange(text))
        self._markup = markup
        self._repeated = repeated
        self._known: dict[Ask, bool] = {}

    def rows(self) -> set[int]:
        """The rules of words one of whose rows may stand in the text."""
        found: set[int] = set()
        for _, strange in self._strange:
            for row in strange.rows:
                if row.number not in found and row.stands(self._text):
                    found.add(row.number)
        return found

    def holds(self, ask: Ask) -> bool:
        """Whether the answer is yes."""
        known = self._known.get(ask)
        if known is None:
            known = self._known[ask] = self._answer(ask)
        return known

    def _answer(self, ask: Ask) -> bool:
        match ask:
            case Ask.ODD_TURNS:
                return turns.odd(self._text.data)
            case Ask.DOUBLED_WORD:
                return self._text.doubled()
            case Ask.UNKNOWN_WORD:
                return any(map(self._is_slip, self._strange))
            case Ask.NAME_IN_SMALL:
                return any(map(self._is_name, self._strange))
            case Ask.SHARED:
                return self._repeated is not None and bool(self._repeated.counts)
            case Ask.PAGE:
                return self._markup is Markup.HTML

    def _is_slip(self, found: tuple[bytes, Strange]) -> bool:
        """Whether a word of the text may be a slip of another."""
        strange = found[1]
        if not strange.unknown or strange.name not in self._text.data:
            return False
        return is_near_common(strange.name) or self._text.has_near(strange.name)

    def _is_name(self, found: tuple[bytes, Strange]) -> bool:
        """Whether a word of the text stands in small letters once, and otherwise twice."""
        name, text = found[1].name, self._text
        if not name or name not in text.data or text.small.count(name) <= LEAST:
            return False
        small = text.standing(name)
        return 0 < small < text.all(name) > LEAST


LEAST = 2
"""A word in small letters and twice with a capital: see `fixers.names`."""


@cache
def is_near_common(word: bytes) -> bool:
    """Whether a common word is one slip away from a word."""
    from cleaner.fixers.spelling import near_common

    return near_common(word.decode())

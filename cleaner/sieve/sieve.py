"""The bytes of a text -> the rules that may find something in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

from cleaner.sieve import turns
from cleaner.sieve.database import Database
from cleaner.sieve.hearing import Hearing
from cleaner.sieve.tables import Tables
from cleaner.sieve.words import Strange, Text, Words, standing

if TYPE_CHECKING:
    from cleaner.model import PartScreen, Screen
    from cleaner.sieve.evidence import Closer

ODD_CASE, RARE_BLANK, SIGN = 0, 1, 2
"""The numbers of expressions that are no rule's: see below, and `suppressions.SIGN`."""
ODD_CASES = "\u0130\u0131\u017f\u212a\u212b"
"""Characters that are one with a letter of ASCII where case does not matter.

No text with one of them may be judged by the sets of `ranges`.
"""
RARE_BLANKS = (
    "\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
    "\u2009\u200a\u200b\u2028\u2029\u202f\u205f\u3000"
)
"""Blanks that are written as plain ones before a text is judged."""
_ODD_CASES = tuple(sign.encode() for sign in ODD_CASES)
_SIGN = b"cleaner:"
_PLAIN = {ord(blank): " " for blank in RARE_BLANKS}
LEAST = 2
"""A name stands more often in a text that has it in small letters too: see `fixers.names`."""
REMEMBERED = 10_000
"""Of so many sets of expressions it is remembered what they come to."""

Clause = tuple[frozenset[int], tuple[str, ...]]
"""The numbers of expressions that must match, and the questions whose answer must be yes."""
Clauses = dict[int, tuple[Clause, ...]]
"""Those of rules, by their numbers."""
_Suspects = Callable[..., "frozenset[str] | None"]
"""`Sieve.suspects`, or `suspects_in_part`: a screen that may be told the rules that are wanted."""
_Candidates = tuple[tuple[int, tuple[str, ...]], ...]
"""The numbers of rules that may find something if the answers to some questions are yes."""
Need = tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""The expression of a rule, and the words that its evidence wants `seen`, `usual` and `named`."""


class Plan(NamedTuple):
    """What is asked for the rules of a set, which go by their numbers.

    Of the clauses of a rule one must hold, every part of it; `of_parts` has those that are others
    where a part of a text is asked about. Where `needs` name a rule, its matches are looked at as
    well. `lists` are those that tell who speaks, if all rules have the same.
    """

    ids: tuple[str, ...]
    clauses: Clauses
    of_parts: Clauses
    needs: dict[int, Need]
    lists: tuple[str, ...] | None


class Sieve:
    """Tells, of some rules, which of them may find something in a text.

    A rule that is not told finds nothing there. What it has met it remembers, so it holds state.
    """

    def __init__(
        self, plan: Plan, databases: tuple[Database, Database], tables: Tables, words: Words
    ) -> None:
        """The second database finds where what may be spoken ends; see `Ask.UNMARKED_SPEECH`."""
        self._plan = plan
        self._every = frozenset(range(len(plan.ids)))
        self._database, speech = databases
        self.tables = tables
        self._words = words
        self._hearing = Hearing(speech, plan.lists)
        self._opened = _Opened(plan.clauses, self._database.dropped)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all rules that it is for."""
        return self._plan.ids

    def suspects(
        self, data: bytes, shared: bool = False, *, wanted: Set[int] | None = None
    ) -> frozenset[str] | None:
        """The ids of the rules that may find something in some UTF-8 with LF for line ends.

        `shared` tells whether the files of the run share paragraphs; only rules with the numbers
        that are `wanted` are told, or all. None if nothing can be said: it is no UTF-8, say, or
        speaks to cleaner.
        """
        judged, wanted = self._judged(data), self._every if wanted is None else wanted
        if judged is None:
            return None
        text, plain, hits = judged
        read = Text(plain)
        asked = _Asked(read, self._words, self._hearing, {"shared": shared})
        stand = _Stands(self._plan.needs, text)
        found = self.tables.standing(read, wanted)
        for number, asks in self._opened.by(hits):
            is_new = number in wanted and number not in found
            if is_new and all(map(asked.holds, asks)) and stand.holds(number):
                found.add(number)
        return self._named(found)

    def suspects_in_part(
        self, data: bytes, lines: bool, *, wanted: Set[int] | None = None
    ) -> frozenset[str] | None:
        """As `suspects`, in a part of a text, the rest of which may hold any evidence.

        `lines` tells whether each line of the text is a paragraph.
        """
        judged, wanted = self._judged(data), self._every if wanted is None else wanted
        if judged is None:
            return None
        _, plain, hits = judged
        read = Text(plain)
        asked = _Asked(read, self._words, self._hearing, {}, lines=lines)
        found = self.tables.standing(read, wanted, part=True)
        for number, asks in self._opened_in_part.by(hits):
            is_new = number in wanted and number not in found
            if is_new and all(map(asked.holds, asks)):
                found.add(number)
        return self._named(found)

    def _named(self, found: Set[int]) -> frozenset[str]:
        return frozenset(self._plan.ids[number] for number in found)

    @cached_property
    def _opened_in_part(self) -> _Opened:
        return _Opened(self._plan.clauses | self._plan.of_parts, self._database.dropped)

    def _judged(self, data: bytes) -> tuple[str, bytes, frozenset[int]] | None:
        """A text, the same with plain blanks only, and the expressions that match in it."""
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
        return text, data, hits

    def screen_for(self, ids: Set[str]) -> Screen:
        """As `suspects`, of some rules only."""
        return self._of_some(ids, self.suspects, part=False)

    def part_screen_for(self, ids: Set[str]) -> PartScreen:
        """As `suspects_in_part`, of some rules only."""
        return self._of_some(ids, self.suspects_in_part, part=True)

    def _of_some(self, ids: Set[str], screen: _Suspects, *, part: bool) -> Screen:
        """A screen of all rules, of some only; tables of words need no other search."""
        wanted = frozenset(number for number, id in enumerate(self._plan.ids) if id in ids)
        if wanted == self._every:
            return screen
        if wanted.isdisjoint(self._plan.clauses):
            return partial(self._in_tables, wanted, part=part)
        return partial(screen, wanted=wanted)

    def _in_tables(
        self, tables: Set[int], data: bytes, told: bool, *, part: bool
    ) -> frozenset[str] | None:
        """As the others, of some rules that are tables of words, whatever else is `told`."""
        if _SIGN in data or _has_odd_case(data):
            return None
        return self._named(self.tables.standing(Text(data), tables, part=part))


class _Opened:
    """The rules that may find something, by what matches. What it met it remembers."""

    def __init__(self, clauses: Clauses, dropped: frozenset[int]) -> None:
        """Expressions that are `dropped` are taken to match."""
        self._clauses = clauses
        self._dropped = dropped
        self._known: dict[frozenset[int], _Candidates] = {}

    def by(self, hits: frozenset[int]) -> _Candidates:
        """Those that have a clause all of whose expressions match, and what it asks."""
        known = self._known.get(hits)
        if known is None:
            matched = hits | self._dropped
            known = tuple(
                (number, asks)
                for number, clauses in self._clauses.items()
                for numbers, asks in clauses
                if numbers <= matched
            )
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[hits] = known
        return known


class _Stands:
    """Whether the words that rules need may stand in one text; few texts come to a closer look."""

    def __init__(self, needs: Mapping[int, Need], text: str) -> None:
        self._needs = needs
        self._text = text
        self._closer: Closer | None = None

    def holds(self, number: int) -> bool:
        """Whether those of a rule that is suspected may stand there."""
        need = self._needs.get(number)
        if need is None:
            return True
        if self._closer is None:
            from cleaner.sieve.evidence import Closer

            self._closer = Closer(self._text)
        return self._closer.stand(need)


class _Asked:
    """The questions about one text, each answered once."""

    def __init__(
        self,
        text: Text,
        words: Words,
        hearing: Hearing,
        known: dict[str, bool],
        lines: bool | None = None,
    ) -> None:
        """Some answers are known; so may be whether each line is a paragraph."""
        self._text = text
        self._hearing = hearing
        self._words = words
        self._known = known
        self._lines = lines

    @cached_property
    def _strange(self) -> list[Strange]:
        return list(self._words.strange(self._text))

    def holds(self, ask: str) -> bool:
        """Whether the answer is yes."""
        known = self._known.get(ask)
        if known is None:
            known = self._known[ask] = self._answer(ask)
        return known

    def _answer(self, ask: str) -> bool:
        """The answer to a question of `model.Ask`."""
        match ask:
            case "odd-turns":
                return turns.odd(self._text.data, self._hearing.attributed, self._lines)
            case "unmarked-speech":
                return self._hearing.speech(self._text.data)
            case "doubled-word":
                return self._text.doubled()
            case "unknown-word":
                return any(map(self._is_slip, self._strange))
            case "name-in-small":
                return any(map(self._is_name, self._strange))
            case "page":
                return b"<" in self._text.data
        raise ValueError(ask)

    def _is_slip(self, strange: Strange) -> bool:
        """Whether a word of the text may be a slip of another."""
        if not strange.unknown or strange.name not in self._text.data:
            return False
        return is_near_common(strange.name) or self._text.has_near(strange.name)

    def _is_name(self, strange: Strange) -> bool:
        """Whether a word of the text stands in small letters once, and otherwise twice."""
        name, text = strange.name, self._text
        if not name or name not in text.data or text.small.count(name) <= LEAST:
            return False
        small = standing(name, text.data)
        return 0 < small < text.all(name) > LEAST


def _has_odd_case(data: bytes) -> bool:
    """Whether a sign of `ODD_CASES` stands in some UTF-8; most have not even one of these bytes."""
    may_have = b"\xc4" in data or b"\xc5" in data or b"\x84" in data
    return may_have and any(sign in data for sign in _ODD_CASES)


@cache
def is_near_common(word: bytes) -> bool:
    """Whether a common word is one slip away from a word."""
    from cleaner.slips import meant_by  # few texts have such a word

    return meant_by(word.decode()) is not None

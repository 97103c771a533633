"""Rules -> their sieve: what each of them requires, compiled, and the words of their tables."""

from __future__ import annotations

import marshal
import sys
from collections.abc import Iterable, Sequence

from cleaner import lexicon
from cleaner.model import Ask, Rule, Words
from cleaner.sieve import database
from cleaner.sieve.buckets import Buckets, made
from cleaner.sieve.conditions import Condition, condition
from cleaner.sieve.evidence import confirmed
from cleaner.sieve.expressions import literal
from cleaner.sieve.ranges import ODD_CASE, RARE_BLANKS
from cleaner.sieve.rows import Line, lines_of, stored_ordinary
from cleaner.sieve.sieve import Plan, Sieve
from cleaner.sieve.words import Words as Vocabulary
from cleaner.suppressions import SIGN

FORMAT = 1
_ASKS = {ask.value: ask for ask in Ask}


def state() -> bytes:
    """What the bytes of a sieve depend on besides its rules."""
    made_by = (FORMAT, sys.implementation.cache_tag, sys.byteorder, database.version())
    return repr((made_by, lexicon.size())).encode()


def build(rules: Sequence[Rule]) -> bytes:
    """The sieve of some rules as bytes, for `load`."""
    conditions = [condition(rule) for rule in rules]
    tables = [(n, rule) for n, rule in enumerate(rules) if isinstance(rule.match, Words)]
    always = ["|".join(map(literal, ODD_CASE)), "|".join(map(literal, RARE_BLANKS)), literal(SIGN)]
    parts = [
        part for one in conditions for clause in one for part in clause if isinstance(part, str)
    ]
    expressions = list(dict.fromkeys([*always, *parts]))
    numbers = {part: number for number, part in enumerate(expressions)}
    plans = {n: _plan(one, numbers) for n, one in enumerate(conditions) if one}
    rows, unseen = _rows(tables)
    plans |= {n: [([], [])] for n in unseen}
    compiled_, dropped = database.compiled(expressions)
    ordinary = stored_ordinary(lexicon.ordinary_words())
    ids = [rule.id for rule in rules]
    return marshal.dumps((ids, plans, compiled_, dropped, rows, ordinary))


def _always() -> tuple[str, ...]:
    """The expressions that are no rule's, by their numbers."""
    return "|".join(map(literal, ODD_CASE)), "|".join(map(literal, RARE_BLANKS)), literal(SIGN)


def _plan(one: Condition, numbers: dict[str, int]) -> list[tuple[list[int], list[str]]]:
    return [
        (
            [numbers[part] for part in clause if isinstance(part, str)],
            [part.value for part in clause if isinstance(part, Ask)],
        )
        for clause in one
    ]


def _rows(tables: Iterable[tuple[int, Rule]]) -> tuple[bytes, list[int]]:
    """The rows of tables, and the numbers of rules with a row that cannot be seen in bytes."""
    lines: list[Line] = []
    unseen: list[int] = []
    for number, rule in tables:
        try:
            lines += lines_of(number, rule, lexicon.zipf)
        except ValueError:
            unseen.append(number)
    return made(line.fields() for line in lines), unseen


def load(data: bytes, rules: Sequence[Rule]) -> Sieve | None:
    """The sieve of rules from what `build` gave for them; None if it is of another machine."""
    ids, plans, compiled_, dropped, rows, ordinary = marshal.loads(data)
    base = database.load(compiled_, dropped)
    if base is None:
        return None
    made = {
        number: Plan(
            tuple((frozenset(numbers), tuple(_ASKS[ask] for ask in asks)) for numbers, asks in plan)
        )
        for number, plan in plans.items()
    }
    confirms = {n: one for n, rule in enumerate(rules) if (one := confirmed(rule)) is not None}
    return Sieve(ids, made, base, Vocabulary(Buckets(rows), Buckets(ordinary)), confirms)

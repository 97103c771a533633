"""The bytes of a sieve -> the sieve; kept in the cache folder under the stamp of its rules."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, partial
from typing import TYPE_CHECKING, TypeVar

from cleaner import cache
from cleaner.digests import digest
from cleaner.sieve import database, sections
from cleaner.sieve.buckets import Buckets
from cleaner.sieve.sieve import Clauses, Plan, Sieve
from cleaner.sieve.tables import Literals, Tables
from cleaner.sieve.words import Words

if TYPE_CHECKING:
    from mmap import mmap

T = TypeVar("T")

FORMAT = 9


def load(
    data: bytes | mmap,
    at: int = 0,
    *,
    literals_of: Callable[[Buckets], Sequence[Literals]] = lambda lines: (),
) -> Sieve | None:
    """The sieve that `building.build` gave the bytes of, from `at` on; None if they are damaged.

    None too if they were made elsewhere. `literals_of` gives those of the rows of its tables.
    """
    whole = sections.read(data, at)
    if whole is None:
        return None
    (ids, clauses, of_parts, needs, lists, dropped), (rows, ordinary, heard, *compiled) = whole
    found = database.load((data[start:end] for start, end in compiled), dropped)
    speech = database.load([data[slice(*heard)]])
    if found is None or speech is None:
        return None
    plan = Plan(ids, _made(clauses), _made(of_parts), needs, lists)
    tables = Tables(Buckets(data, rows[0]), literals_of)
    return Sieve(plan, (found, speech), tables, Words(Buckets(data, ordinary[0])))


def _made(clauses: Mapping[int, Iterable[tuple[list[int], list[str]]]]) -> Clauses:
    return {
        number: tuple((frozenset(numbers), tuple(asks)) for numbers, asks in several)
        for number, several in clauses.items()
    }


def name_of(stamp: bytes) -> str:
    """The name in the cache folder of the sieve of rules with a stamp."""
    return f"sieve-{digest(stamp).hex()[:8]}"


def key_of(stamp: bytes) -> bytes:
    """What the bytes in the cache begin with if they are those of the rules, and made here."""
    made_by = (FORMAT, sys.implementation.cache_tag, sys.byteorder, database.version())
    return digest(stamp, repr(made_by).encode())


@lru_cache(maxsize=8)
def kept(stamp: bytes) -> Sieve | None:
    """The sieve of rules with a stamp, if it is in the cache."""
    if not database.available():
        return None
    read = partial(load, literals_of=partial(literals, stamp))
    return _behind(name_of(stamp), key_of(stamp), read)


LITERALS = "-words"
"""What the names of literals end with, which otherwise are those of the sieves."""


def literals(stamp: bytes, lines: Buckets) -> Sequence[Literals]:
    """The literals of the tables of rules with a stamp, if they are in the cache."""
    name, key = name_of(stamp) + LITERALS, key_of(stamp) + lines.mark
    return _behind(name, key, load_literals) or ()


def load_literals(data: bytes | mmap, at: int = 0) -> Sequence[Literals]:
    """The literals that `building.literals` gave the bytes of; none where `load` gives None."""
    head, parts = sections.read(data, at) or ([], [])
    found = [database.load([data[start:end]]) for start, end in parts]
    made = [
        Literals(one, frozenset(tables), flat)
        for one, (tables, flat) in zip(found, head, strict=True)
        if one is not None
    ]
    return made if len(made) == len(head) else ()


def _behind(name: str, key: bytes, read: Callable[[mmap, int], T | None]) -> T | None:
    """What is read behind a key in a file of the cache, if that is there."""
    data = cache.mapped(name)
    if data is None or not cache.behind(data, key):
        return None
    return read(data, cache.BEFORE + len(key))

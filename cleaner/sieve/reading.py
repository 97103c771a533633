"""The bytes of a sieve -> the sieve; kept in the cache folder under the stamp of its rules."""

from __future__ import annotations

import sys
from functools import lru_cache
from typing import BinaryIO

from cleaner import cache
from cleaner.digests import digest
from cleaner.sieve import database, sections
from cleaner.sieve.buckets import Buckets
from cleaner.sieve.sieve import Plan, Sieve
from cleaner.sieve.words import Words

FORMAT = 5


def load(stream: BinaryIO) -> Sieve | None:
    """The sieve that `building.build` gave the bytes of; None if they are damaged.

    None too if they were made elsewhere.
    """
    whole = sections.read(stream)
    if whole is None:
        return None
    (ids, clauses, needs, lists, across, dropped), (compiled, heard, rows, ordinary) = whole
    found, speech = database.load(compiled, dropped), database.load(heard, ())
    if found is None or speech is None:
        return None
    made = {
        number: tuple((frozenset(numbers), tuple(asks)) for numbers, asks in several)
        for number, several in clauses.items()
    }
    words = Words(Buckets(rows), Buckets(ordinary))
    return Sieve(Plan(ids, made, needs, lists, frozenset(across)), found, words, speech)


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
    stream = cache.opened(name_of(stamp))
    if stream is None:
        return None
    key = key_of(stamp)
    try:
        with stream:
            return load(stream) if stream.read(len(key)) == key else None
    except OSError:
        return None

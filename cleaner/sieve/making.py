"""The sieve of rules, made and put into the cache folder where it is not there yet."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner import cache
from cleaner.model import Rule
from cleaner.sieve import database
from cleaner.sieve.reading import kept, key_of, name_of


def prepare(stamp: bytes | None, rules: Sequence[Rule]) -> None:
    """Make the sieve of all rules of a stamp, unless it is there or cannot be kept."""
    if stamp is None or cache.folder() is None or not database.available():
        return
    if kept(stamp) is not None:
        return
    name, key = name_of(stamp), key_of(stamp)
    cache.write(name, key)
    if cache.read(name) != key:
        return  # nothing can be kept there, and to make it for one run is not worth it
    from cleaner.sieve.building import build  # it takes seconds, once for a set of rules

    cache.write(name, key + build(rules))
    kept.cache_clear()

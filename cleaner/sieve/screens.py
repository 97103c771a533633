"""The sieve of a set of rules, from the cache folder or made and put there, once a process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from cleaner import cache
from cleaner.digests import digest
from cleaner.model import Markup, Repeated, Rule
from cleaner.sieve import database
from cleaner.sieve.sieve import Sieve


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """All rules of some folders, and what tells them from all others."""

    rules: tuple[Rule, ...]
    stamp: bytes


@dataclass(frozen=True, slots=True)
class Screen:
    """Which of some `wanted` rules may find something in a text.

    It can be handed to another process, where it reads its sieve anew.
    """

    known: Known
    wanted: frozenset[str]

    def suspects(
        self, text: str, markup: Markup, repeated: Repeated | None
    ) -> frozenset[str] | None:
        """The ids of all wanted rules that find something, and perhaps of others; None for any."""
        return self.of_bytes(text.encode("utf-8", "surrogatepass"), markup, repeated)

    def of_bytes(
        self, data: bytes, markup: Markup, repeated: Repeated | None
    ) -> frozenset[str] | None:
        """As `suspects`, for the bytes of a file in UTF-8."""
        sieve = _sieve(self.known)
        if sieve is None:
            return None
        return sieve.suspects(data, self.wanted, markup=markup, repeated=repeated)


def known(rules: tuple[Rule, ...], stamp: bytes | None) -> Known | None:
    """All rules of a stamp, to make screens of; None if they cannot be told from others."""
    if stamp is None or cache.folder() is None or not database.available():
        return None
    return Known(rules, stamp)


@lru_cache(maxsize=8)
def _sieve(known: Known) -> Sieve | None:
    """The sieve of rules; None if it does not work on this machine."""
    from cleaner.sieve import building

    key = digest(known.stamp, building.state())
    name = f"sieve-{digest(known.stamp).hex()[:8]}"
    data = cache.read(name)
    if data is None or not data.startswith(key):
        data = key + building.build(known.rules)
        cache.write(name, data)
    return building.load(data[len(key) :], known.rules)

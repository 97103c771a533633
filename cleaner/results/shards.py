"""A bounded table of keys and values in the cache folder, spread over many small files.

A key is the digest of all that decides its value, so a value never goes stale: it may only be
lost. Each file holds the keys that begin with one byte, so that little is read for little.
"""

from __future__ import annotations

import marshal
import time
from collections.abc import Mapping

from cleaner import cache
from cleaner.digests import SIZE

MOST = 128_000
"""So many bytes a file may have; with 256 files there are 32 MB at most."""
LARGEST = 16_000
"""So many bytes a value may have; a larger one is not kept."""
DAY = 24 * 3600
FRESH = 7
"""So many days pass before it is written down again that a value was used."""

Shard = dict[bytes, tuple[int, bytes]]
"""By each key the day its value was last used, and the value."""


class Shards:
    """The table. What is put is in the files only after `save`; it holds what it has read."""

    def __init__(self) -> None:
        self._shards: dict[int, Shard] = {}
        self._new: dict[int, Shard] = {}
        self._today = int(time.time()) // DAY

    def get(self, key: bytes) -> bytes | None:
        """The value of a key, if it is there."""
        shard = self._shards.get(key[0])
        if shard is None:
            shard = self._shards[key[0]] = _read(key[0])
        entry = shard.get(key)
        if entry is None:
            return None
        if self._today - entry[0] > FRESH:
            self._put(key, entry[1])
        return entry[1]

    def put(self, key: bytes, value: bytes) -> None:
        """Keep a value, unless it is too large, or there already."""
        if len(value) <= LARGEST and self.get(key) is None:
            self._put(key, value)

    def _put(self, key: bytes, value: bytes) -> None:
        entry = self._today, value
        self._shards[key[0]][key] = entry
        self._new.setdefault(key[0], {})[key] = entry

    def save(self) -> None:
        """Write what is new, with what others have written meanwhile; the oldest make room."""
        for number, new in sorted(self._new.items()):
            cache.write(_name(number), marshal.dumps(_bounded({**_read(number), **new})))
        if self._new:
            cache.tidy()
        self._new = {}


def _name(number: int) -> str:
    return f"results-{number:02x}"


def _read(number: int) -> Shard:
    data = cache.read(_name(number))
    shard = {} if data is None else marshal.loads(data)
    return shard if type(shard) is dict else {}


def _bounded(shard: Mapping[bytes, tuple[int, bytes]]) -> Shard:
    """The entries that were used last, as many as fit; of those of a day the later in the table."""
    room = MOST
    kept: list[tuple[bytes, tuple[int, bytes]]] = []
    for key, entry in sorted(shard.items(), key=_day)[::-1]:
        room -= SIZE + len(entry[1]) + 16  # so much marshal needs for an entry
        if room < 0:
            break
        kept.append((key, entry))
    return dict(reversed(kept))


def _day(item: tuple[bytes, tuple[int, bytes]]) -> int:
    return item[1][0]

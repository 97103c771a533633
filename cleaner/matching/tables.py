"""Tables of words by the rarest word of each row: rows in memory, or rows that lie where stored."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, partial
from itertools import chain
from typing import NamedTuple, TypeVar, overload
from zlib import crc32

from cleaner.evidence import Facts
from cleaner.expressions import expression
from cleaner.marks import fold
from cleaner.model import Row, Safety, Words

T = TypeVar("T")

_TOKEN = expression(r"[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*")
_ROW, _FIELD = "\0", "\1"
_SAFETIES = {"": None} | {safety.value: safety for safety in Safety}
REMEMBERED = 100_000
"""So many words that no table has are remembered, so that they are looked up once."""


class Key(NamedTuple):
    """A row as it is looked up: its words, and what stands before, between and after them."""

    words: tuple[str, ...]
    gaps: tuple[str, ...]
    row: Row


Index = Mapping[str, Sequence[Key]]
"""Rows by one of their words, the one that the fewest rows have."""


def found(facts: Facts, match: Words) -> Index:
    """The rows of a table whose rarest words stand in a text; there may be others among them."""
    rows = match.rows
    if isinstance(rows, StoredRows):
        return facts.of(rows.store.found).get(rows.number, {})
    index = _index(match)
    return {} if index.keys().isdisjoint(facts.vocabulary) else index


@lru_cache(maxsize=256)
def _index(match: Words) -> Index:
    keys = [key_of(row) for row in match.rows]
    counts = _counts(keys)
    index: dict[str, list[Key]] = {}
    for key in keys:
        index.setdefault(_rarest(key, counts), []).append(key)
    return index


def _counts(keys: Iterable[Key]) -> Counter[str]:
    return Counter(chain.from_iterable(key.words for key in keys))


def _rarest(key: Key, counts: Mapping[str, int]) -> str:
    """The word of a row that the fewest rows have, and then the longest."""
    return min(key.words, key=lambda word: (counts[word], -len(word)))


def length(key: Key) -> tuple[int, int, str]:
    """What makes one row longer than another: words, characters, and then any fixed order."""
    return len(key.words), len(key.row.found), key.row.found


def key_of(row: Row) -> Key:
    """The look-up key of a row. Raises ValueError for a row without a word."""
    if row.found.isascii() and row.found.isalpha():  # most rows, and the search below takes long
        return Key((row.found.lower(),), ("", ""), row)
    found = fold(row.found)
    spans = [m.span() for m in _TOKEN.finditer(found)]
    if not spans:
        raise ValueError(f"`{row.found}` holds no word")
    edges = [0, *(edge for span in spans for edge in span), len(found)]
    gaps = tuple(found[edges[i] : edges[i + 1]] for i in range(0, len(edges), 2))
    return Key(tuple(found[s:e].lower() for s, e in spans), gaps, row)


class Store:
    """The rows of several tables in bytes, spread over buckets by their rarest words.

    A word is looked up in the few rows of its bucket, so that nothing is read before it is asked
    for. What was found, and what was not, is remembered.
    """

    def __init__(self, data: bytes, start: int = 0) -> None:
        """Takes what `stored` gave, which starts there in some bytes; they are not copied."""
        count = int.from_bytes(data[start : start + 4], "little")
        self._data, self._rows = data, start + 4 + 4 * (count + 1)
        self._starts = array("I", data[start + 4 : self._rows])
        self._count = count
        self._keys: dict[str, Mapping[int, Sequence[Key]]] = {}
        self._absent: set[str] = set()

    def found(self, facts: Facts) -> Mapping[int, Index]:
        """By the number of each table its rows whose rarest words stand in a text."""
        for word in facts.vocabulary.difference(self._absent).difference(self._keys):
            looked_up = self._look_up(word)
            if looked_up:
                self._keys[word] = looked_up
            else:
                self._absent.add(word)
        tables: dict[int, dict[str, Sequence[Key]]] = {}
        for word in filter(self._keys.__contains__, facts.vocabulary):
            for number, keys in self._keys[word].items():
                tables.setdefault(number, {})[word] = keys
        if len(self._absent) > REMEMBERED:
            self._absent.clear()
        return tables

    def _look_up(self, word: str) -> Mapping[int, Sequence[Key]]:
        """By the number of each table its rows of which a word is the rarest."""
        name = word.encode("utf-8", "surrogatepass")
        at = crc32(name) % self._count
        bucket = self._data[self._rows + self._starts[at] : self._rows + self._starts[at + 1]]
        if _ROW.encode() + name + _FIELD.encode() not in bucket:
            return {}
        found: dict[int, list[Key]] = {}
        for rarest, placed in _read(bucket):
            if rarest == word:
                found.setdefault(placed.table, []).append(key_of(placed.row))
        return found

    def rows_of(self, number: int) -> tuple[Row, ...]:
        """Every row of a table, in its order."""
        return self._whole.get(number, ())

    @cached_property
    def _whole(self) -> Mapping[int, tuple[Row, ...]]:
        """All tables, read together: who wants the whole of one often wants that of others."""
        tables: dict[int, list[_Placed]] = {}
        for _, placed in _read(self._data[self._rows :]):
            tables.setdefault(placed.table, []).append(placed)
        in_order = ((n, sorted(several, key=_place)) for n, several in tables.items())
        return {number: tuple(one.row for one in several) for number, several in in_order}


class Unread(Sequence[T]):
    """So many values, read as a whole only if somebody asks for one of them."""

    def __init__(self, read: Callable[[], tuple[T, ...]], length: int) -> None:
        self._read = read
        self._length = length

    @cached_property
    def _all(self) -> tuple[T, ...]:
        return self._read()

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[T, ...]: ...
    def __getitem__(self, at: int | slice) -> T | tuple[T, ...]:
        return self._all[at]

    def __iter__(self) -> Iterator[T]:
        return iter(self._all)

    def __eq__(self, other: object) -> bool:
        return self._all == (other._all if isinstance(other, Unread) else other)

    def __hash__(self) -> int:
        return hash(self._all)

    def __repr__(self) -> str:
        return repr(self._all)

    def __reduce__(self) -> tuple[type[tuple[T, ...]], tuple[tuple[T, ...]]]:
        return tuple, (self._all,)


class StoredRows(Unread[Row]):
    """The rows of one table of a store."""

    def __init__(self, store: Store, number: int, length: int) -> None:
        super().__init__(partial(store.rows_of, number), length)
        self.store = store
        self.number = number


class _Placed(NamedTuple):
    """A row with the number of its table and its place in it."""

    table: int
    at: int
    row: Row


def _place(placed: _Placed) -> int:
    return placed.at


def stored(tables: Iterable[Sequence[Row]]) -> bytes:
    """What `Store` reads: the rows of tables, which go by their numbers from 0.

    Raises ValueError for rows that it cannot hold.
    """
    rows = [
        (key_of(row), _written(number, at, row))
        for number, table in enumerate(tables)
        for at, row in enumerate(table)
    ]
    counts = _counts(key for key, _ in rows)
    count = max(len(rows) // 2, 1)
    buckets: list[list[bytes]] = [[] for _ in range(count)]
    for key, row in rows:
        word = _rarest(key, counts).encode("utf-8", "surrogatepass")
        buckets[crc32(word) % count].append(_ROW.encode() + word + row)
    parts = [b"".join(bucket) for bucket in buckets]
    starts = array("I", [0])
    for part in parts:
        starts.append(starts[-1] + len(part))
    return b"".join([count.to_bytes(4, "little"), starts.tobytes(), *parts])


def _written(table: int, at: int, row: Row) -> bytes:
    safety = "" if row.safety is None else row.safety.value
    fields = [str(table), str(at), safety, row.found, row.becomes]
    written = "".join(_FIELD + field for field in fields)
    if _ROW in written or written.count(_FIELD) > len(fields):
        raise ValueError(f"`{row.found}` holds a control character")
    return written.encode("utf-8", "surrogatepass")


def _read(rows: bytes) -> Iterator[tuple[str, _Placed]]:
    """The rows in some bytes, with the rarest word of each."""
    for line in rows.decode("utf-8", "surrogatepass").split(_ROW)[1:]:
        word, table, at, safety, found, becomes = line.split(_FIELD)
        yield word, _Placed(int(table), int(at), Row(found, becomes, _SAFETIES[safety]))

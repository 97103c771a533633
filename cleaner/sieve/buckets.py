"""Many lines in bytes, spread over buckets by their first fields, so that one is found at once."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from mmap import mmap

LINES = 4
"""About so many lines share a bucket."""


class Buckets:
    """Lines of fields with tabs between, to be asked for those that begin with a field."""

    def __init__(self, data: bytes | mmap, first: int = 0) -> None:
        """Takes what `made` gave, which is in `data` from `first` on."""
        starts = first + 4
        self._count = int.from_bytes(data[first:starts], "little")
        self._starts = array("I", data[starts : starts + 4 * (self._count + 1)])
        self._data = data
        self._first = first

    def let_go(self) -> None:
        """What was read of a file need not stay in memory; what is asked for is read again."""
        if not isinstance(self._data, bytes) and hasattr(self._data, "madvise"):
            from mmap import MADV_DONTNEED

            self._data.madvise(MADV_DONTNEED)

    @property
    def mark(self) -> bytes:
        """What differs if the lines do."""
        return crc32(self._lines).to_bytes(4, "little")

    @property
    def _lines(self) -> bytes:
        return self._data[self._first + self._starts[0] : self._first + self._starts[-1] + 1]

    def of(self, field: bytes) -> list[list[bytes]]:
        """The other fields of each line that begins with a field."""
        at = crc32(field) % self._count
        bucket = self._data[self._first + self._starts[at] : self._first + self._starts[at + 1]]
        if b"\n" + field + b"\t" not in bucket:
            return []
        lines = (line.split(b"\t") for line in bucket.split(b"\n"))
        return [line[1:] for line in lines if line[0] == field]

    def holds(self, field: bytes) -> bool:
        """Whether a line begins with a field."""
        at = crc32(field) % self._count
        start, end = self._first + self._starts[at], self._first + self._starts[at + 1]
        return self._data.find(b"\n" + field + b"\t", start, end) >= 0

    def at(self, place: int) -> list[bytes]:
        """All fields of the line at one of the `places`."""
        start = self._first + place
        return self._data[start : self._data.find(b"\n", start)].split(b"\t")

    def places(self) -> Iterator[tuple[int, list[bytes]]]:
        """Where each line is, and all its fields."""
        place = self._starts[0] + 1
        for line in self._lines.split(b"\n")[1:-1]:
            yield place, line.split(b"\t")
            place += len(line) + 1

    def fields(self) -> Iterator[bytes]:
        """The first field of every line."""
        lines = self._lines.split(b"\n")[1:-1]
        return (line.partition(b"\t")[0] for line in lines)


def made(lines: Iterable[tuple[bytes, ...]]) -> bytes:
    """What `Buckets` reads: the lines, of fields without tabs and line ends, in a fixed order."""
    ordered = sorted(lines)
    count = max(len(ordered) // LINES, 1)
    buckets: list[list[bytes]] = [[] for _ in range(count)]
    for line in ordered:
        rest = b"\t".join(line[1:])
        buckets[crc32(line[0]) % count].append(b"\n" + line[0] + b"\t" + rest)
    starts = array("I", [4 + 4 * (count + 1)])
    parts = [b"".join(bucket) for bucket in buckets]
    for part in parts:
        starts.append(starts[-1] + len(part))
    return b"".join([count.to_bytes(4, "little"), starts.tobytes(), *parts, b"\n"])

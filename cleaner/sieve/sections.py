"""Several bytes in one file: each is checked where it lies, and never copied.

A file of many megabytes is mostly memory that is touched for the first time, which takes longer
than all that is done with it.
"""

from __future__ import annotations

import marshal
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from zlib import crc32

if TYPE_CHECKING:
    from mmap import mmap

_SIZE = 8

Span = tuple[int, int]
"""Where a part begins, and where it ends."""


def joined(head: Any, parts: Sequence[tuple[bytes, int | None]]) -> bytes:
    """What `read` reads: anything that `marshal` writes, and some bytes behind.

    Of each of them so many are summed as stand beside it, or all: who checks the rest himself need
    not have it done twice.
    """
    made = [(len(data), summed, crc32(data[:summed])) for data, summed in parts]
    first = marshal.dumps((head, made))
    size = len(first).to_bytes(4, "little") + crc32(first).to_bytes(4, "little")
    return b"".join([size, first, *(data for data, _ in parts)])


def read(data: bytes | mmap, at: int = 0) -> tuple[Any, list[Span]] | None:
    """The head that `joined` was given, and where the parts are in `data`, from `at` on.

    None if something of them is not as it was. They must be all that is left.
    """
    view = memoryview(data)
    size, begin = view[at : at + _SIZE], at + _SIZE
    end = begin + int.from_bytes(size[:4], "little")
    first = view[begin:end]
    if len(size) < _SIZE or not first or crc32(first) != int.from_bytes(size[4:], "little"):
        return None
    head, made = marshal.loads(first)
    spans: list[Span] = []
    for length, summed, checksum in made:
        begin, end = end, end + length
        if end > len(view) or crc32(view[begin:end][:summed]) != checksum:
            return None
        spans.append((begin, end))
    return (head, spans) if end == len(view) else None

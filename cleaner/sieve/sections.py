"""Several bytes in one file: each is read into its place and checked there, and never copied.

A file of many megabytes is mostly memory that is touched for the first time, which takes longer
than all that is done with it.
"""

from __future__ import annotations

import marshal
from collections.abc import Sequence
from typing import Any, BinaryIO
from zlib import crc32

_SIZE = 8


def joined(head: Any, parts: Sequence[tuple[bytes, int | None]]) -> bytes:
    """What `read` reads: anything that `marshal` writes, and some bytes behind.

    Of each of them so many are summed as stand beside it, or all: who checks the rest himself need
    not have it done twice.
    """
    made = [(len(data), summed, crc32(data[:summed])) for data, summed in parts]
    first = marshal.dumps((head, made))
    size = len(first).to_bytes(4, "little") + crc32(first).to_bytes(4, "little")
    return b"".join([size, first, *(data for data, _ in parts)])


def read(stream: BinaryIO) -> tuple[Any, list[bytes]] | None:
    """The head and the parts that `joined` was given; None if something of them is not as it was.

    They must be all that is left of the stream.
    """
    size = stream.read(_SIZE)
    first = stream.read(int.from_bytes(size[:4], "little")) if len(size) == _SIZE else b""
    if not first or crc32(first) != int.from_bytes(size[4:], "little"):
        return None
    head, made = marshal.loads(first)
    parts: list[bytes] = []
    for length, summed, checksum in made:
        data = stream.read(length)
        if len(data) != length or crc32(data[:summed]) != checksum:
            return None
        parts.append(data)
    return None if stream.read(1) else (head, parts)

"""The bytes of a file, as few steps from the disk as there can be."""

from __future__ import annotations

import errno
import os
import stat

from cleaner.files.problems import Refused

_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
"""To open a pipe that nobody writes to must not take forever; files do not mind."""
LARGE = 8_000_000
"""Plain text of more bytes than this is cleaned piece by piece, and not held."""


def length_of(name: str) -> int:
    """How many bytes a file has; 0 if nobody knows, for what is wrong with it shows later."""
    try:
        return os.stat(name).st_size  # noqa: PTH116
    except OSError:
        return 0


class Larger(OSError):
    """A file has more bytes than are wanted."""


def data_of(name: str, most: int | None = None) -> bytes:
    """The bytes of a file; links are followed.

    Raises OSError. Pipes and devices are Refused: they might never end. A file of more than `most`
    bytes is Larger.
    """
    try:
        descriptor = os.open(name, _FLAGS)
    except OSError:
        check_regular(name, os.stat(name))  # noqa: PTH116 - what cannot be opened may be no file
        raise
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            check_regular(name, status)
        if most is not None and status.st_size > most:
            raise Larger(errno.EFBIG, os.strerror(errno.EFBIG), name)
        data = os.read(descriptor, status.st_size + 1)
        if len(data) != status.st_size:  # it grows, or its size is not known
            parts = [data]
            while part := os.read(descriptor, 1 << 20):
                parts.append(part)
            data = b"".join(parts)
    finally:
        os.close(descriptor)
    return data


def check_regular(name: str, status: os.stat_result) -> None:
    """Raises IsADirectoryError for a folder, and Refused for what is no file either."""
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), name)
    if not stat.S_ISREG(status.st_mode):
        reason = (
            "it is a pipe or a device, not a file; send its text to standard input, and name `-`"
        )
        raise Refused(errno.EINVAL, reason, name)

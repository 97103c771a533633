"""What decides results besides a text and its rules: the code, and what it stands on."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from functools import cache
from importlib.machinery import PathFinder

FOUNDATIONS = ("docutils", "ftfy", "pyromark", "regex", "wcwidth")
"""The packages that results may depend on."""
SETTLED = 2_000_000_000
"""Nanoseconds after which a change of a file is sure to change its times."""


@cache
def state() -> bytes | None:
    """What differs if results may; None if a file of the code has changed just now.

    A process asks once: its code is what it was when it was loaded.

    A change of a file is told by its size and times, as for the rules.
    """
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120
    times = sorted(_times(package))
    now = time.time_ns()
    if any(0 <= now - at < SETTLED for _, _, changed, status in times for at in (changed, status)):
        return None
    under = [(name, _installed(name)) for name in FOUNDATIONS]
    return repr((sys.version, sys.byteorder, times, under)).encode("utf-8", "surrogatepass")


def _times(folder: str) -> Iterator[tuple[str, int, int, int]]:
    """The files of code in a folder: the path, the size, the times of change."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_file():
                status = entry.stat()
                yield entry.path, status.st_size, status.st_mtime_ns, status.st_ctime_ns
            elif entry.name not in ("__pycache__", "shipped", "clean"):
                yield from _times(entry.path)


def _installed(name: str) -> tuple[str, int, int] | None:
    """Where a package is and when it was put there; None if it is not installed."""
    found = PathFinder.find_spec(name)
    if found is None or found.origin is None:
        return None
    status = os.stat(found.origin)  # noqa: PTH116
    return found.origin, status.st_size, status.st_mtime_ns

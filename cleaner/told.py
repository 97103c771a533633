"""What was said of the files of a folder, kept as long as neither they nor anything else changes.

A file there is told by its size, its times, and its number, as git does it, so that it need not be
read: whatever is written to it, the system puts a new time of change. Files that changed just now
may change again at the same time, so nothing is kept of them; nor of those that say they are older
than 1970; nor where the system keeps no time of change of its own, as on Windows.
"""

from __future__ import annotations

import marshal
import os
import time
from array import array
from collections.abc import Iterable, Mapping, Sequence, Set, Sized
from contextlib import suppress
from functools import cached_property
from typing import NamedTuple
from zlib import crc32

from cleaner import cache
from cleaner.digests import digest

SETTLED = 2_000_000_000
"""Nanoseconds after which a change of a file is sure to change its times."""
MOST = 32_000_000
"""So many bytes a table may have."""
TABLES = 16
"""So many tables are kept, those that were written last."""

Counts = tuple[int, int, int]
"""How many findings are safe, suggestions and flags: indexed by `Safety.rank`."""
Times = tuple[int, int, int, int]
"""The size of a file, its times in nanoseconds, and its number."""
Parts = tuple[str, Counts, Counts, int] | tuple[()]
"""What is said of a file; nothing, if there is nothing to say."""
NONE: Counts = (0, 0, 0)
_BETWEEN = "\0"
"""What stands between names, for it stands in none."""


class Told(NamedTuple):
    """What `check` says of a file: its lines, and how many findings are made and left.

    A file of which there is nothing to say has only its name.
    """

    name: str
    lines: str = ""
    applied: Counts = NONE
    left: Counts = NONE
    suppressed: int = 0

    @property
    def silent(self) -> bool:
        """Whether there is nothing to say."""
        return self[1:] == ("", NONE, NONE, 0)


class Survey(NamedTuple):
    """What the files of a run repeat, as `model.Repeated` has it; often no `counts` at all.

    Where there are none, there are at least so many `files`, and no paragraph stands in more of
    them than the `highest` number.
    """

    files: int
    counts: Mapping[int, int]
    highest: int = 0


class Table:
    """What was said of files in earlier runs, and what this one adds; so it holds state."""

    def __init__(self, given: Sequence[str], key: bytes) -> None:
        """What a table holds for the same paths and the same `key`: all else that decides it."""
        said = repr((os.getcwd(), tuple(given))).encode("utf-8", "surrogatepass")  # noqa: PTH109
        self._name = f"told-{crc32(said):08x}"
        self._key = digest(said, key)
        self._joined = ""
        self._columns: Sequence[array[int]] = ()
        self._said: dict[str, Parts | None] = {}
        self.survey: Survey | None = None
        """What all its files together repeat; `None` if nobody has asked."""
        self._read()
        self._now = time.time_ns()
        self._seen: dict[str, Times] = {}
        self._added: dict[str, Parts | None] = {}

    def _read(self) -> None:
        data = cache.read(self._name)
        if data is not None and data.startswith(self._key):
            self._joined, columns, self._said, survey = marshal.loads(
                memoryview(data)[len(self._key) :]
            )
            self._columns = [array("Q", column) for column in columns]
            self.survey = None if survey is None else Survey(*survey)

    @cached_property
    def _times(self) -> Mapping[str, Times]:
        """The times of each file; a table that is asked only if all is as it was needs none."""
        return dict(
            zip(self._joined.split(_BETWEEN), zip(*self._columns, strict=True), strict=False)
        )

    @property
    def count(self) -> int:
        """Of how many files there is something in the table."""
        return len(self._columns[0]) if self._columns else 0

    def is_of(self, names: Sequence[str]) -> bool:
        """Whether files, in this order, are all that the table has, and each is as it was."""
        if len(names) != self.count or _BETWEEN.join(names) != self._joined:
            return False
        stat = os.stat
        try:
            for name, size, written, changed, number in zip(names, *self._columns, strict=True):
                now = stat(name)
                if (
                    now.st_mtime_ns != written
                    or now.st_ctime_ns != changed
                    or now.st_size != size
                    or now.st_ino != number
                ):
                    return False
        except OSError:
            return False
        return True

    def as_they_were(self, names: Iterable[str]) -> set[str]:
        """The files that are as they were; what the others are now is remembered for `put`."""
        known, stat, same = self._times, os.stat, set()
        for name in names:
            try:
                status = stat(name)
            except OSError:
                continue
            times = status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino
            if known.get(name) == times:
                same.add(name)
            else:
                self._seen[name] = times
        return same

    def changes(self, same: Set[str], names: Sized) -> tuple[int, int]:
        """How many files of the table are gone or not as they were, and how many are not there."""
        return self.count - len(same), len(names) - len(same)

    def told(self, name: str) -> Told | None:
        """What was said of a file that is as it was; `None` if it has to be looked at."""
        parts = self._said.get(name, ())
        return None if parts is None else Told(name, *parts)

    def lines(self) -> list[Told] | None:
        """What was said of the files, in order, of each of which there is something.

        `None` if one of them has to be looked at.
        """
        told = [Told(name, *parts) for name, parts in self._said.items() if parts is not None]
        return told if len(told) == len(self._said) else None

    def size(self, name: str) -> int:
        """The bytes of a file that is not as it was, when it was looked for."""
        return self._seen[name][0] if name in self._seen else 0

    def forget(self) -> None:
        """Let all that was said be said anew: something that decides it has changed."""
        self._said = dict.fromkeys(self._times, None)

    def put(self, name: str, told: Told | None) -> None:
        """Keep what is said of a file that was looked at; `None` if it must be said anew."""
        self._added[name] = None if told is None else () if told.silent else told[1:]

    def save(self, names: Sequence[str], survey: Survey | None) -> None:
        """Write what is known of the files of a run, of which these are all, if it is new."""
        if not self._added and len(names) == self.count and survey == self.survey:
            return
        times, said = self._settled(names)
        absent = len(names) - len(times)
        if absent and survey is not None:
            from cleaner.likeness import needed  # it is seldom so

            survey = survey._replace(files=max(survey.files - absent, 0))
            if survey.counts or survey.highest >= needed(survey.files):
                return  # once the others are gone, the rest may repeat something else
        shared = None if survey is None else (survey.files, dict(survey.counts), survey.highest)
        columns = [array("Q", column).tobytes() for column in zip(*times.values(), strict=True)]
        data = self._key + marshal.dumps((_BETWEEN.join(times), columns, said, shared))
        if len(data) <= MOST:
            cache.write(self._name, data)
            _tidy()

    def _settled(self, names: Iterable[str]) -> tuple[dict[str, Times], dict[str, Parts | None]]:
        """The files that may be told of, and what is said of those of which there is something."""
        before = self._now - SETTLED
        times: dict[str, Times] = {}
        said: dict[str, Parts | None] = {}
        for name in names:
            added = name in self._added
            one = self._seen.get(name) if added else None
            if one is None and name not in self._seen:
                one = self._times.get(name)
            if one is not None and 0 <= one[1] < before and 0 <= one[2] < before:
                times[name] = one
                parts = self._added[name] if added else self._said.get(name, ())
                if parts != ():
                    said[name] = parts
        return times, said


def table_for(given: Sequence[str], key: bytes | None) -> Table | None:
    """The table for some paths; `None` where nothing can be kept, or none of them is a folder."""
    if key is None or os.name == "nt" or cache.place() is None:
        return None
    if not any(map(os.path.isdir, given)):
        return None
    return Table(given, key)


def _tidy() -> None:
    """Throw away all tables but those that were written last."""
    tables = [(status.st_mtime_ns, path) for path, status in cache.files() if _is_table(path.name)]
    for _, path in sorted(tables)[:-TABLES]:
        with suppress(OSError):
            path.unlink()


def _is_table(name: str) -> bool:
    return name.startswith("told-")

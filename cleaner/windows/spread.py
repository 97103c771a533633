"""The windows of a text -> what is made of them, by several processes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple, TypeVar

from cleaner.model import Rule, WorkerDied
from cleaner.windows.cutting import Window

R = TypeVar("R")

BATCH = 500_000
"""Windows of so many characters are handed to a process at a time."""


class Numbered(NamedTuple):
    """A window, and its place among all."""

    number: int
    window: Window


def spread(
    made: Callable[[Sequence[Numbered]], R],
    windows: Iterable[Numbered],
    rules: Mapping[str, Rule],
    jobs: int,
) -> Iterator[R]:
    """What is made of one batch of windows after the other, in order, by `jobs` processes.

    They are forks: each knows what is known here when the first window is taken. The rules by
    their ids are these. Raises WorkerDied, and what `made` raises.
    """
    from cleaner import parcels, workers  # only work that is worth it pays for their import

    task, parts = partial(_packed, made), ([batch] for batch in _batches(windows))
    for one in workers.mapped(task, parts, jobs=jobs):
        if isinstance(one, WorkerDied):
            raise one
        yield parcels.unpack(one, rules)


def _batches(windows: Iterable[Numbered]) -> Iterator[list[Numbered]]:
    batch: list[Numbered] = []
    length = 0
    for one in windows:
        batch.append(one)
        length += len(one.window.text)
        if length >= BATCH:
            yield batch
            batch, length = [], 0
    if batch:
        yield batch


def _packed(made: Callable[[Sequence[Numbered]], object], batch: Sequence[Numbered]) -> bytes:
    from cleaner import parcels

    return parcels.pack(made(batch))

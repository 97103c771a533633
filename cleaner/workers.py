"""Work on many items by several processes: the results come in the order of the items."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from threading import Thread
from typing import Generic, TypeVar, cast

from cleaner.model import WorkerDied

T = TypeVar("T")
R = TypeVar("R")

FORKS = sys.platform == "linux"
"""Whether a process is a fork, which knows what this one does."""
AHEAD = 3
"""So many chunks a process are under way or wait to be taken; more would fill the memory."""


def chunks(items: Sequence[T], sizes: Sequence[int], size: int) -> list[list[T]]:
    """The items in order, in parts of about `size`."""
    parts: list[list[T]] = []
    room = 0
    for item, one in zip(items, sizes, strict=True):
        if room <= 0:
            parts.append([])
            room = size
        parts[-1].append(item)
        room -= one
    return parts


def mapped(
    task: Callable[[T], R], chunks: Iterable[Sequence[T]], *, jobs: int
) -> Iterator[R | WorkerDied]:
    """What `task` gives for each item of each chunk, in order, by `jobs` processes.

    Results may be asked for one by one; not many are made ahead. An item that kills its process,
    and kills another one when it is tried alone, gives WorkerDied.
    Raises what `task` raises. Items and results must be picklable, and so must the task where
    processes are no forks.
    """
    first = 0
    with _pool(task, jobs) as pool:
        under_way: deque[tuple[int, Sequence[T], Future[list[R]]]] = deque()
        waiting = iter(chunks)
        while True:
            for chunk in waiting:
                under_way.append((first, chunk, pool.submit(chunk)))
                first += len(chunk)
                if len(under_way) >= AHEAD * jobs:
                    break
            if not under_way:
                return
            number, chunk, future = under_way.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:
                pool.renew()
                yield from _one_by_one(task, number, chunk)
                under_way = deque((n, c, pool.submit(c)) for n, c, _ in under_way)


def _one_by_one(task: Callable[[T], R], first: int, chunk: Sequence[T]) -> Iterator[R | WorkerDied]:
    """The results of a chunk whose process died: each item in a process of its own."""
    for number, item in enumerate(chunk, start=first):
        with _pool(task, 1) as pool:
            try:
                yield from pool.submit([item]).result()
            except BrokenProcessPool:
                yield WorkerDied(number)


class _Pool(Generic[T, R]):
    """Processes that know the task; a new set of them takes the place of one that broke."""

    def __init__(self, task: Callable[[T], R], jobs: int) -> None:
        method = "fork" if FORKS else "spawn"
        self._make = partial(
            ProcessPoolExecutor,
            max_workers=jobs,
            mp_context=multiprocessing.get_context(method),
            initializer=_begin,
            initargs=(task,),
        )
        self._executor = self._make()

    def submit(self, chunk: Sequence[T]) -> Future[list[R]]:
        """Have the items of a chunk done."""
        try:
            future = self._executor.submit(_done, chunk)
        except BrokenProcessPool:
            self.renew()
            future = self._executor.submit(_done, chunk)
        return cast("Future[list[R]]", future)

    def renew(self) -> None:
        """Start new processes; what was under way is lost."""
        self.stop()
        self._executor = self._make()

    def stop(self) -> None:
        """End the processes; only what one of them is at is waited for."""
        self._executor.shutdown(cancel_futures=True)


@contextmanager
def _pool(task: Callable[[T], R], jobs: int) -> Iterator[_Pool[T, R]]:
    pool: _Pool[T, R] = _Pool(task, jobs)
    try:
        yield pool
    finally:
        pool.stop()


_task: Callable[[object], object] = repr
"""What this process does with each item: the one thing that a process must be told once."""


def _begin(task: Callable[[object], object]) -> None:
    """Tell a process its task."""
    global _task
    attend()
    _task = task


def attend() -> None:
    """Have a process that was started to work for another one end with it.

    An interrupt is the business of that one. This one has nothing to tidy up, so it ends at once
    if it is told to, whatever the other does then.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process once the one that started it has ended, or it would wait without end.

    One that is killed has told nobody.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _done(chunk: Sequence[object]) -> list[object]:
    return list(map(_task, chunk))

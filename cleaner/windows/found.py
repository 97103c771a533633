"""What is found in a text that is not held, and the account of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cleaner import suppressions
from cleaner.compact import Findings
from cleaner.edits import merged, moved, order
from cleaner.model import Edit, Finding, Suppressed


@dataclass(frozen=True, slots=True)
class Swept:
    """The account of a cleaned text that is not held, as in `Cleaned`.

    `edits` turn the text of `length` characters into what comes of it.
    """

    length: int
    edits: Sequence[Edit]
    applied: Sequence[Finding]
    left: Sequence[Finding]
    suppressed: tuple[Suppressed, ...] = ()
    omitted: tuple[str, ...] = ()
    """The rules, by id, that were not asked: their expressions may reach beyond any window."""
    overdue: tuple[str, ...] = ()
    """The rules, by id, that ran out of their time: the text is cleaned as if without them."""


class Pass:
    """What one stage finds in the current text that nothing there holds back; it grows."""

    def __init__(self) -> None:
        self._rounds: list[Findings] = []
        self._suppressed: list[Suppressed] = []

    def begin(self) -> None:
        """The windows are looked at from the first on, once more."""
        self._rounds.append(Findings())

    def add(self, account: suppressions.Account, start: int) -> None:
        """What was found in a window that starts there."""
        for one in sorted(account.left, key=order):
            self._rounds[-1].append(moved(one, start))
        self._suppressed += (_held(one, start) for one in account.suppressed)

    @property
    def left(self) -> Iterator[Finding]:
        """The findings, in order."""
        return merged(self._rounds)

    @property
    def suppressed(self) -> list[Suppressed]:
        """What the text itself holds back, in order."""
        return sorted(self._suppressed, key=lambda one: order(one.finding))


def _held(one: Suppressed, by: int) -> Suppressed:
    mark = replace(one.by, start=one.by.start + by, end=one.by.end + by)
    return Suppressed(moved(one.finding, by), mark)

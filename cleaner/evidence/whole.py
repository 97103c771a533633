"""What a text asks of the document that it is a part of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from cleaner.spans import Span

if TYPE_CHECKING:
    from cleaner.evidence.facts import Facts

K = TypeVar("K")
T = TypeVar("T")


class Whole(Protocol):
    """What is known of a document that is looked at part by part.

    Each may raise what tells that this is not known yet; it is asked again when it is. What a
    total or a row is asked by may come from another process, so it must be picklable, and equal to
    what asks the same here; or it would be asked again without end.
    """

    def total(self, count: Callable[[Facts], Counter[K]]) -> Counter[K]:
        """The sum of what `count` gives for the parts, in their order."""

    def row(self, find: Callable[[Facts], bytes], part: Part) -> tuple[bytes, int]:
        """What `find` gives for the parts, joined, and where that of one part begins."""

    def told(self, find: Callable[[Facts], T], facts: Facts) -> T:
        """What `find` says of any part, for it asks after the whole only."""

    def spans(self, find: Callable[[Facts], tuple[Span, ...]], part: Part) -> tuple[Span, ...]:
        """The spans that `find` gives for the whole, as far as they lie in a part of it."""

    def phrase(self, folded: str) -> int:
        """How often a phrase with straight marks stands in the document."""


class Part(NamedTuple):
    """A text that is part of a document: what stands in `core` counts, what is around is read.

    `number` is its place among the parts, whose cores make the document.
    """

    whole: Whole
    number: int
    core: Span

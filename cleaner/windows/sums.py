"""What the parts of a document give to its sums, kept for the next pass: most stay as they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from cleaner.digests import digest
from cleaner.evidence import Facts

KEPT = 20_000
"""So many parts are kept."""
FEW = 16
"""Counts of more things than this are not kept: the words of a part, say."""

Ask = Callable[[Facts], Any]
"""What gives a `Counter`, or bytes."""


class Sums:
    """What is kept grows, so it holds state."""

    def __init__(self, kept: int = KEPT) -> None:
        """Of so many parts it is kept: of none by forks, for it would end with them."""
        self._room = kept
        self._alone = True
        self._kept: dict[Ask, dict[bytes, Any]] = {}
        self._alike: dict[tuple[object, ...], tuple[object, ...]] = {}

    def ask_beyond(self) -> None:
        """A part has asked of the document more than where its paragraphs are.

        What it gives rests on that, and so may all that it gives after that.
        """
        self._alone = False

    def begin(self, facts: Facts, *, lines: bool) -> bytes:
        """What tells a part from others: its text, its core, whether it is the first.

        `lines` tells whether each line of the document is a paragraph.
        """
        self._alone = True
        first = facts.part is None or facts.part.number == 0
        place = repr((tuple(facts.core), first, lines)).encode()
        return digest(facts.text.encode("utf-8", "surrogatepass"), place)

    def of(self, ask: Ask, key: bytes, facts: Facts) -> Any:
        """What a part gives that was begun with."""
        kept = self._kept.setdefault(ask, {})
        if key in kept:
            return self._unpacked(kept[key])
        given = ask(facts)
        if (
            self._alone
            and len(kept) < self._room
            and (isinstance(given, bytes) or len(given) <= FEW)
        ):
            kept[key] = self._packed(given)
        return given

    def _packed(self, given: Any) -> Any:
        if isinstance(given, bytes):
            return given
        names = tuple(given)
        return self._alike.setdefault(names, names), tuple(given.values())

    def _unpacked(self, kept: Any) -> Any:
        return kept if isinstance(kept, bytes) else Counter(dict(zip(*kept, strict=True)))

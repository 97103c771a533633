"""Texts that were cleaned before -> what came of them, without cleaning them again."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from cleaner import cache
from cleaner.digests import digest
from cleaner.model import Cleaned, Manner, Repeated, Rule
from cleaner.results.packing import pack, unpack
from cleaner.results.shards import Shards
from cleaner.results.state import state
from cleaner.rules.index import by_id

if TYPE_CHECKING:
    from cleaner.files import Document


class Results:
    """What came of texts, by a digest of all that decides it; what it has looked up, it holds.

    That is the bytes of the file, how it is read, the rules in force, what the run repeats, and the
    code itself. So a result that is found is the result that cleaning would give.
    """

    def __init__(self, state: bytes) -> None:
        self._shards = Shards()
        self._state = digest(state)
        self._rules: dict[bytes, Mapping[str, Rule]] = {}
        self._repeated: tuple[Repeated | None, bytes] = None, b""

    def of(self, document: Document, manner: Manner, repeated: Repeated | None) -> Cleaned | None:
        """What came of a text in this manner, if that is known."""
        key = self._key(document, manner, repeated)
        data = None if key is None else self._shards.get(key)
        if data is None or manner.stamp is None:
            return None
        if data and manner.stamp not in self._rules:
            self._rules[manner.stamp] = by_id(manner.rules)
        return unpack(data, document.text, self._rules.get(manner.stamp, {}))

    def entry(
        self, document: Document, manner: Manner, repeated: Repeated | None, cleaned: Cleaned
    ) -> tuple[bytes, bytes] | None:
        """What `put` is to keep of what came of a text; `None` if there is nothing new to keep.

        What is not all that might have come is not kept.
        """
        if cleaned.overdue:
            return None
        key = self._key(document, manner, repeated)
        return None if key is None or self._shards.get(key) is not None else (key, pack(cleaned))

    def put(self, key: bytes, packed: bytes) -> None:
        """Keep what came of a text, as `entry` gave it."""
        self._shards.put(key, packed)

    def fingerprints(self, document: Document) -> Iterable[int]:
        """Those of the paragraphs of a text that others may share, each once."""
        key = digest(b"paragraphs", self._state, document.data)
        data = self._shards.get(key)
        if data is None:
            from cleaner import repetition  # few runs repeat anything

            found = array("Q", sorted(repetition.fingerprints(document.text)))
            self._shards.put(key, found.tobytes())
            return found
        return array("Q", data)

    def save(self) -> None:
        """Write what is new to the cache folder."""
        self._shards.save()

    def _key(self, document: Document, manner: Manner, repeated: Repeated | None) -> bytes | None:
        """The digest of all that decides what comes of a text; None if something is not known."""
        if manner.stamp is None:
            return None
        if repeated is not self._repeated[0]:
            self._repeated = repeated, _said(repeated)
        how = f"{manner.up_to.value} {document.markup.value}".encode()
        return digest(self._state, manner.stamp, self._repeated[1], how, document.data)


def shared() -> Results | None:
    """The results in the cache folder; None if there is none, or no telling of the code."""
    if cache.folder() is None:
        return None
    found = state()
    return None if found is None else Results(found)


def _said(repeated: Repeated | None) -> bytes:
    """What differs if what runs repeat does; runs that repeat nothing are all alike."""
    if repeated is None or not repeated.counts:
        return b""
    return repr((repeated.files, sorted(repeated.counts.items()))).encode()

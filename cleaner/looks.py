"""Many files looked at before any is cleaned: what they repeat, and which of them are clean."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cleaner import files, likeness
from cleaner.files.raw import LARGE, data_of
from cleaner.model import Manner, Repeated
from cleaner.rules.index import ids_of
from cleaner.screens import PASSED, Sifted, screen_of, text_of
from cleaner.told import Survey

WORTH = 300
"""So many files are worth the start of processes."""
CHUNK = 50
"""So many files are handed to a process at a time."""


class Look(NamedTuple):
    """What was seen of a file: whether it passes its screen, and the numbers of its paragraphs.

    A file that cannot be read, or is large, has no numbers, `None`: it counts for nothing. What is
    known of one that does not pass need not be found again.
    """

    passes: bool
    numbers: bytes | None
    sifted: Sifted | None = None


@dataclass(frozen=True, slots=True)
class Looker:
    """The name of a file -> a look at it. `asks` tells whether anybody wants to know the screen.

    One of more than `large` bytes is not read.
    """

    manners: Mapping[str, Manner]
    asks: bool
    large: int = LARGE

    def __call__(self, name: str) -> Look:
        """Read a file once, for its screen and its numbers."""
        try:
            data = data_of(name, self.large)
        except OSError:
            return Look(False, None)
        text = text_of(data)
        if text is None:
            text = _otherwise(data)
            if text is None:
                return Look(False, None)
            return Look(False, _numbers(text))
        sifted = sift(text, self.manners[name]) if self.asks else None
        if sifted is not None and not sifted.suspects:
            return Look(True, _numbers(text))
        return Look(False, _numbers(text), sifted)


def sift(text: bytes, manner: Manner) -> Sifted | None:
    """The rules of a manner that may find something in the UTF-8 of a text, if it stands alone."""
    ids = frozenset(ids_of(manner.rules))
    suspects = screen_of(manner.source, ids)(text, False)
    if not suspects:
        return None if suspects is None else PASSED
    return Sifted.of(text, suspects & ids)


def _numbers(text: bytes) -> bytes:
    return array("I", likeness.numbers(text)).tobytes()


def _otherwise(data: bytes) -> bytes | None:
    """The text of a file in another encoding than UTF-8, as UTF-8; `None` if it cannot be read."""
    try:
        return files.decode(data).text.encode()
    except (files.Binary, files.Undecodable):
        return None


def looks(names: Sequence[str], looker: Looker, jobs: int) -> Iterator[Look]:
    """A look at each of some files, in order; several processes share many."""
    if jobs == 1 or len(names) < WORTH:
        return map(looker, names)
    from cleaner import workers  # only work that is worth it pays for its import

    chunks = [names[at : at + CHUNK] for at in range(0, len(names), CHUNK)]
    return _survived(names, workers.mapped(looker, chunks, jobs=jobs))


def _survived(names: Sequence[str], seen: Iterable[object]) -> Iterator[Look]:
    """Looks, also where a process died: whatever did that may do it again when it is cleaned."""
    for _, look in zip(names, seen, strict=True):
        yield look if isinstance(look, Look) else Look(False, None)


class Seen(NamedTuple):
    """What many files repeat, and those of them in which some of it may stand.

    No number of a paragraph stands in more than `highest` of them.
    """

    repeated: Repeated
    holding: frozenset[str]
    highest: int


def survey(looks: Mapping[str, Look], fingerprints: Callable[[str], Iterable[int]]) -> Seen:
    """What files repeat.

    `fingerprints` gives those of the paragraphs of a file; it is asked only for a file that shares
    a number with many.
    """
    seen = {name: array("I", one.numbers) for name, one in looks.items() if one.numbers is not None}
    counts = likeness.counted(seen.values())
    highest = max(counts.values(), default=0)
    shared = likeness.shared(counts, len(seen))
    names = [name for name, numbers in seen.items() if shared and not shared.isdisjoint(numbers)]
    if not names:
        return Seen(Repeated(len(seen), {}), frozenset(), highest)
    from cleaner import repetition  # few runs repeat anything

    repeated = repetition.survey_of(map(fingerprints, names), len(seen))
    return Seen(repeated, frozenset(names if repeated.counts else ()), highest)


def repeats_nothing(survey: Survey, *, gone: int, new: int) -> bool:
    """Whether files repeat nothing for sure, of which so many are gone and new since a survey.

    Any paragraph may stand in all that are new.
    """
    least = likeness.needed(max(survey.files - gone, 0))
    return not survey.counts and survey.highest + new < least

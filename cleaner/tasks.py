"""The name of a file -> what comes of it, in this process or in several."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cleaner import files
from cleaner.files.raw import LARGE, data_of, length_of
from cleaner.looks import sift
from cleaner.model import Cleaned, Manner, Repeated, WorkerDied
from cleaner.outcomes import Outcome, in_manner, outcome_of, outcome_of_large
from cleaner.results import Results
from cleaner.rules.index import by_id, ids_of
from cleaner.screens import Sifted, part_screen_of, screen_of, text_of
from cleaner.told import Told

if TYPE_CHECKING:
    from cleaner.files import Document

CHUNK = 50_000
"""So many bytes are handed to a process at a time."""
Entry = tuple[bytes, bytes]
"""What the results keep of a text: its key, and what came of it."""


class Made(NamedTuple):
    """What came of a file, and what of it the results should keep."""

    one: Outcome | Told
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """The name of a file -> what comes of it. If it is `screened`, it is told if it passes.

    Plain text of more than `large` bytes is not held, and not screened, for that would hold it.
    `sifted` is what is known already of some texts, by the names of their files. `jobs` processes
    share the work on a file that is not held.
    """

    manners: Mapping[str, Manner]
    repeated: Repeated | None
    results: Results | None
    tell: Callable[[Outcome], Told | None] | None
    screened: bool
    large: int = LARGE
    sifted: Mapping[str, Sifted] = field(default_factory=dict)
    jobs: int = 1

    def __call__(self, name: str) -> Made:
        """Read a file, and clean it if need be."""
        manner, sifted = self.manners[name], self.sifted.get(name)
        if self.screened:
            sifted = self._sifted(name, manner)
            if sifted is not None and not sifted.suspects:
                return Made(Told(name))
        size = length_of(name) if sifted is None else 0  # what is sifted was held
        if size > self.large:
            found = outcome_of_large(name, manner, size, self.jobs)
            if found is not None:
                return Made(found)
        path = Path(name)
        clean = partial(self._clean, manner, sifted)
        outcome = outcome_of(name, path, lambda: in_manner(files.read(path), manner), clean)
        document, cleaned, entry = outcome.document, outcome.cleaned, None
        if self.results is not None and document is not None and cleaned is not None:
            entry = self.results.entry(document, manner, self.repeated, cleaned)
        told = None if self.tell is None else self.tell(outcome)
        return Made(outcome if told is None else told, entry)

    def _sifted(self, name: str, manner: Manner) -> Sifted | None:
        try:
            text = text_of(data_of(name, self.large))
        except OSError:
            return None  # what is wrong with it shows when it is read
        return None if text is None else sift(text, manner)

    def _clean(self, manner: Manner, sifted: Sifted | None, document: Document) -> Cleaned:
        """What comes of a text, if the results of earlier runs do not tell."""
        known = None
        if self.results is not None:
            known = self.results.of(document, manner, self.repeated)
        return cleaned_in(document, manner, self.repeated, sifted) if known is None else known


def cleaned_in(
    document: Document,
    manner: Manner,
    repeated: Repeated | None = None,
    sifted: Sifted | None = None,
) -> Cleaned:
    """What comes of a text in a manner; it may have been `sifted` before."""
    from cleaner.engine import clean_facts  # what is known already does without
    from cleaner.evidence import Facts
    from cleaner.windows import LONG, PARTED, Parted

    text, markup, ids = document.text, document.markup, frozenset(ids_of(manner.rules))
    if len(text) > LONG and markup in PARTED:
        parted = Parted(text, markup, repeated, part_screen_of(manner.source, ids))
        return clean_facts(parted, manner.rules, up_to=manner.up_to)
    screen = screen_of(manner.source, ids)
    if sifted is not None:
        screen = sifted.told_by(screen)
    facts = Facts(text, markup, repeated, screen)
    return clean_facts(facts, manner.rules, up_to=manner.up_to)


def shared(task: Task, names: Sequence[str], sizes: Mapping[str, int], jobs: int) -> Iterator[Made]:
    """What comes of files, of those that have a size from several processes."""
    from cleaner import engine, parcels, workers  # noqa: F401 - processes share what is loaded
    from cleaner.troubles import said

    sets = {id(one.rules): one.rules for one in task.manners.values()}
    rules = {number: by_id(one) for number, one in sets.items()}
    chunks = workers.chunks(tuple(sizes), tuple(sizes.values()), CHUNK)
    done = workers.mapped(partial(_packed, task), chunks, jobs=jobs)
    for name in names:
        made = next(done) if name in sizes else task(name)
        if isinstance(made, WorkerDied):
            yield Made(Outcome(name, Path(name), failure=said(name, made)))
        elif isinstance(made, Made):
            yield made
        else:
            known = rules[id(task.manners[name].rules)]
            yield Made(Told(name)) if made is None else Made(*parcels.unpack(made, known))


def _packed(task: Task, name: str) -> bytes | None:
    """What came of a file for another process; nothing at all of one of which nothing is said."""
    from cleaner import parcels

    made = task(name)
    return None if made == (Told(name), None) else parcels.pack(tuple(made))

"""One large file -> its account: it is read as a stream, and what it says is never held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cleaner import windows
from cleaner.files.streams import Stream, stream
from cleaner.model import Edit, Manner
from cleaner.places import Places
from cleaner.rules.index import ids_of, whole
from cleaner.screens import let_go, part_screen_of
from cleaner.windows import Swept


@dataclass(frozen=True, slots=True)
class Large:
    """A large file and what came of it; `edits` are those of its raw text.

    `places` tell those of each offset that the account names, once they are looked up: when the
    file is replaced it is too late.
    """

    stream: Stream
    swept: Swept
    edits: Sequence[Edit]
    places: Places | None = None


def clean_large(path: Path, manner: Manner, jobs: int = 1) -> Large:
    """What comes of a file of plain text; `jobs` processes share the work.

    Raises OSError, Binary, Undecodable, Unencodable, Unsettled, Unparted and WorkerDied.
    """
    source = stream(path)
    screen = part_screen_of(manner.source, frozenset(ids_of(manner.rules)))
    let_go(manner.source)
    swept = windows.clean(
        source.text, whole(manner.rules), up_to=manner.up_to, means=windows.Means(screen, jobs)
    )
    edits = source.raw_edits(swept.edits)
    source.check(edits)
    return Large(source, swept, edits)

"""Documents and their edits -> patches that `git apply` takes, and the same painted to look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from cleaner.compact import Edits
from cleaner.files import Document, raw_edits
from cleaner.model import Edit
from cleaner.output.hunks import Hunk, Kind, Line, hunks
from cleaner.output.ink import Ink
from cleaner.output.long_hunks import long_hunks
from cleaner.output.names import header
from cleaner.output.visible import escape

if TYPE_CHECKING:
    from cleaner.files.streams import Stream

_NO_END = "\\ No newline at end of file"
_MARK = "\ufeff"


class NoPatch(Exception):
    """A document in an encoding that git takes for binary: a patch of it could not be applied."""

    def __init__(self, name: str, encoding: str) -> None:
        self.name = name
        self.reason = (
            f"it is {encoding.upper()}, which git takes for binary: "
            "there is no patch of it; convert it to UTF-8 to have one"
        )
        super().__init__(f"{name}: {self.reason}")


def patch(name: str, document: Document, edits: Sequence[Edit]) -> bytes:
    """The patch of one file; empty if the edits, of its text, change nothing.

    Applied to the bytes of the file it gives those of `files.encode`. `name` is the path from the
    folder where the patch will be applied, with `/`. Raises NoPatch.
    """
    return written(name, hunks_of(name, document, edits))


def written(name: str, hunks: Iterable[Hunk]) -> bytes:
    """The patch of one file that its hunks make; empty without any."""
    parts: list[str] = []
    for hunk in hunks:
        parts += (header(name) if not parts else "", _range(hunk), "\n")
        for line in hunk.lines:
            end = "" if line.text.endswith("\n") else f"\n{_NO_END}\n"
            parts += (line.kind.value, line.text, end)
    return "".join(parts).encode()


def painted(name: str, hunks: Iterable[Hunk], ink: Ink) -> str:
    """The patch of one file for a terminal: the changed words stand out, nothing is invisible.

    It cannot be applied: control and format characters are escaped.
    """
    lines: list[str] = []
    for hunk in hunks:
        if not lines:
            lines += map(ink.heading, header(name).removesuffix("\n").split("\n"))
        lines.append(ink.range(_range(hunk)))
        for line in hunk.lines:
            lines.append(_painted(line, ink))
            lines += [] if line.text.endswith("\n") else [_NO_END]
    return "".join(f"{line}\n" for line in lines)


def hunks_of(name: str, document: Document, edits: Sequence[Edit]) -> Iterator[Hunk]:
    """The hunks of the raw text. A mark at its start is part of the first line, as git sees it.

    Raises NoPatch.
    """
    if edits:
        mark = _mark(name, document)
        yield from hunks(mark + document.raw, _behind(mark, raw_edits(document, edits)))


def hunks_of_stream(name: str, stream: Stream, edits: Sequence[Edit]) -> Iterator[Hunk]:
    """The same for a file that is not held, and edits of its raw text."""
    if edits:
        mark = _mark(name, stream)
        yield from long_hunks(chain((mark,), stream.raw()), _behind(mark, edits))


def _mark(name: str, source: Document | Stream) -> str:
    if source.encoding != "utf-8":
        raise NoPatch(name, source.encoding)
    return _MARK if source.bom else ""


def _behind(mark: str, edits: Sequence[Edit]) -> Sequence[Edit]:
    by = len(mark)
    return Edits(Edit(e.start + by, e.end + by, e.text) for e in edits) if mark else edits


def _range(hunk: Hunk) -> str:
    old = _span(hunk.old_start, hunk.count(Kind.GONE))
    new = _span(hunk.new_start, hunk.count(Kind.COME))
    return f"@@ -{old} +{new} @@"


def _span(start: int, count: int) -> str:
    """Lines, from 1, as git writes them; where there are none, the line before them is named."""
    first = start + 1 if count else start
    return f"{first}" if count == 1 else f"{first},{count}"


def _painted(line: Line, ink: Ink) -> str:
    """A line without its end, its changed words strong; a lone changed line end is shown."""
    if line.kind is Kind.KEPT:
        return f" {_on_screen(line.text)}"
    paint = ink.gone if line.kind is Kind.GONE else ink.come
    parts = [paint(line.kind.value)]
    at = 0
    for start, end in line.changed:
        parts.append(paint(_on_screen(line.text[at:start])))
        parts.append(paint(_on_screen(line.text[start:end].replace("\n", "⏎")), strong=True))
        at = end
    return "".join([*parts, paint(_on_screen(line.text[at:]))])


def _on_screen(text: str) -> str:
    return escape(text.removesuffix("\n").removesuffix("\r"))

"""A file that is not held: its text in chunks, read anew each time, and edits written through."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cleaner.compact import Edits
from cleaner.files.disk import put
from cleaner.files.documents import BINARY_WITHIN, Undecodable, Unencodable, mark_of
from cleaner.files.line_ends import edits_of_stream, unified
from cleaner.files.problems import Refused
from cleaner.files.raw import check_regular
from cleaner.model import Edit
from cleaner.windows import edited

CHUNK = 65_536
"""So many bytes are read at a time."""


@dataclass(frozen=True, slots=True)
class Stream:
    """A file as it was when it was first looked at; `bom` is its mark, `encoding` told by that.

    It is read by so many bytes of a `chunk`, and has the `stamp` of a file that did not change.
    """

    path: Path
    encoding: str
    bom: bytes
    stamp: tuple[int, int, int]
    chunk: int = CHUNK

    def raw(self) -> Iterator[str]:
        """What it says after its mark. Raises OSError, Undecodable, and Refused if it changed.

        The end comes only if it is still the same file then.
        """
        decoder = codecs.getincrementaldecoder(self.encoding)()
        with self.path.open("rb") as file:
            self._check(os.fstat(file.fileno()))
            offset = len(file.read(len(self.bom)))
            while data := file.read(self.chunk):
                yield self._decoded(decoder, data, offset)
                offset += len(data)
            yield self._decoded(decoder, b"", offset, final=True)
        self._check(self.path.stat())

    def _check(self, status: os.stat_result) -> None:
        if _stamp(status) != self.stamp:
            raise Refused(0, "it was changed while it was read; try again", str(self.path))

    def _decoded(
        self, decoder: codecs.IncrementalDecoder, data: bytes, offset: int, *, final: bool = False
    ) -> str:
        waiting = len(decoder.getstate()[0])
        try:
            return decoder.decode(data, final)
        except UnicodeDecodeError as error:
            at = offset - waiting + error.start
            found = error.object[error.start : error.end]
            reason = f"is not {self.encoding.upper()} ({error.reason})"
            raise Undecodable(self.path, at, self._line(at), found, reason) from None

    def _line(self, offset: int) -> int:
        """The line of a byte, all before which can be read."""
        decoder, line = codecs.getincrementaldecoder(self.encoding)(), 1
        with self.path.open("rb") as file:
            left = offset - len(file.read(len(self.bom)))
            chunks = iter(lambda: file.read(min(CHUNK, left)), b"")
            held = ""
            for data in chunks:
                left -= len(data)
                held = held[-1:] if held.endswith("\r") else ""
                held += decoder.decode(data)
                line += unified(held.removesuffix("\r")).count("\n")
        return line + held.endswith("\r")

    def text(self) -> Iterator[str]:
        r"""What the core sees: the same with `\r\n` and a lone `\r` written `\n`."""
        held = ""
        for chunk in self.raw():
            chunk = held + chunk
            held = "\r" if chunk.endswith("\r") else ""
            yield unified(chunk.removesuffix("\r"))
        yield unified(held)

    def text_after(self, edits: Sequence[Edit]) -> Iterator[str]:
        """The text with sorted, disjoint edits made: that of the file, if they are in it."""
        new = stream(self.path)
        return edited(self.text(), edits) if new.stamp == self.stamp else new.text()

    def raw_edits(self, edits: Sequence[Edit]) -> Sequence[Edit]:
        """Sorted, disjoint edits of `text` as edits of `raw`, as `files.raw_edits` makes them."""
        return Edits(edits_of_stream(self.raw, edits)) if edits else ()

    def encoded(self, edits: Sequence[Edit]) -> Iterator[bytes]:
        """The bytes of the file with sorted, disjoint edits of `raw` made."""
        yield self.bom
        for chunk in edited(self.raw(), edits):
            yield chunk.encode(self.encoding)

    def check(self, edits: Sequence[Edit]) -> None:
        """Raises Unencodable for edits that the file cannot hold."""
        for edit in edits:
            try:
                edit.text.encode(self.encoding)
            except UnicodeEncodeError as error:
                raise Unencodable(self.path, error.object[error.start]) from None


def stream(path: Path, *, chunk: int = CHUNK) -> Stream:
    """The stream of a file; links are followed. Raises OSError, Binary and Undecodable."""
    check_regular(str(path), path.stat())
    with path.open("rb") as file:
        head, status = file.read(BINARY_WITHIN), os.fstat(file.fileno())
    encoding, bom = mark_of(head, path)
    return Stream(path, encoding, bom, _stamp(status), chunk)


def _stamp(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_ino, status.st_size, status.st_mtime_ns


def write_through(source: Stream, edits: Sequence[Edit], target: Path) -> None:
    """Put a file with edits of its `raw` made in the place of a target, as `files.write` does."""
    put(target, source.encoded(edits))


def holds(path: Path, chunks: Iterable[bytes]) -> bool:
    """Whether a file is there and has just these bytes."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return all(file.read(len(chunk)) == chunk for chunk in chunks) and not file.read(1)

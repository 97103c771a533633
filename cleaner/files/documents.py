"""Bytes <-> Document: UTF-8 with or without byte order mark, UTF-16 by its mark, never a guess."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cleaner.edits import apply
from cleaner.files.line_ends import edits_of_raw, unified
from cleaner.model import Edit, Markup
from cleaner.regions import markup_of

BINARY_WITHIN = 8192
"""A NUL among so many first bytes makes a file binary, as it does for git and grep."""

_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}


@dataclass(frozen=True, slots=True)
class Document:
    r"""A file as read. `path` is `None` for standard input.

    `raw` is what `data` says after the mark `bom`, with its line ends. `text` is what the core
    sees: `raw` with `\r\n` and a lone `\r` written `\n`.
    """

    path: Path | None
    data: bytes
    encoding: str
    bom: bytes
    raw: str
    text: str
    markup: Markup


class Undecodable(Exception):
    """Bytes that are not text in the encoding of their file.

    `offset` counts bytes from the start of the file, `line` from 1; `found` are the bad bytes.
    """

    def __init__(
        self, path: Path | None, offset: int, line: int, found: bytes, reason: str
    ) -> None:
        self.path = path
        self.offset = offset
        self.line = line
        self.found = found
        self.reason = reason
        super().__init__(
            f"{_name(path)}:{line}: 0x{found.hex().upper()} at byte {offset} {reason}; "
            "mend it there if the rest is UTF-8; if the file is in another encoding, convert it, "
            "for example with `iconv -f WINDOWS-1252 -t UTF-8`"
        )


class Binary(Exception):
    """A file that is not text: there is a NUL near its start, and no UTF-16 mark."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        super().__init__(f"{_name(path)}: binary, not looked at")


class Unencodable(Exception):
    """Edits that write half of a surrogate pair, which no encoding can hold."""

    def __init__(self, path: Path | None, character: str) -> None:
        self.path = path
        self.character = character
        super().__init__(
            f"{_name(path)}: a rule writes U+{ord(character):04X}, which is half a character; "
            "the file is left as it was; mend the rule"
        )


def _name(path: Path | None) -> str:
    return "-" if path is None else str(path)


def decode(data: bytes, path: Path | None = None) -> Document:
    """The document that `data` holds; `encode(decode(data), ()) == data`.

    The suffix of `path` tells its markup.
    Raises Binary, and Undecodable for the first byte that cannot be read.
    """
    encoding, bom = mark_of(data[:BINARY_WITHIN], path)
    try:
        raw = data[len(bom) :].decode(encoding)
    except UnicodeDecodeError as error:
        line = unified(error.object[: error.start].decode(encoding)).count("\n") + 1
        found = error.object[error.start : error.end]
        reason = f"is not {encoding.upper()} ({error.reason})"
        raise Undecodable(path, len(bom) + error.start, line, found, reason) from None
    markup = Markup.PLAIN if path is None else markup_of(path)
    return Document(path, data, encoding, bom, raw, unified(raw), markup)


def mark_of(head: bytes, path: Path | None) -> tuple[str, bytes]:
    """The encoding that the first bytes of a file tell, and its mark. Raises as `decode` does."""
    if head.startswith(codecs.BOM_UTF32_LE):
        raise Undecodable(path, 0, 1, codecs.BOM_UTF32_LE, "is the byte order mark of UTF-32")
    bom = next((mark for mark in _MARKS if head.startswith(mark)), b"")
    encoding = _MARKS.get(bom, "utf-8")
    if encoding == "utf-8" and b"\0" in head:
        raise Binary(path)
    return encoding, bom


def raw_edits(document: Document, edits: Sequence[Edit]) -> tuple[Edit, ...]:
    r"""Sorted, disjoint edits of `document.text` as edits of `document.raw`, one for one.

    A `\n` that an edit keeps stays as it is written in the file. One that it adds is written as the
    line ends before and after it are, or, if those differ, as most of the document are. Edits hold
    no `\r`.
    """
    return edits_of_raw(document.raw, edits)


def encode(document: Document, edits: Sequence[Edit]) -> bytes:
    """The bytes of the document with sorted, disjoint edits of its text made.

    Outside the edits every byte is the byte it was, the mark and the line ends among them.
    Raises Unencodable.
    """
    if not edits:
        return document.data
    raw = apply(document.raw, raw_edits(document, edits))
    try:
        return document.bom + raw.encode(document.encoding)
    except UnicodeEncodeError as error:
        raise Unencodable(document.path, error.object[error.start]) from None

"""The file boundary: bytes <-> Document, folders -> files, and writes that lose nothing.

Its parts are loaded when they are first asked for: who only looks for files reads none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner import parts

if TYPE_CHECKING:
    from cleaner.files.choice import PASSED_OVER, PROSE, Choice, size_of
    from cleaner.files.discovery import Discovery, Missing, discover
    from cleaner.files.disk import make_last, read, write
    from cleaner.files.documents import (
        Binary,
        Document,
        Undecodable,
        Unencodable,
        decode,
        encode,
        raw_edits,
    )
    from cleaner.files.paths import Paths, order
    from cleaner.files.problems import Refused, explain

__all__ = [
    "PASSED_OVER",
    "PROSE",
    "Binary",
    "Choice",
    "Discovery",
    "Document",
    "Missing",
    "Paths",
    "Refused",
    "Undecodable",
    "Unencodable",
    "decode",
    "discover",
    "encode",
    "explain",
    "make_last",
    "order",
    "raw_edits",
    "read",
    "size_of",
    "write",
]

__getattr__ = parts.given(
    __name__,
    {
        "cleaner.files.choice": ("PASSED_OVER", "PROSE", "Choice", "size_of"),
        "cleaner.files.discovery": ("Discovery", "Missing", "discover"),
        "cleaner.files.disk": ("make_last", "read", "write"),
        "cleaner.files.documents": (
            *("Binary", "Document", "Undecodable", "Unencodable"),
            *("decode", "encode", "raw_edits"),
        ),
        "cleaner.files.paths": ("Paths", "order"),
        "cleaner.files.problems": ("Refused", "explain"),
    },
)

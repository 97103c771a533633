"""The file boundary: bytes <-> Document, folders -> files, and writes that lose nothing."""

from cleaner.files.choice import PASSED_OVER, PROSE, Choice, size_of
from cleaner.files.discovery import Discovery, Missing, discover, order
from cleaner.files.disk import Refused, explain, read, write
from cleaner.files.documents import (
    Binary,
    Document,
    Undecodable,
    Unencodable,
    decode,
    encode,
    raw_edits,
)

__all__ = [
    "PASSED_OVER",
    "PROSE",
    "Binary",
    "Choice",
    "Discovery",
    "Document",
    "Missing",
    "Refused",
    "Undecodable",
    "Unencodable",
    "decode",
    "discover",
    "encode",
    "explain",
    "order",
    "raw_edits",
    "read",
    "size_of",
    "write",
]

"""The file boundary: bytes <-> Document, folders -> files, and writes that lose nothing."""

from cleaner.files.discovery import PROSE, Discovery, Missing, discover, order
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
    "PROSE",
    "Binary",
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
    "write",
]

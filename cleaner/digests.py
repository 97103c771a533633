"""Parts -> one digest. `hashlib` gives the same, but loads a library of ciphers first."""

from __future__ import annotations

try:
    from _blake2 import blake2b
except ImportError:  # an interpreter that is built otherwise
    from hashlib import blake2b

SIZE = 16
"""The bytes of a digest."""


def digest(*parts: bytes) -> bytes:
    """A digest of parts, and of where each of them ends.

    >>> digest(b"a", b"b") == digest(b"ab")
    False
    """
    made = blake2b(digest_size=SIZE)
    for part in parts:
        made.update(len(part).to_bytes(8, "little"))
        made.update(part)
    return made.digest()

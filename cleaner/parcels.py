"""Values <-> bytes for another process; rules go by their ids, for both processes have them."""

from __future__ import annotations

import io
import pickle
from collections.abc import Mapping
from typing import Any

from cleaner.model import Rule


def pack(value: object) -> bytes:
    """A value as bytes."""
    stream = io.BytesIO()
    _Packer(stream, pickle.HIGHEST_PROTOCOL).dump(value)
    return stream.getvalue()


def unpack(data: bytes, rules: Mapping[str, Rule]) -> Any:
    """The value that `pack` made the bytes of in a process of this run; rules are these."""
    return _Unpacker(data, rules).load()


class _Packer(pickle.Pickler):
    def persistent_id(self, value: object) -> str | None:
        return value.id if isinstance(value, Rule) else None


class _Unpacker(pickle.Unpickler):
    def __init__(self, data: bytes, rules: Mapping[str, Rule]) -> None:
        super().__init__(io.BytesIO(data))
        self._rules = rules

    def persistent_load(self, id: str) -> Rule:
        return self._rules[id]

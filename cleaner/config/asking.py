"""What a command line and configuration ask of the rules -> one key: equal only if all is equal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cleaner.digests import digest


class Asking(NamedTuple):
    """What decides what is found in a file, besides the file, the rules and the code.

    Names are as the command line has them; `None` is what it does not say.
    """

    select: Sequence[str] | None = None
    ignore: Sequence[str] | None = None
    unsafe_fixes: bool | None = None


def key_of(asking: Asking, stamps: Iterable[bytes], governed: Iterable[object] = ()) -> bytes:
    """The key, for the stamps of the rules in force.

    `governed` tell which folders have configuration, and which state of it.
    """
    said = repr((tuple(asking), tuple(governed))).encode("utf-8", "surrogatepass")
    return digest(said, *stamps)


def parts_of(values: Iterable[str] | None) -> list[str] | None:
    """The names in the values of an option, which commas part; `None` if it is not given."""
    return None if values is None else [one.strip() for value in values for one in value.split(",")]

"""Many paths by their names: a `Path` is made, and loaded, only where somebody asks for one."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, overload

from cleaner.files.named import parts_of

if TYPE_CHECKING:
    from pathlib import Path


class Paths(Sequence["Path"]):
    """Paths that are kept as strings; it equals the tuple of them."""

    __slots__ = ("names",)

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        """What `str` gives for each path."""

    def __len__(self) -> int:
        return len(self.names)

    @overload
    def __getitem__(self, at: int) -> Path: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Path, ...]: ...
    def __getitem__(self, at: int | slice) -> Path | tuple[Path, ...]:
        from pathlib import Path

        if isinstance(at, slice):
            return tuple(map(Path, self.names[at]))
        return Path(self.names[at])

    def __iter__(self) -> Iterator[Path]:
        from pathlib import Path

        return map(Path, self.names)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Paths):
            return self.names == other.names
        return tuple(self) == other

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


def names_of(paths: Sequence[Path]) -> tuple[str, ...]:
    """The paths as strings."""
    return paths.names if isinstance(paths, Paths) else tuple(map(str, paths))


def folders_of(paths: Sequence[Path]) -> set[str]:
    """The folders that paths are in, as strings; that of a bare name is empty."""
    heads = {name[: name.rfind(os.sep) + 1] for name in names_of(paths)}
    return {os.path.dirname(head) for head in heads}  # noqa: PTH120 - Windows has two separators


def order(path: Path | str) -> tuple[str, ...]:
    """The sorting key of paths: part by part, by code point, so that a folder stays together."""
    if isinstance(path, str) and os.name != "nt":
        return parts_of(path)
    from pathlib import Path

    return Path(path).parts

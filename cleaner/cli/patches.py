"""The file that keeps a patch of what a run changes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from cleaner.cli.errors import Misuse
from cleaner.cli.sources import Files, Source
from cleaner.files import explain


class PatchFile:
    """A patch that grows file by file: it is on the disk before the change is made."""

    def __init__(self, path: Path, source: Source) -> None:
        """Raises Misuse if the file cannot be made, is to be cleaned, or holds an earlier patch."""
        real = os.path.realpath(path)
        if isinstance(source, Files) and real in map(os.path.realpath, source.discovery.files):
            raise Misuse(f"--diff-file: {path} is an input; name another file")
        if path.is_file() and path.stat().st_size:
            raise Misuse(
                f"--diff-file: {path} is there already, and may be the only way back from an "
                "earlier run; move it, or name another file"
            )
        try:
            self._stream = path.open("wb", buffering=0)
        except OSError as error:
            raise Misuse(f"--diff-file: {explain(str(path), error)}") from None

    @contextmanager
    def holding(self, data: bytes) -> Iterator[None]:
        """Add the patch of one file, and take it back if what is done meanwhile fails.

        Raises OSError.
        """
        start = self._stream.tell()
        try:
            while data:  # a disk that is nearly full takes a part, and says so the next time only
                data = data[self._stream.write(data) :]
            yield
        except OSError:
            self._stream.seek(start)
            self._stream.truncate()
            raise

    def __enter__(self) -> PatchFile:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stream.close()

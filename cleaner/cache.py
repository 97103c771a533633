"""Files in the user's cache folder: what can be made again, each with a checksum.

Whatever is wrong with the folder or with a file in it, there simply is no such file. The checksum
tells accidents, not forgeries: a file that belongs to another user is not read.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from mmap import mmap
    from pathlib import Path
    from typing import BinaryIO

KINDS = ("expressions", "results", "rules", "sieve", "told")
"""What is kept, by the beginnings of names: compiled expressions, what came of texts, compiled
rules, what texts are sifted with, and what was said of files."""
BEFORE = 4
"""So many bytes of a file are its checksum."""
OLD = 30 * 24 * 3600
"""Seconds after which a file that was not written again is thrown away."""


def folder() -> Path | None:
    """The folder at `place`."""
    from pathlib import Path  # who only reads does without

    found = place()
    return None if found is None else Path(found)


def place() -> str | None:
    """Where the folder is: `CLEANER_CACHE_DIR`, or where the system has it; None without a home.

    Source: the XDG Base Directory Specification, which ignores relative paths.
    """
    given = os.environ.get("CLEANER_CACHE_DIR")
    if given:
        return given
    if sys.platform == "win32":
        base, name = os.environ.get("LOCALAPPDATA", ""), "cleaner/Cache"
    elif sys.platform == "darwin":
        base, name = "~/Library/Caches", "cleaner"
    else:
        base, name = os.environ.get("XDG_CACHE_HOME", ""), "cleaner"
        base = base if os.path.isabs(base) else "~/.cache"  # noqa: PTH117
    base = os.path.expanduser(base)  # noqa: PTH111 - it gives `~` back where there is no home
    return os.path.join(base, name) if os.path.isabs(base) else None  # noqa: PTH117, PTH118


def read(name: str) -> bytes | None:
    """The bytes of a file as they were written; None if it is not there, not whole or not ours."""
    stream = _opened(name)
    if stream is None:
        return None
    try:
        with stream:
            checksum, data = stream.read(BEFORE), stream.read()
    except OSError:
        return None
    whole = len(checksum) == BEFORE and int.from_bytes(checksum, "little") == crc32(data)
    return data if whole else None


def mapped(name: str) -> mmap | None:
    """A file with its checksum, read where it lies, for who checks it part by part.

    None as `read` has it. Others replace it as a whole, so it stays as it is.
    """
    from mmap import ACCESS_READ, mmap

    stream = _opened(name)
    if stream is None:
        return None
    try:
        with stream:
            return mmap(stream.fileno(), 0, access=ACCESS_READ)
    except (OSError, ValueError):  # it may be empty
        return None


def behind(data: mmap, beginning: bytes) -> bool:
    """Whether a file begins with some bytes, behind its checksum."""
    return data[BEFORE : BEFORE + len(beginning)] == beginning


def _opened(name: str) -> BinaryIO | None:
    """A file of ours; None if it is not there, or somebody else's."""
    home = place()
    if home is None:
        return None
    try:
        stream = open(os.path.join(home, name), "rb", buffering=0)  # noqa: PTH118, PTH123, SIM115
    except OSError:
        return None
    if os.name != "posix" or os.fstat(stream.fileno()).st_uid == os.getuid():
        return stream
    stream.close()
    return None


def write(name: str, data: bytes) -> None:
    """Write a file, whole or not at all; nothing happens where that cannot be done."""
    home = folder()
    if home is None:
        return
    temporary = home / f".{name}-{os.getpid()}-{time.time_ns()}"
    with suppress(OSError):
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(crc32(data).to_bytes(BEFORE, "little") + data)
            temporary.replace(home / name)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise


def tidy(age: float = OLD) -> int:
    """Throw away the files that were not written for so many seconds; the bytes freed."""
    freed = 0
    for path, status in files():
        if status.st_mtime <= time.time() - age:
            with suppress(OSError):
                path.unlink()
                freed += status.st_size
    return freed


def files() -> list[tuple[Path, os.stat_result]]:
    """The files, half-written ones too, each with its status, sorted by name.

    What is not ours is left out: somebody may have named a folder that is not empty.
    """
    from pathlib import Path

    home = place()
    found: list[tuple[Path, os.stat_result]] = []
    with suppress(OSError):
        found.extend(
            (Path(entry.path), entry.stat())
            for entry in (() if home is None else os.scandir(home))
            if entry.name.removeprefix(".").partition("-")[0] in KINDS and entry.is_file()
        )
    return sorted(found, key=lambda item: item[0].name)

"""Read a file, and replace one whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from cleaner.files.documents import Document, decode

_PROBLEMS = {
    errno.ENOENT: "there is no such file or folder; check the name",
    errno.ENOTDIR: "there is no such file or folder; check the name",
    errno.ELOOP: "its links point in a circle; mend them",
    errno.EACCES: "permission denied; change the permissions of the file or its folder",
    errno.EPERM: "permission denied; change the owner or the attributes of the file or its folder",
    errno.EROFS: "it is on a read-only file system; copy it elsewhere",
    errno.ENOSPC: "no space is left on the disk; make some",
    errno.EISDIR: "it is a folder; name a file",
}


class Refused(OSError):
    """A file that the system would open or replace, but we do not; `strerror` has the remedy."""


def explain(name: str, error: OSError) -> str:
    """The message for a file that cannot be read or written: the file, the problem, the remedy."""
    known = None if isinstance(error, Refused) else _PROBLEMS.get(error.errno or 0)
    return f"{name}: {known or error.strerror or error}"


def read(path: Path) -> Document:
    """The document in a file; links are followed.

    Raises OSError, Undecodable and Binary. Pipes and devices are Refused: they might never end.
    """
    check_regular(path, path.stat())
    return decode(path.read_bytes(), path)


def write(path: Path, data: bytes) -> None:
    """Put `data` in the place of a file, or make a new one in a folder that exists.

    Whatever happens, also if killed, the file is the old one or the new one. It keeps its
    permissions, its extended attributes and, where we may give files away, its owner. A symbolic
    link stays, and the file it points to is replaced.

    Raises OSError, and then the file is as it was. A file with further hard links is Refused:
    replacing it would part it from them, and writing into it could stop half way. A file that we
    may not write is refused, even where its folder would let us replace it.
    """
    put(path, (data,))


def put(path: Path, chunks: Iterable[bytes]) -> None:
    """As `write`, for bytes that come in chunks; what making them raises leaves the file too."""
    target = Path(os.path.realpath(path))
    old = _replaceable(target)
    temporary = target.with_name(f".cleaner-{os.urandom(8).hex()}")
    descriptor = _create(temporary, 0o666 if old is None else 0o600)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.writelines(chunks)
            stream.flush()
            if old is not None:
                _take_after(temporary, target, old)
            os.fsync(descriptor)
        os.replace(temporary, target)  # noqa: PTH105
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def check_regular(path: Path, status: os.stat_result) -> None:
    """Raises OSError for what is no file, going by its status."""
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(status.st_mode):
        reason = (
            "it is a pipe or a device, not a file; send its text to standard input, and name `-`"
        )
        raise Refused(errno.EINVAL, reason, str(path))


def _replaceable(target: Path) -> os.stat_result | None:
    """The status of the file to be replaced; `None` if there is none."""
    try:
        status = target.stat()
    except FileNotFoundError:
        return None
    check_regular(target, status)
    if status.st_nlink > 1:
        reason = (
            f"it has {status.st_nlink} hard links, and replacing it would part it from the others; "
            "remove them, or clean a copy"
        )
        raise Refused(errno.EMLINK, reason, str(target))
    with target.open("r+b"):  # changes nothing: it asks the system whether we may
        return status


def _create(path: Path, mode: int) -> int:
    try:
        return os.open(
            path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode
        )
    except OSError as error:
        reason = f"no new file can be made in {path.parent} ({error.strerror}); allow it"
        raise Refused(error.errno, reason, str(path)) from error


def _take_after(temporary: Path, target: Path, old: os.stat_result) -> None:
    """Give a new file the owner, permissions and attributes of the old; its time stays new."""
    new = temporary.stat()
    if os.name == "posix" and (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
        with suppress(PermissionError):
            os.chown(temporary, -1, old.st_gid)
            os.chown(temporary, old.st_uid, -1)
    import shutil  # only what writes needs it

    shutil.copystat(target, temporary)
    os.utime(temporary)


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the file system can.

    Either name is a whole file, so a failure here is not a failure to write.
    """
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

"""Read a file, and replace one whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from cleaner.files.documents import Document, decode
from cleaner.files.problems import Refused
from cleaner.files.raw import check_regular, data_of


def read(path: Path) -> Document:
    """The document in a file; links are followed.

    Raises OSError, Undecodable and Binary. Pipes and devices are Refused: they might never end.
    """
    return decode(data_of(str(path)), path)


def write(path: Path, data: bytes, *, old: bytes | None = None, lasting: bool = True) -> None:
    """Put `data` in the place of a file, or make a new one in a folder that exists.

    Whatever happens, also if killed, the file is the old one or the new one. It keeps its
    permissions, its extended attributes and, where we may give files away, its owner. A symbolic
    link stays, and the file it points to is replaced. With `old` it is replaced only if it still
    holds these bytes, or `data` already.

    Raises OSError, and then the file is as it was. A file with further hard links is Refused:
    replacing it would part it from them, and writing into it could stop half way. A file that we
    may not write is refused, even where its folder would let us replace it.

    If it is not `lasting` a power cut may bring the old file back, until `make_last` was called for
    its folder: who writes many files calls that once for all.
    """
    put(path, (data,), old=old, lasting=lasting)


def put(
    path: Path, chunks: Iterable[bytes], *, old: bytes | None = None, lasting: bool = True
) -> None:
    """As `write`, for bytes that come in chunks; what making them raises leaves the file too."""
    target = Path(os.path.realpath(path))
    status = _replaceable(target)
    temporary = target.with_name(f".cleaner-{os.urandom(8).hex()}")
    try:
        descriptor = _create(temporary, 0o666 if status is None else 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            stream.writelines(chunks)
            stream.flush()
            if status is not None:
                _take_after(temporary, target, status)
            os.fsync(descriptor)
        if old is None or _is_still(target, old, temporary):
            os.replace(temporary, target)  # noqa: PTH105
        else:
            temporary.unlink()
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    if lasting:
        make_last(target.parent)


def _is_still(target: Path, old: bytes, new: Path) -> bool:
    """Whether a file holds its old bytes, not yet those of `new`. Refused if it holds others."""
    try:
        found = target.read_bytes()
    except FileNotFoundError:
        raise Refused(errno.ENOENT, "it was deleted meanwhile", str(target)) from None
    if found != old and found != new.read_bytes():
        reason = "somebody else changed it meanwhile, so it is left as it is; clean it again"
        raise Refused(errno.EBUSY, reason, str(target))
    return found == old


def _replaceable(target: Path) -> os.stat_result | None:
    """The status of the file to be replaced; `None` if there is none."""
    try:
        status = target.stat()
    except FileNotFoundError:
        return None
    check_regular(str(target), status)
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


def make_last(folder: Path) -> None:
    """Make new names in a folder last through a power cut, where the file system can.

    Either name is a whole file, so a failure here is not a failure to write.
    """
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

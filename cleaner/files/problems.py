"""What is wrong with a file that cannot be read or written, in words."""

from __future__ import annotations

import errno

_PROBLEMS = {
    errno.ENOENT: "there is no such file or folder; check the name",
    errno.ENOTDIR: "there is no such file or folder; check the name",
    errno.ELOOP: "its links point in a circle; mend them",
    errno.EACCES: "permission denied; change the permissions of the file or its folder",
    errno.EPERM: "permission denied; change the owner or the attributes of the file or its folder",
    errno.EROFS: "it is on a read-only file system; copy it elsewhere",
    errno.ENOSPC: "no space is left on the disk; make some",
    errno.EEXIST: "it is a file, not a folder; name another one",
    errno.EISDIR: "it is a folder; name a file",
}


class Refused(OSError):
    """A file that the system would open or replace, but we do not; `strerror` has the remedy."""


def explain(name: str, error: OSError) -> str:
    """The message for a file that cannot be read or written: the file, the problem, the remedy."""
    known = None if isinstance(error, Refused) else _PROBLEMS.get(error.errno or 0)
    return f"{name}: {known or error.strerror or error}"

"""What files of git's configuration say, with those that they include. See git-config(1)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import NamedTuple

from cleaner.expressions import expression
from cleaner.files.globs import Globs, glob

DEPTH = 10
"""So deep git lets files include each other."""

_LINE = expression(
    r"""(?xm)
    ^ [ \t]* (?: \[ [ \t]* (?<section> [\w.-]+ )
                (?: [ \t]+ "(?<more> (?: [^"\\\n] | \\. )*+ )" )? [ \t]* \] [ \t]* )?
    (?: (?<key> [A-Za-z] [\w-]* ) [ \t]*
        (?: = [ \t]* (?<value>
            (?: " (?: [^"\\\n] | \\. | \\\n )*+ " | \\. | \\\n | [^"\\\#;\n] )*+ ) )? )?
    """
)
_PART = expression(r'(?s)"(?:[^"\\]|\\.)*+"|\\.|[^"\\]')
_SIGNS = {"n": "\n", "t": "\t", "b": "\b", "\n": ""}


class Entry(NamedTuple):
    """A value under a key; `name` is the section and the key in small letters, with a point.

    `more` is what stands in quotes behind the section. Without a value a key is true.
    """

    name: str
    more: str | None
    value: str | None


def values(config: str, name: str, git: str) -> Iterator[str | None]:
    """Each value under a name in a file of configuration and in those that it includes, in order.

    `git` is the folder of the repository that conditions ask about. Files that cannot be read say
    nothing, and so do conditions other than `gitdir`.
    """
    return (entry.value for entry in _entries(config, git, DEPTH) if entry.name == name)


def text_of(path: str) -> str:
    """The text of a file, empty if it cannot be read; bytes that are not UTF-8 stay the bytes.

    A pipe, which might never end, cannot.
    """
    if not os.path.isfile(path):  # noqa: PTH113
        return ""
    try:
        with open(path, "rb") as stream:  # noqa: PTH123
            return stream.read().decode("utf-8", "surrogateescape")
    except OSError:
        return ""


def _entries(config: str, git: str, depth: int) -> Iterator[Entry]:
    for entry in _written(text_of(config)):
        yield entry
        if depth and entry.value and _includes(entry, config, git):
            path = os.path.expanduser(entry.value)  # noqa: PTH111
            folder = os.path.dirname(os.path.realpath(config))  # noqa: PTH120
            yield from _entries(os.path.join(folder, path), git, depth - 1)  # noqa: PTH118


def _written(text: str) -> Iterator[Entry]:
    """What is written in one file."""
    section, more = "", None
    for m in _LINE.finditer(text.removeprefix("\ufeff").replace("\r\n", "\n")):
        if m["section"] is not None:
            section, more = m["section"].lower(), m["more"] and _plain(m["more"])
        if m["key"] is not None:
            value = None if m["value"] is None else _plain(_trimmed(m["value"]))
            yield Entry(f"{section}.{m['key'].lower()}", more, value)


def _trimmed(value: str) -> str:
    """A value as written, without the blanks behind it."""
    parts = _PART.findall(value)
    while parts and parts[-1] in (" ", "\t"):
        parts.pop()
    return "".join(parts)


def _plain(written: str) -> str:
    """What is meant by a value, without its quotes and escapes."""
    kept, signs = "", iter(written)
    for sign in signs:
        if sign == "\\":
            escaped = next(signs, "")
            kept += _SIGNS.get(escaped, escaped)
        elif sign != '"':
            kept += sign
    return kept


def _includes(entry: Entry, config: str, git: str) -> bool:
    """Whether an entry names a file that is to be read in its place."""
    if entry.name == "include.path":
        return entry.more is None
    kind, _, pattern = (entry.more or "").partition(":")
    if entry.name != "includeif.path" or kind not in ("gitdir", "gitdir/i"):
        return False
    globs = Globs([glob(_whole(pattern, config), folds=kind == "gitdir/i")])
    places = {os.path.realpath(git), os.path.abspath(git)}  # noqa: PTH100
    return any(globs.verdict(place.lstrip("/"), folder=True) for place in places)


def _whole(pattern: str, config: str) -> str:
    """The pattern of a condition, as it is meant from the root on."""
    if pattern.startswith("~"):
        pattern = os.path.expanduser(pattern)  # noqa: PTH111
    elif pattern.startswith("./"):
        pattern = os.path.dirname(os.path.realpath(config)) + pattern[1:]  # noqa: PTH120
    if not pattern.startswith("/"):
        pattern = f"**/{pattern}"
    return f"{pattern}**" if pattern.endswith("/") else pattern

r"""Patterns of paths, as git has them in `.gitignore`: the one language for files that are chosen.

`*` and `?` stand for anything but a slash, `**` between slashes for any folders. A pattern with a
slash before its end is meant from its own folder on, any other for a name in any folder below; one
that ends with a slash is for folders only. `!` takes back what patterns before it say.
Source: gitignore(5), and for what it leaves open the behaviour of `git check-ignore`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from cleaner.expressions import expression

if TYPE_CHECKING:
    import regex

_NEVER = r"(?!)"
_SMALL = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
_CAPITALS = expression(r"(?<name>\[:[^\]]*:\])|[A-Z]")
_CLASSES = {
    "alnum": "a-zA-Z0-9",
    "alpha": "a-zA-Z",
    "blank": r" \t",
    "cntrl": r"\x00-\x1f\x7f",
    "digit": "0-9",
    "graph": "!-~",
    "lower": "a-z",
    "print": " -~",
    "punct": r"!-/:-@\[-`{-~",
    "space": r" \t\n\r\f\v",
    "upper": "A-Z",
    "xdigit": "0-9a-fA-F",
}


class Glob(NamedTuple):
    """A pattern: what it matches, whether only folders, and whether it takes them back.

    `bare` is what is written without the marks that say so, a character for each byte. With `folds`
    small and capital letters of ASCII are the same, also in brackets, where git forgets it.
    """

    whole: regex.Pattern[str]
    negated: bool
    folders_only: bool
    anchored: bool
    bare: str
    folds: bool = False

    def matches(self, path: str, *, folder: bool) -> bool:
        """Whether a path, from the folder of the pattern on, with slashes, is what it says."""
        if self.folders_only and not folder:
            return False
        return self.whole.fullmatch(_octets(path, folds=self.folds)) is not None

    def covers(self, path: str) -> bool:
        """Whether a file or a folder that it is in is what the pattern says."""
        parents = (path[:at] for at, sign in enumerate(path) if sign == "/")
        return self.matches(path, folder=False) or any(
            self.matches(parent, folder=True) for parent in parents
        )


def globs_in(text: str, *, folds: bool = False) -> Globs:
    """The patterns of a file, one a line; blank lines and those that begin with `#` are none."""
    lines = (line.removesuffix("\r") for line in text.removeprefix("\ufeff").split("\n"))
    trimmed = (_trimmed(line) for line in lines if not line.startswith("#"))
    return Globs(glob(line, folds=folds) for line in trimmed if line)


def glob(written: str, *, folds: bool = False) -> Glob:
    """One pattern. What cannot be understood matches nothing, as in git."""
    negated = written.startswith("!")
    pattern = written[negated:]
    folders_only = pattern.endswith("/")
    pattern = pattern[:-1] if folders_only else pattern
    anchored = "/" in pattern
    bare = _octets(pattern.removeprefix("/"), folds=False)
    if folds:
        bare = _CAPITALS.sub(lambda m: m[0] if m["name"] else m[0].translate(_SMALL), bare)
        bare = bare.replace("[:upper:]", "[:lower:]")
    try:
        body = "".join(_parts(bare))
    except _Malformed:
        body = _NEVER
    start = "" if anchored else "(?:.*/)?"
    return Glob(expression(f"(?s:{start}{body})"), negated, folders_only, anchored, bare, folds)


def way(folder: str, path: str) -> str | None:
    """The path from a folder to what is in it, with slashes; `None` if it is elsewhere."""
    try:
        found = os.path.relpath(path, folder).replace(os.sep, "/")
    except ValueError:  # another drive
        return None
    return None if found == ".." or found.startswith("../") else found


class Globs:
    """The patterns of one place, in order.

    Nearly all paths match none, which is told by plain names and endings where that is enough.
    """

    def __init__(self, globs: Iterable[Glob]) -> None:
        self._globs = tuple(globs)
        names, ends, odd = set(), set(), []
        for one in self._globs:
            if _is_plain(one.bare):
                names.add(one.bare)
            elif one.bare[0] == "*" and _is_plain(one.bare[1:]):
                ends.add(one.bare[1:])
            else:
                odd.append(one.whole.pattern)
        self._names, self._ends = frozenset(names), tuple(ends)
        self._odd = expression("|".join(odd)) if odd else None
        self._folds = any(one.folds for one in self._globs)

    def verdict(self, path: str, *, folder: bool) -> bool | None:
        """Whether a path is meant: the last pattern that matches it decides; `None` if none does.

        The path goes from the folder of the patterns on, with slashes.
        """
        path = _octets(path, folds=self._folds)
        if not self._may_match(path):
            return None
        for one in reversed(self._globs):
            if (folder or not one.folders_only) and one.whole.fullmatch(path) is not None:
                return not one.negated
        return None

    def _may_match(self, path: str) -> bool:
        return (
            path in self._names
            or path.rpartition("/")[2] in self._names
            or path.endswith(self._ends)
            or (self._odd is not None and self._odd.fullmatch(path) is not None)
        )

    def __bool__(self) -> bool:
        return bool(self._globs)


def can_match(written: str) -> bool:
    """Whether a pattern can be understood."""
    return not glob(written).whole.pattern.endswith(f"{_NEVER})")


class _Malformed(Exception):
    """A class that is not closed, or a backslash with nothing behind it."""


def _octets(text: str, *, folds: bool) -> str:
    """A character for each byte, for that is what git compares; or small letters for capitals."""
    if not text.isascii():
        text = text.encode("utf-8", "surrogateescape").decode("latin-1")
    return text.translate(_SMALL) if folds else text


def _trimmed(line: str) -> str:
    r"""A line without the blanks at its end, unless a backslash keeps them."""
    kept = line.rstrip(" ")
    slashes = len(kept) - len(kept.rstrip("\\"))
    return kept + " " if slashes % 2 and len(kept) < len(line) else kept


def _parts(pattern: str) -> Iterator[str]:
    """The expression of a pattern without the slashes at its ends, part by part."""
    at, end = 0, len(pattern)
    while at < end:
        sign = pattern[at]
        if sign == "*":
            past = end - len(pattern[at:].lstrip("*"))
            opens = past - at > 1 and (_is_plain(pattern[:at]) or pattern[at - 1] == "/")
            if opens and past < end and pattern[past] == "/":
                past += 1
                yield "(?:.*/)?"
            else:
                yield ".*" if opens and past == end else "[^/]*"
            at = past
        elif sign == "[":
            at, inside = _class(pattern, at + 1)
            yield inside
        else:
            at += 2 if sign == "\\" else 1
            yield "[^/]" if sign == "?" else _literal(pattern, at - 1)


def _is_plain(start: str) -> bool:
    """Whether nothing special stands before; there git takes two asterisks as after a slash."""
    return not any(sign in start for sign in "*?[\\")


def _literal(pattern: str, at: int) -> str:
    if at >= len(pattern):
        raise _Malformed
    sign = pattern[at]
    return sign if sign.isalnum() or sign in "/_-" else f"\\x{ord(sign):02x}"


def _class(pattern: str, at: int) -> tuple[int, str]:
    """Where a class that opens before `at` ends, and its expression."""
    negated = pattern[at : at + 1] in ("!", "^")
    first = at = at + negated
    members: list[str] = []
    while at == first or pattern[at : at + 1] != "]":
        at, member = _member(pattern, at)
        members.append(member)
    inside = "|".join(member for member in members if member)
    if negated:
        return at + 1, f"(?!{inside})[^/]" if inside else "[^/]"
    return at + 1, f"(?:(?!/)(?:{inside}))" if inside else _NEVER


def _member(pattern: str, at: int) -> tuple[int, str]:
    """Where a member of a class ends, and its expression: a sign, a range, or a named class."""
    if pattern.startswith("[:", at):
        end = pattern.find("]", at + 2)
        if end < 0:
            raise _Malformed
        if end > at + 2 and pattern[end - 1] == ":":
            name = pattern[at + 2 : end - 1]
            if name not in _CLASSES:
                raise _Malformed
            return end + 1, f"[{_CLASSES[name]}]"
    low_at = at + (pattern[at : at + 1] == "\\")
    low = _literal(pattern, low_at)
    dash = low_at + 1
    if pattern[dash : dash + 1] != "-" or pattern[dash + 1 : dash + 2] in ("", "]"):
        return dash, low
    high_at = dash + 1 + (pattern[dash + 1] == "\\")
    high = _literal(pattern, high_at)
    backwards = pattern[low_at] > pattern[high_at]
    return high_at + 1, low if backwards else f"[{_escaped(low)}-{_escaped(high)}]"


def _escaped(literal: str) -> str:
    """A sign inside a class of an expression."""
    return literal if literal.isalnum() or literal.startswith("\\x") else f"\\x{ord(literal):02x}"

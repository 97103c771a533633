r"""Patterns of paths, as git has them in `.gitignore`: the one language for files that are chosen.

`*` and `?` stand for anything but a slash, `**` between slashes for any folders. A pattern with a
slash before its end is meant from its own folder on, any other for a name in any folder below; one
that ends with a slash is for folders only. `!` takes back what patterns before it say.
Source: gitignore(5), and for what it leaves open the behaviour of `git check-ignore`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from cleaner.expressions import expression

if TYPE_CHECKING:
    import regex

_NEVER = r"(?!)"
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
    """A pattern: what it matches, whether only folders, and whether it takes them back."""

    written: str
    whole: regex.Pattern[str]
    negated: bool
    folders_only: bool

    def matches(self, path: str, *, folder: bool) -> bool:
        """Whether a path, from the folder of the pattern on, with slashes, is what it says."""
        if self.folders_only and not folder:
            return False
        return self.whole.fullmatch(_octets(path)) is not None

    def covers(self, path: str) -> bool:
        """Whether a file or a folder that it is in is what the pattern says."""
        parents = (path[:at] for at, sign in enumerate(path) if sign == "/")
        return self.matches(path, folder=False) or any(
            self.matches(parent, folder=True) for parent in parents
        )


def globs_in(text: str) -> list[Glob]:
    """The patterns of a file, one a line; blank lines and those that begin with `#` are none."""
    lines = (line.removesuffix("\r") for line in text.removeprefix("\ufeff").split("\n"))
    trimmed = (_trimmed(line) for line in lines if not line.startswith("#"))
    return [glob(line) for line in trimmed if line]


def glob(written: str) -> Glob:
    """One pattern. What cannot be understood matches nothing, as in git."""
    negated = written.startswith("!")
    pattern = written[negated:]
    folders_only = pattern.endswith("/")
    pattern = pattern[:-1] if folders_only else pattern
    start = "" if "/" in pattern else "(?:.*/)?"
    try:
        body = "".join(_parts(_octets(pattern.removeprefix("/"))))
    except _Malformed:
        body = _NEVER
    return Glob(written, expression(f"(?s){start}{body}"), negated, folders_only)


def last_match(globs: Iterable[Glob], path: str, *, folder: bool) -> Glob | None:
    """The pattern that decides over a path: the last that matches it."""
    found = None
    for one in globs:
        if one.matches(path, folder=folder):
            found = one
    return found


class _Malformed(Exception):
    """A class that is not closed, or a backslash with nothing behind it."""


def _octets(text: str) -> str:
    """A character for each byte, for that is what git compares."""
    return text if text.isascii() else text.encode("utf-8", "surrogateescape").decode("latin-1")


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

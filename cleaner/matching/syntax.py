"""Regular expressions -> what they are made of, as far as it tells what a match must hold.

Whatever is not understood stands for any text, so that nothing is claimed of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from cleaner.matching.nodes import (
    ANY_ONE,
    EMPTY,
    Ahead,
    Any,
    Behind,
    Border,
    Choice,
    Group,
    Node,
    NotAhead,
    NotBehind,
    One,
    Other,
    Repeat,
    Same,
    Sequence,
)

_TOKENS = r"""(?P<escape>\\(?:p|P)\{[^}]*\}|\\L<[^>]*>|\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.)
      | (?P<set>\[\^?\]?(?:\\.|\[:[^\]]*:\]|[^\]\\])*\])
      | (?P<remark>\(\?\#[^)]*\))
      | (?P<flags>\(\?[aimsuxV0]*(?:-[imsx]+)?\))
      | \(\?P=(?P<same>\w+)\)
      | (?P<open>\((?:\?(?:P?<(?P<name>\w+)>|<?[=!]|[>|]|(?P<on>[imsx]*)(?:-(?P<off>[imsx]+))?:))?)
      | (?P<close>\))
      | (?P<bar>\|)
      | (?P<repeat>[*+?]|\{(?:\d+,?\d*|,\d*)\})[?+]?
      | (?P<one>.)"""
_TOKEN = re.compile(_TOKENS, re.VERBOSE | re.DOTALL)
_VERBOSE_TOKEN = re.compile(r"(?P<comment>\#[^\n]*|\s) | " + _TOKENS, re.VERBOSE | re.DOTALL)
_CATEGORIES = {"L": "aA", "Lu": "A", "Ll": "a", "Lt": "A", "M": "a", "N": "0", "Nd": "0"}
_OUTSIDE = (r"\p{M}", r"\p{Lt}")
"""Classes without a character of ASCII: of what they leave out nothing is known."""
_KINDS = {"d": "0", "w": "aA0_?", "s": " ", "h": "h"}
_CHARACTERS = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v"}
_CLASSES = "pPwWdDsSh"
_BORDERS = "bBAZmMKG"
_RANGE = 300
"""A range of more characters than this is any character."""


class NotUnderstood(Exception):
    """An expression of which nothing can be said."""


_AROUND: dict[str, Callable[[Node], Node]] = {
    "(?=": Ahead,
    "(?!": NotAhead,
    "(?<=": Behind,
    "(?<!": NotBehind,
}


def parse(source: str) -> Node:
    """What an expression is made of. Raises NotUnderstood."""
    verbose = source.startswith("(?x")
    tokens = _Tokens((_VERBOSE_TOKEN if verbose else _TOKEN).finditer(source))
    node = _choice(tokens, caseless=False)
    if tokens.next is not None:
        raise NotUnderstood(source)
    return node


def tokens(source: str) -> list[str]:
    """The signs that an expression is written with, without remarks and idle blanks."""
    verbose = source.startswith("(?x")
    found = (_VERBOSE_TOKEN if verbose else _TOKEN).finditer(source)
    return [m[0] for m in found if not m["remark"] and not m.groupdict().get("comment")]


class _Tokens:
    """The tokens of an expression, with one of them in view: reading moves on, so it has state."""

    def __init__(self, found: Iterator[re.Match[str]]) -> None:
        self._found = (m for m in found if not m["remark"] and not m.groupdict().get("comment"))
        self.next = next(self._found, None)

    def take(self) -> re.Match[str]:
        """The token in view; the one behind it comes into view. Raises NotUnderstood at the end."""
        token = self.next
        if token is None:
            raise NotUnderstood
        self.next = next(self._found, None)
        return token


def _choice(tokens: _Tokens, *, caseless: bool) -> Node:
    """The alternatives up to a closing parenthesis or the end."""
    branches: list[Node] = []
    while True:
        node, caseless = _sequence(tokens, caseless=caseless)
        branches.append(node)
        if tokens.next is None or not tokens.next["bar"]:
            return branches[0] if len(branches) == 1 else Choice(tuple(branches))
        tokens.take()


def _sequence(tokens: _Tokens, *, caseless: bool) -> tuple[Node, bool]:
    """The parts up to a bar or the end of their group, and whether case matters from there on."""
    parts: list[Node] = []
    while tokens.next is not None and not tokens.next["close"] and not tokens.next["bar"]:
        token = tokens.take()
        if token["flags"]:
            caseless = _caseless(token["flags"][2:-1], caseless=caseless)
        elif token["repeat"] and parts:
            parts.append(_repeated(parts.pop(), token["repeat"]))
        elif token["repeat"] or token["one"] == "{":
            raise NotUnderstood
        else:
            parts.append(_atom(token, tokens, caseless=caseless))
    return Sequence(tuple(parts)), caseless


def _caseless(flags: str, *, caseless: bool) -> bool:
    """Whether case does not matter behind flags like `i` or `m-i`."""
    on, _, off = flags.partition("-")
    return (caseless or "i" in on) and "i" not in off


def _repeated(part: Node, sign: str) -> Node:
    if sign in "*+?":
        return Repeat(part, int(sign == "+"), 1 if sign == "?" else None)
    least, comma, most = sign[1:-1].partition(",")
    if not comma:
        return Repeat(part, int(least), int(least))
    return Repeat(part, int(least or 0), int(most) if most else None)


def _atom(token: re.Match[str], tokens: _Tokens, *, caseless: bool) -> Node:
    if token["open"]:
        return _group(token, tokens, caseless=caseless)
    if token["set"]:
        return _set(token["set"], caseless=caseless)
    if token["escape"]:
        return _escape(token["escape"], caseless=caseless)
    if token["same"]:
        return Same(token["same"])
    if token["one"] == ".":
        return Other(One(frozenset("\n"), frozenset(), caseless=False))
    if token["one"] in ("^", "$"):
        return Border(token["one"])
    return One(frozenset(token["one"]), frozenset(), caseless)


def _group(token: re.Match[str], tokens: _Tokens, *, caseless: bool) -> Node:
    inner = _caseless(f"{token['on'] or ''}-{token['off'] or ''}", caseless=caseless)
    node = _choice(tokens, caseless=inner)
    tokens.take()
    around = _AROUND.get(token["open"])
    if around is not None:
        return around(node)
    return Group(token["name"], node) if token["name"] else node


def _escape(source: str, *, caseless: bool) -> Node:
    letter = source[1]
    if letter in _BORDERS:
        return EMPTY if letter == "K" else Border(letter)
    character = _character(source)
    if character is not None:
        return One(frozenset(character), frozenset(), caseless)
    if letter not in _CLASSES:
        return Any()
    kinds = _kinds(source)
    if f"\\p{source[2:]}" in _OUTSIDE:
        return One(frozenset(), frozenset(kinds), caseless) if kinds else ANY_ONE
    if kinds is None and letter.isupper():
        kinds = _kinds(f"\\{letter.lower()}{source[2:]}")
        return ANY_ONE if kinds is None else Other(One(frozenset(), kinds, caseless))
    return ANY_ONE if kinds is None else One(frozenset(), kinds, caseless)


def _character(source: str) -> str | None:
    """The one character that an escape stands for."""
    letter = source[1]
    if letter in "xu" and len(source) > 2:
        return chr(int(f"0x{source[2:]}", 0))
    if letter in _CHARACTERS:
        return _CHARACTERS[letter]
    return None if letter.isalnum() else letter


def _kinds(source: str) -> frozenset[str] | None:
    """The kinds of characters that an escape stands for; None if it may be any."""
    if source[1] == "p":
        signs = _CATEGORIES.get(source[3:-1])
        return None if signs is None else frozenset(signs)
    signs = _KINDS.get(source[1])
    return None if signs is None else frozenset(signs)


_MEMBER = re.compile(r"\\[pP]\{[^}]*\}|\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|.", re.DOTALL)


def _set(source: str, *, caseless: bool) -> Node:
    if "[:" in source[1:] or "--" in source or "&&" in source:
        return ANY_ONE
    negated = source.startswith("[^")
    members = _MEMBER.findall(source[1 + negated : -1])
    if negated and any(member in _OUTSIDE for member in members):
        return ANY_ONE
    if negated and r"\S" in members:
        return One(frozenset(), frozenset("h" if r"\n" in members else " "), caseless)
    characters: set[str] = set()
    kinds: set[str] = set()
    at = 0
    while at < len(members):
        first = _member(members[at])
        if first is None:
            more = _kinds(members[at])
            if more is None:
                return ANY_ONE
            kinds |= more
        elif members[at + 1 : at + 2] == ["-"] and at + 2 < len(members):
            last = _member(members[at + 2])
            if last is None or not 0 <= ord(last) - ord(first) <= _RANGE:
                return ANY_ONE
            characters.update(map(chr, range(ord(first), ord(last) + 1)))
            at += 2
        else:
            characters.add(first)
        at += 1
    one = One(frozenset(characters), frozenset(kinds), caseless)
    return Other(one) if negated else one


def _member(source: str) -> str | None:
    return source if len(source) == 1 else _character(source)

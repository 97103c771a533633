"""Sets of characters as ranges of code points, each at least as wide as what it stands for."""

from __future__ import annotations

from collections.abc import Iterable

from cleaner.matching.nodes import One

Range = tuple[int, int]
"""The first and the last code point."""

LAST = 0x10FFFF
_WORDY: tuple[Range, ...] = ((0x80, 0x1FFF), (0x2030, LAST))
"""All letters, marks and numbers outside ASCII are among these, and no mark of usual prose."""
_BLANKS: tuple[Range, ...] = ((0x09, 0x0A), (0x20, 0x20), (0xA0, 0xA0))
_LEVEL: tuple[Range, ...] = ((0x09, 0x09), (0x20, 0x20), (0xA0, 0xA0))
_SMALL, _CAPITAL, _DIGIT, _LINE = (0x61, 0x7A), (0x41, 0x5A), (0x30, 0x39), (0x5F, 0x5F)
_KINDS: dict[str, tuple[Range, ...]] = {
    "a": (_SMALL, *_WORDY),
    "A": (_CAPITAL, *_WORDY),
    "0": (_DIGIT, *_WORDY),
    "_": (_LINE,),
    "?": (*_WORDY, (0x200C, 0x200D)),
    " ": _BLANKS,
    "h": _LEVEL,
}
"""What each kind of characters may be."""
_SURE: dict[str, tuple[Range, ...]] = {
    "a": (_SMALL,),
    "A": (_CAPITAL,),
    "0": (_DIGIT,),
    "_": (_LINE,),
    "?": (),
    " ": _BLANKS,
    "h": _LEVEL,
}
"""What each kind certainly is: `\\s` and `\\h` have these blanks in common."""
SURE_WORD: tuple[Range, ...] = (_DIGIT, _CAPITAL, _LINE, _SMALL)


def merged(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """The ranges sorted, with those that touch made one."""
    found: list[Range] = []
    for first, last in sorted(ranges):
        if found and first <= found[-1][1] + 1:
            found[-1] = found[-1][0], max(found[-1][1], last)
        else:
            found.append((first, last))
    return tuple(found)


def without(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """All characters that are in none of the ranges."""
    found: list[Range] = []
    at = 0
    for first, last in merged(ranges):
        if at < first:
            found.append((at, first - 1))
        at = last + 1
    return (*found, (at, LAST)) if at <= LAST else tuple(found)


def possible(one: One) -> tuple[Range, ...]:
    """All characters that a class may match, and perhaps more."""
    found = [part for kind in one.kinds for part in _KINDS[kind]]
    found += [(ord(character), ord(character)) for character in one.characters]
    if one.caseless:
        found += _other_case(one)
    return merged(found)


def certain(one: One) -> tuple[Range, ...]:
    """Characters that a class is sure to match, and perhaps not all."""
    found = [part for kind in one.kinds for part in _SURE[kind]]
    return merged([*found, *((ord(character), ord(character)) for character in one.characters)])


def _other_case(one: One) -> Iterable[Range]:
    """What else a class matches where case does not matter."""
    if one.kinds & {"a", "A"}:
        yield from (_SMALL, _CAPITAL)
    for character in one.characters:
        if not character.isascii():
            yield from (*_WORDY, _SMALL, _CAPITAL)
        elif character.isalpha():
            swapped = ord(character.swapcase())
            yield swapped, swapped


def written(ranges: Iterable[Range]) -> str:
    """A class of an expression that matches one character of the ranges."""
    found = merged(ranges)
    if len(found) == 1 and found[0][0] == found[0][1]:
        return _sign(found[0][0])
    if found == ((0, LAST),):
        return "."
    return "[" + "".join(_sign(a) if a == b else f"{_sign(a)}-{_sign(b)}" for a, b in found) + "]"


def _sign(code: int) -> str:
    character = chr(code)
    return character if character.isascii() and character.isalnum() else f"\\x{{{code:x}}}"

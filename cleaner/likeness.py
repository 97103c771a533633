"""The bytes of a text -> numbers that its paragraphs share with all that are like them, cheaply.

Paragraphs with the same fingerprint (see `repetition`) have the same number here; others seldom do.
So what no number says is no repetition, and need not be fingerprinted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from zlib import crc32

from cleaner.degrees import LINE_IS_PARAGRAPH

FILES = 5
"""A paragraph is shared if it stands in so many files at least."""
SHARE = 5
"""And in one of so many."""
LETTERS = 8
"""So many letters and digits tell two paragraphs apart."""

KEY, HEAD = 24, 48
"""So many letters make the number of a paragraph, mostly found among so many of its bytes."""

_ENTITY = re.compile(rb"&#?[A-Za-z0-9]{1,8};")
_BLANK_LINE = re.compile(
    rb"\n(?:[ \t\x0b\x0c\r]|\xc2[\x85\xa0]|\xe1\x9a\x80|\xe2\x80[\x80-\x8a\xa8\xa9\xaf]"
    rb"|\xe2\x81\x9f|\xe3\x80\x80)+(?=\n)"
)
_BECOME_LETTERS = ((b"\xaa", b"\xe2\x84\xaa", b"k"), (b"\xc4", b"\xc4\xb0", b"i"))
"""The Kelvin sign and the I with a dot: they have letters of ASCII in lower case.

Before each stands a byte of it that is soon looked for.
"""
_CAPITALS, _SMALL = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", b"abcdefghijklmnopqrstuvwxyz"
_LOWER = bytes.maketrans(_CAPITALS, _SMALL)
_BETWEEN, _OTHER = b"\0", b"\1"
_LOST = bytes(sorted({*range(256)} - {*b"0123456789", *_CAPITALS, *_SMALL, *_BETWEEN}))


def numbers(text: bytes) -> set[int]:
    """A number for each paragraph in the UTF-8 of a text, with line ends written LF.

    There may be some more, for what may be one.
    """
    text = _plain(text).strip(b"\n")
    blocks = text.split(b"\n\n")
    found = _numbers(blocks)
    if text.count(b"\n") > 2 * (len(blocks) - 1):
        inside = [block.strip(b"\n") for block in blocks]
        inner = sum(block.count(b"\n") for block in inside)
        if inner and len(text) >= LINE_IS_PARAGRAPH // 2 * (inner + sum(map(bool, inside))):
            found |= _numbers(text.split(b"\n"))  # half of the lines may be that long
    return found


def _numbers(parts: Sequence[bytes]) -> set[int]:
    """The numbers of some parts, by the letters that they begin with."""
    heads = _BETWEEN.join([part[:HEAD] for part in parts]).translate(_LOWER, _LOST).split(_BETWEEN)
    return {
        crc32(head[:KEY] if len(head) >= KEY else part.translate(_LOWER, _LOST)[:KEY])
        for head, part in zip(heads, parts, strict=True)
        if len(head) >= LETTERS or len(part) > HEAD
    }


def _plain(text: bytes) -> bytes:
    """A text without entities and blanks in blank lines; what becomes letters is letters."""
    if _BETWEEN in text:
        text = text.replace(_BETWEEN, _OTHER)
    if b"&" in text:
        text = _ENTITY.sub(_OTHER, text)
    for byte, sign, letter in _BECOME_LETTERS:
        if byte in text:
            text = text.replace(sign, letter)
    return _BLANK_LINE.sub(b"\n", text) if _BLANK_LINE.search(text) else text


def needed(files: int) -> int:
    """In how many of so many files a paragraph must stand to be shared."""
    return max(FILES, -(-files // SHARE))


def counted(texts: Iterable[Iterable[int]]) -> Counter[int]:
    """In how many of some texts each number stands, given those of each text."""
    counts: Counter[int] = Counter()
    for found in texts:
        counts.update(found)
    return counts


def shared(counts: Mapping[int, int], files: int) -> frozenset[int]:
    """The numbers that stand in so many of the files that a paragraph may be shared."""
    least = needed(files)
    return frozenset(number for number, count in counts.items() if count >= least)

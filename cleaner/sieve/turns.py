"""Whether opening and closing double marks take turns in every paragraph of a text in UTF-8.

Asked of texts in which each mark does what its glyph and its neighbours say, and of one kind only:
`quotations.signs` tells the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from cleaner.degrees import LINE_IS_PARAGRAPH  # of characters: no line has fewer bytes

_CURLY = bytes(code for code in range(256) if code not in (0x0A, 0x9C, 0x9D))
_STRAIGHT = bytes(code for code in range(256) if code not in (0x01, 0x0A, 0x22))
_OPENING, _CLOSING = "“".encode(), "”".encode()
BLANK_LINES = re.compile(rb"\n(?:[ \t]|\xc2\xa0)*\n")
_PARTS = re.compile(b"(%b)" % BLANK_LINES.pattern)
_OPENS = re.compile(rb"\"(?:(?<=[\s(\[]\")|(?<=\xc2\xa0\"))(?=\S)|\A\"")


class Marks(NamedTuple):
    """How the marks of a text are found: in `data`, where all else is deleted, it has two kinds."""

    data: bytes
    opening: bytes
    closing: bytes
    rest: bytes


def odd(data: bytes, attributed: Callable[[bytes], bool], are_lines: bool | None = None) -> bool:
    """Whether somewhere they do not; it may be said of a text in which they do.

    A quotation that the next paragraph goes on with is left open on purpose, unless what stands
    open is `attributed`. `are_lines` tells whether each line is a paragraph, if that is known.
    """
    marks = _marks(data)
    if marks is None:
        return True
    pair = marks.opening + marks.closing
    if not marks.data.translate(None, marks.rest).replace(pair, b"").strip(b"\n"):
        return False  # they do in every line
    blocks = BLANK_LINES.split(marks.data.strip(b"\n"))
    if are_lines is None:
        are_lines = max(map(len, data.split(b"\n"))) >= LINE_IS_PARAGRAPH
    if are_lines and any(b"\n" in block for block in blocks):
        return True
    return any(
        turns.replace(pair, b"") and not _goes_on(blocks, at, turns, pair, attributed)
        for at, block in enumerate(blocks)
        if (turns := block.translate(None, marks.rest + b"\n"))
    )


def _marks(data: bytes) -> Marks | None:
    """The marks of a text of one kind; None if other characters have their bytes."""
    if b'"' in data:
        if b"\x01" in data:
            return None
        opened = b"".join(_opened(part) for part in _PARTS.split(data))
        return Marks(opened, b"\x01", b'"', _STRAIGHT)
    if data.count(b"\x9c") != data.count(_OPENING) or data.count(b"\x9d") != data.count(_CLOSING):
        return None
    return Marks(data, b"\x9c", b"\x9d", _CURLY)


def _opened(part: bytes) -> bytes:
    """A paragraph with a sign of their own for straight marks that open."""
    return _OPENS.sub(b"\x01", part)


def _goes_on(
    blocks: Sequence[bytes],
    at: int,
    turns: bytes,
    pair: bytes,
    attributed: Callable[[bytes], bool],
) -> bool:
    """Whether only the last mark of a paragraph is left open, and the next goes on with it.

    Nobody may be named behind it.
    """
    opening = pair[:1]
    if not turns.endswith(opening) or turns[:-1].replace(pair, b""):
        return False
    mark = _OPENING if opening == b"\x9c" else opening
    follows = at + 1 < len(blocks) and blocks[at + 1].startswith(mark)
    return follows and not attributed(blocks[at].rpartition(mark)[2])

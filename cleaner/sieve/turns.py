"""Whether opening and closing double marks take turns in every paragraph of a text in UTF-8.

Asked of texts in which each mark does what its glyph and its neighbours say, and of one kind only:
`quotations.signs` tells the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

LINE_IS_PARAGRAPH = 160
"""See `evidence.LINE_IS_PARAGRAPH`, which is of characters; a test holds that they are equal."""
_CURLY = bytes(code for code in range(256) if code not in (0x0A, 0x9C, 0x9D))
_STRAIGHT = bytes(code for code in range(256) if code not in (0x01, 0x0A, 0x22))
_OPENING, _CLOSING = "“".encode(), "”".encode()
_BLANK_LINES = re.compile(rb"\n(?:[ \t]|\xc2\xa0)*\n")
_OPENS = re.compile(rb"\"(?:(?<=[\s(\[]\")|(?<=\xc2\xa0\"))(?=\S)|\A\"")


def odd(data: bytes, attributed: Callable[[bytes], bool]) -> bool:
    """Whether somewhere they do not; it may be said of a text in which they do.

    A quotation that the next paragraph goes on with is left open on purpose, unless what stands
    open is `attributed`.
    """
    if b'"' in data:
        if b"\x01" in data:
            return True
        opening, closing, rest = b"\x01", b'"', _STRAIGHT
        marked = _OPENS.sub(opening, data)
    else:
        if data.count(b"\x9c") != data.count(_OPENING):
            return True
        if data.count(b"\x9d") != data.count(_CLOSING):
            return True
        opening, closing, rest, marked = b"\x9c", b"\x9d", _CURLY, data
    pair = opening + closing
    if not marked.translate(None, rest).replace(pair, b"").strip(b"\n"):
        return False  # they do in every line
    blocks = _BLANK_LINES.split(data.strip(b"\n"))
    if max(map(len, data.split(b"\n"))) >= LINE_IS_PARAGRAPH and any(b"\n" in b for b in blocks):
        return True
    if b'"' in data:
        blocks = [_OPENS.sub(opening, block) for block in blocks]
    left = [block.translate(None, rest + b"\n").replace(pair, b"") for block in blocks]
    return any(
        marks and (marks != opening or not _goes_on(blocks, at, opening, attributed))
        for at, marks in enumerate(left)
    )


def _goes_on(
    blocks: Sequence[bytes], at: int, opening: bytes, attributed: Callable[[bytes], bool]
) -> bool:
    """Whether the next paragraph goes on with what one leaves open, and nobody is named inside."""
    mark = _OPENING if opening == b"\x9c" else opening
    follows = at + 1 < len(blocks) and blocks[at + 1].startswith(mark)
    return follows and not attributed(blocks[at].rpartition(mark)[2])

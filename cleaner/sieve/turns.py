"""Whether opening and closing double marks take turns in every paragraph of a text in UTF-8.

Asked of texts in which each mark does what its glyph and its neighbours say, and of one kind only:
`quotations.signs` tells the others.
"""

from __future__ import annotations

import re

LINE_IS_PARAGRAPH = 160
"""See `evidence.LINE_IS_PARAGRAPH`, which is of characters; a test holds that they are equal."""
_CURLY = bytes(code for code in range(256) if code not in (0x0A, 0x9C, 0x9D))
_STRAIGHT = bytes(code for code in range(256) if code not in (0x01, 0x0A, 0x22))
_OPENING, _CLOSING = "“".encode(), "”".encode()
_BLANK_LINES = re.compile(rb"\n(?:[ \t]|\xc2\xa0)*\n")
_OPENS = re.compile(rb"\"(?:(?<=[\s(\[]\")|(?<=\xc2\xa0\"))(?=\S)|\A\"")


def odd(data: bytes) -> bool:
    """Whether somewhere they do not; it may be said of a text in which they do."""
    if b'"' in data:
        if b"\x01" in data:
            return True
        marks = _OPENS.sub(b"\x01", data).translate(None, _STRAIGHT)
        pair = b'\x01"'
        blocks = [_OPENS.sub(b"\x01", block) for block in _BLANK_LINES.split(data)]
        left = _STRAIGHT + b"\n"
    else:
        if data.count(b"\x9c") != data.count(_OPENING):
            return True
        if data.count(b"\x9d") != data.count(_CLOSING):
            return True
        marks, pair = data.translate(None, _CURLY), b"\x9c\x9d"
        blocks, left = _BLANK_LINES.split(data), _CURLY + b"\n"
    if not marks.replace(pair, b"").strip(b"\n"):
        return False  # they do in every line
    if max(map(len, data.split(b"\n"))) >= LINE_IS_PARAGRAPH:
        return True
    return any(block.translate(None, left).replace(pair, b"") for block in blocks)

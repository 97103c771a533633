"""Text made fit for one line of a report: nothing invisible, nothing endless."""

from __future__ import annotations

import regex

from cleaner.expressions import expression

SHORT = 60
"""A shown text is at most this long."""

_EDGE_OR_RUN = expression(r"\A +| +\Z| {2,}")
_PART_AT_END = expression(r"(?s)(?: ++\S{0,15}|.)\Z")
_PART_AT_START = expression(r"(?s)\A(?:\S{0,15} ++|.)")
_INVISIBLE = expression(r"[\p{C}\p{Zs}\p{Zl}\p{Zp}\p{Variation_Selector}--\ ]", regex.V1)
_BYTES = range(0xDC80, 0xDD00)
"""What bytes from 0x80 on are in a file name that is no text: see PEP 383."""
_NAMED = {"\t": "\\t", "\n": "\\n", "\r": "\\r"}


def show(text: str) -> str:
    """`text` on one line, shortened in the middle, in back quotes; `nothing` if it is empty.

    A line end is `⏎`; blanks at an edge or in a row are `␣`; what else cannot be seen is escaped.
    """
    return f"`{visible(shorten(text))}`" if text else "nothing"


def visible(text: str) -> str:
    """`text` on one line with everything invisible written out."""
    blanks = _EDGE_OR_RUN.sub(lambda m: "␣" * len(m.group()), text)
    return escape(blanks.replace("\n", "⏎"))


def escape(text: str) -> str:
    """`text` with control, format and unusual blank characters as `\\t`, `\\u200b` and the like.

    Bytes of file names that are no text are `\\xff` and the like.
    """
    return _INVISIBLE.sub(lambda m: _escaped(m.group()), text)


def _escaped(character: str) -> str:
    if character in _NAMED:
        return _NAMED[character]
    code = ord(character)
    if code in _BYTES:
        return f"\\x{code - _BYTES.start + 0x80:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def shorten(text: str, length: int = SHORT) -> str:
    """`text`, or its beginning and end with ` … ` between, at most `length` code points in all.

    It is cut between words, unless a word there is very long.
    """
    if len(text) <= length:
        return text
    kept = length - 3
    head, tail = text[: kept - kept // 2 + 1], text[-(kept // 2) - 1 :]
    return f"{_PART_AT_END.sub('', head)} … {_PART_AT_START.sub('', tail)}"

"""Where the paragraphs of a text are: blocks between blank lines, and the lines of a block."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cleaner.expressions import expression
from cleaner.model import Markup
from cleaner.spans import Span

if TYPE_CHECKING:
    import regex

_BLANK_LINES = expression(r"\n(?:[^\S\n]*\n)+")
_BEGINNING = expression(r"\A[^\S\n]*\n+")
"""The blank lines that a text begins with; as a part of the other they make it ten times slower."""
_BLOCK_TAGS = expression(
    r"(?i)(?:[^\S\n]*\n)*[^\S\n]*"
    r"</?(?:address|article|aside|blockquote|body|br|caption|center|d[dlt]|details|dialog|div|fig\w+"
    r"|footer|form|h[1-6r]|head|header|html|li|link|main|menu|meta|nav|ol|option|p|pre|script|section"
    r"|select|style|summary|t(?:able|body|d|extarea|foot|h|head|itle|r)|ul)\b[^<>]*>\s*"
    rf"|{_BLANK_LINES.pattern}|{_BEGINNING.pattern}"
)
"""What parts the paragraphs of HTML."""


def blocks(text: str, markup: Markup) -> tuple[Span, ...]:
    """What stands between blank lines, in order, none blank."""
    found: list[Span] = []
    start = 0
    for m in [*_breaks(text, markup), None]:
        end = len(text) if m is None else m.start()
        if text[start:end].strip():
            found.append(Span(start, end))
        start = len(text) if m is None else m.end()
    return tuple(found)


def _breaks(text: str, markup: Markup) -> Iterator[regex.Match[str]]:
    """What parts the paragraphs, in order."""
    if markup is Markup.HTML:
        yield from _BLOCK_TAGS.finditer(text)
        return
    begun = None if _BLANK_LINES.match(text) else _BEGINNING.match(text)
    if begun is not None:
        yield begun
    yield from _BLANK_LINES.finditer(text, 0 if begun is None else begun.end())


def lines(text: str, block: Span) -> list[Span]:
    """The lines of a block without their ends, none empty."""
    found: list[Span] = []
    start = block.start
    while start < block.end:
        end = text.find("\n", start, block.end)
        end = block.end if end < 0 else end
        if end > start:
            found.append(Span(start, end))
        start = end + 1
    return found

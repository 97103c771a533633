"""What the parser of Markdown reads: its options, its events, and the places of these in a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyromark

from cleaner.evidence import Span
from cleaner.expressions import expression

OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
    | pyromark.Options.ENABLE_YAML_STYLE_METADATA_BLOCKS
    | pyromark.Options.ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
    | pyromark.Options.ENABLE_MATH
    | pyromark.Options.ENABLE_GFM
    | pyromark.Options.ENABLE_DEFINITION_LIST
    | pyromark.Options.ENABLE_WIKILINKS
)
NOT_PROSE = ("CodeBlock", "MetadataBlock", "HtmlBlock")
"""The blocks whose text is no prose."""

_LONE_SURROGATE = expression(r"[\ud800-\udfff]")


def readable(text: str) -> str:
    """A text as long, which the parser takes."""
    return _LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def is_one_of(tag: object, names: tuple[str, ...]) -> bool:
    """Whether an event, or the tag of one, has one of some names."""
    name = next(iter(tag)) if isinstance(tag, dict) else tag
    return name in names


def characters(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Sorted spans of UTF-8 bytes as spans of characters."""
    if text.isascii():
        yield from spans
        return
    data = text.encode("utf-8")
    byte = character = 0
    for span in spans:
        start = character + len(data[byte : span.start].decode("utf-8"))
        character = start + len(data[span.start : span.end].decode("utf-8"))
        byte = span.end
        yield Span(start, character)

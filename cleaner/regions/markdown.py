"""What is not prose in Markdown: everything that its parser does not read as text.

Markers, indentation, padding of table cells, hard breaks, destinations, code, raw HTML and front
matter lie between the pieces of text; so the regions are what is left when those are taken away.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

import pyromark

from cleaner.evidence import Span
from cleaner.expressions import expression
from cleaner.regions import html
from cleaner.regions.lines import merged

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
_NOT_PROSE = ("CodeBlock", "MetadataBlock", "HtmlBlock")
_PAGES = ("HtmlBlock", "InlineHtml")
_TAKEN = (*_NOT_PROSE, *_PAGES, "Paragraph", "Heading", "Text", "Code", "Link", "Image")
_TEXT_IS_TARGET = ("Autolink", "Email", "Collapsed", "Shortcut")
"""Links that lead where their text says: addresses, and labels of definitions."""
_PROSE = "Text"
_VERBATIM = expression(r"(?i)<(?P<close>/?)(?:code|kbd|samp|var|tt|pre|script|style|math|svg)\b")
_EXTENSIONS = expression(
    r"""(?mx)
    ^ [ \t]* :{3,} [^\n]* (?: \n [ \t]* :[\w-]++: [^\n]* )*+ $  # a fence of `:::`, its options
    | \{ [\#.:%] [^{}\n]* \}  # attributes
    | \{ [\w:.+-]++ \} (?= ` )  # a role
    | ^ [ \t]* \( [\w.:-]++ \)= [ \t]* $  # a target
    | ^ % [^\n]* $  # a comment of MyST
    | ^ [ \t]*+ (?! $ ) (?: [^\S\n] | (?! \n ) [\p{Cf}\p{Cc}] )++ $  # a line that shows nothing
    | \\ [!-/:-@\[-`{-~]  # an escaped mark
    | (?<! [\w:] ) :[a-z0-9_+-]+: (?! \w )  # a picture character by name
    """
)
_LINK_COMMENT = expression(
    r"(?m)^[ ]{0,3}\K\[//\]:[ ]#[ ](?:\([^()\n]*\)|\x22[^\x22\n]*\x22|'[^'\n]*')(?=[ \t]*$)"
)
"""A definition of a link that nothing uses, which is how Markdown without HTML writes comments."""
_LONE_SURROGATE = expression(r"[\ud800-\udfff]")
_BLANK = expression(r"[ \t\n]*\n")
HARD_BREAK = 2
"""So many blanks at the end of a line break it."""


def spans(text: str) -> list[Span]:
    """The regions of a Markdown text; they may overlap."""
    text = _readable(text)
    regions = [Span(*m.span()) for m in _EXTENSIONS.finditer(text)]
    regions += _characters(text, merged(_code(text)))
    at = 0
    for prose in _characters(text, sorted(_prose(text))):
        regions += _without_spare(text, Span(at, prose.start))
        at = prose.end
    return regions + _without_spare(text, Span(at, len(text)))


def comments(text: str) -> list[Span]:
    """The comments of HTML, and definitions that stand for one, outside of code."""
    text = _readable(text)
    pages, taken = _pages_and_others(text)
    found = [
        Span(page.start + one.start, page.start + one.end)
        for page in _characters(text, pages)
        for one in html.comments_of_fragment(text[page.start : page.end])
    ]
    blocks = tuple(_characters(text, merged(taken)))
    for m in _LINK_COMMENT.finditer(text):
        at = bisect_right(blocks, m.start(), key=lambda block: block.end)
        if at == len(blocks) or blocks[at].start > m.start():
            found.append(Span(*m.span()))
    return sorted(found)


def _pages_and_others(text: str) -> tuple[list[Span], list[Span]]:
    """Where HTML stands, and all that can hold no definition of a link, in bytes of UTF-8."""
    pages: list[Span] = []
    taken: list[Span] = []
    for event, where in pyromark.events_with_range(text, options=OPTIONS):
        said = event.get("Start", event) if isinstance(event, dict) else event
        if _is_one_of(said, _TAKEN):
            span = Span(where["start"], where["end"])
            taken.append(span)
            if _is_one_of(said, _PAGES):
                pages.append(span)
    return pages, taken


def structure(text: str) -> tuple[str, ...]:
    """What the parser reads, in order: every event as it is, but each run of prose as its kind.

    Code, raw HTML, metadata, formulas, destinations and titles of links are kept whole.
    """
    events: list[str] = []
    verbatim: list[bool] = []
    for event in pyromark.events(_readable(text), options=OPTIONS):
        said = str(event)
        match event:
            case "SoftBreak":
                said = _PROSE
            case {"Start": tag}:
                verbatim.append(_is_one_of(tag, _NOT_PROSE))
            case {"End": _}:
                verbatim.pop()
            case {"Text": _} if not any(verbatim):
                said = _PROSE
        if said != _PROSE or events[-1:] != [_PROSE]:
            events.append(said)
    return tuple(events)


def _readable(text: str) -> str:
    return _LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def _without_spare(text: str, gap: Span) -> list[Span]:
    """A gap between pieces of text, without the blanks at its start that mean nothing.

    These are a single blank at a line end, blank lines after the first, and the last lines of the
    text if they are blank.
    """
    blank = _BLANK.match(text, gap.start, gap.end)
    if blank is None:
        return [] if text[gap.start : gap.end + 1] in (" \n", "\t\n") else [gap]
    first = text.index("\n", gap.start)
    line = gap.start if first - gap.start >= HARD_BREAK else first
    if blank.end() == len(text):
        return [Span(line, first + 1)]
    second = text.find("\n", first + 1, blank.end())
    return [Span(line, max(first, second) + 1), Span(blank.end(), gap.end)]


def _prose(text: str) -> Iterator[Span]:
    """The pieces of text and the line breaks between them, in bytes of UTF-8."""
    data = text.encode("utf-8")
    kept_out: list[bool] = []
    verbatim = 0
    for found, where in pyromark.events_with_range(text, options=OPTIONS):
        span = Span(where["start"], where["end"])
        match found:
            case "SoftBreak" if data[span.start : span.end] == b"\n":
                yield span
            case str():
                continue
            case {"Start": tag}:
                kept_out.append(_keeps_out(tag))
            case {"End": _}:
                kept_out.pop()
            case {"InlineHtml": html}:
                verbatim = _deeper(verbatim, str(html))
            case {"Text": words} if not any(kept_out) and not verbatim:
                if data[span.start : span.end] == str(words).encode("utf-8"):
                    yield span


def _code(text: str) -> Iterator[Span]:
    """What is code without the extensions, which not every reader of Markdown has, in bytes.

    The second paragraph of a note or of a definition may be, for it is set in by four blanks; and
    a span that begins in a term may go on in its definition.
    """
    for event, where in pyromark.events_with_range(text):
        if not isinstance(event, dict):
            continue
        if "Code" in event or _is_one_of(event.get("Start", ""), ("CodeBlock",)):
            yield Span(where["start"], where["end"])


def _keeps_out(tag: object) -> bool:
    """Whether the text inside a construct is no prose: code, metadata, HTML, bare addresses."""
    if _is_one_of(tag, _NOT_PROSE):
        return True
    if not isinstance(tag, dict):
        return False
    link = tag.get("Link", tag.get("Image"))
    kind = None if link is None else link["link_type"]
    return kind in _TEXT_IS_TARGET or isinstance(kind, dict)


def _is_one_of(tag: object, names: tuple[str, ...]) -> bool:
    name = next(iter(tag)) if isinstance(tag, dict) else tag
    return name in names


def _deeper(depth: int, html: str) -> int:
    m = _VERBATIM.match(html)
    if m is None or html.endswith("/>"):
        return depth
    return max(depth - 1, 0) if m["close"] else depth + 1


def _characters(text: str, spans: Iterable[Span]) -> Iterator[Span]:
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

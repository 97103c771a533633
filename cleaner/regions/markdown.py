"""What is not prose in Markdown: everything that its parser does not read as text.

Markers, indentation, padding of table cells, hard breaks, destinations, code, raw HTML and front
matter lie between the pieces of text; so the regions are what is left when those are taken away.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyromark

from cleaner.evidence import Span
from cleaner.expressions import expression
from cleaner.regions.lines import merged
from cleaner.regions.markdown_comments import comments, of_myst
from cleaner.regions.markdown_events import NOT_PROSE, OPTIONS, characters, is_one_of, readable
from cleaner.regions.markdown_strikes import strikes

__all__ = ["HARD_BREAK", "OPTIONS", "comments", "spans", "structure"]

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
_BLANK = expression(r"[ \t\n]*\n")
HARD_BREAK = 2
"""So many blanks at the end of a line break it."""


def spans(text: str) -> list[Span]:
    """The regions of a Markdown text; they may overlap."""
    text = readable(text)
    regions = [Span(*m.span()) for m in _EXTENSIONS.finditer(text)]
    regions += characters(text, merged(_code(text)))
    regions += of_myst(text)
    at = 0
    for prose in characters(text, sorted(_prose(text))):
        regions += _without_spare(text, Span(at, prose.start))
        at = prose.end
    return regions + _without_spare(text, Span(at, len(text)))


def structure(text: str) -> tuple[str, ...]:
    """What the parser reads, in order: every event as it is, but each run of prose as its kind.

    Code, raw HTML, metadata, formulas, destinations and titles of links are kept whole. Behind it
    stand the marks of struck text, which the parser reads more lightly than others.
    """
    events: list[str] = []
    verbatim: list[bool] = []
    for event in pyromark.events(readable(text), options=OPTIONS):
        said = str(event)
        match event:
            case "SoftBreak":
                said = _PROSE
            case {"Start": tag}:
                verbatim.append(is_one_of(tag, NOT_PROSE))
            case {"End": _}:
                verbatim.pop()
            case {"Text": _} if not any(verbatim):
                said = _PROSE
        if said != _PROSE or events[-1:] != [_PROSE]:
            events.append(said)
    return (*events, *strikes(text))


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
        if "Code" in event or is_one_of(event.get("Start", ""), ("CodeBlock",)):
            yield Span(where["start"], where["end"])


def _keeps_out(tag: object) -> bool:
    """Whether the text inside a construct is no prose: code, metadata, HTML, bare addresses."""
    if is_one_of(tag, NOT_PROSE):
        return True
    if not isinstance(tag, dict):
        return False
    link = tag.get("Link", tag.get("Image"))
    kind = None if link is None else link["link_type"]
    return kind in _TEXT_IS_TARGET or isinstance(kind, dict)


def _deeper(depth: int, html: str) -> int:
    m = _VERBATIM.match(html)
    if m is None or html.endswith("/>"):
        return depth
    return max(depth - 1, 0) if m["close"] else depth + 1

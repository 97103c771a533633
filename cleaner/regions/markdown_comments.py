"""The comments of Markdown and of what is built on it.

They are those of HTML, definitions of links that nothing uses, and lines of MyST; MDX has
expressions besides. Those of MyST are taken only if they speak to cleaner: elsewhere such a line
is text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import takewhile

import pyromark

from cleaner.evidence import Span
from cleaner.expressions import expression
from cleaner.regions import html
from cleaner.regions.lines import merged
from cleaner.regions.markdown_events import NOT_PROSE, OPTIONS, characters, is_one_of, readable

_PAGES = ("HtmlBlock", "InlineHtml")
_TAKEN = (*NOT_PROSE, *_PAGES, "Paragraph", "Heading", "Text", "Code", "Link", "Image")
_INLINE = ("Emphasis", "Strong", "Strikethrough", "Link", "Image")
_LINK_COMMENT = expression(
    r"(?m)^[ ]{0,3}\K\[//\]:[ ]#[ ](?:\([^()\n]*\)|\x22[^\x22\n]*\x22|'[^'\n]*')(?=[ \t]*$)"
)
"""A definition of a link that nothing uses, which is how Markdown without HTML writes comments."""
_SIGN_OF_MYST = "% cleaner:"
_SAID_IN_MYST = expression(r"(?m)^[ \t>]*+\K% cleaner:")
_LINE_OF_MYST = expression(r"[ \t>]*+\K%[^\n]*(?<![ \t])")
_BORDER_OF_MYST = expression(r"[ \t>]*(?::{3,}|\+{3}|\([\w.:-]+\)=[ \t]*(?:\n|\Z))")
"""A fence, a break or a target: a block of MyST that other parsers read as a line of text."""
_OPENS = expression(r"\{\s*+/\*")
_CLOSES = expression(r"\*/\s*+\}")


def comments(text: str) -> list[Span]:
    """The comments of a Markdown text outside of code, those of MyST included."""
    text = readable(text)
    pages, taken = _pages_and_others(text)
    found = _of_pages(text, pages)
    blocks = tuple(characters(text, merged(taken)))
    for m in _LINK_COMMENT.finditer(text):
        at = bisect_right(blocks, m.start(), key=lambda block: block.end)
        if at == len(blocks) or blocks[at].start > m.start():
            found.append(Span(*m.span()))
    return _outermost([*found, *of_myst(text)])


def comments_of_mdx(text: str) -> list[Span]:
    """The comments of an MDX text: those of Markdown, and those in expressions."""
    return _outermost([*comments(text), *expressions(text)])


def expressions(text: str) -> list[Span]:
    """The expressions of MDX that are comments, `{/* … */}`, outside of code.

    In MDX nothing is code because it is indented, and what looks like HTML may hold expressions.
    """
    text = readable(text)
    found = list(_expressions(text))
    if not found:
        return []
    code = tuple(characters(text, merged(_code(text))))
    kept = []
    for one in found:
        at = bisect_right(code, one.start, key=lambda span: span.end)
        if at == len(code) or code[at].start > one.start:
            kept.append(one)
    return kept


def of_myst(text: str) -> list[Span]:
    """The lines `% cleaner: …` that are comments in MyST.

    MyST has comments inside a paragraph, where they part it. To every other reader such a line is
    text, so those between two lines of one paragraph are left out.
    """
    text = readable(text)
    if _SIGN_OF_MYST not in text:
        return []
    said = {m.start() for m in _SAID_IN_MYST.finditer(text)}
    runs = characters(text, list(_runs(text)))
    found = (one for run in runs for block in _blocks(text, run) for one in _at_edges(text, block))
    return [one for one in found if one.start in said]


def _pages_and_others(text: str) -> tuple[list[Span], list[Span]]:
    """Where HTML stands, and all that can hold no definition of a link, in bytes of UTF-8."""
    pages: list[Span] = []
    taken: list[Span] = []
    for event, where in pyromark.events_with_range(text, options=OPTIONS):
        said = event.get("Start", event) if isinstance(event, dict) else event
        if is_one_of(said, _TAKEN):
            span = Span(where["start"], where["end"])
            taken.append(span)
            if is_one_of(said, _PAGES):
                pages.append(span)
    return pages, taken


def _of_pages(text: str, pages: Iterable[Span]) -> list[Span]:
    """The comments in pieces of HTML, whose places are in bytes."""
    return [
        Span(page.start + one.start, page.start + one.end)
        for page in characters(text, pages)
        for one in html.comments_of_fragment(text[page.start : page.end])
    ]


def _outermost(found: Iterable[Span]) -> list[Span]:
    """Spans in order, without those that begin inside another."""
    kept: list[Span] = []
    for one in sorted(found):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _code(text: str) -> Iterator[Span]:
    """What is code in MDX too, and what stands before the document, in bytes."""
    for event, where in pyromark.events_with_range(text, options=OPTIONS):
        said = event.get("Start", event) if isinstance(event, dict) else event
        code = is_one_of(said, ("Code", "CodeBlock", "MetadataBlock"))
        if code and said != {"CodeBlock": "Indented"}:
            yield Span(where["start"], where["end"])


def _expressions(text: str) -> Iterator[Span]:
    """What looks like a comment in an expression, wherever it stands."""
    at = 0
    while (opens := _OPENS.search(text, at)) and (end := text.find("*/", opens.end())) >= 0:
        closes = _CLOSES.match(text, end)
        at = end + 2 if closes is None else closes.end()
        if closes is not None:
            yield Span(opens.start(), at)


def _runs(text: str) -> Iterator[Span]:
    """The runs of text, each that of one block, in bytes; a run has one line or more."""
    start = end = None
    closed = 0
    for event, where in pyromark.events_with_range(text, options=OPTIONS):
        tag = event.get("Start", event.get("End")) if isinstance(event, dict) else None
        if tag is None or is_one_of(tag, _INLINE):
            start = where["start"] if start is None else start
            end = where["end"]
            continue
        if start is not None and end is not None and not closed:
            yield Span(start, end)
        start = None
        if is_one_of(tag, NOT_PROSE):
            closed += 1 if "Start" in event else -1


def _blocks(text: str, run: Span) -> Iterator[list[Span]]:
    """The lines of a run, less those that MyST reads as borders, which part them."""
    block: list[Span] = []
    start = run.start
    while start < run.end:
        end = text.find("\n", start, run.end) + 1 or run.end
        if _BORDER_OF_MYST.match(text, start, end):
            yield block
            block = []
        else:
            block.append(Span(start, end))
        start = end
    yield block


def _at_edges(text: str, lines: list[Span]) -> Iterator[Span]:
    """The comments before the first line of text of a block, and those behind its last."""
    found = [_LINE_OF_MYST.match(text, *line) for line in lines]
    before = list(takewhile(lambda m: m is not None, found))
    after = list(takewhile(lambda m: m is not None, reversed(found[len(before) :])))
    for m in (*before, *reversed(after)):
        if m is not None:
            yield Span(*m.span())

"""What is not prose in reStructuredText, after its specification.

docutils tells no offsets inside a line, so this is a scanner; where docutils is installed its
reading of the text is part of the structure. Titles are left alone: links lead to them by their
text, and their underlines must be as long as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.evidence import Span
from cleaner.expressions import expression
from cleaner.regions import rst_doctree
from cleaner.regions.lines import Line, block, deeper, gaps, skeleton, split, until_blank

ADMONITIONS = expression(
    "attention|caution|danger|error|hint|important|note|seealso|tip|todo|warning"
)
"""Directives whose text may begin on their own line."""

TEXTUAL = expression(
    "admonition|centered|class|compound|container|deprecated|epigraph|figure|highlights|only"
    "|pull-quote|rst-class|sidebar|topic|version(?:added|changed|removed)"
)
"""Directives whose block is prose, behind arguments and options that are not."""

TEXTUAL_FIELDS = expression(
    "abstract|arg(?:ument)?|dedication|except(?:ion)?|key(?:word)?|kwarg|kwparam|param(?:eter)?"
    "|raises?|returns?|var|yields?"
)
"""Fields, by the first word of their names, whose text is prose."""

_EXPLICIT = expression(r"\.\.(?:[ \t]+|$)")
_NAME = r"[\p{L}\p{N}]+(?:[-_+:.][\p{L}\p{N}]+)*"
_DIRECTIVE = expression(rf"\.\.[ \t]+(?P<name>{_NAME})[ ]?::(?:[ \t]+|$)")
_NOTE = expression(r"\.\.[ \t]+\[(?:\d+|\#[\w.-]*|\*|[\p{L}\p{N}][\w.:+-]*)\](?:[ \t]+|$)")
_TARGET = expression(r"\.\.[ \t]+(?:_|\|[^|\n]+\|[ \t])")
_FIELD = expression(r":(?![:\s`])(?P<name>(?:[^:\\\n]|\\.|:(?![ \t`]|$))+?)(?<!\s):(?:[ \t]+|$)")
_OPTION = r"(?:-{1,2}\w[\w-]*|/\w)(?:[ =][\w<>-]+)?"
_MARKER = expression(
    r"(?:[*+\-•‣⁃|]|\(?(?:\d+|[a-zA-Z]|[ivxlcdm]+|[IVXLCDM]+|\#)[.)])(?:[ \t]+|$)"
    rf"|{_OPTION}(?:, {_OPTION})*(?: {{2,}}|$)"
)
_LINE = expression(r"([!-/:-@\[-`{-~])\1*[ \t]*\Z")
_GRID = expression(r"\+[-=]+\+(?:[-=]+\+)*[ \t]*\Z")
_RULED = expression(r"=+(?:[ \t]+=+)+[ \t]*\Z")
_SHORT = 4
"""An underline shorter than this, and than its title, is text."""

_ROWS = 500
"""The longest table with ruled lines."""

_INLINE = expression(
    r"""(?xs)
      (?<! [`\\] ) `` (?! \s ) (?: (?! `` | \n [ \t]* \n ) . ){1,2000}+ ``+  # literal
    | (?<! [`\\] ) (?: : [\w:.+-]+ : | _ )? ` (?! [\s`] )
        (?: [^`\\\n] | \\ . | \n (?! [ \t]* \n ) ){1,2000}+ `
      (?: __? (?! \w ) | : [\w:.+-]+ : )?  # interpreted text, a reference, a target
    | (?<! [|\w\\] ) \| (?! [\s|] ) [^|\n]++ (?<! \s ) \| _{0,2}+ (?! \w )  # a substitution
    | \[ (?: \d+ | \#[\w.-]* | \* | [\p{L}\p{N}][\w.:+-]* ) \]_ (?! \w )  # a reference to a note
    | (?<! \w ) [\p{L}\p{N}]++ (?: [-._:+] [\p{L}\p{N}]++ )*+ __? (?! \w )  # a reference
    | \*++  # emphasis
    | \\ .  # an escaped character
    """
)


def spans(text: str) -> list[Span]:
    """The regions of a text; they may overlap."""
    inline = [Span(*m.span()) for m in _INLINE.finditer(text)]
    return [*inline, *_doubtful(text, inline), *gaps(text), *_blocks(split(text))]


def _doubtful(text: str, inline: Sequence[Span]) -> Iterator[Span]:
    """The paragraphs with a back-tick that opens or closes nothing: who knows what it would do."""
    at = 0
    for span in [*inline, Span(len(text), len(text))]:
        while (stray := text.find("`", at, span.start)) >= 0:
            start, end = text.rfind("\n\n", 0, stray), text.find("\n\n", stray)
            at = len(text) if end < 0 else end
            yield Span(max(start, 0), at)
        at = max(at, span.end)


def structure(text: str) -> tuple[str, ...]:
    """The regions as they are written, each run of prose as its kind, and what docutils reads."""
    return skeleton(text, spans(text)) + rst_doctree.outline(text)


def comments(text: str) -> list[Span]:
    """The comments, each with the lines that are indented below it."""
    lines = split(text)
    found: list[Span] = []
    at = 0
    while at < len(lines):
        _, past = _construct(lines, at)
        if _is_comment(lines, at):
            last = lines[max(past, at + 1) - 1]
            found.append(Span(lines[at].head(0).end, last.span.end))
        at = max(past, at + 1)
    return found


def _is_comment(lines: Sequence[Line], at: int) -> bool:
    """Whether explicit markup begins at a line, which nothing else that it may be does."""
    text = lines[at].text.strip()
    if not _EXPLICIT.match(text) or _NOTE.match(text) or _DIRECTIVE.match(text):
        return False
    if _TARGET.match(text):
        return False
    before = lines[at - 1] if at else None
    return (
        before is None
        or before.blank
        or before.indent != lines[at].indent
        or (_EXPLICIT.match(before.text.strip()) is not None)
    )


def _blocks(lines: Sequence[Line]) -> Iterator[Span]:
    at = 0
    while at < len(lines):
        found, past = _construct(lines, at)
        yield from found
        at = max(past, at + 1)


def _construct(lines: Sequence[Line], at: int) -> tuple[list[Span], int]:
    """The regions of what begins at a line, and the number of the line to go on with."""
    line = lines[at]
    text = line.text.strip()
    if not text:
        return [], at + 1
    if _EXPLICIT.match(text):
        return _explicit(lines, at, text)
    if text.startswith("__ ") or text == "__":
        return [block(lines, at, at + 1)], at + 1
    past = _whole(lines, at, text)
    if past is not None:
        return [block(lines, at, past)], past
    if m := _FIELD.match(text):
        if TEXTUAL_FIELDS.fullmatch(m["name"].split()[0]):
            return [line.head(m.end()), *_literal(lines, at, line.indent)[0]], at + 1
        past = max(deeper(lines, at + 1, line.indent), at + 1)
        return [block(lines, at, past)], past
    m = _MARKER.match(text)
    marker = 0 if m is None else m.end()
    found, past = _literal(lines, at, line.indent + marker)
    return [line.head(marker), *found] if marker else found, past


def _explicit(lines: Sequence[Line], at: int, text: str) -> tuple[list[Span], int]:
    """Directives, notes, targets, substitutions and comments."""
    line = lines[at]
    if m := _NOTE.match(text):
        return [line.head(m.end())], at + 1
    m = _DIRECTIVE.match(text)
    name = "" if m is None else m["name"].lower()
    if m is not None and ADMONITIONS.fullmatch(name):
        past = _options(lines, at + 1, line.indent)
        head = line.head(m.end()) if m.end() < len(text) else block(lines, at, at + 1)
        return [head, block(lines, at + 1, past)] if past > at + 1 else [head], past
    if TEXTUAL.fullmatch(name):
        past = _options(lines, at + 1, line.indent)
        return [block(lines, at, past)], past
    past = max(deeper(lines, at + 1, line.indent), at + 1)
    return [block(lines, at, past)], past


def _options(lines: Sequence[Line], at: int, indent: int) -> int:
    """The number of the line behind the options of a directive."""
    option: int | None = None
    while at < len(lines) and not lines[at].blank and lines[at].indent > indent:
        if _FIELD.match(lines[at].text.lstrip()):
            option = lines[at].indent
        elif option is None or lines[at].indent <= option:
            break
        at += 1
    return at


def _whole(lines: Sequence[Line], at: int, text: str) -> int | None:
    """The number of the line behind what is no prose at all: titles, tables, doctests."""
    if text.startswith(">>>") or _GRID.match(text):
        return until_blank(lines, at)
    if _RULED.match(text):
        ends = (
            n
            for n in range(at + 1, min(at + _ROWS, len(lines)))
            if _RULED.match(lines[n].text.strip())
        )
        closing = next((n for n in ends if n + 1 == len(lines) or lines[n + 1].blank), None)
        return until_blank(lines, at) if closing is None else closing + 1
    under = lines[at + 1].text.rstrip() if at + 1 < len(lines) else ""
    if _LINE.match(text):
        is_title = at + 2 < len(lines) and under.strip() and _LINE.match(lines[at + 2].text)
        return at + 3 if is_title else at + 1 if len(text) >= _SHORT else None
    if _LINE.match(under) and (len(under) >= _SHORT or len(under) >= len(text)):
        return at + 2
    return None


def _literal(lines: Sequence[Line], at: int, indent: int) -> tuple[list[Span], int]:
    """The `::` that ends a paragraph, and the literal block behind it."""
    line = lines[at]
    bare = line.text.rstrip()
    if not bare.endswith("::"):
        return [], at + 1
    found = [Span(line.start + len(bare) - 2, line.span.end)]
    if at + 1 < len(lines) and not lines[at + 1].blank:
        return found, at + 1
    past = deeper(lines, at + 1, indent)
    first = next((n for n in range(at + 1, len(lines)) if not lines[n].blank), len(lines))
    if past <= at + 1 and first < len(lines) and _LINE.match(lines[first].text.strip()[:1]):
        past = until_blank(lines, first)
    return [*found, block(lines, at + 1, past)] if past > at + 1 else found, max(past, at + 1)

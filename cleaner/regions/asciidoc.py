"""What is not prose in AsciiDoc, after its language documentation: a scanner of lines and marks.

Tables, and blocks whose style is code or formula, are left whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.evidence import Span
from cleaner.expressions import expression
from cleaner.regions.lines import Line, block, gaps, skeleton, split, until_blank

_VERBATIM = expression(r"(-{4,}|\.{4,}|/{4,}|\+{4,}|`{3,}|[|,:!]={3,})(?<tail>.*)\Z")
_CONTAINER = expression(r"(?:={4,}|\*{4,}|_{4,}|--|~{4,}|\"\")\Z")
_ATTRIBUTES = expression(r"\[(?:\[[^\]]+\]|[^\]\[]*(?:\[[^\]]*\][^\]\[]*)*)\]\Z")
_CODE_STYLE = expression(
    r"\[\s*[\"']?(?:source|listing|literal|stem|latexmath|asciimath|verse|pass|comment|plantuml"
    r"|ditaa|graphviz|mermaid|subs=|,)[\w\"']*\s*[],%#.]"
)
_ENTRY = expression(r":!?[\w][\w-]*!?:(?:\s|\Z)")
_MACRO = expression(r"[\w-]+::[^\[\]]*\[.*\]\Z|(?:ifn?def|ifeval|endif|include)::.*\Z")
_COMMENT = expression(r"//(?!/)")
_MARKER = expression(
    r"(?:={1,6}|#{1,6}|\*{1,5}|\.{1,5}|-|\d+\.|[a-zA-Z]\.|[ivxIVX]+\)|<(?:\d+|\.)>)[ \t]+"
    r"(?:\[[ x*]\][ \t]+)?|\.(?=[^\s.])|(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+"
)
_RULE = expression(r"(?:'{3,}|<{3,}|-{3}|\*{3}|\+)\Z")
_UNDERLINE = expression(r"([=\-~^+])\1{2,}\Z")
_ABOUT = 3
"""By less than this an underline may be longer or shorter than its title."""
_TERM = expression(r"(?:::+|;;)(?:[ \t]+|$)")

_INLINE = expression(
    r"""(?xs)
      \+{2,3} (?! [\s+] ) [^\n]{1,500}? \+{2,3}  # passed through
    | \$\$ [^\n]{1,500}? \$\$
    | (?<! \w ) \+ (?! [\s+] ) [^\n+]++ \+ (?! \w )
    | ["']?+ (?<! [`\w] ) `{1,2} (?! [\s`] )
        (?: [^`\n] | \n (?! [ \t]* \n ) ){1,1000}+ `{1,2} ["']?+
    | <<[^<>\n]++>> | \[\[[^\]\n]++\]\] | \(\(\([^()\n]++\)\)\) | \(\( | \)\)
    | \{ [\w][\w:!-]*+ [^{}\n]*+ \}  # an attribute
    | \b (?: https?|ftp|irc|file|mailto ) : [^\s\[\]<>]++ (?: \[ [^\]\n]{0,500}+ \] )?
    | \b (?! footnote ) [a-z][\w-]*+ : [^\s\[\]:]{0,500}+ \[ [^\]\n]{0,500}+ \]  # a macro
    | \b footnote : [^\s\[\]:]{0,500}+ \[
    | \[ [^\]\n]{0,500}+ \] (?= [\#*_`^~] ) | \]  # roles of marked text
    | [*_\#^~]++ | \[ | (?<= [ ] ) \+ (?= \n | \Z ) | \\ [\S]  # marks, a hard break, an escape
    | <\d+> | & \#? \w+ ;
    """
)


def spans(text: str) -> list[Span]:
    """The regions of a text; they may overlap."""
    found = [Span(*m.span()) for m in _INLINE.finditer(text)]
    return [*found, *gaps(text), *_blocks(split(text))]


def comments(text: str) -> list[Span]:
    """The lines that are comments, outside of blocks left whole."""
    lines = split(text)
    alone = (lines[at] for at, past, code in _constructs(lines) if past == at + 1 and not code)
    return [line.span for line in alone if _COMMENT.match(line.text)]


def structure(text: str) -> tuple[str, ...]:
    """The regions as they are written, and each run of prose as its kind."""
    return skeleton(text, spans(text))


def _blocks(lines: Sequence[Line]) -> Iterator[Span]:
    for at, past, _ in _constructs(lines):
        if past > at:
            yield block(lines, at, past)
        else:
            yield from _marks(lines[at], lines[at].text.rstrip())


def _constructs(lines: Sequence[Line]) -> Iterator[tuple[int, int, bool]]:
    """What begins at which line, and the number of the line behind it if it is left whole.

    The last says whether the style that stands before it is one of code.
    """
    at, code = 0, False
    while at < len(lines):
        text = lines[at].text.rstrip()
        past = at if not text else _whole(lines, at, text, code=code)
        yield at, past, code
        code = _CODE_STYLE.match(text) is not None or (code and _keeps_style(text))
        at = max(past, at + 1)


def _underlines(lines: Sequence[Line], at: int, text: str) -> bool:
    """Whether a line makes the one before it a title: it is about as long, and stands alone."""
    if at == 0 or lines[at - 1].blank or _UNDERLINE.match(text) is None:
        return False
    alone = at == 1 or lines[at - 2].blank or _ATTRIBUTES.match(lines[at - 2].text.rstrip())
    return bool(alone) and abs(len(lines[at - 1].text.rstrip()) - len(text)) < _ABOUT


def _keeps_style(text: str) -> bool:
    """Whether a line stands between the style of a block and the block: a title, more of it."""
    return text.startswith((".", "[")) and not text.startswith("..")


def _whole(lines: Sequence[Line], at: int, text: str, *, code: bool) -> int:
    """The number of the line behind what begins at a line and is no prose; `at` if it may be."""
    if _underlines(lines, at, text):
        return at + 1
    if m := _VERBATIM.match(text):
        if m[1][0] == "`" or not m["tail"]:
            return _closed(lines, at, m[1])
        return at
    if _CONTAINER.match(text):
        return _closed(lines, at, text) if code else at + 1
    if code and not _keeps_style(text):
        return until_blank(lines, at)
    single = (_ATTRIBUTES, _ENTRY, _MACRO, _RULE)
    if text.startswith("//") or any(pattern.match(text) for pattern in single):
        return at + 1
    if lines[at].indent and (at == 0 or lines[at - 1].blank) and not _is_item(text.lstrip()):
        return until_blank(lines, at)
    return at


def _is_item(text: str) -> bool:
    return _MARKER.match(text) is not None or _TERM.search(text) is not None


def _closed(lines: Sequence[Line], at: int, fence: str) -> int:
    """The number of the line behind the one that closes a block, or behind the last one."""
    inside = range(at + 1, len(lines))
    return next((n for n in inside if lines[n].text.rstrip() == fence), len(lines) - 1) + 1


def _marks(line: Line, text: str) -> Iterator[Span]:
    """The marker that a line begins with, and what follows the term of a list."""
    m = _MARKER.match(text.lstrip())
    yield line.head(0 if m is None else m.end())
    if m := _TERM.search(text):
        yield Span(line.start + m.start(), line.start + m.end())

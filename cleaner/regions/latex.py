"""What is not prose in LaTeX: commands and most of their arguments, formulas, code, comments.

Marks that stand for characters belong to the document as they are: ``quotes'', dashes, ties. A
text that sets its own catcodes, or defines delimited macros, is read as if it did not.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from cleaner.evidence import Span
from cleaner.expressions import expression
from cleaner.regions.lines import gaps, skeleton

TEXTUAL = expression(
    "(?:sub){0,2}section|chapter|(?:sub)?paragraph|part|title|subtitle|emph"
    "|text(?:bf|it|rm|sf|sl|sc|up|md|normal)|underline|caption|footnote(?:text)?|thanks|item|enquote|uline|mbox|centerline"
    "|marginpar|begin|end"
)
"""Commands whose argument is prose; `begin` and `end` are read by themselves."""

ENVIRONMENTS = (
    "verbatim|Verbatim|BVerbatim|LVerbatim|alltt|lstlisting|minted|comment|filecontents|tikzpicture"
    "|pspicture|picture|tabular[xy]?|longtable|array|[bpvBV]?matrix|cases|split|displaymath|math"
    "|equation|eqnarray|align|alignat|aligned|flalign|gather|gathered|multline|dmath|thebibliography"
    "|algorithm|algorithmic|code|mathpar|prooftree|tabbing|CD|xy|forest|axis"
)
"""Environments whose content is no prose."""

_TOKEN = expression(
    rf"""(?xs)
      \\ (?: verb\*? | lstinline ) (?! [a-zA-Z] ) (?: \[ [^\]\n]*+ \] )?+
        (?: \{{ [^{{}}\n]*+ \}} | (?<delimiter> [^\s\w*] ) [^\n]*? (?P=delimiter) )
    | (?<comment> % [^\n]*+ ) (?: \n [ \t]*+ )?+
    | \\begin \s*+ \{{ (?<environment> (?: {ENVIRONMENTS} ) \*? ) \}}
        (?: .*? \\end \s*+ \{{ (?P=environment) \}} | .* )
    | \$\$ (?: [^$\\] | \\ . )*+ (?: \$\$ | \Z )  # formulas
    | \$ (?: [^$\\\n] | \\ . | \n (?! [ \t]* \n ) )++ \$
    | \\\( .*? (?: \\\) | \Z )
    | \\\[ .*? (?: \\\] | \Z )
    | \\ (?: begin | end ) \s*+ \{{ [^{{}}]*+ \}} (?: [ \t]*+ \[ [^\]]*+ \] )?+
    | \\ (?<command> [a-zA-Z@]++ ) \*?
    | \\ .?
    | `+ | '{{2,}} | -{{2,}} | [{{}}~&\#^_"$\[\]]
    """
)
_ACCENT = r"""
    \\ (?: ["'`^~=.] | [cvuHkrbdt] (?= [ {] ) )
    (?: [ ]? \{ \\? \p{L}? \} | \\[ij] (?! \p{L} ) | [ ]? \p{L} )
"""
_ACCENTED = expression(rf"(?x) \p{{L}}*+ (?: {_ACCENT} \p{{L}}*+ )++")
"""A word with accents, whole: its pieces are no words."""

_OPTIONAL = expression(r"\s*?\[(?:[^\[\]{}]|\{[^{}]*\})*+\]")
_ARGUMENT = expression(
    r"[ \t]*+\n?[ \t]*+(?<group>\{(?:[^{}\\]++|\\.|(?&group))*+\})", regex.DOTALL
)


def spans(text: str) -> list[Span]:
    """The regions of a text; they may overlap."""
    found = [Span(*m.span()) for m in _ACCENTED.finditer(text)]
    tokens = (Span(m.start(), end) for m, end in _tokens(text))
    return [*found, *gaps(text), *tokens, *_outside(text)]


def structure(text: str) -> tuple[str, ...]:
    """The regions as they are written, and each run of prose as its kind."""
    return skeleton(text, spans(text))


def comments(text: str) -> list[Span]:
    """The comments, each to the end of its line, outside of code and formulas."""
    return [Span(*m.span("comment")) for m, _ in _tokens(text) if m["comment"] is not None]


def _tokens(text: str) -> Iterator[tuple[regex.Match[str], int]]:
    """Each token, and the end of it with the arguments that are no prose."""
    at = 0
    while m := _TOKEN.search(text, at):
        at = m.end()
        if m["command"] is not None:
            at = _arguments(text, at, textual=TEXTUAL.fullmatch(m["command"]) is not None)
        yield m, at


def _arguments(text: str, at: int, *, textual: bool) -> int:
    """The end of what belongs to a command: options, and arguments where they are no prose."""
    while m := _OPTIONAL.match(text, at) or (None if textual else _ARGUMENT.match(text, at)):
        at = m.end()
    return at


def _outside(text: str) -> Iterator[Span]:
    r"""What stands before `\begin{document}` and after `\end{document}`."""
    start, end = text.find(r"\begin{document}"), text.find(r"\end{document}")
    if start >= 0:
        yield Span(0, start)
    if end >= 0:
        yield Span(end, len(text))

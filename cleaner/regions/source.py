"""What is prose in source code: comments, by a small table of how languages write them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from cleaner.evidence import Span
from cleaner.expressions import expression
from cleaner.model import Unparsable
from cleaner.regions.lines import skeleton

_LINE = r"(?<comment> // [^\n]*+ )"
_BLOCK = r"(?<comment> /\* .*? \*/ ) | (?<broken> /\* )"
_DOUBLE = r'" (?: [^"\\\n] | \\ . )*+ (?: " | (?<broken> (?= \n | \Z ) ) )'
_SINGLE = r"' (?: [^'\\\n] | \\ . )*+ (?: ' | (?<broken> (?= \n | \Z ) ) )"

_MARKER = expression(r"(?m)^[ \t]*(?:/\*+[!<]*|//[/!<]*|#+|\*+(?!/))?[ \t]*|[ \t]*\*+/\Z")
_NOT_PROSE = expression(
    r"""(?xm)
      ^ [^\w\n]*? (?: \b (?: eslint | js[hl]int | global | prettier | biome | istanbul | c8
          | tslint | cleaner:
          | ts- | go: | nolint | NOLINT | lint: | clang-format | SPDX- | cppcheck | shellcheck
          | checkstyle | CHECKSTYLE | noinspection | (?: end )? region )
        | @ts- | @flow | @jsx | \+build | \$ ) [^\n]*  # directives
    | ^ \#! [^\n]*
    | [/\#] [ \t]*+ cleaner: [^\n]*
    | ^ [^\S\n]*+ (?: [/*\#!<]++ [ ] )? [ ]{4} [^\n]*  # code set apart
    | [@\\] \w++ (?: [ \t]*+ \{ [^{}\n]*+ \} )?
      (?: (?<= [@\\] (?: t?param | property | arg | throws ) \b (?: [ \t]*+ \{ [^{}\n]*+ \} )? )
        [ \t]++ \[? [\w.$=]++ \]? )?  # a tag of documentation
    | \{ @ \w++ [^{}\n]*+ \} | </? \w [^<>\n]*+ >
    | ^ [^\w\n]*+ ``` .*? (?: ^ [^\w\n]*+ ``` [^\n]* | \Z )
    | ^ [^\n]* [;{}] [ \t]* $  # code left out
    """,
    regex.DOTALL,
)
_LINE_END = expression(r"[ \t]*\n[ \t]*")


@dataclass(frozen=True, slots=True)
class Comments:
    """A language by the pattern of what is read as one: strings, and comments by that name.

    `broken` names what begins and does not end.
    """

    tokens: regex.Pattern[str]

    def spans(self, text: str) -> list[Span]:
        """The regions; raises Unparsable for a string or a comment that does not end."""
        regions: list[Span] = []
        at = 0
        for m in self.tokens.finditer(text):
            if m["broken"] is not None:
                raise Unparsable(m.start(), "a string or a comment does not end")
            if m["comment"] is not None:
                regions += (Span(at, m.start()), *_regions(m["comment"], m.start()))
                at = m.end()
        return [*regions, Span(at, len(text))]

    def comments(self, text: str) -> list[Span]:
        """The comments with their marks."""
        found = self.tokens.finditer(text)
        return [Span(*m.span("comment")) for m in found if m["comment"] is not None]

    def structure(self, text: str) -> tuple[str, ...]:
        """The code as it is written, and each run of prose as its kind."""
        return skeleton(text, self.spans(text))


def _regions(comment: str, start: int) -> Iterator[Span]:
    """Markers, line ends and what is no prose in a comment."""
    for pattern in (_MARKER, _NOT_PROSE, _LINE_END):
        for m in pattern.finditer(comment):
            yield Span(start + m.start(), start + m.end())


def _language(*tokens: str) -> Comments:
    return Comments(expression("|".join(tokens), regex.VERBOSE | regex.DOTALL))


_TEXT_BLOCK = r'""" (?: [^\\] | \\ . )*? (?: """ | (?<broken> \Z ) )'
_NUMBER = r"\b \d [\w'.]*+"
_RAW = r'\b (?: u8 | [uUL] )? R" (?<fence> [^()\\\s]{0,16} ) \( .*? \) (?P=fence) "'
_PATTERN = (
    r"(?<= [(,=:\[!&|?{};\n] [ ]* | \b return [ ] ) / (?! [*/] )"
    r" (?: [^/\\\n\[] | \\ . | \[ (?: [^\]\\\n] | \\ . )*+ \] )++ /"
)

C = _language(_RAW, _TEXT_BLOCK, _NUMBER, _DOUBLE, _SINGLE, _LINE, _BLOCK)
"""C and those that write comments and strings as it does: C++, Java, C#, Kotlin, Swift."""
JAVASCRIPT = _language(
    r"` (?: [^`\\] | \\ . )*+ (?: ` | (?<broken> \Z ) )", _LINE, _BLOCK, _PATTERN, _DOUBLE, _SINGLE
)
GO = _language(r"` [^`]*+ (?: ` | (?<broken> \Z ) )", _DOUBLE, _SINGLE, _LINE, _BLOCK)
RUST = _language(
    r'\b b?r (?<fence> \#* ) " .*? " (?P=fence)',
    r'" (?: [^"\\] | \\ . )*+ (?: " | (?<broken> \Z ) )',
    r"' (?: \\ [^\n']*+ ' | \\'' | [^\\'\n] ' )",
    _LINE,
    r"(?<comment> (?<nested> /\* (?: [^*/]++ | /(?!\*) | \*(?!/) | (?&nested) )*+ \*/ ) )",
    r"(?<broken> /\* )",
)
SHELL = _language(
    r"<<-? [ ]* (?<quote> ['\"\\]? ) (?<word> \w+ ) (?P=quote)? [^\n]*+"
    r" (?: \n | \n .*? \n ) \t*+ (?P=word) (?= \n | \Z )",
    r"\\ .",
    r"\$?' [^']*+ (?: ' | (?<broken> \Z ) )",
    r'" (?: [^"\\] | \\ . )*+ (?: " | (?<broken> \Z ) )',
    r"(?<comment> (?<! [^\s;&|(] ) \# [^\n]*+ ) | (?<broken> (?!) )",
)

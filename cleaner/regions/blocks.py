"""What is not prose in any text, by lines: code behind a prompt or `::`, drawn tables, directives.

Manuals and the comments of programs are plain text with such blocks in it, whatever their suffix.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import regex

from cleaner.evidence import Span
from cleaner.expressions import expression


class Kind(NamedTuple):
    """The pattern of a region, and a string that every such region holds."""

    holds: str
    pattern: regex.Pattern[str]


_CODE = (
    "code|code-block|code-cell|sourcecode|parsed-literal|math|raw|toctree|productionlist|prompt"
    "|ipython|doctest|testcode|testoutput|testsetup|console"
)
_TEXTUAL = (
    "note|warning|tip|hint|important|attention|caution|danger|error|seealso|todo|admonition|rubric"
    "|deprecated|version(?:added|changed)|centered|topic"
)
"""Directives with a text on their own line."""
_EMPTY = r"[ \t]*\n"
_RULE = r"=+(?:[ \t]+=+)+[ \t]*"

KINDS = {
    "doctest": Kind(
        ">>> ",
        expression(r"(?m)^[ \t]*>>> [^\n]*(?:\n[ \t]*+(?!>>> )\S[^\n]*)*+"),
    ),
    "literal_block": Kind(
        "::",
        expression(
            rf"(?m)^([ \t]*+)(?:\.\.[ ](?:{_CODE})::[^\n]*\n|(?!\.\.[ ])[^\n]*::{_EMPTY})"
            rf"\K(?:(?:{_EMPTY})*+\1[ \t]+\S[^\n]*(?:\n|\Z))++"
        ),
    ),
    "help_example": Kind(
        " >\n",
        expression(rf"(?m)^[^\n]*[ \t]>\n\K(?:(?:{_EMPTY})*+[ \t]+\S[^\n]*(?:\n|\Z))++"),
    ),
    "directive": Kind(
        ".. ",
        expression(
            r"(?m)^[ \t]*\.\. (?:_[^\n]+:(?:[ ]|$)|\|[^|\n]+\| "
            rf"|(?!(?:{_TEXTUAL})::)[\w:+-]+::)[^\n]*$"
        ),
    ),
    "ruled_table": Kind(
        "== ",
        expression(rf"(?m)^([ \t]*){_RULE}\n(?:[^\n]*\n){{1,200}}?\1{_RULE}$(?=\n{_EMPTY}|\n?\Z)"),
    ),
    "drawn_table": Kind(
        "+-",
        expression(r"(?m)^[ \t]*\+-[-=+]+\+[ \t]*(?:\n[ \t]*[|+][^\n]*)+$"),
    ),
}
"""Each with the lines it covers: a doctest with its output, an indented block without its lead."""


def find(text: str) -> Iterator[tuple[str, Span]]:
    """The blocks of a text that are no prose, each with the name of its kind; they may overlap."""
    return standing(KINDS, text)


def standing(kinds: Mapping[str, Kind], text: str) -> Iterator[tuple[str, Span]]:
    """The regions of some kinds, each with the name of its kind; they may overlap."""
    for name, kind in kinds.items():
        if kind.holds in text:
            for m in kind.pattern.finditer(text):
                yield name, Span(*m.span())

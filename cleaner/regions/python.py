"""What is prose in Python: comments and docstrings, less the code, fields and directives in them.

Docstrings are read as reStructuredText with the sections of Google and NumPy style.
"""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

import regex

from cleaner.evidence import Span
from cleaner.expressions import expression
from cleaner.model import Unparsable
from cleaner.regions import rst
from cleaner.regions.lines import merged, skeleton

_COMMENT = expression(r"#[#:!]*[ \t]*")
_DIRECTIVE = expression(
    r"#!|#[ \t]*(?:-\*-|type:|noqa|nosec|cleaner:|pragma:|SPDX-|language=|%%|\[|\]"
    r"|(?:pylint|fmt|ruff|isort|mypy|pyright|flake8|yapf|cython|distutils|coverage|bandit)\b:?)"
)
_SUPPRESSION = expression(r"[ \t]*#[ \t]*cleaner:")
_QUOTES = expression(r"(?i)(?<prefix>[ru]?)(?<quotes>\x22{3}|'{3}|\x22|')")
_ESCAPE = expression(r"\\.", regex.DOTALL)
_ARGUMENT = expression(
    r"(?m)^[ \t]*(?:\*{0,2}\w+(?:[ ]?\([^()\n]*\))?:(?=[ \t]|$)"
    r"|\*{0,2}\w+(?:, \*{0,2}\w+)* : [^\n]*$)"
)
"""The name of an argument, as Google and NumPy write it, or the title of a section."""

_BEGINNING = expression(r"(?:else|try|finally):\Z|@\w|[\w.]+(?:\(|(?: = |\()[^\n]*[(\[{,\\])\Z")
"""How code begins that goes on in the next line."""


class _Module(NamedTuple):
    """Where the docstrings stand, all tokens, and where the lines start."""

    docstrings: set[tuple[int, int, int, int]]
    tokens: list[tokenize.TokenInfo]
    starts: list[int]


_Scopes = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def spans(text: str) -> list[Span]:
    """The regions of a module; raises Unparsable if it is not the Python that runs this."""
    regions: list[Span] = []
    at = 0
    for prose in _prose(text):
        regions.append(Span(at, prose.start))
        at = prose.end
    return [*regions, Span(at, len(text))]


def comments(text: str) -> list[Span]:
    """The comments with their marks; raises Unparsable as `spans` does."""
    _, tokens, starts = _read(text)
    found = (token for token in tokens if token.type == tokenize.COMMENT)
    starting = ((starts[one.start[0] - 1] + one.start[1], one.string) for one in found)
    return [Span(start, start + len(comment)) for start, comment in starting]


def structure(text: str) -> tuple[str, ...]:
    """The code as it is written, and each run of prose as its kind."""
    return skeleton(text, spans(text))


def _read(text: str) -> _Module:
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    try:
        docstrings = _docstrings(ast.parse(text), text.split("\n"))
        tokens = list(tokenize.generate_tokens(io.StringIO(text, newline="\n").readline))
    except (SyntaxError, tokenize.TokenError, ValueError, RecursionError, MemoryError) as error:
        line = error.lineno if isinstance(error, SyntaxError) and error.lineno else 1
        offset = min(starts[min(line, len(starts)) - 1], len(text))
        raise Unparsable(offset, "it is no Python of this version") from None
    return _Module(docstrings, tokens, starts)


def _prose(text: str) -> Iterator[Span]:
    docstrings, tokens, starts = _read(text)
    for token in tokens:
        start = starts[token.start[0] - 1] + token.start[1]
        if token.type == tokenize.COMMENT:
            yield from _comment(token.string, start)
        elif (*token.start, *token.end) in docstrings:
            yield from _docstring(token.string, start)


def _docstrings(tree: ast.AST, lines: list[str]) -> set[tuple[int, int, int, int]]:
    """Where the docstrings stand: line and column of start and end, as tokens have them."""
    found: set[tuple[int, int, int, int]] = set()
    for node in ast.walk(tree):
        if isinstance(node, _Scopes) and ast.get_docstring(node, clean=False) is not None:
            said = node.body[0]
            start, end = said.lineno, said.end_lineno or said.lineno
            first = len(lines[start - 1].encode()[: said.col_offset].decode())
            last = len(lines[end - 1].encode()[: said.end_col_offset].decode())
            found.add((start, first, end, last))
    return found


def _comment(comment: str, start: int) -> Iterator[Span]:
    """The text of a comment, unless it is a directive, or code."""
    if tail := _SUPPRESSION.search(comment, 1):
        comment = comment[: tail.start()]
    m = _COMMENT.match(comment)
    if m is None or _DIRECTIVE.match(comment) or _is_code(comment[m.end() :]):
        return
    yield Span(start + m.end(), start + len(comment))


def _is_code(text: str) -> bool:
    """Whether a comment is a statement of Python, or the head of one, and not a word only."""
    if text.isidentifier():
        return False
    try:
        ast.parse(text + " pass" if text.endswith(":") else text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return _BEGINNING.match(text) is not None
    return True


def _docstring(literal: str, start: int) -> Iterator[Span]:
    m = _QUOTES.match(literal)
    if m is None:
        return
    body = literal[m.end() : -len(m["quotes"])]
    regions = [*rst.spans(body), *(Span(*a.span()) for a in _ARGUMENT.finditer(body))]
    if m["prefix"].lower() != "r":
        regions += [Span(*escape.span()) for escape in _ESCAPE.finditer(body)]
    at = 0
    for region in [*merged(regions), Span(len(body), len(body))]:
        if at < region.start:
            yield Span(start + m.end() + at, start + m.end() + region.start)
        at = region.end

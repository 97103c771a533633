"""Marks of struck text as the specification reads them, which pyromark takes more lightly.

pyromark lets `~~` strike whatever is not blank. CommonMark (6.2, flanking runs) and GitHub's parser
go by what stands on both sides: `a~~b~~` is struck, `a~~—~~` is not. GitHub's parser strikes with
one `~` inside a word too, and looks past neighbouring marks of emphasis.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import IntEnum

import regex

from cleaner.expressions import expression

_BLANK_LINE = expression(r"\n[ \t>]*+(?=\n)")
_MARKS = expression(r"[*_~]++")
_STRIKE = expression(r"(?<!~)~{1,2}+(?!~)")
_IS_BLANK = expression(r"[\p{Zs}\t\n\f\r]")
_IS_POINT = expression(r"[\p{P}!-/:-@\[-`{-~]")
_IS_SYMBOL = expression(r"\p{S}")


class _Kind(IntEnum):
    """What a character is beside a mark; symbols are punctuation only since CommonMark 0.31."""

    BLANK = 0
    POINT = 1
    SYMBOL = 2
    LETTER = 3


def strikes(text: str) -> Iterator[str]:
    """The marks that may strike something, in order: each with where it can open and close.

    A mark without another of its length before the next blank line strikes nothing and is left out.
    """
    if "~" not in text:
        return
    for block in _BLANK_LINE.split(text):
        runs = [(m, strike) for m in _MARKS.finditer(block) for strike in _STRIKE.finditer(m[0])]
        counts = Counter(strike[0] for _, strike in runs)
        yield from (_said(block, *run) for run in runs if counts[run[1][0]] > 1)


def _said(block: str, run: regex.Match[str], strike: regex.Match[str]) -> str:
    """A mark of striking in a run of marks, by its neighbours and by those of the run."""
    start, end = run.span()
    before, after = block[max(start - 1, 0) : start], block[end : end + 1]
    flanks = _flanks(before, after)
    own = _flanks(run[0][: strike.start()][-1:] or before, run[0][strike.end() :][:1] or after)
    return f"{run[0]} {strike.start()} {own} {flanks}"


def _flanks(before: str, after: str) -> tuple[bool, ...]:
    """Whether a run between two characters can open, and close, by either reading of symbols."""
    one, other = _kind(before), _kind(after)
    return tuple(
        this is not _Kind.BLANK and (this > last or that <= last)
        for last in (_Kind.POINT, _Kind.SYMBOL)
        for this, that in ((other, one), (one, other))
    )


def _kind(sign: str) -> _Kind:
    if not sign or _IS_BLANK.match(sign):
        return _Kind.BLANK
    if _IS_POINT.match(sign):
        return _Kind.POINT
    return _Kind.SYMBOL if _IS_SYMBOL.match(sign) else _Kind.LETTER

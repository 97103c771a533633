"""How far a regular expression may reach: whether a match can run over any number of paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import regex

from cleaner.expressions import expression
from cleaner.marks import widen
from cleaner.matching.syntax import tokens

_DOTTED = expression(r"\(\?[a-z]*s[a-z]*[-:)]")
_SIGNS = "aA0.,-(\"'“é_"
"""What stands in paragraphs, beside blanks."""


@lru_cache(maxsize=4096)
def is_endless(pattern: str) -> bool:
    """Whether something that is repeated without end may match line ends and words.

    It is careful: it may say so of an expression that does not.
    """
    dotted = _DOTTED.search(pattern) is not None
    found = tokens(widen(pattern))
    return any(
        _is_unlimited(sign) and _joins(_repeated(found, at), dotted=dotted)
        for at, sign in enumerate(found)
    )


def _is_unlimited(token: str) -> bool:
    return token[0] in "*+" or (token[0] == "{" and ",}" in token)


def _repeated(found: Sequence[str], at: int) -> Sequence[str]:
    """What the sign of a repetition stands behind: one token, or those of a group."""
    if found[at - 1] != ")":
        return found[at - 1 : at]
    depth, first = 1, at - 1
    while depth and first:
        first -= 1
        depth += (found[first] == ")") - (found[first][0] == "(" and found[first][-1] != ")")
    return found[first + 1 : at - 1]


def _joins(found: Sequence[str], *, dotted: bool) -> bool:
    """Whether some of the tokens match line ends, and some what is no blank."""
    return any(_takes(one, "\n", dotted=dotted) for one in found) and any(
        _takes(one, sign, dotted=dotted) for one in found for sign in _SIGNS
    )


@lru_cache(maxsize=4096)
def _takes(token: str, sign: str, *, dotted: bool) -> bool:
    """Whether one token matches a sign; one that cannot be told alone may match any."""
    if token[0] in "()|^$*+?{":
        return False
    try:
        flags = regex.DOTALL if dotted else 0
        return regex.fullmatch(token, sign, flags=flags) is not None
    except regex.error:
        return True

"""The certificate of law 4: what the edits of a text leave of its structure."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.edits import apply
from cleaner.model import Edit, Markup, Unparsable
from cleaner.regions.markups import Module, module_of


def altering(text: str, edits: Sequence[Edit], markup: Markup) -> Edit | None:
    """The edit that makes the structure of `text` another one; None if they all leave it.

    `edits` are sorted and disjoint. Where several together alter it, it is the first one that does
    so with those before it. The structure is read again a logarithmic number of times.
    """
    return next(iter(guilty(text, edits, markup, most=1)), None)


def guilty(text: str, edits: Sequence[Edit], markup: Markup, *, most: int) -> tuple[Edit, ...]:
    """The edits without which the others leave the structure of `text`, as `altering` finds them.

    If they are more than `most` it is some of them. For each the structure is read again a
    logarithmic number of times.
    """
    module = module_of(markup)
    if module is None or not edits:
        return ()
    structure = module.structure(text)
    found: list[Edit] = []
    others = list(edits)
    while len(found) < most and _structure(module, apply(text, others)) != structure:
        found.append(others.pop(_first(module, text, others)))
    return tuple(found)


def _first(module: Module, text: str, edits: Sequence[Edit]) -> int:
    """The number of the first edit that, with those before it, alters the structure of a text."""
    structure = module.structure(text)
    same, other = 0, len(edits)
    while other - same > 1:
        middle = (same + other) // 2
        if _structure(module, apply(text, edits[:middle])) == structure:
            same = middle
        else:
            other = middle
    return other - 1


def _structure(module: Module, text: str) -> tuple[str, ...] | None:
    """The structure of an edited text; None if the edits made it unreadable."""
    try:
        return module.structure(text)
    except Unparsable:
        return None

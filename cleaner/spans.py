"""Where a piece of a text is: nothing else is loaded for it."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """Half-open code-point offsets of a text."""

    start: int
    end: int

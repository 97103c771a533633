"""What is prose by the module of a markup, for tests of regions."""

from __future__ import annotations

from cleaner import Markup
from cleaner.regions.lines import merged
from cleaner.regions.markups import module_of


def prose_of(text: str, markup: Markup) -> list[str]:
    """The pieces between the regions of the markup, none empty."""
    module = module_of(markup)
    assert module is not None
    edges = [0, *(edge for span in merged(module.spans(text)) for edge in span), len(text)]
    pieces = [text[edges[i] : edges[i + 1]] for i in range(0, len(edges), 2)]
    return [piece for piece in pieces if piece]

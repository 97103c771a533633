"""Which module knows which markup, and which markup the suffix of a file tells: the one table."""

from __future__ import annotations

from importlib import import_module
from pathlib import PurePath
from typing import Protocol, cast

from cleaner.evidence import Span
from cleaner.model import Markup

SUFFIXES = {
    ".md": Markup.MARKDOWN,
    ".markdown": Markup.MARKDOWN,
    ".mdx": Markup.MARKDOWN,
    ".html": Markup.HTML,
    ".htm": Markup.HTML,
    ".xhtml": Markup.HTML,
}
"""Suffixes in lower case; every other one is that of a plain text."""

_MODULES = {
    Markup.MARKDOWN: "markdown",
    Markup.HTML: "html",
}


class Module(Protocol):
    """What each module of a markup gives. Both raise Unparsable where a text cannot be read."""

    def spans(self, text: str) -> list[Span]:
        """What is not prose in the text; the spans may overlap, in any order."""

    def structure(self, text: str) -> tuple[str, ...]:
        """What the text is, its prose blanked: equal for two texts that differ in prose only."""


def markup_of(path: PurePath) -> Markup:
    """The markup that the suffix of a path tells."""
    return SUFFIXES.get(path.suffix.lower(), Markup.PLAIN)


def module_of(markup: Markup) -> Module | None:
    """The module of a markup, loaded with its parser when first asked for; None for plain text."""
    if markup not in _MODULES:
        return None
    return cast(Module, import_module(f"cleaner.regions.{_MODULES[markup]}"))

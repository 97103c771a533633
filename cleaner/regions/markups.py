"""Which module knows which markup, and which markup the suffix of a file tells: the one table."""

from __future__ import annotations

from importlib import import_module
from pathlib import PurePath
from typing import Protocol, cast

from cleaner.evidence import Span
from cleaner.model import Markup

SUFFIXES = {
    **dict.fromkeys((".md", ".markdown"), Markup.MARKDOWN),
    ".mdx": Markup.MDX,
    **dict.fromkeys((".html", ".htm", ".xhtml"), Markup.HTML),
    **dict.fromkeys((".rst", ".rest"), Markup.RST),
    **dict.fromkeys((".adoc", ".asciidoc", ".asc"), Markup.ASCIIDOC),
    **dict.fromkeys((".tex", ".ltx"), Markup.LATEX),
    **dict.fromkeys((".py", ".pyi"), Markup.PYTHON),
    **dict.fromkeys((".c", ".h", ".cc", ".cpp", ".cxx", ".hh", ".hpp", ".hxx"), Markup.C),
    **dict.fromkeys((".cs", ".java", ".kt", ".kts", ".swift"), Markup.C),
    **dict.fromkeys(
        (".js", ".cjs", ".mjs", ".jsx", ".ts", ".cts", ".mts", ".tsx"), Markup.JAVASCRIPT
    ),
    ".go": Markup.GO,
    ".rs": Markup.RUST,
    **dict.fromkeys((".sh", ".bash", ".zsh"), Markup.SHELL),
}
"""Suffixes in lower case; every other one is that of a plain text."""

_MODULES = {
    Markup.MARKDOWN: "markdown",
    Markup.MDX: "mdx",
    Markup.HTML: "html",
    Markup.RST: "rst",
    Markup.ASCIIDOC: "asciidoc",
    Markup.LATEX: "latex",
    Markup.PYTHON: "python",
    Markup.C: "source:C",
    Markup.JAVASCRIPT: "source:JAVASCRIPT",
    Markup.GO: "source:GO",
    Markup.RUST: "source:RUST",
    Markup.SHELL: "source:SHELL",
}
"""The module of each markup, or a value of it."""


LANGUAGES = frozenset(
    {Markup.PYTHON, Markup.C, Markup.JAVASCRIPT, Markup.GO, Markup.RUST, Markup.SHELL}
)
"""Those of programs: their files are taken from folders only on request."""


class Module(Protocol):
    """What each module of a markup gives. All raise Unparsable where a text cannot be read."""

    def spans(self, text: str) -> list[Span]:
        """What is not prose in the text; the spans may overlap, in any order."""

    def comments(self, text: str) -> list[Span]:
        """The comments, whole and in order; none overlaps another."""

    def structure(self, text: str) -> tuple[str, ...]:
        """What the text is, its prose blanked: equal for two texts that differ in prose only."""


def markup_of(path: PurePath) -> Markup:
    """The markup that the suffix of a path tells."""
    return SUFFIXES.get(path.suffix.lower(), Markup.PLAIN)


def suffixes_of(markup: Markup) -> frozenset[str]:
    """The suffixes of a markup."""
    return frozenset(suffix for suffix, known in SUFFIXES.items() if known is markup)


def module_of(markup: Markup) -> Module | None:
    """The module of a markup, loaded with its parser when first asked for; None for plain text."""
    if markup not in _MODULES:
        return None
    name, _, member = _MODULES[markup].partition(":")
    module = import_module(f"cleaner.regions.{name}")
    return cast(Module, getattr(module, member) if member else module)

"""What is not prose in MDX: what is not in Markdown, and the comments that only MDX has."""

from __future__ import annotations

from cleaner.evidence import Span
from cleaner.regions import markdown
from cleaner.regions.markdown import structure
from cleaner.regions.markdown_comments import comments_of_mdx as comments
from cleaner.regions.markdown_comments import expressions

__all__ = ["comments", "spans", "structure"]


def spans(text: str) -> list[Span]:
    """The regions of an MDX text; they may overlap."""
    return [*markdown.spans(text), *expressions(text)]

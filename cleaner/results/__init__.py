"""What came of texts in earlier runs, kept in the user's cache folder; see `Results`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner import parts

if TYPE_CHECKING:
    from cleaner.results.results import Results, shared

__all__ = ["Results", "shared"]

__getattr__ = parts.given(__name__, {"cleaner.results.results": __all__})

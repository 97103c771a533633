"""What came of texts in earlier runs, kept in the user's cache folder; see `Results`."""

from cleaner.results.results import Results, shared

__all__ = ["Results", "shared"]

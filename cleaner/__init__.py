"""Repairs damaged prose by rule files, and gives clean text with an account of every change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.engine import clean
from cleaner.model import (
    Cleaned,
    Edit,
    Evidence,
    Example,
    Finding,
    Markup,
    Restructured,
    Rule,
    Safety,
    Scope,
    Stage,
    Suppressed,
    Suppression,
    Unparsable,
    Unsettled,
)
from cleaner.rules import load_rules

if TYPE_CHECKING:
    from cleaner.rules import RuleFileError

__all__ = [
    "Cleaned",
    "Edit",
    "Evidence",
    "Example",
    "Finding",
    "Markup",
    "Restructured",
    "Rule",
    "RuleFileError",
    "Safety",
    "Scope",
    "Stage",
    "Suppressed",
    "Suppression",
    "Unparsable",
    "Unsettled",
    "clean",
    "load_rules",
]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    if name == "RuleFileError":  # its module is not needed while all goes well
        from cleaner import rules

        return rules.RuleFileError
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

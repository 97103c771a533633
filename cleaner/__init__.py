"""Repairs damaged prose by rule files, and gives clean text with an account of every change."""

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
    Stage,
    Unparsable,
    Unsettled,
)
from cleaner.rules import RuleFileError, load_rules

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
    "Stage",
    "Unparsable",
    "Unsettled",
    "clean",
    "load_rules",
]
__version__ = "0.1.0"

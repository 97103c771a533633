"""Repairs damaged prose by rule files, and gives clean text with an account of every change."""

from cleaner.engine import clean
from cleaner.model import (
    Cleaned,
    Edit,
    Evidence,
    Example,
    Finding,
    Markup,
    Rule,
    Safety,
    Stage,
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
    "Rule",
    "RuleFileError",
    "Safety",
    "Stage",
    "Unsettled",
    "clean",
    "load_rules",
]
__version__ = "0.1.0"

"""Repairs damaged prose by rule files, and gives clean text with an account of every change."""

from __future__ import annotations

TYPE_CHECKING = False  # as in `typing`, which takes longer to load than all of this
if TYPE_CHECKING:
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
    from cleaner.rules.problems import RuleFileError

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
    """A public name (PEP 562), loaded when it is asked for: the script needs none of them."""
    from cleaner.parts import given

    places = {
        "cleaner.engine": ("clean",),
        "cleaner.rules": ("load_rules",),
        "cleaner.rules.problems": ("RuleFileError",),
    }
    return given(__name__, {"cleaner.model": __all__, **places})(name)

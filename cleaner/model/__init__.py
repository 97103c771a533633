"""The nouns of cleaner: edits, findings, rules and their parts, and the result of a cleaning.

Every offset counts code points of one text; spans are half-open: `start` is in, `end` is out.
"""

from __future__ import annotations

from cleaner.model.choices import (
    Ask,
    Case,
    Change,
    Markup,
    Position,
    Quoted,
    Safety,
    Scope,
    Stage,
)
from cleaner.model.errors import Overdue, Restructured, Unparsable, Unparted, Unsettled, WorkerDied
from cleaner.model.matchers import Characters, Fixer, Matcher, Pattern, Required, Row, Words
from cleaner.model.results import (
    Candidate,
    Cleaned,
    Edit,
    Finding,
    Notice,
    Suppressed,
    Suppression,
)
from cleaner.model.rules import Evidence, Example, Manner, PartScreen, Repeated, Rule, Screen

__all__ = [
    "Ask",
    "Candidate",
    "Case",
    "Change",
    "Characters",
    "Cleaned",
    "Edit",
    "Evidence",
    "Example",
    "Finding",
    "Fixer",
    "Manner",
    "Markup",
    "Matcher",
    "Notice",
    "Overdue",
    "PartScreen",
    "Pattern",
    "Position",
    "Quoted",
    "Repeated",
    "Required",
    "Restructured",
    "Row",
    "Rule",
    "Safety",
    "Scope",
    "Screen",
    "Stage",
    "Suppressed",
    "Suppression",
    "Unparsable",
    "Unparted",
    "Unsettled",
    "Words",
    "WorkerDied",
]

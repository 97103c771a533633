"""Double quotation marks: their roles, the quotations they make, and what stays unpaired."""

from cleaner.quotations.manner import Manner, manner_of
from cleaner.quotations.passages import (
    Passage,
    inside,
    paired,
    pairs_with,
    passage_at,
    passages,
    quotations,
)
from cleaner.quotations.roles import Mark, Role, marks
from cleaner.quotations.signs import ODD_MARKS
from cleaner.quotations.speech import Attribution, Cue, Lists, Speech

__all__ = [
    "ODD_MARKS",
    "Attribution",
    "Cue",
    "Lists",
    "Manner",
    "Mark",
    "Passage",
    "Role",
    "Speech",
    "inside",
    "manner_of",
    "marks",
    "paired",
    "pairs_with",
    "passage_at",
    "passages",
    "quotations",
]

"""Double quotation marks: their roles, the quotations they make, and what stays unpaired.

Its parts are loaded when they are first asked for: who only asks who speaks needs no evidence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner import parts

if TYPE_CHECKING:
    from cleaner.quotations.manner import manner_of
    from cleaner.quotations.pairs import (
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
    from cleaner.quotations.speech import Attribution, Cue, Lists, Manner, Speech

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

__getattr__ = parts.given(
    __name__,
    {
        "cleaner.quotations.manner": ("manner_of",),
        "cleaner.quotations.pairs": (
            *("Passage", "inside", "paired", "pairs_with", "passage_at", "passages", "quotations"),
        ),
        "cleaner.quotations.roles": ("Mark", "Role", "marks"),
        "cleaner.quotations.signs": ("ODD_MARKS",),
        "cleaner.quotations.speech": ("Attribution", "Cue", "Lists", "Manner", "Speech"),
    },
)

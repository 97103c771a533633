"""What a text matches whose double marks do not simply open and close in turns.

Where none of it matches, each mark has the role that its glyph or its place tells, they pair in
every paragraph, and none is turned, doubled, loose or left open.
"""

from __future__ import annotations

from cleaner.model import Ask
from cleaner.quotations.speech import Lists

_AFTER = r"\s.,;:!?)\]—–’…\x27-"
"""What stands behind a closing mark in prose."""
PLACES: tuple[str, ...] = (
    r"“\s|“\Z|(?:\A|\s)“[.,;:!?)]|[^\s\n(\[{]“[^\p{L}\p{N}‘“$£€\[(]",
    r"(?:\A|\s)”|[(\[{<>—–/‘'*_~=|…-]”[\p{L}\p{N}‘’'$£€\[(…]",
    r"““|””|\x22\s?\x22|\\\x22",
    r"(?:\A|\s)\x22(?:[\s.,;:!?)]|\Z)|[(\[]\x22(?:[^\p{L}\p{N}]|\Z)",
    r"[—–-]\x22\S|[<>/‘'*_~=|…{]\x22\S",
    rf"[^\s\n(\[{{—–<>/‘'*_~=|…-]\x22[^{_AFTER}\n]",
)
"""Places where a mark may do something else than its glyph says, or can be read in two ways."""
ODD_MARKS: tuple[tuple[str | Ask, ...], ...] = (
    *((one,) for one in PLACES),
    (r"[“”\x22]", Ask.ODD_TURNS),
    ("[“”]", r"\x22"),
    (r"[“”\x22]", Ask.PAGE),
)
"""Clauses of which one holds where marks are odd; see `fixers.Spec.signs`.

In HTML tags part paragraphs as well, so nothing is said.
"""


def unmarked_speech(lists: Lists) -> tuple[tuple[str | Ask, ...], ...]:
    """Clauses of which one holds where a paragraph without marks may hold what somebody says.

    Either an attribution stands behind a stop, or a verb of saying announces a sentence.
    """
    unmarked = r"(?:\A|\n)[^“”\x22\n]*"
    particle = "of|de|du|la|van|von|der|bin|al|el"
    named = rf"(?:\p{{Lu}}[\p{{L}}’'.-]*|{particle})"
    who = (
        r"(?:[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e"
        r"|(?i:the|an?|his|her|their|my|our|one|another)(?:\s+[\p{L}’'-]+)+"
        rf"|{named}(?:\s+{named})*(?:,\s[^,.?!:;“”\x22\n]+,)?)"
    )
    verb = rf"(?:{lists.verbs})(?![\p{{L}}])"
    said = rf"[,?!…—–]\s*(?:{who}\s+(?:\p{{Ll}}+\s+)?(?:\p{{Ll}}+\s+)?)?{verb}"
    word = r"(?:\s+[\p{L}\p{N}’'-]+)"
    announced = rf"{verb}(?:{word}*,\s|{word}*:\s|[—–])\s*[“\x22]?[‘'\[]?\p{{Lu}}"
    rest = r"[^“”\x22\n]*(?:\n|\Z)"
    either = rf"{unmarked}{said}{rest}|{unmarked}(?<![\p{{L}}]){announced}{rest}"
    return ((either, Ask.UNMARKED_SPEECH),)

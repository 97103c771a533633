"""Each double mark of a text with the role that its neighbours give it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from cleaner.evidence import Facts
from cleaner.expressions import expression
from cleaner.marks import CLOSING, OPENING, STRAIGHT


class Role(Enum):
    """What a mark does where it stands."""

    OPENING = "opening"
    CLOSING = "closing"
    UNCLEAR = "unclear"
    """Between letters or signs that fit both."""
    LOOSE = "loose"
    """Blanks on both sides."""
    APOSTROPHE = "apostrophe"
    """A straight mark in the place of an apostrophe: `China"s`."""
    MEASURE = "measure"
    """Inches or seconds: a straight mark right behind a digit, with nothing to close."""
    NAMED = "named"
    """The mark itself is meant: `'"'`."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A double mark, or two that stand as one, at `start:end`.

    `doubled` is where the second of two begins. `turned` says that a curly glyph contradicts the
    place it stands in. An unclear or loose curly mark has the role that its glyph `says`.
    """

    start: int
    end: int
    role: Role
    says: Role | None
    doubled: int | None = None

    @property
    def turned(self) -> bool:
        """Whether the glyph is the other one of its pair."""
        firm = self.role in (Role.OPENING, Role.CLOSING)
        return firm and self.says is not None and self.says is not self.role

    @property
    def likely(self) -> Role:
        """The role of the place, or else that of the glyph."""
        if self.role in (Role.UNCLEAR, Role.LOOSE) and self.says is not None:
            return self.says
        return self.role


_RUN = expression(r'“ ?“|”[ ]?”|(?<!")""(?!")|["“”]')
_GLYPH = {OPENING: Role.OPENING, CLOSING: Role.CLOSING}
_BEFORE_OPENING = "([{<>—–-/‘'*_~=|…"
_NAMED = expression(r"(?<=[\s(=]['`])\"(?=['`])|(?<=\\)\"")
_APOSTROPHE = expression(r'(?<=\p{L})"(?=(?:s|t|re|ve|ll|d|m)\b(?!"))')


def marks(facts: Facts) -> tuple[Mark, ...]:
    """Every double mark of a text in order; of two marks that touch and are alike, one."""
    return tuple(_mark(facts.text, *m.span()) for m in _RUN.finditer(facts.text))


def _mark(text: str, start: int, end: int) -> Mark:
    says = _GLYPH.get(text[start])
    if text[start] == STRAIGHT and _APOSTROPHE.match(text, start):
        return Mark(start, end, Role.APOSTROPHE, None)
    if text[start] == STRAIGHT and _NAMED.match(text, start):
        return Mark(start, end, Role.NAMED, None)
    role = _role(text[start - 1 : start] or "\n", text[end : end + 1] or "\n")
    if end - start == 1:
        return Mark(start, end, role, says)
    return Mark(start, end, role, says, doubled=end - 1)


def _role(before: str, after: str) -> Role:
    """The role of a mark between two characters; line ends stand for the borders of the text."""
    if before.isspace():
        return Role.LOOSE if after.isspace() or after in ".,;:!?)" else Role.OPENING
    if after.isspace():
        return Role.CLOSING
    opens = before in _BEFORE_OPENING and (after.isalnum() or after in "‘’'$£€[(…")
    closes = before not in "([{" and not after.isalnum() and after not in "‘“$£€[("
    if opens == closes:
        return Role.UNCLEAR
    return Role.OPENING if opens else Role.CLOSING

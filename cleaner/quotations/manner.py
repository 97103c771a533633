"""How a whole document marks speech: dialogue or report, points inside or outside, who narrates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from cleaner.evidence import Facts
from cleaner.expressions import expression
from cleaner.quotations.passages import Passage, passage_at, passages
from cleaner.quotations.speech import Cue, Lists, Speech

_INSIDE, _OUTSIDE = expression(r'\p{L},[”"](?=\s)'), expression(r'\p{L}[”"],(?=\s)')
_SINGLE = expression(r"(?m)^[^\S\n]*[‘'](?=\p{Lu})")
DIALOGUE_SHARE, LINES_LEAST = 0.3, 2
"""In a dialogue so many paragraphs begin with a mark, and so many are a quotation and no more."""


@dataclass(frozen=True, slots=True)
class Manner:
    """Facts of the document's quotations.

    `dialogue`: many paragraphs begin with a mark, and some are one quotation. `outside`: commas
    stand behind closing marks. `single`: speech stands between single marks. `narrated`: somebody
    tells it who says I. `odd` counts paragraphs with a mark that has no partner, `attributed` the
    quotations that an attribution follows.
    """

    dialogue: bool
    outside: bool
    single: bool
    narrated: bool
    odd: int
    attributed: int


@lru_cache(maxsize=64)
def manner_of(lists: Lists) -> Callable[[Facts], Manner]:
    """What finds the manner of a text with these lists; one function for equal lists."""

    def find(facts: Facts) -> Manner:
        found = facts.of(passages)
        speech = Speech(facts.text, lists)
        starting = sum(_starts(passage) for passage in found)
        lines = sum(_is_line(facts.text, passage) for passage in found)
        inside = len(_INSIDE.findall(facts.text))
        outside = len(_OUTSIDE.findall(facts.text))
        share = starting / max(len(facts.paragraphs), 1)
        return Manner(
            dialogue=lines >= LINES_LEAST and share >= DIALOGUE_SHARE,
            outside=outside > inside,
            single=len(_SINGLE.findall(facts.text)) > starting,
            narrated=_narrated(speech, facts),
            odd=sum(bool(passage.unpaired) for passage in found),
            attributed=sum(_attributed(speech, passage) for passage in found),
        )

    return find


def _starts(passage: Passage) -> bool:
    return bool(passage.marks) and passage.marks[0].start == passage.start


def _is_line(text: str, passage: Passage) -> bool:
    """Whether a paragraph is one quotation and nothing else: a reply without an attribution."""
    end = passage.start + len(text[passage.start : passage.end].rstrip())
    return passage.pairs == ((passage.start, end),) and not passage.unpaired


def _attributed(speech: Speech, passage: Passage) -> int:
    return sum(speech.behind(span.end, passage.end) is not None for span in passage.pairs)


def _narrated(speech: Speech, facts: Facts) -> bool:
    """Whether two paragraphs outside quotations say I."""
    count = 0
    for paragraph in facts.paragraphs:
        if passage_at(facts, paragraph) is None and not speech.attributed(*paragraph):
            count += speech.cue(*paragraph) is Cue.FIRST
            if count > 1:
                return True
    return False

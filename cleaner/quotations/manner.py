"""How a whole document marks speech: dialogue or report, points inside or outside, who narrates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cleaner.evidence import Facts
from cleaner.expressions import expression
from cleaner.quotations.pairs import Passage, paired, passage_at
from cleaner.quotations.speech import Cue, Lists, Manner, Speech
from cleaner.spans import Span

_INSIDE, _OUTSIDE = expression(r'(?<=\p{L}),[”"](?=\s)'), expression(r'(?<=\p{L})[”"],(?=\s)')
_SINGLE = expression(r"(?m)(?<=^[^\S\n]*)[‘'](?=\p{Lu})")
DIALOGUE_SHARE, LINES_LEAST = 0.3, 2
"""In a dialogue so many paragraphs begin with a mark, and so many are a quotation and no more."""


@lru_cache(maxsize=64)
def manner_of(lists: Lists) -> Callable[[Facts], Manner]:
    """What finds the manner of a text with these lists; one function for equal lists."""
    count = _Signs(lists)

    def find(facts: Facts) -> Manner:
        signs = facts.total(count)
        share = signs["starting"] / max(signs["paragraphs"], 1)
        return Manner(
            dialogue=signs["lines"] >= LINES_LEAST and share >= DIALOGUE_SHARE,
            outside=signs["outside"] > signs["inside"],
            single=signs["single"] > signs["starting"],
            narrated=signs["narrating"] > 1,
            odd=signs["odd"],
            attributed=signs["attributed"],
        )

    return find


@dataclass(frozen=True)
class _Signs:
    """What counts the signs of a manner in a text."""

    lists: Lists

    def __call__(self, facts: Facts) -> Counter[str]:
        text, core = facts.text, facts.core
        found = [one for one in facts.of(paired) if facts.owns(one.start)]
        paragraphs = [span for span in facts.paragraphs if facts.owns(span.start)]
        speech = Speech(text, self.lists)
        return Counter(
            paragraphs=len(paragraphs),
            starting=sum(map(_starts, found)),
            lines=sum(_is_line(text, passage) for passage in found),
            inside=len(_INSIDE.findall(text, *core)),
            outside=len(_OUTSIDE.findall(text, *core)),
            single=len(_SINGLE.findall(text, *core)),
            narrating=_narrating(speech, facts, paragraphs),
            odd=sum(bool(passage.unpaired) for passage in found),
            attributed=sum(_attributed(speech, passage) for passage in found),
        )


def _starts(passage: Passage) -> bool:
    return bool(passage.marks) and passage.marks[0].start == passage.start


def _is_line(text: str, passage: Passage) -> bool:
    """Whether a paragraph is one quotation and nothing else: a reply without an attribution."""
    end = passage.start + len(text[passage.start : passage.end].rstrip())
    return passage.pairs == ((passage.start, end),) and not passage.unpaired


def _attributed(speech: Speech, passage: Passage) -> int:
    return sum(speech.behind(span.end, passage.end) is not None for span in passage.pairs)


def _narrating(speech: Speech, facts: Facts, paragraphs: Sequence[Span]) -> int:
    """How many paragraphs outside quotations say I, as far as the second."""
    count = 0
    for paragraph in paragraphs:
        if passage_at(facts, paragraph) is None and not speech.attributed(*paragraph):
            count += speech.cue(*paragraph) is Cue.FIRST
            if count > 1:
                break
    return count

"""Opening quotation marks that are lost: a closing mark stands, and nothing opens before it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from cleaner.evidence import Facts, Span
from cleaner.expressions import expression
from cleaner.model import Candidate, Edit
from cleaner.quotations import (
    Cue,
    Lists,
    Manner,
    Mark,
    Passage,
    Role,
    Speech,
    manner_of,
    passages,
)

SITUATIONS = (
    "attributed-cue",
    "attributed",
    "sentence",
    "sentence-dialogue",
    "sentences-cue",
    "sentences",
    "lead-in",
    "colon",
    "resumed",
    "resumed-sentences",
    "resumed-comma",
    "title",
    "unclear",
)
_PAIRED = (Role.OPENING, Role.CLOSING)
_ENDS = ",.?!…—–-;)]"
_TITLE = expression(
    r"(?<=[\s(])(?:\p{Lu}[\p{L}\p{N}’'&-]*\s(?:(?:of|the|and|in|on|to|for|a)\s)*)++"
    r"\p{Lu}[\p{L}\p{N}’'&-]*\Z"
)
_REPORTED = expression(r"\b(?:such as|said,|that)\s")


class Place(NamedTuple):
    """Where the mark was, and by which situation that is known."""

    at: int
    situation: str


def find(facts: Facts, options: Mapping[str, str]) -> Iterator[Candidate]:
    """Closing marks without an opening one, of one `situation`, with the mark put in.

    The mess: a scraper cuts the first letters of a paragraph, or a converter drops the mark after
    a colon. A mark that could have stood in two places is only shown, as `unclear`.
    """
    lists = Lists.of(options)
    for mark, place in facts.of(_places_of(lists)):
        if place.situation != options["situation"]:
            continue
        edits = (
            ()
            if place.situation == "unclear"
            else (Edit(place.at, place.at, facts.style.write("“")),)
        )
        yield Candidate(min(place.at, mark.start), mark.end, edits)


@lru_cache(maxsize=64)
def _places_of(lists: Lists) -> Callable[[Facts], tuple[tuple[Mark, Place], ...]]:
    """What finds every lost opening mark of a text with these lists."""

    def find_places(facts: Facts) -> tuple[tuple[Mark, Place], ...]:
        speech = Speech(facts.text, lists)
        return tuple(
            (mark, _place(speech, facts.told(manner_of(lists)), passage, mark))
            for passage in facts.of(passages)
            for mark in passage.unpaired
            if mark.role is Role.CLOSING
        )

    return find_places


def _place(speech: Speech, manner: Manner, passage: Passage, mark: Mark) -> Place:
    """The place of the mark that opened what `mark` closes."""
    text = speech.text
    before = _before(passage, mark)
    start = passage.start if before is None else before.end
    attributed = speech.behind(mark.end, passage.end) is not None
    lead = speech.lead_in(start, mark.start)
    outside = text[mark.end : mark.end + 1] in (",", ".") and (attributed or lead is not None)
    if text[mark.start - 1] not in _ENDS and not outside:
        m = _TITLE.search(text, max(start, mark.start - 80), mark.start)
        if m is None:
            return Place(mark.start, "unclear")
        return Place(m.start(), "title") if lead is None else Place(lead.at, "colon")
    if lead is not None and text[lead.at] in "‘'":
        return Place(lead.at, "unclear")  # it is opened, by a single mark
    if lead is not None and not attributed:
        sure = lead.sure or (not manner.dialogue and _to_end(speech, passage, lead.at, mark))
        ends = not text[mark.end : passage.end].strip()
        return Place(lead.at, "lead-in" if sure else "colon" if ends else "unclear")
    if before is not None:
        return _resumed(speech, start, mark)
    return _from_start(speech, manner, passage, mark, attributed=attributed)


def _before(passage: Passage, mark: Mark) -> Mark | None:
    """The last mark of a quotation before `mark`."""
    at = bisect_right(passage.marks, mark.start, key=lambda other: other.end)
    others = (passage.marks[number] for number in range(at - 1, -1, -1))
    return next((other for other in others if other.role in _PAIRED), None)


def _to_end(speech: Speech, passage: Passage, at: int, mark: Mark) -> bool:
    """Whether a sentence, or several with cues, run from `at` to a mark that ends a paragraph."""
    ends = not speech.text[mark.end : passage.end].strip()
    sentences = speech.sentences(at, mark.end)
    return ends and (len(sentences) == 1 or speech.cue(at, mark.end) is not Cue.NONE)


def _from_start(
    speech: Speech, manner: Manner, passage: Passage, mark: Mark, *, attributed: bool
) -> Place:
    """The place of the first mark of a paragraph, with no lead-in before the speech."""
    text, start = speech.text, passage.start
    sentences = speech.sentences(start, mark.end)
    cues = [speech.cue(*sentence) for sentence in sentences]
    ends = not text[mark.end : passage.end].strip()
    unclear = Place(start, "unclear")
    if passage.spans and not attributed:
        return unclear
    if not text[start].isupper() or (text[mark.start - 1] == "," and not attributed):
        return unclear
    if len(sentences) > 1:
        if not (attributed or ends or manner.dialogue):
            return unclear
        return _of_sentences(speech, manner, sentences, cues)
    if attributed and Cue.FIRST in cues:
        return Place(start, "attributed-cue")
    if attributed:
        return Place(start, "sentences" if speech.verb(start, mark.start) else "attributed")
    if speech.verb(start, mark.start):
        return unclear
    if ends and Cue.FIRST in cues and not _REPORTED.search(text, start, mark.start):
        return Place(start, "sentence")
    return Place(start, "sentence-dialogue") if manner.dialogue else unclear


def _of_sentences(speech: Speech, manner: Manner, sentences: list[Span], cues: list[Cue]) -> Place:
    """The place of a mark with several sentences before its partner and nothing else to tell."""
    start = sentences[0].start
    if all(cue is Cue.FIRST for cue in cues):
        return Place(start, "sentences" if manner.narrated else "sentences-cue")
    if cues[0] is not Cue.NONE or (manner.dialogue and not speech.narrates(*sentences[0])):
        return Place(start, "sentences")
    spoken = [i for i, cue in enumerate(cues) if cue is not Cue.NONE]
    if spoken and spoken == list(range(spoken[0], len(cues))):
        return Place(sentences[spoken[0]].start, "sentences")
    return Place(start, "unclear")


def _resumed(speech: Speech, start: int, mark: Mark) -> Place:
    """The place of a mark behind a quotation that is closed: after `X said.` or `X said,`."""
    text = speech.text
    said = speech.behind(start, mark.start)
    sentences = speech.sentences(start, mark.end)
    if said is None:
        return Place(mark.start, "unclear")
    if len(sentences) == 1:
        comma = text.find(",", said.end, mark.start - 1)
        after = comma + 1
        while 0 < after < mark.start and text[after].isspace():
            after += 1
        return Place(after, "resumed-comma") if comma >= 0 else Place(mark.start, "unclear")
    tail = Span(said.end, sentences[0].end)
    if said.end > tail.end or text.count(",", *tail) > 1 or speech.goes_on(*tail):
        return Place(mark.start, "unclear")
    if speech.cue(*tail) is not Cue.NONE:
        return Place(mark.start, "unclear")
    situation = "resumed" if len(sentences) == 2 else "resumed-sentences"
    return Place(sentences[1].start, situation)

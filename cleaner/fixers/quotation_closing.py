"""Closing quotation marks that are lost: a quotation opens, and its paragraph does not close it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from cleaner.evidence import Facts
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
    "attributed",
    "asked",
    "attributed-later",
    "sentence",
    "sentence-dialogue",
    "sentences-cue",
    "sentences",
    "sentences-announced",
    "partial",
    "unclear",
)
_FULL = expression(r"(?:\A|[.!?…:,—–;][”\"’')\]]*|[(\[]|\n)[^\S\n]*\Z")
_LATER = expression(r"[?!]\s+\p{Ll}")
_NESTED = expression(r"(?<!\w)[‘']\p{L}[^’']{2,80}[,.?!][’']")
_TELLS = expression(r"[,:]?\s+[‘']\p{L}")
"""Behind `he said`: it belongs to a story that the quotation tells."""
_DATED = expression(
    r"(?:\p{Lu}[\p{L}\h’'-]*,\s*)?"
    r"(?:\d{1,2}(?:st|nd|rd|th)?\s+\p{Lu}\p{Ll}+|\p{Lu}\p{Ll}+\s+\d{1,2})(?:,?\s+\d{4})?\.?\s*\Z"
)
"""The head of a letter that is quoted whole: `“24 September.`"""
_PAIRED = (Role.OPENING, Role.CLOSING)
PARTIAL_WORDS = 16
_COMMA = expression(r"[,;:—–]\s|\band\b")


class Place(NamedTuple):
    """Where the mark was, and by which situation that is known."""

    at: int
    situation: str


def find(facts: Facts, options: Mapping[str, str]) -> Iterator[Candidate]:
    """Opening marks without a closing one, of one `situation`, with the mark put in.

    The mess: a paraphraser loses the mark between a comma and `he said`, or a scraper the last
    character of a paragraph. A paragraph whose quotation the next one continues is left alone.
    """
    lists = Lists.of(options)
    for mark, place in facts.of(_places_of(lists)):
        if place.situation != options["situation"]:
            continue
        edits = (
            ()
            if place.situation == "unclear"
            else (Edit(place.at, place.at, facts.style.write("”")),)
        )
        yield Candidate(mark.start, max(place.at, mark.end), edits)


@lru_cache(maxsize=64)
def _places_of(lists: Lists) -> Callable[[Facts], tuple[tuple[Mark, Place], ...]]:
    """What finds every lost closing mark of a text with these lists."""

    def find_places(facts: Facts) -> tuple[tuple[Mark, Place], ...]:
        speech, manner = Speech(facts.text, lists), facts.told(manner_of(lists))
        return tuple(
            (mark, place)
            for passage in facts.of(passages)
            for mark in _left_open(passage)
            if not _opens_line(facts.text, passage, mark)
            and (place := _place(speech, manner, passage, mark)) is not None
        )

    return find_places


def _left_open(passage: Passage) -> list[Mark]:
    """The opening marks without partner, with one that the next paragraph continues."""
    found = [mark for mark in passage.unpaired if mark.role is Role.OPENING]
    if passage.continued:
        found += [mark for mark in passage.marks if mark.role is Role.OPENING][-1:]
    return found


def _opens_line(text: str, passage: Passage, mark: Mark) -> bool:
    """Whether a mark opens a line as another opens its paragraph: verse is quoted so."""
    line = text.rfind("\n", passage.start, mark.start) + 1
    first = passage.marks[0]
    leads = not text[passage.start : first.start].strip() and first.role is Role.OPENING
    return line > passage.start and leads and not text[line : mark.start].strip()


def _place(speech: Speech, manner: Manner, passage: Passage, mark: Mark) -> Place | None:
    """The place of the mark that closed what `mark` opens; None where it is to be left open."""
    text = speech.text
    after = _after(passage, mark)
    continued = passage.continued and after is None
    end = passage.start + len(text[passage.start : passage.end].rstrip())
    end = end if after is None else after.start
    full = _full(speech, passage, mark)
    found = speech.attributed(mark.end, end) if full else None
    if found is not None:
        at, attribution = found
        if _TELLS.match(text, attribution.end):
            return None
        goes_on = speech.goes_on(attribution.end, end)
        if continued and goes_on:
            return None
        place = _before_attribution(speech, manner, mark, at, continued=continued)
        return place._replace(situation="attributed-later") if place and goes_on else place
    if continued or _DATED.match(text, mark.end, end):
        return None
    loose = any(one.start > mark.start for one in passage.loose)
    if after is not None or loose or passage.spans:
        return Place(mark.start, "unclear")
    return _at_end(speech, manner, passage, mark, Place(end, "sentence" if full else "partial"))


def _after(passage: Passage, mark: Mark) -> Mark | None:
    """The first mark of a quotation behind `mark`."""
    at = bisect_left(passage.marks, mark.end, key=lambda other: other.start)
    others = (passage.marks[number] for number in range(at, len(passage.marks)))
    return next((other for other in others if other.role in _PAIRED), None)


def _full(speech: Speech, passage: Passage, mark: Mark) -> bool:
    """Whether a mark opens a sentence rather than a part of one."""
    text = speech.text
    before = text[max(passage.start, mark.start - 12) : mark.start]
    first = text[mark.end : mark.end + 2].lstrip("‘'[(—–…")[:1]
    opens = _FULL.search(before) or speech.announces(passage.start, mark.start)
    return bool(opens) and (first.isupper() or first.isdigit())


def _before_attribution(
    speech: Speech, manner: Manner, mark: Mark, at: int, *, continued: bool
) -> Place | None:
    """The place before `he said`: behind the comma, or before it in British manner."""
    one = len(speech.sentences(mark.start, at)) == 1
    comma = speech.text[at - 1] == ","
    if not one:
        return None if continued else Place(at, "attributed-later")
    if comma and manner.outside:
        at -= 1
    return Place(at, "attributed" if comma or manner.outside else "asked")


def _at_end(speech: Speech, manner: Manner, passage: Passage, mark: Mark, place: Place) -> Place:
    """The place at the end of the paragraph, as sure as the stretch before it lets one be."""
    text, at = speech.text, place.at
    sentences = speech.sentences(mark.start, at)
    if text[at - 1] not in ".?!…—–":
        return Place(mark.start, "unclear")
    if place.situation == "partial":
        words = text[mark.end : at].split()
        short = (
            len(sentences) == 1
            and len(words) <= PARTIAL_WORDS
            and not _COMMA.search(" ".join(words))
        )
        return Place(at, "partial") if short else Place(mark.start, "unclear")
    if passage.continues:
        return Place(at, "sentences")
    if len(sentences) == 1:
        verb = speech.verb(mark.end, at) or _LATER.search(text, mark.end, at)
        nested = _NESTED.search(text, mark.end, at) is not None
        return Place(at, "sentences" if verb or nested else "sentence")
    if speech.cue(*sentences[-1]) is Cue.FIRST and not manner.narrated:
        return Place(at, "sentences-cue")
    if speech.narrates(*sentences[-1]):
        return Place(mark.start, "unclear")
    announced = speech.lead_in(passage.start, mark.end + 1) is not None
    if manner.dialogue and mark.start == passage.start:
        return Place(at, "sentence-dialogue")
    return Place(at, "sentences-announced" if announced else "sentences")

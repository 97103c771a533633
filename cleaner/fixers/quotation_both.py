"""Direct speech that has lost both its marks: `We remain opposed to it, Blinken said.`"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from cleaner.evidence import Facts
from cleaner.expressions import expression
from cleaner.model import Ask, Candidate, Edit, Safety
from cleaner.quotations import (
    Lists,
    Speech,
    manner_of,
    passage_at,
)
from cleaner.quotations.signs import unmarked_speech
from cleaner.quotations.unmarked import Found, speech_in

SITUATIONS = (
    "first-person",
    "second-person",
    "contraction",
    "later-sentence",
    "dialogue",
    "dialogue-plain",
    "narrator",
    "announced",
    "follow-cue",
    "follow",
)
_TENSE = expression(
    r"\b(?P<present>am|are|is|have|has|will|shall|can|may|must|do|does|let|don['’]t|won['’]t|can['’]t)\b"
    r"|['’](?P<present>m|re|ve|ll)\b"
    r"|\b(?:was|were|had|did|went|came|found|made|took|stood|thought|knew|saw|got|\p{Ll}{3,}ed)\b"
)
_SINGLE = expression(r"(?<!\w)[‘'](?=\p{Lu})")


def find(facts: Facts, options: Mapping[str, str]) -> Iterator[Candidate]:
    """Unmarked speech of one `situation`, with both marks put around it.

    The mess: a paraphrasing tool drops the marks around what somebody said. Reported speech has
    the same commas, so only words that a reporter would not say of himself decide: I, we, our.
    Without a sign that the document has lost marks it is only proposed.
    """
    lists = Lists.of(options)
    found = facts.of(_speeches_of(lists))
    manner = facts.told(manner_of(lists))
    lost = facts.told(_lost_by(lists))
    for start, end, situation in found:
        if situation == options["situation"]:
            sure = lost and not (manner.narrated and _told(facts.text[start:end]))
            safety = Safety.SAFE if sure else Safety.SUGGEST
            edits = (
                Edit(start, start, facts.style.write("“")),
                Edit(end, end, facts.style.write("”")),
            )
            yield Candidate(start, end, edits, safety)


def signs(options: Mapping[str, str]) -> tuple[tuple[str | Ask, ...], ...]:
    """What a text with a candidate matches: see `Spec.signs`."""
    return unmarked_speech(Lists.of(options))


def _told(words: str) -> bool:
    """Whether the first verb that shows its tense is past, as a narrator's: `When we had dined`."""
    first = _TENSE.search(words)
    return first is None or first["present"] is None


@lru_cache(maxsize=64)
def _lost_by(lists: Lists) -> Callable[[Facts], bool]:
    """What tells whether a document has lost marks: it marks other speech, or lost one mark."""
    situations = _Situations(lists)

    def lost(facts: Facts) -> bool:
        manner = facts.told(manner_of(lists))
        if manner.attributed > 0 or manner.narrated:
            return manner.attributed > 0
        return manner.odd > 0 or facts.total(situations)["first-person"] > 1

    return lost


@dataclass(frozen=True)
class _Situations:
    """What counts the unmarked speech of a text by its situations."""

    lists: Lists

    def __call__(self, facts: Facts) -> Counter[str]:
        found = facts.of(_speeches_of(self.lists))
        return Counter(speech.situation for speech in found if facts.owns(speech.start))


@lru_cache(maxsize=64)
def _speeches_of(lists: Lists) -> Callable[[Facts], tuple[Found, ...]]:
    """What finds all the unmarked speech of a text with these lists."""

    def find_speeches(facts: Facts) -> tuple[Found, ...]:
        speech = Speech(facts.text, lists)
        manner = facts.told(manner_of(lists))
        return tuple(
            found
            for paragraph in facts.paragraphs
            if passage_at(facts, paragraph) is None and not _SINGLE.search(facts.text, *paragraph)
            for found in speech_in(speech, manner, paragraph)
        )

    return find_speeches

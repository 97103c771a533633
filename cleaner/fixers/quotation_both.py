"""Direct speech that has lost both its marks: `We remain opposed to it, Blinken said.`"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from cleaner.evidence import Facts, Span
from cleaner.expressions import expression
from cleaner.model import Ask, Candidate, Edit, Safety
from cleaner.quotations import (
    Attribution,
    Cue,
    Lists,
    Manner,
    Speech,
    manner_of,
    passage_at,
)
from cleaner.quotations.signs import unmarked_speech

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
SENTENCES = 4
WORDS = 3
_CIRCUMSTANCE = expression(
    r"(?:When|After|As|While|Before|In|At|On|Then|Now|One|Once|Until|He|She|They|\p{Lu}\p{Ll}+ing)\b"
)
_TENSE = expression(
    r"\b(?P<present>am|are|is|have|has|will|shall|can|may|must|do|does|let|don['’]t|won['’]t|can['’]t)\b"
    r"|['’](?P<present>m|re|ve|ll)\b"
    r"|\b(?:was|were|had|did|went|came|found|made|took|stood|thought|knew|saw|got|\p{Ll}{3,}ed)\b"
)
_SINGLE = expression(r"(?<!\w)[‘'](?=\p{Lu})")


class Found(NamedTuple):
    """Speech at `start:end` without its marks, and by which situation that is known."""

    start: int
    end: int
    situation: str


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


def may_be_spoken(paragraph: str, lists: Lists) -> bool:
    """Whether a paragraph without marks is what somebody says in some document or other."""
    speech, whole = Speech(paragraph, lists), Span(0, len(paragraph))
    if not paragraph.strip() or (speech.attributed(*whole) is None and not _leads(speech, whole)):
        return False
    return any(any(_in_paragraph(speech, manner, whole)) for manner in _MANNERS)


def _leads(speech: Speech, paragraph: Span) -> bool:
    """Whether a verb of saying may announce what stands in a paragraph, by the words that need be.

    What is announced has a word of the first person.
    """
    return speech.cue(*paragraph) is Cue.FIRST and speech.lead_in(*paragraph) is not None


_MANNERS = tuple(
    Manner(dialogue, outside=False, single=False, narrated=narrated, odd=0, attributed=0)
    for dialogue in (False, True)
    for narrated in (False, True)
)


def _told(words: str) -> bool:
    """Whether the first verb that shows its tense is past, as a narrator's: `When we had dined`."""
    first = _TENSE.search(words)
    return first is None or first["present"] is None


@lru_cache(maxsize=64)
def _lost_by(lists: Lists) -> Callable[[Facts], bool]:
    """What tells whether a document has lost marks: it marks other speech, or lost one mark."""
    situations = _situations_by(lists)

    def lost(facts: Facts) -> bool:
        manner = facts.told(manner_of(lists))
        if manner.attributed > 0 or manner.narrated:
            return manner.attributed > 0
        return manner.odd > 0 or facts.total(situations)["first-person"] > 1

    return lost


@lru_cache(maxsize=64)
def _situations_by(lists: Lists) -> Callable[[Facts], Counter[str]]:
    """What counts the unmarked speech of a text by its situations."""

    def count(facts: Facts) -> Counter[str]:
        found = facts.of(_speeches_of(lists))
        return Counter(speech.situation for speech in found if facts.owns(speech.start))

    return count


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
            for found in _in_paragraph(speech, manner, paragraph)
        )

    return find_speeches


def _unmarked(facts: Facts, paragraph: Span) -> Span:
    """What stands before the first mark of a paragraph; nothing if the marks do not pair."""
    passage = passage_at(facts, paragraph)
    if passage is None:
        return paragraph
    sound = passage.marks and not passage.unpaired and not passage.loose
    return Span(paragraph.start, passage.marks[0].start if sound else paragraph.start)


def _in_paragraph(speech: Speech, manner: Manner, paragraph: Span) -> Iterator[Found]:
    """The speech that starts a paragraph and what follows its attribution, or after a lead-in."""
    stretch = _stripped(speech.text, paragraph)
    said = speech.attributed(*stretch)
    found = None
    if said is not None:
        at, attribution = said
        rest = speech.sentences(attribution.end, stretch.end)
        if rest and not _more(speech, manner, Span(attribution.end, rest[0].end)):
            found = _before(speech, manner, Span(stretch.start, at), attribution)
    if found is None:
        yield from _announced(speech, manner, stretch)
        return
    yield found
    sure = found.situation in ("first-person", "dialogue")
    yield from _following(speech, rest[1:], sure=sure)


def _more(speech: Speech, manner: Manner, tail: Span) -> bool:
    """Whether the speech may go on in the sentence of its attribution."""
    told = not manner.narrated and speech.cue(*tail) is Cue.FIRST
    return told or speech.goes_on(*tail)


def _stripped(text: str, span: Span) -> Span:
    """The span without the blanks at its ends."""
    found = text[span.start : span.end]
    start = span.start + len(found) - len(found.lstrip())
    return Span(start, start + len(found.strip()))


def _before(
    speech: Speech, manner: Manner, stretch: Span, attribution: Attribution
) -> Found | None:
    """The speech before an attribution: the last sentences that have cues, all of them at best."""
    sentences = speech.sentences(*stretch)
    first = len(sentences) - 1
    while first and _spoken(speech, sentences[first - 1]):
        first -= 1
    if not manner.narrated and speech.cue(*sentences[0]) is Cue.FIRST:
        first = 0
    start = sentences[first].start
    clause = Span(start, stretch.end)
    situation = _situation(speech, clause, attribution, dialogue=manner.dialogue)
    if situation is None or len(sentences) - first > SENTENCES:
        return None
    if situation == "dialogue-plain" and (first or _CIRCUMSTANCE.match(speech.text, start)):
        return None
    return Found(start, stretch.end, "later-sentence" if first else situation)


def _spoken(speech: Speech, sentence: Span) -> bool:
    """Whether a sentence sounds like speech: it has a cue, or is an exclamation or a question."""
    return speech.cue(*sentence) is not Cue.NONE or speech.text[sentence.end - 1] in "?!"


def _situation(
    speech: Speech, clause: Span, attribution: Attribution, *, dialogue: bool
) -> str | None:
    """By what a clause before an attribution is known to be direct speech."""
    text = speech.text
    cue = speech.cue(*clause)
    if len(text[clause.start : clause.end].split()) < WORDS or not text[clause.start].isupper():
        return None
    if attribution.first:
        return "narrator" if text[clause.end - 1] in "?!" and cue is not Cue.NONE else None
    if cue is Cue.FIRST:
        return "first-person"
    if dialogue:
        return "dialogue-plain" if cue is Cue.NONE else "dialogue"
    return {Cue.SECOND: "second-person", Cue.CONTRACTION: "contraction"}.get(cue)


def _following(speech: Speech, sentences: list[Span], *, sure: bool) -> Iterator[Found]:
    """The sentences after the attribution, as far as they are the same speech."""
    cues = [speech.cue(*sentence) in (Cue.FIRST, Cue.SECOND) for sentence in sentences]
    if not any(cues) or speech.narrates(*sentences[0]):
        return
    last = len(cues) - 1 - cues[::-1].index(True)
    if not any(speech.narrates(*sentence) for sentence in sentences[last:]):
        last = len(cues) - 1
    lead = speech.lead_in(sentences[0].start, sentences[0].end)
    if lead is not None:
        yield Found(lead.at, sentences[last].end, "follow")
    else:
        situation = "follow-cue" if sure and all(cues) else "follow"
        yield Found(sentences[0].start, sentences[last].end, situation)


def _announced(speech: Speech, manner: Manner, paragraph: Span) -> Iterator[Found]:
    """Speech from a lead-in to the end of its paragraph."""
    lead = speech.lead_in(*paragraph)
    if (
        lead is None
        or not lead.sure
        or manner.narrated
        or speech.text[paragraph.end - 1] not in ".?!…"
    ):
        return
    if speech.cue(lead.at, paragraph.end) is Cue.FIRST:
        yield Found(lead.at, paragraph.end, "announced")

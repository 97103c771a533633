"""What somebody says in a paragraph that has no marks: `We remain opposed to it, Blinken said.`"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cleaner.expressions import expression
from cleaner.quotations.speech import Attribution, Cue, Lists, Manner, Speech
from cleaner.spans import Span

SENTENCES = 4
WORDS = 3
_CIRCUMSTANCE = expression(
    r"(?:When|After|As|While|Before|In|At|On|Then|Now|One|Once|Until|He|She|They|\p{Lu}\p{Ll}+ing)\b"
)


class Found(NamedTuple):
    """Speech at `start:end` without its marks, and by which situation that is known."""

    start: int
    end: int
    situation: str


def may_be_spoken(paragraph: str, lists: Lists) -> bool:
    """Whether a paragraph without marks is what somebody says in some document or other."""
    speech, whole = Speech(paragraph, lists), Span(0, len(paragraph))
    if not paragraph.strip() or (speech.attributed(*whole) is None and not _leads(speech, whole)):
        return False
    return any(any(speech_in(speech, manner, whole)) for manner in _MANNERS)


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


def speech_in(speech: Speech, manner: Manner, paragraph: Span) -> Iterator[Found]:
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

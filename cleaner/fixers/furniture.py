"""Paragraphs that stand in many files of a run: banners, promotion, legal lines of a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cleaner.evidence import Facts, Span
from cleaner.expressions import expression
from cleaner.model import Candidate, Edit, Markup, Repeated
from cleaner.repetition import fingerprint

EDGE = 4
"""Among so many first or last paragraphs furniture is looked for, whatever its form."""
SENTENCE = 8
"""Elsewhere it must be a sentence of so many words."""
FORM = 3
"""A text of so many shared paragraphs that hold half its words is a form, and is left alone."""
LINE = 60
"""The lines of a stanza are no longer than this."""

_ENDS = expression(r"[.!?…][\"”’')\]]*\s*\Z")
_LINE_ENDS = expression(r"[.,;:!?…—][\"”’')\]]*\s*\Z")
_OPENS = expression(r"\s*[\"“‘']")
_CONTENT = expression(
    r"""(?xi)
    \A\s* (?: \#{1,6}\s | \| | [-*+]\s | \d+[.)]\s )   # a heading, a row, an item
  | \n [=\-~]{3,} [ ]* (?: \n | \Z )                   # an underlined heading
  | \S (?: \ {3,} | \t ) \S                            # columns
  | [:,;] \s* \Z                                       # what comes next belongs to it
  | \b (?: copyright | licen[cs]e[ds]? | public\ domain | permission | warranty ) \b | ©
  | \A\s* (?: dear | yours | sincerely | respectfully | faithfully | to\ whom ) \b
    """
)


def find(facts: Facts, options: Mapping[str, str]) -> Iterator[Candidate]:
    """Paragraphs that many files of the run have, to be taken away.

    The mess: every page of a site carries the same banner, box or note, and a scraper takes it for
    text. What a folder of texts repeats on purpose is left alone: headings, tables and lists,
    licences, the forms of letters, stanzas, what a speaker says, a line that announces the next
    one; and the whole text if most of it is shared, as forms and contracts are. A first line
    that may be the title is only pointed at. In Markdown, where documentation repeats itself, half
    of the files must have the paragraph.
    """
    repeated = facts.repeated
    if repeated is None or not repeated.counts:
        return
    shared = list(_shared(facts, repeated))
    if _is_form(facts, [number for number, _ in shared]):
        return
    for number, count in shared:
        if _is_furniture(facts, number) and (
            facts.markup is Markup.PLAIN or count * 2 >= repeated.files
        ):
            reason = f"the same paragraph in {count} of {repeated.files} files"
            yield _removed(facts, number, reason)


def _shared(facts: Facts, repeated: Repeated) -> Iterator[tuple[int, int]]:
    """The numbers of the paragraphs that the run repeats, and how many files have each."""
    for number, span in enumerate(facts.paragraphs):
        key = fingerprint(facts.text[slice(*span)])
        if key is not None and key in repeated.counts:
            yield number, repeated.counts[key]


def _is_form(facts: Facts, numbers: list[int]) -> bool:
    """Whether a text is made of shared paragraphs, with little of its own."""
    if len(numbers) < min(FORM, len(facts.paragraphs)):
        return False
    spans = [facts.paragraphs[number] for number in numbers]
    shared = sum(len(facts.text[slice(*span)].split()) for span in spans)
    return shared * 2 > len(facts.text.split())


def _is_furniture(facts: Facts, number: int) -> bool:
    """Whether a repeated paragraph has the form and the place of furniture."""
    paragraph = facts.text[slice(*facts.paragraphs[number])]
    if _CONTENT.search(paragraph) or _OPENS.match(paragraph) or _is_stanza(paragraph):
        return False
    if number < EDGE or number >= len(facts.paragraphs) - EDGE:
        return True
    sentence = _ENDS.search(paragraph) is not None and len(paragraph.split()) >= SENTENCE
    return sentence and facts.markup is Markup.PLAIN


def _is_stanza(paragraph: str) -> bool:
    lines = paragraph.strip().split("\n")
    ended = sum(_LINE_ENDS.search(line) is not None for line in lines)
    return len(lines) > 1 and max(map(len, lines)) <= LINE and ended * 2 > len(lines)


def _removed(facts: Facts, number: int, reason: str) -> Candidate:
    """The paragraph with the blank lines to the next one, or from the last one, taken away."""
    spans = facts.paragraphs
    start = spans[number].start
    paragraph = facts.text[slice(*spans[number])].rstrip()
    if number == 0 and not _ENDS.search(paragraph):
        return Candidate(start, start + len(paragraph), (), reason=f"{reason}; it may be the title")
    if number + 1 < len(spans):
        span = Span(start, spans[number + 1].start)
    else:
        span = Span(spans[number - 1].end, start + len(paragraph))
    return Candidate(*span, (Edit(*span, ""),), reason=reason)

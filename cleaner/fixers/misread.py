"""Apostrophes that became one wrong character: `Iíve`, `donÕt`, `itâs`, `don?t`, `don�t`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import regex

from cleaner.evidence import Facts, times
from cleaner.expressions import expression
from cleaner.model import Candidate, Edit, Safety

_PRONOUN = (
    r"I|[Yy]ou|[Hh]e|[Ss]he|[Ii]t|[Ww]e|[Tt]hey|[Tt]hat|[Tt]here|[Ww]ho|[Ww]hat|[Hh]ere|[Ll]et"
)
_CONTRACTION = (
    rf"(?:(?<!\w)(?:{_PRONOUN})(?P<mark>MARK)(?:s|re|ve|ll|d|m)"
    r"|(?i:(?<!\w)(?:ai|are|ca|could|did|do|does|had|has|have|is|might|must|need|should|was|were|wo"
    r"|would)n)(?P<mark>MARK)[tT])(?!\w)"
)
_ENDING = r"(?<=\p{L})MARK(?=(?:s|re|ve|ll|d|m|t)(?!\w))"
_QUESTION_INSIDE = expression(r"\?(?=[A-Za-z])")
_LETTERS = "íÕâ"
_ACCENTED = expression("(?i)attach|caf|canap|clich|communiqu|expos|fianc|pass|r[eé]sum|saut")
"""What stands before a lost é at the end of a word: `caf�s` has no apostrophe."""


SIGNS = tuple((_CONTRACTION.replace("MARK", mark),) for mark in (rf"[{_LETTERS}]", r"\?"))
"""What a text with a misread apostrophe matches; see `Spec.signs`."""
LOST = (("\N{REPLACEMENT CHARACTER}",),)
"""What a text with a lost one matches."""


def find(facts: Facts, options: Mapping[str, str]) -> Iterator[Candidate]:
    """One character that stands where the text needs an apostrophe, all through the text.

    The mess: the byte of ’ in one encoding is read in another, so `í` (MacRoman), `Õ` (Latin-1) or
    `â` (UTF-8, its other bytes dropped) stands for it. A contraction that only English has must
    show it, and the letter must not stand anywhere else: `país` and `Valparaíso` stay.

    >>> text = "Iíve seen Chinaís answer."
    >>> [(c.start, c.edits[0].text) for c in find(Facts(text), {})]
    [(1, '’'), (15, '’')]
    """
    for letter in _LETTERS:
        if letter in facts.text:
            yield from _letter(facts, letter)
    if _QUESTION_INSIDE.search(facts.text) is not None:
        for m in _compiled(_CONTRACTION, "?").finditer(facts.text):
            yield _mended(m.start("mark"), "")


def _letter(facts: Facts, letter: str) -> Iterator[Candidate]:
    counts = facts.total(_uses)
    contractions = counts["contraction", letter]
    if contractions and counts["ending", letter] == counts["any", letter]:
        for m in _compiled(_ENDING, letter).finditer(facts.text):
            yield _mended(m.start(), f"contractions with `{letter}` {times(contractions)}")


def _uses(facts: Facts) -> Counter[tuple[str, str]]:
    """How often each letter stands in a contraction, at an ending, and at all."""
    text = facts.text[slice(*facts.core)]
    counts: Counter[tuple[str, str]] = Counter()
    for letter in filter(text.__contains__, _LETTERS):
        words = " ".join(word for word in text.split() if letter in word)
        counts["contraction", letter] = len(_compiled(_CONTRACTION, letter).findall(words))
        counts["ending", letter] = len(_compiled(_ENDING, letter).findall(words))
        counts["any", letter] = text.count(letter)
    return counts


def replacement(facts: Facts, options: Mapping[str, str]) -> Iterator[Candidate]:
    """Replacement characters that stand for an apostrophe.

    The mess: a program could not decode the byte of ’ and wrote U+FFFD. Safe in contractions and
    after a word or a name; behind anything else it may be a letter with an accent.

    >>> text = "don\N{REPLACEMENT CHARACTER}t go to the caf\N{REPLACEMENT CHARACTER}s"
    >>> [(c.start, c.safety.value) for c in replacement(Facts(text), {})]
    [(3, 'safe')]
    """
    lost = "\N{REPLACEMENT CHARACTER}"
    text = facts.text
    if lost not in text:
        return
    certain = {m.start("mark") for m in _compiled(_CONTRACTION, lost).finditer(text)}
    for m in _compiled(_ENDING, lost).finditer(text):
        word = _word_before(text, m.start())
        if m.start() in certain:
            yield _mended(m.start(), "")
        elif text[m.end()] == "s" and word and _ACCENTED.fullmatch(word) is None:
            known = facts.words[word] > 1 or _is_word(word)
            yield _mended(m.start(), "", Safety.SAFE if known else Safety.SUGGEST)


def replacement_pairs(facts: Facts, options: Mapping[str, str]) -> Iterator[Candidate]:
    """Replacement characters that stand in pairs around words, as quotation marks.

    The mess: both bytes of “ ” were lost. Only in a paragraph where every replacement character
    stands as an opening or a closing mark does, in turns; one that may be a letter ends the guess.

    >>> lost = "\N{REPLACEMENT CHARACTER}"
    >>> [c.edits[0].text for c in replacement_pairs(Facts(f"He said {lost}yes.{lost}"), {})]
    ['“']
    """
    lost = "\N{REPLACEMENT CHARACTER}"
    if lost not in facts.text:
        return
    for start, end in facts.paragraphs:
        found = [m.span() for m in regex.finditer(lost, facts.text, pos=start, endpos=end)]
        apostrophes = {m.start() for m in _compiled(_ENDING, lost).finditer(facts.text, start, end)}
        marks = [at for at, _ in found if at not in apostrophes]
        roles = [_turn(facts.text, at) for at in marks]
        if roles == ["“", "”"] * (len(roles) // 2):
            for i in range(0, len(marks), 2):
                edits = tuple(Edit(at, at + 1, _turn(facts.text, at)) for at in marks[i : i + 2])
                yield Candidate(marks[i], marks[i + 1] + 1, edits)


def _turn(text: str, at: int) -> str:
    """The mark that may stand at `at`, by its neighbours; empty if none."""
    before, after = text[at - 1 : at] if at else " ", text[at + 1 : at + 2] or " "
    if (before.isspace() or before in "(—") and after.isalnum():
        return "“"
    return "”" if before in ",.?!…" or (before.isalnum() and not after.isalnum()) else ""


def _word_before(text: str, end: int) -> str:
    """The word that ends at `end`; empty if it has lost another letter."""
    start = end
    while start and text[start - 1].isalpha():
        start -= 1
    return "" if text[start - 1 : start] == "\N{REPLACEMENT CHARACTER}" else text[start:end]


def _is_word(word: str) -> bool:
    from cleaner import lexicon  # its table is read only when a document has a candidate

    return lexicon.is_word(word.lower()) or lexicon.is_name(word)


def _mended(at: int, reason: str, safety: Safety = Safety.SAFE) -> Candidate:
    return Candidate(at, at + 1, (Edit(at, at + 1, "’"),), safety=safety, reason=reason)


def _compiled(pattern: str, mark: str) -> regex.Pattern[str]:
    return regex.compile(pattern.replace("MARK", regex.escape(mark)))

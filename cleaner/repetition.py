"""Many texts -> the paragraphs that many of them share: what one text alone cannot tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from cleaner.evidence import Facts
from cleaner.expressions import expression
from cleaner.likeness import FILES, LETTERS, SHARE, needed
from cleaner.model import Repeated

__all__ = ["FILES", "SHARE", "fingerprint", "fingerprints", "letters_of", "survey", "survey_of"]

FEWEST, MOST = 3, 60
"""The words of a paragraph that is looked at: shorter ones are headings, longer ones are prose."""
_ENTITY = expression(r"&#?[A-Za-z0-9]{1,8};")
_LOST = expression(r"[^a-z0-9]+")


def survey(texts: Iterable[str]) -> Repeated:
    """The paragraphs that stand in many of the texts, in whatever order these come.

    No text is held longer than it takes to read it: what is kept is a number for each paragraph.
    """
    return survey_of(map(fingerprints, texts))


def survey_of(texts: Iterable[Iterable[int]], files: int | None = None) -> Repeated:
    """As `survey`, for the fingerprints of each text.

    Texts that share nothing may be left out, if it is said how many `files` there are with them.
    """
    number = 0
    counts: Counter[int] = Counter()
    for numbers in texts:
        number += 1
        counts.update(numbers)
    files = number if files is None else files
    least = needed(files)
    shared = {key: count for key, count in sorted(counts.items()) if count >= least}
    return Repeated(files, shared)


def fingerprint(paragraph: str) -> int | None:
    """A number that the same paragraph always has; `None` for one that is too short or too long.

    Blanks, marks, capitals and what is not ASCII do not count, so that a paragraph keeps its
    number while other rules mend its quotation marks, its entities or its encoding.
    """
    letters = letters_of(paragraph)
    if letters is None:
        return None
    from hashlib import blake2b  # runs of few files do without

    return int.from_bytes(blake2b(letters.encode(), digest_size=8).digest())


def letters_of(paragraph: str) -> str | None:
    """What counts of a paragraph; `None` for one that has no fingerprint."""
    if not FEWEST <= len(paragraph.split(maxsplit=MOST + 1)) <= MOST:
        return None
    signs = "".join(_ENTITY.sub("", paragraph).lower().split())
    letters = _LOST.sub("", signs)
    return None if len(letters) < LETTERS or len(letters) * 2 < len(signs) else letters


def fingerprints(text: str) -> frozenset[int]:
    """Those of the paragraphs of a text that have one, each once."""
    found = (fingerprint(text[start:end]) for start, end in Facts(text).paragraphs)
    return frozenset(key for key in found if key is not None)

"""A closer look at rules that need words which a text may not have: cheaper than their evidence."""

from __future__ import annotations

from collections import Counter
from functools import cached_property, partial

from cleaner import templates
from cleaner.degrees import NAMED, USUAL, USUAL_RATIO
from cleaner.expressions import TimedOut, groups_of
from cleaner.expressions import matches as matches_of
from cleaner.marks import Style, fold
from cleaner.sieve.sieve import Need

_STRAIGHT = Style(double=False, single=False)


class Closer:
    """A closer look at one text. It folds the text when that is first needed."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _folded(self) -> str:
        return fold(self._text)

    def stand(self, need: Need) -> bool:
        """Whether the words that a match asks for stand as often as its rule needs."""
        return _stand(need, self._text, self._folded)


def _stand(need: Need, text: str, folded: str) -> bool:
    find, seen, usual, named = need
    try:
        matches = matches_of(find, text)
    except TimedOut:
        return True  # the rule itself will say so
    counts: Counter[str] = Counter()
    if usual:
        counts.update(fold(m.group()) for m in matches if not _goes_on(text, m.end()))
    known: set[tuple[str | None, ...]] = set()
    for m in matches:
        key = m.group(), *m.groups()
        if key in known:
            continue
        known.add(key)
        said = partial(_said, groups_of(m))
        if (
            all(_count(folded, said(one)) for one in seen)
            and all(_count(folded, said(one)) >= NAMED for one in named)
            and all(_is_usual(folded, said(one), m.group(), counts) for one in usual)
        ):
            return True
    return False


def _said(groups: dict[str, str], template: str) -> str:
    return fold(templates.render(template, groups, _STRAIGHT))


def _is_usual(folded: str, word: str, found: str, counts: Counter[str]) -> bool:
    count = _count(folded, word)
    other = 0 if fold(found) in word else counts[fold(found)]
    return count >= max(USUAL, USUAL_RATIO * other)


def _goes_on(text: str, end: int) -> bool:
    """Whether a word goes on at a place, so that what ends there is no phrase of its own."""
    return text[end : end + 1].isalnum() or text[end : end + 1] == "_"


def _count(folded: str, word: str) -> int:
    """How often a word stands as such at the most."""
    count, size, at = 0, len(word), folded.find(word)
    while at >= 0:
        before, after = folded[at - 1 : at], folded[at + size : at + size + 1]
        count += not (before.isalnum() or after.isalnum())
        at = folded.find(word, at + size)
    return count

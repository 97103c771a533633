"""US, UK, UN and EU with and without points, where the text has settled on one form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import regex

from cleaner.evidence import Facts, times
from cleaner.expressions import expression
from cleaner.model import Candidate, Edit

SETTLED, TIMES_AS_OFTEN = 4, 2
"""A form stands this often, and this many times as often as the other, where it is settled."""
_RUNS_ON = r"(?=['’]s\b|[,;]|[^\S\n]+[\p{Ll}\p{N}])"
"""The sentence goes on, and no name follows: `US Steel`, `U.S. Army`."""
_PLAIN = expression(r"(?<![\p{L}\p{N}.$&/_-])([UE])([SKNU])(?![\p{L}\p{N}.$&/_-])")
_POINTED = expression(r"(?<![\p{L}\p{N}.$&/_-])([UE])\.([SKNU])\.(?![\p{L}\p{N}$&/_-])")
_GOES_ON = expression(_RUNS_ON)
SIGNS = ((_PLAIN.pattern, _POINTED.pattern),)
"""What a text with a candidate matches; see `Spec.signs`."""


def find(facts: Facts, options: Mapping[str, str]) -> Iterator[Candidate]:
    """Each short form of the minority in running text; `points` says which form that is.

    The mess: a sentence pasted from another paper has `U.S.` where the text has `US`. Forms before
    a capital are left, for they may be a name or the end of a sentence.

    >>> text = "US aid, US arms, US grain and US oil: he blamed the U.S. voters."
    >>> [text[found.start:found.end] for found in find(Facts(text), {"points": "with"})]
    ['U.S.']
    """
    pointed_found = options["points"] == "with"
    counts = facts.total(_counts)
    for letters, found in _forms(facts.text, _POINTED if pointed_found else _PLAIN).items():
        often, seldom = counts[letters, not pointed_found], counts[letters, pointed_found]
        if often < SETTLED or often < TIMES_AS_OFTEN * seldom:
            continue
        written = "{}{}" if pointed_found else "{}.{}."
        becomes = written.format(*letters)
        for start, end in found:
            if _GOES_ON.match(facts.text, end):
                reason = f"`{becomes}` {times(often)}, `{facts.text[start:end]}` {times(seldom)}"
                yield Candidate(start, end, (Edit(start, end, becomes),), reason=reason)


def _counts(facts: Facts) -> Counter[tuple[str, bool]]:
    """How often each form stands, by its letters and whether it has points."""
    text = facts.text[facts.core.start : facts.core.end]
    forms = {False: _forms(text, _PLAIN), True: _forms(text, _POINTED)}
    return Counter(
        {
            (letters, pointed): len(places)
            for pointed, found in forms.items()
            for letters, places in found.items()
        }
    )


def _forms(text: str, pattern: regex.Pattern[str]) -> dict[str, list[tuple[int, int]]]:
    """By the two letters the places where a form stands."""
    places: dict[str, list[tuple[int, int]]] = {}
    for m in pattern.finditer(text):
        places.setdefault(m[1] + m[2], []).append(m.span())
    return places

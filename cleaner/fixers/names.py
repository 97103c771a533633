"""Names that a document writes small: the document itself shows how it writes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from cleaner.counts import SIGN
from cleaner.evidence import Facts, Token, times
from cleaner.evidence.capitals import capitals_in
from cleaner.expressions import expression
from cleaner.model import Candidate, Edit, Safety

OFTEN, TIMES_AS_OFTEN = 2, 3
SHORTEST = 3
"""Shorter ones are words of speech and of other languages as well: `un`, `ye`."""
HABIT = 3
"""So often in small letters is no slip: `govt` stands so in headings, `murray cod` everywhere."""
LONGEST = 40
"""So many characters before a name are looked at."""
PARTICLES = frozenset(("al", "bin", "da", "de", "del", "den", "der", "di", "du", "el", "ibn", "la"))
PARTICLES |= frozenset(("las", "le", "los", "ter", "van", "von", "zu", "zum", "zur"))
"""Small words of names, which are written either way."""

TITLES = frozenset(
    ("ambassador", "captain", "colonel", "count", "doctor", "dr", "father", "general")
)
TITLES |= frozenset(("governor", "inspector", "judge", "justice", "king", "lady", "lord", "madame"))
TITLES |= frozenset(("major", "minister", "miss", "monsieur", "mr", "mrs", "ms", "president"))
TITLES |= frozenset(("prince", "princess", "prof", "professor", "queen", "rep", "saint", "sen"))
TITLES |= frozenset(("senator", "sergeant", "sir", "st"))
"""Words before a name that are no part of it."""

_BEFORE = expression(rf"(?P<word>{SIGN}++)(?:['’]s?)?+[.,]?\h++\Z")
_BEHIND = expression(r"(?:\h++|-)[\p{Lu}\p{N}]")
_NOUN = expression(
    r"(?i)\b(?:an?|the|this|that|these|those|each|every|some|any|no|my|your|his|her|its|our|their)"
    r"\h++(?:\p{Ll}++\h++)?+\Z"
)
"""What stands before a common noun."""
_LABEL = expression(
    r"(?x)(?<= [\[(] (?: \p{L}++ \h*+[,/+&]\h*+ ){0,4} ) \p{L}++"
    r" (?= (?: \h*+[,/+&]\h*+ \p{L}++ ){0,4} [\])] )"
    r" | (?<= (?m:^) \h* [-*+]\h+ ) \p{L}++ (?= : )"
)
"""Who speaks or is to do something, as notes name him: in brackets, or before a colon."""
_MARKED = expression(r"[‘“'\"]\w+[’”'\"]")
_JOINED = expression(r"-|[./=]\p{L}")
_INNER_CAPITAL = expression(
    r"(?!(?:Ma?c|O[’']|D[’']|De|La|Le|Du|Di|Van|Fitz)\p{Lu}\p{Ll}++\Z).+[\p{Lu}\d]"
)

_OF_PROGRAM = expression(
    r"(?x)(?<!\w)(?<name>\p{Lu}[\p{L}\d]++)"
    r"(?: \( | :: | \.\w++\( | [`’']{0,2}+ \h"
    r" (?:class(?:es)?|constructors?|instances?|methods?|object)\b )"
)
"""A class or a function, as texts about programs name them: `Env()`, the Popen object."""


def find(facts: Facts, options: Mapping[str, str]) -> Iterator[Candidate]:
    """Words in lower case that stand capitalised elsewhere in the text, inside sentences too.

    The mess: a paraphraser or a transcript writes `kislyak` where the text has Kislyak throughout.
    A word of the dictionary is left alone, for it may be the common noun, and so is a name in a
    program, for `popen` is not Popen. A capital inside the name
    and a hyphen beside it are less sure: `queryset` and `django-users` may be meant so. So is a
    name that has its capital only beside others, for the Pod Lifecycle is the lifecycle of a pod;
    and one that somebody goes by in notes: `[kislyak]`.

    >>> text = "They asked Kislyak, and then saw Kislyak go. Then kislyak spoke."
    >>> [text[found.start:found.end] for found in find(Facts(text), {})]
    ['kislyak']
    >>> list(find(Facts("They saw Mr. Hunter, and asked Hunter. A hunter came."), {}))
    []
    """
    for token, name in _standing(facts):
        word = name.lower()
        end = token.start + len(word)  # `İ` grows
        if _MARKED.match(facts.text, max(token.start - 1, 0), end + 1):
            continue  # it is spoken of as it is written: the type 'unicode'
        if _is_of_program(facts, name):
            continue
        capital, small = facts.words[name], facts.words[word]
        if capital >= TIMES_AS_OFTEN * small or (small == 1 and capital >= OFTEN):
            yield Candidate(
                start=token.start,
                end=end,
                edits=(Edit(token.start, end, name),),
                safety=_safety(facts, token.start, end, name),
                reason=f"`{name}` {times(capital)}, `{word}` {times(small)}",
            )


def _standing(facts: Facts) -> list[tuple[Token, str]]:
    """Where names stand in small letters, with the names, in order."""
    return sorted(
        (token, name)
        for small, name in facts.told(_known).items()
        for form in (small, f"{small}'s")
        for token in facts.tokens_like(form)
        if facts.text.startswith(small, token.start)
    )


def _is_of_program(facts: Facts, name: str) -> bool:
    """Whether the document calls a name, or says that it is a class or one of its objects."""
    return name in facts.total(_of_program)


def _of_program(facts: Facts) -> Counter[str]:
    """How often each name stands as one of a program; no match goes on in the next line."""
    return Counter(m["name"] for m in _OF_PROGRAM.finditer(facts.text) if facts.owns(m.start()))


def _is_one(facts: Facts, start: int, name: str) -> bool:
    """Whether a name that no dictionary has is one by itself, and no common noun at `start`."""
    noun = _NOUN.search(facts.text, max(start - LONGEST, 0), start)
    return noun is None and facts.total(_alone)[name] > 0


def _alone(facts: Facts) -> Counter[str]:
    """How often each name stands inside a sentence and is part of no longer one, nor of a title."""
    text = facts.text
    return Counter(
        word
        for start, word in capitals_in(text)
        if facts.owns(start)
        and not _BEHIND.match(text, start + len(word))
        and not _goes_on(text, start)
    )


def _goes_on(text: str, start: int) -> bool:
    """Whether a capital goes on what the word before it begins: `Pod Lifecycle`, not `Mr. Hunt`."""
    word = _before(text, start)
    return word != "" and not word[0].islower() and not _is_title(word)


def _before(text: str, start: int) -> str:
    """The word before a name; none if something parts them."""
    m = _BEFORE.search(text, max(start - LONGEST, 0), start)
    return "" if m is None else m["word"]


def _is_title(word: str) -> bool:
    """Whether a word is a title or a given name: `Mr. Hunt`, `Nancy Pelosi`."""
    from cleaner import lexicon

    if not word[:1].isupper():
        return False
    entry = lexicon.lookup(word)
    person = entry is not None and entry.person and not entry.ordinary
    return person or word.lower() in TITLES


def _known(facts: Facts) -> Mapping[str, str]:
    """The names of the document that it writes in small letters as well, by these."""
    known = {
        name.lower(): name
        for name in facts.names
        if facts.words[name] >= OFTEN and len(name) >= SHORTEST
    }
    return {small: name for small, name in known.items() if _is_written(facts, small, name)}


def _is_written(facts: Facts, small: str, name: str) -> bool:
    """Whether a name stands in small letters, and that is no word of its own."""
    from cleaner import lexicon  # its table is read only when a document has a candidate

    stands = small in facts.words or f"{small}'" in facts.words
    return stands and small != name and small not in PARTICLES and not lexicon.is_word(small)


def _safety(facts: Facts, start: int, end: int, name: str) -> Safety:
    """How sure a slip is: a capital says nothing where a sentence begins."""
    from cleaner import lexicon

    text = facts.text
    compound = _JOINED.match(text, end) or text[max(start - 1, 0) : start] in tuple("-/.=")
    unsure = (
        bool(compound)
        or facts.names[name] < OFTEN
        or facts.words[name.lower()] >= HABIT
        or _INNER_CAPITAL.match(name) is not None
        or _LABEL.match(text, start) is not None
        or not (
            _is_title(_before(text, start)) or lexicon.is_name(name) or _is_one(facts, start, name)
        )
    )
    return Safety.SUGGEST if unsure else Safety.SAFE

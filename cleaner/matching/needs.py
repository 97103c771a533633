"""Whether a document meets the needs that a rule states in `[evidence]`, and its facts in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cleaner import language, templates
from cleaner.degrees import NAMED, NAMED_RATIO, USUAL, USUAL_RATIO
from cleaner.evidence import Facts, times
from cleaner.model import Candidate, Position, Rule

EDGE_PARAGRAPHS = 4
RARE, FAR = 2.0, 1.2
"""Zipf frequencies: a word this rare is uncommon; one this much rarer is a slip of the other."""


def met(facts: Facts, rule: Rule, candidate: Candidate) -> str | None:
    """The document's evidence for a candidate in words; None if a need is not met."""
    if not _placed(facts, rule, candidate):
        return None
    found = facts.text[candidate.start : candidate.end]
    groups = {"found": found, **candidate.groups}
    said: list[str] = []
    for holds, words in _answers(facts, rule, groups):
        if not holds:
            return None
        said.append(words)
    return ", ".join(said)


def _answers(facts: Facts, rule: Rule, groups: Mapping[str, str]) -> Iterator[tuple[bool, str]]:
    """Each need: whether it is met, and the fact that decides in words."""
    needs, found = rule.evidence, groups["found"]
    for word in _rendered(facts, needs.seen, groups):
        count = facts.count(word, outside=found)
        yield count > 0, f"`{word}` {times(count)}"
    for word in _rendered(facts, needs.unseen, groups):
        count = facts.count(word, outside=found)
        yield count == 0, f"`{word}` {times(count)}"
    for word in _rendered(facts, needs.usual, groups):
        count, other = _beside(facts, word, found), _beside(facts, found, word)
        yield (
            count >= USUAL and count >= USUAL_RATIO * other,
            f"`{word}` {times(count)}, `{found}` {times(other)}",
        )
    for word in _rendered(facts, needs.named, groups):
        count, other = facts.names[word], facts.count(word.lower())
        holds = count >= NAMED and count >= NAMED_RATIO * other
        yield holds, f"`{word}` {times(count)} inside sentences, `{word.lower()}` {times(other)}"
    for word in _rendered(facts, needs.known, groups):
        yield _known(facts, word, found), f"`{word}` is a word"
    for word in _rendered(facts, needs.unknown, groups):
        yield not _met_before(facts, word, found), f"`{word}` is none"
    for rare, common in needs.rarer.items():
        words = list(_rendered(facts, (rare, common), groups))
        yield _rarer(*words), f"`{words[0]}` is rare in English"


def _beside(facts: Facts, one: str, other: str) -> int:
    """How often a word or phrase stands in the document, less how often as a part of another.

    `Mr` is a part of `Mr.`; `toward` is none of `towards`, which is another word.
    """
    count = facts.count(one)
    inside = count - facts.count(one, outside=other)
    return max(count - inside * facts.count(other), 0)


def _known(facts: Facts, word: str, found: str) -> bool:
    """Whether a word is ordinary English or stands outside the found text."""
    from cleaner import lexicon

    return lexicon.is_word(word) or facts.count(word, outside=found) > 0


def _met_before(facts: Facts, word: str, found: str) -> bool:
    """Whether a word is ordinary English, a name, or stands outside the found text."""
    from cleaner import lexicon

    return lexicon.is_name(word) or _known(facts, word, found)


def _rarer(word: str, other: str) -> bool:
    from cleaner import lexicon  # its table is read only when a rule asks

    frequency = lexicon.zipf(word)
    return frequency <= RARE or lexicon.zipf(other) - frequency >= FAR


def _rendered(facts: Facts, wanted: tuple[str, ...], groups: Mapping[str, str]) -> Iterator[str]:
    return (templates.render(template, groups, facts.style) for template in wanted)


def _placed(facts: Facts, rule: Rule, candidate: Candidate) -> bool:
    """Whether the candidate lies where its rule looks."""
    at, count = facts.paragraph_at(candidate.start), len(facts.paragraphs)
    if rule.evidence.capitals and not facts.capitals(candidate.start):
        return False
    if rule.evidence.english and language.is_foreign(facts, candidate.start):
        return False
    if rule.evidence.alone and not _alone(facts, candidate):
        return False
    match rule.evidence.position:
        case Position.ANYWHERE:
            return True
        case Position.START:
            return at == 0
        case Position.EDGES:
            return at < EDGE_PARAGRAPHS or at >= count - EDGE_PARAGRAPHS


def _alone(facts: Facts, candidate: Candidate) -> bool:
    """Whether the candidate is one paragraph of several, but for blanks."""
    found = facts.text[candidate.start : candidate.end]
    start = candidate.start + len(found) - len(found.lstrip())
    paragraph = facts.paragraphs[facts.paragraph_at(start)] if facts.paragraphs else None
    whole = paragraph is not None and facts.text[slice(*paragraph)].strip() == found.strip()
    return whole and len(facts.paragraphs) > 1

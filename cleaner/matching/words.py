"""Whole words and phrases from a table; the case of the found text is followed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cleaner.articles import takes_an
from cleaner.counts import Token
from cleaner.evidence import Facts
from cleaner.expressions import expression
from cleaner.marks import fold
from cleaner.matching import tables
from cleaner.matching.patterns import overlaps
from cleaner.matching.tables import Key
from cleaner.model import Candidate, Case, Edit, Row, Safety, Words

_ARTICLE = expression(r"(?<![\w’'.-])[Aa](?P<n>n?)[^\S\n]*\n?[^\S\n]*\Z")
_BLANKS = expression(r"[^\S\n]*\n?[^\S\n]*")


def find(facts: Facts, match: Words) -> Iterator[Candidate]:
    """Each row that stands in the text, the longest where several start; none overlap."""
    behind = 0
    for tokens, key in _standing(facts, tables.found(facts, match)):
        if tokens[0].start >= behind:
            candidate = _candidate(facts, match, tokens, key)
            if candidate is not None:
                yield candidate
                behind = tokens[-1].end


def _standing(facts: Facts, index: tables.Index) -> Iterator[tuple[Sequence[Token], Key]]:
    """In order, the tokens of the longest row that stands at a token."""
    longest: dict[int, tuple[Sequence[Token], Key]] = {}
    for word in facts.vocabulary & index.keys():
        for key in index[word]:
            if facts.vocabulary.issuperset(key.words):
                for tokens in _places(facts, word, key):
                    start = tokens[0].start
                    known = longest.get(start)
                    if _fits(facts.text, tokens, key) and (
                        known is None or tables.length(known[1]) < tables.length(key)
                    ):
                        longest[start] = tokens, key
    yield from (longest[start] for start in sorted(longest))


def _places(facts: Facts, word: str, key: Key) -> Iterator[Sequence[Token]]:
    """The tokens that are the words of a row, wherever its rarest stands."""
    if len(key.words) == 1:
        yield from ((token,) for token in facts.tokens_like(word))
        return
    anchor = key.words.index(word)
    for token in facts.tokens_like(word):
        first = bisect_left(facts.tokens, token) - anchor
        tokens = facts.tokens[first : first + len(key.words)] if first >= 0 else ()
        if tuple(token.folded for token in tokens) == key.words:
            yield tokens


def _fits(text: str, tokens: Sequence[Token], key: Key) -> bool:
    """Whether the gaps of `key` are those of its words where they stand, and no word goes on."""
    start, end = tokens[0].start - len(key.gaps[0]), tokens[-1].end + len(key.gaps[-1])
    between = [(one.end, other.start) for one, other in pairwise(tokens)]
    spans = [(start, tokens[0].start), *between, (tokens[-1].end, end)]
    return (
        start >= 0
        and all(_gap_fits(text, s, e, gap) for (s, e), gap in zip(spans, key.gaps, strict=True))
        and not (start and (text[start - 1] == "_" or text[start - 1].isalnum()))
        and not (end < len(text) and (text[end] == "_" or text[end].isalnum()))
    )


def _gap_fits(text: str, start: int, end: int, gap: str) -> bool:
    if gap.isspace():
        return end > start and _BLANKS.fullmatch(text, start, end) is not None
    return fold(text[start:end]) == gap


def _candidate(facts: Facts, match: Words, tokens: Sequence[Token], key: Key) -> Candidate | None:
    start, end = tokens[0].start - len(key.gaps[0]), tokens[-1].end + len(key.gaps[-1])
    found = facts.text[start:end]
    becomes = _followed(facts, match.case, start, found, key.row)
    if becomes is None:
        return None
    becomes = _spaced(facts.style.write(becomes), facts.text, tokens)
    if becomes == found or overlaps(facts, match, start, end):
        return None
    points = key.row.safety is Safety.FLAG
    article = () if points else _article(facts.text, start, found, becomes)
    return Candidate(
        start=article[0].start if article else start,
        end=end,
        edits=(*article, Edit(start, end, becomes)),
        safety=key.row.safety or Safety.SAFE,
        groups={"found": found, "becomes": becomes},
    )


def _article(text: str, start: int, found: str, becomes: str) -> tuple[Edit, ...]:
    """The edit of an `a` or `an` right before, where the new word sounds otherwise than the old."""
    m = _ARTICLE.search(text, max(start - 12, 0), start)
    if m is None or takes_an(found) is not (m["n"] == "n") or takes_an(becomes) is takes_an(found):
        return ()
    return (Edit(m.start("n"), m.end("n"), "" if m["n"] else "n"),)


def _followed(facts: Facts, case: Case, start: int, found: str, row: Row) -> str | None:
    """What `found` becomes in its own case; None if the row does not match this case."""
    plain = " ".join(fold(found).split())
    if case is Case.EXACT or row.found != row.found.lower():
        return row.becomes if plain == fold(row.found) else None
    if plain == plain.lower():
        return row.becomes
    capital = plain[:1].upper() + plain[1:].lower()
    if plain == capital:
        starts = case is Case.FOLLOW or facts.starts_sentence(start)
        return row.becomes[:1].upper() + row.becomes[1:] if starts else None
    if case is Case.FOLLOW and plain == plain.upper():
        return row.becomes.upper()
    return None


def _spaced(becomes: str, text: str, tokens: Sequence[Token]) -> str:
    """`becomes` with a line break between the found words kept, at the same word or the last."""
    gaps = [text[a.end : b.start] for a, b in pairwise(tokens)]
    parts = becomes.split(" ")
    for number, gap in enumerate(gaps):
        if "\n" in gap and len(parts) > 1:
            at = min(number, len(parts) - 2)
            parts[at : at + 2] = [parts[at] + gap + parts[at + 1]]
            break
    return " ".join(parts)

"""Names that a document writes small: the document itself shows how it writes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cleaner.evidence import Facts, times
from cleaner.model import Candidate, Edit

OFTEN, TIMES_AS_OFTEN = 2, 3


def find(facts: Facts, options: Mapping[str, str]) -> Iterator[Candidate]:
    """Words in lower case that stand capitalised elsewhere in the text, inside sentences too.

    The mess: a paraphraser or a transcript writes `kislyak` where the text has Kislyak throughout.
    A word of the dictionary is left alone, for it may be the common noun.

    >>> text = "They asked Kislyak, and then saw Kislyak go. Then kislyak spoke."
    >>> [text[found.start:found.end] for found in find(Facts(text), {})]
    ['kislyak']
    >>> list(find(Facts("They saw Mr. Hunter, and asked Hunter. A hunter came."), {}))
    []
    """
    from cleaner import lexicon  # its table is read only when a document has a candidate

    names = {name.lower(): name for name in facts.names if facts.words[name] >= OFTEN}
    for token in facts.tokens:
        name = names.get(token.folded.removesuffix("'s"))
        end = token.end if name is None else token.start + len(name)
        word = facts.text[token.start : end]
        if name is None or word != name.lower() or lexicon.is_word(word):
            continue
        capital, small = facts.words[name], facts.words[word]
        if capital >= TIMES_AS_OFTEN * small or (small == 1 and capital >= OFTEN):
            yield Candidate(
                start=token.start,
                end=end,
                edits=(Edit(token.start, end, name),),
                reason=f"`{name}` {times(capital)}, `{word}` {times(small)}",
            )

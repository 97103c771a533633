"""Which paragraphs are not English: most of their small words belong to other languages."""

from __future__ import annotations

from collections import Counter

from cleaner.counts import count_some
from cleaner.evidence import Facts

ENOUGH = 3
"""So many small words of either kind decide about a paragraph; with fewer the document does."""

_ENGLISH = (
    "and are at be been but by for from had have he her his it not she that the their there"
    " they this to were when which who will with would you"
)
ENGLISH = frozenset(_ENGLISH.split())
_OTHER = (
    "bardzo bez będzie był było cez czy dein deine deinen deiner ditt dla gibi hogy igen jako jeho"
    " jestem jsem jsou kde kein keine kiedy którą które który która mich mình ohne oraz przez przy"
    " są tego toho vagy wenn για είναι και με να που στη στην στο τα της την το του των без было в"
    " для его из или как к ли мы на не но он она от по при так что это який та і з є що "
    "aber adalah al als anche ao atau att auch auf aux av avec bei bir bu być ce ces cette che"
    " como con cu cuando da dan dans dari das de degli dei del della dem dengan det deze di"
    " dieser dos du durch een ein eine einem einen einer el elle es est esta este estão et foi"
    " fue för für gli het ich ikke il ile ini ist itu için jeg jest já kan karena które la las"
    " le les lo los maar mais med mit muy más na naar nach ne nel nella nem nicht nie niet noch"
    " nos não och oder og olarak ook ou où pada para pas pela pelo pentru pero più por pour puis"
    " på qual quand que quella questo qui sau seus si sie sind się sobre som sono su sus são så"
    " să también tapi tidak til um uma un una und une untuk ve voor vous werden wie wird wordt"
    " yang zu zum zur à às är è é était în über și"
)
OTHER = frozenset(_OTHER.split())
"""The smallest words of languages in Latin script, without those that English has too."""
_SMALL = ENGLISH | OTHER


def is_foreign(facts: Facts, offset: int) -> bool:
    """Whether the paragraph at `offset` is written in another language than English.

    >>> is_foreign(Facts("Le chat est sur la table, et il dort."), 0)
    True
    >>> is_foreign(Facts("The café is in the rue de la Paix, and it is small."), 0)
    False
    """
    counted = _small_words_of(facts, facts.paragraph_at(offset))
    if counted.total() < ENOUGH:
        counted = facts.total(_small_words)
    return counted[False] > counted[True]


def _small_words(facts: Facts) -> Counter[bool]:
    """How many small words are English, and how many are not."""
    return _counted(facts.text[slice(*facts.core)])


def _small_words_of(facts: Facts, paragraph: int) -> Counter[bool]:
    """The same of one paragraph, with what stands before the next one."""
    known = facts.of(_by_paragraph)
    if paragraph not in known:
        later = facts.paragraphs[paragraph + 1 : paragraph + 2]
        start = facts.paragraphs[paragraph].start if paragraph else 0
        known[paragraph] = _counted(facts.text[start : later[0].start if later else None])
    return known[paragraph]


def _counted(text: str) -> Counter[bool]:
    counted: Counter[bool] = Counter()
    for word, count in count_some(text, _SMALL).items():
        counted[word in ENGLISH] += count
    return counted


def _by_paragraph(facts: Facts) -> dict[int, Counter[bool]]:
    """What is known of the paragraphs that somebody asked for, by their numbers."""
    return {}

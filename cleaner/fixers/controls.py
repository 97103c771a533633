"""Characters nobody typed: control bytes of Windows-1252, invisible characters, ligatures."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping

from cleaner.evidence import Facts
from cleaner.expressions import expression
from cleaner.fixers import mojibake
from cleaner.marks import Style
from cleaner.model import Candidate, Edit, Safety

_C1 = expression(r"[\x80-\x9f]")
_MARKS_OF_PROSE = "€‚„…‘’“”•–—™"

_LETTER_LOST = expression(
    r"(?<=\p{L})[\x86\x87](?=\p{L})|(?<=\p{L}{3})\x92(?=\p{Ll})(?!(?:s|t|d|m|re|ve|ll|er|em|all)\b)"
)
"""Inside a word, where no mark stands: a letter of another code page, in Spanish of a Macintosh."""

CODE_PAGE = ((_C1.pattern,),)
"""What a text with a mark of a code page matches; see `Spec.signs`."""
_RIGHT_TO_LEFT = expression(r"[\p{Hebrew}\p{Arabic}\p{Syriac}\p{Thaana}\p{Nko}\p{Samaritan}]")
_INVISIBLE = expression(
    r"""(?x)
    [\x00-\x08\x0E-\x1D\x1F\x7F\u180E\u206A-\u206F\uFFF9-\uFFFC]
  | \A \uFEFF | (?<! [\u2010-\u2015\u2E3A\u2E3B…\u00A0\u2009\u200A\u202F-] ) [\u2060\uFEFF]
    (?! [\u2010-\u2015\u2E3A\u2E3B…\u00A0\u2009\u200A\u202F-] )
  | \u00AD (?: \n[\ \t]* (?=\p{Ll}) )?            # a soft hyphen, with the line it broke
  | (?<= [a-z\s] ) [\x0B\x1E] (?= [a-z\s] )       # elsewhere a break, or a hyphen
  | (?<! [\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}] ) \u200B (?! [\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}] )
  | (?<= [\p{Latin}\p{Greek}\p{Cyrillic}\p{N}\p{P}\s] | \A ) [\u200C\u200D]
    (?= [\p{Latin}\p{Greek}\p{Cyrillic}\p{N}\p{P}\s] | \Z )  # not in emoji, Persian, Hindi
    """
)
_HIDDEN = expression(
    r"[\x00-\x08\x0B\x0E-\x1F\x7F\xAD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060"
    r"\u2066-\u206F\uFEFF\uFFF9-\uFFFC]"
)
_DIRECTION = expression(r"[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]")
_ANY_LIGATURE = expression(r"[ﬀ-ﬆ]")
INVISIBLE = ((_HIDDEN.pattern,),)
"""What a text with an invisible character matches."""
LIGATURES = ((_ANY_LIGATURE.pattern,),)
"""What a text with a ligature matches."""
_LIGATURE = expression(r"[ﬀ-ﬆ](?=\p{L})|(?<=\p{L})[ﬀ-ﬆ]")


def code_page(facts: Facts, options: Mapping[str, str]) -> Iterator[Candidate]:
    r"""Control characters that are marks and letters of Windows-1252 read as Latin-1.

    The mess: `don\x92t`, `\x93Yes\x94`. Browsers show them as Windows-1252 has them, so no author
    sees them. Marks are written in the style of the document; a text without any marks had curly
    ones. Bytes of a longer damaged sequence are left to the repair of that, and a byte in a word
    that has no mark there is left alone.

    >>> text = "don\x92t \x96 never"
    >>> [c.edits[0].text for c in code_page(Facts(text), {})]
    ['’', '–']
    """
    text = facts.text
    if _C1.search(text) is None:
        return
    style = facts.style if facts.marks.total() else Style(double=True, single=True)
    taken = [(c.start, c.end) for c in facts.of(mojibake.repairs)]
    for m in _C1.finditer(text):
        at = m.start()
        if _LETTER_LOST.match(text, at) or any(start <= at < end for start, end in taken):
            continue
        shown = bytes((ord(m.group()),)).decode("cp1252", errors="ignore")
        usual = not shown or shown in _MARKS_OF_PROSE or shown.isalpha()
        safety = Safety.SAFE if usual else Safety.SUGGEST
        yield Candidate(at, at + 1, (Edit(at, at + 1, style.write(shown)),), safety=safety)


def invisible(facts: Facts, options: Mapping[str, str]) -> Iterator[Candidate]:
    """Characters that cannot be seen and that no English word holds.

    The mess: zero-width spaces, byte order marks, soft hyphens and control characters come along
    when text is copied. Joiners stay in emoji and in scripts that need them, direction marks stay
    in a text with letters that run from right to left, zero-width spaces between Thai words, and
    word joiners beside dashes, which no line is to begin with.

    >>> text = "in­visi\u200bble 👩\u200d🚀"
    >>> [(c.start, c.end) for c in invisible(Facts(text), {})]
    [(2, 3), (7, 8)]
    """
    if _HIDDEN.search(facts.text) is None:
        return
    found = [m.span() for m in _INVISIBLE.finditer(facts.text)]
    direction = [m.span() for m in _DIRECTION.finditer(facts.text)]
    if direction and not facts.total(_right_to_left)[True]:
        found += direction
    for start, end in sorted(found):
        yield Candidate(start, end, (Edit(start, end, ""),), reason=_names(facts.text[start:end]))


def _right_to_left(facts: Facts) -> Counter[bool]:
    """Whether a text has letters that run from right to left."""
    return Counter([_RIGHT_TO_LEFT.search(facts.text, *facts.core) is not None])


def _names(characters: str) -> str:
    """What the first of some characters is called, for a person who cannot see it."""
    return unicodedata.name(characters[0], f"U+{ord(characters[0]):04X}").lower()


def ligatures(facts: Facts, options: Mapping[str, str]) -> Iterator[Candidate]:
    """Ligatures of typesetting inside words, as the letters they are made of.

    The mess: text copied from a PDF holds `ﬁ` for `fi`, and no search finds the word. A ligature
    on its own is spoken of, and is left alone.

    >>> text = "oﬃce, the ﬁ ligature"
    >>> [(text[c.start:c.end], c.edits[0].text) for c in ligatures(Facts(text), {})]
    [('ﬃ', 'ffi')]
    """
    if _ANY_LIGATURE.search(facts.text) is None:
        return
    for m in _LIGATURE.finditer(facts.text):
        letters = unicodedata.normalize("NFKC", m.group())
        yield Candidate(m.start(), m.end(), (Edit(m.start(), m.end(), letters),))

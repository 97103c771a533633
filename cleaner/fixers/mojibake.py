"""Text in UTF-8 that was read in a one-byte encoding: `donâ€™t` for `don’t`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

import regex

from cleaner.evidence import Facts, Span
from cleaner.expressions import expression
from cleaner.model import Candidate, Edit, Safety

if TYPE_CHECKING:
    import ftfy

LATIN = ("cp1252", "latin-1", "cp1250", "cp1254", "cp1257")
OTHER = ("cp1251", "cp1253", "iso8859-2", "cp437")
"""The encodings that text is misread in, MacRoman aside."""
LOST = " ?\x1a\N{REPLACEMENT CHARACTER}"
"""What careless programs leave of a byte that their encoding does not have."""
LOSE_ONE, LOSE_TWO = b"\xc2\xc3\xc5\xce\xd0\xd9", b"\xe0\xe1\xe2\xe3"
"""The first bytes of characters that are likely with a byte lost."""
LONGEST_WORD = 400
"""Longer words are none; they are not compared letter by letter."""
_ASCII = re.compile(r"([\x20-\x7e]+)")
LONGEST = 4
"""How many characters a misread character can show as."""
PIECE = 1000
"""Longer lines are repaired in pieces of about so many characters."""

_LOST_CLOSING = expression(
    r"â€(?:(?P<lost>[?\N{REPLACEMENT CHARACTER}])|(?![\x80-\x9f‘’“”–—•…™˜š›œžŸ¡-¿]))"
)
_LONG = expression(rf"[^\n]{{1,{PIECE}}}(?=[ \n]|\Z)|[^\n]{{1,{PIECE}}}")
_UNUSUAL = expression(r"[^\x00-\x7F\xA0é‘’“”–—…•]")
_IN_CAPITALS = expression(r"(?<=\p{Lu}{2})Â(?=\xA0\p{Lu}{2})")
"""A name in capitals that may have this letter."""
_SPOKEN_OF = expression(r"[“‘«\"'(]\p{L}[”’»\"')]")
_LONE = expression(r"(?<!\S)(?:[ÂÃ] |Â\xA0)")
_CONTROL = expression(r"[\x80-\x9f]+")


def find(facts: Facts, options: Mapping[str, str]) -> Iterator[Candidate]:
    """Sequences of characters that are the bytes of one character of UTF-8.

    The mess: a page in UTF-8 is read as Windows-1252, Latin-1, MacRoman or the like, once or twice.
    ftfy decides and decodes, line by line; its other repairs are rules of ours or off. Letters that
    only look like it (`Â`, `são`) are left alone, and so is every character around the damage; a
    lone `Â` is damage only where there is more of it.

    >>> text = "Itâ€™s São Paulo’s cafÃ©."
    >>> [(text[c.start:c.end], c.edits[0].text) for c in find(Facts(text), {})]
    [('â€™', '’'), ('Ã©', 'é')]
    """
    yield from facts.of(repairs)


def signs() -> tuple[tuple[str, ...], ...]:
    """What a text with a candidate matches; see `Spec.signs`.

    It is the beginning of each sequence that `_suspect` looks for, as far as it is no prose.
    """
    lost = re.escape(LOST)
    pairs = [f"[¬√ƒ≈∆◊‚„][{_class(range(0x80, 0xC0), 'mac-roman')}]"]
    for encoding in (*LATIN, *OTHER):
        first, inner = (_class(r, encoding) for r in (range(0xC2, 0xF5), range(0x80, 0xC0)))
        pairs.append(f"[{first}][{inner}{LOST[-1]}]")
        if encoding in LATIN:
            two, three = (
                _class((*LOSE_ONE, *range(0xF0, 0xF5)), encoding),
                _class(LOSE_TWO, encoding),
            )
            pairs += [f"[{two}][{lost}]", f"[{three}][{lost}][{inner}]"]
    return (("|".join(pairs),),)


def repairs(facts: Facts) -> tuple[Candidate, ...]:
    """The repairs of a text, in order; none overlap."""
    found = facts.of(_damage)
    certain = bool(found) and facts.total(_kinds)[False] > 0
    return tuple(c for c in found if certain or not _is_lone(facts.text, c))


def _is_lone(text: str, candidate: Candidate) -> bool:
    return _LONE.match(text, candidate.start) is not None


def _kinds(facts: Facts) -> Counter[bool]:
    """How many repairs are of lone letters, and how many are not."""
    own = (one for one in facts.of(_damage) if facts.owns(one.start))
    return Counter(_is_lone(facts.text, one) for one in own)


def _damage(facts: Facts) -> tuple[Candidate, ...]:
    """All repairs, also those of letters that may be meant."""
    text = facts.text
    if not is_suspect(text):
        return ()
    pieces = [Span(*m.span()) for m in _LONG.finditer(text)]
    damaged = [piece for piece in pieces if _suspect().search(text, *piece) is not None]
    return tuple(candidate for piece in damaged for candidate in _repaired(text, piece))


def _repaired(text: str, piece: Span) -> list[Candidate]:
    line = text[piece.start : piece.end]
    made = [_candidate(piece, Edit(*m.span(), "”"), m["lost"]) for m in _lost_closing(line)]
    taken = [(c.start - piece.start, c.end - piece.start) for c in made]
    for edit in _differences(line, _decoded(line)):
        if _CONTROL.fullmatch(line, edit.start, edit.end):
            continue  # a rule of its own knows how the document writes its marks
        if _SPOKEN_OF.match(line, max(edit.start - 1, 0), edit.end):
            continue
        if _IN_CAPITALS.match(line, edit.start):
            continue
        if not any(start < edit.end and edit.start < end for start, end in taken):
            made.append(_candidate(piece, edit, _loss(line[edit.start : edit.end], edit.text)))
    return sorted(made, key=lambda candidate: candidate.start)


def _lost_closing(line: str) -> list[regex.Match[str]]:
    """Closing marks whose last byte is lost, in a line that has an opening one."""
    return list(_LOST_CLOSING.finditer(line)) if "â€œ" in line or "“" in line else []


def _loss(found: str, becomes: str) -> str:
    """A question mark where a repair loses what was left; `ï¿½` itself is U+FFFD in UTF-8."""
    replaced = becomes.count(LOST[-1])
    worse = replaced > found.count(LOST[-1]) + found.count("ï¿½")
    only = 0 < replaced == len(becomes) and found.replace("ï¿½", "") != ""
    return "?" if worse or only else ""


def _candidate(piece: Span, edit: Edit, lost: str) -> Candidate:
    """The repair in the whole text; a question mark may be a lost byte, or may ask."""
    start, end = piece.start + edit.start, piece.start + edit.end
    safety = Safety.SUGGEST if lost == "?" else Safety.SAFE
    return Candidate(start, end, (Edit(start, end, edit.text),), safety=safety)


def _decoded(line: str) -> str:
    """The line as it was before it was misread, by ftfy with nothing but encoding repairs on."""
    import ftfy  # takes 60 ms to load: only for a text that may be damaged

    return ftfy.fix_encoding(line, _only_encoding())


@lru_cache(maxsize=1)
def _only_encoding() -> ftfy.TextFixerConfig:
    import ftfy

    return ftfy.TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_encoding=True,
        restore_byte_a0=True,
        replace_lossy_sequences=True,
        decode_inconsistent_utf8=True,
        fix_c1_controls=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization=None,
        explain=False,
    )


def _differences(before: str, after: str) -> list[Edit]:
    """The smallest edits that turn one line into another, word by word if it has as many."""
    words, others = before.split(" "), after.split(" ")
    if len(words) != len(others) or any(o and not w for w, o in zip(words, others, strict=True)):
        return _aligned(before, after)
    edits: list[Edit] = []
    start = 0
    for word, other in zip(words, others, strict=True):
        edits += (
            Edit(start + edit.start, start + edit.end, edit.text) for edit in _aligned(word, other)
        )
        start += len(word) + 1
    return edits


def _aligned(before: str, after: str) -> list[Edit]:
    """The smallest edits that turn one short text into another, none of them an insertion.

    Letters that two neighbouring edits happen to share with the result belong to both: one edit.
    """
    if before == after:
        return []
    if len(before) > LONGEST_WORD:
        return _by_runs(before, after)
    from difflib import SequenceMatcher  # few texts need it

    matcher = SequenceMatcher(None, before, after, autojunk=False)
    edits: list[Edit] = []
    for tag, start, end, other, other_end in matcher.get_opcodes():
        if tag == "equal":
            continue
        text = after[other:other_end]
        if start == end and start > 0:
            start, text = start - 1, before[start - 1] + text
        if edits and _same_damage(before[edits[-1].end : start]):
            text = edits[-1].text + before[edits[-1].end : start] + text
            start = edits.pop().start
        edits.append(Edit(start, max(end, start + 1), text + before[end : start + 1]))
    return edits


def _by_runs(before: str, after: str) -> list[Edit]:
    """The edits of a long text without blanks: run by run if those in ASCII stay, or else one."""
    runs, others = _ASCII.split(before), _ASCII.split(after)
    pairs = list(zip(runs, others, strict=False))
    if (
        len(runs) != len(others)
        or runs[1::2] != others[1::2]
        or any(len(run) > LONGEST_WORD or (other and not run) for run, other in pairs[::2])
    ):
        return [Edit(0, len(before), after)]
    edits: list[Edit] = []
    start = 0
    for run, other in pairs:
        found = [] if run == other else _aligned(run, other)
        edits += (Edit(start + one.start, start + one.end, one.text) for one in found)
        start += len(run)
    return edits


def _same_damage(between: str) -> bool:
    """Whether what stands between two edits is too little, and too odd, to be sound text."""
    return len(between) < LONGEST and not any(letter.isascii() for letter in between)


def is_suspect(text: str) -> bool:
    """Whether a text may be damaged; no other is given to ftfy."""
    return _UNUSUAL.search(text) is not None and _suspect().search(text) is not None


@lru_cache(maxsize=1)
def _suspect() -> re.Pattern[str]:
    """What every damaged text holds: the characters of a UTF-8 sequence in one of the encodings.

    Of MacRoman only the first characters that are no marks of prose.
    """
    lost, inner = re.escape(LOST), _class(range(0x80, 0xC0), "mac-roman")
    sequences = [f"[¬√ƒ≈∆◊][{inner}]", f"[‚„][{inner}]{{2}}"]
    for encoding in (*LATIN, *OTHER):
        two, three = _class(range(0xC2, 0xE0), encoding), _class(range(0xE0, 0xF0), encoding)
        four, inner = _class(range(0xF0, 0xF5), encoding), _class(range(0x80, 0xC0), encoding)
        sequences += [
            f"[{two}][{inner}{LOST[-1]}]",
            f"[{three}][{inner}]{{2}}",
            f"[{four}][{inner}]{{3}}",
        ]
        if encoding in LATIN:
            two, three = _class(LOSE_ONE, encoding), _class(LOSE_TWO, encoding)
            sequences += [f"[{two}][{lost}]", f"[{three}](?:[{inner}][{lost}]|[{lost}][{inner}])"]
            sequences += [f"[{four}][{inner}{lost}]{{3}}"]
    return re.compile(rf"(?=[^\x00-\x7F])(?:{'|'.join(sequences)})")


def _class(values: Iterable[int], encoding: str) -> str:
    """What bytes show as, for a class of an expression."""
    shown = "".join(_character(value, encoding) for value in values)
    return re.escape(shown)


def _character(byte: int, encoding: str) -> str:
    """What a byte shows as; a byte that the encoding does not have shows as a control."""
    return bytes((byte,)).decode(encoding, errors="ignore") or chr(byte)

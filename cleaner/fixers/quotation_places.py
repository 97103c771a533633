"""Quotation marks that stand wrong where no word has to be understood: turned, doubled, spaced."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from cleaner.evidence import Facts
from cleaner.expressions import expression
from cleaner.marks import STRAIGHT
from cleaner.model import Candidate, Edit, Safety
from cleaner.quotations import Mark, Passage, Role, paired, pairs_with, passages

_CODE = expression(
    r"[`=\\{}<>|%~]|\w_\w|::|->|\(\)|''|(?<!\w)'\W'|\"\s*\+|\w\(|(?<!\w)[bBfFrRuU]{1,2}\""
)
_MENTION = expression(r"\s(?:characters?|marks?|quotes?|signs?|symbols?|keys?|or|and)\b")
_BLANK = " \t\u00a0"
_NESTED = ("‘", "’", "“", "”", "'")
"""Beside these a blank is set on purpose, to part the marks of two quotations."""
STRAIGHT_LEAST = 2
"""A text with fewer straight quotations may be about the mark itself."""
_OTHER = {Role.OPENING: "“", Role.CLOSING: "”"}
_SIGN = {Role.OPENING: 1, Role.CLOSING: -1}


def find(facts: Facts, options: Mapping[str, str]) -> Iterator[Candidate]:
    """The marks of one `situation`.

    The mess: a converter guesses the direction of a mark, types it twice, parts it from its word,
    or leaves one behind from a quotation that is gone. A paragraph is left alone where the marks
    can be read in more than one way, and where it holds code.

    >>> [c.edits for c in find(Facts("“It works” and ““so on”"), {"situation": "doubled"})]
    [(Edit(start=16, end=17, text=''),)]
    >>> list(find(Facts("“He said ““no”” to me”"), {"situation": "turned"}))
    []
    """
    found = _FINDERS[options["situation"]]
    for passage in facts.of(passages):
        yield from found(facts, passage)


def _turned(facts: Facts, passage: Passage) -> Iterator[Candidate]:
    """Marks whose glyph is the other one, in a paragraph that pairs, or at its very start."""
    for mark in passage.marks:
        starts = mark.start == passage.start and mark.role is Role.OPENING
        if mark.turned and mark.doubled is None and (starts or not passage.unpaired):
            yield _candidate(Edit(mark.start, mark.end, _OTHER[mark.role]))


def _doubled(facts: Facts, passage: Passage) -> Iterator[Candidate]:
    """Two marks for one, unless the paragraph needs both."""
    spare = _spare(passage)
    for mark in passage.marks:
        if mark.doubled is None or mark.role not in _OTHER or spare == _SIGN[mark.role]:
            continue
        if _in_code(facts, passage, mark) or not _wordy(facts.text, mark):
            continue
        if mark.role is Role.OPENING:
            yield _candidate(Edit(mark.start, mark.doubled, ""))
        else:
            yield _candidate(Edit(mark.start + 1, mark.end, ""))


def _spare(passage: Passage) -> int:
    """How many closing marks more than opening ones a paragraph has.

    Where it is one, and an opening mark is doubled, the paragraph pairs if both of it count.
    """
    return -sum(_SIGN.get(mark.role, 0) for mark in passage.marks)


def _wordy(text: str, mark: Mark) -> bool:
    """Whether words or their points touch a straight double mark, so that it is no empty string."""
    if text[mark.start] != STRAIGHT:
        return True
    before, after = text[mark.start - 1 : mark.start] or "\n", text[mark.end : mark.end + 1] or "\n"
    if mark.role is Role.OPENING:
        return before.isspace() and after.isalnum()
    return (before.isalnum() or before in ".,!?…") and (after.isspace() or after in ".,;:")


def _in_code(facts: Facts, passage: Passage, mark: Mark) -> bool:
    """Whether a mark is straight and is named, or stands in a paragraph with signs of code."""
    if facts.text[mark.start] != STRAIGHT:
        return False
    if _MENTION.match(facts.text, mark.end):
        return True
    known = facts.of(_code)
    if passage.start not in known:
        found = _CODE.search(facts.text, passage.start, passage.end)
        known[passage.start] = found is not None
    return known[passage.start]


def _code(facts: Facts) -> dict[int, bool]:
    """By the starts of paragraphs whether they hold code; filled as it is asked for."""
    return {}


def _spaced(facts: Facts, passage: Passage) -> Iterator[Candidate]:
    """Marks parted from their quotation by a blank, where parity tells on which side that is."""
    if passage.unpaired or passage.spare:
        return
    for mark in passage.loose:
        start, end = mark.start - 1, mark.end
        if _in_code(facts, passage, mark):
            continue
        if mark.role is Role.OPENING:
            start, end = mark.end, mark.end + 1
            other = facts.text[end : end + 1] in (*_NESTED, "/")  # “ /” is spoken of
            if not other and facts.text[start:end] in _BLANK and facts.text[start:end]:
                yield _candidate(Edit(start, end, ""))
        elif (
            start > passage.start
            and facts.text[start] in _BLANK
            and facts.text[start - 1] not in (*_NESTED, ":")  # so is “Name: ”
        ):
            yield _candidate(Edit(start, start + 1, ""))


def _wrong_side(facts: Facts, passage: Passage) -> Iterator[Candidate]:
    """The one turned mark of a paragraph, if all pair once its glyph is right and not its place."""
    turned = [mark for mark in passage.marks if mark.turned]
    if not passage.unpaired or len(turned) != 1:
        return
    for mark in turned:
        says = mark.says
        if says is None or not pairs_with(passage, mark, says):
            continue
        start, end, glyph = mark.start, mark.end, facts.text[mark.start : mark.end]
        if says is Role.CLOSING and facts.text[start - 1] in _BLANK:
            yield _candidate(Edit(start - 1, end, f"{glyph} "))
        elif says is Role.OPENING and facts.text[end : end + 1] in (" ", "\u00a0"):
            yield _candidate(Edit(start, end + 1, f" {glyph}"))


def _nested(facts: Facts, passage: Passage) -> Iterator[Candidate]:
    """A quotation inside another with marks of the same kind; both its marks in one finding."""
    opened: list[Mark] = []
    for mark in passage.marks if not passage.unpaired and facts.style.double else ():
        if mark.role is Role.OPENING:
            opened.append(mark)
        elif mark.role is Role.CLOSING and opened:
            start = opened.pop()
            if len(opened) == 1:
                edits = (Edit(start.start, start.end, "‘"), Edit(mark.start, mark.end, "’"))
                yield Candidate(start.start, mark.end, edits)


def _loose(facts: Facts, passage: Passage) -> Iterator[Candidate]:
    """A mark between blanks and words in a paragraph whose other marks pair without it."""
    text = facts.text
    if not passage.spare or len(passage.loose) != 1:
        return
    mark = passage.loose[0]
    before, after = text[mark.start - 2 : mark.start], text[mark.end : mark.end + 2]
    if len(before) < 2 or len(after) < 2 or mark.doubled is not None:
        return
    if not (before[0].isalpha() or before[0] == ",") or not after[1].isalnum():
        return
    if after[0] not in _BLANK and before[1] in _BLANK:
        return  # it opens `".0"`
    if before[0] == "," and after[1].isupper() and mark.says is not Role.CLOSING:
        return  # it opens what somebody said, and it is the other mark that is lost
    if _in_code(facts, passage, mark):
        return
    safety = Safety.SAFE
    if text[mark.start] == STRAIGHT and facts.total(_quoted)[True] < STRAIGHT_LEAST:
        safety = Safety.SUGGEST
    if before[1] in _BLANK:
        yield _candidate(Edit(mark.start - 1, mark.end, ""), safety)
    elif after[0] in _BLANK:
        yield _candidate(Edit(mark.start, mark.end + 1, ""), safety)


def _quoted(facts: Facts) -> Counter[bool]:
    """How many quotations of several words the text holds, and how many others."""
    own = (passage for passage in facts.of(paired) if facts.owns(passage.start))
    return Counter(" " in facts.text[slice(*span)] for passage in own for span in passage.pairs)


def _alone(facts: Facts, passage: Passage) -> Iterator[Candidate]:
    """A paragraph that is nothing but a mark, with the blank lines that part it from the others."""
    text = facts.text
    if len(text[passage.start : passage.end].strip()) != 1:
        return
    at = facts.paragraph_at(passage.start)
    if at > 0:
        end = passage.start + len(text[passage.start : passage.end].rstrip())
        yield _candidate(Edit(facts.paragraphs[at - 1].end, end, ""))
    elif len(facts.paragraphs) > 1:
        yield _candidate(Edit(passage.start, facts.paragraphs[1].start, ""))


def _mixed(facts: Facts, passage: Passage) -> Iterator[Candidate]:
    """A straight mark whose partner is curly."""
    if passage.unpaired or not facts.style.double:
        return
    for pair in passage.pairs:
        glyphs = facts.text[pair.start], facts.text[pair.end - 1]
        if glyphs == (STRAIGHT, "”"):
            yield _candidate(Edit(pair.start, pair.start + 1, "“"))
        elif glyphs == ("“", STRAIGHT):
            yield _candidate(Edit(pair.end - 1, pair.end, "”"))


def _repeated(facts: Facts, passage: Passage) -> Iterator[Candidate]:
    """A second opening mark at a sentence start in a quotation that opens its paragraph."""
    marks = [mark for mark in passage.marks if mark.role in _OTHER]
    roles = [mark.role for mark in marks]
    if roles[:3] != [Role.OPENING, Role.OPENING, Role.CLOSING] or len(passage.unpaired) != 1:
        return
    one, other, _ = marks[:3]
    between = facts.text[one.end : other.start].rstrip()
    if one.start == passage.start and between.endswith((".", "?", "!")):
        yield _candidate(Edit(other.start, other.end, ""))


def _candidate(edit: Edit, safety: Safety = Safety.SAFE) -> Candidate:
    return Candidate(start=edit.start, end=edit.end, edits=(edit,), safety=safety)


_FINDERS: Mapping[str, Callable[[Facts, Passage], Iterator[Candidate]]] = {
    "turned": _turned,
    "doubled": _doubled,
    "spaced": _spaced,
    "wrong-side": _wrong_side,
    "nested": _nested,
    "between-words": _loose,
    "alone": _alone,
    "mixed": _mixed,
    "repeated": _repeated,
}
SITUATIONS = tuple(_FINDERS)

"""Facts of one text: words, paragraphs, sentences and style, each found when first asked for."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import islice
from typing import TypeVar, cast

from cleaner import paragraphs, shapes
from cleaner.counts import (
    TOKEN,
    WORD,
    Token,
    count_words,
    lower_of,
    standing,
    tokens_like,
    tokens_of,
    vocabulary_of,
)
from cleaner.degrees import LINE_IS_PARAGRAPH
from cleaner.evidence.capitals import capitals_in
from cleaner.evidence.whole import Part
from cleaner.expressions import expression
from cleaner.marks import Style, fold, marks_in, style_of
from cleaner.model import Markup, Repeated, Required, Screen
from cleaner.spans import Span

K = TypeVar("K")
T = TypeVar("T")

_SENTENCE_END = expression(r"(?:[.!?…:][\"”'’)\]]*|[\"“‘'(\[—])\s*\Z")
_LETTER = expression(r"\p{L}")


class Facts:
    """Facts of one text. Each is computed once, and only if asked for.

    If the text is a part of a document, what decides is the document: words, style, sums.
    """

    def __init__(
        self,
        text: str,
        markup: Markup = Markup.PLAIN,
        repeated: Repeated | None = None,
        screen: Screen | None = None,
        part: Part | None = None,
    ) -> None:
        self.text = text
        self.markup = markup
        self.repeated = repeated
        """What the run repeats that the text is part of; `None` if it stands alone."""
        self._screen = screen
        self.part = part
        self.core = Span(0, len(text)) if part is None else part.core
        """What is this text's own: all of it, or what no other part of its document counts."""
        self._phrases: dict[str, int] = {}
        self._known: dict[Callable[[Facts], object], object] = {}

    def holds(self, required: Required) -> bool:
        """Whether what an expression requires stands here; if not, it has no match."""
        if required.doubled and not self._doubled:
            return False
        shape = self._shape if required.shapes else None
        if shape is not None and not shapes.holds(shape, required.shapes):
            return False
        return not required.letters or shapes.holds(self._letters, required.letters)

    @cached_property
    def _shape(self) -> str | None:
        return shapes.shape(self.text)

    @cached_property
    def _letters(self) -> str:
        return shapes.letters(self.text)

    @cached_property
    def _doubled(self) -> bool:
        return shapes.doubled(self._letters)

    def after(self, text: str) -> Facts:
        """Those of what this text has become."""
        return Facts(text, self.markup, self.repeated, self._screen)

    @cached_property
    def suspects(self) -> frozenset[str] | None:
        """The ids of the rules that may find something here; None for any."""
        if self._screen is None:
            return None
        shared = self.repeated is not None and bool(self.repeated.counts)
        return self._screen(self.text.encode("utf-8", "surrogatepass"), shared)

    def parts(self, id: str) -> Iterable[tuple[int, Facts]] | None:
        """The parts of this text in which a rule may find something, by where each starts.

        None if it is looked at as a whole.
        """
        return None

    def of(self, find: Callable[[Facts], T]) -> T:
        """What `find` says of this text, asked once: the place for facts that live elsewhere."""
        if find not in self._known:
            self._known[find] = find(self)
        return cast(T, self._known[find])

    def owns(self, offset: int) -> bool:
        """Whether what starts at `offset` is this text's own; its end is, where no part follows."""
        return self.part is None or self.core.start <= offset < self.core.end

    def total(self, count: Callable[[Facts], Counter[K]]) -> Counter[K]:
        """What `count` counts in the whole document: it counts what a text owns."""
        return self.of(count) if self.part is None else self.part.whole.total(count)

    def row(self, find: Callable[[Facts], bytes]) -> tuple[bytes, int]:
        """What `find` gives for the whole document, a byte for each thing that a text owns.

        The number tells which byte is that of the first thing this text owns.
        """
        return (self.of(find), 0) if self.part is None else self.part.whole.row(find, self.part)

    def told(self, find: Callable[[Facts], T]) -> T:
        """What `find` says of the whole document; it may ask after totals, words and style only."""
        return self.of(find) if self.part is None else self.part.whole.told(find, self)

    @cached_property
    def style(self) -> Style:
        """How the document writes its marks."""
        return style_of(self.marks)

    @cached_property
    def marks(self) -> Counter[str]:
        """How often each quotation mark and apostrophe stands in the document."""
        return self.total(_marks)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The words in order; an apostrophe inside a word belongs to it."""
        return tokens_of(self.text)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The folded words, each once."""
        if self._lower is None:
            return frozenset(token.folded for token in self.tokens)
        return vocabulary_of(self._lower)

    def tokens_like(self, folded: str) -> list[Token]:
        """The tokens of one folded word, in order."""
        if self._lower is None:
            return [token for token in self.tokens if token.folded == folded]
        return tokens_like(self._lower, folded)

    @cached_property
    def _lower(self) -> str | None:
        return lower_of(self.text)

    @cached_property
    def words(self) -> Counter[str]:
        """How often each word stands, as `count_words` counts."""
        return self.total(_words)

    @cached_property
    def names(self) -> Counter[str]:
        """How often each word stands with a capital inside a sentence.

        The first word of a sentence or of a line does not count, for verse has capitals there; nor
        does a paragraph that is mostly capitals.
        """
        return self.total(_names)

    @cached_property
    def capitals_inside(self) -> dict[int, list[str]]:
        """By the number of a paragraph its capitalised words inside sentences."""
        found: dict[int, list[str]] = {}
        for start, word in capitals_in(self.text):
            found.setdefault(self.paragraph_at(start), []).append(word)
        return found

    def has_words(self, paragraph: int, count: int) -> bool:
        """Whether a paragraph has so many words; the first one of the document does not count."""
        start, end = self.paragraphs[paragraph]
        if self.part is None or self.part.number == 0:
            count += TOKEN.search(self.text, 0, start) is None
        found = islice(TOKEN.finditer(self.text, start, end), count)
        return sum(1 for _ in found) == count

    def capitals(self, offset: int) -> bool:
        """Whether the paragraphs of this text, and the one before `offset`, begin with capitals."""
        known = self.total(_capitals)
        if known[True] <= known[False]:
            return False
        start, capital = self.beginnings[self.paragraph_at(offset)]
        return capital is not False or start == offset

    @cached_property
    def beginnings(self) -> list[tuple[int, bool | None]]:
        """Where the first letter of each paragraph stands, and whether it is no small letter."""
        first = [_LETTER.search(self.text, *span) for span in self.paragraphs]
        return [(m.start(), not m.group().islower()) if m else (-1, None) for m in first]

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The paragraphs in order, none blank, without the blank lines between them.

        A block between blank lines is one paragraph, unless its lines are so long that each is.
        """
        if are_lines(self.total(forms)):
            return tuple(
                line for block in self.blocks for line in paragraphs.lines(self.text, block)
            )
        return self.blocks

    @cached_property
    def blocks(self) -> tuple[Span, ...]:
        """What stands between blank lines, or between the tags of HTML that part paragraphs."""
        return paragraphs.blocks(self.text, self.markup)

    def paragraph_at(self, offset: int) -> int:
        """The index of the paragraph that holds `offset`, or of the last one before it, or 0."""
        return max(bisect_right(self._paragraph_starts, offset) - 1, 0)

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [span.start for span in self.paragraphs]

    def window(self, start: int, end: int) -> Span:
        """The fewest of whole paragraphs around `start:end`; the whole text if there is none."""
        if not self.paragraphs:
            return Span(0, len(self.text))
        first = self.paragraphs[self.paragraph_at(start)]
        last = self.paragraphs[self.paragraph_at(end)]
        return Span(min(first.start, start), max(last.end, end))

    def starts_sentence(self, offset: int) -> bool:
        """Whether a sentence or a quotation starts at `offset`."""
        start = self.window(offset, offset).start
        before = self.text[max(start, offset - 12) : offset]
        return (not before.strip() and offset - start < 12) or bool(_SENTENCE_END.search(before))

    def count(self, phrase: str, *, outside: str = "") -> int:
        """How often a word or phrase stands as such in the text, less how often in `outside`."""
        key = fold(phrase)
        if WORD.fullmatch(phrase):
            return self.words[key] - count_words(outside)[key]
        if key not in self._phrases:
            if self.part is None:
                self._phrases[key] = sum(1 for _ in standing(self.folded, key))
            else:
                self._phrases[key] = self.part.whole.phrase(key)
        return self._phrases[key] - sum(1 for _ in standing(fold(outside), key))

    @cached_property
    def folded(self) -> str:
        """The text with straight marks."""
        return fold(self.text)


def _marks(facts: Facts) -> Counter[str]:
    return marks_in(facts.text[slice(*facts.core)])


def _words(facts: Facts) -> Counter[str]:
    return count_words(facts.text[slice(*facts.core)])


def _names(facts: Facts) -> Counter[str]:
    names: Counter[str] = Counter()
    for paragraph, capitals in facts.capitals_inside.items():
        own = facts.owns(facts.paragraphs[paragraph].start)
        if own and facts.has_words(paragraph, len(capitals) * 2):
            names.update(capitals)
    return names


def _capitals(facts: Facts) -> Counter[bool]:
    """How many paragraphs begin with a small letter, and how many do not."""
    own = zip(facts.paragraphs, facts.beginnings, strict=True)
    return Counter(is_ for span, (_, is_) in own if is_ is not None and facts.owns(span.start))


def forms(facts: Facts) -> Counter[str]:
    """How many blocks there are, how many lines in them, and how many of these are short.

    Of a whole document nothing is asked of this but `are_lines`: see `windows.sums`.
    """
    blocks = [block for block in facts.blocks if facts.owns(block.start)]
    lines = [line for block in blocks for line in paragraphs.lines(facts.text, block)]
    short = sum(line.end - line.start < LINE_IS_PARAGRAPH for line in lines)
    return Counter(blocks=len(blocks), lines=len(lines), short=short)


def are_lines(known: Counter[str]) -> bool:
    """Whether each line of a document is a paragraph, by what `forms` counts in it."""
    return known["lines"] > known["blocks"] and known["short"] <= known["lines"] // 2

"""Facts of one text: words, paragraphs, sentences and style, each found when first asked for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple, TypeVar, cast

import regex

from cleaner import shapes
from cleaner.expressions import expression
from cleaner.marks import Style, fold, style_of
from cleaner.model import Markup, Repeated, Required, Screen

T = TypeVar("T")

WORD = expression(r"(?:\p{Lu}\.){2,}|[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*(?:(?<=s)['’])?")
_TOKEN = expression(r"[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*")
_BLANK_LINES = expression(r"\n(?:[^\S\n]*\n)+|\A[^\S\n]*\n+")
_BLOCK_TAGS = expression(
    r"(?i)(?:[^\S\n]*\n)*[^\S\n]*"
    r"</?(?:address|article|aside|blockquote|body|br|caption|center|d[dlt]|details|dialog|div|fig\w+"
    r"|footer|form|h[1-6r]|head|header|html|li|link|main|menu|meta|nav|ol|option|p|pre|script|section"
    r"|select|style|summary|t(?:able|body|d|extarea|foot|h|head|itle|r)|ul)\b[^<>]*>\s*"
    rf"|{_BLANK_LINES.pattern}"
)
"""What parts the paragraphs of HTML."""
_SENTENCE_END = expression(r"(?:[.!?…:][\"”'’)\]]*|[\"“‘'(\[—])\s*\Z")
_INSIDE = expression(r",?[^\S\n]*")
_TITLED = expression(r"[.,]?[^\S\n]*")
_TITLES = frozenset(["mr", "mrs", "ms", "dr", "prof", "gen", "col", "sen", "rep", "st", "messrs"])
_LETTER = expression(r"\p{L}")
LINE_IS_PARAGRAPH = 160
"""Median length from which lines inside a block are taken for unwrapped paragraphs."""


class Span(NamedTuple):
    """Half-open code-point offsets of a text."""

    start: int
    end: int


class Token(NamedTuple):
    """A word at `start:end`; `folded` is its lower case with straight marks, for look-ups only."""

    start: int
    end: int
    folded: str


class Facts:
    """Facts of one text. Each is computed once, and only if asked for."""

    def __init__(
        self,
        text: str,
        markup: Markup = Markup.PLAIN,
        repeated: Repeated | None = None,
        screen: Screen | None = None,
    ) -> None:
        self.text = text
        self.markup = markup
        self.repeated = repeated
        """What the run repeats that the text is part of; `None` if it stands alone."""
        self._screen = screen
        self._phrases: dict[str, int] = {}
        self._known: dict[Callable[[Facts], object], object] = {}

    def holds(self, required: Required) -> bool:
        """Whether what an expression requires stands here; if not, it has no match."""
        if required.doubled and not self._doubled:
            return False
        shape = self._shape if required.shapes else None
        if shape is not None and not _all_in(shape, required.shapes):
            return False
        return not required.letters or _all_in(self._letters, required.letters)

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

    def of(self, find: Callable[[Facts], T]) -> T:
        """What `find` says of this text, asked once: the place for facts that live elsewhere."""
        if find not in self._known:
            self._known[find] = find(self)
        return cast(T, self._known[find])

    @cached_property
    def style(self) -> Style:
        """How this text writes its marks."""
        return style_of(self.text)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The words in order; an apostrophe inside a word belongs to it."""
        spans = [m.span() for m in _TOKEN.finditer(self.text)]
        lower = fold(self.text).lower()
        if len(lower) != len(self.text):  # `İ` grows
            return tuple(Token(*span, fold(self.text[slice(*span)]).lower()) for span in spans)
        return tuple(Token(start, end, lower[start:end]) for start, end in spans)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The folded words, each once."""
        return frozenset(token.folded for token in self.tokens)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """By each folded word the numbers of its tokens, in order."""
        places: dict[str, list[int]] = {}
        for number, token in enumerate(self.tokens):
            places.setdefault(token.folded, []).append(number)
        return places

    @cached_property
    def words(self) -> Counter[str]:
        """How often each word stands, as `count_words` counts."""
        return count_words(self.text)

    @cached_property
    def names(self) -> Counter[str]:
        """How often each word stands with a capital inside a sentence.

        The first word of a sentence or of a line does not count, for verse has capitals there; nor
        does a paragraph that is mostly capitals.
        """
        names: Counter[str] = Counter()
        for paragraph, capitals in self._capitals_inside.items():
            if len(capitals) * 2 <= self._words_of(paragraph):
                names.update(capitals)
        return names

    @cached_property
    def _capitals_inside(self) -> dict[int, list[str]]:
        """By the number of a paragraph its capitalised words inside sentences."""
        found: dict[int, list[str]] = {}
        for before, token in pairwise(self.tokens):
            word = self.text[token.start : token.end]
            if word[0].isupper() and not word.isupper():
                gap = _TITLED if before.folded in _TITLES else _INSIDE
                if gap.fullmatch(self.text, before.end, token.start):
                    capitals = found.setdefault(self.paragraph_at(token.start), [])
                    capitals.append(fold(word).removesuffix("'s"))
        return found

    def _words_of(self, paragraph: int) -> int:
        """How many words a paragraph has; the first one of the text does not count."""
        first, last = (
            bisect_left(self.tokens, offset, key=_start) for offset in self.paragraphs[paragraph]
        )
        return last - max(first, 1)

    def capitals(self, offset: int) -> bool:
        """Whether the paragraphs of this text, and the one before `offset`, begin with capitals."""
        if not self._begins_with_capitals:
            return False
        start, capital = self._beginnings[self.paragraph_at(offset)]
        return capital is not False or start == offset

    @cached_property
    def _begins_with_capitals(self) -> bool:
        """Whether most paragraphs do."""
        known = [capital for _, capital in self._beginnings if capital is not None]
        return sum(known) * 2 > len(known)

    @cached_property
    def _beginnings(self) -> list[tuple[int, bool | None]]:
        """Where the first letter of each paragraph stands, and whether it is no small letter."""
        first = [_LETTER.search(self.text, *span) for span in self.paragraphs]
        return [(m.start(), not m.group().islower()) if m else (-1, None) for m in first]

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The paragraphs in order, none blank, without the blank lines between them.

        A block between blank lines is one paragraph, unless its lines are so long that each is.
        """
        blocks = self._blocks()
        lines = [line for block in blocks for line in _lines(self.text, block)]
        inner = sorted(line.end - line.start for line in lines)
        if len(lines) > len(blocks) and inner[len(inner) // 2] >= LINE_IS_PARAGRAPH:
            return tuple(lines)
        return tuple(blocks)

    def _blocks(self) -> list[Span]:
        blocks: list[Span] = []
        start = 0
        breaks = _BLOCK_TAGS if self.markup is Markup.HTML else _BLANK_LINES
        for m in [*breaks.finditer(self.text), None]:
            end = len(self.text) if m is None else m.start()
            if self.text[start:end].strip():
                blocks.append(Span(start, end))
            start = len(self.text) if m is None else m.end()
        return blocks

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
        pattern = regex.compile(r"(?<!\w)" + regex.escape(key) + r"(?!\w)")
        if key not in self._phrases:
            self._phrases[key] = len(pattern.findall(self.of(_folded)))
        return self._phrases[key] - len(pattern.findall(fold(outside)))


def _start(token: Token) -> int:
    return token.start


def _all_in(text: str, sets: Iterable[Iterable[str]]) -> bool:
    """Whether one string of each set stands in a text; plain loops, for every rule asks it."""
    for strings in sets:
        for string in strings:
            if string in text:
                break
        else:
            return False
    return True


def _folded(facts: Facts) -> str:
    return fold(facts.text)


def _lines(text: str, block: Span) -> list[Span]:
    lines: list[Span] = []
    start = block.start
    while start < block.end:
        end = text.find("\n", start, block.end)
        end = block.end if end < 0 else end
        if end > start:
            lines.append(Span(start, end))
        start = end + 1
    return lines


def count_words(text: str) -> Counter[str]:
    """How often each word stands in a text; marks are straight, case is kept.

    `Jo’s` counts as `Jo's` and as `Jo`; `Jos’` counts only as `Jos'`, for it may be either.
    """
    words = Counter(WORD.findall(fold(text)))
    for word, count in tuple(words.items()):
        if word.endswith("'s"):
            words[word[:-2]] += count
    return words


def times(count: int) -> str:
    """A count in words: never, once, twice, 3 times."""
    return ("never", "once", "twice")[count] if count < 3 else f"{count} times"

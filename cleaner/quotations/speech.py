"""Who speaks: sentences, attributions (`Blinken said`), lead-ins (`Blinken said: `) and cues."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cleaner.expressions import expression
from cleaner.marks import widen
from cleaner.spans import Span

if TYPE_CHECKING:
    import regex

_ANY_MARKS = r"[”\"’')\]]*"
_NUMBERED = expression(
    r"(?:War|King|Queen|Pope|Act|Part|Chapter|Article|Title|Phase|Class|Type|Category|Elizabeth"
    r"|George|Charles|William|Volume|Book|Section|World)\s+\Z"
)


class Lists(NamedTuple):
    """The word lists of a fixer's options, each an alternation; `(?!)` where none is given."""

    verbs: str
    abbreviations: str
    first: str
    second: str
    contractions: str

    @classmethod
    def of(cls, options: Mapping[str, str]) -> Lists:
        """The lists among the options of a rule."""
        return cls(*(options.get(name, "(?!)") for name in cls._fields))


class Cue(Enum):
    """What in a sentence tells that somebody speaks, the surest first."""

    FIRST = "first person"
    SECOND = "second person"
    CONTRACTION = "contraction"
    NONE = "no cue"


class Attribution(NamedTuple):
    """Who says it, at `start:end`; `first` if it is the narrator, `inverted` for `said Holmes`."""

    start: int
    end: int
    first: bool
    inverted: bool


class LeadIn(NamedTuple):
    """Where the speech begins that `X said: ` announces; not `sure` for a colon without a verb."""

    at: int
    sure: bool


class Manner(NamedTuple):
    """Facts of the document's quotations.

    `dialogue`: many paragraphs begin with a mark, and some are one quotation. `outside`: commas
    stand behind closing marks. `single`: speech stands between single marks. `narrated`: somebody
    tells it who says I. `odd` counts paragraphs with a mark that has no partner, `attributed` the
    quotations that an attribution follows.
    """

    dialogue: bool
    outside: bool
    single: bool
    narrated: bool
    odd: int
    attributed: int


class Speech:
    """The word lists at work on the text of one document."""

    def __init__(self, text: str, lists: Lists) -> None:
        self.text = text
        self._lists = lists
        self._expressions = _expressions(lists)

    def sentences(self, start: int, end: int) -> list[Span]:
        """The sentences of a stretch without the blanks between them, closing marks included."""
        spans: list[Span] = []
        for m in self._expressions.sentence_end.finditer(self.text, start, end):
            if not self._expressions.abbreviation.search(
                self.text, max(start, m.start() - 20), m.start() + 1
            ):
                spans.append(Span(start, m.end("stop")))
                start = m.end()
        if self.text[start:end].strip():
            spans.append(Span(start, start + len(self.text[start:end].rstrip())))
        return spans

    def cue(self, start: int, end: int) -> Cue:
        """The surest cue of a stretch."""
        expressions = self._expressions
        if any(self._speaks(m) for m in expressions.first.finditer(self.text, start, end)):
            return Cue.FIRST
        if expressions.second.search(self.text, start, end):
            return Cue.SECOND
        if expressions.contraction.search(self.text, start, end):
            return Cue.CONTRACTION
        return Cue.NONE

    def _speaks(self, m: regex.Match[str]) -> bool:
        """Whether a first-person word is one: not the country, not a number behind a name."""
        if m.group() != "I":
            return m.group() not in ("US", "i")
        return not _NUMBERED.search(self.text, max(m.start() - 12, 0), m.start())

    def attribution(self, at: int, end: int) -> Attribution | None:
        """The attribution that begins at `at`, blanks aside, and ends before `end`."""
        m = self._expressions.attribution.match(self.text, at, end)
        if m is None:
            return None
        subject = m["pronoun"] or m["after"] or ""
        first = subject.lower() in ("i", "we")
        return Attribution(m.start("who"), m.end(), first, m["after"] is not None)

    def behind(self, at: int, end: int) -> Attribution | None:
        """The attribution behind a closing mark that ends at `at`; a comma may part them."""
        return self.attribution(at + (self.text[at : at + 1] == ","), end)

    def announces(self, start: int, at: int) -> bool:
        """Whether a verb of saying stands right before `at`."""
        return self._expressions.verb_before.search(self.text, max(start, at - 24), at) is not None

    def attributed(self, start: int, end: int) -> tuple[int, Attribution] | None:
        """The first `,` `?` `!` or dash of a stretch that an attribution follows, and that one.

        None if what was said follows that one: `When he sat down, he said very gently: `.
        """
        for m in _STOP.finditer(self.text, start, end):
            found = self.attribution(m.end(), end)
            if found is not None:
                return None if _LEADS_ON.match(self.text, found.end) else (m.end(), found)
        return None

    def narrates(self, start: int, end: int) -> bool:
        """Whether a sentence looks like the narrator's: it begins with `He`, `She`, `Then` ..."""
        return _NARRATES.match(self.text, start, end) is not None

    def verb(self, start: int, end: int) -> bool:
        """Whether a stretch holds a finite form of an attribution verb."""
        return self._expressions.verb.search(self.text, start, end) is not None

    def goes_on(self, start: int, end: int) -> bool:
        """Whether the sentence at `start` goes on, after a comma, with what may be speech again."""
        return _GOES_ON.match(self.text, start, end) is not None

    def lead_in(self, start: int, end: int) -> LeadIn | None:
        """The last lead-in of a stretch."""
        if _BEFORE_CAPITAL.search(self.text, start, end) is None:
            return None
        found = None
        for m in self._expressions.lead_in.finditer(self.text, start, end):
            found = LeadIn(m.end(), m["verb"] is not None)
        return found


_ADVERBS = r"(?:(?:also|then|later|had|has|have|again|once|only|further|at last|\p{Ll}+ly)\s+){0,2}"
_GOES_ON = expression(
    r"[^.,;!?]{0,60},\s+(?!according\b|\p{Ll}+ing\b|\p{Ll}+ly[.,]|(?:the|an?|his|her|who|one|in|on|at|as|with)\b)\p{Ll}"
)
_LEADS_ON = expression(r"[^.,;:!?“”\"\n]{0,60}(?::(?:[—–\s]|\Z)|\b(?:whether|if|that)\b)")
_NARRATES = expression(r"(?:He|She|They|His|Her|Their|Then|After|The two)\b")
_FORMED = r"(?=\p{L}*(?:ed|s|ing|said|told|wrote|began|swore)\b)"
_FINITE = r"(?=\p{L}*(?:ed|s|said|told|wrote|began|swore)\b)"
_TOLD = r"(?:told|tells|asked|asks|reminded|assured|informed|warned|warns)"
_NOUN = (
    r"(?!(?:the|an?|of|in|on|at|to|for|from|with|by|and|or|his|her|their|its|my|our|is|are|was|were|be|been|being)\b)"
    r"[\p{L}’-]+(?!\s+begin\b)"
)
"""What ends a subject: in `the location of the notes` no location notes anything."""
_NO_NAME = (
    r"(?:I|The|An?|This|That|These|Those|My|Our|Your|His|Her|Its|Their|Two|Three|Four|Five|Six)\b"
)
"""What no name begins with: in `The answer is` and `Three reasons` nobody answers or reasons."""
_OF_THINGS = (
    r"(?!(?:said|says|replie[sd]|answered|asked|added|cri(?:ed|es)|exclaim\p{Ll}+|shout\p{Ll}+|yell\p{Ll}+"
    r"|whisper\p{Ll}+|remark\p{Ll}+|mutter\p{Ll}+|murmur\p{Ll}+|quip\p{Ll}+|laugh\p{Ll}+)\b)\p{Ll}+\s+(?:an?|one|another)\s"
)
"""`explains a multitude of facts`: not the speaker follows, but what he explains."""
_ROLE = (
    r"(?:executive|economist|spokes(?:man|woman|person)|director|manager|analyst|secretary|minister|leader|chair(?:man|woman)?"
    r"|president|coach|captain|editor|professor|founder|officer|chief|engineer|scientist|lawyer|author|commissioner|mayor|head)"
)
"""What somebody is, before his name and without an article: `BT chief executive Ben Verwaayen`."""
_FREE = (
    r"(?=\s*(?:[.,;!?]|[—–](?!\s*(?:\n|\Z))|\Z)|\s+(?:in(?!\s+the\s+following\b)|on(?!\s+\p{Ll}+ing\b)|at|during|as(?!\s+to\b)|with|after|from|before"
    r"|by|when|while|last|this|yesterday|today|again|aloud|himself|herself|simply|(?!only\b)\p{Ll}+ly"
    r"|(?!having\b|being\b)\p{Ll}+ing|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b)"
)
_LOOSELY_FREE = (
    rf"(?:{_FREE}|(?=\s+(?:(?<!\b(?:agree|offer|promise|pledge|vow|claim|ask)\p{{Ll}}*\s+)to(?!\s+you\b)|about|and|for|through|over|via)\b)"
    r"|(?<=\b(?:said|says?|asked|wrote|writes))(?=\s+of\b))"
)
"""What may follow the verb, if it governs nothing: not `of us` (demands), `to go` (agreed)."""
_BEFORE_CAPITAL = expression(r"(?:[,:]\s|[—–])\s*[“”\"]?[‘’'\[]?\p{Lu}")
"""What every lead-in ends with, which is found sooner."""
_STOP = expression(r"(?:[,?!…]|(?<=\w)[—–](?=\s))(?![\d”\"“])")


class _Expressions:
    """The lists as expressions, each compiled when first asked for."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists

    @cached_property
    def sentence_end(self) -> regex.Pattern[str]:
        """A full stop with the blanks after it, where a capital follows."""
        return _compiled(rf"(?P<stop>[.!?…]{_ANY_MARKS})\s+(?=[“\"‘'(\[]*[\p{{Lu}}\p{{N}}])")

    @cached_property
    def abbreviation(self) -> regex.Pattern[str]:
        """An abbreviation or an initial whose point ends here."""
        return _compiled(
            rf"(?<![\p{{L}}.])(?:{self._lists.abbreviations}|\p{{Lu}}|\p{{L}}(?:\.\p{{L}})+)\.\Z"
        )

    @cached_property
    def first(self) -> regex.Pattern[str]:
        """A first-person word."""
        return _word(self._lists.first)

    @cached_property
    def second(self) -> regex.Pattern[str]:
        """A second-person word."""
        return _word(self._lists.second)

    @cached_property
    def contraction(self) -> regex.Pattern[str]:
        """A contraction."""
        return _word(self._lists.contractions)

    @cached_property
    def verb(self) -> regex.Pattern[str]:
        """A finite form of an attribution verb."""
        return _compiled(rf"\b{self._verb}")

    @cached_property
    def verb_before(self) -> regex.Pattern[str]:
        """A verb of saying, in any form, with the blank after it."""
        return _compiled(rf"\b(?:{self._lists.verbs})\s+\Z")

    @property
    def _verb(self) -> str:
        begun = r"(?:beg[aiu]ns?|continue[sd]?)\s+(?:to|with|on|\p{Ll}+ing)\b"
        return rf"(?!\p{{L}}+ing\b|{begun})(?:{self._lists.verbs})\b"

    @cached_property
    def attribution(self) -> regex.Pattern[str]:
        """A subject with its verb, or a verb with its subject, and nothing that it governs."""
        short = rf"(?:{self._lists.abbreviations}|\p{{Lu}})\."
        part = rf"(?:{short}|(?!{short}\s+\p{{Lu}})\p{{Lu}}[\p{{L}}’-]*)"
        name = (
            rf"(?:(?:(?i:the|an?|his|her|their|my|our|one(?!\s+\p{{Ll}}+ly\b)|another)\s+(?:[\p{{L}}’-]+\s+){{0,4}}?{_NOUN})"
            rf"|(?:{part}\s+){{0,3}}(?:\p{{Ll}}[\p{{L}}’-]+\s+){{0,3}}{_ROLE}(?:,?\s+{part}){{1,3}}"
            rf"|(?!{_NO_NAME})(?:(?:{part}|of|de|du|la|van|von|der|bin|al|el)\s+){{0,5}}{part})"
        )
        pronoun = r"(?:[Hh]e|[Ss]he|[Tt]hey|(?!(?:I|[Ww]e)\s+told\b)(?:I|[Ww]e))"
        aside = r"(?:,\s[^,.?!:;“”\"\n]{3,80},)?"
        return _compiled(
            rf"\s*(?P<who>(?:(?P<pronoun>{pronoun})\s+|{name}{aside}\s+){_ADVERBS}"
            rf"(?:{self._verb}{_LOOSELY_FREE}|{_TOLD}\s+{name}{_FREE}|{_TOLD}\s+(?:me|us|him|her|them|\p{{Ll}}+s){_FREE})"
            rf"|(?!{_OF_THINGS}){_FINITE}{self._verb}\s+(?P<after>{pronoun}\b|{name}){_FREE})"
        )

    @cached_property
    def lead_in(self) -> regex.Pattern[str]:
        """A verb of saying and a comma or colon, or any colon, before a capital."""
        word = r"\s+(?!that\b|\p{L}+ing\b)[\p{L}\p{N}’'-]+"
        comma = rf"(?:{word}){{0,4}},(?!\s+I\s+\p{{L}}+ed\b)\s"
        between = rf"(?:{comma}|(?:{word}){{0,9}}:\s|[—–](?=\p{{Lu}}))"
        return _compiled(
            rf"(?:(?<!\bI )\b(?P<verb>{_FORMED}(?:{self._lists.verbs}))\b{between}|:\s)\s*"
            r"(?=[“\"]?[‘'\[]?\p{Lu})"
        )


@lru_cache(maxsize=64)
def _expressions(lists: Lists) -> _Expressions:
    return _Expressions(lists)


def _word(alternation: str) -> regex.Pattern[str]:
    return expression(rf"(?i)(?<![\w’'-])(?:{widen(alternation)})(?![\w]|[’']\p{{L}})")


def _compiled(pattern: str) -> regex.Pattern[str]:
    return expression(widen(pattern))

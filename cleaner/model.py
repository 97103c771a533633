"""The nouns of cleaner: edits, findings, rules and their parts, and the result of a cleaning.

Every offset counts code points of one text; spans are half-open: `start` is in, `end` is out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path


class Safety(Enum):
    """How sure a change is; from `SAFE` to `FLAG`, each is less sure than the one before."""

    SAFE = "safe"
    """Right in every text we know of: applied by default."""
    SUGGEST = "suggest"
    """Shown with its replacement, applied only on request."""
    FLAG = "flag"
    """Points at a place; there is no replacement."""

    @property
    def rank(self) -> int:
        """0 for safe, 1 for suggest, 2 for flag."""
        return _SAFETY_ORDER.index(self)

    def at_most(self, other: Safety) -> Safety:
        """The less sure of the two."""
        return max(self, other, key=lambda safety: safety.rank)

    def lowered(self) -> Safety:
        """One class less sure; `FLAG` stays."""
        return _SAFETY_ORDER[min(self.rank + 1, 2)]


_SAFETY_ORDER = (Safety.SAFE, Safety.SUGGEST, Safety.FLAG)


class Stage(Enum):
    """The stages in running order; their values are the folder names under `rules/`."""

    ENCODING = "encoding"
    STRUCTURE = "structure"
    MARKS = "marks"
    WORDS = "words"
    SPACING = "spacing"


class Case(Enum):
    """Which capitals a row in lower case matches. A row that holds a capital matches exactly."""

    FOLLOW = "follow"
    """Any: `teh`, `Teh` and `TEH`; the replacement is capitalised alike."""
    SENTENCE = "sentence"
    """`word` anywhere and `Word` where a sentence starts, so titles and names are left alone."""
    EXACT = "exact"
    """Only as written."""


class Quoted(Enum):
    """What a rule does inside a direct quotation."""

    SAME = "same"
    LOWER = "lower"
    """The finding is one class less safe: a speaker may have said it so."""
    LEAVE = "leave"


class Change(Enum):
    """What a safe change must not touch unless its rule says that this is what it does (law 7)."""

    DIGITS = "digits"
    NEGATION = "negation"
    QUOTED_WORDS = "quoted-words"
    PROTECTED = "protected"
    """Protected text, which otherwise no edit enters: whole regions may be deleted or replaced."""


class Position(Enum):
    """Where in a document a rule looks."""

    ANYWHERE = "anywhere"
    START = "first-paragraph"
    EDGES = "edges"
    """Among the first four or the last four paragraphs."""


class Markup(Enum):
    """What a text is written in: it decides which regions are not prose."""

    PLAIN = "plain"
    MARKDOWN = "markdown"
    HTML = "html"


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Put `text` in the place of `start:end`. `start == end` inserts; an empty `text` deletes."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: what is found, what it becomes, and its own class if it has one."""

    found: str
    becomes: str
    safety: Safety | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Characters:
    """Exact strings, anywhere. `found` values are unique; the longest match wins.

    Compared by identity, as is `Words`: what is derived from a long table is kept under it.
    """

    rows: Sequence[Row]


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Whole words and phrases; any blanks stand between words, straight marks equal curly ones."""

    rows: Sequence[Row]
    case: Case
    unless: str | None = None


@dataclass(frozen=True, slots=True)
class Required:
    """What a text must hold to be matched: one string of each set, in its shape or its letters.

    Shapes and letters are those of `cleaner.shapes`. `doubled` asks for a word that stands twice
    with only blanks between. Without sets it may be any text.
    """

    shapes: tuple[tuple[str, ...], ...] = ()
    letters: tuple[tuple[str, ...], ...] = ()
    doubled: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression and the template of what a match becomes; `None` only points.

    A match is dropped where `unless` matches text that overlaps it. A text that does not hold what
    is `required` has no match.
    """

    find: str
    becomes: str | None
    unless: str | None = None
    required: Required = Required()


@dataclass(frozen=True, slots=True)
class Fixer:
    """A matcher that needs Python, by name, with its options."""

    name: str
    options: Mapping[str, str]


Matcher = Characters | Words | Pattern | Fixer


@dataclass(frozen=True, slots=True)
class Evidence:
    """The facts of a document that a rule needs. Words are templates over the groups of a match."""

    seen: tuple[str, ...] = ()
    """Each stands somewhere in the document as a word or phrase."""
    unseen: tuple[str, ...] = ()
    """None stands anywhere in the document, the found text aside."""
    usual: tuple[str, ...] = ()
    """Each stands three times at least, and twice as often as the found text."""
    named: tuple[str, ...] = ()
    """Each stands as a name inside sentences: twice, and thrice as often as in lower case."""
    rarer: Mapping[str, str] = field(default_factory=dict)
    """Each word is rare in English, or far rarer than the word it is set against."""
    known: tuple[str, ...] = ()
    """Each is an ordinary word of the lexicon, or stands elsewhere in the document."""
    unknown: tuple[str, ...] = ()
    """None is a word or name of the lexicon, and none stands elsewhere in the document."""
    alone: bool = False
    """The match, blanks aside, is a paragraph of its own, and not the only one."""
    capitals: bool = False
    """The document and the paragraph begin sentences with capitals."""
    together: int = 1
    """With fewer findings of the rule in the document each is one class less safe."""
    position: Position = Position.ANYWHERE
    quoted: Quoted = Quoted.SAME


@dataclass(frozen=True, slots=True)
class Repeated:
    """The paragraphs that many of the `files` of a run share: evidence that is the same for each.

    `counts` tells by the fingerprint of a paragraph in how many files it stands.
    """

    files: int
    counts: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Example:
    """A text and what its rule makes of it; `after == before` for a text to be kept.

    `flagged` is what a rule without replacement points at. `safety` is set where the finding is
    less safe than the rule. A known failure is expected to fail until someone mends it. `beside`
    are other texts of the same run.
    """

    before: str
    after: str
    flagged: str | None = None
    safety: Safety | None = None
    note: str = ""
    known_failure: bool = False
    beside: tuple[str, ...] = ()
    line: int = 1


@dataclass(frozen=True, slots=True)
class Rule:
    """One checked rule file. `id` is `stage/name`; `entry` its entry in the error catalogue."""

    id: str
    stage: Stage
    title: str
    why: str
    source: str
    safety: Safety
    match: Matcher
    evidence: Evidence
    changes: frozenset[Change]
    examples: tuple[Example, ...]
    entry: str = ""
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a matcher sees at `start:end`, before its rule's guards are asked.

    Without `edits` it only points. `safety` is the best class it can have; `groups` are the texts
    that templates in `[evidence]` may name.
    """

    start: int
    end: int
    edits: tuple[Edit, ...]
    safety: Safety = Safety.SAFE
    reason: str = ""
    groups: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """One place a rule points at; its edits are made all together or not at all.

    `found` is `text[start:end]`; every edit lies within `start:end`. There are no edits if and
    only if `safety` is `FLAG`. `reason` is the evidence in words, empty if the match says it all.
    """

    rule: Rule
    start: int
    end: int
    found: str
    edits: tuple[Edit, ...]
    safety: Safety
    reason: str
    becomes: str | None
    """`found` with the edits made; `None` without edits."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text before and after, with the account of the difference.

    `before != after` if and only if `applied` is not empty. `edits` are sorted, disjoint, and turn
    `before` into `after` exactly. The spans of `applied` and `left` lie in `before`; where a later
    finding touched text that an earlier one wrote, its span covers the earlier one's origin, and
    `found` is the text it saw. `left` are the findings that were not applied.
    """

    before: str
    after: str
    edits: tuple[Edit, ...]
    applied: tuple[Finding, ...]
    left: tuple[Finding, ...]


class Unsettled(Exception):
    """The rules never come to rest on a text: `rules` are the ids of those that feed each other."""

    def __init__(self, rules: tuple[str, ...]) -> None:
        self.rules = rules
        super().__init__(f"rules that do not settle: {', '.join(rules)}")


class Restructured(Exception):
    """Edits that would alter the structure of a marked-up text, so none was made.

    `offset` is the first such place, and `rules` are the ids of those that write there.
    """

    def __init__(self, offset: int, rules: tuple[str, ...]) -> None:
        self.offset = offset
        self.rules = rules
        super().__init__(f"rules that alter the structure at {offset}: {', '.join(rules)}")


class Unparsable(Exception):
    """A text that does not follow its markup, `reason` at `offset`: its prose cannot be told."""

    def __init__(self, offset: int, reason: str) -> None:
        self.offset = offset
        self.reason = reason
        super().__init__(f"{reason} at {offset}")

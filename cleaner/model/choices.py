"""Closed choices: what a rule, an example or a text may be."""

from __future__ import annotations

from enum import Enum


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


class Scope(Enum):
    """Where a suppression holds; the values are the words it is written with."""

    LINE = "ignore"
    """On the line it stands on."""
    NEXT_LINE = "ignore-next-line"
    FILE = "ignore-file"
    OFF = "off"
    """From there to the next `ON`, or to the end."""
    ON = "on"
    SIC = "sic"
    """For the word before it: the mark by which writers say that they know."""


class Ask(Enum):
    """A question about the bytes of a text that no expression answers."""

    ODD_TURNS = "odd-turns"
    """Do opening and closing double marks not take turns in every paragraph?"""
    UNMARKED_SPEECH = "unmarked-speech"
    """May a paragraph without marks, of those that match the expression, be what somebody says?"""
    DOUBLED_WORD = "doubled-word"
    """Does a word stand twice with only blanks between?"""
    UNKNOWN_WORD = "unknown-word"
    """May a word in small letters be a slip of another?"""
    NAME_IN_SMALL = "name-in-small"
    """Does a word that is no ordinary one stand in small letters and with a capital?"""
    SHARED = "shared"
    """Are there paragraphs that the files of the run share?"""
    PAGE = "page"
    """Is there a tag of HTML?"""


class Markup(Enum):
    """What a text is written in: it decides which regions are not prose."""

    PLAIN = "plain"
    MARKDOWN = "markdown"
    MDX = "mdx"
    HTML = "html"
    RST = "rst"
    ASCIIDOC = "asciidoc"
    LATEX = "latex"
    PYTHON = "python"
    C = "c"
    """C, and what writes its comments and strings as C does: C++, Java, C#, Kotlin, Swift."""
    JAVASCRIPT = "javascript"
    GO = "go"
    RUST = "rust"
    SHELL = "shell"

"""Rules: a matcher, the evidence it needs, and its examples."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cleaner.model.choices import Change, Markup, Position, Quoted, Safety, Stage
from cleaner.model.matchers import Matcher


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
    english: bool = False
    """The paragraph is not written in another language."""
    habit: int = 0
    """Found text that stands so often in the document is one class less safe; 0 for no such."""
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


Screen = Callable[[bytes, bool], "frozenset[str] | None"]
"""The UTF-8 of a text with LF for line ends, and whether the files of the run share paragraphs
-> the ids of all rules that find something in it, and perhaps of others; None if any may."""
PartScreen = Callable[[bytes, bool], "frozenset[str] | None"]
"""The same for a part of a text, and whether each line of the text is a paragraph."""


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
    examples: Sequence[Example]
    entry: str = ""
    path: Path | None = None
    spares: tuple[str, ...] = ()
    """Names and words that its findings leave as they are."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a file is cleaned: by these rules, making findings that are at least as safe as `up_to`.

    It is read as `markup`; if that is `None`, its suffix tells.
    """

    rules: Sequence[Rule]
    up_to: Safety = Safety.SAFE
    markup: Markup | None = None
    stamp: bytes | None = None
    """What tells `rules` from all others, whatever the run; `None` if nothing does."""
    source: bytes | None = None
    """What tells the rules that `rules` are chosen from from all others."""

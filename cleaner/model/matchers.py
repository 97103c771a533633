"""The four matchers of rules, and what they consist of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cleaner.model.choices import Case, Safety


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


@dataclass(frozen=True, slots=True)
class Required:
    """What a text must hold to be matched: one string of each set, in its shape or its letters.

    Shapes and letters are those of `cleaner.shapes`. `doubled` asks for a word that stands twice
    with only blanks between. Without sets it may be any text.
    """

    shapes: tuple[tuple[str, ...], ...] = ()
    letters: tuple[tuple[str, ...], ...] = ()
    doubled: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Whole words and phrases; any blanks stand between words, straight marks equal curly ones.

    A match is dropped where `unless` matches text that overlaps it: only in a text that holds what
    is `barred`.
    """

    rows: Sequence[Row]
    case: Case
    unless: str | None = None
    barred: Required = Required()


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression and the template of what a match becomes; `None` only points.

    A match is dropped where `unless` matches text that overlaps it. A text that does not hold what
    is `required` has no match, and one that does not hold what is `barred` has none of `unless`.
    """

    find: str
    becomes: str | None
    unless: str | None = None
    required: Required = Required()
    barred: Required = Required()


@dataclass(frozen=True, slots=True)
class Fixer:
    """A matcher that needs Python, by name, with its options."""

    name: str
    options: Mapping[str, str]


Matcher = Characters | Words | Pattern | Fixer

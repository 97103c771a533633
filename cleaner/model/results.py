"""What comes of a text: edits, findings, and the cleaned text with its account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cleaner.model.choices import Safety, Scope
from cleaner.model.rules import Rule


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Put `text` in the place of `start:end`. `start == end` inserts; an empty `text` deletes."""

    start: int
    end: int
    text: str


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
class Suppression:
    """A suppression at `start:end`, for the rules that `names` match, or for all without names.

    `used` are those of the names that hold a finding back; without names it may hold the empty one.
    With a `problem` it does not do what it says.
    """

    scope: Scope
    start: int
    end: int
    names: tuple[str, ...] = ()
    reason: str = ""
    problem: str = ""
    used: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding that is neither made nor left, and the first suppression that holds it back."""

    finding: Finding
    by: Suppression


@dataclass(frozen=True, slots=True)
class Notice:
    """What there is to say of a text at `start` that is no finding and no failure.

    Where it is `partial`, the text was not checked for all that it should have been.
    """

    start: int
    message: str
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text before and after, with the account of the difference.

    `before != after` if and only if `applied` is not empty. `edits` are sorted, disjoint, and turn
    `before` into `after` exactly. The spans of `applied` and `left` lie in `before`; where a later
    finding touched text that an earlier one wrote, its span covers the earlier one's origin, and
    `found` is the text it saw. `left` are the findings that were not applied, `suppressed` those
    that the text holds back, and `barred` those that would alter its structure. The rules that are
    `overdue`, by id, ran out of their time: the text is cleaned as if they were not there.
    """

    before: str
    after: str
    edits: tuple[Edit, ...]
    applied: tuple[Finding, ...]
    left: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    """All that are written in the text, in order."""
    barred: tuple[Finding, ...] = ()
    overdue: tuple[str, ...] = ()

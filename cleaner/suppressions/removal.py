"""Unused suppressions -> the text without them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from cleaner.edits import Trace, apply, order
from cleaner.evidence import Facts
from cleaner.expressions import expression
from cleaner.model import (
    Cleaned,
    Edit,
    Evidence,
    Finding,
    Fixer,
    Markup,
    Rule,
    Safety,
    Scope,
    Stage,
    Suppression,
)
from cleaner.suppressions.comments import Said, said
from cleaner.suppressions.covers import covers
from cleaner.suppressions.notices import unused

REMOVAL = Rule(
    id="structure/unused-suppression",
    stage=Stage.STRUCTURE,
    title="A suppression suppresses something",
    why="Who reads it looks for a flaw that is not there, and the next one is let through.",
    source="",
    safety=Safety.SAFE,
    match=Fixer("suppressions", {}),
    evidence=Evidence(),
    changes=frozenset(),
    examples=(),
)
"""What stands for the reason of these edits in the account of a run; no rule file has it."""

_LEAD = expression(r"[ \t]*(?:#|//|%|;)+[ \t]*\Z")
_WORD = expression(r"\w")
_BLANKS = " \t"


def without_unused(
    cleaned: Cleaned, markup: Markup, ran: Sequence[Rule], known: Sequence[Rule]
) -> Cleaned:
    """The same cleaning, with the unused suppressions of its result removed as well.

    What else a comment says stays. With an `off` its `on` goes.
    """
    ids = frozenset(rule.id for rule in ran)
    facts = Facts(cleaned.after, markup)
    names = [unused(one, ids, known) for one in cleaned.suppressions]
    if not any(names):
        return cleaned
    pairs = zip(said(facts), names, strict=True)
    cleaned = _removed(cleaned, [e for one, gone in pairs if (e := _edit(facts, one, gone))])
    later = Facts(cleaned.after, markup)
    pairs_of_ends = zip(_ends(facts), _ends(later), strict=True)
    idle = [one for (_, was), (one, idle) in pairs_of_ends if idle and not was]
    cleaned = _removed(cleaned, [_whole(later, one) for one in idle])
    return replace(cleaned, suppressions=tuple(_kept(cleaned.suppressions, names)))


def _kept(written: Iterable[Suppression], names: Iterable[Sequence[str]]) -> Iterator[Suppression]:
    """The suppressions with the names they keep; those that keep none are gone."""
    for one, gone in zip(written, names, strict=True):
        kept = tuple(name for name in one.names if name not in gone)
        if kept or not gone:
            yield replace(one, names=kept)


def _ends(facts: Facts) -> list[tuple[Said, bool]]:
    """Each `on` of a text, and whether it ends nothing."""
    idle = frozenset(covers(facts).idle)
    ends = ((number, one) for number, one in enumerate(said(facts)) if one.scope is Scope.ON)
    return [(one, number in idle) for number, one in ends]


def _removed(cleaned: Cleaned, edits: Sequence[Edit]) -> Cleaned:
    """A cleaning with some edits of its result made, each a finding."""
    if not edits:
        return cleaned
    trace = Trace(cleaned.edits)
    findings = [_finding(cleaned.after, edit, trace) for edit in edits]
    return replace(
        cleaned,
        after=apply(cleaned.after, edits),
        edits=trace.then(cleaned.after, edits).edits,
        applied=tuple(sorted([*cleaned.applied, *findings], key=order)),
    )


def _finding(text: str, edit: Edit, trace: Trace) -> Finding:
    start, end = trace.origin(edit.start, edit.end)
    found = text[edit.start : edit.end]
    made = (Edit(start, end, edit.text),)
    return Finding(REMOVAL, start, end, found, made, Safety.SAFE, "", edit.text)


def _edit(facts: Facts, one: Said, gone: Sequence[str]) -> Edit | None:
    """The edit that takes the names that are gone out of a suppression, or all of it."""
    if not gone:
        return None
    kept = [name for span in one.names if (name := facts.text[slice(*span)]) not in gone]
    if kept and one.listed is not None:
        return Edit(*one.listed, ", ".join(kept))
    return _whole(facts, one)


def _whole(facts: Facts, one: Said) -> Edit:
    """The edit that takes away a suppression, with its comment if that says nothing else."""
    text, comment = facts.text, one.comment
    if _WORD.search(text, comment.start, one.start) or _WORD.search(text, one.end, comment.end):
        lead = _LEAD.search(text, comment.start, one.start)
        return Edit(one.start if lead is None else lead.start(), one.end, "")
    start = text.rfind("\n", 0, comment.start) + 1
    end = text.find("\n", comment.end)
    end = len(text) if end < 0 else end
    if not text[start : comment.start].strip() and not text[comment.end : end].strip():
        return _lines(facts, start, end)
    before = text[start : comment.start].rstrip(_BLANKS)
    if not before:
        after = text[comment.end : end]
        return Edit(comment.start, comment.end + len(after) - len(after.lstrip(_BLANKS)), "")
    if facts.markup is Markup.LATEX and start + len(before) == comment.start:
        return Edit(comment.start + 1, comment.end, "")  # it keeps the line end from being a blank
    if text[comment.end : end][:1].strip():
        return Edit(*comment, "")
    return Edit(start + len(before), comment.end, "")


def _lines(facts: Facts, start: int, end: int) -> Edit:
    """The edit that takes away whole lines, and one of two blank lines around them.

    In Markdown a comment parts paragraphs, so between two of them a blank line is left.
    """
    text = facts.text
    past = min(end + 1, len(text))
    follows = text[past : _end(text, past)]
    opens = start == 0 or not text[text.rfind("\n", 0, start - 1) + 1 : start - 1].strip()
    if facts.markup is Markup.MARKDOWN and not opens and follows.strip():
        return Edit(start, end, "")
    if opens and not follows.strip():
        past = min(_end(text, past) + 1, len(text))
    return Edit(start, past, "")


def _end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end

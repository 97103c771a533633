"""Unused suppressions -> the text without them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from cleaner import regions
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
    Unparsable,
)
from cleaner.suppressions.comments import SIGN, Said, said
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

ALONE = 20
"""So many removals are tried one by one where all together would change more."""

_LEAD = expression(r"[ \t]*(?:#|//|%|;)+[ \t]*\Z")
_WORD = expression(r"\w")
_BLANKS = " \t"
_PARTED = (Markup.MARKDOWN, Markup.MDX)
"""Where a comment parts paragraphs."""


def without_unused(
    cleaned: Cleaned, markup: Markup, ran: Sequence[Rule], known: Sequence[Rule]
) -> Cleaned:
    """The same cleaning, with the unused suppressions of its result removed as well.

    What else a comment says stays. With an `off` its `on` goes. A removal that would change what is
    prose, or what holds it, is left out.
    """
    ids = frozenset(rule.id for rule in ran)
    facts = Facts(cleaned.after, markup)
    names = [unused(one, ids, known) for one in cleaned.suppressions]
    edits = _disjoint(_edit(facts, *pair) for pair in zip(said(facts), names, strict=True))
    made = frozenset(_harmless(facts, [edit for edit in edits if edit is not None]))
    gone = (of if edit in made else () for of, edit in zip(names, edits, strict=True))
    kept = tuple(_kept(cleaned.suppressions, gone))
    cleaned = replace(_removed(cleaned, sorted(made)), suppressions=kept)
    later = Facts(cleaned.after, markup)
    pairs = zip(_ends(facts), _ends(later), strict=True)
    idle = _disjoint(_whole(later, one) for (_, was), (one, idle) in pairs if idle and not was)
    return _removed(cleaned, _harmless(later, [edit for edit in idle if edit is not None]))


def _disjoint(edits: Iterable[Edit | None]) -> list[Edit | None]:
    """Sorted edits, each without what the one before it takes."""
    end, found = 0, list[Edit | None]()
    for edit in edits:
        found.append(None if edit is None else replace(edit, start=max(edit.start, end)))
        end = end if edit is None else edit.end
    return found


def _harmless(facts: Facts, edits: Sequence[Edit]) -> Sequence[Edit]:
    """The edits, if all else stays what it is; if not, those of the first few that do so alone."""
    if not edits or _same(facts, edits):
        return edits
    alone = [edit for edit in edits[:ALONE] if _same(facts, [edit])]
    return alone if _same(facts, alone) else []


def _same(facts: Facts, edits: Sequence[Edit]) -> bool:
    """Whether a text has the same prose after edits, blanks aside, and its other suppressions."""
    after = Facts(apply(facts.text, edits), facts.markup)
    gone = sum(SIGN in facts.text[edit.start : edit.end] for edit in edits)
    try:
        return (
            len(said(after)) == len(said(facts)) - gone
            and _prose(after) == _prose(facts)
            and _nests(after) == _nests(facts)
        )
    except Unparsable:
        return False


def _nests(facts: Facts) -> tuple[tuple[str, ...], ...]:
    """What holds each piece of a text but its comments, where a blank line may alter that."""
    if facts.markup not in _PARTED:
        return ()
    from cleaner.regions.markdown_nests import nests  # few texts are Markdown with such comments

    return nests(facts.text, regions.comments(facts))


def _prose(facts: Facts) -> str:
    """What is prose in a text, without its blanks."""
    pieces: list[str] = []
    at = 0
    for span in regions.protected(facts):
        pieces += facts.text[at : span.start].split()
        at = span.end
    return "".join([*pieces, *facts.text[at:].split()])


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
        edits=tuple(trace.then(cleaned.after, edits).edits),
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
    if facts.markup in _PARTED and not opens and follows.strip():
        return Edit(start, end, "")
    if opens and not follows.strip():
        past = min(_end(text, past) + 1, len(text))
    return Edit(start, past, "")


def _end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end

"""Blanks that prose does not need: runs and tabs inside a line, blanks at its end and its margin.

What looks like a run may be a column, and two spaces behind a full stop may be a habit: the
document shows which.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import regex

from cleaner.evidence import Facts, Span, times
from cleaner.expressions import expression
from cleaner.fixers.layout import CLOSES, EMPTY, MANY, PROSE, empty_lines, margins
from cleaner.model import Candidate, Edit, Markup, Safety

PLACES = ("inside", "margin", "end", "lines")
HABIT, SLIP = 0.25, 0.05
"""Of the gaps behind a full stop: a share of wide ones that is a habit, and one that is a slip."""
ENOUGH = 5
"""So many narrow gaps show that one space behind a full stop is the document's habit."""
COLUMNS = 3
"""A term of so many words at most may stand in a column of its own before a run."""
TERM = 5
"""So many words at most before a run are a term, if `MANY` lines show the same run behind one."""
CELL, LAYOUT = 3, 5
"""A run of so many blanks is no slip of typing: it sets a number, or whatever follows, apart."""
NEAR, NEAR_WIDE = 4, 3
"""Of so many gaps before and behind a full stop, so many wide ones are the habit of that part."""

_CELL = expression(r"[ \t]*[$£€(+−–-]?[.,]?\d[\d.,]*[%)]?[ \t]*\Z")
_RUN = expression(r"(?<=\S)(?:[ \u00A0]*\t[ \t\u00A0]*|[ \u00A0]{2,})(?=\S)")
_STOP = expression(r"[.!?…:][\"”’')\]]*\Z")
_MARK = expression(r"[.,;:!?…][\"”’')\]]*\Z")
_GAP = expression(r"(?<=[\p{Ll}\d\"”’')\]][.!?][\"”’')\]]?)(?<wide> )? (?=[\"“‘'(\[`]?[\p{Lu}\d])")
_END = expression(r"(?<=[^\s\\])[ \t\u00A0]+$", regex.MULTILINE)
_CODE = expression(r"^(?:[|>$#%*+-]|\d+[.)]|\.\.|//|--)|[={}|]|->|\S\s*\(\)|`[^`]*\t")


SIGNS = {
    "inside": ((_RUN.pattern,),),
    "margin": ((r"(?:\A|\n)[ \t\u00A0]+\S",),),
    "end": ((r"[^\s\\][ \t\u00A0]+(?:\n|\Z)",),),
    "lines": ((EMPTY.pattern,),),
}
"""By place what a text with a candidate matches; see `Spec.signs`."""


@dataclass(frozen=True)
class Line:
    """One line at `start`, with the runs of blanks in it; their offsets are of the text."""

    start: int
    text: str
    runs: tuple[Span, ...]

    @cached_property
    def prose(self) -> bool:
        """Whether it may be running text: not indented, no code, and few runs for its words."""
        if self.text[:1].isspace() or _CODE.search(self.text):
            return False
        return len(self.runs) <= 1 or len(self.text.split()) >= 8 * len(self.runs)

    @cached_property
    def columns(self) -> frozenset[int]:
        """Where its runs end, counted from its start."""
        return frozenset(run.end - self.start for run in self.runs)


def find(facts: Facts, options: Mapping[str, str]) -> Iterator[Candidate]:
    """Blanks to take away: `inside` a line, at its `margin` or `end`, or whole `lines`.

    In Markdown, where a reader never sees them, they are suggestions only.

    >>> text = "He left  the house, and for a long time nobody spoke."
    >>> [text[found.start:found.end] for found in find(Facts(text), {"where": "inside"})]
    ['  ']
    >>> list(find(Facts("apples   12\\npears    7"), {"where": "inside"}))
    []
    """
    places = {
        "inside": _inside,
        "margin": margins,
        "end": _ends,
        "lines": empty_lines,
    }
    for candidate in places[options["where"]](facts):
        if facts.markup is Markup.PLAIN or candidate.safety is not Safety.SAFE:
            yield candidate
        else:
            yield replace(candidate, safety=Safety.SUGGEST, reason="Markdown does not show it")


def _inside(facts: Facts) -> Iterator[Candidate]:
    """Each run of blanks between words of a sentence, unless it lines up like a column."""
    lines = facts.of(_lines)
    for number, line in enumerate(lines):
        for run in line.runs:
            if _is_prose(line, run) and not (
                _is_usual(facts, run)
                or _lines_up(lines, number, run)
                or _in_table(facts, run)
                or _behind_term(facts, line, run)
            ):
                yield _narrowed(facts, run)


def _lines(facts: Facts) -> tuple[Line, ...]:
    lines: list[Line] = []
    start = 0
    for text in facts.text.split("\n"):
        runs = (Span(start + m.start(), start + m.end()) for m in _RUN.finditer(text))
        lines.append(Line(start, text, tuple(runs)))
        start += len(text) + 1
    return tuple(lines)


def _is_prose(line: Line, run: Span) -> bool:
    """Whether a line is a sentence in running text, and not a term before its explanation."""
    text, length = line.text, run.end - run.start
    if not line.prose:
        return False
    if length >= LAYOUT or (length >= CELL and _CELL.match(text, run.end - line.start)):
        return False
    before = text[: run.start - line.start].split(maxsplit=COLUMNS)
    if len(before) > COLUMNS:
        return True
    begins = text.lstrip("\"“‘'(")[:1]
    return begins.isupper() and (len(text) > PROSE or bool(CLOSES.search(text.rstrip())))


def _lines_up(lines: tuple[Line, ...], number: int, run: Span) -> bool:
    """Whether the line above or below has a run that ends in the same column, or tabs as well."""
    line = lines[number]
    column, tab = run.end - line.start, "\t" in line.text[run.start - line.start :]
    for other in lines[max(number - 1, 0) : number] + lines[number + 1 : number + 2]:
        if column in other.columns or (tab and "\t" in other.text):
            return True
    return False


def _in_table(facts: Facts, run: Span) -> bool:
    """Whether a run is a tab in a paragraph that has tabs in other lines too."""
    tabbed = "\t" in facts.text[run.start : run.end]
    return tabbed and facts.of(_tabbed_lines)[facts.paragraph_at(run.start)] > 1


def _tabbed_lines(facts: Facts) -> Counter[int]:
    """How many lines with a tab between words each paragraph has."""
    lines = (
        line for line in facts.of(_lines) if any("\t" in facts.text[slice(*r)] for r in line.runs)
    )
    return Counter(facts.paragraph_at(line.start) for line in lines)


def _behind_term(facts: Facts, line: Line, run: Span) -> bool:
    """Whether a run parts a term from what is said of it, as in other lines of the document."""
    return _term(line, run) and facts.total(_terms)[run.end - run.start] >= MANY


def _terms(facts: Facts) -> Counter[int]:
    """In how many lines a run stands behind a few words, by its length."""
    own = (line for line in facts.of(_lines) if line.runs and facts.owns(line.start))
    firsts = [(line, line.runs[0]) for line in own]
    return Counter(run.end - run.start for line, run in firsts if _term(line, run))


def _term(line: Line, run: Span) -> bool:
    before = line.text[: run.start - line.start]
    return len(before.split()) <= TERM and _MARK.search(before) is None


def _is_usual(facts: Facts, run: Span) -> bool:
    """Whether two spaces stand where this document, or part, writes two: behind a full stop."""
    if _STOP.search(facts.text[max(run.start - 4, 0) : run.start]) is None:
        return False
    return facts.told(_habit).share > HABIT or _wide_near(facts, run) >= NEAR_WIDE


def _wide_near(facts: Facts, run: Span) -> int:
    """How many of the gaps before and behind a run, itself aside, are two spaces wide."""
    gaps = facts.of(_gaps)
    widths, first = facts.row(_widths)
    here = bisect_left(gaps, (run.start, False))
    at = max(first + here - bisect_left(gaps, (facts.core.start, False)), 0)
    itself = here < len(gaps) and gaps[here].start == run.start
    return sum(widths[max(at - NEAR, 0) : at + NEAR + 1]) - (itself and gaps[here].wide)


def _narrowed(facts: Facts, run: Span) -> Candidate:
    """The run as one space: less safe behind a mark, where the document's habit decides."""
    before, edits = facts.text[max(run.start - 4, 0) : run.start], (Edit(*run, " "),)
    habit = facts.told(_habit)
    if "\t" in facts.text[slice(*run)] or not _MARK.search(before):
        safe = habit.share <= HABIT
    else:
        safe = habit.share <= SLIP and habit.narrow >= ENOUGH and not before.endswith(":")
    if safe:
        return Candidate(*run, edits)
    reason = f"two spaces stand behind a full stop {times(habit.wide)}, one {times(habit.narrow)}"
    return Candidate(*run, edits, Safety.SUGGEST, reason)


class Habit(NamedTuple):
    """How many gaps between sentences are two spaces wide, and how many one."""

    wide: int
    narrow: int

    @property
    def share(self) -> float:
        """The share of wide gaps, 0 without any."""
        return self.wide / max(self.wide + self.narrow, 1)


class Gap(NamedTuple):
    """Where a gap between two sentences of a line begins, and whether it is two spaces."""

    start: int
    wide: bool


def _habit(facts: Facts) -> Habit:
    counts = facts.total(_gaps_by_width)
    return Habit(counts[True], counts[False])


def _gaps_by_width(facts: Facts) -> Counter[bool]:
    return Counter(gap.wide for gap in facts.of(_gaps) if facts.owns(gap.start))


def _widths(facts: Facts) -> bytes:
    return bytes(gap.wide for gap in facts.of(_gaps) if facts.owns(gap.start))


def _gaps(facts: Facts) -> tuple[Gap, ...]:
    """The gaps between sentences, in order."""
    return tuple(Gap(m.start(), m["wide"] is not None) for m in _GAP.finditer(facts.text))


def _ends(facts: Facts) -> Iterator[Candidate]:
    """Blanks before a line end, but not two spaces that break a line, nor behind a backslash."""
    for m in _END.finditer(facts.text):
        broken = m.group() == "  " and facts.text[m.end() + 1 : m.end() + 2].strip()
        if not broken:
            yield Candidate(m.start(), m.end(), (Edit(m.start(), m.end(), ""),))

"""Suppressions -> the parts of a text that they cover, and which of them a finding is in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from cleaner.evidence import Facts, Span
from cleaner.model import Finding, Markup, Scope
from cleaner.regions import LANGUAGES
from cleaner.rules.names import ALL
from cleaner.suppressions.comments import Said, said


class Cover(NamedTuple):
    """The part `start:end` of a text is covered for rules with a name, by a suppression."""

    start: int
    end: int
    name: str
    number: int


class Covered(NamedTuple):
    """The covers of a text, sorted; by number the problem of each `on` that ends not all it names.

    `idle` are the numbers of those that end nothing.
    """

    covers: list[Cover]
    problems: dict[int, str]
    idle: list[int]


def covers(facts: Facts) -> Covered:
    """What the suppressions of a text cover. Raises Unparsable."""
    return facts.of(_covers)


def _covers(facts: Facts) -> Covered:
    made = Covered([], {}, [])
    open_: dict[str, list[tuple[int, int]]] = {}
    for number, one in enumerate(said(facts)):
        names = [facts.text[slice(*name)] for name in one.names] or [ALL]
        if one.problem:
            continue
        if one.scope is Scope.OFF:
            for name in names:
                open_.setdefault(name, []).append((_after(facts, one), number))
        elif one.scope is Scope.ON:
            _end(made, open_, names, (one.comment.start, number))
        else:
            made.covers.extend(Cover(*_part(facts, one), name, number) for name in names)
    for name, offs in open_.items():
        made.covers.extend(Cover(start, len(facts.text), name, off) for start, off in offs)
    made.covers.sort()
    return made


def _end(
    made: Covered,
    open_: dict[str, list[tuple[int, int]]],
    names: Sequence[str],
    at: tuple[int, int],
) -> None:
    """End what is open under some names, or all of it, at an `on` with a number."""
    end, number = at
    ended = list(open_) if names == [ALL] else [name for name in names if name in open_]
    if not ended:
        made.idle.append(number)
    if not ended or (names != [ALL] and len(ended) < len(names)):
        made.problems[number] = _ends_nothing(names, ended)
    for name in ended:
        made.covers.extend(Cover(start, end, name, off) for start, off in open_.pop(name))


def _ends_nothing(names: Iterable[str], ended: Iterable[str]) -> str:
    missing = next(name for name in names if name not in ended)
    return f"no `off[{missing}]` stands before it" if missing else "no `off` stands before it"


def _after(facts: Facts, one: Said) -> int:
    """Where what comes after a suppression begins; in a program comments are what is read."""
    return one.end if facts.markup in LANGUAGES else one.comment.end


def _part(facts: Facts, one: Said) -> Span:
    """The whole text, the lines of a suppression, or the line after it."""
    if one.scope is Scope.FILE:
        return Span(0, len(facts.text))
    if one.scope is Scope.NEXT_LINE:
        return facts.of(_next_lines)[one.start]
    first = one.start if facts.markup in LANGUAGES else one.comment.start
    if facts.markup is Markup.PYTHON:
        first = _opening(facts.text, one.comment.start)
    return Span(facts.text.rfind("\n", 0, first) + 1, _line_end(facts.text, _after(facts, one)))


def _opening(text: str, at: int) -> int:
    """Where the docstring opens that a comment at `at` stands behind, for it is one with it."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    before = at - len(line) + len(line.rstrip())
    quotes = text[max(before - 3, 0) : before]
    opened = text.rfind(quotes, 0, before - 3) if quotes in ('"""', "'''") else -1
    return at if opened < 0 else opened


def _next_lines(facts: Facts) -> dict[int, Span]:
    """By the start of each suppression, and of each comment that holds one, the line behind it."""
    lines: dict[int, Span] = {}
    ends = {one.comment.start: one.comment.end for one in said(facts)}
    for one in reversed(said(facts)):
        line = _next_line(facts.text, _after(facts, one), ends, lines)
        lines[one.start] = line
        lines.setdefault(one.comment.start, line)
    return lines


def _next_line(text: str, at: int, ends: Mapping[int, int], lines: Mapping[int, Span]) -> Span:
    """The next line that holds more than marks, and is no suppression; else nothing.

    `ends` tell where comments end that start somewhere, `lines` what comes next behind them.
    """
    end = _line_end(text, at)
    while end < len(text):
        start = end + 1
        end = _line_end(text, start)
        line = text[start:end]
        first = start + len(line) - len(line.lstrip(" \t>"))
        if first in ends and not text[ends[first] : _line_end(text, ends[first])].strip():
            return lines[first]
        if line.strip(" \t>*/#%"):
            return Span(start, end)
    return Span(len(text), len(text))


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


class Index:
    """Covers in order of where they start, to be asked for those that a place is in."""

    def __init__(self, covers: Sequence[Cover], length: int) -> None:
        self._wide = [cover for cover in covers if cover.end == length]
        self._others = [cover for cover in covers if cover.end < length]
        self._furthest = list(accumulate((cover.end for cover in self._others), max))

    def over(self, finding: Finding) -> set[Cover]:
        """The covers that hold the start of a finding, or some of what its edits touch."""
        spots = [(finding.start, finding.start)]
        spots += ((edit.start, edit.end) for edit in finding.edits)
        return {cover for start, end in spots for cover in self._over(start, end)}

    def _over(self, start: int, end: int) -> Iterator[Cover]:
        yield from (cover for cover in self._wide if cover.start < end or cover.start <= start)
        at = bisect_right(self._others, end, key=_start)
        while at and self._furthest[at - 1] >= start:
            at -= 1
            cover = self._others[at]
            inside = cover.start <= start <= cover.end
            if inside if start == end else cover.start < end and start < cover.end:
                yield cover


def _start(cover: Cover) -> int:
    return cover.start


def index(facts: Facts) -> Index:
    """The covers of a text, to be asked."""
    return facts.of(_index)


def _index(facts: Facts) -> Index:
    return Index(covers(facts).covers, len(facts.text))

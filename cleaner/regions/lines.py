"""What the scanners of markups have in common: lines, the gaps between them, skeletons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from cleaner.evidence import Span
from cleaner.expressions import expression

_BREAKS = expression(r"\n[ \t]*\n|\A[ \t]*\n|\n[ \t]*\Z")
_MARGINS = expression(r"(?m)^[ \t]+")
PROSE = ""
"""What stands in a skeleton for a run of prose."""


class Line(NamedTuple):
    """A line without its end: where it starts, its text, and how far it is indented."""

    start: int
    text: str
    indent: int
    """Columns before the first character; a tab goes on to the next multiple of eight."""

    @property
    def blank(self) -> bool:
        """Whether there are only blanks."""
        return not self.text.strip()

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.start + len(self.text))

    def head(self, length: int) -> Span:
        """Its first characters, behind the margin."""
        margin = len(self.text) - len(self.text.lstrip())
        return Span(self.start, self.start + margin + length)


def split(text: str) -> list[Line]:
    """The lines of a text."""
    lines: list[Line] = []
    start = 0
    for line in text.split("\n"):
        wide = line.expandtabs()
        lines.append(Line(start, line, len(wide) - len(wide.lstrip())))
        start += len(line) + 1
    return lines


def block(lines: Sequence[Line], first: int, past: int) -> Span:
    """The lines from `first` to the one before `past`, which is another one, with their ends."""
    end = lines[past].start if past < len(lines) else lines[-1].span.end
    return Span(lines[first].start, end)


def deeper(lines: Sequence[Line], at: int, indent: int) -> int:
    """The number of the line behind those from `at` on that are blank or indented further.

    Blank lines at the end do not belong to them.
    """
    past = at
    for number in range(at, len(lines)):
        if lines[number].blank:
            continue
        if lines[number].indent <= indent:
            break
        past = number + 1
    return past


def until_blank(lines: Sequence[Line], at: int) -> int:
    """The number of the first blank line from `at` on, or how many lines there are."""
    return next((n for n in range(at, len(lines)) if lines[n].blank), len(lines))


def gaps(text: str) -> Iterator[Span]:
    """The line ends that part paragraphs, and the margins of lines."""
    for m in _BREAKS.finditer(text, overlapped=True):
        yield Span(*m.span())
    for m in _MARGINS.finditer(text):
        yield Span(*m.span())


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same spans in order, disjoint, none empty, none touching the next."""
    result: list[Span] = []
    for span in sorted(span for span in spans if span.start < span.end):
        if result and span.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return tuple(result)


def skeleton(text: str, spans: Iterable[Span]) -> tuple[str, ...]:
    """The spans as they are written, in order, and `PROSE` where other text stands between them.

    Line ends and blanks alone are no prose.
    """
    pieces: list[str] = []
    at = 0
    for span in [*merged(spans), Span(len(text), len(text))]:
        if text[at : span.start].strip():
            pieces.append(PROSE)
        if span.start < span.end:
            pieces.append(text[span.start : span.end])
        at = span.end
    return tuple(pieces)

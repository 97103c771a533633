r"""The line ends of a raw text, `\r\n`, `\r` or `\n`, and edits that leave them as they are.

The core sees `\n` only. Nothing else ends a line here: U+0085 and U+2028 are characters.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from cleaner.model import Edit

_LINE_END = re.compile("\r\n?|\n")


def unified(raw: str) -> str:
    r"""`raw` with every line end written `\n`."""
    return raw.replace("\r\n", "\n").replace("\r", "\n") if "\r" in raw else raw


def edits_of_raw(raw: str, edits: Sequence[Edit], usual: str | None = None) -> tuple[Edit, ...]:
    r"""Edits of `unified(raw)` as edits of `raw`, one for one; see `raw_edits`.

    `unified` of the edited `raw` is the edited `unified(raw)`. So where a `\r` and a `\n` would run
    together into one line end, the edit between them writes a `\r` more. `usual` is the most
    frequent line end where `raw` is part of a text.
    """
    if "\r" not in raw:
        return tuple(edits)
    ends = _line_ends(raw, usual)
    result: list[Edit] = []
    done, last = 0, ""
    for number, edit in enumerate(edits):
        start, end = ends.raw_offset(edit.start), ends.raw_offset(edit.end)
        touched = number + 1 < len(edits) and edits[number + 1].start == edit.end
        if start > done:
            last = raw[start - 1]
        text = _with_line_ends(edit, unified(raw[start:end]), ends)
        text = _apart(last, text, "" if touched else raw[end : end + 1])
        result.append(Edit(start, end, text))
        done, last = end, text[-1:] or last
    return tuple(result)


def edits_of_stream(chunks: Callable[[], Iterable[str]], edits: Sequence[Edit]) -> Iterator[Edit]:
    """As `edits_of_raw`, for a text that comes in chunks as often as it is asked for."""
    forms: Counter[str] = Counter()
    for piece in _whole_lines(chunks()):
        forms.update(_LINE_END.findall(piece))
    if forms.keys() <= {"\n"}:
        yield from edits
        return
    usual = forms.most_common(1)[0][0]
    last, raw, text, at = "", 0, 0, 0
    for piece, ahead in _parted(_whole_lines(chunks()), edits):
        length = len(unified(piece))
        until = bisect_left(edits, text + length, lo=at, key=_start) if ahead else len(edits)
        by = text - len(unified(last))
        near = [Edit(e.start - by, e.end - by, e.text) for e in edits[at:until]]
        for made in edits_of_raw(f"{last}{piece}{ahead}", near, usual):
            shift = raw - len(last)
            yield Edit(made.start + shift, made.end + shift, made.text)
        last = next(iter(_LINE_END.findall(piece[-2:])[::-1]), "")
        raw, text, at = raw + len(piece), text + length, until


def _start(edit: Edit) -> int:
    return edit.start


def _whole_lines(chunks: Iterable[str]) -> Iterator[str]:
    """A text in pieces that end with a line end, but for the last."""
    held = ""
    for chunk in chunks:
        held += chunk
        end = max(held.rfind("\n"), held.rfind("\r", 0, -1)) + 1
        if end:
            yield held[:end]
            held = held[end:]
    if held:
        yield held


def _parted(pieces: Iterable[str], edits: Sequence[Edit]) -> Iterator[tuple[str, str]]:
    """Pieces joined where an edit touches the place between, each with the next line behind it."""
    held, text = "", 0
    for piece in pieces:
        border = text + len(unified(held))
        at = bisect_left(edits, border, key=_end)
        if held and (at == len(edits) or edits[at].start > border):
            m = _LINE_END.search(piece)
            yield held, piece[: m.end()] if m else piece
            held, text = "", border
        held += piece
    yield held, ""


def _end(edit: Edit) -> int:
    return edit.end


@dataclass(frozen=True, slots=True)
class _LineEnds:
    """Where line ends are, in offsets of the unified text, and how each is written."""

    at: Sequence[int]
    forms: Sequence[str]
    wide: Sequence[int]
    r"""Those of `at` that are written `\r\n`."""
    usual: str
    """The most frequent form; the first to come among equals."""

    def raw_offset(self, offset: int) -> int:
        """The raw offset of an offset of the unified text."""
        return offset + bisect_left(self.wide, offset)

    def within(self, start: int, end: int) -> Sequence[str]:
        """The forms of the line ends in `start:end`."""
        return self.forms[bisect_left(self.at, start) : bisect_left(self.at, end)]

    def around(self, offset: int) -> str:
        """The form of the line ends on both sides of `offset`; the usual one if they differ."""
        after = bisect_left(self.at, offset)
        near = set(self.forms[max(after - 1, 0) : after + 1])
        return near.pop() if len(near) == 1 else self.usual


def _line_ends(raw: str, usual: str | None) -> _LineEnds:
    at: list[int] = []
    forms: list[str] = []
    wide: list[int] = []
    for m in _LINE_END.finditer(raw):
        at.append(m.start() - len(wide))
        forms.append(m[0])
        if m[0] == "\r\n":
            wide.append(at[-1])
    return _LineEnds(at, forms, wide, usual or Counter(forms).most_common(1)[0][0])


def _with_line_ends(edit: Edit, found: str, ends: _LineEnds) -> str:
    r"""The text of `edit`, with each `\n` as the one of `found` that it keeps, or as those around.

    Line ends in what both texts end with are the same ones; the others are kept in order.
    """
    first, *lines = edit.text.split("\n")
    if not lines:
        return first
    kept = ends.within(edit.start, edit.end)
    tail = _common_ending(found, edit.text)
    head = min(len(kept), len(lines)) - tail
    new = [ends.around(edit.end)] * (len(lines) - len(kept))
    forms = [*kept[:head], *new, *kept[len(kept) - tail :]]
    pieces = [first]
    for form, line in zip(forms, lines, strict=True):
        pieces.append(_apart(pieces[-1][-1:], form, "") + line)
    return "".join(pieces)


def _common_ending(one: str, other: str) -> int:
    """How many line ends there are in the longest text that both texts end with."""
    pairs = zip(reversed(one), reversed(other), strict=False)
    return sum(a == "\n" for a, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _apart(last: str, text: str, following: str) -> str:
    r"""`text`, such that between `last` and `following` no `\r` runs together with a `\n`."""
    if last == "\r" and text.startswith("\n"):
        text = "\r" + text
    if following == "\n" and (text or last).endswith("\r"):
        text += "\r"
    return text

"""A stream of text -> the same with edits made, and in units that are a paragraph each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cleaner.expressions import expression
from cleaner.model import Edit, Unparted

BLANK_LINES = expression(r"\n(?:[^\S\n]*\n)++(?=[^\S\n]*\S)")
LINE_ENDS = expression(r"\n(?:[^\S\n]*\n)*+(?=[^\S\n]*\S)")
"""What parts blocks, or lines, if more than blanks follows: then it is known to the end."""


def edited(chunks: Iterable[str], edits: Sequence[Edit]) -> Iterator[str]:
    """The text that sorted, disjoint edits make of a text that comes in chunks."""
    left = iter(edits)
    edit = next(left, None)
    start = done = 0
    for chunk in chunks:
        end = start + len(chunk)
        while edit is not None and edit.start < end:
            yield chunk[max(done - start, 0) : max(edit.start - start, 0)] + edit.text
            done = edit.end
            edit = next(left, None)
        if done < end:
            yield chunk[max(done - start, 0) :]
            done = end
        start = end
    while edit is not None:
        yield edit.text
        edit = next(left, None)


def taken(chunks: Iterable[str], edits: Sequence[Edit]) -> Iterator[str]:
    """What each of some sorted, disjoint edits takes from a text that comes in chunks."""
    at = start = 0
    parts: list[str] = []
    for chunk in chunks:
        end = start + len(chunk)
        while at < len(edits) and edits[at].start < end:
            edit = edits[at]
            parts.append(chunk[max(edit.start - start, 0) : edit.end - start])
            if edit.end > end:
                break
            yield "".join(parts)
            parts = []
            at += 1
        start = end
    yield from ("" for _ in range(at, len(edits)))  # what is inserted at the end


def units(chunks: Iterable[str], *, lines: bool, limit: int) -> Iterator[str]:
    """The blocks of a text, or its lines, each with the blank lines behind it.

    Raises Unparted for one that is longer than `limit`.
    """
    parts = LINE_ENDS if lines else BLANK_LINES
    held, offset = "", 0
    for chunk in chunks:
        held += chunk
        start = 0
        for m in parts.finditer(held):
            yield held[start : m.end()]
            start = m.end()
        held = held[start:]
        offset += start
        if len(held) > limit:
            raise Unparted(offset)
    if held:
        yield held


def pieces(chunks: Iterable[str], *, size: int, limit: int) -> Iterator[tuple[str, bool]]:
    """A text in pieces that end with a block, and whether each begins one.

    A block that is longer than `limit` is cut at a line end. Raises Unparted for a longer line.
    """
    held, whole, offset = "", True, 0
    for chunk in chunks:
        held += chunk
        if len(held) < size:
            continue
        ends = [m.end() for m in BLANK_LINES.finditer(held)]
        end = ends[-1] if ends else 0
        if not ends and len(held) > limit:
            end = held.rfind("\n", 0, -1) + 1
            if end == 0:
                raise Unparted(offset)
        if end:
            yield held[:end], whole
            held, whole, offset = held[end:], bool(ends), offset + end
    if held:
        yield held, whole

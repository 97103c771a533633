"""A regular expression -> what every text that it matches must hold.

The answer is about the shape and the letters of a text: for each of several sets, one string of the
set is a part of them. It may say too little, never too much.
Source: R. Cox, Regular Expression Matching with a Trigram Index (2012), for how sets combine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache, partial, reduce

from cleaner import shapes
from cleaner.matching.doubles import is_doubled
from cleaner.matching.nodes import (
    BLANKS,
    Ahead,
    Any,
    Behind,
    Border,
    Choice,
    Group,
    Node,
    NotAhead,
    NotBehind,
    One,
    Other,
    Repeat,
    Same,
    Sequence,
)
from cleaner.matching.syntax import NotUnderstood, parse
from cleaner.model import Required

Strings = frozenset[str]
_NOTHING: Strings = frozenset([""])
_MANY = 64
"""A set of more strings than this says nothing."""
_COPIES = 3
"""A part that may stand more often than this is not followed from copy to copy."""
_KEPT = 3
"""So many sets are kept, the rarest."""
_USUAL = frozenset(
    ["a a", "a A", "A a", "aA", "Aa", "a.", "a. A", ", a", "a,", "a, a", "a'a", ". A"]
)
"""Shapes that nearly every text holds."""


@dataclass(frozen=True, slots=True)
class _Part:
    """What is known of the strings that a part of an expression matches.

    They are those of `exact`, or else they begin and end with one of `starts` and of `ends`, and
    hold one string of each of `sets`.
    """

    starts: Strings
    ends: Strings
    sets: tuple[Strings, ...] = ()
    exact: bool = False


_ANY = _Part(_NOTHING, _NOTHING)
_EMPTY = _Part(_NOTHING, _NOTHING, exact=True)


@dataclass(frozen=True, slots=True)
class _Projection:
    """How characters of a pattern stand in a shape, or in letters."""

    runs: str
    read: Callable[[One], Strings | None] = field(repr=False)
    weight: Callable[[Strings], float] = field(repr=False)


@lru_cache(maxsize=4096)
def required(pattern: str) -> Required:
    """What a text must hold to be matched; nothing if the expression is not understood."""
    try:
        node = parse(pattern)
    except NotUnderstood:
        return Required()
    return Required(_sets(node, _SHAPE), _sets(node, _LETTERS), doubled=is_doubled(node))


def _sets(node: Node, projection: _Projection) -> tuple[tuple[str, ...], ...]:
    """The sets that are worth a look, the most telling first; none follows from another."""
    found = {_shortest(one) for one in _closed(_part(node, projection, first=True))}
    weighed = sorted(((projection.weight(one), sorted(one)) for one in found), reverse=True)
    kept: list[list[str]] = []
    for weight, one in weighed:
        if weight > 0 and not any(_follows(one, other) for other in kept):
            kept.append(one)
    return tuple(map(tuple, kept[:_KEPT]))


def _follows(strings: Iterable[str], other: Iterable[str]) -> bool:
    """Whether a text that holds one of `other` is sure to hold one of `strings`."""
    return all(any(one in string for one in strings) for string in other)


def _shortest(strings: Strings) -> Strings:
    """The strings that hold no other of them: where one of the others stands, they do."""
    kept: list[str] = []
    for string in sorted(strings, key=len):
        if not any(one in string for one in kept):
            kept.append(string)
    return frozenset(kept)


def _closed(part: _Part) -> tuple[Strings, ...]:
    """The sets of a part that nothing follows."""
    return (*part.sets, part.starts, part.ends)


def _part(node: Node, projection: _Projection, *, first: bool) -> _Part:
    """`first` tells that nothing of the expression stands before."""
    match node:
        case One():
            strings = projection.read(node)
            return _ANY if strings is None else _Part(strings, strings, exact=True)
        case Sequence():
            return _in_order(node, projection, first=first)
        case Choice():
            return _either([_part(one, projection, first=first) for one in node.parts], projection)
        case Repeat():
            return _repeated(node, projection)
        case Group():
            return _part(node.part, projection, first=first)
        case Any() | Same() | Other():
            return _ANY
        case Ahead() | Behind() | NotAhead() | NotBehind() | Border():
            return _EMPTY


def _in_order(node: Sequence, projection: _Projection, *, first: bool) -> _Part:
    made = _EMPTY
    seen: list[Strings] = []
    for one in node.parts:
        if isinstance(one, Ahead):
            seen += _closed(_behind(made, _part(one.part, projection, first=False), projection))
        elif not isinstance(one, Behind):
            made = _behind(made, _part(one, projection, first=first and made == _EMPTY), projection)
        elif first and made == _EMPTY:
            made = _part(one.part, projection, first=True)
    return _with(made, seen) if seen else made


def _with(part: _Part, sets: Iterable[Strings]) -> _Part:
    """A part of whose surroundings more is known."""
    return _Part(part.starts, part.ends, (*part.sets, *sets), exact=False)


def _behind(one: _Part, other: _Part, projection: _Projection) -> _Part:
    """One part and another behind it."""
    between = _joined(one.ends, other.starts, projection)
    sets = one.sets + other.sets
    if one.exact and other.exact:
        if between is not None:
            return _Part(between, between, sets, exact=True)
        return _Part(one.starts, other.ends, (*sets, *_seam(one, other, projection)))
    if between is None:
        return _Part(one.starts, other.ends, (*sets, *_seam(one, other, projection)))
    return _Part(
        between if one.exact else one.starts,
        between if other.exact else other.ends,
        (*sets, between),
    )


def _seam(one: _Part, other: _Part, projection: _Projection) -> Iterable[Strings]:
    """What is known where two parts meet that have too many strings to say it in full."""
    yield one.ends
    yield other.starts
    last = frozenset(string[-1:] for string in one.ends)
    first = frozenset(string[:1] for string in other.starts)
    for ends, starts in ((one.ends, first), (last, other.starts), (last, first)):
        between = _joined(ends, starts, projection)
        if between is not None:
            yield between


def _joined(ends: Strings, starts: Strings, projection: _Projection) -> Strings | None:
    if len(ends) * len(starts) > _MANY:
        return None
    return frozenset(shapes.collapsed(a + b, projection.runs) for a in ends for b in starts)


def _either(parts: list[_Part], projection: _Projection) -> _Part:
    """One of several parts."""
    starts = frozenset[str]().union(*(part.starts for part in parts))
    ends = frozenset[str]().union(*(part.ends for part in parts))
    if all(part.exact and not part.sets for part in parts):
        return _Part(starts, ends, exact=True)
    best = [max(_closed(part), key=projection.weight) for part in parts]
    return _Part(starts, ends, (frozenset[str]().union(*best),))


def _repeated(node: Repeat, projection: _Projection) -> _Part:
    one = _part(node.part, projection, first=False)
    if one.exact and len(one.starts) == 1 and one.starts <= frozenset(projection.runs):
        return one if node.least else _either([one, _EMPTY], projection)
    if node.most is not None and node.most <= _COPIES:
        counts = range(node.least, node.most + 1)
        return _either([_copies(one, count, projection) for count in counts], projection)
    if node.least == 0:
        return _ANY
    once = _Part(one.starts, one.ends, (*one.sets, one.starts))
    return once if node.least == 1 else _behind(once, once, projection)


def _copies(part: _Part, count: int, projection: _Projection) -> _Part:
    return reduce(partial(_behind, projection=projection), [part] * count, _EMPTY)


def _read_shape(one: One) -> Strings | None:
    signs = {" " if kind in BLANKS else kind for kind in one.kinds}
    for character in one.characters:
        sign = shapes.shape(character)
        if sign is None:
            return None
        signs.add(sign)
    if one.caseless and signs & {"a", "A"}:
        signs |= {"a", "A"}
    return frozenset(signs)


def _read_letters(one: One) -> Strings | None:
    if one.kinds - BLANKS or len(one.characters) > 8:
        return None
    if one.caseless and not all(map(str.isascii, one.characters)):
        return None
    read = {" " if c.isspace() else shapes.lowered(c) for c in one.characters}
    return frozenset(read | ({" "} if one.kinds else set()))


def _weight_of_shapes(strings: Strings) -> float:
    """How telling a set is: by its shortest string, and nothing if a string is usual."""
    if strings & _USUAL or any(set(string) <= set("aA ") for string in strings):
        return 0
    return min(map(len, strings)) - len(strings) / _MANY


def _weight_of_letters(strings: Strings) -> float:
    shortest = min(len(string.strip()) for string in strings)
    return 0 if shortest < 3 or len(strings) > 300 else shortest - len(strings) / 20


_SHAPE = _Projection(shapes.RUNS, _read_shape, _weight_of_shapes)
_LETTERS = _Projection(" ", _read_letters, _weight_of_letters)

"""A regular expression of a rule -> a wider one, which hyperscan can search for in UTF-8.

Where the rule matches, it matches. It leaves out what hyperscan does not have, such as
most conditions on what stands around, and takes whole ranges of characters for classes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Sequence as List

from cleaner.matching.nodes import (
    EMPTY,
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
    only,
)
from cleaner.matching.syntax import NotUnderstood, parse
from cleaner.sieve.ranges import SURE_WORD, certain, possible, without, written

MOST = 6
"""More copies of a part than this are not counted."""
EDGE = 2
"""So many copies of a part are looked for where nothing else stands before it, or behind it."""
LONGEST = 15_000
"""Longer expressions are cut short: where one of more than `MANY` alternatives must stand, only the
first `BEGUN` signs of it are looked for, and nothing behind. So are those that begin where a text
does: few texts begin so, and what tells no more of them is a tenth of the size."""
MANY, BEGUN = 16, 8
_EITHER_CASE = re.compile(r"(?:\[[A-Z][a-z]\])+")
_CONDITIONS = (Ahead, Behind, NotAhead, NotBehind, Border)
_WORD = frozenset("aA0_?")


def widened(source: str) -> str | None:
    """An expression that matches wherever `source` does; None if nothing can be said of it."""
    try:
        node = parse(source)
    except NotUnderstood:
        return None
    return _fitting(node, groups_of(node))


def wider(node: Node) -> str:
    """An expression that matches wherever a node does."""
    return _fitting(node, {})


def literal(text: str) -> str:
    """An expression that matches a text."""
    return "".join(written(((ord(sign), ord(sign)),)) for sign in text)


def _fitting(node: Node, groups: Mapping[str, Node]) -> str:
    """An expression that is no longer than hyperscan takes, and no larger than it is worth."""
    made = _shortened(_Wider(groups).of(node, first=True, last=True))
    if len(made) < LONGEST and not made.startswith("^"):
        return made
    return _shortened(_Wider(groups, cut=True).of(node, first=True, last=True))


def _shortened(made: str) -> str:
    """An expression with `(?i:word)` for letters of either case."""
    return _EITHER_CASE.sub(_caseless, made)


def _caseless(m: re.Match[str]) -> str:
    pairs = [m.group()[at + 1 : at + 3] for at in range(0, len(m.group()), 4)]
    if any(pair != pair[1].upper() + pair[1] for pair in pairs):
        return m.group()
    return f"(?i:{''.join(pair[1] for pair in pairs)})"


def groups_of(node: Node) -> dict[str, Node]:
    """The named groups of an expression; of several with one name, any."""
    found: dict[str, Node] = {}
    match node:
        case Sequence() | Choice():
            for part in node.parts:
                for name, one in groups_of(part).items():
                    found[name] = Choice((found[name], one)) if name in found else one
        case Group():
            found = {**groups_of(node.part), node.name: node.part}
        case Repeat() | Ahead() | Behind():
            found = groups_of(node.part)
    return found


class _Wider:
    """What is wider than the nodes of an expression with these groups."""

    def __init__(self, groups: Mapping[str, Node], *, cut: bool = False) -> None:
        self._groups = groups
        self._cut = cut
        self._ended = False

    def of(self, node: Node, *, first: bool, last: bool) -> str:
        """A wider expression; nothing stands before it if it is `first`, nothing behind the last.

        Only there a condition can be written as what it asks for.
        """
        match node:
            case One():
                return written(possible(node))
            case Other():
                return written(without(certain(node.one)))
            case Sequence():
                return self._in_order(node.parts, first=first, last=last)
            case Choice():
                return self._either(node.parts, first=first, last=last)
            case Repeat():
                return self._repeated(node, first=first, last=last)
            case Group():
                return self.of(node.part, first=first, last=last)
            case Same() if node.name in self._groups:
                return f"(?i:{self.of(self._groups[node.name], first=False, last=False)})"
            case Any() | Same():
                return ".*"
            case _:
                return self._in_order((node,), first=first, last=last)

    def _in_order(self, parts: List[Node], *, first: bool, last: bool) -> str:
        parts = [part for part in parts if part != EMPTY]
        taking = [at for at, part in enumerate(parts) if not isinstance(part, _CONDITIONS)]
        start, end = (taking[0], taking[-1] + 1) if taking else (len(parts), len(parts))
        before = self._best(parts[:start], parts[start:end], behind=False) if first else ""
        after = self._best(parts[end:], parts[start:end], behind=True) if last else ""
        if not taking:
            return before or (self._best(parts, (), behind=True) if last else "")
        if first and before != "^" and _is_optional(parts[start]):
            return self._in_order(parts[start + 1 :], first=True, last=last)
        if last and _is_optional(parts[end - 1]):
            return self._in_order(parts[: end - 1], first=first, last=True)
        made = [before]
        for at, part in enumerate(parts[start:end], start=start):
            if self._ended:
                return "".join(made)
            if self._cut and isinstance(part, Choice) and len(part.parts) > MANY:
                made.append(self._begun(part))
            elif not isinstance(part, _CONDITIONS):
                at_start, at_end = at == start and not before, at == end - 1 and not after
                made.append(self.of(part, first=first and at_start, last=last and at_end))
        return "".join(made if self._ended else [*made, after])

    def _begun(self, node: Choice) -> str:
        """The first signs of each of many alternatives; what stands behind is left out."""
        begun = [Sequence(p.parts[:BEGUN]) if isinstance(p, Sequence) else p for p in node.parts]
        made = self._either(begun, first=False, last=False)
        self._ended = True
        return made

    def _either(self, nodes: List[Node], *, first: bool, last: bool) -> str:
        made: list[str] = []
        ended = False
        for node in nodes:
            self._ended = False
            made.append(self.of(node, first=first, last=last))
            ended = ended or self._ended
        self._ended = ended
        return f"(?:{'|'.join(dict.fromkeys(made))})"

    def _repeated(self, node: Repeat, *, first: bool, last: bool) -> str:
        least, most = min(node.least, MOST), node.most
        edge = first or last
        inner = self.of(node.part, first=first and least == 1, last=last and least == 1)
        if not inner or self._ended or (least == 1 and (edge or most == 1)):
            return inner if least else ""
        if edge:
            count = f"{{{min(least, EDGE)}}}"
        elif most is None or most > MOST:
            count = {0: "*", 1: "+"}.get(least, f"{{{least},}}")
        else:
            count = "?" if (least, most) == (0, 1) else f"{{{least},{most}}}"
        return f"(?:{inner}){count}"

    def _best(self, conditions: List[Node], taking: List[Node], *, behind: bool) -> str:
        """The most telling of the conditions that stand at an end of an expression."""
        made = [self._condition(one, taking, behind=behind) for one in conditions]
        return max(made, key=len, default="")

    def _condition(self, node: Node, taking: List[Node], *, behind: bool) -> str:
        """What a condition asks to stand before, or `behind`; nothing if that cannot be said."""
        match node:
            case Behind() if not behind:
                return f"(?:{self.of(node.part, first=True, last=False)})"
            case Ahead() if behind:
                return f"(?:{self.of(node.part, first=False, last=True)})"
            case NotBehind() if not behind:
                return _except(node.part, "^")
            case NotAhead() if behind:
                return _except(node.part, "$")
            case Border("b"):
                wordy = taking and _is_wordy(taking[-1 if behind else 0], last=behind)
                return _edge("$" if behind else "^", without(SURE_WORD)) if wordy else ""
            case Border("^") if not behind:
                return r"(?:^|\n)"
            case Border("$") if behind:
                return r"(?:\n|$)"
            case Border("A") if not behind:
                return "^"
            case Border("Z") if behind:
                return "$"
        return ""


def _is_optional(node: Node) -> bool:
    return isinstance(node, Repeat) and not node.least


def _edge(edge: str, ranges: tuple[tuple[int, int], ...]) -> str:
    """The edge of a text, or a character of the ranges."""
    return f"(?:{edge}|{written(ranges)})"


def _except(node: Node, edge: str) -> str:
    """The edge of a text or a character that a forbidden part does not match alone."""
    node = only(node)
    if isinstance(node, Other):
        return _edge(edge, possible(node.one))
    parts = map(only, node.parts) if isinstance(node, Choice) else [node]
    forbidden = [one for part in parts if isinstance(part, One) for one in certain(part)]
    return _edge(edge, without(forbidden)) if forbidden else ""


def _is_wordy(node: Node, *, last: bool) -> bool:
    """Whether the first, or the last, character that a part matches is certainly one of a word."""
    match node:
        case One():
            return node.kinds <= _WORD and all(c.isalnum() or c == "_" for c in node.characters)
        case Sequence():
            taking = [part for part in node.parts if not isinstance(part, (*_CONDITIONS,))]
            taking = [part for part in taking if part != EMPTY]
            return bool(taking) and _is_wordy(taking[-1 if last else 0], last=last)
        case Choice():
            return all(_is_wordy(part, last=last) for part in node.parts)
        case Group():
            return _is_wordy(node.part, last=last)
        case Repeat():
            return node.least > 0 and _is_wordy(node.part, last=last)
    return False

"""Whether every match of a regular expression holds a word twice with only blanks between."""

from __future__ import annotations

from collections.abc import Sequence as List
from itertools import takewhile

from cleaner.matching.nodes import (
    BLANKS,
    EMPTY,
    Ahead,
    Behind,
    Border,
    Choice,
    Group,
    Node,
    NotAhead,
    NotBehind,
    One,
    Repeat,
    Same,
    Sequence,
    only,
)

_WORD = frozenset("aA0_")


def is_doubled(node: Node) -> bool:
    """Whether a word, its blanks and the same word again are a part of each match.

    Only what is known to be a whole word counts: nothing of a word may stand around it.
    """
    match node:
        case Sequence():
            return _holds(node.parts)
        case Choice():
            return all(map(is_doubled, node.parts))
        case Group():
            return is_doubled(node.part)
        case Repeat():
            return node.least > 0 and is_doubled(node.part)
    return False


def _holds(parts: List[Node]) -> bool:
    seen = list(parts)
    if parts and isinstance(parts[-1], Ahead):  # it follows at once, as a part would
        seen[-1:] = (
            [parts[-1].part] if not isinstance(parts[-1].part, Sequence) else parts[-1].part.parts
        )
    pairs = any(_is_pair(seen, at) for at in range(len(seen)))
    return pairs or any(map(is_doubled, parts))


def _is_pair(parts: List[Node], at: int) -> bool:
    """Whether the part at `at` is a word that stands again behind blanks."""
    word = parts[at]
    if not isinstance(word, Group) or not _is_word(word.part):
        return False
    behind = [only(part) for part in parts[at + 1 :]]
    blanks = list(takewhile(_is_blank, behind))
    around = _around(behind[len(blanks) :])
    again = behind[len(blanks) + len(around) :]
    return (
        any(map(_is_certain, blanks))
        and again[:1] == [Same(word.name)]
        and _ends_before(parts[:at])
        and any(map(_begins_behind, _around(again[1:])))
    )


def _around(parts: List[Node]) -> List[Node]:
    """The conditions that stand first in `parts`."""
    for number, part in enumerate(parts):
        if not isinstance(part, Ahead | Behind | NotAhead | NotBehind):
            return parts[:number]
    return parts


def _is_blank(node: Node) -> bool:
    """Whether a part matches blanks only."""
    part = only(node.part) if isinstance(node, Repeat) else node
    return isinstance(part, One) and part.kinds <= BLANKS and all(map(str.isspace, part.characters))


def _is_certain(node: Node) -> bool:
    return not isinstance(node, Repeat) or node.least > 0


def _is_word(node: Node) -> bool:
    """Whether a part matches letters and digits only, and at least one."""
    match node:
        case One():
            return node.kinds <= _WORD and all(c.isalnum() or c == "_" for c in node.characters)
        case Sequence():
            parts = [part for part in node.parts if part != EMPTY and not isinstance(part, Border)]
            return bool(parts) and all(map(_is_word, parts))
        case Choice():
            return all(map(_is_word, node.parts))
        case Repeat():
            return node.least > 0 and _is_word(node.part)
    return False


def _ends_before(parts: List[Node]) -> bool:
    """Whether no word can go on from the parts before."""
    around = _around(parts[::-1])
    before = only(parts[-1 - len(around)]) if len(around) < len(parts) else None
    if before is not None and _is_blank(before) and _is_certain(before):
        return True
    behind = (node for node in around if isinstance(node, Behind))
    not_behind = (node for node in around if isinstance(node, NotBehind))
    return any(_takes_words(n.part) for n in not_behind) or any(_ends_blank(n.part) for n in behind)


def _begins_behind(node: Node) -> bool:
    """Whether a condition says that no word goes on behind."""
    return isinstance(node, NotAhead) and _takes_words(node.part)


def _takes_words(node: Node) -> bool:
    """Whether every character of a word is matched by a part alone."""
    node = only(node)
    if isinstance(node, Choice):
        return any(map(_takes_words, node.parts))
    return isinstance(node, One) and node.kinds >= _WORD


def _ends_blank(node: Node) -> bool:
    """Whether a part ends with what is no part of a word."""
    node = only(node)
    match node:
        case Sequence():
            return bool(node.parts) and _ends_blank(node.parts[-1])
        case Choice():
            return all(map(_ends_blank, node.parts))
        case One():
            return not node.kinds - BLANKS and not any(map(str.isalnum, node.characters))
        case Border():
            return node.sign in "^A"
    return False

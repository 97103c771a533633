"""What regular expressions are made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Any:
    """Any text, the empty one too."""


@dataclass(frozen=True, slots=True)
class One:
    """One character: one of `characters`, or of one of the `kinds`.

    Kinds are signs of shapes, and `h` for a blank that ends no line.
    With `caseless` its case does not matter.
    """

    characters: frozenset[str]
    kinds: frozenset[str]
    caseless: bool


@dataclass(frozen=True, slots=True)
class Other:
    """One character that `one` does not match."""

    one: One


@dataclass(frozen=True, slots=True)
class Sequence:
    """One part behind the other."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the parts."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A part `least` to `most` times; None is without end."""

    part: Node
    least: int
    most: int | None


@dataclass(frozen=True, slots=True)
class Ahead:
    """What must follow and is not part of the match."""

    part: Node


@dataclass(frozen=True, slots=True)
class Behind:
    """What must stand before and is not part of the match."""

    part: Node


@dataclass(frozen=True, slots=True)
class NotAhead:
    """What must not follow."""

    part: Node


@dataclass(frozen=True, slots=True)
class NotBehind:
    """What must not stand before."""

    part: Node


@dataclass(frozen=True, slots=True)
class Group:
    """A part with a name."""

    name: str
    part: Node


@dataclass(frozen=True, slots=True)
class Same:
    """The same text as that of the group of this name."""

    name: str


@dataclass(frozen=True, slots=True)
class Border:
    """A place between characters: `^`, `$`, or the letter of an escape such as `b`."""

    sign: str


Around = Ahead | Behind | NotAhead | NotBehind
Node = Any | One | Other | Sequence | Choice | Repeat | Around | Group | Same | Border
BLANKS = frozenset(" h")
"""The kinds of blanks."""
EMPTY = Sequence(())
"""No character at all."""
ANY_ONE = Other(One(frozenset(), frozenset(), caseless=False))
"""Any one character."""


def only(node: Node) -> Node:
    """What a sequence of one part consists of."""
    while isinstance(node, Sequence) and len(node.parts) == 1:
        node = node.parts[0]
    return node

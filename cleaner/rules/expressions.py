"""Regular expressions of rule files: readable, without runaway repetition, with the groups named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import regex

from cleaner import templates
from cleaner.matching.patterns import compiled
from cleaner.rules.places import Key
from cleaner.rules.problems import Complaint, close

_PART = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?#[^)]*\)|\((?:\?(?:P?<\w+>|[^)\w<]?[:=!>|]|<[=!]|[\w-]+:))?"
    r"|\)|(?:[*+]|\{\d*,\})[?+]?|\{\d+(?:,\d+)?\}|.",
    re.DOTALL,
)


def check_pattern(source: str, key: Key) -> Iterator[Complaint]:
    """What is wrong with an expression: a syntax error, or a repeated group that repeats inside."""
    try:
        compiled(source)
    except regex.error as error:
        yield Complaint(key, f"the expression cannot be read: {error}", "Correct it there.")
        return
    if backtracks(source):
        yield Complaint(
            key,
            "a repeated group holds a repetition, so some texts take for ever",
            "Repeat only one of them, or make the inner one possessive (`++`, `*+`).",
        )


def backtracks(source: str) -> bool:
    """Whether an unbounded repetition stands inside a group that is itself repeated without bound.

    Possessive repetition and atomic groups are safe. A group whose repeated part must be followed
    by a literal inside the group counts as well: the check is strict, not clever.
    """
    repeats = [False]
    atomic: list[bool] = []
    closed = False
    for m in _PART.finditer(source):
        part = m.group()
        if part.startswith("(") and not part.startswith("(?#"):
            repeats.append(False)
            atomic.append(part == "(?>")
        elif part == ")":
            inner, held = repeats.pop(), atomic.pop() if atomic else False
            closed = inner and not held
            repeats[-1] |= closed
            continue
        elif part[0] in "*+" or re.match(r"\{\d*,\}", part):
            if not (part.endswith("+") and len(part) > 1):
                if closed:
                    return True
                repeats[-1] = True
        closed = False
    return False


def groups_in(source: str) -> frozenset[str]:
    """The names that templates may use for an expression: its groups, by name and number, and `found`."""
    expression = compiled(source)
    numbers = (str(number) for number in range(1, expression.groups + 1))
    return frozenset(["found", *numbers, *expression.groupindex])


def check_template(template: str, groups: Iterable[str], key: Key) -> Iterator[Complaint]:
    """Whether a template can be read and names only groups that there are."""
    try:
        missing = sorted(templates.names(template) - set(groups))
    except templates.TemplateError as error:
        yield Complaint(key, f"the template cannot be read: {error}", "Correct it.")
        return
    for name in missing:
        yield Complaint(key, f"there is no group `{name}`", close(name, groups))

"""Regular expressions of rule files: readable, no runaway repetition, every named group there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import regex

from cleaner import templates
from cleaner.expressions import of_rule as compiled
from cleaner.rules.places import Key
from cleaner.rules.problems import Complaint, close

_PART = re.compile(
    r"""(?P<literal>\\.|\[\^?\]?(?:\\.|[^\]\\])*\])
      | (?P<remark>\(\?\#[^)]*\))
      | (?P<open>\((?:\?(?:P?<\w+>|<?[=!]|[>|:]|[\w-]+:))?)
      | (?P<close>\))
      | (?P<repeat>[*+]|\{\d*,\})(?P<how>[?+]?)
      | (?P<comment>\#[^\n]*)
      | (?P<blank>\s)
      | .""",
    re.VERBOSE | re.DOTALL,
)
_SEALED = ("(?>", "(?=", "(?!", "(?<=", "(?<!")
"""How groups begin that are never entered again once they have matched."""


def check_pattern(source: str, key: Key) -> Iterator[Complaint]:
    """What is wrong with an expression: a syntax error, or a repeated group that repeats inside."""
    try:
        groups_in(source)
    except regex.error as error:
        yield Complaint(key, f"the expression cannot be read: {_said(error)}", "Correct it there.")
        return
    if backtracks(source):
        yield Complaint(
            key,
            "a repeated group holds a repetition, so a text may take for ever",
            "Repeat only one of them, or make the inner one possessive (`++`, `*+`).",
        )


def readable(source: str) -> bool:
    """Whether an expression can be compiled."""
    try:
        groups_in(source)
    except regex.error:
        return False
    return True


def _said(error: regex.error) -> str:
    said: dict[str, Any] = vars(error)  # msg, pattern and pos, which its stubs leave out
    at, pattern = said["pos"] or 0, str(said["pattern"])
    return f"{said['msg']} at `{pattern[max(at - 15, 0) : at + 15]}`"


def backtracks(source: str) -> bool:
    """Whether an unbounded repetition stands inside a group that is itself repeated without bound.

    Possessive repetition, atomic groups and lookarounds are safe. A repeated part that a literal
    must follow inside the group counts as well: the check is strict, not clever.
    """
    repeats, sealed = [False], [False]
    closed = False
    for m in _parts(source):
        if m["open"]:
            repeats.append(False)
            sealed.append(m["open"] in _SEALED)
        elif m["close"] and len(repeats) > 1:
            inner, safe = repeats.pop(), sealed.pop()
            closed = inner and not safe
            repeats[-1] |= closed
            continue
        elif m["repeat"] and m["how"] != "+":
            if closed:
                return True
            repeats[-1] = True
        closed = False
    return False


def _parts(source: str) -> Iterator[re.Match[str]]:
    """The parts of an expression, without its remarks; a `(?x)` one has comments and blanks."""
    verbose = bool(compiled(source).flags & regex.VERBOSE)
    for m in _PART.finditer(source):
        if not m["remark"] and not (verbose and (m["comment"] or m["blank"])):
            yield m


def groups_in(source: str) -> frozenset[str]:
    """What templates may name: the groups of an expression, by name and number, and `found`."""
    expression = compiled(source)
    numbers = (str(number) for number in range(1, expression.groups + 1))
    return frozenset(["found", *numbers, *expression.groupindex])


def check_template(template: str, groups: Iterable[str], key: Key) -> Iterator[Complaint]:
    """Whether a template can be read and names only groups that there are."""
    try:
        missing = sorted(templates.names(template) - set(groups))
    except templates.TemplateError as error:
        yield Complaint(key, f"the template cannot be read: {error}", "Write it so.")
        return
    for name in missing:
        yield Complaint(key, f"there is no group `{name}`", close(name, groups))

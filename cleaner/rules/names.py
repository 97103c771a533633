"""The names by which people call rules, in suppressions, settings and on the command line."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cleaner.model import Rule
    from cleaner.rules.index import Head

ALL = ""
"""The name that all rules have."""


def matches(rule: Rule | Head, name: str) -> bool:
    """Whether a name stands for a rule: its id, stage or catalogue entry, or a glob over them.

    The empty name stands for every rule.
    """
    names = (rule.id, rule.stage.value, rule.entry)
    if any(sign in name for sign in "*?["):
        return any(fnmatchcase(one, name) for one in names)
    return name == ALL or name in names

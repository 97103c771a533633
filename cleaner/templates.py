"""Templates: what a match becomes, with `{group}` for what a group of the pattern matched.

`{group:upper}`, `{group:lower}` and `{group:capital}` change its case; `{{` and `}}` are braces.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from cleaner.marks import Style

_PART = re.compile(r"\{\{|\}\}|\{(?P<name>\w+)(?::(?P<case>\w+))?\}|[{}]")
CASES = ("upper", "lower", "capital")


class TemplateError(ValueError):
    """A template that cannot be read; the message says what is wrong and what to write."""


@lru_cache(maxsize=4096)
def parse(template: str) -> tuple[str | tuple[str, str], ...]:
    """The literal strings and `(group, case)` pairs of a template, in order; case may be empty.

    Raises TemplateError for a brace on its own and for a case that does not exist.
    """
    parts: list[str | tuple[str, str]] = []
    end = 0
    for m in _PART.finditer(template):
        parts.append(template[end : m.start()])
        end = m.end()
        if m["name"] is not None:
            if m["case"] is not None and m["case"] not in CASES:
                raise TemplateError(f"`{m.group()}`: the case is one of {', '.join(CASES)}")
            parts.append((m["name"], m["case"] or ""))
        elif m.group() in ("{{", "}}"):
            parts.append(m.group()[0])
        else:
            raise TemplateError(f"a single `{m.group()}`: write `{m.group() * 2}` for a brace")
    parts.append(template[end:])
    return tuple(part for part in parts if part)


def names(template: str) -> frozenset[str]:
    """The groups a template mentions. Raises TemplateError as `parse` does."""
    return frozenset(part[0] for part in parse(template) if isinstance(part, tuple))


def render(template: str, groups: Mapping[str, str], style: Style) -> str:
    """The template with its groups put in as they are and its own marks written in `style`."""
    return "".join(
        style.write(part) if isinstance(part, str) else _cased(groups[part[0]], part[1])
        for part in parse(template)
    )


def _cased(text: str, case: str) -> str:
    match case:
        case "upper":
            return text.upper()
        case "lower":
            return text.lower()
        case "capital":
            return text[:1].upper() + text[1:]
        case _:
            return text

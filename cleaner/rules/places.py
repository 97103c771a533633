"""Where a key stands in a TOML source: tomllib keeps no positions, errors must name the line."""

from __future__ import annotations

import re
from collections.abc import Mapping

_NAME = r"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|[\w-]+)"""
_NAMES = re.compile(_NAME)
_DOTTED = rf"{_NAME}(?:\s*\.\s*{_NAME})*"
_HEADER = re.compile(rf"^\s*(\[\[?)\s*({_DOTTED})\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(rf"^\s*({_DOTTED})\s*=\s*(.*)$")

Key = tuple[str | int, ...]


def lines_of(source: str) -> dict[Key, int]:
    """The line, from 1, of every header and key; `("example", 2)` is the third example."""
    lines: dict[Key, int] = {}
    counts: dict[str, int] = {}
    table: Key = ()
    closing: str | None = None
    for number, line in enumerate(source.split("\n"), start=1):
        if closing is not None:
            closing = None if closing in line else closing
        elif header := _HEADER.match(line):
            table = _table(header[2], counts, array=header[1] == "[[")
            lines.setdefault(table, number)
            if len(table) > 1:
                lines.setdefault(table[:-1], number)
        elif key := _KEY.match(line):
            lines.setdefault((*table, *map(_bare, _NAMES.findall(key[1]))), number)
            closing = _opened(key[2])
    return lines


def line_of(lines: Mapping[Key, int], key: Key) -> int:
    """The line of a key, or of the nearest table around it; 1 if there is none."""
    while key and key not in lines:
        key = key[:-1]
    return lines.get(key, 1)


def _table(header: str, counts: dict[str, int], *, array: bool) -> Key:
    names = tuple(map(_bare, _NAMES.findall(header)))
    if not array:
        return names
    counts[header] = counts.get(header, -1) + 1
    return (*names, counts[header])


def _bare(key: str) -> str:
    return key[1:-1] if key[:1] in "\"'" else key


def _opened(value: str) -> str | None:
    """The closing mark of a multi-line string that a value opens and does not close."""
    for mark in ("'''", '"""'):
        if value.startswith(mark) and mark not in value[3:]:
            return mark
    return None

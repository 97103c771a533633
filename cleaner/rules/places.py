"""Where a key stands in a TOML source: tomllib keeps no positions, errors must name the line."""

from __future__ import annotations

import re
from collections.abc import Mapping

_NAME = r"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|[\w-]+)"""
_NAMES = re.compile(_NAME)
_DOTTED = rf"{_NAME}(?:\s*\.\s*{_NAME})*"
_HEADER = re.compile(rf"^\s*(\[\[?)\s*({_DOTTED})\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(rf"^\s*({_DOTTED})\s*=\s*(.*)$")
_PARTS = re.compile(
    r"""\"{3}(?:\\.|[^\\])*?\"{3}|'{3}.*?'{3}|"(?:\\.|[^"\\\n])*"|'[^'\n]*'"""
    r"""|\#[^\n]*|[\[\]{},]|[^\s"'\[\]{},#]+""",
    re.DOTALL,
)
"""Strings, comments, brackets, commas, and what else a value is made of."""

Key = tuple[str | int, ...]


def lines_of(source: str) -> dict[Key, int]:
    """The line, from 1, of every header, key and item of a list at a key.

    `("example", 2)` is the third example.
    """
    lines: dict[Key, int] = {}
    counts: dict[str, int] = {}
    table: Key = ()
    at = past = 0
    for number, line in enumerate(source.split("\n"), start=1):
        at, start = at + len(line) + 1, at
        if start < past:
            continue
        if header := _HEADER.match(line):
            table = _table(header[2], counts, array=header[1] == "[[")
            lines.setdefault(table, number)
            if len(table) > 1:
                lines.setdefault(table[:-1], number)
        elif key := _KEY.match(line):
            name = (*table, *map(_bare, _NAMES.findall(key[1])))
            lines.setdefault(name, number)
            items, past = _value(source, start + key.start(2))
            at_item = number
            for index, place in enumerate(items):
                at_item, start = at_item + source.count("\n", start, place), place
                lines[(*name, index)] = at_item
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


def _value(source: str, start: int) -> tuple[list[int], int]:
    """Where the items of a value begin, if it is a list, and where the value ends."""
    items: list[int] = []
    depth, awaited = 0, False
    for part in _PARTS.finditer(source, start):
        sign = part.group()
        if depth == 1 and awaited and sign[0] not in "]#,":
            items.append(part.start())
            awaited = False
        if sign in ("[", "{"):
            depth += 1
            awaited = awaited or (sign == "[" and depth == 1)
        elif sign in ("]", "}"):
            depth -= 1
        elif sign == "," and depth == 1:
            awaited = source[start] == "["
        if depth <= 0:
            return items, part.end()
    return items, len(source)

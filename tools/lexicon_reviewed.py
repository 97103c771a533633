"""Lists made by hand: what reading the tables has settled, and names that no source lists."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import msgspec


class Reviewed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lists of `lexicon_reviewed.toml`, which says what each is for."""

    calendar: tuple[str, ...]
    regions: tuple[str, ...]
    peoples: tuple[str, ...]
    names_after_all: frozenset[str]
    common_use: frozenset[str]
    made_of_words: frozenset[str]
    contractions: tuple[str, ...]
    not_misspelt: frozenset[str]
    famous: dict[str, str]


@cache
def reviewed() -> Reviewed:
    """The lists, read once."""
    source = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(source), Reviewed)

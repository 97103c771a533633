"""The sieve of rules, made and put into the cache folder where it is not there yet."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from cleaner import cache
from cleaner.model import Rule
from cleaner.sieve import database
from cleaner.sieve.reading import kept, key_of, name_of

KEPT = 4
"""So many sieves stay in the cache folder: those of a few sets of rules in turn."""


def prepare(stamp: bytes | None, rules: Sequence[Rule]) -> None:
    """Make the sieve of all rules of a stamp, unless it is there or cannot be kept."""
    if stamp is None or cache.folder() is None or not database.available():
        return
    if kept(stamp) is not None:
        return
    name, key = name_of(stamp), key_of(stamp)
    cache.write(name, key)
    if cache.read(name) != key:
        return  # nothing can be kept there, and to make it for one run is not worth it
    from cleaner.sieve.building import build  # it takes seconds, once for a set of rules

    cache.write(name, key + build(rules))
    kept.cache_clear()
    _make_room()


def _make_room() -> None:
    """Delete all but the newest sieves: each is some megabytes, and old rules do not come back."""
    sieves = [one for one in cache.files() if one[0].name.startswith("sieve-")]
    for path, _ in sorted(sieves, key=_age)[:-KEPT]:
        with suppress(OSError):
            path.unlink()


def _age(file: tuple[Path, os.stat_result]) -> tuple[int, str]:
    return file[1].st_mtime_ns, file[0].name

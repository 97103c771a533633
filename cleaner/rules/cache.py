"""Compiled rules in the user's cache folder, so that rule files are read and checked only once.

A file there holds the rules of some folders. It is used as long as their stamp is the same. Files
that changed just now may change again at the same time: their rules are not kept yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from zlib import crc32

from cleaner import cache, expressions
from cleaner.model import Rule
from cleaner.rules.index import RuleSet, of
from cleaner.rules.stamp import places_of, settled, stamp_of, times_of

Found = tuple[RuleSet, bytes | None]
"""Rules, and bytes that differ if they do, or `None` where their files may still change."""


def cached_rules(folders: Sequence[Path], shipped: Path) -> Found | None:
    """The rules of some folders, sorted by id, from the cache or now put there.

    None if the cache cannot say: there is none, a folder is no folder, or a rule is wrong.
    """
    if cache.folder() is None or not all(one.is_dir() for one in folders):
        return None
    if any((one / "lists").is_dir() for one in folders if one != shipped):
        parts = [tuple(folders)]  # a list there extends those of the same name
    else:
        parts = [(one,) for one in folders]
    found = []
    for part in parts:
        rules = _rules_of(part, shipped)
        if rules is None:
            return None
        found.append(rules)
    if len(found) == 1:
        return found[0]
    return _together(found)


def _together(found: Sequence[Found]) -> Found | None:
    """The rules of several folders; None if two of them have a rule of one id."""
    made = {head.id: (head, one.maker(head.id)) for one, _ in found for head in one.heads}
    if len(made) < sum(len(one) for one, _ in found):
        return None
    rules = [made[id] for id in sorted(made)]
    stamps = [stamp for _, stamp in found if stamp is not None]
    stamp = b"".join(stamps) if len(stamps) == len(found) else None
    return RuleSet([head for head, _ in rules], [make for _, make in rules]), stamp


def _rules_of(folders: tuple[Path, ...], shipped: Path) -> Found | None:
    from cleaner.rules.packing import unpack

    names, shipped_name = list(map(str, folders)), str(shipped)
    name = f"rules-{crc32(repr(places_of(names)).encode('utf-8', 'surrogatepass')):08x}"
    try:
        times = times_of(names, shipped_name)
        start = stamp_of(names, times)
        data = cache.read(name)
        if data is not None and data.startswith(start):
            return unpack(data[len(start) :]), start
        rules = _read_rules(folders, shipped)
        if rules is not None and settled(times) and times == times_of(names, shipped_name):
            return _kept(name, start, rules), start
    except OSError:
        return None
    return None if rules is None else (of(rules), None)


def _read_rules(folders: Sequence[Path], shipped: Path) -> tuple[Rule, ...] | None:
    from cleaner.rules.folders import read_rules
    from cleaner.rules.problems import RuleFileError

    try:
        return read_rules(folders, shipped)
    except RuleFileError:
        return None  # whoever asks reads them again, with all others, to report every mistake


def _kept(name: str, start: bytes, rules: tuple[Rule, ...]) -> RuleSet:
    """Put rules into the cache, and give them as they will come from it: their tables indexed."""
    from cleaner.rules.packing import pack, unpack

    try:
        packed = pack(rules)
    except ValueError:
        return of(rules)  # a row with a control character, say
    cache.write(name, start + packed)
    cache.tidy()
    expressions.keep()
    return unpack(packed)

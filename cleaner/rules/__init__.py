"""Rule files -> checked rules. The shipped rule files are data, in the folder `rules/`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cleaner import parts
from cleaner.rules import stamp

if TYPE_CHECKING:
    from pathlib import Path

    from cleaner.model import Rule
    from cleaner.rules.index import RuleSet
    from cleaner.rules.problems import Problem, RuleFileError

__all__ = ["Loaded", "Problem", "RuleFileError", "load", "load_rules", "shipped"]


class Loaded(NamedTuple):
    """Rules, and bytes that differ if the rules do; `None` if nothing can be said of that."""

    rules: RuleSet
    stamp: bytes | None


def shipped() -> Path:
    """The folder of the rules that come with cleaner; see `stamp.shipped`."""
    from pathlib import Path  # who asks for no rules does without

    return Path(stamp.shipped())


def load_rules(*folders: Path, cached: bool = True) -> tuple[Rule, ...]:
    """Every rule in the folders, sorted by id; the shipped rules if none is named.

    A folder holds a folder for each stage, and may hold `lists`. A rule file may be named as well.
    Whole folders are kept compiled in the user's cache folder, unless `cached` is false.
    Raises RuleFileError with every mistake in every file, and then gives no rule at all.
    """
    return load(*folders, cached=cached).rules.whole


def load(*folders: Path, cached: bool = True) -> Loaded:
    """As `load_rules`, with the stamp of the rules."""
    folders = folders or (shipped(),)
    if cached:
        from cleaner.rules.cache import cached_rules

        found = cached_rules(folders, shipped())
        if found is not None:
            return Loaded(*found)
    from cleaner.rules.folders import read_rules
    from cleaner.rules.index import of

    return Loaded(of(read_rules(folders, shipped())), None)


__getattr__ = parts.given(__name__, {"cleaner.rules.problems": ("Problem", "RuleFileError")})

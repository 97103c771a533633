"""The sieve of the shipped rules, made before anything is measured: a run makes it where it pays.

python benchmarks/sieves.py [FOLDER ...]    of those and of the rules in some folders
"""

from __future__ import annotations

import sys
from pathlib import Path

from cleaner import rules
from cleaner.sieve import making


def main() -> None:
    """Make what is missing in the cache folder: the sieve, and its literals."""
    loaded = rules.load(rules.shipped(), *map(Path, sys.argv[1:]))
    if loaded.stamp is not None and making.is_missing(loaded.stamp):
        making.make(loaded.stamp, loaded.rules)
    if loaded.stamp is not None and making.are_literals_due(loaded.stamp, making.MANY):
        making.make_literals(loaded.stamp)


if __name__ == "__main__":
    main()

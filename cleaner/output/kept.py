"""What the cache folder holds, in lines."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from cleaner.output.visible import escape

_SAID = {
    "rules": "rules, compiled",
    "expressions": "expressions, compiled",
    "sieve": "what texts are sifted with",
    "results": "what came of texts",
    "told": "what was said of files",
}


def kept(folder: Path, files: Iterable[tuple[str, int]]) -> str:
    """The folder, and the sizes of its files by their kinds.

    >>> print(kept(Path("/cache"), [("rules-1", 2_000_000), ("rules-2", 1)]), end="")
    /cache
       2.0 MB  rules, compiled
       0.0 MB  expressions, compiled
       0.0 MB  what texts are sifted with
       0.0 MB  what came of texts
       0.0 MB  what was said of files
    """
    sizes = dict.fromkeys(_SAID, 0)
    for name, size in files:
        sizes[name.removeprefix(".").partition("-")[0]] += size
    lines = [f"{size / 1e6:6.1f} MB  {_SAID[kind]}\n" for kind, size in sizes.items()]
    return "".join([f"{escape(str(folder))}\n", *lines])

"""Regular expressions that are compiled when they are first used, or taken compiled from the cache.

To compile one takes a thousand times as long as to take it from there. Those that are there need
only the part of `regex` that is in C; what compiles others takes ten times as long to load.
"""

from __future__ import annotations

import marshal
import os
import sys
from functools import cache, lru_cache
from importlib.machinery import PathFinder
from typing import TYPE_CHECKING, Any, cast

from cleaner import cache as files
from cleaner.digests import digest
from cleaner.marks import widen

if TYPE_CHECKING:
    from collections.abc import Callable
    from importlib.machinery import ModuleSpec
    from types import ModuleType

    import regex

_OF_RULE = 0x2000 | 0x8
"""`regex.VERSION0 | regex.MULTILINE`, which need not be loaded for it."""
SECONDS, PER_CHARACTER = 2.0, 1e-5
"""The processor time that one search has: the first, and the second for each character."""
MANY = 5_000
"""So many expressions are kept; more of them would be those of rules long gone."""


def expression(pattern: str, flags: int = 0) -> regex.Pattern[str]:
    """What `regex.compile` gives; it is compiled, and found to be wrong, when it is first used."""
    return cast("regex.Pattern[str]", _Expression(pattern, flags))


@lru_cache(maxsize=4096)
def of_rule(pattern: str) -> regex.Pattern[str]:
    """A rule's expression, either style of marks allowed; `^` and `$` are at lines.

    One that cannot be read raises regex.error when it is first used.
    """
    return expression(widen(pattern), _OF_RULE)


class TimedOut(Exception):
    """An expression took more time over a text than there is for it."""


def matches(
    pattern: str, text: str, start: int = 0, end: int | None = None, *, overlapped: bool = False
) -> list[regex.Match[str]]:
    """The matches of a rule's expression in a part of a text, in order. Raises TimedOut.

    It is the time of the processor that counts, so a busy machine does not matter.
    """
    last = len(text) if end is None else end
    seconds = SECONDS + PER_CHARACTER * (last - start)
    found = of_rule(pattern).finditer(text, start, last, overlapped=overlapped, timeout=seconds)
    try:
        return list(found)
    except TimeoutError:
        raise TimedOut from None


def groups_of(m: regex.Match[str]) -> dict[str, str]:
    """The groups of a match by number and name, `found` the whole; one that took no part is ""."""
    numbered = {str(number): text or "" for number, text in enumerate(m.groups(), start=1)}
    named = {name: text or "" for name, text in m.groupdict().items()}
    return {"found": m.group(), **numbered, **named}


def keep() -> None:
    """Put into the cache what this process had to compile."""
    if _compiler.cache_info().currsize:
        _compiler().keep()


class _Expression:
    """An expression; what it is asked for once it can answer itself from then on."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        found = getattr(_compiler().compiled(self.pattern, self._flags), name)
        setattr(self, name, found)
        return found


@cache
def _compiler() -> Compiler:
    return Compiler()


class Compiler:
    """What compiles expressions, and knows those that the cache holds."""

    def __init__(self) -> None:
        spec = _engine()
        self._engine = spec
        self._name = None if spec is None else _name_of(spec)
        self._made: dict[tuple[str, int], regex.Pattern[str]] = {}
        self._new: set[tuple[str, int]] = set()
        self._kept = self._read()

    @property
    def kept(self) -> frozenset[tuple[str, int]]:
        """The expressions that the cache held, with their flags."""
        return frozenset(self._kept)

    def compiled(self, pattern: str, flags: int = 0) -> regex.Pattern[str]:
        """A compiled expression. Raises regex.error for one that cannot be read."""
        key = pattern, int(flags)
        made = self._made.get(key)
        if made is None:
            code = self._kept.get(key)
            made = _compiled(pattern, flags) if code is None else self._put_together(code)
            if code is None:
                self._new.add(key)
            self._made[key] = made
        return made

    def keep(self) -> None:
        """Write what was compiled anew, beside what other processes have written meanwhile."""
        if not self._new or self._name is None:
            return
        codes = self._read()
        if len(codes) > MANY:
            codes = {}
        for key in sorted(self._new):
            codes[key] = marshal.dumps(_parts(self._made[key]))
        files.write(self._name, marshal.dumps(codes))
        self._new.clear()

    def _read(self) -> dict[tuple[str, int], bytes]:
        """The expressions that are kept, as `pickle` keeps them but without its code."""
        data = None if self._name is None else files.read(self._name)
        return {} if data is None else marshal.loads(data)

    def _put_together(self, code: bytes) -> regex.Pattern[str]:
        assert self._engine is not None
        made = _loaded(self._engine).compile(*marshal.loads(code))
        return cast("regex.Pattern[str]", made)


def _compiled(pattern: str, flags: int) -> regex.Pattern[str]:
    import regex  # few have to compile anything

    return regex.compile(pattern, flags)


def _parts(made: regex.Pattern[str]) -> Any:
    """What `pickle` would keep of an expression, and its engine makes one of again."""
    import copyreg

    taken_apart = cast("Callable[..., tuple[object, Any]]", copyreg.dispatch_table[type(made)])
    return taken_apart(made)[1]


_ENGINE = "regex._regex"


def _engine() -> ModuleSpec | None:
    """The module in C that expressions run on; None where there is no such file."""
    package = PathFinder.find_spec("regex")
    places = None if package is None else package.submodule_search_locations
    return None if places is None else PathFinder.find_spec(_ENGINE, places)


def _name_of(engine: ModuleSpec) -> str | None:
    """The name in the cache of what an engine can run: another of its versions is another file."""
    if engine.origin is None:
        return None
    status = os.stat(engine.origin)  # noqa: PTH116
    said = sys.implementation.cache_tag, engine.origin, status.st_size, status.st_mtime_ns
    return f"expressions-{digest(repr(said).encode()).hex()}"


def _loaded(engine: ModuleSpec) -> ModuleType:
    """The module in C, without the package that it is in; that finds it loaded if it comes."""
    module = sys.modules.get(_ENGINE)
    if module is None:
        from importlib.util import module_from_spec

        assert engine.loader is not None
        module = module_from_spec(engine)
        engine.loader.exec_module(module)
        sys.modules[_ENGINE] = module
    return module

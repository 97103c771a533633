"""Command lines whose files are as they were, or known to be clean, answered at once.

Nothing that cleans is loaded for it. What this cannot be sure of it leaves to the command itself,
which then runs as if nobody had asked here.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

from cleaner.cli import front
from cleaner.cli.declared import Argument, Option, Parameter
from cleaner.cli.errors import ExitCode
from cleaner.cli.terminal import Terminal, coloured
from cleaner.files.named import named, shortened
from cleaner.files.raw import LARGE, data_of, length_of
from cleaner.rules.stamp import shipped, stamp_of, times_of
from cleaner.screens import Screen, ids_known, passes, screen_of, text_of

if TYPE_CHECKING:
    from cleaner.files.choice import Choice
    from cleaner.told import Table, Told

FEW = 64
"""So many files are looked at here; for more the command is loaded, and its processes."""


LIKE = 5
"""See `likeness.FILES`, which need not be loaded to know it; a test holds that they are equal."""


class Class(Enum):
    """The classes of findings, in the order of their ranks."""

    SAFE = "safe"
    SUGGEST = "suggest"
    FLAG = "flag"


def _option(name: str, *names: str, kind: type = bool, many: bool = False) -> Parameter:
    off = f"--no-{names[0][2:]}" if name in ("force_exclude", "unsafe_fixes") else None
    least = 1 if name == "jobs" else None
    return Parameter(None, kind, many, Option(*names, off=off, min=least), None)


DECLARED: Mapping[str, Parameter] = {
    "paths": Parameter(None, str, True, Argument(), None),
    "select": _option("select", "--select", kind=str, many=True),
    "ignore": _option("ignore", "--ignore", kind=str, many=True),
    "unsafe_fixes": _option("unsafe_fixes", "--unsafe-fixes"),
    "fail_on": _option("fail_on", "--fail-on", kind=Class),
    "isolated": _option("isolated", "--isolated"),
    "jobs": _option("jobs", "-j", "--jobs", kind=int),
    "force_exclude": _option("force_exclude", "--force-exclude"),
    "no_cache": _option("no_cache", "--no-cache"),
    "quiet": _option("quiet", "-q", "--quiet"),
}
"""The parameters of `check` and `fix` that may be given here, as those commands declare them."""


COMMANDS = ("check", "fix")


def answered(arguments: Sequence[str], screen: Screen | None = None) -> ExitCode | None:
    """Carry out a command line, if that can be done here; `None` if nothing was done.

    `screen` is asked in the place of that of the rules.
    """
    if not arguments or arguments[0] not in COMMANDS or os.name == "nt":
        return None
    values: Mapping[str, Any] | None = front.read(arguments[1:], DECLARED)
    if values is None or {"", "-"} & set(values.get("paths", ("",))):
        return None
    folder = shipped()
    try:
        stamp = stamp_of([folder], times_of([folder], folder))
    except OSError:
        return None
    table = None if "no_cache" in values else _table(values, stamp)
    found = _found(values, None if table is not None and table.count else FEW)
    if found is None or not found.names:
        return None
    written = arguments[0] == "fix"
    told = None if table is None else _told(table, found.names, written=written)
    if told is None and not _all_pass(found.names, _asked(values, stamp, screen)):
        return None
    return _end(values, found, told or [], written=written)


def _table(values: Mapping[str, Any], stamp: bytes) -> Table | None:
    """What was said of the files in earlier runs of the same rules, asked the same.

    `None` where no folder is asked about, for then nothing was kept.
    """
    if not any(map(os.path.isdir, values["paths"])):
        return None
    from cleaner.config.asking import Asking, key_of, parts_of
    from cleaner.results.state import state
    from cleaner.told import table_for

    code = state()
    if code is None:
        return None
    select, ignore = (parts_of(values.get(name)) for name in ("select", "ignore"))
    asking = Asking(select, ignore, values.get("unsafe_fixes"))
    given = list(map(shortened, values["paths"]))
    return table_for(given, key_of(asking, [code, stamp]))


class Found(NamedTuple):
    """The names of files that are meant, in order, and how many others were left alone."""

    names: tuple[str, ...]
    ignored_count: int


class _Configured(Exception):
    """A folder has a configuration file."""


def _found(values: Mapping[str, Any], most: int | None) -> Found | None:
    """The files that are meant; `None` where they are configured, missing, or more than `most`."""
    names = named(values["paths"], forces=values.get("force_exclude", False))
    if names is None:
        return _discovered(values, most)
    return Found(names, 0) if "isolated" in values or not _configured(names) else None


def _configured(names: Sequence[str]) -> bool:
    """Whether some files have a configuration file."""
    from cleaner.config.search import Search

    search, folders = Search(), {os.path.dirname(name) or "." for name in names}  # noqa: PTH120
    return any(search.closest(folder) is not None for folder in folders)


def _discovered(values: Mapping[str, Any], most: int | None) -> Found | None:
    """As `_found`, where folders are named."""
    from cleaner.config.search import Search
    from cleaner.files.choice import Choice
    from cleaner.files.walking import TooMany, walk

    search, isolated = Search(), "isolated" in values
    choice = Choice(forces=values.get("force_exclude", False), respects_ignore_files=True)

    def choice_for(folder: str) -> Choice:
        if not isolated and search.closest(folder) is not None:
            raise _Configured
        return choice

    try:
        found = walk(map(shortened, values["paths"]), choice_for, most=most)
    except (_Configured, TooMany):
        return None
    return None if found.missing else Found(found.names, found.ignored_count)


def _asked(values: Mapping[str, Any], stamp: bytes, given: Screen | None) -> Screen:
    """The screen of the rules that are selected and not ignored, or the one that is given."""
    if {"select", "ignore"}.isdisjoint(values):
        return screen_of(stamp) if given is None else given
    ids = _chosen(values, ids_known(stamp))
    screen = screen_of(stamp, ids) if given is None else given

    def asked(text: bytes, shared: bool) -> frozenset[str] | None:
        suspects = screen(text, shared) if ids else None
        return None if suspects is None else suspects & ids

    return asked


def _chosen(values: Mapping[str, Any], ids: Sequence[str]) -> frozenset[str]:
    """Those of some rules that are selected and not ignored by their ids and stages.

    None at all where another name is given, which may be wrong.
    """
    from cleaner.config.asking import parts_of

    names = {*ids, *map(_stage, ids)}
    select, ignore = parts_of(values.get("select")), parts_of(values.get("ignore")) or []
    if not names.issuperset([*(select or []), *ignore]):
        return frozenset()
    selected = [id for id in ids if select is None or id in select or _stage(id) in select]
    return frozenset(id for id in selected if id not in ignore and _stage(id) not in ignore)


def _stage(id: str) -> str:
    return id.partition("/")[0]


def _told(table: Table, names: Sequence[str], *, written: bool) -> list[Told] | None:
    """What was said of the files, of those of which there was something.

    `None` if some are not as they were, or have to be looked at.
    """
    if not table.is_of(names):
        return None
    told = table.lines()
    return told if told is not None and _fits(told, written=written) else None


def _fits(told: Sequence[Told], *, written: bool) -> bool:
    """Whether what `check` says without colour is what this command says."""
    from cleaner.told import NONE

    if written and any(one.applied != NONE for one in told):
        return False
    return not told or not coloured(sys.stdout)


def _all_pass(names: Sequence[str], screen: Screen) -> bool:
    """Whether there is nothing to say of some files, each alone and all together.

    Large ones are not held, so nothing is known of them.
    """
    if len(names) > FEW or any(length_of(name) > LARGE for name in names):
        return False
    texts: list[bytes] = []
    for name in names:
        try:
            text = text_of(data_of(name))
        except OSError:
            return False
        if text is None or not passes(text, screen):
            return False
        texts.append(text)
    if len(texts) < LIKE:
        return True
    from cleaner import likeness

    return not likeness.shared(likeness.counted(map(likeness.numbers, texts)), len(texts))


def _end(
    values: Mapping[str, Any], found: Found, told: Sequence[Told], *, written: bool
) -> ExitCode:
    """Print what there is to say, and the summary."""
    terminal = Terminal(quiet="quiet" in values)
    if terminal.quiet and not told:
        return ExitCode.CLEAN
    from cleaner.output.tally import Tally, summary

    terminal.out("".join(one.lines for one in told))
    tally = Tally().clean(len(found.names) - len(told)).told(*told)
    terminal.note(summary(tally, written=written, ignored=found.ignored_count))
    rank = list(Class).index(values.get("fail_on", Class.FLAG))
    failing = any(tally.remaining(written=written)[: rank + 1])
    return ExitCode.LEFT if failing else ExitCode.CLEAN

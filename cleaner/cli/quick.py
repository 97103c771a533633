"""Command lines whose files are as they were, or known to be clean, answered at once.

Nothing that cleans is loaded for it. What this cannot be sure of it leaves to the command itself,
which then runs as if nobody had asked here.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import Any

from cleaner import likeness
from cleaner.cli import front
from cleaner.cli.declared import Argument, Option, Parameter
from cleaner.cli.errors import ExitCode
from cleaner.cli.terminal import Terminal, coloured
from cleaner.config.asking import Asking, key_of, parts_of
from cleaner.config.search import Search
from cleaner.files.choice import Choice
from cleaner.files.discovery import Discovery, discover
from cleaner.files.paths import names_of
from cleaner.files.raw import data_of
from cleaner.output.tally import Tally, summary
from cleaner.results.state import state
from cleaner.rules import shipped
from cleaner.rules.stamp import stamp_of, times_of
from cleaner.screens import Screen, passes, screen_of, text_of
from cleaner.told import NONE, Told, table_for

FEW = 64
"""So many files are looked at here; for more the command is loaded, and its processes."""


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
    values = front.read(arguments[1:], DECLARED)
    found = None if values is None else _found(values)
    if values is None or found is None or found.missing or not found.files:
        return None
    written = arguments[0] == "fix"
    told = _told(values, names_of(found.files), screen, written=written)
    return None if told is None else _end(values, found, told, written=written)


class _Configured(Exception):
    """A folder has a configuration file."""


def _found(values: Mapping[str, Any]) -> Discovery | None:
    """The files that are meant; `None` where they are not plain files and folders of this disk."""
    if {"", "-"} & set(values.get("paths", ("",))):
        return None
    search, isolated = Search(), "isolated" in values
    choice = Choice(forces=values.get("force_exclude", False), respects_ignore_files=True)

    def choice_for(folder: Path) -> Choice:
        if not isolated and search.closest(str(folder)) is not None:
            raise _Configured
        return choice

    try:
        return discover(map(Path, values["paths"]), choice_for)
    except _Configured:
        return None


def _told(
    values: Mapping[str, Any], names: Sequence[str], screen: Screen | None, *, written: bool
) -> list[Told] | None:
    """What there is to say of the files, of those of which there is something."""
    folder = str(shipped())
    try:
        stamp = stamp_of([folder], times_of([folder], folder))
    except OSError:
        return None
    code = state()
    if code is None:
        return None
    select, ignore = (parts_of(values.get(name)) for name in ("select", "ignore"))
    asking = Asking(select, ignore, values.get("unsafe_fixes"))
    table = table_for(values["paths"], key_of(asking, [code, stamp]))
    if table is not None and table.covers(table.as_they_were(names), names):
        told = table.lines(names)
        return told if told is not None and _fits(told, written=written) else None
    if len(names) > FEW or select is not None or ignore is not None:
        return None
    return [] if _all_pass(names, screen_of(stamp) if screen is None else screen) else None


def _fits(told: Sequence[Told], *, written: bool) -> bool:
    """Whether what `check` says without colour is what this command says."""
    if written and any(one.applied != NONE for one in told):
        return False
    return not told or not coloured(sys.stdout)


def _all_pass(names: Sequence[str], screen: Screen) -> bool:
    """Whether there is nothing to say of some files, each alone and all together."""
    texts: list[bytes] = []
    for name in names:
        try:
            text = text_of(data_of(name))
        except OSError:
            return False
        if text is None or not passes(text, screen):
            return False
        texts.append(text)
    few = len(texts) < likeness.FILES
    return few or not likeness.shared(map(likeness.numbers, texts), len(texts))


def _end(
    values: Mapping[str, Any], found: Discovery, told: Sequence[Told], *, written: bool
) -> ExitCode:
    """Print what there is to say, and the summary."""
    terminal = Terminal(quiet="quiet" in values)
    terminal.out("".join(one.lines for one in told))
    tally = Tally().clean(len(found.files) - len(told))
    for one in told:
        tally = tally.told(one)
    terminal.note(summary(tally, written=written, ignored=found.ignored_count))
    rank = list(Class).index(values.get("fail_on", Class.FLAG))
    failing = any(tally.remaining(written=written)[: rank + 1])
    return ExitCode.LEFT if failing else ExitCode.CLEAN

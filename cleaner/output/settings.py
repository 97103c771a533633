"""Settings, and the policy that follows for one file -> a table for people, with the places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

from cleaner.config import Origin, Placed, Settings
from cleaner.config.format import schema
from cleaner.config.policy import Policy
from cleaner.files import PASSED_OVER
from cleaner.output.ink import Ink
from cleaner.output.visible import escape
from cleaner.regions import markup_of

T = TypeVar("T")

WIDE = 40
"""Longer values are not made room for in the column of values."""
DEFAULT = "default"


class Row(NamedTuple):
    """A key, its value, and where that comes from."""

    key: str
    value: str
    origin: str


def table(path: Path, settings: Settings, policy: Policy, ink: Ink) -> str:
    """A line for each value that holds for a file or a folder, and where it comes from."""
    rows = [Row(*map(escape, row)) for row in _rows(path, settings, policy)]
    key = max(len(row.key) for row in rows)
    value = max(len(row.value) for row in rows if len(row.value) <= WIDE)
    lines = (f"{row.key:<{key}}  {row.value:<{value}}  {ink.aside(row.origin)}" for row in rows)
    return "".join(f"{line.rstrip()}\n" for line in lines)


def schema_text() -> str:
    """The JSON Schema of configuration, as `docs/configuration.schema.json` holds it."""
    return msgspec.json.format(msgspec.json.encode(schema()), indent=2).decode() + "\n"


def _rows(path: Path, settings: Settings, policy: Policy) -> Iterator[Row]:
    for number, file in enumerate(settings.files):
        said = "extended by the next" if number + 1 < len(settings.files) else ""
        yield Row("file", str(file), said)
    if not settings.files:
        yield Row("file", "none", "")
    yield from _names("select", settings.selected(path), "all rules")
    yield from _names("ignore", settings.ignored(path), "no rule")
    for one in settings.safety:
        name, safety = one.value
        yield _row("safety", f"{name} = {'off' if safety is None else safety.value}", one.origin)
    yield from (_row("rules", str(one.value), one.origin) for one in settings.rules)
    yield from _names("vocabulary", settings.vocabulary, "no word")
    unsafe, fail_on = settings.unsafe_fixes, settings.fail_on
    yield _row("unsafe-fixes", _said(unsafe is not None and unsafe.value), _origin(unsafe))
    yield _row("fail-on", policy.fail_on.value, _origin(fail_on))
    yield from _files(settings)
    if not path.is_dir():
        yield _markup(path, settings)
    yield Row("in use", f"{len(policy.manner.rules)} of {len(policy.known)} rules", "")


def _names(key: str, names: Sequence[Placed[str]] | None, otherwise: str) -> Iterable[Row]:
    if not names:
        return [Row(key, otherwise if names is None or key != "select" else "no rule", DEFAULT)]
    return [_row(key, one.value, one.origin) for one in names]


def _files(settings: Settings) -> Iterator[Row]:
    """What is said of the files that are taken."""
    for one in settings.exclude or ():
        yield _row("exclude", one.value.pattern, one.origin)
    if settings.exclude is None:
        yield Row("exclude", ", ".join(sorted(PASSED_OVER)), DEFAULT)
    for one in settings.extend_exclude:
        yield _row("extend-exclude", one.value.pattern, one.origin)
    force, respect, size = settings.force_exclude, settings.respect_gitignore, settings.max_size
    yield _row("force-exclude", _said(force is not None and force.value), _origin(force))
    yield _row("respect-gitignore", _said(respect is None or respect.value), _origin(respect))
    limit = "none" if size is None else f"{size.value:,} bytes"
    yield _row("max-size", limit, _origin(size))


def _markup(path: Path, settings: Settings) -> Row:
    found = [one for one in settings.file_types if one.value[0] == path.suffix.lower()]
    if not found:
        return Row("markup", markup_of(path).value, DEFAULT)
    markup = found[-1].value[1]
    name = f"{markup_of(path).value}, not taken from folders" if markup is None else markup.value
    return _row("markup", name, found[-1].origin)


def _row(key: str, value: str, origin: Origin | None) -> Row:
    if origin is None:
        return Row(key, value, DEFAULT)
    return Row(key, value, f"{origin.path}:{origin.line}")


def _origin(placed: Placed[T] | None) -> Origin | None:
    return None if placed is None else placed.origin


def _said(value: bool) -> str:
    return "true" if value else "false"

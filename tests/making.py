"""Rules made in memory, and rule files, for tests."""

from __future__ import annotations

import signal
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import pytest

from cleaner import Evidence, Example, Rule, Safety, Stage, load_rules
from cleaner.model import Case, Change, Characters, Matcher, Pattern, Row, Words
from cleaner.rules import shipped
from cleaner.rules.stamp import stamp_of, times_of
from cleaner.sieve.making import is_missing, make
from cleaner.sieve.reading import kept
from cleaner.sieve.sieve import Sieve


def rule(  # noqa: PLR0913 - the fields of a rule
    id: str,
    match: Matcher,
    *,
    safety: Safety = Safety.SAFE,
    evidence: Evidence | None = None,
    changes: Iterable[Change] = Change,
    examples: tuple[Example, ...] = (),
) -> Rule:
    """A rule that may change anything unless `changes` says otherwise."""
    return Rule(
        id=id,
        stage=Stage(id.split("/")[0]),
        title="T",
        why="W",
        source="",
        safety=safety,
        match=match,
        evidence=Evidence() if evidence is None else evidence,
        changes=frozenset(changes),
        examples=examples,
    )


def rows(pairs: Mapping[str, str]) -> tuple[Row, ...]:
    return tuple(Row(found, becomes) for found, becomes in pairs.items())


def characters(pairs: Mapping[str, str], id: str = "words/characters") -> Rule:
    return rule(id, Characters(rows(pairs)))


def words(
    pairs: Mapping[str, str],
    id: str = "words/words",
    *,
    case: Case = Case.FOLLOW,
    unless: str | None = None,
) -> Rule:
    return rule(id, Words(rows(pairs), case, unless))


def pattern(
    find: str, becomes: str | None, id: str = "words/pattern", *, unless: str | None = None
) -> Rule:
    safety = Safety.FLAG if becomes is None else Safety.SAFE
    return rule(id, Pattern(find, becomes, unless), safety=safety)


HEAD = 'title = "T"\nwhy = "W"\nsafety = "safe"\n'
PATTERN = "[pattern]\nfind = 'a'\nbecomes = 'b'\n"
EXAMPLES = '[[example]]\nbefore = "a"\nafter = "b"\n[[example]]\nkeep = "c"\n'


def write(path: Path, text: str) -> Path:
    """A file with exactly this text, its folders made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))
    return path


@cache
def sieve() -> Sieve:
    """The sieve of the shipped rules; without hyperscan there is none, and the test is skipped."""
    pytest.importorskip("hyperscan")
    folder = str(shipped())
    stamp = stamp_of([folder], times_of([folder], folder))
    if is_missing(stamp):
        make(stamp, load_rules())
    found = kept(stamp)
    assert found is not None
    return found


def mind_signals() -> None:
    """Have a process that is started mind signals, though whoever runs the tests ignores some."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        signal.signal(getattr(signal, name), signal.SIG_DFL)

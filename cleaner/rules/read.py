"""One rule file -> one checked rule, or the list of all that is wrong with it."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from cleaner.model import (
    Change,
    Evidence,
    Example,
    Matcher,
    Pattern,
    Position,
    Quoted,
    Rule,
    Safety,
    Stage,
)
from cleaner.rules.expressions import check_template, groups_in, readable
from cleaner.rules.format import MATCHERS, EvidenceTable, ExampleTable, RuleFile
from cleaner.rules.keys import unknown_keys, wrong_values
from cleaner.rules.matchers import (
    Lists,
    check_lists,
    check_matcher,
    check_number,
    matcher_of,
    problems_of_rows,
    read_rows,
)
from cleaner.rules.places import Key, lines_of
from cleaner.rules.problems import Complaint, Problem, Source, not_toml, too_deep
from cleaner.rules.tables import read_text

TEMPLATES = ("seen", "unseen", "usual", "named", "known", "unknown")
STAND_IN = {"title": "-", "why": "-", "safety": "suggest", "example": []}
"""What is read in the place of top-level values that are wrong, so that the others are checked."""


def read_rule(path: Path, lists: Lists) -> Rule | list[Problem]:
    """The rule of a file, or all that is wrong with it."""
    try:
        return _read_whole(path, lists)
    except RecursionError:
        return [too_deep(path)]


def _read_whole(path: Path, lists: Lists) -> Rule | list[Problem]:
    text = read_text(path)
    if isinstance(text, Problem):
        return [text]
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return [not_toml(path, str(error))]
    source = Source(path, lines_of(text))
    unknown = list(unknown_keys(table, RuleFile))
    wrong = [*wrong_values(table, RuleFile), *check_number(table)]
    tops = {str(one.key[0]) for one in wrong if one.key}
    file = _readable_part(table, unknown, tops)
    match, problems = _matcher(file, source, lists)
    complaints = [*unknown, *wrong, *_check_file(file, tops)]
    if match is not None:
        complaints += [*check_matcher(match), *_check_evidence(file.evidence, match)]
    problems += map(source.problem, complaints)
    return problems if problems or match is None else _rule(file, match, source)


def _readable_part(
    table: Mapping[str, object], unknown: Iterable[Complaint], tops: Collection[str]
) -> RuleFile:
    """The file without unknown keys and wrong top-level values, so that the rest is checked too."""
    left = copy.deepcopy({name: value for name, value in table.items() if name not in tops})
    for complaint in unknown:
        inside: Any = left
        for part in complaint.key[:-1]:
            inside = inside[part] if inside is not left or part in left else {}
        inside.pop(complaint.key[-1], None)
    return msgspec.convert({**STAND_IN, **left}, RuleFile)


def _matcher(file: RuleFile, source: Source, lists: Lists) -> tuple[Matcher | None, list[Problem]]:
    if all(getattr(file, name) is None for name in MATCHERS):
        return None, []
    missing = list(check_lists(file, lists))
    rows, problems = read_rows(file, source)
    problems += [*problems_of_rows(file, rows), *map(source.problem, missing)]
    if missing:
        return None, problems
    return matcher_of(file, tuple(placed.row for placed in rows), lists), problems


def _check_evidence(evidence: EvidenceTable, match: Matcher) -> Iterator[Complaint]:
    """Whether each template of the evidence names what the matcher gives."""
    groups = frozenset(["found", "becomes"])
    if isinstance(match, Pattern):
        if not readable(match.find):
            return
        groups = groups_in(match.find)
    for name in TEMPLATES:
        for number, template in enumerate(getattr(evidence, name)):
            yield from check_template(template, groups, ("evidence", name, number))
    for rare, common in evidence.rarer.items():
        for template in (rare, common):
            yield from check_template(template, groups, ("evidence", "rarer"))


def _check_file(file: RuleFile, tops: Collection[str]) -> Iterator[Complaint]:
    """What is wrong between the keys of a file; `tops` are keys that are wrong already."""
    if "example" not in tops:
        for number, example in enumerate(file.example):
            yield from _check_example(example, ("example", number))
        yield from _check_kinds(file.example)
    if not {"safety", "pattern"} & set(tops) and file.pattern is not None:
        yield from _check_becomes(file.safety, file.pattern.becomes)


def _check_example(example: ExampleTable, key: Key) -> Iterator[Complaint]:
    kinds = [name for name in ("before", "keep", "flag") if getattr(example, name) is not None]
    if len(kinds) != 1:
        remedy = "Write `before` and `after`, or `keep`, or `flag` and `found`."
        yield Complaint(key, "it is not one kind of example", remedy)
    elif (example.before is None) is not (example.after is None):
        yield Complaint(key, "`before` and `after` go together", "Write both.")
    elif (example.flag is None) is not (example.found is None):
        yield Complaint(key, "`flag` and `found` go together", "Write both.")
    elif example.flag is not None and not (example.found and example.found in example.flag):
        yield Complaint((*key, "found"), "it does not stand in `flag`", "Copy what is pointed at.")
    elif example.before is not None and example.before == example.after:
        yield Complaint((*key, "after"), "it is the same as `before`", "Use `keep`.")


def _check_kinds(examples: Iterable[ExampleTable]) -> Iterator[Complaint]:
    """Whether there is an example that changes and one that stays."""
    kept = [example.keep is not None for example in examples]
    if all(kept):
        remedy = "Add an `[[example]]` with `before` and `after`, or with `flag` and `found`."
        yield Complaint(("example",), "no example changes", remedy)
    if not any(kept):
        remedy = "Add an `[[example]]` with a `keep` that looks tempting."
        yield Complaint(("example",), "no example is kept", remedy)


def _check_becomes(safety: str, becomes: str | None) -> Iterator[Complaint]:
    if safety == "flag" and becomes is not None:
        remedy = 'Delete it, or write safety = "suggest".'
        yield Complaint(("pattern", "becomes"), "a flag has no replacement", remedy)
    if safety != "flag" and becomes is None:
        remedy = 'Add it, or write safety = "flag".'
        yield Complaint(("pattern", "becomes"), "it is missing", remedy)


def _rule(file: RuleFile, match: Matcher, source: Source) -> Rule:
    path = source.path
    stage = Stage(path.absolute().parent.name)
    return Rule(
        id=f"{stage.value}/{path.stem}",
        stage=stage,
        title=file.title,
        why=file.why,
        source=file.source,
        safety=Safety(file.safety),
        match=match,
        evidence=_evidence(file.evidence),
        changes=frozenset(map(Change, file.changes)),
        examples=tuple(
            _example(example, source.line(("example", number)))
            for number, example in enumerate(file.example)
        ),
        entry=file.entry,
        path=path,
    )


def _evidence(table: EvidenceTable) -> Evidence:
    return Evidence(
        seen=tuple(table.seen),
        unseen=tuple(table.unseen),
        usual=tuple(table.usual),
        named=tuple(table.named),
        rarer=dict(sorted(table.rarer.items())),
        known=tuple(table.known),
        unknown=tuple(table.unknown),
        alone=table.alone,
        capitals=table.capitals,
        english=table.english,
        habit=table.habit,
        together=table.together,
        position=Position(table.position),
        quoted=Quoted(table.quoted),
    )


def _example(table: ExampleTable, line: int) -> Example:
    before = next(text for text in (table.before, table.keep, table.flag) if text is not None)
    return Example(
        before=before,
        after=before if table.after is None else table.after,
        flagged=table.found if table.flag is not None else None,
        safety=None if table.safety is None else Safety(table.safety),
        note=table.note,
        known_failure=table.known_failure,
        beside=tuple(table.beside),
        line=line,
    )

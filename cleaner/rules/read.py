"""One rule file -> one checked rule, or the list of all that is wrong with it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from cleaner.fixers import FIXERS
from cleaner.matching.words import key_of
from cleaner.model import (
    Case,
    Change,
    Characters,
    Evidence,
    Example,
    Fixer,
    Matcher,
    Pattern,
    Position,
    Quoted,
    Row,
    Rule,
    Safety,
    Stage,
    Words,
)
from cleaner.rules.expressions import check_pattern, check_template, groups_in
from cleaner.rules.format import MATCHERS, CharactersTable, ExampleTable, RuleFile, WordsTable
from cleaner.rules.places import Key, line_of, lines_of
from cleaner.rules.problems import Complaint, Problem, check_keys, close
from cleaner.rules.tables import TableError, check_rows, expand, read_table

Lists = Mapping[str, tuple[str, ...]]


def read_rule(path: Path, lists: Lists, problems: list[Problem]) -> Rule | None:
    """The rule of a file; None, with what is wrong added to `problems`, if it cannot be used."""
    try:
        source = path.read_bytes().decode("utf-8")
        table = tomllib.loads(source)
    except UnicodeDecodeError as error:
        problems.append(
            Problem(path, 1, "", f"byte {error.start} is not UTF-8", "Save it as UTF-8.")
        )
        return None
    except tomllib.TOMLDecodeError as error:
        problems.append(_syntax(path, str(error)))
        return None
    lines = lines_of(source)

    def report(complaint: Complaint) -> None:
        line, key = line_of(lines, complaint.key), ".".join(map(str, complaint.key))
        problems.append(Problem(path, line, key, complaint.problem, complaint.remedy))

    complaints = [*check_keys(table, RuleFile), *_check_shape(table)]
    for complaint in complaints:
        report(complaint)
    if complaints:
        return None
    file = msgspec.convert(table, RuleFile)
    count = len(problems)
    match = _matcher(path, file, lists, problems)
    if match is None:
        return None
    for complaint in [*_check_match(match), *_check_evidence(file, match), *_check_examples(file)]:
        report(complaint)
    return _rule(path, file, match, lines) if len(problems) == count else None


def _syntax(path: Path, message: str) -> Problem:
    place = re.search(r" \(at line (\d+), column \d+\)", message)
    line = int(place[1]) if place else 1
    said = message.replace(place.group(), "") if place else message
    return Problem(path, line, "", f"not TOML: {said[:1].lower()}{said[1:]}", "Correct that line.")


def _check_shape(table: Mapping[str, object]) -> Iterator[Complaint]:
    there = [name for name in MATCHERS if name in table]
    if len(there) != 1:
        said = " and ".join(f"[{name}]" for name in there) or "no matcher"
        yield Complaint(
            tuple(there[1:2]), f"there is {said}", f"Have exactly one of {', '.join(MATCHERS)}."
        )


def _matcher(path: Path, file: RuleFile, lists: Lists, problems: list[Problem]) -> Matcher | None:
    if file.fixer is not None:
        return Fixer(file.fixer.name, dict(sorted(file.fixer.options.items())))
    if file.pattern is not None:
        table = file.pattern
        try:
            unless = None if table.unless is None else expand(table.unless, lists)
            return Pattern(expand(table.find, lists), table.becomes, unless)
        except KeyError as error:
            name = str(error.args[0])
            problems.append(
                Problem(path, 1, "pattern", f"there is no list `{name}`", close(name, lists))
            )
            return None
    rows = _rows(path, file.words or file.characters or CharactersTable(), problems)
    if rows is None:
        return None
    if file.words is not None:
        return Words(rows, Case(file.words.case), file.words.unless)
    return Characters(rows)


def _rows(
    path: Path, table: WordsTable | CharactersTable, problems: list[Problem]
) -> tuple[Row, ...] | None:
    rows = tuple(Row(found, becomes) for found, becomes in table.pairs.items())
    if table.table is None:
        return rows
    beside = path.parent / table.table
    try:
        return rows + read_table(beside)
    except TableError as error:
        problems.append(Problem(beside, error.line, "", error.problem, error.remedy))
        return None


def _check_match(match: Matcher) -> Iterator[Complaint]:
    match match:
        case Pattern():
            yield from _check_expressions(match)
        case Fixer():
            yield from _check_fixer(match)
        case Words() | Characters():
            key = ("words" if isinstance(match, Words) else "characters",)
            if not match.rows:
                yield Complaint(key, "there are no pairs", "Add `pairs` or `table`.")
            for complaint in check_rows(match.rows):
                yield Complaint(key, complaint.problem, complaint.remedy)
            if isinstance(match, Words):
                yield from _check_words(match)


def _check_words(match: Words) -> Iterator[Complaint]:
    for row in match.rows:
        try:
            key_of(row)
        except ValueError as error:
            yield Complaint(("words",), str(error), "Use [characters] for strings without words.")
    if match.unless is not None:
        yield from check_pattern(match.unless, ("words", "unless"))


def _check_expressions(match: Pattern) -> Iterator[Complaint]:
    wrong = list(check_pattern(match.find, ("pattern", "find")))
    yield from wrong
    if match.unless is not None:
        yield from check_pattern(match.unless, ("pattern", "unless"))
    if match.becomes is not None and not wrong:
        yield from check_template(match.becomes, groups_in(match.find), ("pattern", "becomes"))


def _check_fixer(match: Fixer) -> Iterator[Complaint]:
    if match.name not in FIXERS:
        yield Complaint(
            ("fixer", "name"), f"there is no fixer `{match.name}`", close(match.name, FIXERS)
        )
        return
    known = FIXERS[match.name].options
    for name, value in match.options.items():
        key: Key = ("fixer", "options", name)
        if name not in known:
            yield Complaint(key, f"`{match.name}` has no such option", close(name, known))
        elif value not in known[name]:
            yield Complaint(key, f"`{value}` is no value of it", close(value, known[name]))


def _check_evidence(file: RuleFile, match: Matcher) -> Iterator[Complaint]:
    groups = frozenset(["found", "becomes"])
    if isinstance(match, Pattern):
        if any(check_pattern(match.find, ())):
            return
        groups = groups_in(match.find)
    for name in ("seen", "unseen"):
        for template in getattr(file.evidence, name):
            yield from check_template(template, groups, ("evidence", name))


def _check_examples(file: RuleFile) -> Iterator[Complaint]:
    changes = keeps = False
    for number, example in enumerate(file.example):
        key: Key = ("example", number)
        kinds = [name for name in ("before", "keep", "flag") if getattr(example, name) is not None]
        if len(kinds) != 1:
            yield Complaint(
                key, "not one kind of example", "Write `before`, `keep` or `flag`, one of them."
            )
        elif (example.before is None) is not (example.after is None):
            yield Complaint(key, "`before` and `after` go together", "Write both.")
        elif example.flag is not None and not (example.found and example.found in example.flag):
            yield Complaint(key, "`found` must stand in `flag`", "Copy what is pointed at.")
        elif example.before is not None and example.before == example.after:
            yield Complaint(key, "`before` and `after` are the same", "Use `keep`.")
        changes |= example.keep is None
        keeps |= example.keep is not None
    if not changes:
        yield Complaint((), "no example changes", "Add one with `before` and `after`, or `flag`.")
    if not keeps:
        yield Complaint((), "no example is kept", "Add a `keep` that looks tempting.")
    yield from _check_flag(file)


def _check_flag(file: RuleFile) -> Iterator[Complaint]:
    becomes = file.pattern is not None and file.pattern.becomes is not None
    if file.safety == "flag" and becomes:
        yield Complaint(
            ("safety",), "a flag has no replacement", "Delete `becomes`, or write `suggest`."
        )
    if file.safety != "flag" and file.pattern is not None and not becomes:
        yield Complaint(("pattern",), "`becomes` is missing", 'Add it, or write safety = "flag".')


def _rule(path: Path, file: RuleFile, match: Matcher, lines: Mapping[Key, int]) -> Rule:
    stage = Stage(path.absolute().parent.name)
    return Rule(
        id=f"{stage.value}/{path.stem}",
        stage=stage,
        title=file.title,
        why=file.why,
        source=file.source,
        safety=Safety(file.safety),
        match=match,
        evidence=Evidence(
            seen=tuple(file.evidence.seen),
            unseen=tuple(file.evidence.unseen),
            position=Position(file.evidence.position),
            quoted=Quoted(file.evidence.quoted),
        ),
        changes=frozenset(map(Change, file.changes)),
        examples=tuple(
            _example(example, line_of(lines, ("example", number)))
            for number, example in enumerate(file.example)
        ),
        entry=file.entry,
        path=path,
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
        line=line,
    )

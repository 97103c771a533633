"""The matcher of a rule file: its expressions, its rows or its fixer, made and checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from cleaner.fixers import EXPRESSION, FIXERS
from cleaner.matching.factors import required
from cleaner.model import Case, Characters, Fixer, Matcher, Pattern, Required, Row, Words
from cleaner.rules.expressions import check_pattern, check_template, groups_in, readable
from cleaner.rules.format import MATCHERS, RuleFile
from cleaner.rules.places import Key
from cleaner.rules.problems import Complaint, Problem, Source, close
from cleaner.rules.tables import Placed, check_rows, expand, lists_in, read_table

Lists = Mapping[str, tuple[str, ...]]


def check_number(table: Mapping[str, object]) -> Iterator[Complaint]:
    """Whether a rule file has exactly one matcher; the second one is complained of."""
    there = [name for name in MATCHERS if name in table]
    remedy = f"Have exactly one of {', '.join(MATCHERS)}."
    if not there:
        yield Complaint((), "there is no matcher", remedy)
    for name in there[1:]:
        yield Complaint((name,), f"there is [{there[0]}] already", remedy)


def check_lists(file: RuleFile, lists: Lists) -> Iterator[Complaint]:
    """Each list that an expression names and that does not exist."""
    for key, source in _expressions(file):
        for name in lists_in(source):
            if name not in lists:
                yield Complaint(key, f"there is no list `{name}`", close(name, lists))


def _expressions(file: RuleFile) -> Iterator[tuple[Key, str]]:
    """Every place of a file where an expression with lists may stand."""
    if file.pattern is not None:
        yield ("pattern", "find"), file.pattern.find
        if file.pattern.unless is not None:
            yield ("pattern", "unless"), file.pattern.unless
    if file.words is not None and file.words.unless is not None:
        yield ("words", "unless"), file.words.unless
    if file.fixer is not None:
        for name, value in file.fixer.options.items():
            yield ("fixer", "options", name), value


def matcher_of(file: RuleFile, rows: tuple[Row, ...], lists: Lists) -> Matcher:
    """The matcher of a file whose lists all exist; `rows` are those of its table and its pairs."""

    if file.fixer is not None:
        options = sorted(file.fixer.options.items())
        return Fixer(file.fixer.name, {name: expand(value, lists) for name, value in options})
    if file.pattern is not None:
        table = file.pattern
        find = expand(table.find, lists)
        unless, barred = _unless(table.unless, lists)
        return Pattern(find, table.becomes, unless, required(find), barred)
    if file.words is not None:
        return Words(rows, Case(file.words.case), *_unless(file.words.unless, lists))
    return Characters(rows)


def _unless(source: str | None, lists: Lists) -> tuple[str | None, Required]:
    """An expression with its lists written out, and what a text with a match of it holds.

    It is searched for in paragraphs, where a word may be doubled that goes on behind.
    """
    if source is None:
        return None, Required()
    unless = expand(source, lists)
    return unless, replace(required(unless), doubled=False)


def read_rows(file: RuleFile, source: Source) -> tuple[list[Placed], list[Problem]]:
    """The rows of a file's pairs and of its table, and all that is wrong with them."""
    table, name = file.words or file.characters, "words" if file.words else "characters"
    if table is None:
        return [], []
    rows = list(_pairs(table.pairs, name, source))
    more, problems = ([], []) if table.table is None else _table(table.table, name, source)
    if not rows and not more and not problems:
        complaint = Complaint((name,), "there are no pairs", "Add `pairs` or `table`.")
        problems = [source.problem(complaint)]
    return rows + more, problems


def _pairs(pairs: Mapping[str, str], name: str, source: Source) -> Iterator[Placed]:
    for found, becomes in pairs.items():
        line = source.line((name, "pairs", found))
        yield Placed(Row(found, becomes), source.path, line, f"{name}.pairs")


def _table(table: str, name: str, source: Source) -> tuple[list[Placed], list[Problem]]:
    beside = source.path.parent / table
    if beside.is_file() and beside.name == table:
        return read_table(beside)
    tables = (path.name for path in source.path.parent.glob("*.[ct]sv"))
    said = f"there is no file `{table}` beside the rule"
    return [], [source.problem(Complaint((name, "table"), said, close(table, tables)))]


def problems_of_rows(file: RuleFile, rows: Sequence[Placed]) -> Iterator[Problem]:
    """What is wrong between rows, and words without a letter."""
    yield from check_rows(rows, settles=file.safety != "flag", words=file.words is not None)
    for placed in rows if file.words is not None else ():
        if not any(map(str.isalnum, placed.row.found)):
            said = f"`{placed.row.found}` holds no word"
            yield placed.problem(said, "Use [characters] for strings without words.")


def check_matcher(match: Matcher) -> Iterator[Complaint]:
    """What is wrong with the expressions, the template, the fixer or the options of a matcher."""
    match match:
        case Pattern():
            yield from check_pattern(match.find, ("pattern", "find"))
            yield from _check_unless(match.unless, "pattern")
            if match.becomes is not None and readable(match.find):
                groups = groups_in(match.find)
                yield from check_template(match.becomes, groups, ("pattern", "becomes"))
        case Words():
            yield from _check_unless(match.unless, "words")
        case Fixer():
            yield from _check_fixer(match)
        case Characters():
            pass


def _check_unless(unless: str | None, name: str) -> Iterator[Complaint]:
    if unless is not None:
        yield from check_pattern(unless, (name, "unless"))


def _check_fixer(match: Fixer) -> Iterator[Complaint]:
    if match.name not in FIXERS:
        said = f"there is no fixer `{match.name}`"
        yield Complaint(("fixer", "name"), said, close(match.name, FIXERS))
        return
    known = FIXERS[match.name].options
    for name, value in match.options.items():
        key: Key = ("fixer", "options", name)
        if name not in known:
            yield Complaint(key, f"`{match.name}` has no such option", close(name, known))
        elif known[name] is EXPRESSION:
            yield from check_pattern(value, key)
        elif value not in known[name]:
            yield Complaint(key, f"`{value}` is no value of it", close(value, known[name]))

"""Rules -> the bytes of their sieve: what each of them requires, and the words of their tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from cleaner import lexicon
from cleaner.model import Ask, Fixer, Pattern, Rule, Stage, Words
from cleaner.quotations import Lists
from cleaner.sieve import database
from cleaner.sieve.buckets import Buckets, made
from cleaner.sieve.conditions import Clause, Condition, condition, condition_of_part
from cleaner.sieve.expressions import literal
from cleaner.sieve.rows import Line, lines_of, stored_ordinary
from cleaner.sieve.sections import joined
from cleaner.sieve.sieve import ODD_CASES, RARE_BLANKS, Need
from cleaner.sieve.tables import Row
from cleaner.suppressions import SIGN

Stored = tuple[list[int], list[str]]
"""A clause as it is kept: numbers of expressions, and questions."""
LARGE = 1_000
"""So many plain rows of a table are searched for by themselves."""


def build(rules: Sequence[Rule]) -> bytes:
    """The sieve of some rules, for `reading.load`."""
    conditions = [condition(rule) for rule in rules]
    stages = _expressions(rules, conditions)
    expressions = tuple(stages)
    numbers = {part: number for number, part in enumerate(expressions)}
    clauses = {n: _clauses(one, numbers) for n, one in enumerate(conditions) if one}
    rows, unseen = lines_in(rules)
    clauses |= {number: [([], [])] for number in unseen}
    needs = {n: need for n, rule in enumerate(rules) if (need := _needs_of(rule)) is not None}
    ids = tuple(rule.id for rule in rules)
    of_parts = {n: _clauses(condition_of_part(rules[n]), numbers) for n in clauses if conditions[n]}
    of_parts = {number: one for number, one in of_parts.items() if one != clauses[number]}
    kinds = [(stage, _begun(part)) for part, stage in stages.items()]
    compiled, dropped = database.compiled(expressions, kinds)
    [speech], _ = database.compiled(["|".join(_spoken(conditions)) or "x"], once=False)
    ordinary = stored_ordinary(lexicon.ordinary_words())
    databases = [(one, database.BEGUN) for one in (speech, *compiled)]
    return joined(
        (ids, clauses, of_parts, needs, _lists(rules), dropped),
        [(rows, None), (ordinary, None), *databases],
    )


def lines_in(rules: Sequence[Rule]) -> tuple[bytes, list[int]]:
    """The rows of tables for `Buckets`; the numbers of rules with one that no bytes can tell."""
    lines: list[Line] = []
    unseen: list[int] = []
    for number, rule in enumerate(rules):
        if isinstance(rule.match, Words):
            try:
                lines += lines_of(number, rule, lexicon.zipf)
            except ValueError:
                unseen.append(number)
    return made(line.fields() for line in lines), unseen


def literals(lines: Buckets, large: int = LARGE) -> bytes:
    """The literals that tell of rows as `build` has them, for `reading.load_literals`.

    Each `large` table has its own, for the fewer there are, the faster they are searched for.
    """
    placed = [(place, Row.of(fields)) for place, fields in lines.places()]
    plain = Counter(row.number for _, row in placed if row.is_plain)
    groups: dict[int | None, list[tuple[int, Row]]] = {}
    for place, row in placed:
        own = row.is_plain and plain[row.number] >= large
        groups.setdefault(row.number if own else None, []).append((place, row))
    head = [(sorted({row.number for _, row in one}), own is None) for own, one in groups.items()]
    made = (
        database.compiled_literals([(place, row.literal) for place, row in group])
        for group in groups.values()
    )
    return joined(head, [(data, database.BEGUN) for data in made])


def _needs_of(rule: Rule) -> Need | None:
    """The words that a rule needs in a text besides what it finds; None if it needs none."""
    needs = rule.evidence
    if not isinstance(rule.match, Pattern) or not (needs.seen or needs.usual or needs.named):
        return None
    return rule.match.find, needs.seen, needs.usual, needs.named


def _lists(rules: Iterable[Rule]) -> tuple[str, ...] | None:
    """The word lists of speech; None if rules have several, or none does."""
    fixers = [rule.match for rule in rules if isinstance(rule.match, Fixer)]
    found = {tuple(Lists.of(one.options)) for one in fixers if "verbs" in one.options}
    return found.pop() if len(found) == 1 else None


def _spoken(conditions: Iterable[Condition]) -> list[str]:
    """The expressions of what may be spoken."""
    clauses = (clause for one in conditions for clause in one if Ask.UNMARKED_SPEECH in clause)
    return sorted({part for clause in clauses for part in clause if isinstance(part, str)})


def _expressions(rules: Iterable[Rule], conditions: Iterable[Condition]) -> dict[str, Stage | None]:
    """All expressions, and the stage of the first rule that has one.

    Those that are no rule's stand first: see `sieve.ODD_CASE`.
    """
    always = ["|".join(map(literal, ODD_CASES)), "|".join(map(literal, RARE_BLANKS)), literal(SIGN)]
    stages = dict[str, Stage | None].fromkeys(always)
    for rule, one in zip(rules, conditions, strict=True):
        for clause in one:
            for part in _searched(clause):
                stages.setdefault(part, rule.stage)
    return stages


def _begun(expression: str) -> str:
    """What an expression begins with, if it is the start of a text or the end of a line."""
    starts = ("^", literal("\n"))
    return next((start for start in starts if expression.removeprefix("(?:").startswith(start)), "")


def _searched(clause: Clause) -> list[str]:
    """The expressions of a clause that all texts are searched for.

    What may be spoken is not among them: it is searched for by itself, when that is asked.
    """
    spoken = Ask.UNMARKED_SPEECH in clause
    return [part for part in clause if isinstance(part, str) and not spoken]


def _clauses(one: Condition, numbers: Mapping[str, int]) -> list[Stored]:
    return [
        (
            [numbers[part] for part in _searched(clause)],
            [part.value for part in clause if isinstance(part, Ask)],
        )
        for clause in one
    ]

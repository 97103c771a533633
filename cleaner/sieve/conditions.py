"""A rule -> what a text must hold for it to find something there.

A condition is a list of clauses, of one of which every part must hold: an expression that matches,
or a question whose answer is yes. Without clauses it never holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from cleaner import fixers, templates
from cleaner.marks import widen
from cleaner.matching.nodes import Node, Sequence
from cleaner.matching.syntax import NotUnderstood, parse
from cleaner.model import Ask, Characters, Fixer, Pattern, Rule, Words
from cleaner.sieve.expressions import groups_of, literal, widened, wider

Part = str | Ask
Clause = tuple[Part, ...]
Condition = tuple[Clause, ...]

ALWAYS: Condition = ((),)
"""What holds in every text."""
NEVER: Condition = ()
USELESS = ("", ".", ".*")
"""Expressions that match every text."""


def condition(rule: Rule) -> Condition:
    """What a text must hold for a rule to find something; rules of words are not asked here."""
    match rule.match:
        case Characters():
            rows = [literal(row.found) for row in rule.match.rows]
            return tuple((row,) for row in rows)
        case Pattern():
            return (_of_pattern(rule.match, _of_evidence(rule, rule.match)),)
        case Fixer():
            return _of_fixer(rule.match)
        case Words():
            return NEVER


def condition_of_part(rule: Rule) -> Condition:
    """What a part of a text must hold for a rule to find something there.

    Evidence may stand in any part of the text.
    """
    match rule.match:
        case Pattern():
            return (_of_pattern(rule.match),)
        case Fixer() if fixers.FIXERS[rule.match.name].elsewhere:
            return ALWAYS
        case _:
            return condition(rule)


def _of_pattern(match: Pattern, evidence: Iterable[str] = ()) -> Clause:
    if match.required.doubled:
        return (Ask.DOUBLED_WORD,)
    parts = [widened(widen(match.find)) or "", *evidence]
    return tuple(dict.fromkeys(part for part in parts if part not in USELESS))


def _of_evidence(rule: Rule, match: Pattern) -> Iterator[str]:
    """What the words look like that the evidence of a rule asks for."""
    needs = rule.evidence
    try:
        groups = groups_of(parse(widen(match.find)))
    except NotUnderstood:
        return
    for template in (*needs.seen, *needs.usual, *needs.named):
        node = _said(template, groups)
        if node is not None:
            yield wider(node)


def _said(template: str, groups: Mapping[str, Node]) -> Node | None:
    """The text that a template stands for; None if a group is changed or is not known."""
    parts: list[Node] = []
    for part in templates.parse(template):
        if isinstance(part, str):
            found = parse(widen("".join(map(_escaped, part))))
            parts.append(found)
        elif part[1] or part[0] not in groups:
            return None
        else:
            parts.append(groups[part[0]])
    return Sequence(tuple(parts))


def _escaped(sign: str) -> str:
    return sign if sign.isalnum() or not sign.isascii() else f"\\{sign}"


def _of_fixer(match: Fixer) -> Condition:
    signs = fixers.FIXERS[match.name].signs
    if signs is None:
        return ALWAYS
    return tuple(
        tuple(part for part in map(_part, clause) if part not in USELESS)
        for clause in signs(match.options)
    )


def _part(sign: Part) -> Part:
    return sign if isinstance(sign, Ask) else widened(sign) or ""

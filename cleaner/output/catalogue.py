"""Rules -> the catalogue, and the page of one rule, for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from enum import Enum

import msgspec

from cleaner.model import Change, Characters, Evidence, Example, Fixer, Pattern, Rule, Safety, Words
from cleaner.output.ink import Ink
from cleaner.output.tally import counted
from cleaner.output.visible import shorten, show, visible
from cleaner.rules.format import schema

SCHEMA = "cleaner-rules-1"
ROWS = 5
"""So many rows of a table are shown on the page of a rule."""
EXPRESSION = 240
"""So many code points of a pattern are shown there."""

_MEANING = {
    Safety.SAFE: "applied by default",
    Safety.SUGGEST: "applied with --unsafe-fixes",
    Safety.FLAG: "points out, has no replacement",
}


class RuleRecord(msgspec.Struct):
    """A rule, for programs."""

    id: str
    stage: str
    safety: str
    entry: str
    title: str
    why: str
    source: str
    changes: Sequence[str]
    examples: Sequence[Example]


class RulesRecord(msgspec.Struct):
    """The rules, for programs."""

    schema: str
    rules: Sequence[RuleRecord]


def as_json(rules: Iterable[Rule]) -> str:
    """The rules with their examples, as one JSON document."""
    records = [
        RuleRecord(
            rule.id,
            rule.stage.value,
            rule.safety.value,
            rule.entry,
            rule.title,
            rule.why,
            rule.source,
            _names(rule.changes),
            tuple(rule.examples),
        )
        for rule in rules
    ]
    data = msgspec.json.encode(RulesRecord(SCHEMA, records))
    return msgspec.json.format(data, indent=2).decode() + "\n"


def as_table(rules: Sequence[Rule], ink: Ink) -> str:
    """A line for each rule: id, safety, entry, title."""
    wide = max((len(rule.id) for rule in rules), default=0)
    entry = max((len(rule.entry) for rule in rules), default=0)
    lines = []
    for rule in rules:
        safety = ink.safety(f"{rule.safety.value:<7}", rule.safety.value)
        lines.append(f"{rule.id:<{wide}}  {safety}  {rule.entry:<{entry}}  {rule.title}\n")
    return "".join(lines)


def as_page(rule: Rule, ink: Ink) -> str:
    """All there is to know about a rule."""
    lines = [ink.heading(rule.id), rule.title, ""]
    for name, value in _facts(rule):
        lines.append(f"{ink.aside(f'{name:<9}')} {value}")
    for example in rule.examples:
        lines += ["", *_example(example, ink)]
    return "".join(f"{line}\n" for line in lines)


def _facts(rule: Rule) -> Iterator[tuple[str, str]]:
    yield "safety", f"{rule.safety.value}: {_MEANING[rule.safety]}"
    yield "why", rule.why
    yield from (
        (name, value) for name, value in (("source", rule.source), ("entry", rule.entry)) if value
    )
    yield from _match(rule)
    for name, value in _evidence(rule.evidence):
        yield "evidence", f"{name}: {value}"
    if rule.changes:
        yield "changes", ", ".join(_names(rule.changes))
    if rule.path is not None:
        yield "file", str(rule.path)


def _match(rule: Rule) -> Iterator[tuple[str, str]]:
    match rule.match:
        case Pattern(find, becomes, unless):
            yield "finds", _expression(find)
            if becomes is not None:
                yield "becomes", show(becomes)
            if unless is not None:
                yield "unless", _expression(unless)
        case Words(rows=rows) | Characters(rows=rows):
            for row in rows[:ROWS]:
                yield "finds", f"{show(row.found)} → {show(row.becomes)}"
            if len(rows) > ROWS:
                yield "", f"and {counted(len(rows) - ROWS, 'more pair')}"
        case Fixer(name, options):
            said = ", ".join(f"{key} = {value}" for key, value in options.items())
            yield "finds", f"what the fixer {name} finds{f' ({said})' if said else ''}"


def _expression(pattern: str) -> str:
    """A pattern, shortened where lists make it long; its file has it in full."""
    return visible(shorten(pattern, EXPRESSION))


def _evidence(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """What the rule asks of the document, as its file has it; what is not asked is left out."""
    usual = Evidence()
    for field in fields(Evidence):
        value = getattr(evidence, field.name)
        if value != getattr(usual, field.name):
            yield field.name, _value(value)


def _value(value: object) -> str:
    match value:
        case Enum():
            return str(value.value)
        case tuple():
            return ", ".join(map(str, value))
        case dict():
            return ", ".join(f"{key} than {other}" for key, other in value.items())
        case bool():
            return "yes"
        case _:
            return str(value)


def _names(changes: Iterable[Change]) -> list[str]:
    return sorted(change.value for change in changes)


def _example(example: Example, ink: Ink) -> Iterator[str]:
    if example.flagged is not None:
        yield f"{ink.aside('flag     ')} {visible(example.before)}"
        yield f"{ink.aside('found    ')} {ink.gone(visible(example.flagged))}"
    elif example.before == example.after:
        yield f"{ink.aside('keep     ')} {visible(example.before)}"
    else:
        yield f"{ink.aside('before   ')} {ink.gone(visible(example.before))}"
        yield f"{ink.aside('after    ')} {ink.come(visible(example.after))}"
    if example.beside:
        yield f"{ink.aside('beside   ')} {counted(len(example.beside), 'other text')} of the run"
    if example.note:
        yield f"{ink.aside('note     ')} {example.note}"
    if example.known_failure:
        yield f"{ink.aside('note     ')} does not work yet"


def schema_text() -> str:
    """The JSON Schema of rule files, as `docs/rule-file.schema.json` holds it."""
    return msgspec.json.format(msgspec.json.encode(schema()), indent=2).decode() + "\n"

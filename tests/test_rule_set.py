"""The shipped rules as data: what holds between them, whatever each says of itself."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from cleaner import Rule, Safety, clean, load_rules, matching
from cleaner.evidence import Facts
from cleaner.expressions import of_rule
from cleaner.marks import fold
from cleaner.model import Case, Characters, Pattern, Row, Words
from cleaner.rules import shipped

ROOT = Path(__file__).parents[1]
RULES = load_rules()
TABLES = [rule for rule in RULES if isinstance(rule.match, Words | Characters)]


def rows() -> Iterator[tuple[Rule, Row]]:
    """Every row that changes something, with its rule."""
    for rule in TABLES:
        assert isinstance(rule.match, Words | Characters)
        for row in rule.match.rows:
            if (row.safety or rule.safety) is not Safety.FLAG:
                yield rule, row


def test_titles_say_each_thing_once() -> None:
    titles = Counter(rule.title for rule in RULES)
    assert [title for title, count in titles.items() if count > 1] == []


def test_every_rule_has_an_entry_of_the_catalogue() -> None:
    entries = tomllib.loads((ROOT / "benchmarks/accuracy/entries.toml").read_text("utf-8"))
    assert [rule.id for rule in RULES if rule.entry and rule.entry not in entries] == []


def test_file_names_are_plain() -> None:
    assert [rule.id for rule in RULES if not re.fullmatch(r"[a-z]+/[a-z0-9-]+", rule.id)] == []


def test_every_file_among_the_rules_is_used() -> None:
    tables = {path.name for path in shipped().rglob("*.[tc]sv")}
    lists = {path.stem for path in (shipped() / "lists").glob("*.txt")}
    sources = "".join(path.read_text("utf-8") for path in shipped().rglob("*.toml"))
    assert {name for name in tables if f'"{name}"' not in sources} == set()
    assert {name for name in lists if f"\\L<{name}>" not in sources} == set()


def test_no_two_tables_of_a_stage_disagree_about_a_string() -> None:
    outcomes: dict[tuple[object, ...], set[str]] = {}
    for rule, row in rows():
        case = rule.match.case if isinstance(rule.match, Words) else Case.EXACT
        key = (rule.stage, case, fold(row.found))
        outcomes.setdefault(key, set()).add(fold(row.becomes))
    assert {key: said for key, said in outcomes.items() if len(said) > 1} == {}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_safe_rules_show_what_they_change_and_what_they_leave(rule: Rule) -> None:
    assert any(one.before != one.after or one.flagged is not None for one in rule.examples)
    assert any(one.before == one.after and one.flagged is None for one in rule.examples)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_what_a_rule_makes_of_its_examples_no_other_rule_unmakes(rule: Rule) -> None:
    for example in rule.examples:
        made = clean(example.before, RULES, up_to=Safety.SUGGEST).after
        assert clean(made, RULES, up_to=Safety.SUGGEST).after == made


@pytest.mark.parametrize("part", ["Aa ", "aa ", "Aa, aa ", "He said aa ", "1 Aa ", "(aa "])
def test_what_unless_runs_over_grows_with_the_text_and_no_faster(part: str) -> None:
    """A guard is looked for at every place, so one that reaches far from each takes too long."""
    steep = []
    for rule in RULES:
        if isinstance(rule.match, Pattern) and rule.match.unless is not None:
            few, many = (_lengths(rule.match.unless, part * count) for count in (1_000, 4_000))
            if many > 4 * few:
                steep.append((rule.id, few, many))
    assert steep == []


def _lengths(unless: str, text: str) -> int:
    """How long all that matches in a text, with a mark at its end, is together."""
    found = of_rule(unless).finditer(f"{text}”", overlapped=True)
    return sum(m.end() - m.start() for m in found)


def test_edits_lie_inside_what_was_found() -> None:
    found = [
        finding
        for rule in RULES
        for example in rule.examples
        for finding in matching.find(Facts(example.before), [rule])
    ]
    assert sum(bool(one.edits) for one in found) > 500
    outside = [
        one for one in found for e in one.edits if not one.start <= e.start <= e.end <= one.end
    ]
    assert outside == []

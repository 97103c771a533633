"""What rules cost: counted on the texts as they stand, shown the dearest first."""

from __future__ import annotations

from pathlib import Path

from cleaner import load_rules
from cleaner.costs import Cost, costs_of
from cleaner.evidence import Facts
from cleaner.output.costs import table

RULES = load_rules(Path(__file__).parent / "cli" / "rules")
TEXTS = ["In teh end we utilise it.", "Teh a.b, teh: https://example.org/teh"]


def test_costs_count_candidates_and_what_the_guards_leave_of_them() -> None:
    costs = {cost.rule.id: cost for cost in costs_of(map(Facts, TEXTS), RULES)}
    slip = costs["words/sample-slip"]
    assert (slip.candidates, slip.findings, slip.characters) == (4, 3, sum(map(len, TEXTS)))
    assert costs["words/sample-long"].findings == 1
    assert costs["words/sample-claim"].candidates == 0
    assert len(costs) == len(RULES)


def test_dearest_rule_stands_first() -> None:
    seconds = [cost.seconds for cost in costs_of(map(Facts, TEXTS), RULES)]
    assert seconds == sorted(seconds, reverse=True)
    assert min(seconds) > 0


def test_table_has_a_line_for_each_rule_and_one_for_all() -> None:
    costs = [Cost(RULES[0], 0.25, 12, 3, 500_000), Cost(RULES[1], 0.0015, 0, 0, 500_000)]
    assert table(costs) == (
        "   ms  ms per MB  candidates  findings  rule\n"
        f"250.0        500          12         3  {RULES[0].id}\n"
        f"  1.5          3           0         0  {RULES[1].id}\n"
        "251.5        503          12         3  all rules\n"
    )


def test_table_of_nothing_is_a_head_and_noughts() -> None:
    assert table([]).splitlines()[1].split() == ["0.0", "0", "0", "0", "all", "rules"]

"""Every example of every shipped rule; adding a rule file adds its test."""

from __future__ import annotations

import pytest

from cleaner import Rule, load_rules
from cleaner.examples import check

RULES = load_rules()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_examples_hold(rule: Rule) -> None:
    failed = [verdict for verdict in check(rule) if not verdict.holds]
    assert [(one.example.line, one.wanted, one.got) for one in failed] == []

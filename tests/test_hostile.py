"""Texts that no writer writes: what is too much to compare is left, and nothing takes for ever."""

from __future__ import annotations

from making import rows, rule

from cleaner import Rule, Safety, clean
from cleaner.edits import apply
from cleaner.fixers.mojibake import LONGEST_WORD, _differences
from cleaner.matching.guards import MARKS
from cleaner.model import Case, Words


def undeclared(found: str, becomes: str) -> list[Rule]:
    """A rule that does not say that it changes what law 7 guards."""
    return [rule("words/a", Words(rows({found: becomes}), Case.FOLLOW, None), changes=())]


def test_where_marks_are_too_many_a_change_beside_one_is_only_suggested() -> None:
    rules = undeclared("teh", "the")
    assert clean('"teh" ' * 3, rules).after == '"the" ' * 3
    cleaned = clean('"teh" ' * MARKS, rules)
    assert cleaned.applied == ()
    assert {finding.safety for finding in cleaned.left} == {Safety.SUGGEST}


def test_a_long_word_is_compared_by_its_runs() -> None:
    before, after = "â€™Mr.#" * LONGEST_WORD, "’Mr.#" * LONGEST_WORD
    edits = _differences(before, after)
    assert len(edits) == LONGEST_WORD
    assert apply(before, edits) == after


def test_a_long_word_that_is_another_altogether_is_one_edit() -> None:
    before, after = "é" * 2 * LONGEST_WORD, "è" * LONGEST_WORD
    [edit] = _differences(before, after)
    assert apply(before, [edit]) == after


def test_a_name_that_is_longer_in_small_letters_is_replaced_whole(rules: tuple[Rule, ...]) -> None:
    before = "We saw Ambassador İzzet, and later Mr. İzzet left. Then i\u0307zzet spoke."
    after = before.replace("i\u0307zzet", "İzzet")
    assert clean(before, [one for one in rules if one.id == "words/name-case"]).after == after

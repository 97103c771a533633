import doctest

from cleaner.evidence import Facts
from cleaner.fixers import hyphens
from cleaner.model import Safety


def joined(text: str, place: str = "line-end") -> list[tuple[str, Safety]]:
    candidates = hyphens.find(Facts(text), {"place": place})
    return [(candidate.groups["joined"], candidate.safety) for candidate in candidates]


def test_its_docstrings_hold() -> None:
    assert doctest.testmod(hyphens).failed == 0


def test_a_cut_word_is_joined() -> None:
    assert joined("The govern-\nment fell.") == [("government", Safety.SAFE)]


def test_a_cut_name_is_joined_where_the_document_has_it() -> None:
    assert joined("Zyblin-\nkov left. Zyblinkov spoke.") == [("Zyblinkov", Safety.SAFE)]


def test_a_compound_keeps_its_hyphen() -> None:
    assert joined("a long-\nterm plan and a well-\nknown man") == []


def test_a_compound_that_the_document_hyphenates_keeps_its_hyphen() -> None:
    assert joined("Her news-paper and his news-\npaper.") == []


def test_a_prefix_before_a_word_is_a_suggestion() -> None:
    assert joined("to re-\nform the club") == [("reform", Safety.SUGGEST)]


def test_a_capital_behind_the_line_end_is_no_cut_word() -> None:
    assert joined("an Anglo-\nSaxon and an all-\nAmerican") == []


def test_a_suspended_hyphen_stays() -> None:
    assert joined("two- and three-year plans, on- or off-line", "inside") == []


def test_a_word_cut_inside_a_line_is_joined() -> None:
    assert joined("a docu- ment", "inside") == [("document", Safety.SAFE)]

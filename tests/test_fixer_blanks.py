import doctest

from cleaner.evidence import Facts
from cleaner.fixers import blanks
from cleaner.model import Markup, Safety

SENTENCE = "The committee met on Monday, and nothing was decided. Everybody left. "


def found(text: str, where: str, markup: Markup = Markup.PLAIN) -> list[tuple[str, Safety]]:
    facts = Facts(text, markup)
    return [(text[c.start : c.end], c.safety) for c in blanks.find(facts, {"where": where})]


def test_its_docstrings_hold() -> None:
    assert doctest.testmod(blanks).failed == 0


def test_a_run_between_words_is_narrowed() -> None:
    assert found("The committee  met on Monday.", "inside") == [("  ", Safety.SAFE)]


def test_columns_stay() -> None:
    assert found("Apples and pears    12\nPlums and grapes    7 ", "inside") == []


def test_runs_that_end_in_one_column_stay() -> None:
    text = "The first thing said   was this one.\nThe other thing said   was that one."
    assert found(text, "inside") == []


def test_numbers_at_line_ends_are_cells() -> None:
    text = "Regulations for the Army of the country     1.00\nManual for the bakers of it   .75"
    assert found(text, "inside") == []


def test_a_long_run_sets_apart() -> None:
    assert found("The committee met on Monday,      Op. 126 of it.", "inside") == []


def test_terms_before_what_is_said_of_them_stay() -> None:
    terms = (
        "Aborted   An organ",
        "Analogy   A likeness",
        "Balanus   The shells",
        "Spinal Cord   A part",
    )
    assert found("\n\n".join(f"{term} which is said to be so." for term in terms), "inside") == []
    assert found(f"{terms[0]} which is said to be so. Everybody left.", "inside") != []


def test_two_spaces_in_one_part_are_the_habit_of_that_part() -> None:
    assert found(SENTENCE * 40 + SENTENCE.replace(". ", ".  ") * 4, "inside") == []


def test_two_spaces_behind_every_stop_are_a_habit() -> None:
    text = SENTENCE.replace(". ", ".  ") * 5 + "It rained."
    assert found(text, "inside") == []


def test_one_wide_gap_among_many_narrow_ones_is_a_slip() -> None:
    text = SENTENCE * 30 + "It rained.  Nobody knew."
    assert found(text, "inside") == [("  ", Safety.SAFE)]


def test_one_wide_gap_in_a_short_text_is_a_suggestion() -> None:
    assert found(SENTENCE * 4 + "It rained.  Nobody knew.", "inside") == [("  ", Safety.SUGGEST)]


def test_in_markdown_blanks_are_suggestions() -> None:
    text = "The committee  met on Monday."
    assert found(text, "inside", Markup.MARKDOWN) == [("  ", Safety.SUGGEST)]


def test_a_lone_margin_goes() -> None:
    text = "One.\n\nTwo.\n\nThree.\n\nFour.\n\n\t" + SENTENCE
    assert found(text, "margin") == [("\t", Safety.SAFE)]


def test_margins_of_a_document_that_indents_stay() -> None:
    assert found("\n\n".join("  " + SENTENCE for _ in range(8)), "margin") == []


def test_a_markdown_line_break_stays_and_other_trailing_blanks_go() -> None:
    assert found("one  \ntwo \nthree  ", "end") == [(" ", Safety.SAFE), ("  ", Safety.SAFE)]


def test_a_lone_wide_gap_between_paragraphs_closes() -> None:
    text = "\n\n".join([SENTENCE.strip()] * 6) + "\n\n\n\n" + SENTENCE.strip()
    assert found(text, "lines") == [("\n\n\n\n", Safety.SAFE)]


def test_wide_gaps_round_headings_stay() -> None:
    text = "\n\n".join([SENTENCE.strip()] * 6) + "\n\n\nChapter 2\n\n\n" + SENTENCE.strip()
    assert found(text, "lines") == []

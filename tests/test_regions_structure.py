"""Law 4: a marked-up text has the same structure after cleaning, or it is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import characters, pattern, rows, rule

from cleaner import Markup, Restructured, Safety, clean, files
from cleaner.model import Characters, Edit, Manner
from cleaner.regions import altering, markup_of
from cleaner.regions.markdown import structure
from cleaner.runs import run, run_text

BREAKS = [
    ("a list item", "Teh end.\n", "Teh", "- the"),
    ("a heading", "Teh end.\n", "Teh", "# The"),
    ("emphasis", "teh *end*\n", "teh ", "*the*"),
    ("a code span", "teh end\n", "teh", "`the`"),
    ("a link", "teh end\n", "teh", "[the](u)"),
    ("raw HTML", "teh end\n", "teh", "<b>the"),
    ("a table", "a\nteh\n", "teh", "|the|\n|-|"),
    ("a hard break", "teh\nend\n", "teh", "the  "),
    ("a paragraph", "teh end\n", "teh", "the\n\n"),
    ("a setext heading", "end\nteh\n", "teh", "==="),
    ("a thematic break", "end\n\nteh\n", "teh", "***"),
    ("a character reference in place of text", "**teh**\n", "teh", ""),
    ("math", "teh end\n", "teh", "$x$"),
    ("the end of struck text", "a~~teh~~\n", "teh", "—"),
]


@pytest.mark.parametrize(
    ("text", "found", "becomes"), [b[1:] for b in BREAKS], ids=[b[0] for b in BREAKS]
)
def test_an_edit_that_makes_markup_is_refused(text: str, found: str, becomes: str) -> None:
    cleaned = clean(text, [characters({found: becomes})], markup=Markup.MARKDOWN)
    assert (cleaned.after, cleaned.applied, cleaned.left) == (text, (), ())
    assert [(one.start, one.becomes) for one in cleaned.barred] == [(text.index(found), becomes)]


def test_the_rest_is_cleaned_without_what_would_alter_the_structure() -> None:
    rules = [pattern("teh", "the"), pattern("^(?=Note|Nota)", "> ", "words/quote")]
    text = "teh one\n\nNote it, teh\n\nteh two\n\nNota bene\n\n`teh`\n"
    cleaned = clean(text, rules, markup=Markup.MARKDOWN)
    assert cleaned.after == "the one\n\nNote it, the\n\nthe two\n\nNota bene\n\n`teh`\n"
    assert [(f.rule.id, f.start) for f in cleaned.barred] == [
        ("words/quote", 9),
        ("words/quote", 32),
    ]
    again = clean(cleaned.after, rules, markup=Markup.MARKDOWN)
    assert (again.after, again.applied, len(again.barred)) == (cleaned.after, (), 2)


def test_only_the_guilty_places_of_a_rule_are_left() -> None:
    text = "teh\nteh one\n"
    cleaned = clean(text, [pattern(r"teh(?= one|\n)", "===")], markup=Markup.MARKDOWN)
    assert cleaned.after == "===\n=== one\n"
    text = "x\nteh\n\nx\nteh one\n"
    cleaned = clean(text, [pattern("teh", "===")], markup=Markup.MARKDOWN)
    assert (cleaned.after, [f.start for f in cleaned.barred]) == ("x\nteh\n\nx\n=== one\n", [2])


def test_what_was_barred_is_made_where_it_has_become_harmless() -> None:
    rules = [characters({"X": ""}, "encoding/x"), characters({"X# ": "X"}, "marks/x")]
    cleaned = clean("b\n\nX# a\n", rules, markup=Markup.MARKDOWN)
    assert (cleaned.after, cleaned.edits) == ("b\n\na\n", (Edit(3, 6, ""),))
    assert [(f.rule.id, f.start, f.end, f.found) for f in cleaned.applied] == [
        ("encoding/x", 3, 6, "X"),
        ("marks/x", 3, 6, "X# "),
    ]
    assert cleaned.barred == ()


def test_one_paragraph_after_the_other_becomes_harmless() -> None:
    rules = [
        pattern("(?m)^X", "", "encoding/x"),
        pattern(r"(?<=\A(?:a\n\n)*)X# ", "X", "marks/x"),
    ]
    cleaned = clean("X# a\n\n" * 5, rules, markup=Markup.MARKDOWN)
    assert (cleaned.after, cleaned.barred) == ("a\n\n" * 5, ())


def test_a_rule_that_alters_it_in_many_places_is_left_out_wholly() -> None:
    rules = [pattern("teh", "the"), pattern("^(?=Note)", "> ", "words/quote")]
    text = "Note teh\n\n" * 50
    cleaned = clean(text, rules, markup=Markup.MARKDOWN)
    assert cleaned.after == "Note the\n\n" * 50
    assert len(cleaned.barred) == 50


def test_a_text_that_becomes_unreadable_on_the_way_is_cleaned_without_the_edit() -> None:
    rules = [pattern("teh", "the"), pattern("less", "<b", "encoding/less")]
    cleaned = clean("<p>less teh</p>\n", rules, markup=Markup.HTML)
    assert cleaned.after == "<p>less the</p>\n"
    assert [f.rule.id for f in cleaned.barred] == ["encoding/less"]


def test_a_text_that_every_round_alters_anew_is_left_alone() -> None:
    marks = ("# ", "- ", "> ", "1. ", "`x`", "***\n")
    rules = [characters({"teh": f"{mark}the"}, f"words/r{n}") for n, mark in enumerate(marks)]
    with pytest.raises(Restructured) as caught:
        clean("teh\n", rules, markup=Markup.MARKDOWN)
    assert (caught.value.offset, caught.value.rules) == (0, ("words/r3",))
    outcome = run_text(b"teh\n", "a.md", Manner(rules))
    assert outcome.failure == (
        "a.md: left alone: the change would alter the document's structure at line 1 by rule "
        "words/r3; leave the rule out with `--ignore`"
    )


def test_plain_text_has_no_structure() -> None:
    assert clean("Teh end.", [characters({"Teh": "- The"})]).after == "- The end."


def test_an_edit_of_prose_alone_leaves_the_structure() -> None:
    text = "---\na: b\n---\n# Teh `teh`\n\n- teh <b>x</b>\n  teh\n\n| teh |\n|:-:|\n| teh |\n"
    after = clean(text, [characters({"teh": "the", "Teh": "The"})], markup=Markup.MARKDOWN).after
    assert after == (
        "---\na: b\n---\n# The `teh`\n\n- the <b>x</b>\n  the\n\n| the |\n|:-:|\n| the |\n"
    )


def test_the_edit_that_alters_is_found_among_many() -> None:
    text = "".join(f"word{n}\n\n" for n in range(40))
    at = text.index("word23")
    starts = [text.index(f"word{n}\n") for n in range(40)]
    edits = [Edit(start, start + 4, "> w" if start == at else "name") for start in starts]
    assert altering(text, edits, Markup.MARKDOWN) == Edit(at, at + 4, "> w")
    del edits[23]
    assert altering(text, edits, Markup.MARKDOWN) is None


def test_a_file_left_alone_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"<p>teh <b")
    (tmp_path / "b.txt").write_bytes(b"teh")
    outcomes = list(run([tmp_path], [characters({"teh": "# the"})], up_to=Safety.SAFE))
    assert [outcome.failure is None for outcome in outcomes] == [False, True]


def test_a_rule_that_may_change_protected_text_leaves_markup() -> None:
    tags = rule("encoding/tags", Characters(rows({"<b>": "", "</b>": ""})))
    assert clean("<b>x</b>", [tags]).after == "x"
    assert clean("<b>x</b>", [tags], markup=Markup.MARKDOWN).after == "<b>x</b>"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("a b\n", "c\n", True),
        ("a\nb\n", "a b\n", True),
        ("a &amp; b\n", "c &amp; d\n", True),
        ("`a`\n", "`b`\n", False),
        ("```\na\n```\n", "```\nb\n```\n", False),
        ("<i>a</i>\n", "<b>a</b>\n", False),
        ("[a](b)\n", "[a](c)\n", False),
        ('[a](b "c")\n', '[a](b "d")\n', False),
        ("---\na: b\n---\n", "---\na: c\n---\n", False),
        ("| a |\n|--|\n", "| a |\n|:-|\n", False),
        ("- a\n- b\n", "- a\n\n- b\n", False),
        ("1. a\n", "2. a\n", False),
        ("a[^1]\n\n[^1]: b\n", "a[^2]\n\n[^2]: b\n", False),
        ("$a$\n", "$b$\n", False),
        ("a  \nb\n", "a\nb\n", False),
        ("- [ ] a\n", "- [x] a\n", False),
        ("~~a~~\n", "~~—~~\n", True),
        ("a~~b~~\n", "a~~—~~\n", False),
        ("~~b~~a\n", "~~—~~a\n", False),
        ("a~b~c\n", "a~d—e~c\n", True),
        ("a~b~c\n", "a~—~c\n", False),
        ("a~~b~~\n", "a~~£~~\n", False),
        ("a*~~b~~*\n", "a*~~—~~*\n", False),
        ("a ~5, b ~~c\n", "a—~—5, b ~~c\n", True),
        ("a~5\n\nb~~~\n\n~c\n", "a~—5\n\nb~~~—\n\n~—c\n", True),
        ("a~b `c`~d\n", "a~b `c`~ d\n", False),
    ],
)
def test_structure_of_markdown_is_all_but_its_prose(one: str, other: str, same: bool) -> None:
    assert (structure(one) == structure(other)) is same


@pytest.mark.parametrize(
    ("name", "markup"),
    [("a.md", Markup.MARKDOWN), ("A.MarkDown", Markup.MARKDOWN), ("a.txt", Markup.PLAIN)],
)
def test_the_suffix_tells_the_markup(name: str, markup: Markup) -> None:
    assert markup_of(Path(name)) is markup
    assert files.decode(b"", Path(name)).markup is markup

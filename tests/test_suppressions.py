"""Suppressions: what a text asks to be left alone is, and nothing else is changed by it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pyromark
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import pattern, rule, words
from reading_docs import ROOT, blocks

from cleaner import Markup, Rule, Safety, clean
from cleaner.__main__ import main
from cleaner.evidence import Facts
from cleaner.model import Cleaned, Evidence, Pattern, Scope
from cleaner.regions import comments
from cleaner.regions.markdown_events import OPTIONS
from cleaner.rules.names import matches
from cleaner.suppressions.notices import notices
from cleaner.suppressions.removal import without_unused

SLIP = words({"teh": "the"}, "words/slip")
CLAIM = pattern("very unique", None, "words/claim")
BLANKS = pattern(r"(?<=\w)  +(?=\w)", " ", "spacing/blanks")
RULES: Sequence[Rule] = (SLIP, CLAIM, BLANKS)
COMMENTS = {
    Markup.MARKDOWN: "<!-- {} -->",
    Markup.MDX: "{{/* {} */}}",
    Markup.HTML: "<!-- {} -->",
    Markup.RST: ".. {}\n",
    Markup.ASCIIDOC: "// {}",
    Markup.LATEX: "% {}",
    Markup.PYTHON: "# {}",
    Markup.C: "// {}",
    Markup.JAVASCRIPT: "/* {} */",
    Markup.GO: "// {}",
    Markup.RUST: "// {}",
    Markup.SHELL: "# {}",
}
PROSE = {Markup.PYTHON: "# ", Markup.SHELL: "# "} | dict.fromkeys(
    (Markup.C, Markup.JAVASCRIPT, Markup.GO, Markup.RUST), "// "
)
"""What prose stands behind in a program."""


def after(text: str, markup: Markup = Markup.MARKDOWN) -> str:
    return clean(text, RULES, markup=markup).after


def said(cleaned: Cleaned, ran: Sequence[Rule] = RULES) -> list[str]:
    return [notice.message for notice in notices(cleaned, ran, RULES)]


def said_of(text: str, markup: Markup = Markup.MARKDOWN) -> list[str]:
    return said(clean(text, RULES, markup=markup))


def without(text: str, markup: Markup = Markup.MARKDOWN, ran: Sequence[Rule] = RULES) -> str:
    return without_unused(clean(text, ran, markup=markup), markup, ran, RULES).after


@pytest.mark.parametrize("markup", COMMENTS)
def test_each_markup_has_comments(markup: Markup) -> None:
    comment, mark = COMMENTS[markup], PROSE.get(markup, "")
    parts = [
        comment.format("cleaner: ignore-next-line[words/slip] a name"),
        f"{mark}teh one",
        "",
        f"{mark}teh two",
        "",
        comment.format("cleaner: off"),
        f"{mark}teh three",
        "",
        comment.format("cleaner: on"),
        f"{mark}teh four",
        "",
    ]
    text = "\n".join(parts)
    wanted = text.replace("teh two", "the two").replace("teh four", "the four")
    cleaned = clean(text, RULES, markup=markup)
    assert cleaned.after == wanted
    assert [(one.finding.found, one.by.scope, one.by.reason) for one in cleaned.suppressed] == [
        ("teh", Scope.NEXT_LINE, "a name"),
        ("teh", Scope.OFF, ""),
    ]
    assert [text[one.start : one.end] for one in cleaned.suppressions] == [
        "cleaner: ignore-next-line[words/slip] a name",
        "cleaner: off",
        "cleaner: on",
    ]
    assert said(cleaned) == []


@pytest.mark.parametrize("markup", COMMENTS)
def test_a_whole_file_can_be_left(markup: Markup) -> None:
    mark = PROSE.get(markup, "")
    text = f"{mark}teh one\n\n" + COMMENTS[markup].format("cleaner: ignore-file[words]") + "\n"
    text += f"\n{mark}teh  two\n"
    assert after(text, markup) == text.replace("  two", " two")


LINES = [
    ("teh <!-- cleaner: ignore -->\nteh\n", "teh <!-- cleaner: ignore -->\nthe\n"),
    ("teh teh  a <!--cleaner:ignore[words/slip]-->\n", None),
    ("a\n[//]: # (cleaner: off)\nteh\n", "a\n[//]: # (cleaner: off)\nthe\n"),
    ("[//]: # (cleaner: off)\n\nteh\n", "="),
    ("[//]: # 'cleaner: off'\n\nteh\n", "="),
    ("`<!-- cleaner: off -->` teh\n", "`<!-- cleaner: off -->` the\n"),
    ("```\n<!-- cleaner: off -->\n```\nteh\n", "```\n<!-- cleaner: off -->\n```\nthe\n"),
    ("    <!-- cleaner: off -->\n\nteh\n", "    <!-- cleaner: off -->\n\nthe\n"),
    ("```\n[//]: # (cleaner: off)\n```\nteh\n", "```\n[//]: # (cleaner: off)\n```\nthe\n"),
    ("<!-- cleaner: off\n\nteh\n", "="),
    ("cleaner: off\n\nteh\n", "cleaner: off\n\nthe\n"),
    ("<!-- see cleaner: off -->\nteh\n\nteh\n", "<!-- see cleaner: off -->\nthe\n\nthe\n"),
    ("- teh\n  <!-- cleaner: off -->\n- teh\n", "- the\n  <!-- cleaner: off -->\n- teh\n"),
    (
        "**b** <!-- cleaner: off -->teh<!-- cleaner: on --> teh\n",
        "**b** <!-- cleaner: off -->teh<!-- cleaner: on --> the\n",
    ),
    (
        "> <!-- cleaner: ignore-next-line -->\n>\n> teh\n> teh\n",
        "> <!-- cleaner: ignore-next-line -->\n>\n> teh\n> the\n",
    ),
    (
        "<!-- cleaner: off[words/slip] -->\n\nteh  a\n",
        "<!-- cleaner: off[words/slip] -->\n\nteh a\n",
    ),
]


@pytest.mark.parametrize(("text", "wanted"), LINES)
def test_where_a_suppression_holds(text: str, wanted: str | None) -> None:
    if wanted is None:
        wanted = text.replace("  ", " ")
    assert after(text) == (text if wanted == "=" else wanted)


MYST = [
    ("% cleaner: ignore-next-line\nteh\nteh\n", "% cleaner: ignore-next-line\nteh\nthe\n"),
    ("% cleaner: off[words/slip] why\n\nteh  a\n", "% cleaner: off[words/slip] why\n\nteh a\n"),
    ("% A note.\n% cleaner: off\nteh\n", "="),
    ("% cleaner: off\nteh\n% cleaner: on\n\nteh\n", "% cleaner: off\nteh\n% cleaner: on\n\nthe\n"),
    ("# T\n% cleaner: off\n**teh**\n", "="),
    ("(name)=\n% cleaner: off\nteh\n", "="),
    (":::{note}\n% cleaner: off\nteh\n:::\n", "="),
    ("> % cleaner: off\n> teh\n", "="),
    ("- a\n\n  % cleaner: ignore-next-line\n  teh\n", "="),
    ("é % cleaner: off\n\nteh\n", "é % cleaner: off\n\nthe\n"),
    ("é\n\n% cleaner: off é\n\nteh\n", "="),
    ("a\n% cleaner: off\nteh\n", "a\n% cleaner: off\nthe\n"),
    ("- % cleaner: off\n- teh\n", "- % cleaner: off\n- the\n"),
    ("| a |\n|---|\n| % cleaner: off |\n\nteh\n", "| a |\n|---|\n| % cleaner: off |\n\nthe\n"),
    ("```\n% cleaner: off\n```\nteh\n", "```\n% cleaner: off\n```\nthe\n"),
    ("    % cleaner: off\n\nteh\n", "    % cleaner: off\n\nthe\n"),
    ("<div>\n% cleaner: off\n</div>\n\nteh\n", "<div>\n% cleaner: off\n</div>\n\nthe\n"),
    ("% See cleaner: off\n\nteh\n", "% See cleaner: off\n\nthe\n"),
    ("% <!-- cleaner: off -->\n\nteh\n", "="),
]


@pytest.mark.parametrize(("text", "wanted"), MYST)
@pytest.mark.parametrize("markup", [Markup.MARKDOWN, Markup.MDX])
def test_lines_of_myst_speak_to_cleaner_at_the_edges_of_a_block(
    text: str, wanted: str, markup: Markup
) -> None:
    assert after(text, markup) == (text if wanted == "=" else wanted)


MDX = [
    ("teh {/* cleaner: ignore */}\nteh\n", "teh {/* cleaner: ignore */}\nthe\n"),
    ("{/* cleaner: off */}teh{/* cleaner: on */} teh\n", None),
    ("{/*\n  cleaner: off[words/*] *why*\n\n  teh\n*/}\n\nteh\n", "="),
    ("{ /* cleaner: off */ }\n\nteh\n", "="),
    ("<Tabs>\n    {/* cleaner: off */}\n\n    {/* teh */}\n</Tabs>\n\nteh\n", "="),
    ("<!-- cleaner: off -->\n\nteh\n", "="),
    ("`{/* cleaner: off */}` teh\n", "`{/* cleaner: off */}` the\n"),
    ("```\n{/* cleaner: off */}\n```\nteh\n", "```\n{/* cleaner: off */}\n```\nthe\n"),
    ("---\na: {/* cleaner: off */}\n---\nteh\n", "---\na: {/* cleaner: off */}\n---\nthe\n"),
    ("{f(1 /* cleaner: off */)} teh\n", "{f(1 /* cleaner: off */)} the\n"),
    ("{/* teh */} teh\n", "{/* teh */} the\n"),
]


@pytest.mark.parametrize(("text", "wanted"), MDX)
def test_expressions_of_mdx_are_comments(text: str, wanted: str | None) -> None:
    if wanted is None:
        wanted = text.replace(" teh", " the")
    assert after(text, Markup.MDX) == (text if wanted == "=" else wanted)


def test_markdown_has_no_expressions() -> None:
    assert after("{/* cleaner: off */}\n\nteh\n") == "{/* cleaner: off */}\n\nthe\n"


def test_the_reason_of_an_expression_ends_with_its_comment() -> None:
    cleaned = clean("teh { /* cleaner: ignore[words] a name */ }\n", RULES, markup=Markup.MDX)
    assert [one.by.reason for one in cleaned.suppressed] == ["a name"]


def test_comments_for_the_next_line_stand_one_below_the_other() -> None:
    text = (
        "<!-- cleaner: ignore-next-line[words] -->\n"
        "<!-- cleaner: ignore-next-line[spacing] -->\n\nteh  a\nteh  a\n"
    )
    assert after(text) == text[: -len("teh  a\n")] + "the a\n"
    assert said_of("<!-- cleaner: ignore-next-line -->\n") == [
        "unused suppression: no rule finds anything on the next line"
    ]


def test_a_comment_may_hold_several_suppressions() -> None:
    text = (
        "/* cleaner: ignore-next-line[spacing]\n * It is teh  one.\n"
        " * cleaner: ignore-next-line\n * It is teh  two. teh\n */\n"
    )
    assert after(text, Markup.C) == text.replace("teh  one", "the  one")


def test_a_finding_over_two_lines_is_held_by_either() -> None:
    both = [pattern("one\ntwo", "1\n2", "words/both")]
    for text in ("one\ntwo % cleaner: ignore\n", "% cleaner: ignore-next-line\none\ntwo\n"):
        assert clean(text, both, markup=Markup.LATEX).after == text


@pytest.mark.parametrize(
    ("name", "is_meant"),
    [
        ("words/slip", True),
        ("words", True),
        ("words/*", True),
        ("*/sl[hi]p", True),
        ("E-SLIP", True),
        ("", True),
        ("slip", False),
        ("Words/slip", False),
        ("spacing", False),
    ],
)
def test_names_are_those_of_select(name: str, is_meant: bool) -> None:
    assert matches(replace(SLIP, entry="E-SLIP"), name) is is_meant


def test_a_comment_behind_a_docstring_speaks_of_all_of_it() -> None:
    text = 'def f():\n    """It is teh one.\n\n    And teh two.\n    """  # cleaner: ignore\n'
    assert after(text + "    # And teh three.\n", Markup.PYTHON) == text + "    # And the three.\n"
    one = '"""It is teh one."""  # cleaner: ignore\n'
    assert after(one, Markup.PYTHON) == one
    other = '# It is teh one.\nx = ""  # cleaner: ignore\n'
    assert after(other, Markup.PYTHON) == other.replace("teh", "the")


def test_off_and_on_go_by_names() -> None:
    text = (
        "<!-- cleaner: off[words, spacing] -->\n\nteh  a\n\n<!-- cleaner: on[spacing] -->\n\n"
        "teh  b\n\n<!-- cleaner: on -->\n\nteh  c\n"
    )
    assert after(text) == text.replace("teh  b", "teh b").replace("teh  c", "the c")
    assert said_of(text) == []


PROBLEMS = [
    ("cleaner: ingore", "there is no `cleaner: ingore`. Did you mean `cleaner: ignore`?"),
    ("cleaner: disable", "there is no `cleaner: disable`. Did you mean `cleaner: off`?"),
    (
        "cleaner: ignore words/slip",
        "names stand in brackets: `cleaner: ignore[words/slip]`",
    ),
    ("cleaner: ignore[words/slip", "the bracket that opens before the names does not close"),
    ("cleaner: ignore[]", "the brackets are empty; name a rule, or leave them out for all"),
    ("cleaner: on", "no `off` stands before it"),
    ("cleaner: on[words]", "no `off[words]` stands before it"),
]


@pytest.mark.parametrize(("written", "problem"), PROBLEMS)
def test_what_is_not_understood_holds_nothing_and_is_told(written: str, problem: str) -> None:
    text = f"teh <!-- {written} -->\n"
    assert after(text) == f"the <!-- {written} -->\n"
    assert said_of(text) == [f"suppression without effect: {problem}"]


def test_who_only_speaks_of_cleaner_says_nothing_to_it() -> None:
    assert said_of("teh <!-- cleaner: a tool -->\n") == []


def test_unknown_names_are_told_with_what_was_meant() -> None:
    assert said_of("teh <!-- cleaner: ignore[words/slib, words/slip, zzz] -->\n") == [
        "suppression of a rule that is not there: `words/slib`. Did you mean `words/slip`?",
        "suppression of a rule that is not there: `zzz`. `cleaner rules` lists them.",
    ]


def test_unused_names_are_told_at_their_place() -> None:
    cleaned = clean(
        "teh\n\nteh <!-- cleaner: ignore[words/slip, spacing, words/claim] -->\n",
        RULES,
        markup=Markup.MARKDOWN,
    )
    [notice] = notices(cleaned, RULES, RULES)
    assert cleaned.before[notice.start :].startswith("cleaner: ignore[words/slip, spacing")
    assert notice.message == (
        "unused suppression: `spacing`, `words/claim` find nothing on this line"
    )


def test_rules_that_did_not_run_leave_no_suppression_unused() -> None:
    text = "<!-- cleaner: ignore-file[words/claim] -->\n\na <!-- cleaner: ignore -->\n"
    cleaned = clean(text, [SLIP], markup=Markup.MARKDOWN)
    assert said(cleaned, [SLIP]) == []
    assert without(text, ran=[SLIP]) == text


SIC = [
    ("teh [sic] teh", "teh [sic] the"),
    ("“teh” (sic) teh", "“teh” (sic) the"),
    ("teh, [*sic*] teh", "teh, [*sic*] the"),
    ("teh [<i>sic</i>] teh", "teh [<i>sic</i>] the"),
    ("teh [SIC!] teh", "teh [SIC!] the"),
    ("teh one [sic]", "the one [sic]"),
    ("teh\n\n[sic]", "the\n\n[sic]"),
    ("teh classic", "the classic"),
    ("[sic] teh", "[sic] the"),
]


@pytest.mark.parametrize(("text", "wanted"), SIC)
def test_a_word_marked_sic_stays(text: str, wanted: str) -> None:
    assert after(text, Markup.PLAIN) == wanted


def test_a_phrase_marked_sic_stays_whatever_part_of_it_would_change() -> None:
    could = [pattern(r"could \Kof", "have", "words/one"), pattern("should of", "should have")]
    assert clean("could of [sic] should of [sic]", could).after == "could of [sic] should of [sic]"
    inside = [pattern("x(?= one)", "y", "words/x")]
    assert clean("x one [sic]", inside).after == "y one [sic]"


def test_what_points_at_a_word_marked_sic_is_held_and_has_no_comment() -> None:
    cleaned = clean("very unique [sic], very unique", RULES)
    assert [finding.start for finding in cleaned.left] == [19]
    assert [(one.finding.start, one.by.scope) for one in cleaned.suppressed] == [(0, Scope.SIC)]
    assert cleaned.suppressions == ()


def test_plain_text_has_no_comments() -> None:
    text = "<!-- cleaner: ignore-file -->\n# cleaner: off\n// cleaner: off\nteh\n"
    assert comments(Facts(text)) == ()
    assert after(text, Markup.PLAIN) == text.replace("teh", "the")


REMOVED = [
    ("a <!-- cleaner: ignore -->\nb\n", "a\nb\n"),
    ("a <!-- cleaner: ignore --> b\n", "a b\n"),
    (
        "teh <!-- cleaner: ignore[words, spacing] why -->\n",
        "teh <!-- cleaner: ignore[words] why -->\n",
    ),
    ("teh <!-- cleaner: ignore[words, zzz] -->\n", "teh <!-- cleaner: ignore[words, zzz] -->\n"),
    ("a\n\n<!-- cleaner: ignore-next-line -->\n\nb\n", "a\n\nb\n"),
    ("a\n\n<!-- cleaner: ignore-next-line -->\nb\n", "a\n\nb\n"),
    ("a\n<!-- cleaner: ignore-next-line -->\nb\n", "a\n\nb\n"),
    ("<!-- cleaner: ignore-file -->\n", ""),
    ("<!-- cleaner: off -->\n\na\n\n<!-- cleaner: on -->\n\nteh\n", "a\n\nthe\n"),
    ("<!-- cleaner: on -->\n\nteh <!-- cleaner: ignore -->\n", "="),
    ("<!-- cleaner: on -->\n\na <!-- cleaner: ignore -->\n", "<!-- cleaner: on -->\n\na\n"),
    ("a <!-- cleaner: ingore -->\n", "="),
    ("<!-- cleaner: ignore --> <!-- cleaner: ignore -->\na\n", "\na\n"),
    ("[//]: # (cleaner: off)\n    code\n", "="),
    (
        "b <!-- cleaner: ignore -->\n\n[//]: # (cleaner: off)\n    code\n",
        "b\n\n[//]: # (cleaner: off)\n    code\n",
    ),
    ("b <!-- cleaner: off -->a<!-- cleaner: on --> teh\n", "b a the\n"),
    ("b <!-- cleaner: off --> a<!-- cleaner: on -->\n", "b a\n"),
    ("<!-- vale off\ncleaner: ignore\n-->\n", "<!-- vale off\n\n-->\n"),
]


@pytest.mark.parametrize(("text", "wanted"), REMOVED)
def test_unused_suppressions_can_be_removed(text: str, wanted: str) -> None:
    assert without(text) == (text if wanted == "=" else wanted)


@pytest.mark.parametrize(
    ("markup", "text", "wanted"),
    [
        (Markup.LATEX, "a% cleaner: ignore\nb\n", "a%\nb\n"),
        (Markup.LATEX, "a % cleaner: ignore\nb\n", "a\nb\n"),
        (Markup.PYTHON, "x = 1  # noqa  # cleaner: ignore\n", "x = 1  # noqa\n"),
        (Markup.MDX, "a {/* cleaner: ignore */}\nb\n", "a\nb\n"),
        (Markup.MDX, "a\n\n{/* cleaner: ignore-next-line */}\nb\n", "a\n\nb\n"),
        (Markup.MARKDOWN, "% cleaner: off\na\n% cleaner: on\n\nb\n", "a\n\nb\n"),
        (Markup.MARKDOWN, "% cleaner: ignore-next-line[words] *x*\n**b**\n", "**b**\n"),
        (Markup.MARKDOWN, "# T\n% cleaner: ignore-next-line\nb\n", "# T\n\nb\n"),
        (Markup.RST, "a\n\n.. cleaner: off\n\nb\n", "a\n\nb\n"),
        (Markup.HTML, "5 <<!-- cleaner: off -->b\n", "5 <<!-- cleaner: off -->b\n"),
        (Markup.ASCIIDOC, "a\n// cleaner: ignore-next-line\nb\n", "a\nb\n"),
        (Markup.C, "/*\n * cleaner: ignore-next-line\n */\nint a;\n", "int a;\n"),
    ],
)
def test_each_markup_is_left_whole_by_a_removal(markup: Markup, text: str, wanted: str) -> None:
    assert without(text, markup) == wanted


TIGHT = [
    ("- a\n\n  <!-- cleaner: ignore-next-line -->\n- b\n", "- a\n\n- b\n"),
    ("- a\n<!-- cleaner: off -->\n- b\n", "="),
    ("- a\n\n  <!-- cleaner: off -->\n\n  b\n", "- a\n\n  b\n"),
    ("- <!-- cleaner: ignore -->\n  a\n- b\n", "-\n  a\n- b\n"),
    ("- a <!-- cleaner: ignore -->\n- b\n", "- a\n- b\n"),
    ("* e\n\n    <!-- cleaner: off -->\n", "="),
    ("    a\n\n<!-- cleaner: off -->\n\n    b\n", "="),
]
"""A removal that makes a list loose or tight, or one block of two, is left out."""


@pytest.mark.parametrize(("text", "wanted"), TIGHT)
def test_a_removal_leaves_lists_as_tight_as_they_were(text: str, wanted: str) -> None:
    assert without(text) == (text if wanted == "=" else wanted)


def test_what_is_not_removed_is_still_told() -> None:
    cleaned = clean("- a\n<!-- cleaner: off -->\n- b\n", RULES, markup=Markup.MARKDOWN)
    removed = without_unused(cleaned, Markup.MARKDOWN, RULES, RULES)
    assert [(one.start, one.message) for one in notices(removed, RULES, RULES)] == [
        (9, "unused suppression: no rule finds anything from here to where it ends")
    ]


WRITTEN = [
    *("<!-- cleaner: ignore -->", "<!-- cleaner: ignore-next-line -->", "<!-- cleaner: off -->"),
    *("<!-- cleaner: on -->", "<!-- cleaner: ignore[spacing] why -->", "[//]: # (cleaner: off)"),
]
BODIES = ["- a", "- b", "1. c", "2. d", "* e", "f", "g h", "# i", "```", "<div>j</div>", "- ", ""]


@st.composite
def listed(draw: st.DrawFn) -> str:
    """Lists and other blocks with comments on their lines and between them."""
    lines = []
    for _ in range(draw(st.integers(2, 8))):
        indent = draw(st.sampled_from(["", "", "  ", "    ", "> ", "   "]))
        body, comment = draw(st.sampled_from(BODIES)), draw(st.sampled_from(["", "", *WRITTEN]))
        lines.append(f"{indent}{body}{' ' if body else ''}{comment}\n")
    return "".join(lines)


def page_of(text: str) -> str:
    """What readers see of a Markdown text: without comments, blanks, and paragraphs of nothing."""
    page = re.sub(r"(?s)<!--.*?-->", "", pyromark.html(text, options=OPTIONS))
    return re.sub(r"\s+", "", page).replace("<p></p>", "")


@given(listed())
@settings(max_examples=300)
def test_a_removal_changes_nothing_that_readers_see(text: str) -> None:
    assert page_of(without(text)) == page_of(clean(text, RULES, markup=Markup.MARKDOWN).after)


def test_a_removal_is_part_of_the_account() -> None:
    text = "teh a <!-- cleaner: ignore[spacing] -->\n"
    cleaned = clean(text, RULES, markup=Markup.MARKDOWN)
    removed = without_unused(cleaned, Markup.MARKDOWN, RULES, RULES)
    assert [(f.rule.id, f.start, f.found, f.becomes) for f in removed.applied] == [
        ("words/slip", 0, "teh", "the"),
        ("structure/unused-suppression", 5, " <!-- cleaner: ignore[spacing] -->", ""),
    ]
    assert removed.before == text
    assert removed.after == "the a\n"


def test_what_a_suppression_says_is_not_prose() -> None:
    for markup, text in (
        (Markup.PYTHON, "# Prose here.  # cleaner: ignore[words/slip] teh  reason\n"),
        (Markup.C, "// Prose here. // cleaner: ignore[spacing] teh  reason\n"),
        (Markup.C, "// cleaner: ignore[spacing] teh  reason\n"),
        (Markup.MARKDOWN, "> % cleaner: ignore-next-line[spacing] teh  reason\n> b\n"),
        (Markup.MDX, "a {/* cleaner: ignore[spacing] teh  reason */}\n"),
    ):
        assert after(text, markup) == text


WORDS_ = st.lists(
    st.sampled_from(["teh", "very unique", "one", "a  b", "bali", "Bali"]), min_size=1
)
SAYS = st.sampled_from(
    [
        "",
        " <!-- cleaner: ignore -->",
        " <!-- cleaner: ignore[words/slip] -->",
        " <!-- cleaner: ignore[words] -->",
        " <!-- cleaner: off[spacing] -->",
        " <!-- cleaner: on -->",
        " <!-- cleaner: off -->",
    ]
)
NAMED = rule(
    "words/name", Pattern("bali", "Bali"), evidence=Evidence(seen=("Bali",)), safety=Safety.SAFE
)
EVIDENT: Sequence[Rule] = (*RULES, NAMED)


@given(st.lists(st.tuples(WORDS_, SAYS), min_size=1, max_size=6))
def test_suppressions_change_no_other_finding(lines: list[tuple[list[str], str]]) -> None:
    """The text is once read with its suppressions, and once with a sign that says nothing."""
    text = "".join(f"{' '.join(said)}{says}\n" for said, says in lines)
    with_, free = (
        clean(one, EVIDENT, markup=Markup.MARKDOWN)
        for one in (text, text.replace("cleaner:", "cleanse:"))
    )
    found = [(f.rule.id, f.start, f.found, f.becomes) for f in (*with_.applied, *with_.left)]
    held = [
        (f.rule.id, f.start, f.found, f.becomes) for f in (one.finding for one in with_.suppressed)
    ]
    assert sorted([*found, *held], key=repr) == sorted(
        ((f.rule.id, f.start, f.found, f.becomes) for f in (*free.applied, *free.left)), key=repr
    )
    again = clean(with_.after, EVIDENT, markup=Markup.MARKDOWN)
    assert again.applied == ()
    assert [one.finding.rule.id for one in again.suppressed] == [held_[0] for held_ in held]
    removed = without_unused(with_, Markup.MARKDOWN, EVIDENT, EVIDENT)
    assert clean(removed.after, EVIDENT, markup=Markup.MARKDOWN).after == removed.after


def test_the_page_shows_what_the_command_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    page = ROOT / "docs" / "suppressions.md"
    monkeypatch.chdir(tmp_path)
    [text] = blocks(page, "markdown")
    Path("notes.md").write_text(text, encoding="utf-8")
    assert main(["check", "notes.md"]) == 1
    stdout, stderr = capfd.readouterr()
    assert stdout + stderr == blocks(page, "text")[0]

"""The fuzz of benchmarks/fuzz_markdown.py in short, and its like for the other markups."""

from __future__ import annotations

import itertools
import random
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from cleaner import Markup, Restructured, Rule, Safety, Unparsable, clean
from cleaner.edits import apply
from cleaner.evidence import Facts
from cleaner.model import Edit
from cleaner.regions import altering, protected

sys.path.append(str(Path(__file__).parents[1] / "benchmarks"))

import fuzz_markdown

PIECES = {
    Markup.MARKDOWN: [*fuzz_markdown.INLINES, *fuzz_markdown.CONSTRUCTS],
    Markup.HTML: [
        *("<p>{}</p>\n", "<b>{}</b>", "<pre>{}</pre>", "<!-- {} -->", '<a href="{}">', "</a>"),
        *("<script>{}</script>", "&rsquo;", "<br/>", "\n\n", "<code>{}</code>", "<li>{}", "5 < 6"),
    ],
    Markup.RST: [
        *("{}\n====\n\n", "\n\n- {}\n", "``{}``", ":ref:`{}`", "\n\n{}::\n\n    {}\n\n", "*{}*"),
        *("\n\n.. note:: {}\n\n", "\n\n.. code::\n\n   {}\n\n", "`{} <x>`_", "\n\n:x: {}\n\n"),
    ],
    Markup.ASCIIDOC: [
        *("\n== {}\n\n", "\n* {}\n", "`{}`", "\n----\n{}\n----\n", "*{}*", "link:x[{}]"),
        *("\n[source]\n{}\n\n", "\n|===\n|{}\n|===\n", "\nimage::x[{}]\n", "{{x}}", "\n{}:: {}\n"),
    ],
    Markup.LATEX: [
        *("\\emph{{{}}}", "\\ref{{{}}}", "${}$", "% {}\n", "``{}''", "\\section{{{}}}\n\n"),
        *("\\begin{{verbatim}}{}\\end{{verbatim}}", "\\item[{}] ", "{}--{}", "\\'e", "~", "\\\\"),
    ],
    Markup.PYTHON: ["# {}\n", 'def f():\n    """{}"""\n', "x = '{}'\n", '"""{}\n\n>>> {}\n"""\n'],
    Markup.C: ["// {}\n", "/* {}\n * {} */\n", 'x = "{}";\n', "x = '\\'';\n", "int x;\n"],
    Markup.SHELL: ["# {}\n", "echo '{}' \"{}\"\n", "x=${{x#y}}\n", "cat <<E\n{}\nE\n"],
}

PIECES[Markup.MDX] = [
    *PIECES[Markup.MARKDOWN],
    *("<B c={{1}}>{}</B>\n", "{{c}}", "{{/* {} */}}\n", "\n\nimport B from './b'\n\n"),
]
SAID = st.sampled_from(fuzz_markdown.PROSE)


def filled(form: str, *said: str) -> str:
    """A form with what is said in its places, in turns; doubled braces are braces."""
    return form.format(*itertools.islice(itertools.cycle(said), form.count("{}")))


@st.composite
def documents(draw: st.DrawFn) -> tuple[Markup, str]:
    """Constructs of one markup around damaged prose, some of them broken by a stray character.

    Broken reStructuredText is read in ways of its own by docutils; there the certificate decides.
    """
    markup = draw(st.sampled_from(sorted(PIECES, key=lambda markup: markup.value)))
    forms = draw(st.lists(st.sampled_from(PIECES[markup]), min_size=1, max_size=8))
    text = " ".join(filled(form, draw(SAID).replace("'", ""), draw(SAID)[:9]) for form in forms)
    text = text.replace("\n ", "\n")
    if markup is not Markup.RST and draw(st.booleans()):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(fuzz_markdown.BREAKAGE)) + text[at:]
    return markup, text


def test_forms_are_filled_however_many_places_they_have() -> None:
    forms = ("| {} | {} |\n|:--|-:|\n| {} | `{}` |\n", "\\emph{{{}}}", "{{x}}", "x=${{x#y}}\n")
    assert [filled(form, "a", "b") for form in forms] == [
        "| a | b |\n|:--|-:|\n| a | `b` |\n",
        "\\emph{a}",
        "{x}",
        "x=${x#y}\n",
    ]


@given(documents())
@settings(max_examples=300, deadline=None)
def test_letters_of_prose_are_no_markup(document: tuple[Markup, str]) -> None:
    markup, text = document
    try:
        spans = protected(Facts(text, markup))
    except Unparsable:
        reject()
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    prose = [slice(*edges[at : at + 2]) for at in range(0, len(edges), 2)]
    edits = [Edit(p.start, p.stop, re.sub("[b-df-z]", "e", text[p])) for p in prose]
    assert altering(text, [e for e in edits if e.text != text[e.start : e.end]], markup) is None


@given(documents())
@settings(max_examples=100, deadline=None)
def test_shipped_rules_leave_the_structure(
    rules: tuple[Rule, ...], document: tuple[Markup, str]
) -> None:
    markup, text = document
    try:
        cleaned = clean(text, rules, up_to=Safety.SUGGEST, markup=markup)
    except (Restructured, Unparsable):
        reject()
    again = apply(text, cleaned.edits)
    assert (again, altering(text, cleaned.edits, markup)) == (cleaned.after, None)


@pytest.mark.parametrize("seed", [1, 2])
def test_markdown_at_random(rules: tuple[Rule, ...], seed: int) -> None:
    rng = random.Random(seed)
    found = [fuzz_markdown.judge(fuzz_markdown.document(rng, ()), rules) for _ in range(150)]
    assert [fault for _, faults in found for fault in faults if fault.startswith("FAULT")] == []
    assert sum(verdict == "left alone" for verdict, _ in found) <= 3
    assert sum(verdict == "changed" for verdict, _ in found) >= 75


def test_blanking_finds_letters_that_are_markup() -> None:
    assert fuzz_markdown.blanked("a `b` [c](d)\n") == "e `b` [e](d)\n"


def test_the_other_parser_sees_structure_and_no_prose() -> None:
    same = fuzz_markdown.outline("a *b* `c`\n") == fuzz_markdown.outline("d *e* `c`\n")
    other = fuzz_markdown.outline("a *b* `c`\n") == fuzz_markdown.outline("a *b* `d`\n")
    assert (same, other) == (True, False)


def test_examples_of_a_specification_are_read() -> None:
    fence = "`" * 32
    spec = (
        f"x\n{fence} example\n→a\n.\n<p>a</p>\n{fence}\n\n{fence} example x\nb\n\nc\n.\n{fence}\n"
    )
    assert fuzz_markdown.examples(spec) == ["\ta\n", "b\n\nc\n"]

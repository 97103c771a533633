"""Source code: comments and docstrings are prose, less the code and the directives in them."""

from __future__ import annotations

import pytest
from making import characters
from reading import prose_of

from cleaner import Markup, Safety, Unparsable, clean, load_rules
from cleaner.model import Manner
from cleaner.runs import run_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n# So it is.\n", ["So it is."]),
        ("x = '# no'  # It is so.\n", ["It is so."]),
        ('"""A module."""\nx = """no"""\n', ["A module."]),
        (
            'class A:\n    """It is\n    so."""\n\n    def f(self):\n        "And so."\n',
            ["It is\n", "so.", "And so."],
        ),
        ('async def f():\n    r"""No \\escape."""\n', ["No ", "scape."]),
        ('def f():\n    """A\\nb."""\n', ["A", "b."]),
        ('"""So.\n\n>>> f( x )\n"no  prose"\n"""\n', ["So."]),
        ('"""Use ``a  b``::\n\n    code  here\n"""\n', ["Use "]),
        ('"""Do.\n\n:param x: The thing.\n"""\n', ["Do.", "The thing."]),
        ("# noqa: E501\n# type: ignore\n# pylint: disable=x\n# Prose.\n", ["Prose."]),
        ("# x = f(y)\n# import os\n# if x:\n# f(\n# Prose is not code.\n", ["Prose is not code."]),
        ("é = 1; '''a''' # It’s\n", ["It’s"]),
        ("def é(): 'A b.'\n", ["A b."]),
        ("x = f'''{y}''' # so\n", ["so"]),
    ],
)
def test_prose_of_python(text: str, expected: list[str]) -> None:
    assert [piece for piece in prose_of(text, Markup.PYTHON) if piece.strip()] == expected


@pytest.mark.parametrize(
    ("markup", "text", "expected"),
    [
        (Markup.C, 'char c = \'"\'; // One "two".\n', ['One "two".']),
        (Markup.C, '/**\n * One\n * two.\n */\nchar *s = "/* no */ \\" // no";\n', ["One", "two."]),
        (Markup.C, 'auto s = R"x(// no )" )x"; int n = 1\'000; // Yes.\n', ["Yes."]),
        (
            Markup.C,
            "/** @param x What it is.\n * {@link A b} <b>bold</b> */\n",
            [" What it is.", " ", "bold"],
        ),
        (
            Markup.C,
            "// x = f(y);\n// NOLINT(a b)\n// SPDX-License-Identifier: MIT\n// Yes\n",
            ["Yes"],
        ),
        (Markup.C, 'String s = """\n// no " no\n"""; // Yes.\n', ["Yes."]),
        (
            Markup.JAVASCRIPT,
            "let a = /[\"'/]/g, b = `// no ${c}`; x = a / b; // A / b.\n",
            ["A / b."],
        ),
        (Markup.JAVASCRIPT, "// eslint-disable-next-line a\n// @ts-ignore\n/* Yes. */\n", ["Yes."]),
        (
            Markup.GO,
            "//go:build linux\n// Package a does.\nx := `\\` // So.\n",
            ["Package a does.", "So."],
        ),
        (Markup.RUST, "fn f<'a>(x: &'a str) { '\"'; r#\"// \" no\"#; } // One.\n", ["One."]),
        (Markup.RUST, "/* a /* b */ c */ //! d\n", ["a /* b */ c", "d"]),
        (
            Markup.SHELL,
            "#!/bin/sh\n# One.\necho \"# no\" '# no' ${x#y} $# \\' # two\n",
            ["One.", "two"],
        ),
        (Markup.SHELL, "cat <<'EOF'\n# it's no\nEOF\n# Yes.\n", ["Yes."]),
    ],
)
def test_prose_of_comments(markup: Markup, text: str, expected: list[str]) -> None:
    assert prose_of(text, markup) == expected


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.c", "int x;\n/* it"),
        ("a.js", "a;\n`it"),
        ("a.go", "a\n`it"),
        ("a.rs", 'a\n"it'),
        ("a.sh", "a\n'it"),
    ],
)
def test_code_that_breaks_off_is_left_alone(name: str, text: str) -> None:
    outcome = run_text(text.encode(), name, Manner([characters({"it": "x"})]))
    assert outcome.failure == f"{name}:2: left alone: a string or a comment does not end; mend it"


@pytest.mark.parametrize("text", ["x = 1\ndef f(:\n# teh\n", "x = 1\nx = '''teh\n", "print 'teh'"])
def test_what_is_no_python_is_left_alone(text: str) -> None:
    with pytest.raises(Unparsable):
        clean(text, [characters({"teh": "the"})], markup=Markup.PYTHON)


@pytest.mark.parametrize(
    ("markup", "text", "becomes"),
    [
        (Markup.PYTHON, "# It is teh.\n", "the\nend"),
        (Markup.PYTHON, 'def f():\n    """It is teh."""\n', '"""'),
        (Markup.C, "/* It is teh. */\n", "*/"),
        (Markup.RUST, "/* It is teh. */\n", "/*"),
        (Markup.SHELL, "# It is teh.\n", "the\nend"),
    ],
)
def test_an_edit_that_leaves_the_comment_is_refused(
    markup: Markup, text: str, becomes: str
) -> None:
    cleaned = clean(text, [characters({"teh": becomes})], markup=markup)
    assert (cleaned.after, [one.found for one in cleaned.barred]) == (text, ["teh"])


def test_shipped_rules_repair_prose_alone() -> None:
    said = "It came becuase it did."
    text = f'x = "becuase"  # {said}\ndef becuase():\n    """{said}"""\n'
    after = clean(text, load_rules(), up_to=Safety.SUGGEST, markup=Markup.PYTHON).after
    assert after == text.replace("came becuase", "came because")

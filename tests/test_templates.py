from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.marks import Style
from cleaner.templates import TemplateError, names, parse, render

CURLY, PLAIN = Style(double=True, single=True), Style(double=False, single=False)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{a}’s {b}", "oN’s dEn"),
        ("{a:upper} {a:lower} {a:capital}", "ON on ON"),
        ("{b:capital}", "DEn"),
        ("{{{a}}}", "{oN}"),
        ("{1}", "one"),
        ("", ""),
    ],
)
def test_groups_are_put_in(template: str, text: str) -> None:
    assert render(template, {"a": "oN", "b": "dEn", "1": "one"}, CURLY) == text


def test_only_the_marks_of_the_template_follow_the_style() -> None:
    assert render("“{a}’s”", {"a": "Jo’s"}, PLAIN) == '"Jo’s\'s"'


def test_a_template_names_its_groups() -> None:
    assert names("{a}{{b}}{c:upper}{a}") == {"a", "c"}


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{", "a single `{`: write `{{` for a brace"),
        ("a}", "a single `}`: write `}}` for a brace"),
        ("{a b}", "a single `{`: write `{{` for a brace"),
        ("{a:title}", "`{a:title}`: the case is one of upper, lower, capital"),
    ],
)
def test_what_cannot_be_read_is_said(template: str, said: str) -> None:
    with pytest.raises(TemplateError) as caught:
        parse(template)
    assert str(caught.value) == said


@given(st.text())
def test_any_text_can_be_written_as_a_template(text: str) -> None:
    escaped = text.replace("{", "{{").replace("}", "}}")
    assert render(escaped, {}, CURLY) == text

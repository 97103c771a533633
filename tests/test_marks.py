from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from cleaner.marks import Style, fold, marks_in, style_of, widen

CURLY, PLAIN = Style(double=True, single=True), Style(double=False, single=False)
TEXTS = st.text(alphabet="ab \n“”‘’\"'")


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("", PLAIN),
        ("no mark at all", PLAIN),
        ("“It’s here”", CURLY),
        ('"It\'s here"', PLAIN),
        ("It’s", CURLY),
        ("It's", PLAIN),
        ("“Here”", CURLY),
        ('"Here"', PLAIN),
        ("“Here” it's", Style(double=True, single=False)),
        ('"Here" it’s', Style(double=False, single=True)),
        ('“a" b', CURLY),
    ],
)
def test_style_is_that_of_most_marks(text: str, style: Style) -> None:
    assert style_of(marks_in(text)) == style


def test_a_style_writes_its_own_marks() -> None:
    assert PLAIN.write("“It’s ‘so’”") == "\"It's 'so'\""
    assert CURLY.write("“It’s ‘so’” \"'") == "“It’s ‘so’” \"'"


@given(TEXTS)
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert not set(fold(text)) & set("“”‘’")


@given(st.text(alphabet="ab“”‘’\"'", min_size=1))
def test_a_pattern_takes_either_style_of_its_marks(text: str) -> None:
    assert regex.fullmatch(widen(regex.escape(text)), text)
    if not set(text) & set("'\""):
        assert regex.fullmatch(widen(regex.escape(text)), fold(text))


@pytest.mark.parametrize(
    ("pattern", "wide"),
    [
        ("s’", "s[’']"),
        ("s'", "s['’]"),
        ("[’a]", "[’'a]"),
        (r"\[’", r"\[[’']"),
        (r"\’", r"\’"),
        (r"\x27", r"\x27"),
        ("“a”", '[“"]a[”"]'),
        ('"', '["“”]'),
    ],
)
def test_marks_widen_inside_and_outside_a_class(pattern: str, wide: str) -> None:
    assert widen(pattern) == wide

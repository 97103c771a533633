import pytest

from cleaner.output.visible import escape, shorten, show, visible
from cleaner.places import Lines


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", "nothing"),
        ("teh", "`teh`"),
        (" ", "`␣`"),
        ("a b", "`a b`"),
        (" a  b ", "`␣a␣␣b␣`"),
        ("docu-\nment", "`docu-⏎ment`"),
        ("\t", "`\\t`"),
        ("\u200b\u00ad\u2028\x00", "`\\u200b\\u00ad\\u2028\\u0000`"),
        ("a\u00a0b", "`a\\u00a0b`"),
        ("\u202eabc", "`\\u202eabc`"),
        ("\U000e0001", "`\\U000e0001`"),
        ("Ünïcode ’“” 🙂", "`Ünïcode ’“” 🙂`"),
    ],
)
def test_everything_is_visible(text: str, shown: str) -> None:
    assert show(text) == shown


def test_a_terminal_cannot_be_led_astray() -> None:
    assert escape("\x1b[2J") == "\\u001b[2J"


def test_long_text_is_shortened_in_the_middle() -> None:
    assert shorten("a" * 60) == "a" * 60
    assert shorten("a" * 40 + "b" * 40) == "a" * 29 + " … " + "b" * 28
    assert len(shorten("x" * 1000)) == 60
    assert shorten("\n" * 1000) == "\n" * 29 + " … " + "\n" * 28


def test_long_text_is_cut_between_words() -> None:
    speech = "I came to Beijing to strengthen  channels of communication,  and we did all of that"
    assert shorten(speech) == "I came to Beijing to … and we did all of that"


def test_lines_end_at_line_feeds_only() -> None:
    lines = Lines("é🙂\u2028x\n\nab")
    assert [lines.place(at) for at in (0, 3, 4, 5, 6, 8)] == [
        (1, 1),
        (1, 4),
        (1, 5),
        (2, 1),
        (3, 1),
        (3, 3),
    ]


def test_visible_keeps_the_length_of_a_run_of_blanks() -> None:
    assert visible("a   b") == "a␣␣␣b"

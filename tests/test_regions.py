"""Regions: what no edit may enter, in plain text and in Markdown."""

from __future__ import annotations

import re

import pyromark
import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from cleaner.evidence import Facts, Span
from cleaner.model import Edit, Markup, Unparsable
from cleaner.regions import enters, protected
from cleaner.regions.markdown import OPTIONS


def regions(text: str, markup: Markup = Markup.PLAIN) -> list[str]:
    return [text[span.start : span.end] for span in protected(Facts(text, markup))]


def prose(text: str) -> list[str]:
    """What is left of a Markdown text between its regions."""
    spans = protected(Facts(text, Markup.MARKDOWN))
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    pieces = [text[edges[i] : edges[i + 1]] for i in range(0, len(edges), 2)]
    return [piece for piece in pieces if piece]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see https://x.org/a. Then", ["https://x.org/a"]),
        ("(https://x.org/a_(b)), or", ["https://x.org/a_(b)"]),
        ("“https://x.org/a,” he said", ["https://x.org/a"]),
        ("<https://x.org/?q=1&copy=2> or", ["https://x.org/?q=1&copy=2"]),
        ("https://x.org’s page; https://x.org's page", ["https://x.org", "https://x.org"]),
        ("[see http://x.org/a]…", ["http://x.org/a"]),
        ("at www.bbc.co.uk/news, where", ["www.bbc.co.uk/news"]),
        ("from bit.ly/abc or youtu.be/xyz.", ["bit.ly/abc", "youtu.be/xyz"]),
        ("works at amazon.com and fec.gov.", ["amazon.com", "fec.gov"]),
        ("write to a.b+c@mail.example.org.", ["a.b+c@mail.example.org"]),
        ("mailto:jo@x.org, tel:+123", ["mailto:jo@x.org", "tel:+123"]),
        ("thanks @handle, #tag and #1!", ["@handle", "#tag", "#1"]),
        ("read README.md, setup.py and Node.js.", ["README.md", "setup.py", "Node.js"]),
        ("the .gitignore and .NET files", [".gitignore", ".NET"]),
        ("call foo_bar() or os.path.join()", ["foo_bar()", "os.path.join()"]),
        ("a snake_case, a camelCase, an iPhone", ["snake_case", "camelCase", "iPhone"]),
        ("pass --flag or --out=x.txt to it", ["--flag", "--out=x.txt"]),
        (r"in C:\temp\..\x. and \\host\share", [r"C:\temp\..\x", r"\\host\share"]),
        (
            "in /usr/lib/x, ~/bin, ./run.sh and src/main.c",
            ["/usr/lib/x", "~/bin", "./run.sh", "src/main.c"],
        ),
        ("v1.2.3 and 2.0.1, 127.0.0.1", ["v1.2.3", "2.0.1", "127.0.0.1"]),
        ("at 10.0.0.1:8080 or 10.0.0.0/8.", ["10.0.0.1:8080", "10.0.0.0/8"]),
        ("clone git@x.org:a/b.git, then", ["git@x.org:a/b.git"]),
        ("in $HOME and $PATH, 0xDEADBEEF", ["$HOME", "$PATH", "0xDEADBEEF"]),
        ("say #two-words or a/b.txt now", ["#two-words", "a/b.txt"]),
        ("doi 10.1000/xyz.12, arXiv:2101.00001v2.", ["10.1000/xyz.12", "arXiv:2101.00001v2"]),
        ("commit 3f2a9bc of", ["3f2a9bc"]),
        (
            "id 123e4567-e89b-12d3-a456-426614174000.",
            ["123e4567-e89b-12d3-a456-426614174000"],
        ),
        ("the `a.b` span and ``c ` d`` too", ["`a.b`", "``c ` d``"]),
        ("x\n```py\na ,b\n```\ny", ["```py\na ,b\n```"]),
        ("a\n>>> f( x )\n1\n\nb", [">>> f( x )\n1"]),
        ("see\n$ cd ..\nthen", ["$ cd .."]),
        ("Thus::\n\n    a ,b\n\n    c\nd", ["\n    a ,b\n\n    c\n"]),
        (".. code-block:: py\n\n   a ,b\n\nc", [".. code-block:: py", "\n   a ,b\n"]),
        (".. note:: See  it\n\n   and  this", []),
        (
            ".. _label:\n.. c:var:: A a\n.. |x| image:: y",
            [".. _label:", ".. c:var:: A a", ".. |x| image:: y"],
        ),
        ("== ===\nA   B\n== ===\n1   2\n== ===\n\nb", ["== ===\nA   B\n== ===\n1   2\n== ==="]),
        ("Type this: >\n\n\ta .. b\n\nand go", ["\n\ta .. b\n"]),
        ("+--+\n| a|\n+--+\nb", ["+--+\n| a|\n+--+"]),
        ("the |list| of :ref:`it\n<a-b>` and `c d`_", ["|list|", ":ref:", "<a-b>", "`c d`"]),
        ("Dear {{ name }}, {% if x %}", ["{{ name }}", "{% if x %}"]),
        ("``Yes,'' and ``No'' and `a' or `b' say", []),
        ("the iana-ipv4-special-registry of", ["iana-ipv4-special-registry"]),
        ("std::vector and __init__", ["std::vector", "__init__"]),
    ],
)
def test_plain_regions(text: str, expected: list[str]) -> None:
    assert regions(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "and/or, he/she, 24/7, km/h, 1/2, red/white/blue, U.S./China, 12/05/2020",
        "They went home.The end. Division.Those who said.during the talks. home.the",
        "e.g. this, i.e.that, a.m. and p.m., the U.S.A.F., Ph.D., etc.,",
        "“Party,said he. It is.So be it.We go.In time.To go.At last.By me.No.",
        "Smith&Wesson, R&D, AT&T, Q&A; he said--and left -- then",
        "it’s 10:30, 3:1, 2–1, 1,000,000 and 3.14, $5 and 20 %",
        "good. on. you. word .then . . . and ... or …",
        "``Yes,'' she said. 'tis 6'2\" and (s)he, word(s)",
        "a covid-19-related, mid-20s-style face-to-face G-7-led",
        "He paid $US 5, A$AP and $5; 0x and a/b: so",
        "decade cafe facade 1990s 20th 5 @ 3 # 4",
        "WINNER McDonald O’Neill LaTeX NATO-led",
    ],
)
def test_prose_has_no_regions(text: str) -> None:
    assert regions(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\na: b  c\n---\n# Head *x* ##\n", ["Head ", "x"]),
        ("+++\na = 1\n+++\nx", ["x"]),
        ("one  \ntwo \nthree\\\nfour\n", ["one", "two \nthree", "four"]),
        ("- a\n  b\n\n1.  c\n   > d\n", ["a\n", "b", "c", "d"]),
        ("> a\n> b\n", ["a\n", "b"]),
        ("a\n\n    code  x\n\nb\n", ["a", "b"]),
        ("~~~\ncode\n~~~\nb\n", ["b"]),
        ('a `b` [c *d*](u "t") ![e](f)\n', ["a ", " ", "c ", "d", " ", "e"]),
        ('[a][r] and [b]\n\n[r]: http://x.y "t  t"\n[b]: <u>\n', ["a", " and "]),
        ("a <https://x.y> <b>bold</b> <code>x y</code> z\n", ["a ", " ", "bold", " ", " z"]),
        ("<div>\nno  prose\n</div>\n\nprose\n", ["prose"]),
        ("| a  b | c |\n|---|:-:|\n|  d | `e` |\n", ["a  b", "c", "d"]),
        ("x[^1].\n\n[^1]: a note\n", ["x", ".", "a note"]),
        ("Head\n===\n\nx\n***\ny\n", ["Head", "x", "y"]),
        ("> [!NOTE]\n> alert\n", ["alert"]),
        (":::warning\nthink\n:::\n", ["\nthink"]),
        ("a {{ b }} c {% d %} e\n", ["a ", " c ", " e"]),
        ("costs $5 and $6, $x  y$ so\n", ["costs $5 and $6, ", " so"]),
        ("a &amp; b \\* c\n", ["a ", " b ", " c"]),
        ("é ’ `ü` ” x\n", ["é ’ ", " ” x"]),
        ("see https://x.org/a. Yes\n", ["see ", ". Yes"]),
        ("[[wiki page]] x\n", [" x"]),
        ("- [x] done\n", ["done"]),
        ("a\n\n\u00a0\n\n\u200b\nb\n", ["a", "\nb"]),
        ("[to it][r] [r][] [r] ![r]\n\n[r]: u\n", ["to it", " ", " ", " "]),
        ("::: {note} Title\n:class: tip\nthink\n:::\n", ["\nthink"]),
        ("see {ref}`x` and {doc}`y`\n", ["see ", " and "]),
        ("(label)=\n# Head\n", ["Head"]),
        ("a\n% said to nobody\n", ["a\n"]),
        ("x\n\n```{note}\nthink\n```\n", ["x"]),
        ("x\n\n$$\na  b\n$$\ny\n", ["x", "\ny"]),
        ("term\n: what it is\n", ["term", "what it is"]),
        ("a[^1]\n\n[^1]: b\n\n    c\n\nd\n", ["a", "b", "d"]),
        ("1. a\n\n   b\n   - c\n", ["a", "b", "c"]),
        ("| a |\n|:-:|\n| b \\| c |\n", ["a", "b ", " c"]),
    ],
)
def test_prose_of_markdown(text: str, expected: list[str]) -> None:
    assert prose(text) == expected


def test_blanks_of_markdown_that_mean_nothing_are_free() -> None:
    assert prose("a \n\n\n\nb\n\n\n") == ["a ", "\n\nb", "\n\n"]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (0, 4, False),
        (4, 4, False),
        (4, 5, True),
        (5, 5, True),
        (3, 12, True),
        (9, 9, False),
        (9, 11, False),
    ],
)
def test_an_edit_enters_where_it_touches(start: int, end: int, expected: bool) -> None:
    facts = Facts("see x_yza ok")
    assert protected(facts) == (Span(4, 9),)
    assert enters(facts, Edit(start, end, "?")) is expected


@pytest.mark.parametrize(
    "text",
    [
        '# Head\n\nA *b* `c` [d](e "f") <i>g</i>.  \nNext\n\n- one\n  1. two\n\n> quote\n',
        "| a | b |\n|---|--:|\n| c \\| d | `e` |\n\nterm\n: definition\n",
        "---\nx: y\n---\n\nText[^n] $m$ [r] &amp; ~~s~~\n\n[^n]: note\n[r]: http://u.v\n",
        "<div>\nhtml\n</div>\n\n```x\ncode\n```\n\n    code\n\n***\n\nSetext\n===\n",
    ],
)
def test_edits_outside_regions_keep_the_structure(text: str) -> None:
    pieces, at = [], 0
    for span in protected(Facts(text, Markup.MARKDOWN)):
        pieces += [re.sub(r"\w", "q", text[at : span.start]), text[span.start : span.end]]
        at = span.end
    changed = "".join(pieces) + re.sub(r"\w", "q", text[at:])
    assert changed != text
    assert structure(changed) == structure(text)


def structure(text: str) -> list[str]:
    """The events of the parser without the words they carry."""
    events = [e for e in pyromark.events(text, options=OPTIONS) if "Text" not in e]
    return [str(event) for event in events]


PIECES = st.sampled_from(
    [
        *"abc \n\n\t.,:;-_*`~#@/\\<>[](){}|&'\"“”’é😀\x00\ud800\x1c\r",
        "http://",
        "x.org",
        "```",
        "~~~\n",
        "---\n",
        "    ",
        "| a |",
        "\n|-|\n",
        "$$",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "[^1]",
        "]: ",
        "- ",
        "1. ",
        "> ",
        "{{",
        "}}",
        "&amp;",
        "+++\n",
        "<code>",
        ":::",
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)


def regions_or_reject(text: str, markup: Markup) -> tuple[Span, ...]:
    try:
        return protected(Facts(text, markup))
    except Unparsable:
        reject()


@given(TEXTS, st.sampled_from(Markup))
def test_regions_are_sorted_disjoint_and_inside(text: str, markup: Markup) -> None:
    spans = regions_or_reject(text, markup)
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(set(edges))
    assert all(0 <= edge <= len(text) for edge in edges)


@given(TEXTS, st.sampled_from(Markup), st.data())
def test_enters_says_what_the_spans_say(text: str, markup: Markup, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    facts = Facts(text, markup)
    touched = any(s.start < end and start < s.end for s in regions_or_reject(text, markup))
    assert enters(facts, Edit(start, end, "x")) is touched


@given(TEXTS)
def test_words_of_markdown_that_the_parser_reads_as_code_are_protected(text: str) -> None:
    fenced = f"{re.sub('[`~<]', '', text)}\n\n```\ncode word\n```\n"
    assert "code word" not in "".join(prose(fenced))

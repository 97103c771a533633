"""HTML: only the text of text nodes is prose, and tags stay what they are."""

from __future__ import annotations

import pytest
from making import characters

from cleaner import Markup, Safety, Unparsable, clean, load_rules
from cleaner.evidence import Facts
from cleaner.model import Manner
from cleaner.regions import protected
from cleaner.regions.html import structure
from cleaner.runs import run_text


def prose(text: str) -> list[str]:
    edges = [0, *(edge for span in protected(Facts(text, Markup.HTML)) for edge in span), len(text)]
    pieces = [text[edges[i] : edges[i + 1]] for i in range(0, len(edges), 2)]
    return [piece for piece in pieces if piece]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!DOCTYPE html>\n<p class='a b'>one</p>\n<p>two</p>\n", ["one", "two"]),
        ("a <b>c</b> d <br/> e", ["a ", "c", " d ", " e"]),
        ("<script>var a = 'b';</script><style>p { }</style>c", ["c"]),
        ("<pre>a <b>b</b>\n</pre> c <code>d</code> <kbd>e</kbd> <samp>f</samp>", [" c "]),
        ("<textarea>a <b> c</textarea><template><p>d</p></template>e", ["e"]),
        ("a<!-- no > prose -->b<?php echo 1 ?>c<![CDATA[d]]>e", ["a", "b", "c", "e"]),
        (
            "we&rsquo;re 5 &lt; 6 &#8212; &#x2014; AT&T R&D; x",
            ["we", "re 5 ", " 6 ", " AT", " R", " x"],
        ),
        ('<a href="u>v" title="a b">c</a>', ["c"]),
        ("<img alt='a b'><input value=c>d", ["d"]),
        ("<div>\n    <p>\n      one\n      two\n    </p>\n</div>\n", ["one\n      two"]),
        ("<title>a b</title><h1>c</h1>", ["a b", "c"]),
        ("see https://x.org/a.html or a@b.org <i>now</i>", ["see ", " or ", " ", "now"]),
        ("<code>a<code>b</code></code>c", ["c"]),
        ("a</code>b", ["a", "b"]),
        ("5 < 6 and <3", ["5 < 6 and <3"]),
        ("<svg><text>a</text></svg>b<math><mi>c</mi></math>", ["b"]),
        ("é<b>’</b>😀x", ["é", "’", "😀x"]),
    ],
)
def test_prose_of_html(text: str, expected: list[str]) -> None:
    assert prose(text) == expected


@pytest.mark.parametrize("text", ["a\n<p title='b", "a\n<!-- b <p>c", "a\n<b", "a\n</b"])
def test_a_page_that_breaks_off_is_left_alone(text: str) -> None:
    outcome = run_text(text.encode(), "a.html", Manner([characters({"a": "x"})]))
    assert outcome.failure == "a.html:2: left alone: a tag or a comment does not end; mend it"


def test_a_page_without_findings_need_not_be_read() -> None:
    assert clean("a <b", [characters({"q": "x"})], markup=Markup.HTML).after == "a <b"
    with pytest.raises(Unparsable):
        structure("a <b")


def test_edits_stay_in_text_nodes() -> None:
    text = '<p id="teh">teh <code>teh</code> <b class=teh>teh</b><!-- teh -->&teh;</p>\r\n'
    outcome = run_text(text.encode(), "a.HTM", Manner([characters({"teh": "the"})]))
    assert outcome.cleaned is not None
    assert outcome.cleaned.after == (
        '<p id="teh">the <code>teh</code> <b class=teh>the</b><!-- teh -->&teh;</p>\n'
    )


@pytest.mark.parametrize(
    ("text", "found", "becomes"),
    [
        ("<p>teh</p>", "teh", "<i>the</i>"),
        ("<p>teh</p>", "teh", "&amp;"),
        ("<p>teh</p>", "teh", "&the"),
        ("<p>5 < teh</p>", "< teh", "<teh"),
        ("<p>teh</p>", "teh", ""),
    ],
)
def test_an_edit_that_makes_markup_is_refused(text: str, found: str, becomes: str) -> None:
    cleaned = clean(text, [characters({found: becomes})], markup=Markup.HTML)
    assert (cleaned.after, [one.found for one in cleaned.barred]) == (text, [found])


def test_references_of_a_page_stay() -> None:
    text = (
        "<p>We&rsquo;re at R&amp;D, caf&eacute; &#8212; &ldquo;yes&rdquo;.&nbsp;It&#39;s so.</p>\n"
    )
    assert clean(text, load_rules(), up_to=Safety.SUGGEST, markup=Markup.HTML).after == text


def test_tags_of_a_page_stay() -> None:
    text = "<p>He called it <b>a start</b> and left.<br>Then he came.</p>\n"
    assert clean(text, load_rules(), up_to=Safety.SUGGEST, markup=Markup.HTML).after == text


def test_block_elements_part_paragraphs() -> None:
    text = "<h1>One</h1><p class='x'>two <b>three</b>\nfour</p>\n<ul><li>five<br>six</ul>"
    assert [text[slice(*span)] for span in Facts(text, Markup.HTML).paragraphs] == [
        "One",
        "two <b>three</b>\nfour",
        "five",
        "six",
    ]

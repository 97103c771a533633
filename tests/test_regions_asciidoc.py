"""AsciiDoc: blocks, macros and marks are left; the text between them is prose."""

from __future__ import annotations

import pytest
from making import characters
from reading import prose_of

from cleaner import Markup, Safety, clean, load_rules
from cleaner.regions.asciidoc import structure


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("= Title\n:toc: left\n\n== Head of it\n\nText.\n", ["Title\n", "Head of it", "Text."]),
        ("Head\n----\n\nText.\n", ["Head\n", "Text."]),
        ("[source,python]\n----\na  = 1\n----\n\nprose\n", ["prose"]),
        ("....\nliteral\n....\n\n////\ncomment\n////\n\n++++\n<b>\n++++\n\nprose\n", ["prose"]),
        ("```py\ncode\n```\nprose\n", ["prose"]),
        ("|===\n|a |b\n\n|c |d\n|===\n\nprose\n", ["prose"]),
        ("[source]\n.A title\n--\ncode\n--\n\nprose\n", ["A title\n", "prose"]),
        ("[source,sh]\ngit  add\n\nprose\n", ["prose"]),
        ("[NOTE]\n====\nA note.\n====\n", ["A note.\n"]),
        ("[quote, A B]\n____\nIt was said.\n____\n", ["It was said.\n"]),
        ("NOTE: Think.\n\n// comment\nprose\n", ["Think.", "prose"]),
        ("image::a b.png[x y]\n\ninclude::c.adoc[]\n\n[[anchor]]\n[#id.role]\nprose\n", ["prose"]),
        (
            "* one\n** two\n- three\n. four\n1. five\n",
            ["one\n", "two\n", "three\n", "four\n", "five"],
        ),
        ("term:: what it is\n+\nmore\n", ["term", "what it is\n", "more"]),
        ("a\n\n literal  line\n goes on\n\nb\n", ["a", "b"]),
        ("a `b  c` d `+e+` f ++g++ h +++i+++ j\n", ["a ", " d ", " f ", " h ", " j"]),
        ("*a* _b_ #c# ^d^ ~e~\n", ["a", " ", "b", " ", "c", " ", "d", " ", "e"]),
        ("see <<id,the text>> and link:a.html[b c] or xref:d[e]\n", ["see ", " and ", " or "]),
        ("at https://x.org/a[the site] and {attr} now\n", ["at ", " and ", " now"]),
        ("a footnote:[It is so.] b\n", ["a ", "It is so.", " b"]),
        ('he said "`yes`" and &rsquo; (C)\n', ["he said ", " and ", " (C)"]),
        ("one +\ntwo\n", ["one ", "\ntwo"]),
        ("<1> It calls.\n", ["It calls."]),
        ("((term)) and (((a, b))) c\n", ["term", " and ", " c"]),
        ("press kbd:[Ctrl+C] now\n", ["press ", " now"]),
        ("Yes.... And so\n", ["Yes.... And so"]),
    ],
)
def test_prose_of_asciidoc(text: str, expected: list[str]) -> None:
    assert prose_of(text, Markup.ASCIIDOC) == expected


@pytest.mark.parametrize(
    ("text", "found", "becomes"),
    [
        ("Teh end.\n", "Teh", "= the"),
        ("Teh end.\n", "Teh", "*the*"),
        ("Teh end.\n", "Teh", "`the`"),
        ("Teh end.\n", "Teh end.", "----"),
        ("Teh end.\n", "Teh", ":the: x"),
        ("Teh end.\n", "Teh", "{the}"),
        ("Teh end.\n", "Teh end.", ""),
    ],
)
def test_an_edit_that_makes_markup_is_refused(text: str, found: str, becomes: str) -> None:
    cleaned = clean(text, [characters({found: becomes})], markup=Markup.ASCIIDOC)
    assert (cleaned.after, [one.found for one in cleaned.barred]) == (text, [found])


def test_structure_of_asciidoc_is_all_but_its_prose() -> None:
    assert structure("= A\n\nb *c* d\n") == structure("= E\n\nf *g* h\n")
    assert structure("----\na\n----\n") != structure("----\nb\n----\n")


def test_shipped_rules_repair_prose_alone() -> None:
    text = (
        "== It is becuase\n\nIt came becuase of `becuase`.\n\n----\nbecuase\n----\n\nx::becuase[]\n"
    )
    after = clean(text, load_rules(), up_to=Safety.SUGGEST, markup=Markup.ASCIIDOC).after
    assert after == text.replace("is becuase", "is because").replace("came becuase", "came because")

"""reStructuredText: what its specification sets apart is left, and docutils reads the same."""

from __future__ import annotations

import sys

import pytest
from making import characters
from reading import prose_of

from cleaner import Markup, Safety, clean, load_rules
from cleaner.regions.rst import structure


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Title\n=====\n\nText.\n", ["Text."]),
        ("=====\nTitle\n=====\n\nText.\n\n-----\n\nMore.\n", ["Text.", "More."]),
        ("Say::\n\n    code  here\n\n  more code\n\nprose\n", ["Say", "prose"]),
        ("Say::\n\n> quoted\n> code\n\nprose\n", ["Say", "prose"]),
        ("- say::\n\n    code\n\n  prose\n", ["say", "prose"]),
        ("a\n\n::\n\n  code\n\nb\n", ["a", "b"]),
        (">>> f( x )\n'y  z'\n\nprose\n", ["prose"]),
        (".. code-block:: python\n   :name: x\n\n   a = 1\n\nprose\n", ["prose"]),
        (".. note:: A word.\n   More.\n\n   And more.\n", ["A word.\n", "More.", "And more."]),
        (".. note::\n   :class: x y\n\n   Text.\n", ["Text."]),
        (".. figure:: a.png\n   :alt: what it\n      shows\n\n   Caption.\n", ["Caption."]),
        (".. versionadded:: 2.1\n   It came.\n", ["It came."]),
        (".. unknown:: x\n\n   text\n\nprose\n", ["prose"]),
        (".. a comment\n   goes on\n\nprose\n", ["prose"]),
        (".. _target: http://x.y\n.. |sub| image:: a.png\n__ http://z\n\nprose\n", ["prose"]),
        (".. [1] A note.\n.. [CIT2002] Another.\n", ["A note.\n", "Another."]),
        ("+---+---+\n| a | b |\n+---+---+\n\nprose\n", ["prose"]),
        ("====  ====\na     b\n====  ====\nc     d\n====  ====\n\nprose\n", ["prose"]),
        (":Author: A B\n:param x: What it is.\n:orphan:\n\nprose\n", ["What it is.\n", "prose"]),
        ("- a\n* b\n1. c\n(a) d\n#. e\n", ["a\n", "b\n", "c\n", "d\n", "e"]),
        ("-a, --all  Show it.\n--long=X  Or it.\n", ["Show it.\n", "Or it."]),
        ("| a line\n| of verse\n", ["a line\n", "of verse"]),
        ("term\n    What it is.\n", ["term\n", "What it is."]),
        ("a ``b  c`` d :ref:`e f` g `h i`_ j `k`__ l\n", ["a ", " d ", " g ", " j ", " l"]),
        ("a `b <http://x.y>`_ c `d`:role: e _`f g` h\n", ["a ", " c ", " e ", " h"]),
        (
            "a |b c| d [1]_ e [#x]_ f word_ g two-words_ h\n",
            ["a ", " d ", " e ", " f ", " g ", " h"],
        ),
        ("*a* **b** c \\* d\n", ["a", " ", "b", " c ", " d"]),
        ("5 * 3 is so\n\nit don't `` say\n", ["5 ", " 3 is so"]),
        ("one `` a\n\ntwo\n\n```` b\n\nthree `` c\n", ["two"]),
        ("``a\nb`` c\n", [" c"]),
        ("Yes.\n...\n\nShort\n--\n", ["Yes.\n...", "Short\n--"]),
    ],
)
def test_prose_of_rst(text: str, expected: list[str]) -> None:
    assert prose_of(text, Markup.RST) == expected


BREAKS = [
    ("Teh end.\n", "Teh", "- the"),
    ("Teh end.\n", "Teh", "*the*"),
    ("Teh end.\n", "Teh", "``the``"),
    ("Teh end.\n", "Teh", "the_"),
    ("Teh end.\n", "Teh", ".. the"),
    ("Teh end:\n\n  so\n", "end:", "end::"),
    ("a\n\nteh\n", "teh", "----"),
    ("Teh end.\n", "Teh", ""),
    ("Teh\n  end.\n", "Teh", "\nthe"),
]


@pytest.mark.parametrize(("text", "found", "becomes"), [*BREAKS[:-2], BREAKS[-1]])
def test_an_edit_that_makes_markup_is_refused(text: str, found: str, becomes: str) -> None:
    cleaned = clean(text, [characters({found: becomes})], markup=Markup.RST)
    assert (cleaned.after, [one.found for one in cleaned.barred]) == (text, [found])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("A b.\n\n- c\n", "Dee.\n\n- e f\n", True),
        ("Title\n=====\n", "Title\n====\n", False),
        ("Title\n=====\n", "Titles\n=====\n", False),
        ("``a``\n", "``b``\n", False),
        (".. note:: a\n", ".. note:: b\n", True),
        (".. note:: a\n", ".. tip:: a\n", False),
        ("a\n  b\n", "a\n\n  b\n", False),
    ],
)
def test_structure_of_rst_is_all_but_its_prose(one: str, other: str, same: bool) -> None:
    assert (structure(one) == structure(other)) is same


def test_docutils_sees_what_the_scanner_does_not() -> None:
    pytest.importorskip("docutils")
    assert structure("a *b* c\n") != structure("a*b* c\n")


def test_without_docutils_the_scanner_alone_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    with_docutils = structure("A *b*.\n")
    monkeypatch.setitem(sys.modules, "docutils", None)
    assert structure("A *b*.\n") == with_docutils[: len(structure("C *d*.\n"))]


def test_shipped_rules_repair_prose_alone() -> None:
    text = (
        "Becuase\n=======\n\nIt was becuase of ``becuase`` that :ref:`becuase` came.\n\n"
        "Say::\n\n    becuase\n\n.. code:: becuase\n\n   becuase\n"
    )
    after = clean(text, load_rules(), up_to=Safety.SUGGEST, markup=Markup.RST).after
    assert after == text.replace("was becuase", "was because")

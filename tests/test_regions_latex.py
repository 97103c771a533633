"""LaTeX: commands, formulas, code and the marks of TeX are left; the text between is prose."""

from __future__ import annotations

import pytest
from making import characters
from reading import prose_of

from cleaner import Markup, Safety, clean, load_rules
from cleaner.regions.latex import structure


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "\\documentclass{x}\n\\title{A b}\n\\begin{document}\nText.\n\\end{document}\nno\n",
            ["\nText.\n"],
        ),
        (
            "\\section{A head} text \\emph{so} \\textbf{bold}\n",
            ["A head", " text ", "so", " ", "bold"],
        ),
        ("\\section*[short one]{A head}\n", ["A head"]),
        ("see \\ref{a b}, \\cite[p. 5]{c} or \\url{http://x.y/%7E}\n", ["see ", ", ", " or "]),
        ("\\foo{not prose}{nor this} prose\n", [" prose"]),
        ("\\href{http://x.y}{the page} prose\n", [" prose"]),
        ("a $x  y$ b \\(c d\\) e $$f$$ g \\[h\\] i\n", ["a ", " b ", " e ", " g ", " i"]),
        ("costs \\$5 and 10\\% more\n", ["costs ", "5 and 10", " more"]),
        ("a % a comment\nb\n", ["a ", "b"]),
        ("\\begin{verbatim}\n$ % \\x\n\\end{verbatim}\nprose\n", ["\nprose"]),
        ("\\begin{lstlisting}[language=C]\nint  x;\n\\end{lstlisting} prose\n", [" prose"]),
        ("\\begin{align*}\na &= b\n\\end{align*}\nprose\n", ["\nprose"]),
        (
            "\\begin{itemize}\n\\item One.\n\\item[b] Two.\n\\end{itemize}\n",
            ["\n", " One.\n", " Two.\n"],
        ),
        ("\\begin{quote}So it is.\\end{quote}\n", ["So it is."]),
        ("``Yes,'' he said; `no' and \"so\"\n", ["Yes,", " he said; ", "no' and ", "so"]),
        ("one---two -- three~four\n", ["one", "two ", " three", "four"]),
        ("the caf\\'e, na\\\"{\\i}ve Erd\\H{o}s, \\c{c}a\n", ["the ", ", ", " ", ", "]),
        ("\\verb|a  b| and \\verb*+c+ x\n", [" and ", " x"]),
        ("\\LaTeX\\ is {\\bf so} \\& more\n", ["is ", " so", " ", " more"]),
        ("a\\footnote{It is so.} b\n", ["a", "It is so.", " b"]),
        ("a\n\n  b\n", ["a", "b"]),
        ("\\begin{tabular}{ll}a & b \\\\\\end{tabular} c\n", [" c"]),
    ],
)
def test_prose_of_latex(text: str, expected: list[str]) -> None:
    assert prose_of(text, Markup.LATEX) == expected


@pytest.mark.parametrize(
    ("text", "found", "becomes"),
    [
        ("Teh end.\n", "Teh", "\\the"),
        ("Teh end.\n", "Teh", "50%"),
        ("Teh end.\n", "Teh", "$5"),
        ("Teh end.\n", "Teh", "R&D"),
        ("Teh end.\n", "Teh", "{the"),
        ("Teh end.\n", "Teh", "a_b"),
        ("Teh\nend.\n", "Teh", "the\n"),
        ("\\emph{teh}\n", "teh", ""),
    ],
)
def test_an_edit_that_makes_markup_is_refused(text: str, found: str, becomes: str) -> None:
    cleaned = clean(text, [characters({found: becomes})], markup=Markup.LATEX)
    assert (cleaned.after, [one.found for one in cleaned.barred]) == (text, [found])


def test_structure_of_latex_is_all_but_its_prose() -> None:
    assert structure("\\emph{a b} c $d$\n") == structure("\\emph{e} f $d$\n")
    assert structure("\\emph{a} $d$\n") != structure("\\emph{a} $e$\n")


@pytest.mark.parametrize(
    "text",
    [
        "``Yes,'' he said. ``No,'' she said.\n",
        "He said ``yes'' and ``no'', and ``so on.''\n",
        "It was ``a start'', he said---and left. See pp.~12--14.\n",
        "``Come in,'' said Ann. ``We have waited.''\n\n``I know.'' Ben sat down.\n",
        "The `small' one and the \"large\" one, the caf\\'e's own.\n",
    ],
)
def test_marks_of_tex_belong_to_the_document(text: str) -> None:
    assert clean(text, load_rules(), up_to=Safety.SUGGEST, markup=Markup.LATEX).after == text


def test_shipped_rules_repair_prose_alone() -> None:
    text = "It came \\emph{becuase} of $becuase$ and \\ref{becuase}. % becuase\n"
    after = clean(text, load_rules(), up_to=Safety.SUGGEST, markup=Markup.LATEX).after
    assert after == text.replace("emph{becuase", "emph{because")

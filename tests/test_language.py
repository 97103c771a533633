"""Which paragraphs are taken for another language than English."""

import doctest
from collections import Counter
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import language
from cleaner.counts import tokens_of
from cleaner.evidence import Facts, Part, Span, forms
from cleaner.model import Markup
from cleaner.windows.knowledge import Knowledge, Unknown

PIECES = [
    "the ",
    "le ",
    "und ",
    "The ",
    "für ",
    "nao ",
    "l’",
    "and",
    ". ",
    "\n",
    "\n\n",
    "<p id='the'>",
]


def test_its_docstrings_hold() -> None:
    assert doctest.testmod(language).failed == 0


@pytest.mark.parametrize(
    "text",
    [
        "Erstelle einen Ordner namens `boot` im Verzeichnis deiner Karte, wenn kein anderer da ist",
        "Jak opracowuje się wytyczne dla dostępności przez proces oraz przy projekcie",
        "Οι οδηγίες για το Web είναι απλές και με τα εργαλεία",
        "История интернет пользователей не так проста, как это кажется на первый взгляд",
        "Merci de votre visite pour les enfants et les parents",
        "Die Anwendung wird beendet, und sie nimmt keine Anfragen an; das ist nicht neu",
        "Para los usuarios, el sistema es una herramienta que funciona con una red",
        "Perintah ini untuk aplikasi yang akan dipasang dengan versi itu",
    ],
)
def test_other_languages_are_known_by_their_small_words(text: str) -> None:
    assert language.is_foreign(Facts(text), 0)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Add 2 cups flour, stir well, bake 30 minutes",
        "Charles de Gaulle, Los Angeles, La Paz, El Paso and Las Vegas",
        "“Je suis la reine de la mer,” she said to her brother, who had not been there that day",
        "He spoke of the coup d’état, of laissez-faire, and of the crème de la crème",
    ],
)
def test_english_with_foreign_words_is_english(text: str) -> None:
    assert not language.is_foreign(Facts(text), 0)


def test_a_short_paragraph_is_in_the_language_of_its_document() -> None:
    text = "Compiler pkgsrc\n\nIl faut le faire pour les autres, et pour la suite avec une hache"
    assert language.is_foreign(Facts(text), 0)


def test_each_paragraph_has_its_own_language() -> None:
    text = "It was late, and they had gone.\n\nIl est tard, et la ville dort avec les enfants."
    assert [language.is_foreign(Facts(text), at) for at in (0, len(text))] == [False, True]


def foreign(facts: Facts, offset: int) -> bool:
    """The same, every word counted for the last paragraph that begins before it."""
    counts: dict[int, Counter[bool]] = {}
    for token in tokens_of(facts.text):
        word = facts.text[token.start : token.end]
        if word in language.ENGLISH or word in language.OTHER:
            counted = counts.setdefault(facts.paragraph_at(token.start), Counter())
            counted[word in language.ENGLISH] += 1
    counted = counts.get(facts.paragraph_at(offset), Counter())
    if counted.total() < language.ENOUGH:
        counted = sum(counts.values(), Counter())
    return counted[False] > counted[True]


@given(
    st.lists(st.sampled_from(PIECES), max_size=20).map("".join),
    st.sampled_from([Markup.PLAIN, Markup.HTML]),
)
def test_each_paragraph_is_judged_by_its_own_words_or_by_all(text: str, markup: Markup) -> None:
    facts = Facts(text, markup)
    if facts.paragraphs:
        offsets = range(len(text) + 1)
        assert [language.is_foreign(facts, at) for at in offsets] == [
            foreign(facts, at) for at in offsets
        ]


def told_apart(blocks: list[str]) -> list[bool]:
    """What is said of each block where the text is known by sums, and read with its neighbours."""
    knowledge = Knowledge(forms(Facts("".join(blocks))))
    parts: list[Facts] = []
    for number, block in enumerate(blocks):
        before = "".join(blocks[max(number - 1, 0) : number])
        core = Span(len(before), len(before) + len(block))
        text = before + "".join(blocks[number : number + 2])
        parts.append(Facts(text, part=Part(knowledge, number, core)))
    try:
        return [language.is_foreign(one, one.core.start) for one in parts]
    except Unknown:
        knowledge.learn([knowledge.summing()(parts)])
    return [language.is_foreign(one, one.core.start) for one in parts]


BLOCKS = ["the\n\n", "le\n\n", "für\n \n", "und\n\n", "they and\n\n", "naïve\n\n\n"]


@given(st.lists(st.sampled_from(BLOCKS), min_size=1))
def test_what_parts_count_tells_of_each_what_the_whole_text_does(blocks: list[str]) -> None:
    starts = accumulate(map(len, blocks[:-1]), initial=0)
    whole = Facts("".join(blocks))
    assert told_apart(blocks) == [language.is_foreign(whole, start) for start in starts]

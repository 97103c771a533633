"""Which paragraphs are taken for another language than English."""

import doctest

import pytest

from cleaner import language
from cleaner.evidence import Facts


def test_its_docstrings_hold() -> None:
    assert doctest.testmod(language).failed == 0


@pytest.mark.parametrize(
    "text",
    [
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

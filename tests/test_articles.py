import pytest

from cleaner.articles import takes_an

AN = """
apple hour honest heir honorary FBI MP X-ray uncle unimportant uninvited urgent umbrella usher
8 11 18 81st eighteen opera only onerous SOS F-16 idea unfair unnamed unidentified uninspired
"""
A = """
house one once one-time European US UK university unit union unique use usual useful utopia ewe
user 1 100 118 horse historic unanimous BBC universe
"""


@pytest.mark.parametrize("word", AN.split())
def test_an_stands_before(word: str) -> None:
    assert takes_an(word)


@pytest.mark.parametrize("word", A.split())
def test_a_stands_before(word: str) -> None:
    assert not takes_an(word)

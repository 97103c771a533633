import subprocess
import sys
from pathlib import Path

import pytest

from cleaner import lexicon
from cleaner.lexicon import Entry, common_among, common_words, is_name, is_word, lookup, zipf

WORDS = Path(lexicon.__file__).with_name("words.tsv")
TABLES = Path(__file__).parent.parent / "rules" / "words"


def rows(name: str) -> dict[str, str]:
    lines = (TABLES / name).read_bytes().decode().split("\n")
    assert lines[0] == "found\tbecomes"
    assert lines[-1] == ""
    return dict(line.split("\t") for line in lines[1:-1])


def test_an_entry_says_all_that_the_table_knows():
    assert lookup("Baker") == Entry(
        word="baker", zipf=4.23, ordinary=True, capitalised=False, person=True, place=False
    )


def test_the_first_and_the_last_line_are_found():
    lines = WORDS.read_bytes().decode().split("\n")[:-1]
    ends = [lines[0].split("\t")[0], lines[-1].split("\t")[0]]
    found = [entry and entry.word for entry in map(lookup, ends)]
    assert found == ends


def test_every_line_is_found_and_nothing_between_them():
    lines = [line.split("\t") for line in WORDS.read_bytes().decode().split("\n")[:-1]]
    listed = {word: (int(frequency) / 100, flags) for word, frequency, flags in lines}
    found = {word: (entry.zipf, flags_of(entry)) for word in listed if (entry := lookup(word))}
    assert found == listed
    between = {near for word in [*listed][::9] for near in (word + "!", word[:-1])}
    assert [word for word in sorted(between - listed.keys()) if lookup(word)] == []


def flags_of(entry: Entry) -> str:
    flags = {
        "w": entry.ordinary,
        "n": entry.capitalised,
        "s": entry.person,
        "p": entry.place,
    }
    return "".join(flag for flag, holds in flags.items() if holds)


def test_common_words_are_the_ordinary_ones_of_the_table_that_are_frequent():
    lines = [line.split("\t") for line in WORDS.read_bytes().decode().split("\n")[:-1]]
    frequent = {word: int(often) / 100 for word, often, flags in lines if "w" in flags}
    assert common_words() == {word: zipf for word, zipf in frequent.items() if zipf >= 3}


def test_lines_are_sorted_by_the_bytes_of_their_words_and_none_stands_twice():
    words = [line.split(b"\t")[0] for line in WORDS.read_bytes().split(b"\n")[:-1]]
    assert words == sorted(set(words))


@pytest.mark.parametrize("word", ["", "zzzzqq", "Blinkens", "\udc80", "!", "two words", "the\t"])
def test_what_is_not_listed_is_none(word: str):
    assert (lookup(word), zipf(word), is_word(word), is_name(word)) == (None, 0.0, False, False)


@pytest.mark.parametrize("word", ["don't", "don’t", "DON’T", "o’clock", "I’m"])
def test_case_and_apostrophes_are_folded(word: str):
    assert is_word(word)


@pytest.mark.parametrize("word", ["colour", "color", "realise", "realize", "geese", "judgement"])
def test_american_and_british_spellings_and_inflected_forms_are_words(word: str):
    assert is_word(word)


@pytest.mark.parametrize("word", ["teh", "recieve", "goverment", "tlie", "ofthe"])
def test_common_misspellings_are_unlisted(word: str):
    assert lookup(word) is None


@pytest.mark.parametrize("word", ["Paris", "Edwards", "paris’s", "Einstein", "Tashkent", "Helena"])
def test_names_are_names_and_no_words(word: str):
    assert (is_name(word), is_word(word)) == (True, False)


def test_a_possessive_is_a_word_if_its_noun_is():
    assert (is_word("parliament’s"), is_word("zzzzqq’s")) == (True, False)


@pytest.mark.parametrize("few", [0, 10**9])
def test_some_words_are_common_whether_or_not_all_are_read(few, monkeypatch):
    monkeypatch.setattr(lexicon, "FEW", few)
    common_words.cache_clear()
    words = ["the", "government", "parsnip", "zzzzqq", "london", "", "teh", "their's"]
    assert common_among(words) == {"the": 7.73, "government": 5.57}
    assert common_words.cache_info().currsize == (few == 0)


def test_all_common_words_are_common_one_by_one(monkeypatch):
    monkeypatch.setattr(lexicon, "FEW", 10**9)
    words = [line.split(b"\t")[0].decode() for line in WORDS.read_bytes().split(b"\n")[:-1]]
    common_words.cache_clear()
    found = common_among(words)
    assert common_words.cache_info().currsize == 0
    assert found == common_words()


def test_common_words_have_higher_frequencies():
    assert zipf("the") > zipf("government") > zipf("parsnip") > zipf("zzzzqq") == 0.0


def test_it_imports_nothing_but_the_standard_library_s_mmap():
    program = "import cleaner.model, bisect, sys, typing; before = set(sys.modules); "
    program += "import cleaner.lexicon; new = set(sys.modules) - before; "
    program += "print(*sorted(new - {'cleaner.lexicon', 'mmap'}))"
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    assert done.stdout == "\n"


def test_no_string_stands_in_two_tables():
    names = ["place-name-case", "place-name-ambiguous", "common-misspellings", "ocr-lookalikes"]
    found = [key for name in names for key in rows(f"{name}.tsv")]
    assert len(found) == len(set(found))


@pytest.mark.parametrize("name", ["common-misspellings.tsv", "ocr-lookalikes.tsv"])
def test_no_word_is_a_misspelling_and_every_correction_is_known(name: str):
    table = rows(name)
    corrections = {word for becomes in table.values() for word in becomes.split(" ")}
    wrong = [found for found in table if is_word(found) or is_name(found)]
    unknown = sorted(word for word in corrections if not (is_word(word) or is_name(word)))
    assert (wrong, unknown) == ([], [])


KEPT = (
    "china turkey jersey may march mobile reading nice polish chad cologne bath lima swiss french"
)


@pytest.mark.parametrize("word", KEPT.split())
def test_words_are_no_unmistakable_names(word: str):
    assert word not in rows("place-name-case.tsv")


@pytest.mark.parametrize(
    "name", ["Bali", "Monday", "European", "New York", "Hong Kong", "São Paulo", "Sao Paulo"]
)
def test_names_in_small_letters_become_themselves(name: str):
    assert rows("place-name-case.tsv")[name.lower()] == name


VARIANTS = "quitted fulfilment bloc despatched gaol connexion shew grey learnt programme colour"


@pytest.mark.parametrize("word", [*VARIANTS.split(), "judgement", "wont", "cant", "goin", "dont"])
def test_variants_and_dialect_are_no_misspellings(word: str):
    assert word not in rows("common-misspellings.tsv")

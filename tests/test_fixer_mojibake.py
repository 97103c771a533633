"""Repairs of wrong decoding: what the fixers promise beyond the examples of their rules."""

from __future__ import annotations

import re
import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import edits
from cleaner.evidence import Facts
from cleaner.fixers import controls, entities, mojibake

CLEAN = "“It’s fine,” she said — naïve, São Paulo, 20 °C, £5 … ‘yes’ "


def repaired(text: str) -> str:
    made = sorted(e for c in mojibake.find(Facts(text), {}) for e in c.edits)
    return edits.apply(text, made)


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "mac-roman"])
@pytest.mark.parametrize("word", ["don’t", "café", "“yes”", "1990–1995", "naïve", "£5"])
def test_what_was_misread_is_read_again(word: str, encoding: str) -> None:
    damaged = word.encode().decode(encoding, errors="surrogateescape")
    damaged = "".join(chr(ord(c) - 0xDC00) if "\udc80" <= c <= "\udcff" else c for c in damaged)
    assert repaired(f"He saw {damaged} there.") == f"He saw {word} there."


def test_twice_misread_is_read_twice() -> None:
    damaged = "’".encode().decode("cp1252").encode().decode("cp1252")
    assert repaired(f"It isn{damaged}t over.") == "It isn’t over."


def test_only_the_damage_is_touched() -> None:
    text = f"{CLEAN}donâ€™t {CLEAN}"
    (found,) = mojibake.find(Facts(text), {})
    assert (found.start, found.end, found.edits[0].text) == (len(CLEAN) + 3, len(CLEAN) + 6, "’")


def test_a_long_line_is_repaired_in_pieces() -> None:
    text = (CLEAN + "itâ€™s ") * 200
    assert repaired(text) == (CLEAN + "it’s ") * 200


@given(st.text(st.characters(codec="ascii")))
def test_ascii_is_never_mojibake(text: str) -> None:
    assert repaired(text) == text


@given(st.text(st.sampled_from(" abcéàâÂÃã’“”‘—…€™œ\x80\x99\x9d\n?ÐµÑ\ufffd")))
def test_edits_are_disjoint_and_lie_in_their_candidates(text: str) -> None:
    found = list(mojibake.find(Facts(text), {}))
    made = [edit for candidate in found for edit in candidate.edits]
    assert made == sorted(made)
    assert all(one.end <= other.start for one, other in pairwise(made))
    assert all(c.start <= e.start < e.end <= c.end <= len(text) for c in found for e in c.edits)


def test_clean_text_does_not_load_ftfy() -> None:
    code = (
        "import sys; from cleaner.evidence import Facts; from cleaner.fixers import mojibake;"
        f"print(list(mojibake.find(Facts({CLEAN!r}), {{}})), 'ftfy' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[] False\n"


@given(st.text(st.sampled_from("ab é\u200b\u200c\u200d\ufeff\xad\x00\x1f\u200eש👩🚀\ufe0fक्ی\n")))
def test_no_visible_character_is_removed(text: str) -> None:
    removed = "".join(text[c.start : c.end] for c in controls.invisible(Facts(text), {}))
    assert set(removed) <= set("\u200b\u200c\u200d\ufeff\xad\x00\x1f\u200e\n")


@given(st.text(st.sampled_from("&#amp;quotlxX0123456789nbsp rsquo;<>“”")))
def test_references_become_printable_characters(text: str) -> None:
    for candidate in entities.find(Facts(text), {}):
        (edit,) = candidate.edits
        assert text[edit.start] == "&"
        assert edit.text.replace("\xa0", " ").replace("\xad", " ").isprintable()


SIGNS = re.compile(mojibake.signs()[0][0])
ODD = [
    bytes([byte]).decode(encoding, errors="ignore") or chr(byte)
    for encoding in (*mojibake.LATIN, *mojibake.OTHER, "mac-roman")
    for byte in range(0x80, 0x100)
]


@given(st.lists(st.sampled_from([*ODD, *mojibake.LOST, "a"]), max_size=6).map("".join))
def test_what_the_sieve_looks_for_stands_in_every_damaged_text(text: str) -> None:
    if mojibake.is_suspect(text):
        assert SIGNS.search(text) is not None

"""What is known of a text before it is cleaned, and what is found of it only once."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner import Safety, load_rules
from cleaner.files import Binary, decode
from cleaner.looks import Look, Looker
from cleaner.model import Manner
from cleaner.screens import (
    BINARY_WITHIN,
    Sifted,
    ids_known,
    let_go,
    part_screen_of,
    passes,
    screen_of,
    text_of,
)
from cleaner.sieve import making, reading

TEXT = b"One thing , and another."
FOUND = frozenset(["spacing/space-before-mark"])


def nothing(data: bytes, shared: bool) -> frozenset[str] | None:
    return frozenset()


def unknown(data: bytes, shared: bool) -> frozenset[str] | None:
    return None


def found(data: bytes, shared: bool) -> frozenset[str] | None:
    return FOUND


def test_a_text_passes_if_no_rule_is_suspected() -> None:
    assert [passes(TEXT, screen) for screen in (nothing, unknown, found)] == [True, False, False]


@pytest.mark.parametrize(
    ("data", "shared", "suspects"),
    [(TEXT, False, FOUND), (TEXT, True, frozenset()), (TEXT + b" ", False, frozenset())],
)
def test_only_that_text_alone_is_known_already(
    data: bytes, shared: bool, suspects: frozenset[str]
) -> None:
    assert Sifted.of(TEXT, FOUND).told_by(nothing)(data, shared) == suspects


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xef\xbb\xbfa\r\nb\rc\n", b"a\nb\nc\n"),
        ("é".encode("latin-1"), None),
        (b"a\0b", None),
    ],
)
def test_the_text_of_a_file_is_utf_8_with_plain_line_ends(data: bytes, text: bytes | None) -> None:
    assert text_of(data) == text


@pytest.mark.parametrize("at", [BINARY_WITHIN - 1, BINARY_WITHIN])
def test_what_is_binary_has_no_text(at: int) -> None:
    data = b"a" * at + b"\0"
    try:
        text = decode(data).text.encode()
    except Binary:
        text = None
    assert text_of(data) == text


def test_screens_are_those_of_the_sieve_of_the_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("hyperscan")
    monkeypatch.setenv("CLEANER_CACHE_DIR", str(tmp_path))
    rules = tuple(rule for rule in load_rules() if rule.id.startswith("spacing/"))
    making.make(b"of spacing", rules)
    reading.kept.cache_clear()
    ids = frozenset(rule.id for rule in rules)
    assert frozenset(ids_known(b"of spacing")) == ids
    assert screen_of(b"of spacing")(TEXT, False) == FOUND
    assert screen_of(b"of spacing", ids)(TEXT, False) == FOUND
    assert part_screen_of(b"of spacing")(TEXT, False) == FOUND
    let_go(b"of spacing")
    assert screen_of(b"of spacing")(TEXT, False) == FOUND


@pytest.mark.parametrize("stamp", [None, b"of nothing"])
def test_without_a_sieve_nothing_is_told(stamp: bytes | None) -> None:
    assert ids_known(stamp) == ()
    assert screen_of(stamp)(TEXT, False) is None
    assert part_screen_of(stamp)(TEXT, False) is None
    let_go(stamp)


def test_without_a_sieve_a_look_tells_only_what_is_repeated(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT)
    look = Looker({str(path): Manner(load_rules(), Safety.SAFE)}, asks=True)(str(path))
    assert look == Look(False, look.numbers)
    assert look.numbers is not None

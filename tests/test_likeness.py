"""Cheap numbers of paragraphs never part what fingerprints join; surveys are as without them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import likeness, repetition
from cleaner.evidence import Facts
from cleaner.files import decode, read
from cleaner.looks import Looker, looks, survey
from cleaner.model import Repeated
from cleaner.screens import text_of

ODD = [" ", "\t", "\x0b", "\x0c", "\x1c", "\x1f", "\x85", "\xa0", "\u1680", "\u2007", "\u2028"]
ODD += ["\u202f", "\u205f", "\u3000", "\u200b", "\0", "\1", "*", "&", "&amp;", "&#8217;", "K", "İ"]
WORDS = ["the", "mayor", "RESIGNED", "on", "Monday", "“best”", "don’t", "Straße", "12,000", "—"]
LINE = st.lists(st.sampled_from([*WORDS, *ODD]), max_size=12).map(" ".join)
LONG = LINE.map(lambda line: f"{line} " + "the rain fell on the hills " * 7)
ENDS = ["\n", "\n\n", "\n \n", "\n\n\n", "\n\xa0\n"]
TEXT = st.lists(
    st.tuples(
        st.one_of(LINE, LONG), st.sampled_from(["\n", "\n\n", "\n \n", "\n\n\n", "\n\xa0\n"])
    ),
    max_size=9,
).map(lambda parts: "".join(line + end for line, end in parts))
STORIES = [
    f"The mayor of the town number {n} resigned on Monday after a dispute." for n in range(9)
]
BANNERS = [
    "Get the stories that matter to you.",
    "GET the stories\nthat *matter* to &ldquo;you&rdquo;.",
]


def number_of(letters: str) -> int:
    return crc32(letters.encode()[: likeness.KEY])


@given(TEXT)
def test_every_paragraph_with_a_fingerprint_has_its_number(text: str) -> None:
    spans = Facts(text).paragraphs
    letters = [repetition.letters_of(text[start:end]) for start, end in spans]
    wanted = {number_of(one) for one in letters if one is not None}
    assert wanted <= likeness.numbers(text.encode())


@given(
    st.one_of(st.binary(max_size=40), TEXT.map(str.encode), TEXT.map(lambda t: t.encode("utf-16")))
)
def test_text_of_a_file_is_that_of_its_document(data: bytes) -> None:
    text = text_of(data)
    if text is not None:
        assert text.decode() == decode(data).text


def test_marks_are_taken_off_and_line_ends_are_one() -> None:
    assert text_of(b"\xef\xbb\xbfa\r\nb\rc\n") == b"a\nb\nc\n"
    assert [text_of(data) for data in (b"a\0", b"\xff", "a".encode("utf-16"))] == [None] * 3


@given(
    files=st.lists(st.lists(st.sampled_from([*STORIES, *BANNERS]), max_size=6), max_size=12),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_survey_of_files_is_that_of_their_texts(
    files: list[list[str]],
    encoding: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("survey")
    for number, parts in enumerate(files):
        (folder / f"{number:02}.txt").write_bytes("\n\n".join(parts).encode(encoding))
    (folder / "bad.txt").write_bytes(b"\xff" + BANNERS[0].encode())
    paths = sorted(folder.glob("*.txt"))
    texts = [read(path).text for path in paths if path.name != "bad.txt"]
    assert surveyed(paths) == repetition.survey(texts)


def surveyed(paths: Sequence[Path]) -> Repeated:
    names = list(map(str, paths))
    seen = dict(zip(names, looks(names, Looker({}, asks=False), 1), strict=True))
    return survey(seen, lambda name: repetition.fingerprints(read(Path(name)).text)).repeated

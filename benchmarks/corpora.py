"""Texts to measure speed on, made from the public-domain prose of the accuracy benchmark.

    python benchmarks/corpora.py FOLDER --files 20000 --large 100

The same options give the same bytes. Each file is a passage of one book: what stands there between
two ends of sentences. No two files begin and end at the same two.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

PROSE = Path(__file__).parent / "accuracy" / "negatives.jsonl"
SLIPS = Path(__file__).parents[1] / "rules" / "words" / "common-misspellings.tsv"
PUBLIC_DOMAIN = "standardebooks/"
SMALL = (2_000, 6_000, 12_000)
"""Characters of the small files at least."""
SIZE = 5_000
"""Characters of a file at least; it goes on to the end of a sentence."""
ONE_IN = 100
"""One file in so many of `files`, and one word in so many of `damaged`, is misspelled."""
FEW = 3
"""The misspelled words of a file of `files` that has any."""
SEED = 20
_IDLE = """\
title = "Idle {number}"
why = "It costs nothing."
safety = "safe"

[words]
pairs = {{ "{word}" = "x" }}

[[example]]
before = "{word}"
after = "x"

[[example]]
keep = "y"
"""
_WORD = re.compile(r"\b[a-z]{4,}\b")
_END = re.compile(r"(?<=[a-z]{3}[.!?])(?P<mark>”?) (?=[“A-Z])|\n\n")
"""The end of a sentence, not behind `Mr.` and the like, or of a paragraph."""


class Book(NamedTuple):
    """A text, and the offsets between which it can be cut.

    These are the starts of sentences, but for those inside a quotation, and the end of the text.
    """

    text: str
    cuts: Sequence[int]


def main() -> None:
    """Write the corpora, in a process of its own: its memory is none of the runs'."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=2_000, help="how many files of 5 KB")
    parser.add_argument("--large", type=int, default=0, metavar="MB", help="size of one file")
    given = parser.parse_args()
    build(given.folder, files=given.files, large=given.large)


def places(folder: Path, *, files: int, large: int) -> dict[str, Path]:
    """The corpora by name, and where they are or will be; one of no files is left out.

    `small` are three clean files; `files` are many, of which one in a hundred has three misspelled
    words; `damaged` are as many, with one word in a hundred misspelled in each; `large` is one file
    of so many megabytes. The names of folders change with what the texts are made from.
    """
    made_from = (Path(__file__), PROSE, SLIPS)
    mark = blake2b(b"".join(path.read_bytes() for path in made_from), digest_size=4).hexdigest()
    sizes = {"small": len(SMALL), "files": files, "damaged": files, "large": large}
    return {name: folder / f"{name}-{size}-{mark}" for name, size in sizes.items() if size}


def build(folder: Path, *, files: int, large: int) -> dict[str, Path]:
    """Write those corpora that are not there yet; where they are, as `places` has it."""
    made = places(folder, files=files, large=large)
    for name, place in made.items():
        if place.exists():
            continue
        part = place.with_name(f"{place.name}.part")
        shutil.rmtree(part, ignore_errors=True)
        for path, text in _texts(name, files, large):
            (part / path).parent.mkdir(parents=True, exist_ok=True)
            with (part / path).open("ab") as stream:
                stream.write(text.encode("utf-8"))
        part.rename(place)
    return made


def idle_rules(folder: Path, number: int) -> Path:
    """A folder of so many rules, each for a word that no text has, unless it is there."""
    draw = random.Random(SEED)
    words = folder / "words"
    words.mkdir(parents=True, exist_ok=True)
    for one in range(number):
        word = "".join(draw.choices("bcdfghjklmnpqrstvwxz", k=9))
        path = words / f"idle-{one:05}.toml"
        if not path.exists():
            path.write_bytes(_IDLE.format(word=word, number=one).encode())
    return folder


def passages() -> Iterator[str]:
    """Passages of about 5 KB, each of one book, no two the same.

    First one from each sentence that has enough text behind it, in a random order that is always
    the same; then from each again, but a sentence longer, and so on. Raises ValueError when there
    are no more, after some hundreds of megabytes.
    """
    begins = [(book, number) for book in _books() for number in range(len(book.cuts))]
    random.Random(SEED).shuffle(begins)
    longer = 0
    while begins:
        begins = [(book, number) for book, number in begins if _stop(book, number, longer)]
        yield from (_passage(book, number, longer) for book, number in begins)
        longer += 1
    raise ValueError("the books have no more passages")


def misspelled(text: str, number: int, draw: random.Random) -> str:
    """The text with so many words misspelled as people do, or as many as there can be."""
    slips = _slips()
    found = [m for m in _WORD.finditer(text) if m.group() in slips]
    pieces: list[str] = []
    end = 0
    for m in sorted(draw.sample(found, min(number, len(found))), key=lambda m: m.start()):
        pieces += [text[end : m.start()], draw.choice(slips[m.group()])]
        end = m.end()
    return "".join([*pieces, text[end:]])


def _texts(name: str, files: int, large: int) -> Iterator[tuple[str, str]]:
    """Paths and texts of a corpus; a path that comes again is written on."""
    draw = random.Random(SEED)
    if name == "small":
        for number, size in enumerate(SMALL):
            book = [one for one in _books() if len(one.text) > SMALL[-1] * 2][number]
            end = book.cuts[bisect_left(book.cuts, size)]
            yield f"{number}.txt", book.text[:end].rstrip() + "\n"
    elif name == "large":
        yield from (("large.txt", text) for text in _so_much(passages(), large * 1_000_000))
    else:
        for number, text in zip(range(files), passages(), strict=False):
            few = 0 if number % ONE_IN else FEW
            wrong = few if name == "files" else round(len(text.split()) / ONE_IN)
            yield _path(number), misspelled(text, wrong, draw)


def _path(number: int) -> str:
    return f"{number // 100:03}/{number:05}.txt"


def _so_much(texts: Iterable[str], size: int) -> Iterator[str]:
    """Texts, with blank lines between, until their bytes are so many at least."""
    for text in texts:
        yield text + "\n"
        size -= len(text.encode("utf-8")) + 1
        if size <= 0:
            return


def _passage(book: Book, number: int, longer: int) -> str:
    """From the start of a sentence to the first end behind `SIZE`, and some sentences longer."""
    return book.text[book.cuts[number] : _stop(book, number, longer)].rstrip() + "\n"


def _stop(book: Book, number: int, longer: int) -> int | None:
    """Where that passage ends; None if the book does not go on so long."""
    last = bisect_left(book.cuts, book.cuts[number] + SIZE) + longer
    return book.cuts[last] if last < len(book.cuts) else None


@cache
def _books() -> Sequence[Book]:
    lines = filter(None, PROSE.read_bytes().decode("utf-8").split("\n"))
    records = [json.loads(line) for line in lines]
    return [
        Book(one["text"], _cuts(one["text"]))
        for one in records
        if one["source"].startswith(PUBLIC_DOMAIN)
    ]


def _cuts(text: str) -> list[int]:
    cuts = [0]
    for m in _END.finditer(text):
        paragraph = text[text.rfind("\n\n", 0, m.start()) + 1 : m.end()]
        if m["mark"] is None or paragraph.count("“") == paragraph.count("”"):
            cuts.append(m.end())
    return [*cuts, len(text)]


@cache
def _slips() -> Mapping[str, Sequence[str]]:
    """The misspellings of each word, of those that are one word of small letters."""
    known: dict[str, list[str]] = {}
    for line in SLIPS.read_bytes().decode("utf-8").split("\n")[1:]:
        found, _, becomes = line.partition("\t")
        if _WORD.fullmatch(found) and _WORD.fullmatch(becomes):
            known.setdefault(becomes, []).append(found)
    return known


if __name__ == "__main__":
    main()

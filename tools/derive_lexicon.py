"""Derives the word table and the tables of the word rules from pinned packages, byte for byte.

    python tools/derive_lexicon.py            # write them, and their hashes
    python tools/derive_lexicon.py --check    # derive them again and compare

It needs msgspec and the clients pip, npm and apt-get (Debian 12 has the word lists), and takes
about a minute.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import lexicon_lookalikes
import lexicon_misspellings
import lexicon_places
import lexicon_words
from lexicon_sources import Mismatch, Sources, fetch, sha256

ROOT = Path(__file__).resolve().parent.parent
HASHES = "tools/lexicon.sha256"


def derive(sources: Sources) -> dict[str, bytes]:
    """Each output by its path in the repository."""
    vocabulary = lexicon_words.vocabulary(sources)
    names, doubtful = lexicon_places.tables(sources, vocabulary)
    misspellings = lexicon_misspellings.table(sources, vocabulary, names)
    lookalikes = lexicon_lookalikes.table(vocabulary, misspellings)
    words = lexicon_words.table(vocabulary, misspellings.keys() | lookalikes.keys())
    return {
        "cleaner/lexicon/common.tsv": lexicon_words.common(words),
        "cleaner/lexicon/words.tsv": words,
        "rules/lists/well-known-places.txt": lexicon_places.well_known(vocabulary, names),
        "rules/words/common-misspellings.tsv": _rows(misspellings),
        "rules/words/ocr-lookalikes.tsv": _rows(lookalikes),
        "rules/words/place-name-ambiguous.tsv": _rows(doubtful),
        "rules/words/place-name-case.tsv": _rows(names),
    }


def _rows(rows: Mapping[str, str]) -> bytes:
    """A table of what is found and what it becomes, sorted by its bytes, with curly apostrophes."""
    lines = (f"{found}\t{becomes}\n".replace("'", "’").encode() for found, becomes in rows.items())
    return b"found\tbecomes\n" + b"".join(sorted(lines))


def _hashes(outputs: Mapping[str, bytes]) -> bytes:
    return "".join(f"{sha256(data)}  {path}\n" for path, data in sorted(outputs.items())).encode()


def _check(outputs: Mapping[str, bytes]) -> None:
    """Raise Mismatch unless the listed hashes, the files and what is derived now are the same."""
    if (ROOT / HASHES).read_bytes() != _hashes(outputs):
        raise Mismatch(f"What is derived has other hashes than {HASHES} lists.")
    for path, data in outputs.items():
        if (ROOT / path).read_bytes() != data:
            raise Mismatch(f"{path} is not what is derived.")


def _write(outputs: Mapping[str, bytes]) -> None:
    for path, data in {**outputs, HASHES: _hashes(outputs)}.items():
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_bytes(data)
        lines = data.count(b"\n")
        print(f"{path}: {lines} lines, {len(data)} bytes")


def main() -> int:
    """Write or check the outputs; 0 if all is well."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    parser.add_argument("--sources", type=Path, help="a folder that keeps the fetched archives")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.sources or Path(temporary)
        try:
            fetch(folder)
            outputs = derive(Sources(folder))
            _check(outputs) if chosen.check else _write(outputs)
        except Mismatch as mismatch:
            print(mismatch, file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

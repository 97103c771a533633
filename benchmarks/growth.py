"""Whether time grows with the text and no faster, on parts repeated that patterns may trip over.

    python benchmarks/growth.py               the parts that once made trouble, and 200 at random
    python benchmarks/growth.py --random 2000 --seed 7

Each part is repeated to 4,000 and to 16,000 characters and cleaned with all shipped rules. Four
times the text should take four times as long; what takes more than eight times is named.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from contextlib import suppress

from cleaner import Rule, Unsettled, clean, load_rules

KNOWN = (
    "a", "“", "a. a ", "“A,” he said. “", "\n\n", " \t", "(", "Blinkens’ ", "é", "1", "He said. ",
    "a lot The best way ",
)  # fmt: skip
"""Single characters and turns of prose; each was quadratic for some rule once."""
PIECES = (
    "a", "“", "”", '"', "'", "’", "‘", ". ", ",", " ", "\n", "\n\n", "(", ")", "said", "he", "I",
    "The", "1", "-", "—", "…", "&amp;", "â€™", "teh", "the the", "Blinkens’", "U.S.", "US", "Mr.",
    "bali", "docu-\nment", "http://x.y", "\t", "By A B", "date 2020-01-01", "said. in", "é", "[",
    "]", "`", "<b>", "|", "*", "_", "#",
)  # fmt: skip
SMALL, LARGE = 4_000, 16_000
TOO_MUCH = 2.0
"""So many times the growth of the text."""
LEAST = 0.2
"""Shorter runs say nothing, in seconds."""


def main() -> int:
    """Print the parts whose time grows faster than the text; 1 if there are any."""
    options = _options().parse_args()
    rules, draw = load_rules(), random.Random(options.seed)
    parts = [*KNOWN, *(_part(draw) for _ in range(options.random))]
    steep = 0
    for part in parts:
        small, large = _seconds(part, SMALL, rules), _seconds(part, LARGE, rules)
        growth = large / max(small, 1e-6)
        if large > LEAST and growth > TOO_MUCH * LARGE / SMALL:
            steep += 1
            print(f"{part!r}: {small:.3f} s, {large:.3f} s, {growth:.1f} times")
    print(f"{len(parts)} parts, {steep} grow faster than {TOO_MUCH:g} times the text")
    return int(steep > 0)


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--random", type=int, default=200, help="so many parts at random besides")
    parser.add_argument("--seed", type=int, default=1)
    return parser


def _part(draw: random.Random) -> str:
    return "".join(draw.choice(PIECES) for _ in range(draw.randint(1, 4)))


def _seconds(part: str, length: int, rules: tuple[Rule, ...]) -> float:
    text = part * (length // len(part) + 1)
    start = time.process_time()
    with suppress(Unsettled):
        clean(text, rules)
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())

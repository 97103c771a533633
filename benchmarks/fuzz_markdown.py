"""Markdown documents at random: cleaning changes no protected character and no structure.

    python benchmarks/fuzz_markdown.py                     100,000 documents
    python benchmarks/fuzz_markdown.py --documents 2000 --seed 7
    python benchmarks/fuzz_markdown.py --spec spec.txt     also examples of CommonMark

A document is made of damaged prose and of constructs of Markdown, some of them broken. All shipped
rules run on it, suggestions included. Then three things must hold: no edit enters what the markup
sets apart; pyromark reads the same structure; and so does markdown-it, which is another parser.
A document that is left alone (law 4) is counted.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from cleaner import Cleaned, Markup, Restructured, Rule, Safety, Unsettled, clean, load_rules
from cleaner.edits import apply
from cleaner.evidence import Facts
from cleaner.model import Edit
from cleaner.regions import enters_markup, protected
from cleaner.regions.markdown import structure

PROSE = (
    "It was becuase of teh rain ,and they they left .",
    "“We go now, he said. during talks with Blinkens’ staff.",
    "I came here,” said Ann.Then she left",
    "He  said  so , and didnt wait .",
    "We&rsquo;re at R&amp;D; it ’ s so.",
    "an house, a error and the the end",
    "donâ€™t be afraid â€” he said",
    "It is so ;he said (  so ) and ' went '.",
    "``Yes,'' she said. \"No, he said.",
    "They left.The end came!?It was,so",
    "Share this article",
    "word\u200b word\u00a0word \ufb01nd",
)
CONSTRUCTS = (
    "# {}\n", "## {} ##\n", "{}\n===\n", "{}\n---\n", "> {}\n> {}\n", "- {}\n- {}\n",
    "* {}\n\n  {}\n", "1. {}\n2) {}\n", "- {}\n  - {}\n", "- [ ] {}\n- [x] {}\n", "    {}\n",
    "```\n{}\n```\n", "~~~ py\n{}\n~~~\n", "<div>\n{}\n</div>\n", "<!-- {} -->\n",
    "| {} | {} |\n|:--|-:|\n| {} | `{}` |\n", "***\n", "{}  \n{}\n", "{}\\\n{}\n", "[^1]: {}\n",
    "[a]: http://x.y '{}'\n", "$$\n{}\n$$\n", ":::note\n{}\n:::\n", "```{{note}}\n{}\n```\n",
    "{}\n: {}\n", "---\ntitle: {}\n---\n", "+++\na = '{}'\n+++\n", "> - {}\n>   {}\n", "\t{}\n",
    "<p>{}</p>\n",
)  # fmt: skip
INLINES = (
    "*{}*", "**{}**", "_{}_", "~~{}~~", "`{}`", "``{}``", "[{}](http://x.y/a_b 'it is')",
    "![{}](a.png)", "[{}][a]", "[a]", "<https://x.y/{}>", "<b>{}</b>", "<code>{}</code>",
    "{}[^1]", "$x + {}$", "\\*{}\\*", "https://x.y/q?a=b,c", "a@b.org", "{{{{ {} }}}}", ":smile:",
    "&copy; {}", "#tag @name",
)  # fmt: skip
BREAKAGE = "*_`[]()<>!#|~$:-+=&\\\"'’“” \n\t\u200b"


def main() -> int:
    """Run the documents, print what came of them; 1 if a law does not hold."""
    options = _options().parse_args()
    rng = random.Random(options.seed)
    spec = [] if options.spec is None else examples(options.spec.read_bytes().decode("utf-8"))
    rules = load_rules()
    counts: Counter[str] = Counter()
    start = time.perf_counter()
    for number in range(options.documents):
        text = document(rng, spec)
        verdict, faults = judge(text, rules)
        counts[verdict] += 1
        for fault in faults:
            counts[fault] += 1
            print(f"document {number}: {fault}: {text!r}")
    took = time.perf_counter() - start
    print(f"{options.documents} documents, seed {options.seed}, {took:.0f} s")
    for name, count in sorted(counts.items()):
        print(f"{count:8} {name}")
    return int(any(name.startswith("FAULT") for name in counts))


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--spec", type=Path, help="spec.txt of CommonMark, for its examples")
    return parser


def examples(spec: str) -> list[str]:
    """The Markdown of the examples in the text of a CommonMark specification."""
    found = re.findall(r"(?ms)^`{32} example.*?\n(.*?)^\.\n", spec)
    return [example.replace("→", "\t") for example in found]


def document(rng: random.Random, spec: Sequence[str]) -> str:
    """A text of one to six blocks, some of which are mutated."""
    text = "\n".join(_blocks(rng, spec))
    for _ in range(rng.choice((0, 0, 0, 1, 2, 5))):
        at = rng.randrange(len(text) + 1)
        text = text[:at] + rng.choice(("", rng.choice(BREAKAGE))) + text[at + rng.randrange(3) :]
    return text


def _blocks(rng: random.Random, spec: Sequence[str]) -> Iterator[str]:
    for _ in range(rng.randint(1, 6)):
        pick = rng.random()
        if spec and pick < 0.3:
            yield rng.choice(spec)
        elif pick < 0.5:
            yield _prose(rng) + "\n"
        else:
            form = rng.choice(CONSTRUCTS)
            yield form.format(*(_prose(rng) for _ in range(form.count("{}") or 1)))


def _prose(rng: random.Random) -> str:
    """Damaged sentences with inline constructs among their words."""
    words = rng.choice(PROSE).split(" ")
    for _ in range(rng.randrange(3)):
        at = rng.randrange(len(words))
        words[at] = rng.choice(INLINES).format(words[at])
    return " ".join(words)


def judge(text: str, rules: Sequence[Rule]) -> tuple[str, list[str]]:
    """What came of a document, and the laws that did not hold."""
    faults = [] if structure(blanked(text)) == structure(text) else ["FAULT: letters are markup"]
    try:
        cleaned = clean(text, rules, up_to=Safety.SUGGEST, markup=Markup.MARKDOWN)
    except Restructured:
        return "left alone", faults
    except Unsettled:
        return "unsettled", faults
    return ("changed" if cleaned.applied else "clean"), faults + list(_faults(cleaned))


def _faults(cleaned: Cleaned) -> Iterator[str]:
    facts = Facts(cleaned.before, Markup.MARKDOWN)
    if any(enters_markup(facts, edit) for edit in cleaned.edits):
        yield "FAULT: an edit enters protected text"
    if structure(cleaned.after) != structure(cleaned.before):
        yield "FAULT: another structure"
    if outline(cleaned.after) != outline(cleaned.before):
        yield "differs for markdown-it"


def blanked(text: str) -> str:
    """The text with an `e` for each small letter of its prose."""
    spans = protected(Facts(text, Markup.MARKDOWN))
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    prose = (slice(*edges[at : at + 2]) for at in range(0, len(edges), 2))
    edits = [Edit(p.start, p.stop, re.sub("[a-z]", "e", text[p])) for p in prose]
    return apply(text, edits)


def outline(text: str) -> list[str]:
    """What markdown-it reads, in order, with the prose left out."""
    found: list[str] = []
    for kind in _kinds(MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)):
        if kind != "text" or found[-1:] != ["text"]:
            found.append(kind)
    return found


def _kinds(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("text", "softbreak"):
            yield "text"
        elif token.type != "inline":
            said = token.info if token.type == "image" else token.info + token.content
            kept = {name: value for name, value in token.attrs.items() if name != "alt"}
            yield f"{token.type} {kept} {said}"
        yield from _kinds(() if token.children is None else token.children)


if __name__ == "__main__":
    sys.exit(main())

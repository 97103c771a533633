"""Documentation that nobody here wrote: every edit, and whether the pages render as they did.

    python benchmarks/strangers.py FOLDER...             safe rules
    python benchmarks/strangers.py --unsafe-fixes FOLDER...

A folder is a tree of documentation, such as that in a source archive. Nothing is written. Each edit
is printed for a reader to judge, and Markdown, HTML and reStructuredText are rendered before and
after, by markdown-it and docutils: but for the words in them the pages must be the same.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from docutils.core import publish_doctree
from docutils.nodes import Text
from markdown_it import MarkdownIt

from cleaner import Markup, Restructured, Rule, Safety, Unparsable, Unsettled, clean, load_rules

KINDS = {
    ".md": Markup.MARKDOWN,
    ".rst": Markup.RST,
    ".html": Markup.HTML,
    ".adoc": Markup.ASCIIDOC,
    ".asc": Markup.ASCIIDOC,
    ".tex": Markup.LATEX,
    ".txt": Markup.PLAIN,
}
SHOWN = 40
"""So many characters are shown on either side of an edit."""
_WORD = re.compile(r"\w+")


def main() -> int:
    """Print the edits and the sums; 1 if a page renders otherwise."""
    options = _options().parse_args()
    rules = load_rules()
    up_to = Safety.SUGGEST if options.unsafe_fixes else Safety.SAFE
    failed = 0
    for folder in options.folders:
        words = files = edits = otherwise = left = 0
        for path in sorted(folder.rglob("*")):
            text = _text(path)
            if text is None:
                continue
            files, words = files + 1, words + len(_WORD.findall(text))
            made, after = _edits(text, rules, up_to, KINDS[path.suffix])
            left += after is None
            for line in made:
                edits += 1
                print(f"{path.relative_to(folder)}: {line}")
            if after is not None and after != text and _page(path, text) != _page(path, after):
                otherwise += 1
                print(f"{path.relative_to(folder)}: RENDERS OTHERWISE")
        said = f"{files} files, {words} words, {edits} edits, {left} files left alone"
        print(f"{folder.name}: {said}, {otherwise} pages render otherwise\n")
        failed += otherwise
    return int(failed > 0)


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--unsafe-fixes", action="store_true")
    parser.add_argument("folders", nargs="+", type=Path)
    return parser


def _text(path: Path) -> str | None:
    """The text of a file of documentation; None for all else."""
    if path.suffix not in KINDS or not path.is_file():
        return None
    try:
        return path.read_bytes().decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return None


def _edits(
    text: str, rules: tuple[Rule, ...], up_to: Safety, markup: Markup
) -> tuple[list[str], str | None]:
    """A line for each finding that was applied, and the text after it; None if left alone."""
    try:
        cleaned = clean(text, rules, up_to=up_to, markup=markup)
    except (Restructured, Unparsable, Unsettled):
        return [], None
    lines = []
    for one in cleaned.applied:
        before, behind = (
            text[max(one.start - SHOWN, 0) : one.start],
            text[one.end : one.end + SHOWN],
        )
        lines.append(f"{one.rule.id}: {before!r} [{one.found!r} -> {one.becomes!r}] {behind!r}")
    return lines, cleaned.after


def _page(path: Path, text: str) -> list[str]:
    """What a page renders to but for its words; nothing for markups without a renderer here."""
    if path.suffix == ".md":
        return _tags(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text))
    if path.suffix == ".html":
        return _tags(text)
    return list(_nodes(text)) if path.suffix == ".rst" else []


def _tags(page: str) -> list[str]:
    found: list[str] = []

    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            kept = {name: value for name, value in attrs if name != "alt"}
            found.append(f"<{tag} {kept}>")

        def handle_endtag(self, tag: str) -> None:
            found.append(f"</{tag}>")

    Tags().feed(page)
    return found


def _nodes(text: str) -> Iterator[str]:
    quiet = {
        "report_level": 5,
        "halt_level": 5,
        "file_insertion_enabled": False,
        "raw_enabled": False,
    }
    for node in publish_doctree(text, settings_overrides=quiet).findall():
        if not isinstance(node, Text):
            yield node.__class__.__name__


if __name__ == "__main__":
    sys.exit(main())

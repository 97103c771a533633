"""What is not prose in any text: addresses, handles, paths, file names, identifiers, code.

Each kind says what it is and how it looks. Kinds that could swallow a flaw of prose (`home.The`,
`said.during`, `and/or`) are written so that they do not. The kinds of a group are only looked for
in the words, between blanks, that hold what the group cannot be without.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import regex

from cleaner.evidence import Span
from cleaner.expressions import expression
from cleaner.regions import blocks
from cleaner.regions.blocks import Kind

DOMAINS = (
    "com|org|net|gov|edu|mil|info|biz|io|ai|xyz|Com|Org|Net|COM|ORG|NET"
    "|ac|ae|ar|au|bd|bg|br|ca|ch|cl|cn|co|cz|dk|ee|es|eu|fi|fm|fr|gg|gl|gr|hk|hr|hu|ie|il|ir|jp"
    "|ke|kr|lk|lt|lu|lv|ly|mx|ng|nl|nz|pk|pl|pt|ro|ru|sa|se|sg|si|sk|tr|tv|tw|ua|uk|vn|za"
)
"""Ends of host names that are no English words: `home.is` is more often a lost space."""

WORD_DOMAINS = (
    "app|at|be|blog|by|de|dev|gd|id|in|int|is|it|li|me|my|news|no|online|page|ph|rs|sh|site|so|store"
    "|tech|th|to|us|wiki"
)
"""Ends of host names that a path must follow."""

SUFFIXES = (
    "asm|bash|bat|bib|bmp|bz2|cfg|cgi|cmake|cmd|conf|cpp|cs|css|csv|cxx|dart|db|deb|dll|dmg|doc|docx"
    "|elf|eml|env|eps|epub|exe|exs|f90|flac|gif|go|gradle|gz|hpp|hs|htm|html|ico|ics|ini|ipynb|iso"
    "|jar|jpeg|jpg|js|json|json5|jsonl|jsx|kt|lock|log|lua|m4a|m4v|md|mdx|mk|mkv|mobi|mov|mp3|mp4"
    "|mpeg|mpg|msi|ndjson|odp|ods|odt|ogg|parquet|pdf|php|pickle|pkl|plist|png|ppt|pptx|proto|ps1"
    "|psd|py|pyc|pyd|pyi|pyx|rar|rb|rpm|rs|rst|rtf|scala|scss|sh|sln|sql|sqlite|srt|svg|swift|tar"
    "|tcl|tex|tgz|tif|tiff|toml|ts|tsv|tsx|ttf|txt|vb|vue|wasm|wav|webm|webp|whl|wmv|woff|woff2|xhtml"
    "|xls|xlsx|xml|xsd|xsl|yaml|yml|zip|zsh|zst"
)
"""Ends of file names, small or all in capitals, that are not the words a sentence begins with."""

_HOST = r"(?:[\w-]+\.)+"
_INSIDE = r"[^\s<>\"“”«»’`|\\^{}]"
_NOT_WORD = r"(?<![\w.@/\\-])"


class Group(NamedTuple):
    """Kinds of regions, by name, and the pattern of what every one of them holds."""

    hint: regex.Pattern[str]
    kinds: Mapping[str, regex.Pattern[str]]


def _group(hint: str, **kinds: str) -> Group:
    return Group(expression(hint), {name: expression(kinds[name]) for name in kinds})


GROUPS = (
    _group(
        r":(?=\S)",
        address=rf"(?i)\b[a-z][a-z0-9+.-]*://{_INSIDE}+",
        scheme=rf"(?i)\b(?:mailto|tel|doi|urn|data|arxiv|isbn):[\w/+]{_INSIDE}+",
        scope=r"\b\w+(?:::\w+)+",
    ),
    _group(
        r"\.(?=\w)",
        www=rf"(?i)(?<![\w@])www\.{_INSIDE}+",
        host=rf"{_NOT_WORD}{_HOST}(?:(?:{DOMAINS})(?![\w-]|\.\w)(?::\d+)?(?:[/?#]{_INSIDE}*)?"
        rf"|(?:{WORD_DOMAINS})/{_INSIDE}+)",
        file_name=rf"{_NOT_WORD}\.?\w[\w+-]*(?:\.[\w+-]+)*?"
        rf"\.(?:{SUFFIXES}|{SUFFIXES.upper()}|(?<=[a-z]{{3}}\.)[ch])(?![\w-]|\.\w)",
        hidden_file=r"(?<![\w.…])\.(?:git\w*|env|NET|ssh|aws|config|cache|venv|htaccess|htpasswd"
        rf"|profile|DS_Store|[a-z]+(?:rc|ignore|config)|bash_\w+|{SUFFIXES})\b(?:/[\w.@+-]+)*",
        known_name=r"\b(?:ASP|ADO|VB|Paint)\.NET\b|\ba\.out\b",
        dotted_name=rf"{_NOT_WORD}[a-z]\w+(?:\.[a-z_]\w*){{2,}}(?![\w.])",
        machine=r"(?<![\w.,])\d{1,3}(?:\.\d{1,3}){3}(?::\d+|/\d+)(?![\w.]\w)",
        version=r"\bv\d+(?:\.\d+)+[\w+-]*"
        r"|(?<![\w.,])\d+(?:\.\d+){2,}(?:[+-]?[a-z]\w*)?(?!\w|,\d)",
    ),
    _group(
        r"@",
        mail=rf"(?<![\w.+-])[\w.+-]+@{_HOST}\p{{L}}{{2,}}(?::[\w~-]*/[\w./~-]*\w)?",
        handle=r"(?<![\w@/.])@\w+(?:-\w+)*(?:/[\w-]+)?",
    ),
    _group(r"\#", tag=r"(?<![\w&/#])#\w+(?:-\w+)*"),
    _group(r"\$(?=[A-Z_])", variable=r"(?<![\w$])\$[A-Z_][A-Z0-9_]{3,}\b"),
    _group(r"0x", hexadecimal=r"\b0x[0-9A-Fa-f]+\b"),
    _group(
        r"/",
        path=r"(?<![\w./])(?:~|\.{1,2}|(?=/[\w.@+-]+/))(?:/[\w.@+-]+)+/?",
        folder=r"(?<![\w./])(?:[\w@+-]*[\w.@+-]\w/)+[\w.@+-]*[._]\w+(?:/[\w.@+-]*)*",
        file=rf"(?<![\w./])(?:[\w@+-]+/)+[\w@+-]+\.(?:{SUFFIXES})(?![\w-]|\.\w)",
        work=rf"\b10\.\d{{4,9}}/{_INSIDE}+",
    ),
    _group(
        r"\\",
        windows=r"(?:\b[A-Za-z]:\\|\\\\\w)[^\s<>\"“”|*?]*|\b[\w.-]+(?:\\[\w.-]+)+",
    ),
    _group(
        r"_",
        snake_case=r"\b_*+[^\W_]\w*_\w+(?:\.\w+)*(?:\(\))?|\b__\w+",
    ),
    _group(r"\|(?=\w)", substitution=r"(?<![\w|])\|\w[\w.-]*\|(?!\|)"),
    _group(r"`", role=r"(?<![\w:]):[a-z][\w:.+-]*:(?=`)", target=r"<[^\s<>`]+>(?=`)"),
    _group(r"\(\)", call=r"\b[A-Za-z_][\w.:]*\(\)"),
    _group(
        r"--(?=[a-z])",
        option=r"(?<![^\s\"“'‘(\[`])--[a-z][a-z0-9]*+(?:-[a-z0-9]+)*+(?:=\S*\w)?+(?!-)",
    ),
    _group(r"[A-Z](?<=[a-z][A-Z])", camel_case=r"(?<![\w’'-])[a-z]+[A-Z]\w*(?:\.\w+)*(?:\(\))?"),
    _group(
        r"\d(?<=[a-z]\d)",
        kebab_case=r"(?<![\w-])(?=[\w-]*[a-z]\d)[a-z]\w*(?:-\w+){2,}(?![\w-])",
    ),
    _group(
        r"[0-9](?=[a-f])",
        hash=r"\b(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,128}\b",
        uuid=r"(?i)\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b",
    ),
)

WITH_BLANKS = {
    "code_span": Kind(
        "`",
        expression(r"(?<![`\w])(`{1,2})(?![`\s])[^\n]{1,300}?(?<![`\s])\1(?!`|[^\W_])"),
    ),
    "code_fence": Kind(
        "```",
        expression(r"(?m)^[ \t]*(`{3,})[^`\n]*\n(?:.*\n)*?(?:[ \t]*\1[ \t]*$|.*\Z)"),
    ),
    "prompt": Kind("$ ", expression(r"(?m)^[ \t]*\$(?= [a-z./]) [^\n]*$")),
    "template": Kind("{", expression(r"\{\{[^{}\n]*\}\}|\{%[^%\n]*%\}|\$\{[^{}\n]*\}")),
}

_ADDRESSES = frozenset({"address", "scheme", "www", "host", "work", "path", "windows"})
_TAIL = expression(r"(?:[.,;:!?…*_~'‘)\]]|'s)+\Z")
_PAIRS = {")": "(", "]": "["}


def find(text: str) -> list[Span]:
    """The regions of a text; they may overlap."""
    return [span for _, span in kinds(text)]


def kinds(text: str) -> Iterator[tuple[str, Span]]:
    """The regions of a text, each with the name of its kind; they may overlap."""
    yield from blocks.find(text)
    yield from blocks.standing(WITH_BLANKS, text)
    for group in GROUPS:
        for word in _words(text, group.hint):
            for name, pattern in group.kinds.items():
                for m in pattern.finditer(text, *word):
                    yield name, _trimmed(text, m) if name in _ADDRESSES else Span(*m.span())


def _words(text: str, hint: regex.Pattern[str]) -> Iterator[Span]:
    """The runs without blanks that hold what `hint` matches, in order."""
    end = 0
    for m in hint.finditer(text):
        if m.start() >= end:
            start = m.start()
            while start > end and not text[start - 1].isspace():
                start -= 1
            end = m.end()
            while end < len(text) and not text[end].isspace():
                end += 1
            yield Span(start, end)


def _trimmed(text: str, found: regex.Match[str]) -> Span:
    """An address without the punctuation of its sentence; a bracket it opened belongs to it."""
    start, end = found.span()
    m = _TAIL.search(text, start, end)
    at = end if m is None else m.start()
    while at < end and text[at] in _PAIRS:
        address = text[start : at + 1]
        if address.count(text[at]) > address.count(_PAIRS[text[at]]):
            break
        at += 1
    return Span(start, at)

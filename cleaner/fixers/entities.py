"""Character references of HTML left in text: `&rsquo;`, `&#8217;`, `&amp;quot;`."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from html.entities import html5, name2codepoint

import regex

from cleaner.evidence import Facts
from cleaner.expressions import expression
from cleaner.model import Candidate, Edit, Safety

_REFERENCE = expression(
    r"""(?x)
    &(?:amp;)*
    (?: (?P<number> \#\d{2,7} ) (?: ; | (?!\d) )
      | (?P<number> \#[xX][0-9A-Fa-f]{2,6} ) ;
      | (?P<name> [A-Za-z][A-Za-z0-9]{1,30} ) ;
      | (?P<bare> nbsp|quot|amp|[lr][sd]quo|[mn]dash|hellip ) (?= [\s.,:!?)’”] | \Z )
    )"""
)
_ABOUT_HTML = expression(
    r"(?i)\b(?:html|xhtml|xml|sgml|entit(?:y|ies)|ampersands?|markup|escap(?:e[ds]?|ing)"
    r"|character references?|non-breaking spaces?|less-than|greater-than)\b"
)
_QUOTED = expression(r"[\"“”‘’'`(\[]")
_OPENS_TAG = expression(r";[\p{L}/!]\Z")
_CLOSES_TAG = expression(r"\A[\p{L}/\x22\x27]&")
_NUMBER_BEFORE = expression(r"\d\Z")


SIGNS = ((_REFERENCE.pattern,),)
"""What a text with a candidate matches; see `Spec.signs`."""


def find(facts: Facts, options: Mapping[str, str]) -> Iterator[Candidate]:
    """Character references in prose, as the characters they name.

    The mess: a page is scraped without decoding it, or is encoded twice. Left alone in a paragraph
    that speaks of HTML, and where quotation marks stand on both sides. What would make a tag, and
    names that are rare in prose, are only suggested.

    >>> text = "We&rsquo;re at AT&T &amp; R&D. Caf&eacute; &#8212; &amp;quot;yes&amp;quot;"
    >>> [c.edits[0].text for c in find(Facts(text), {})]
    ['’', '&', 'é', '—', '"', '"']
    """
    text = facts.text
    if "&" not in text:
        return
    for m in _REFERENCE.finditer(text):
        becomes = _named(m)
        if becomes is None or _spoken_of(facts, m):
            continue
        if becomes == "\N{NO-BREAK SPACE}" and not _between_numbers(text, m):
            becomes = " "
        yield Candidate(
            m.start(),
            m.end(),
            (Edit(m.start(), m.end(), becomes),),
            safety=_safety(text, m, becomes),
            groups={"becomes": becomes},
        )


def _named(m: regex.Match[str]) -> str | None:
    """The characters that a reference names, however often encoded; None if it names none."""
    name = m["name"] or m["bare"]
    if name is None:
        shown = html.unescape(f"&{m['number']};")
    elif name + ";" in html5:
        shown = html5[name + ";"]
    elif name.isupper() and name.lower() in name2codepoint:
        shown = chr(name2codepoint[name.lower()]).upper()
    else:
        return None
    return shown if shown.isprintable() or shown in "\N{NO-BREAK SPACE}\N{SOFT HYPHEN}" else None


def _spoken_of(facts: Facts, m: regex.Match[str]) -> bool:
    """Whether the text is about the reference rather than damaged by it."""
    text = facts.text
    if facts.paragraph_at(m.start()) in facts.of(_about_html):
        return True
    before, after = text[m.start() - 1 : m.start()], text[m.end() : m.end() + 1]
    return _QUOTED.match(before) is not None and after != "" and after in "\"”’'`)]"


def _about_html(facts: Facts) -> frozenset[int]:
    """The numbers of the paragraphs that speak of HTML."""
    return frozenset(facts.paragraph_at(m.start()) for m in _ABOUT_HTML.finditer(facts.text))


def _between_numbers(text: str, m: regex.Match[str]) -> bool:
    """Whether a space stands behind a number, where a line must not break."""
    return _NUMBER_BEFORE.search(text, max(m.start() - 1, 0), m.start()) is not None


def _safety(text: str, m: regex.Match[str], becomes: str) -> Safety:
    tag = _OPENS_TAG if becomes == "<" else _CLOSES_TAG if becomes == ">" else None
    name = m["name"] or m["bare"]
    rare = name is not None and name not in name2codepoint and name.lower() not in name2codepoint
    in_tag = tag is not None and tag.search(text[max(m.start() - 1, 0) : m.end() + 1]) is not None
    return Safety.SUGGEST if in_tag or rare else Safety.SAFE

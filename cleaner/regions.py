"""What is not prose: addresses, handles, file names, and what markup sets apart. No edit enters it."""

from __future__ import annotations

from bisect import bisect_right

import regex

from cleaner.evidence import Facts, Span
from cleaner.model import Edit

_PLAIN = regex.compile(
    r"""(?x)
    (?:https?|ftp|file|mailto|doi)://?[^\s<>"“”]+                 # addresses
  | (?<![\w@])www\.[^\s<>"“”]+
  | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                                  # e-mail
  | (?<![\w@/.])@\w+                                              # handles
  | (?<![\w&/])\#\w+                                              # tags
  | (?<![\w.])(?:~|\.{1,2})?(?:/[\w.@+-]+){2,}/?                  # paths
  | \b[A-Za-z]:\\[^\s<>"“”]+
  | \b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|gov|edu|io|co\.uk|info|py|js|ts|rs|go|c|h|cpp|java|rb|sh|md|txt|html?|css|json|ya?ml|toml|cfg|ini|xml|csv|tsv|pdf|docx?|xlsx?|pptx?|png|jpe?g|gif|svg|zip|gz|exe|dll)\b(?!\.\w)
  | \b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,64}\b           # hashes
    """
)


def protected(facts: Facts) -> tuple[Span, ...]:
    """The spans that are not prose, in order and disjoint."""
    return _merged([Span(*m.span()) for m in _PLAIN.finditer(facts.text)])


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def enters(facts: Facts, edit: Edit) -> bool:
    """Whether an edit changes protected text or inserts inside it; touching its border does not."""
    spans = facts.of(protected)
    at = max(bisect_right(spans, (edit.start, edit.start)) - 1, 0)
    while at < len(spans) and spans[at].start < max(edit.end, edit.start + 1):
        if spans[at].start < edit.end and edit.start < spans[at].end:
            return True
        at += 1
    return False

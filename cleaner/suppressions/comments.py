"""Comments -> what they say to cleaner: the suppressions of a text as they are written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cleaner import regions
from cleaner.evidence import Facts, Span
from cleaner.expressions import expression
from cleaner.model import Scope

SIGN = "cleaner:"
"""A text without this has no suppression."""

_SAID = expression(
    r"(?m)^(?:[^\w\n]*|[^\n]*?[ \t](?:\#|//|%|;)+[ \t]*)"
    r"\Kcleaner:[ \t]*(?<verb>[A-Za-z][A-Za-z-]*)[ \t]*(?<rest>[^\n]*)"
)
_LIST = expression(r"\[(?<names>(?:[^\[\]]|\[[^\[\]]*\])*)\](?<reason>.*)")
_NAME = expression(r"[^\s,]+")
_LIKE_A_NAME = expression(r"[\w*?-]+/[\w*?-]|[A-Z]-[A-Z]{2,}")
_ENDS = (("<!--", "-->"), ("/*", "*/"), ("[//]: # (", ")"), ('[//]: # "', '"'), ("[//]: # '", "'"))
"""How comments that end with a mark of their own begin, and the mark."""
_WORDS = {scope.value: scope for scope in Scope if scope is not Scope.SIC}
_ELSEWHERE = {
    "disable": Scope.OFF,
    "enable": Scope.ON,
    "skip": Scope.LINE,
    "noqa": Scope.LINE,
    "ignore-line": Scope.LINE,
    "disable-line": Scope.LINE,
    "disable-next-line": Scope.NEXT_LINE,
    "disable-file": Scope.FILE,
}
"""What other programs call it."""


@dataclass(frozen=True, slots=True)
class Said:
    """What stands at `start:end` of a comment, from the sign to the end of the reason.

    `listed` is the inside of the brackets, `names` the places of the names in it.
    """

    scope: Scope
    comment: Span
    start: int
    end: int
    listed: Span | None = None
    names: tuple[Span, ...] = ()
    reason: str = ""
    problem: str = ""


def said(facts: Facts) -> tuple[Said, ...]:
    """The suppressions of a text in order, also those that cannot be understood.

    Raises Unparsable for a text whose markup cannot be read.
    """
    return facts.of(_said) if SIGN in facts.text else ()


def _said(facts: Facts) -> tuple[Said, ...]:
    return tuple(one for comment in regions.comments(facts) for one in _of(facts.text, comment))


def _of(text: str, comment: Span) -> Iterator[Said]:
    """What one comment says. Who only speaks of cleaner says nothing to it."""
    inside = text[comment.start : _inner_end(text, comment)]
    for m in _SAID.finditer(inside):
        verb, rest = m["verb"], m["rest"].rstrip()
        scope, at = _WORDS.get(verb), comment.start + m.start("rest")
        start = comment.start + m.start()
        end = start + len(m.group().rstrip())
        if scope is not None:
            yield _read(rest, Said(scope, comment, start, end), at)
        elif meant := _meant(verb):
            problem = f"there is no `{SIGN} {verb}`. Did you mean `{SIGN} {meant}`?"
            yield Said(_WORDS[meant], comment, start, end, problem=problem)


def _inner_end(text: str, comment: Span) -> int:
    """Where the words of a comment end, before the mark that closes it."""
    if text.startswith("{", comment.start):
        return text.rindex("*/", comment.start, comment.end)  # a brace of MDX stands behind it
    for begins, ends in _ENDS:
        if text.startswith(begins, comment.start) and text.endswith(ends, 0, comment.end):
            return comment.end - len(ends)
    return comment.end


def _meant(verb: str) -> str | None:
    if verb.lower() in _ELSEWHERE:
        return _ELSEWHERE[verb.lower()].value
    from difflib import get_close_matches  # not needed while all goes well

    close = get_close_matches(verb.lower(), _WORDS, n=1, cutoff=0.8)
    return close[0] if close else None


def _read(rest: str, bare: Said, at: int) -> Said:
    """A suppression with its names and its reason; `rest` stands at the offset `at`."""
    scope, comment, start, end = bare.scope, bare.comment, bare.start, bare.end
    if not rest.startswith("["):
        problem = ""
        if _LIKE_A_NAME.match(rest):
            problem = f"names stand in brackets: `{SIGN} {scope.value}[{rest.split()[0]}]`"
        return Said(scope, comment, start, end, reason=_reason(rest), problem=problem)
    m = _LIST.match(rest)
    if m is None:
        problem = "the bracket that opens before the names does not close"
        return Said(scope, comment, start, end, problem=problem)
    listed = Span(at + m.start("names"), at + m.end("names"))
    names = tuple(
        Span(at + n.start(), at + n.end()) for n in _NAME.finditer(rest, *m.span("names"))
    )
    problem = "" if names else "the brackets are empty; name a rule, or leave them out for all"
    return Said(scope, comment, start, end, listed, names, _reason(m["reason"]), problem)


def _reason(text: str) -> str:
    return text.strip().lstrip(":-–—").strip()

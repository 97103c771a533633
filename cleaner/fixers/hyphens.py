"""Words that a line end cut in two: joined where the lexicon or the document knows the whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cleaner.evidence import Facts, times
from cleaner.expressions import expression
from cleaner.model import Candidate, Edit, Required, Safety

PLACES = ("line-end", "inside")

_CUT = {
    "line-end": expression(r"(?<![\p{L}\p{N}’'-])(\p{L}+)([-‐¬][ \t]*\n[ \t]*)(\p{Ll}+)(?![\w-])"),
    "inside": expression(r"(?<![\p{L}\p{N}’'-])(\p{L}+)([-‐¬] {1,2})(\p{Ll}+)(?![\w-])"),
}
_REQUIRED = Required(shapes=(("a- a", "A- a", "a? a", "A? a"),))
SIGNS = {place: ((cut.pattern,),) for place, cut in _CUT.items()}
"""By place what a text with a candidate matches; see `Spec.signs`."""
_SUSPENDED = frozenset(("and", "as", "but", "nor", "or", "than", "through", "to", "versus", "vs"))
"""Words behind the hyphen of `two- and three-year`."""
_PREFIX = expression(
    r"(?i)\p{L}|after|all|anti|arch|bi|by|co|counter|cross|de|down|ever|ex|extra|far|fore|half|high"
    r"|hyper|ill|in|inter|long|low|mid|mini|multi|neo|non|off|on|out|over|post|pre|pro|pseudo"
    r"|quasi|re|self|semi|short|sub|super|trans|ultra|under|up|vice|well"
)
"""Beginnings that take a hyphen in some styles, as `re-elect` and `e-mail` do."""
COMMON = 3.0
"""Zipf frequency from which a word of two words, such as `salesman`, is written as one."""


def find(facts: Facts, options: Mapping[str, str]) -> Iterator[Candidate]:
    """Halves of a word with a hyphen and a line end, or a space, between them.

    The mess: text taken from printed lines keeps their hyphens; where the lines were joined again
    a space follows. A compound that the document writes with a hyphen keeps it, and so does one
    that nobody writes as one word.

    >>> text = "The docu-\\nment was signi-\\nficant in the long-\\nterm."
    >>> [found.groups["joined"] for found in find(Facts(text), {"place": "line-end"})]
    ['document', 'significant']
    >>> list(find(Facts("a two- and three-year plan"), {"place": "inside"}))
    []
    """
    if not facts.holds(_REQUIRED):
        return
    for m in _CUT[options["place"]].finditer(facts.text):
        left, cut, right = m.groups()
        joined = left + right
        if right in _SUSPENDED or facts.count(f"{left}-{right}"):
            continue
        judged = _judge(facts, left, right)
        if judged is not None:
            edit = Edit(m.start(2), m.end(2), "")
            groups = {"left": left, "right": right, "cut": cut, "joined": joined}
            yield Candidate(m.start(), m.end(), (edit,), *judged, groups)


def _judge(facts: Facts, left: str, right: str) -> tuple[Safety, str] | None:
    """How sure it is that two halves are one word, and why; None if the whole is no word."""
    from cleaner import lexicon  # its table is read only when a text has a hyphen to judge

    joined = left + right
    prefix = _PREFIX.fullmatch(left) is not None
    alone = len(left) > 1 and lexicon.is_word(left) and lexicon.is_word(right)
    known = lexicon.is_word(joined) or lexicon.is_name(joined)
    count = facts.count(joined)
    if count and (known or not alone):
        return Safety.SAFE, f"`{joined}` stands elsewhere {times(count)}"
    if not known:
        return None
    compound = alone or (prefix and lexicon.is_word(right))
    if not compound or (not prefix and lexicon.zipf(joined) >= COMMON):
        return Safety.SAFE, f"`{joined}` is a word"
    return Safety.SUGGEST, f"`{joined}` is a word, and so may be `{left}-{right}`"

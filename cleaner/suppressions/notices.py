"""A cleaned text -> what there is to say of its suppressions: unused, unknown, not understood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.model import Cleaned, Notice, Rule, Scope, Suppression
from cleaner.rules.names import matches


def notices(cleaned: Cleaned, ran: Sequence[Rule], known: Sequence[Rule]) -> tuple[Notice, ...]:
    """What is wrong with the suppressions of a text that the rules `ran` over, of all `known`.

    A name is unused only if every rule that it stands for ran.
    """
    ids = frozenset(rule.id for rule in ran)
    found: list[Notice] = []
    for one in cleaned.suppressions:
        if one.problem:
            found.append(Notice(one.start, f"suppression without effect: {one.problem}"))
            continue
        found += (
            Notice(one.start, _unknown(name, known))
            for name in one.names
            if not any(matches(rule, name) for rule in known)
        )
        found += _unused(one, unused(one, ids, known))
    return tuple(found)


def unused(one: Suppression, ran: frozenset[str], known: Sequence[Rule]) -> tuple[str, ...]:
    """The names of a suppression that hold nothing back, though all their rules ran, by their ids.

    The empty name is one where there are no others.
    """
    if one.problem or one.scope is Scope.ON:
        return ()
    return tuple(
        name
        for name in one.names or ("",)
        if name not in one.used
        and (ids := {rule.id for rule in known if matches(rule, name)})
        and ids <= ran
    )


def _unused(one: Suppression, names: Sequence[str]) -> Iterator[Notice]:
    if names:
        listed = ", ".join(f"`{name}`" for name in names) if any(names) else "no rule"
        verb = "find" if len(names) > 1 else "finds"
        said = f"{listed} {verb} nothing" if any(names) else "no rule finds anything"
        yield Notice(one.start, f"unused suppression: {said} {_WHERE[one.scope]}")


_WHERE = {
    Scope.LINE: "on this line",
    Scope.NEXT_LINE: "on the next line",
    Scope.FILE: "in this file",
    Scope.OFF: "from here to where it ends",
}


def _unknown(name: str, known: Sequence[Rule]) -> str:
    from difflib import get_close_matches  # not needed while all goes well

    names = {rule.id.split("/")[1].lower(): rule.id for rule in known}
    for rule in known:
        names |= {one.lower(): one for one in (rule.id, rule.stage.value, rule.entry) if one}
    close = get_close_matches(name.lower(), sorted(names), n=1, cutoff=0.6)
    remedy = f"Did you mean `{names[close[0]]}`?" if close else "`cleaner rules` lists them."
    return f"suppression of a rule that is not there: `{name}`. {remedy}"

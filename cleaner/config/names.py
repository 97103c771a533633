"""The names of rules in settings -> what is wrong with them, given the rules that are known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.config.selectors import meant, named
from cleaner.config.settings import Origin, Placed, Settings
from cleaner.model import Pattern, Rule, Safety
from cleaner.rules.problems import Problem


def wrong_names(settings: Settings, known: Sequence[Rule]) -> Iterator[Problem]:
    """A problem for each name that stands for no rule, and each class that a rule cannot have."""
    for one in _names(settings):
        if not named(known, one.value):
            yield _unknown(one.value, one.origin, known)
    for each in settings.safety:
        name, safety = each.value
        ids = named(known, name)
        if not ids:
            yield _unknown(name, each.origin, known)
        elif safety in (Safety.SAFE, Safety.SUGGEST) and not any(
            rule.id in ids and _writes(rule) for rule in known
        ):
            said = f"`{name}` only points, for it has no replacement"
            yield _problem(each.origin, said, 'Write "flag" or "off".')


def _names(settings: Settings) -> Iterator[Placed[str]]:
    yield from settings.select or ()
    yield from settings.ignore
    for one in settings.per_path:
        yield from one.value.select or ()
        yield from one.value.ignore


def _writes(rule: Rule) -> bool:
    """Whether a rule may have a replacement."""
    return not (isinstance(rule.match, Pattern) and rule.match.becomes is None)


def _unknown(name: str, origin: Origin, known: Sequence[Rule]) -> Problem:
    return _problem(origin, f"`{name}` matches no rule", meant(known, name))


def _problem(origin: Origin, said: str, remedy: str) -> Problem:
    return Problem(origin.path, origin.line, origin.key, said, remedy)

"""A rule -> verdicts on its own examples, each run with that rule alone; and texts to keep."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from cleaner.engine import clean
from cleaner.model import Cleaned, Example, Overdue, Repeated, Rule, Safety, Unsettled
from cleaner.repetition import survey


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule made of an example: `got` is text, or the words pointed at, one a line."""

    rule: Rule
    example: Example
    wanted: str
    got: str

    @property
    def holds(self) -> bool:
        """Whether the example came out as written, or failed as known."""
        return (self.wanted == self.got) is not self.example.known_failure


def check(rule: Rule) -> list[Verdict]:
    """A verdict for each example, in order."""
    return [_verdict(rule, example) for example in rule.examples]


def sample() -> Path:
    """The folder of clean texts that come with cleaner: inside a wheel, or beside a checkout."""
    packed = Path(__file__).parent / "rules" / "clean"
    return packed if packed.is_dir() else Path(__file__).parents[1] / "seeds" / "clean"


def _verdict(rule: Rule, example: Example) -> Verdict:
    """A text to keep must stay with everything applied; a change must come at its own class."""
    repeated = survey([example.before, *example.beside]) if example.beside else None
    run = partial(_cleaned, rule, example.before, repeated)
    try:
        if example.flagged is not None:
            left = run().left
            got = "\n".join(finding.found for finding in left if not finding.edits)
            return Verdict(rule, example, example.flagged, got)
        if example.before == example.after:
            cleaned = run(up_to=Safety.SUGGEST)
            shown = [f"points at `{finding.found}`" for finding in cleaned.left]
            return Verdict(rule, example, example.after, "\n".join([cleaned.after, *shown]))
        safety = rule.safety.at_most(example.safety or rule.safety)
        got = run(up_to=safety).after
        if safety is Safety.SUGGEST and run().after != example.before:
            got = f"(already as a safe change) {got}"
        return Verdict(rule, example, example.after, got)
    except (Overdue, Unsettled) as error:
        return Verdict(rule, example, example.after, str(error))


def _cleaned(
    rule: Rule, text: str, repeated: Repeated | None, up_to: Safety = Safety.SAFE
) -> Cleaned:
    """What a rule makes of a text, alone. Raises Overdue and Unsettled."""
    cleaned = clean(text, [rule], up_to=up_to, repeated=repeated)
    if cleaned.overdue:
        raise Overdue(rule.id)
    return cleaned

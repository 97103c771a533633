"""Verdicts on the examples of rules -> what failed, where, and how it came out."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.examples import Verdict
from cleaner.output.ink import Ink
from cleaner.output.tally import counted
from cleaner.output.visible import visible
from cleaner.runs import Outcome


def failure(verdict: Verdict, ink: Ink) -> str:
    """A failed example: its place, the text before, what was wanted and what came."""
    rule, example = verdict.rule, verdict.example
    head = ink.place(f"{rule.path}:{example.line}:")
    lines = [f"{head} {rule.id} {ink.wrong(_problem(verdict))}"]
    for name, text in (
        ("before", example.before),
        ("wanted", verdict.wanted),
        ("got", verdict.got),
    ):
        lines.append(f"  {name:<6}  {visible(text)}")
    return "".join(f"{line}\n" for line in lines)


def _problem(verdict: Verdict) -> str:
    if verdict.example.known_failure:
        return "a known failure holds now: delete `known_failure`"
    if verdict.example.flagged is not None:
        return "does not point at what it should"
    if verdict.example.before == verdict.example.after:
        return "does not keep its text"
    return "does not come out as written"


def summary(rules: int, verdicts: Sequence[Verdict], outcomes: Sequence[Outcome]) -> str:
    """The counts in one line: of examples, and of clean texts if any were looked at."""
    failed = sum(not verdict.holds for verdict in verdicts)
    known = sum(verdict.holds and verdict.example.known_failure for verdict in verdicts)
    said = f"{counted(rules, 'rule')}, {counted(len(verdicts), 'example')}: {failed} failed"
    said += f", {counted(known, 'known failure')}" if known else ""
    if not outcomes:
        return said
    changes = sum(len(one.cleaned.applied) for one in outcomes if one.cleaned is not None)
    return f"{said}; {counted(len(outcomes), 'clean text')}: {counted(changes, 'change')}"

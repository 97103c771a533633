"""A stream of text and rules -> its edits and findings: the stages and passes of the engine."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from cleaner import matching
from cleaner.compact import Edits, Findings
from cleaner.edits import Trace, edits_of, merged, resolved, runs
from cleaner.engine import GROWTH, PASSES, ROOM
from cleaner.matching.reach import is_endless
from cleaner.model import (
    Edit,
    Pattern,
    Rule,
    Safety,
    Suppressed,
    Suppression,
    Unsettled,
)
from cleaner.windows.asking import Asking, Waits, changes
from cleaner.windows.found import Pass, Swept
from cleaner.windows.reading import ALONE, Chunks, Means, Reading
from cleaner.windows.streams import taken


def clean(
    chunks: Chunks,
    rules: Iterable[Rule],
    *,
    up_to: Safety = Safety.SAFE,
    means: Means = ALONE,
) -> Swept:
    """What `engine.clean` makes of a plain text, without ever holding it.

    There is only one process where others cannot be forks of it.
    Rules whose expressions may match any number of paragraphs are left out, and named.
    A rule that runs out of its time is left out, and named.
    Raises Unsettled as that does, Unparted for a text that cannot be read piece by piece, and
    WorkerDied.
    """
    asked = rules if isinstance(rules, tuple) else tuple(rules)
    endless = [rule for rule in asked if _is_endless(rule)]
    if endless:
        asked = tuple(rule for rule in asked if rule not in endless)
    if means.jobs > 1:
        from cleaner.workers import FORKS  # only work that is worth it pays for its import

        means = means if FORKS else means._replace(jobs=1)
    found, overdue = matching.in_time(
        matching.by_stage(asked),
        lambda stages: _Run(chunks, tuple(stages.values()), up_to, means).swept(),
    )
    omitted = tuple(sorted(rule.id for rule in endless))
    return replace(found, omitted=omitted, overdue=overdue)


def _is_endless(rule: Rule) -> bool:
    return isinstance(rule.match, Pattern) and is_endless(rule.match.find)


class _Run:
    """One text on its way: it grows pass by pass, so it holds state."""

    def __init__(
        self,
        chunks: Chunks,
        stages: Sequence[matching.Group],
        up_to: Safety,
        means: Means,
    ) -> None:
        self._chunks = chunks
        self._stages = stages
        self._up_to = up_to
        self._trace = Trace(Edits())
        self._applied: list[Findings] = []
        self._passes: list[frozenset[str]] = []
        self._seen: dict[bytes, int] = {}
        rules = {rule.id: rule for group in stages for rule in group.rules}
        self._reading = Reading(chunks, rules, means)
        self._length, digest = self._reading.begin(())
        self._seen[digest] = 0

    def swept(self) -> Swept:
        """The account when all stages have settled. Raises Unsettled, Unparted and Overdue.

        As in `engine`, a stage is repeated until it changes nothing, and all are until none does;
        but what a window says to all stages that have not settled is asked while it is there.
        """
        turn = list(range(len(self._stages)))
        while True:
            passes, at = self._looked_through(turn)
            if at is None:
                return self._result([passes[number] for number in sorted(passes)])
            wanted = (one for one in passes[turn[at]].left if changes(one, self._up_to))
            self._make(Findings(resolved(wanted)))
            turn = turn[at:] + turn[:at]

    def _looked_through(self, turn: Sequence[int]) -> tuple[dict[int, Pass], int | None]:
        """What stages find in the current text, and the place of the first that changes it.

        Once there is one, those behind it are not asked, for they will see another text, nor are
        rules that change nothing. What rules ask of all of the text is found out first: one that
        asks what is not known is asked again, in that window only, when it is known.
        """
        passes = {number: Pass() for number in turn}
        asking = Asking(self._stages, turn, self._up_to)
        while asking.only is None or asking.only:
            for one in passes.values():
                one.begin()
            waiting: dict[int, Waits] = {}
            for answer in self._reading.answers(asking):
                asking.last = min(asking.last, answer.last)
                for stage, account in answer.found.items():
                    passes[stage].add(account, answer.start)
                if answer.waits:
                    waiting[answer.number] = answer.waits
            asking.only = _of_stages(waiting, turn[: asking.last + 1])
            if asking.only:
                self._reading.learn()
        return passes, None if asking.last == len(turn) else asking.last

    def _make(self, chosen: Findings) -> None:
        self._applied.append(Findings(map(self._trace.traced, chosen)))
        self._trace = self._trace.then(_Written(self._trace), edits_of(chosen), Edits)
        self._passes.append(frozenset(finding.rule.id for finding in chosen))
        length, digest = self._reading.begin(self._trace.edits)
        if digest in self._seen:
            raise self._unsettled(self._seen[digest])
        if len(self._passes) > PASSES or length > GROWTH * self._length + ROOM:
            raise self._unsettled(len(self._passes) // 2)
        self._seen[digest] = len(self._passes)

    def _unsettled(self, since: int) -> Unsettled:
        """The error that names every rule applied after the first `since` passes."""
        return Unsettled(tuple(sorted(frozenset().union(*self._passes[since:]))))

    def _result(self, passes: Sequence[Pass]) -> Swept:
        """The account of the whole way; the passes are those over the final text."""
        left = [Findings(map(self._trace.traced, one.left)) for one in passes]
        held = (held for one in passes for held in one.suppressed)
        return Swept(
            self._length,
            Edits(self._edits()),
            Findings(merged(run for one in self._applied for run in runs(one))),
            Findings(merged(run for one in left for run in runs(one))),
            tuple(
                Suppressed(self._trace.traced(one.finding), self._origin(one.by)) for one in held
            ),
        )

    def _edits(self) -> Iterator[Edit]:
        """What has been changed, without what has been changed back."""
        edits = self._trace.edits
        for edit, text in zip(edits, taken(self._chunks() if edits else (), edits), strict=True):
            if edit.text != text:
                yield edit

    def _origin(self, one: Suppression) -> Suppression:
        """A suppression with its place in the original text."""
        start, end = self._trace.origin(one.start, one.end)
        return replace(one, start=start, end=end)


def _of_stages(waiting: Mapping[int, Waits], stages: Collection[int]) -> Mapping[int, Waits]:
    """Those that wait in some of the stages."""
    found: dict[int, Waits] = {}
    for number, one in waiting.items():
        kept = {stage: rules for stage, rules in one.items() if stage in stages}
        if kept:
            found[number] = kept
    return found


class _Written:
    """The current text as far as edits wrote it."""

    def __init__(self, trace: Trace) -> None:
        self._trace = trace

    def __getitem__(self, part: slice, /) -> str:
        return self._trace.written(part.start, part.stop)

"""A stream of text and rules -> its edits and findings: the stages and passes of the engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import blake2b

from cleaner import matching, suppressions
from cleaner.compact import Edits, Findings
from cleaner.edits import Trace, edits_of, merged, resolved, runs
from cleaner.engine import GROWTH, PASSES, ROOM
from cleaner.evidence import Facts, Part, forms
from cleaner.matching.reach import is_endless
from cleaner.model import (
    Edit,
    Finding,
    PartScreen,
    Pattern,
    Rule,
    Safety,
    Suppressed,
    Suppression,
    Unsettled,
)
from cleaner.windows.cutting import windows
from cleaner.windows.found import Pass, Swept, Waiting, of_stages
from cleaner.windows.knowledge import Knowledge, Unknown
from cleaner.windows.screens import Remembered
from cleaner.windows.streams import edited, pieces, taken, units

Chunks = Callable[[], Iterable[str]]
"""A text: what begins to read it anew each time."""

SIZE = 32_000
"""So many characters are in the core of a window at least."""
LIMIT = 1_000_000
"""A window, or a paragraph, of more characters than this is not held."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How long the core of a window is at least, and a window at most."""

    core: int = SIZE
    limit: int = LIMIT


def clean(
    chunks: Chunks,
    rules: Iterable[Rule],
    *,
    up_to: Safety = Safety.SAFE,
    sizes: Sizes = Sizes(),
    screen: PartScreen | None = None,
) -> Swept:
    """What `engine.clean` makes of a plain text, without ever holding it.

    `screen` tells, of a part of a text, which rules need be asked there.
    Rules whose expressions may match any number of paragraphs are left out, and named.
    A rule that runs out of its time is left out, and named.
    Raises Unsettled as that does, and Unparted for a text that cannot be read piece by piece.
    """
    asked = rules if isinstance(rules, tuple) else tuple(rules)
    endless = [rule for rule in asked if _is_endless(rule)]
    if endless:
        asked = tuple(rule for rule in asked if rule not in endless)
    found, overdue = matching.in_time(
        matching.by_stage(asked),
        lambda stages: _Run(chunks, tuple(stages.values()), up_to, sizes, screen).swept(),
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
        sizes: Sizes,
        screen: PartScreen | None,
    ) -> None:
        self._chunks = chunks
        self._stages = stages
        self._screen = None if screen is None else Remembered(screen)
        self._up_to = up_to
        self._sizes = sizes
        self._trace = Trace(Edits())
        self._applied: list[Findings] = []
        self._passes: list[frozenset[str]] = []
        self._seen: dict[bytes, int] = {}
        self._length, counts, digest = self._surveyed()
        self._seen[digest] = 0
        self._knowledge = Knowledge(counts)

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
            self._make(Findings(resolved(filter(self._is_wanted, passes[turn[at]].left))))
            turn = turn[at:] + turn[:at]

    def _looked_through(self, turn: Sequence[int]) -> tuple[dict[int, Pass], int | None]:
        """What stages find in the current text, and the place of the first that changes it.

        Once there is one, those behind it are not asked, for they will see another text, nor are
        rules that change nothing. What rules ask of all of the text is found out first: one that
        asks what is not known is asked again, in that window only, when it is known.
        """
        passes = {number: Pass() for number in turn}
        last, blocked = len(turn), None
        while blocked is None or blocked:
            for one in passes.values():
                one.begin()
            waiting: Waiting = {}
            for start, facts in self._parts(blocked):
                for at, number in enumerate(turn[: last + 1]):
                    asked = self._asked(facts, number, blocked)
                    if last < len(turn):
                        asked = filter(self._may_change, asked)
                    found, waits = self._found(facts, asked)
                    account = suppressions.account(facts, found)
                    passes[number].add(account, start)
                    if waits:
                        waiting.setdefault(_number(facts), {})[number] = waits
                    if any(map(self._is_wanted, account.left)):
                        last = at
                        break
            blocked = of_stages(waiting, turn[: last + 1])
            if blocked:
                self._knowledge.learn(facts for _, facts in self._parts())
        return passes, None if last == len(turn) else last

    def _asked(self, facts: Facts, stage: int, blocked: Waiting | None) -> Iterable[Rule]:
        """The rules of a stage that are to be asked in a window."""
        if blocked is None:
            return self._stages[stage].concerned(facts)
        return blocked[_number(facts)].get(stage, ())

    def _may_change(self, rule: Rule) -> bool:
        return rule.safety.rank <= self._up_to.rank

    def _is_wanted(self, finding: Finding) -> bool:
        return bool(finding.edits) and finding.safety.rank <= self._up_to.rank

    def _make(self, chosen: Findings) -> None:
        self._applied.append(Findings(map(self._trace.traced, chosen)))
        self._trace = self._trace.then(_Written(self._trace), edits_of(chosen), Edits)
        self._passes.append(frozenset(finding.rule.id for finding in chosen))
        length, counts, digest = self._surveyed()
        if digest in self._seen:
            raise self._unsettled(self._seen[digest])
        if len(self._passes) > PASSES or length > GROWTH * self._length + ROOM:
            raise self._unsettled(len(self._passes) // 2)
        self._seen[digest] = len(self._passes)
        self._knowledge = self._knowledge.renewed(counts)

    def _unsettled(self, since: int) -> Unsettled:
        """The error that names every rule applied after the first `since` passes."""
        return Unsettled(tuple(sorted(frozenset().union(*self._passes[since:]))))

    def _text(self) -> Iterator[str]:
        """The current text."""
        return edited(self._chunks(), self._trace.edits)

    def _surveyed(self) -> tuple[int, Counter[str], bytes]:
        """How long the current text is, what `forms` counts in it, and its digest."""
        length, counts, digest = 0, Counter[str](), blake2b(digest_size=16)
        core, limit = self._sizes.core, self._sizes.limit
        for piece, whole in pieces(self._text(), size=core, limit=limit):
            length += len(piece)
            counts.update(forms(Facts(piece)))
            counts["blocks"] -= not whole
            digest.update(piece.encode("utf-8", "surrogatepass"))
        return length, counts, digest.digest()

    def _parts(self, only: Iterable[int] | None = None) -> Iterator[tuple[int, Facts]]:
        """Where the windows of the current text start, and their facts; only those of a number."""
        lines = self._knowledge.are_lines
        texts = units(self._text(), lines=lines, limit=self._sizes.limit)
        screen = None if self._screen is None else partial(_in_part, self._screen, lines)
        cut = windows(texts, lines=lines, size=self._sizes.core, limit=self._sizes.limit)
        for number, window in enumerate(cut):
            if only is None or number in only:
                part = Part(self._knowledge, number, window.core)
                yield window.start, Facts(window.text, screen=screen, part=part)

    def _found(self, facts: Facts, asked: Iterable[Rule]) -> tuple[list[Finding], list[Rule]]:
        """The findings that a window owns, and the rules that wait for what is not known."""
        found: list[Finding] = []
        waits: list[Rule] = []
        for rule in asked:
            try:
                found += (one for one in matching.find(facts, [rule]) if facts.owns(one.start))
            except Unknown:
                waits.append(rule)
        if waits and _number(facts) == 0 and self._knowledge.wanted:
            self._knowledge.learn(facts for _, facts in self._parts())
            more, waits = self._found(facts, waits)
            found += more
        return found, waits

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


def _number(facts: Facts) -> int:
    """The place of a window among all."""
    return 0 if facts.part is None else facts.part.number


def _in_part(screen: PartScreen, lines: bool, data: bytes, shared: bool) -> frozenset[str] | None:
    return screen(data, lines)


class _Written:
    """The current text as far as edits wrote it."""

    def __init__(self, trace: Trace) -> None:
        self._trace = trace

    def __getitem__(self, part: slice, /) -> str:
        return self._trace.written(part.start, part.stop)

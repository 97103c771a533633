"""A stream of text and rules -> its edits and findings: the stages and passes of the engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import blake2b

from cleaner import matching, suppressions
from cleaner.edits import Trace, moved, order, resolve
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
    Stage,
    Suppressed,
    Suppression,
    Unsettled,
)
from cleaner.windows.cutting import windows
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


@dataclass(frozen=True, slots=True)
class Swept:
    """The account of a cleaned text that is not held, as in `Cleaned`.

    `edits` turn the text of `length` characters into what comes of it.
    """

    length: int
    edits: tuple[Edit, ...]
    applied: tuple[Finding, ...]
    left: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...] = ()
    omitted: tuple[str, ...] = ()
    """The rules, by id, that were not asked: their expressions may reach beyond any window."""


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
    Raises Unsettled as that does, and Unparted for a text that cannot be read piece by piece.
    """
    asked = rules if isinstance(rules, tuple) else tuple(rules)
    endless = [rule for rule in asked if _is_endless(rule)]
    if endless:
        asked = tuple(rule for rule in asked if rule not in endless)
    found = _Run(chunks, up_to, sizes, screen).swept(matching.by_stage(asked))
    return replace(found, omitted=tuple(sorted(rule.id for rule in endless)))


def _is_endless(rule: Rule) -> bool:
    return isinstance(rule.match, Pattern) and is_endless(rule.match.find)


@dataclass(frozen=True, slots=True)
class _Pass:
    """The findings of one stage in the current text: those that nothing there holds back."""

    left: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...]


class _Run:
    """One text on its way: it grows pass by pass, so it holds state."""

    def __init__(
        self, chunks: Chunks, up_to: Safety, sizes: Sizes, screen: PartScreen | None
    ) -> None:
        self._chunks = chunks
        self._screen = None if screen is None else Remembered(screen)
        self._up_to = up_to
        self._sizes = sizes
        self._trace = Trace()
        self._applied: list[Finding] = []
        self._passes: list[frozenset[str]] = []
        self._seen: dict[bytes, int] = {}
        self._settled: dict[Stage, tuple[int, _Pass]] = {}
        self._length, counts, digest = self._surveyed()
        self._seen[digest] = 0
        self._knowledge = Knowledge(counts)

    def swept(self, stages: Mapping[Stage, matching.Group]) -> Swept:
        """The account when all stages have settled. Raises Unsettled and Unparted."""
        while True:
            before = len(self._passes)
            passes = [self._settle(stage, rules) for stage, rules in stages.items()]
            if len(self._passes) == before:
                return self._result(passes)

    def _settle(self, stage: Stage, rules: matching.Group) -> _Pass:
        """Repeat one stage until a pass changes nothing; that pass.

        A stage that has settled on this very text is not asked again.
        """
        version, settled = self._settled.get(stage, (-1, None))
        if settled is None or version != len(self._passes):
            settled = self._repeat(rules)
            self._settled[stage] = len(self._passes), settled
        return settled

    def _repeat(self, rules: matching.Group) -> _Pass:
        while True:
            found = self._pass(rules)
            chosen = resolve(filter(self._is_wanted, found.left))
            if not chosen:
                return found
            self._make(chosen)

    def _is_wanted(self, finding: Finding) -> bool:
        return bool(finding.edits) and finding.safety.rank <= self._up_to.rank

    def _make(self, chosen: Sequence[Finding]) -> None:
        edits = sorted(edit for finding in chosen for edit in finding.edits)
        self._applied += map(self._trace.traced, chosen)
        self._trace = self._trace.then(_Written(self._trace), edits)
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
        counts = self._knowledge.total(forms)
        lines = counts["lines"] > counts["blocks"] and counts["short"] <= counts["lines"] // 2
        texts = units(self._text(), lines=lines, limit=self._sizes.limit)
        screen = None if self._screen is None else partial(_in_part, self._screen, lines)
        cut = windows(texts, lines=lines, size=self._sizes.core, limit=self._sizes.limit)
        for number, window in enumerate(cut):
            if only is None or number in only:
                part = Part(self._knowledge, number, window.core)
                yield window.start, Facts(window.text, screen=screen, part=part)

    def _pass(self, rules: matching.Group) -> _Pass:
        """What the rules find in the current text; what they ask of all of it is found out first.

        A rule that asks what is not known is asked again, in that window only, when it is known.
        """
        left: list[Finding] = []
        suppressed: list[Suppressed] = []
        blocked: dict[int, list[Rule]] | None = None
        while blocked is None or blocked:
            waiting: dict[int, list[Rule]] = {}
            for start, facts in self._parts(blocked):
                asked = rules.concerned(facts) if blocked is None else blocked[_number(facts)]
                found, waits = self._found(facts, asked)
                account = suppressions.account(facts, found)
                left += (moved(one, start) for one in account.left)
                suppressed += (_held(one, start) for one in account.suppressed)
                if waits:
                    waiting[_number(facts)] = waits
            blocked = waiting
            if blocked:
                self._knowledge.learn(facts for _, facts in self._parts())
        suppressed.sort(key=lambda one: order(one.finding))
        return _Pass(tuple(sorted(left, key=order)), tuple(suppressed))

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

    def _result(self, passes: Sequence[_Pass]) -> Swept:
        """The account of the whole way; the passes are those over the final text."""
        left = (finding for one in passes for finding in one.left)
        held = (held for one in passes for held in one.suppressed)
        return Swept(
            self._length,
            tuple(self._edits()),
            tuple(sorted(self._applied, key=order)),
            tuple(sorted(map(self._trace.traced, left), key=order)),
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


def _in_part(screen: PartScreen, lines: bool, data: bytes, shared: bool) -> frozenset[str] | None:
    return screen(data, lines)


def _number(facts: Facts) -> int:
    """The place of a window among all."""
    return 0 if facts.part is None else facts.part.number


def _held(one: Suppressed, by: int) -> Suppressed:
    mark = replace(one.by, start=one.by.start + by, end=one.by.end + by)
    return Suppressed(moved(one.finding, by), mark)


class _Written:
    """The current text as far as edits wrote it."""

    def __init__(self, trace: Trace) -> None:
        self._trace = trace

    def __getitem__(self, part: slice, /) -> str:
        return self._trace.written(part.start, part.stop)

"""Many files -> their outcomes, in one order; what fails with one file does not stop the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cleaner import files
from cleaner.files.paths import names_of
from cleaner.files.raw import LARGE, length_of
from cleaner.likeness import FILES
from cleaner.looks import Looker, looks, repeats_nothing, survey
from cleaner.model import Manner, Repeated, Rule, Safety
from cleaner.outcomes import Outcome, in_manner, is_plain, outcome_of, result_bytes
from cleaner.results import Results
from cleaner.rules.index import asks_across
from cleaner.screens import Sifted
from cleaner.tasks import Entry, Made, Task, cleaned_in, shared
from cleaner.told import Survey, Table, Told

if TYPE_CHECKING:
    from cleaner.files import Discovery, Document

__all__ = [
    "Outcome",
    "Telling",
    "result_bytes",
    "run",
    "run_discovered",
    "run_files",
    "run_text",
    "tell_files",
]

GIANT = 2 / 3
"""The share of a file in all bytes from which two processes are done with it sooner together."""
WORTH = 200_000
"""So many bytes in all are worth the start of processes."""


def run(paths: Sequence[Path], rules: Sequence[Rule], *, up_to: Safety) -> Iterator[Outcome]:
    """The outcomes for all files that the paths come to; nothing is written."""
    return run_discovered(files.discover(paths), rules, up_to=up_to)


def run_discovered(
    discovery: Discovery, rules: Sequence[Rule], *, up_to: Safety, jobs: int = 1
) -> Iterator[Outcome]:
    """As `run`, for paths already looked up; see `run_files`."""
    manner = Manner(tuple(rules), up_to)
    return run_files(discovery, dict.fromkeys(names_of(discovery.files), manner), jobs=jobs)


def run_files(
    discovery: Discovery,
    manners: Mapping[str, Manner],
    *,
    jobs: int = 1,
    results: Results | None = None,
    large: int = LARGE,
) -> Iterator[Outcome]:
    """One outcome for each of `files`, each in the manner that its name has, and of `missing`.

    They come sorted by `files.order`, each when it is ready; no document is held longer. With more
    `jobs` that many processes share the work where it is worth it; what `results` know is not
    worked out anew, and what they do not know is put there. The outcomes are the same. Plain text
    of more than `large` bytes is not held; what the others repeat is not asked of it.
    """
    means = _Means(jobs, results, large)
    for one in _told(discovery, _Work(names_of(discovery.files), manners, Telling(), means)):
        assert isinstance(one, Outcome)
        yield one


@dataclass(frozen=True, slots=True)
class Telling:
    """What is only told of files, in the place of their outcomes: nothing, if nobody tells.

    `tell` says all there is to say of an outcome, or gives `None` if that needs the whole of it.
    What is in the `table` of a file that is as it was is told again if it `fits`. With `keeps` what
    is told is what the table should have.
    """

    tell: Callable[[Outcome], Told | None] | None = None
    fits: Callable[[Told], bool] | None = None
    table: Table | None = None
    keeps: bool = True


def tell_files(
    discovery: Discovery,
    manners: Mapping[str, Manner],
    telling: Telling,
    *,
    jobs: int = 1,
    results: Results | None = None,
) -> Iterator[Outcome | Told]:
    """As `run_files`, but of files that can be told only that comes.

    A file that passes its screen is not even decoded.
    """
    return _told(
        discovery, _Work(names_of(discovery.files), manners, telling, _Means(jobs, results))
    )


def _told(discovery: Discovery, work: _Work) -> Iterator[Outcome | Told]:
    """What comes of the files of a work, and of those that are not among them."""
    apart = {str(path): Outcome(str(path), path, failure=said) for path, said in discovery.missing}
    apart |= {str(path): Outcome(str(path), path, skipped=said) for path, said in discovery.large}
    try:
        if not apart:
            yield from work.done()
        else:
            done = work.done()
            for name in sorted([*work.names, *apart], key=files.order):
                yield apart[name] if name in apart else next(done)
    finally:
        work.save()


class _Means(NamedTuple):
    """What files are cleaned with: processes, what is known, and how large one is that is held."""

    jobs: int = 1
    results: Results | None = None
    large: int = LARGE


class _Work:
    """The work on some files. It finds out more and more of them, so it holds state."""

    def __init__(
        self,
        names: Sequence[str],
        manners: Mapping[str, Manner],
        telling: Telling,
        means: _Means,
    ) -> None:
        self.names = names
        self._manners = manners
        self._telling = telling
        self._jobs, self._results, self._large = means
        self._surveyed: Survey | None = None
        self._screened = telling.tell is None
        self._sifted: dict[str, Sifted] = {}
        self._same: Set[str] = frozenset()

    def done(self) -> Iterator[Outcome | Told]:
        """What comes of each file, in order."""
        table, fits, names = self._telling.table, self._telling.fits, self.names
        if table is not None:
            self._same = table.as_they_were(names)
        clean = self._survey()
        told: dict[str, Told] = {}
        if table is not None and fits is not None:
            known = ((name, table.told(name)) for name in self._same)
            told = {name: one for name, one in known if one is not None and fits(one)}
        rest = self._made([name for name in names if name not in told and name not in clean])
        for name in names:
            if name in told:
                yield told[name]
            elif name in clean:
                yield self._kept(name, Told(name))
            else:
                yield self._kept(name, *next(rest))

    def _survey(self) -> Set[str]:
        """Find out what the files repeat, if a rule asks for it; the files found to be clean."""
        table, names = self._telling.table, self.names
        sets = {id(one.rules): one.rules for one in self._manners.values()}.values()
        clean: Set[str] = frozenset()
        if len(names) >= FILES and any(map(asks_across, sets)):
            self._surveyed = None if table is None else self._known(table)
            if self._surveyed is None:
                clean = self._looked()
        if table is not None and not _agree(table.survey, self._surveyed):
            table.forget()
        return clean

    def _known(self, table: Table) -> Survey | None:
        """What the files repeat, if an earlier survey tells that too."""
        survey = table.survey
        gone, new = table.changes(self._same, self.names)
        if survey is None or gone == new == 0:
            return survey
        if not repeats_nothing(survey, gone=gone, new=new):
            return None
        return Survey(max(survey.files - gone, 0), {}, survey.highest + new)

    def _looked(self) -> Set[str]:
        """Look at all files for what they repeat; those found to be clean."""
        names, asks = self.names, self._telling.tell is not None
        looker = Looker(self._manners, asks, self._large)
        found = dict(zip(names, looks(names, looker, self._jobs), strict=True))
        seen = survey(found, self._fingerprints)
        self._surveyed = Survey(seen.repeated.files, seen.repeated.counts, seen.highest)
        self._screened = True
        self._sifted = {name: one.sifted for name, one in found.items() if one.sifted is not None}
        return {name for name, look in found.items() if look.passes and name not in seen.holding}

    def _fingerprints(self, name: str) -> Iterable[int]:
        """Those of the paragraphs of a file; one that is gone has none."""
        try:
            document = files.read(Path(name))
        except (OSError, files.Binary, files.Undecodable):
            return ()
        if self._results is not None:
            return self._results.fingerprints(document)
        from cleaner import repetition  # few runs repeat anything

        return repetition.fingerprints(document.text)

    def _made(self, names: Sequence[str]) -> Iterator[Made]:
        """What comes of files that have to be cleaned, or at least read."""
        results, tell, found = self._results, self._telling.tell, self._surveyed
        repeated = None if found is None else Repeated(found.files, found.counts)
        screened = not (self._screened or (found is not None and found.counts))
        task = Task(self._manners, repeated, results, tell, screened, self._large, self._sifted)
        sizes = self._sizes(names) if self._jobs > 1 and len(names) > 1 else {}
        if sum(sizes.values()) < WORTH or len(sizes) == 1 or self._has_giant(sizes):
            return map(replace(task, jobs=self._jobs), names)
        return shared(task, names, sizes, self._jobs)

    def _has_giant(self, sizes: Mapping[str, int]) -> bool:
        """Whether one file is so large that the work on it is better shared than that on all."""
        name = max(sizes, key=sizes.__getitem__)
        if sizes[name] <= GIANT * sum(sizes.values()) or not self._is_parted(name, sizes[name]):
            return False
        from cleaner.workers import FORKS  # what is worth the start of processes pays for it

        return FORKS

    def _is_parted(self, name: str, size: int) -> bool:
        """Whether a file of so many bytes is cleaned piece by piece."""
        return size > self._large and is_plain(name, self._manners[name])

    def _sizes(self, names: Sequence[str]) -> dict[str, int]:
        """The sizes of the files, without those whose results seem to be known.

        Of those that are cleaned piece by piece they are never kept.
        """
        table, sizes = self._telling.table, dict[str, int]()
        for name in names:
            is_same = name in self._same
            size = length_of(name) if table is None or is_same else table.size(name)
            if not is_same or self._is_parted(name, size):
                sizes[name] = size
        return sizes

    def _kept(self, name: str, one: Outcome | Told, entry: Entry | None = None) -> Outcome | Told:
        """What came of a file, put into the table and the results."""
        if entry is not None and self._results is not None:
            self._results.put(*entry)
        table = self._telling.table
        if table is not None:
            told = one if isinstance(one, Told) and (self._telling.keeps or not one.lines) else None
            if told is not None or name not in self._same:
                table.put(name, told)
        return one

    def save(self) -> None:
        """Write what was found out, also if the work ended early."""
        if self._results is not None:
            self._results.save()
        if self._telling.table is not None:
            self._telling.table.save(self.names, self._surveyed)


def _agree(one: Survey | None, other: Survey | None) -> bool:
    """Whether what is found in a file is the same with either survey, or without any."""
    repeated = [None if it is None or not it.counts else it[:2] for it in (one, other)]
    return repeated[0] == repeated[1]


def run_text(data: bytes, name: str, manner: Manner) -> Outcome:
    """The outcome for what came on standard input; the suffix of `name` tells its markup."""

    def load() -> Document:
        return in_manner(replace(files.decode(data, Path(name)), path=None), manner)

    return outcome_of(name, None, load, partial(cleaned_in, manner=manner))

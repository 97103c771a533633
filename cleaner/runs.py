"""Many files -> their outcomes, in one order; what fails with one file does not stop the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner import files, fixers, repetition
from cleaner.engine import clean
from cleaner.files import Discovery, Document
from cleaner.model import (
    Cleaned,
    Manner,
    Markup,
    Notice,
    Repeated,
    Restructured,
    Rule,
    Safety,
    Unparsable,
    Unparted,
)
from cleaner.regions import markup_of
from cleaner.results import Results
from cleaner.troubles import TOO_LARGE, TROUBLES, WHOLE, restructured, said

if TYPE_CHECKING:
    from cleaner.large import Large
    from cleaner.windows import Swept

LARGE = 8_000_000
"""Plain text of more bytes than this is cleaned piece by piece, and not held."""
WORTH = 200_000
"""So many bytes in all are worth the start of processes."""
CHUNK = 50_000
"""So many bytes are handed to a process at a time."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file. Exactly one of `cleaned`, `large`, `failure` and `skipped` is set.

    `name` is the path as given or walked, or the name of standard input. `document` comes with
    `cleaned`; a file that was not held is `large`. `failure` is a message that begins with the
    name; `skipped` is the reason in a word.
    """

    name: str
    path: Path | None
    document: Document | None = None
    cleaned: Cleaned | None = None
    failure: str | None = None
    skipped: str | None = None
    notices: tuple[Notice, ...] = ()
    """What else there is to say of a cleaned text."""
    large: Large | None = None

    @property
    def account(self) -> Cleaned | Swept | None:
        """The findings and edits of a file that was cleaned."""
        return self.cleaned if self.large is None else self.large.swept


def run(paths: Sequence[Path], rules: Sequence[Rule], *, up_to: Safety) -> Iterator[Outcome]:
    """The outcomes for all files that the paths come to; nothing is written."""
    return run_discovered(files.discover(paths), rules, up_to=up_to)


def run_discovered(
    discovery: Discovery, rules: Sequence[Rule], *, up_to: Safety, jobs: int = 1
) -> Iterator[Outcome]:
    """As `run`, for paths already looked up; see `run_files`."""
    manner = Manner(tuple(rules), up_to)
    return run_files(discovery, dict.fromkeys(discovery.files, manner), jobs=jobs)


def run_files(
    discovery: Discovery,
    manners: Mapping[Path, Manner],
    *,
    jobs: int = 1,
    results: Results | None = None,
    large: int = LARGE,
) -> Iterator[Outcome]:
    """One outcome for each of `files`, each in its manner, and for each of `missing`.

    They come sorted by `files.order`, each when it is ready; no document is held longer. With more
    `jobs` that many processes share the work where it is worth it; what `results` know is not
    worked out anew, and what they do not know is put there. The outcomes are the same. Plain text
    of more than `large` bytes is not held; what the others repeat is not asked of it.
    """
    problems = {missing.path: missing.problem for missing in discovery.missing}
    left = dict(discovery.large)
    paths = sorted([*discovery.files, *problems, *left], key=files.order)
    shared = _Shared(None, results, large)
    shared = replace(shared, repeated=_repeated(discovery.files, manners, shared))
    task = _Task(problems, left, manners, shared)
    sizes = _sizes(paths, results) if jobs > 1 else {}
    few = sum(sizes.values()) < WORTH or len(sizes) == 1
    outcomes = map(task, paths) if few else _shared(task, paths, sizes, jobs)
    yield from outcomes if results is None else _kept(task, outcomes, results)


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the files of a run share: what they repeat, what is known, which of them are large."""

    repeated: Repeated | None
    results: Results | None
    large: int


@dataclass(frozen=True, slots=True)
class _Task:
    """A path of a run -> its outcome."""

    problems: Mapping[Path, str]
    left: Mapping[Path, str]
    manners: Mapping[Path, Manner]
    shared: _Shared

    def __call__(self, path: Path) -> Outcome:
        if path in self.problems:
            return Outcome(str(path), path, failure=self.problems[path])
        if path in self.left:
            return Outcome(str(path), path, skipped=self.left[path])
        manner = self.manners[path]
        if (size := _size(path)) > self.shared.large:
            plain = (manner.markup or markup_of(path)) is Markup.PLAIN
            if plain and (found := _outcome_of_large(path, manner, size)) is not None:
                return found
            if size > WHOLE:
                return Outcome(str(path), path, failure=f"{path}: {TOO_LARGE}")

        def load() -> Document:
            return _as(files.read(path), manner)

        return _outcome(str(path), path, load, partial(_cleaned, manner=manner, shared=self.shared))


_ALONE = _Shared(None, None, LARGE)


def _as(document: Document, manner: Manner) -> Document:
    """A document in the markup that the manner tells."""
    markup = manner.markup
    return document if markup is None else replace(document, markup=markup)


def _cleaned(document: Document, manner: Manner, shared: _Shared = _ALONE) -> Cleaned:
    """What comes of a text, if the results of earlier runs do not tell."""
    repeated, results = shared.repeated, shared.results
    known = None if results is None else results.of(document, manner, repeated)
    if known is not None:
        return known
    up_to, markup = manner.up_to, document.markup
    return clean(document.text, manner.rules, up_to=up_to, markup=markup, repeated=repeated)


def _kept(task: _Task, outcomes: Iterator[Outcome], results: Results) -> Iterator[Outcome]:
    """Outcomes that are put into the results as they come; all are there at the end, also early."""
    try:
        for outcome in outcomes:
            document, cleaned, path = outcome.document, outcome.cleaned, outcome.path
            if document is not None and cleaned is not None and path is not None:
                results.keep(document, task.manners[path], task.shared.repeated, cleaned)
                results.see(path)
            yield outcome
    finally:
        results.save()


def _sizes(paths: Sequence[Path], results: Results | None) -> dict[Path, int]:
    """The sizes of the files, without those whose results seem to be known."""
    return {path: _size(path) for path in paths if results is None or not results.saw(path)}


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # what is wrong with it shows when it is read


def _shared(
    task: _Task, paths: Sequence[Path], sizes: Mapping[Path, int], jobs: int
) -> Iterator[Outcome]:
    """The outcomes of paths, those that have a size from several processes."""
    from cleaner import parcels, workers  # only work that is worth it pays for their import

    sets = {id(one.rules): one.rules for one in task.manners.values()}
    rules = {number: parcels.by_id(one) for number, one in sets.items()}
    chunks = workers.chunks(tuple(sizes), tuple(sizes.values()), CHUNK)
    done = workers.mapped(partial(_packed, task), chunks, jobs=jobs)
    for path in paths:
        made = next(done) if path in sizes else task(path)
        if isinstance(made, workers.WorkerDied):
            problem = f"{path}: its process died twice; the file is left as it was"
            yield Outcome(str(path), path, failure=problem)
        elif isinstance(made, Outcome):
            yield made
        else:
            known = rules[id(task.manners[path].rules)] if path in task.manners else {}
            yield parcels.unpack(made, known)


def _packed(task: _Task, path: Path) -> bytes:
    from cleaner import parcels

    return parcels.pack(task(path))


def run_text(
    data: bytes, name: str, rules: Sequence[Rule], *, up_to: Safety, markup: Markup | None = None
) -> Outcome:
    """The outcome for what came on standard input; the suffix of `name` tells its markup."""

    manner = Manner(tuple(rules), up_to, markup)

    def load() -> Document:
        return _as(replace(files.decode(data, Path(name)), path=None), manner)

    return _outcome(name, None, load, partial(_cleaned, manner=manner))


def result_bytes(outcome: Outcome) -> bytes:
    """The bytes of a cleaned file: those it had, if nothing was applied."""
    if outcome.document is None or outcome.cleaned is None:
        raise ValueError(f"{outcome.name} was not cleaned")
    return files.encode(outcome.document, outcome.cleaned.edits)


def _repeated(
    paths: Sequence[Path], manners: Mapping[Path, Manner], shared: _Shared
) -> Repeated | None:
    """What the files repeat that are not large, where a rule asks for it and they are enough.

    They are read once more for it; what is wrong with one shows when it is cleaned.
    """
    sets = {id(one.rules): one.rules for one in manners.values()}.values()
    if len(paths) < repetition.FILES or not any(any(map(fixers.across, one)) for one in sets):
        return None
    held = (path for path in paths if _size(path) <= shared.large)
    documents = (one for path in held if (one := _document(path)) is not None)
    if shared.results is None:
        return repetition.survey(document.text for document in documents)
    return repetition.survey_of(map(shared.results.fingerprints, documents))


def _document(path: Path) -> Document | None:
    try:
        return files.read(path)
    except (OSError, files.Binary, files.Undecodable):
        return None


def _outcome(
    name: str,
    path: Path | None,
    load: Callable[[], Document],
    made: Callable[[Document], Cleaned],
) -> Outcome:
    """Clean one document; the one place where what goes wrong with a file becomes an outcome."""
    try:
        document = load()
        cleaned = made(document)
        files.encode(document, cleaned.edits)  # it may fail, and later is too late to say so
    except files.Binary:
        return Outcome(name, path, skipped="binary")
    except TROUBLES as error:
        return Outcome(name, path, failure=said(name, error))
    except Restructured as error:
        return Outcome(name, path, failure=restructured(name, _line(document, error.offset), error))
    except Unparsable as error:
        line = _line(document, error.offset)
        return Outcome(name, path, failure=f"{name}:{line}: left alone: {error.reason}; mend it")
    return Outcome(name, path, document=document, cleaned=cleaned)


def _outcome_of_large(path: Path, manner: Manner, size: int) -> Outcome | None:
    """Clean one file that is not held; None if it must be, and can."""
    from cleaner.large import clean_large  # few files are

    name = str(path)
    try:
        return Outcome(name, path, large=clean_large(path, manner))
    except files.Binary:
        return Outcome(name, path, skipped="binary")
    except TROUBLES as error:
        if isinstance(error, Unparted) and size <= WHOLE:
            return None
        return Outcome(name, path, failure=said(name, error))


def _line(document: Document, offset: int) -> int:
    return document.text.count("\n", 0, offset) + 1

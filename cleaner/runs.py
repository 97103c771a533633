"""Many files -> their outcomes, in one order; what fails with one file does not stop the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

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
    Unsettled,
)

WORTH = 200_000
"""So many bytes in all are worth the start of processes."""
CHUNK = 50_000
"""So many bytes are handed to a process at a time."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file. Exactly one of `cleaned`, `failure` and `skipped` is set.

    `name` is the path as given or walked, or the name of standard input. `document` comes with
    `cleaned`. `failure` is a message that begins with the name; `skipped` is the reason in a word.
    """

    name: str
    path: Path | None
    document: Document | None = None
    cleaned: Cleaned | None = None
    failure: str | None = None
    skipped: str | None = None
    notices: tuple[Notice, ...] = ()
    """What else there is to say of a cleaned text."""


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
    discovery: Discovery, manners: Mapping[Path, Manner], *, jobs: int = 1
) -> Iterator[Outcome]:
    """One outcome for each of `files`, each in its manner, and for each of `missing`.

    They come sorted by `files.order`, each when it is ready; no document is held longer. With more
    `jobs` that many processes share the work where it is worth it, and the outcomes are the same.
    """
    problems = {missing.path: missing.problem for missing in discovery.missing}
    large = dict(discovery.large)
    paths = sorted([*discovery.files, *problems, *large], key=files.order)
    repeated = _repeated(discovery.files, manners)
    outcome = partial(_outcome_of, problems, large, manners, repeated)
    sizes = [_size(path) for path in paths] if jobs > 1 else []
    if sum(sizes) < WORTH or len(paths) == 1:
        yield from map(outcome, paths)
    else:
        yield from _shared(outcome, paths, sizes, jobs)


def _outcome_of(
    problems: Mapping[Path, str],
    large: Mapping[Path, str],
    manners: Mapping[Path, Manner],
    repeated: Repeated | None,
    path: Path,
) -> Outcome:
    if path in problems:
        return Outcome(str(path), path, failure=problems[path])
    if path in large:
        return Outcome(str(path), path, skipped=large[path])
    outcome = _outcome(str(path), partial(files.read, path), manners[path], repeated)
    return replace(outcome, path=path)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # what is wrong with it shows when it is read


def _shared(
    outcome: partial[Outcome], paths: Sequence[Path], sizes: Sequence[int], jobs: int
) -> Iterator[Outcome]:
    """The outcomes of paths from several processes."""
    from cleaner import parcels, workers  # only work that is worth it pays for their import

    manners: Mapping[Path, Manner] = outcome.args[2]
    sets = {id(one.rules): one.rules for one in manners.values()}
    rules = {number: parcels.by_id(one) for number, one in sets.items()}
    chunks = workers.chunks(paths, sizes, CHUNK)
    done = workers.mapped(partial(_packed, outcome), chunks, jobs=jobs)
    for path, made in zip(paths, done, strict=True):
        if isinstance(made, workers.WorkerDied):
            problem = f"{path}: its process died twice; the file is left as it was"
            yield Outcome(str(path), path, failure=problem)
        else:
            known = rules[id(manners[path].rules)] if path in manners else {}
            yield parcels.unpack(made, known)


def _packed(outcome: Callable[[Path], Outcome], path: Path) -> bytes:
    from cleaner import parcels

    return parcels.pack(outcome(path))


def run_text(
    data: bytes, name: str, rules: Sequence[Rule], *, up_to: Safety, markup: Markup | None = None
) -> Outcome:
    """The outcome for what came on standard input; the suffix of `name` tells its markup."""

    def load() -> Document:
        return replace(files.decode(data, Path(name)), path=None)

    return _outcome(name, load, Manner(tuple(rules), up_to, markup))


def result_bytes(outcome: Outcome) -> bytes:
    """The bytes of a cleaned file: those it had, if nothing was applied."""
    if outcome.document is None or outcome.cleaned is None:
        raise ValueError(f"{outcome.name} was not cleaned")
    return files.encode(outcome.document, outcome.cleaned.edits)


def _repeated(paths: Sequence[Path], manners: Mapping[Path, Manner]) -> Repeated | None:
    """What the files repeat, where a rule asks for it and they are enough to tell.

    They are read once more for it; what is wrong with one shows when it is cleaned.
    """
    sets = {id(one.rules): one.rules for one in manners.values()}.values()
    if len(paths) < repetition.FILES or not any(any(map(fixers.across, one)) for one in sets):
        return None
    return repetition.survey(text for path in paths if (text := _text(path)) is not None)


def _text(path: Path) -> str | None:
    try:
        return files.read(path).text
    except (OSError, files.Binary, files.Undecodable):
        return None


def _outcome(
    name: str,
    load: Callable[[], Document],
    manner: Manner,
    repeated: Repeated | None = None,
) -> Outcome:
    """Clean one document; the one place where what goes wrong with a file becomes an outcome."""
    try:
        document = load()
        if manner.markup is not None:
            document = replace(document, markup=manner.markup)
        text, markup = document.text, document.markup
        cleaned = clean(text, manner.rules, up_to=manner.up_to, markup=markup, repeated=repeated)
        files.encode(document, cleaned.edits)  # it may fail, and later is too late to say so
    except files.Binary:
        return Outcome(name, None, skipped="binary")
    except (files.Undecodable, files.Unencodable) as error:
        return Outcome(name, None, failure=str(error))
    except OSError as error:
        return Outcome(name, None, failure=files.explain(name, error))
    except Unsettled as error:
        return Outcome(name, None, failure=_unsettled(name, error))
    except Restructured as error:
        return Outcome(name, None, failure=_restructured(name, document, error))
    except Unparsable as error:
        line = _line(document, error.offset)
        return Outcome(name, None, failure=f"{name}:{line}: left alone: {error.reason}; mend it")
    return Outcome(name, None, document=document, cleaned=cleaned)


def _restructured(name: str, document: Document, error: Restructured) -> str:
    rules = ", ".join(error.rules)
    return (
        f"{name}: left alone: the change would alter the document's structure at line "
        f"{_line(document, error.offset)} by rule {rules}; leave the rule out with `--ignore`"
    )


def _line(document: Document, offset: int) -> int:
    return document.text.count("\n", 0, offset) + 1


def _unsettled(name: str, error: Unsettled) -> str:
    rules = ", ".join(error.rules)
    return (
        f"{name}: the rules {rules} change each other's results without end; "
        "the file is left as it was; leave one of them out with `--ignore`"
    )

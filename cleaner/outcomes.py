"""One file or text -> its outcome: cleaned, skipped, or why it could not be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner import files
from cleaner.model import Cleaned, Manner, Notice, Restructured, Unparsable, Unsettled

if TYPE_CHECKING:
    from cleaner.files import Document


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


def result_bytes(outcome: Outcome) -> bytes:
    """The bytes of a cleaned file: those it had, if nothing was applied."""
    if outcome.document is None or outcome.cleaned is None:
        raise ValueError(f"{outcome.name} was not cleaned")
    return files.encode(outcome.document, outcome.cleaned.edits)


def in_manner(document: Document, manner: Manner) -> Document:
    """A document in the markup that the manner tells."""
    markup = manner.markup
    return document if markup is None else replace(document, markup=markup)


def outcome_of(
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
    except (files.Undecodable, files.Unencodable) as error:
        return Outcome(name, path, failure=str(error))
    except OSError as error:
        return Outcome(name, path, failure=files.explain(name, error))
    except Unsettled as error:
        return Outcome(name, path, failure=_unsettled(name, error))
    except Restructured as error:
        return Outcome(name, path, failure=_restructured(name, document, error))
    except Unparsable as error:
        line = _line(document, error.offset)
        return Outcome(name, path, failure=f"{name}:{line}: left alone: {error.reason}; mend it")
    return Outcome(name, path, document=document, cleaned=cleaned)


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

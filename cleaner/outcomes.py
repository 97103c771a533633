"""One file or text -> its outcome: cleaned, skipped, or why it could not be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner import files
from cleaner.model import (
    Cleaned,
    Manner,
    Markup,
    Notice,
    Restructured,
    Unparsable,
    Unparted,
    Unsettled,
)

if TYPE_CHECKING:
    from cleaner.files import Document
    from cleaner.large import Large
    from cleaner.troubles import Trouble
    from cleaner.windows import Swept


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
    except (files.Undecodable, files.Unencodable, OSError, Unsettled) as error:
        return _failed(name, path, error)
    except Restructured as error:
        from cleaner.troubles import restructured

        return Outcome(name, path, failure=restructured(name, _line(document, error.offset), error))
    except Unparsable as error:
        line = _line(document, error.offset)
        return Outcome(name, path, failure=f"{name}:{line}: left alone: {error.reason}; mend it")
    return Outcome(name, path, document=document, cleaned=cleaned)


def is_plain(name: str, manner: Manner) -> bool:
    """Whether a file is read as plain text, which need not be held."""
    from cleaner.regions import markup_of  # only large files are asked about

    return (manner.markup or markup_of(Path(name))) is Markup.PLAIN


def outcome_of_large(name: str, manner: Manner, size: int, jobs: int = 1) -> Outcome | None:
    """The outcome of a file that is not held if that can be; None if it must be, and can."""
    from cleaner.large import clean_large  # few files are
    from cleaner.troubles import TOO_LARGE, TROUBLES, WHOLE

    path = Path(name)
    if is_plain(name, manner):
        try:
            return Outcome(name, path, large=clean_large(path, manner, jobs))
        except files.Binary:
            return Outcome(name, path, skipped="binary")
        except TROUBLES as error:
            if not isinstance(error, Unparted) or size > WHOLE:
                return _failed(name, path, error)
    return Outcome(name, path, failure=f"{name}: {TOO_LARGE}") if size > WHOLE else None


def _failed(name: str, path: Path | None, error: Trouble) -> Outcome:
    from cleaner.troubles import said  # few files fail

    return Outcome(name, path, failure=said(name, error))


def _line(document: Document, offset: int) -> int:
    return document.text.count("\n", 0, offset) + 1

"""What keeps a file from being cleaned -> the message for it: the file, the problem, the remedy."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner import files
from cleaner.model import Restructured, Unparted, Unsettled, WorkerDied

Trouble = files.Undecodable | files.Unencodable | OSError | Unsettled | Unparted | WorkerDied
TROUBLES = (files.Undecodable, files.Unencodable, OSError, Unsettled, Unparted, WorkerDied)

WHOLE = 256_000_000
"""What must be read whole, as markup must, is not read with more bytes than this."""
TOO_LARGE = (
    f"left alone: it is larger than {WHOLE:,} bytes, and only plain text is cleaned piece by "
    "piece; split it"
)


def said(name: str, error: Trouble) -> str:
    """What is said of a file that goes by a name."""
    match error:
        case OSError():
            return files.explain(name, error)
        case Unsettled():
            return f"{name}: {_unsettled(error.rules)}"
        case Unparted():
            return (
                f"{name}: left alone: it is too large to be cleaned as a whole, and from character "
                f"{error.offset + 1:,} on nothing parts it for too long; part it with blank lines"
            )
        case WorkerDied():
            return f"{name}: its process died twice; the file is left as it was"
    return str(error)


def _unsettled(rules: Sequence[str]) -> str:
    left = "without end; the file is left as it was;"
    if len(rules) == 1:
        return f"the rule {rules[0]} changes its own result {left} leave it out with `--ignore`"
    return (
        f"the rules {', '.join(rules)} change each other's results {left} "
        "leave one of them out with `--ignore`"
    )


def restructured(name: str, line: int, error: Restructured) -> str:
    """What is said of a file whose structure would change, at a line."""
    rules = ", ".join(error.rules)
    return (
        f"{name}: left alone: the change would alter the document's structure at line {line} by "
        f"rule {rules}; leave the rule out with `--ignore`"
    )

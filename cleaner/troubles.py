"""What keeps a file from being cleaned -> the message for it: the file, the problem, the remedy."""

from __future__ import annotations

from cleaner import files
from cleaner.model import Restructured, Unparted, Unsettled

Trouble = files.Undecodable | files.Unencodable | OSError | Unsettled | Unparted
TROUBLES = (files.Undecodable, files.Unencodable, OSError, Unsettled, Unparted)

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
            rules = ", ".join(error.rules)
            return (
                f"{name}: the rules {rules} change each other's results without end; "
                "the file is left as it was; leave one of them out with `--ignore`"
            )
        case Unparted():
            return (
                f"{name}: left alone: it is too large to be cleaned as a whole, and from character "
                f"{error.offset + 1:,} on nothing parts it for too long; part it with blank lines"
            )
    return str(error)


def restructured(name: str, line: int, error: Restructured) -> str:
    """What is said of a file whose structure would change, at a line."""
    rules = ", ".join(error.rules)
    return (
        f"{name}: left alone: the change would alter the document's structure at line {line} by "
        f"rule {rules}; leave the rule out with `--ignore`"
    )

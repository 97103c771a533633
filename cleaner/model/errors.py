"""Why a text is left as it was."""

from __future__ import annotations


class Unsettled(Exception):
    """The rules never come to rest on a text: `rules` are the ids of those that feed each other."""

    def __init__(self, rules: tuple[str, ...]) -> None:
        self.rules = rules
        super().__init__(f"rules that do not settle: {', '.join(rules)}")


class Overdue(Exception):
    """A rule, by its id, that takes more time over a text than there is for it."""

    def __init__(self, rule: str) -> None:
        self.rule = rule
        super().__init__(f"{rule} ran out of its time")


class Restructured(Exception):
    """Edits that would alter the structure of a marked-up text, so none was made.

    `offset` is the first such place, and `rules` are the ids of those that write there.
    """

    def __init__(self, offset: int, rules: tuple[str, ...]) -> None:
        self.offset = offset
        self.rules = rules
        super().__init__(f"rules that alter the structure at {offset}: {', '.join(rules)}")


class Unparsable(Exception):
    """A text that does not follow its markup, `reason` at `offset`: its prose cannot be told."""

    def __init__(self, offset: int, reason: str) -> None:
        self.offset = offset
        self.reason = reason
        super().__init__(f"{reason} at {offset}")


class Unparted(Exception):
    """A text too long to be held that, from `offset` on, nothing parts where it might be cut."""

    def __init__(self, offset: int) -> None:
        self.offset = offset
        super().__init__(f"nothing parts the text from {offset} on")


class WorkerDied(Exception):
    """A process that died, twice, at the same item; `item` is its number."""

    def __init__(self, item: int) -> None:
        self.item = item
        super().__init__(f"a process died at item {item}")

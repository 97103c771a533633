"""`cache`: where what earlier runs found out is kept, how much it is, and an end of it."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

from cleaner.cli.declared import Argument


class Action(Enum):
    """What is done with the cache."""

    SHOW = "show"
    CLEAN = "clean"


Wanted = Annotated[
    Action, Argument(metavar="[show|clean]", help="Show what is kept, or delete it.")
]


def cache(action: Wanted = Action.SHOW) -> None:
    """Show what earlier runs have kept in the user's cache folder, or delete it."""
    from cleaner import cache
    from cleaner.cli.errors import Misuse
    from cleaner.cli.terminal import Terminal
    from cleaner.output.kept import kept

    terminal, place = Terminal(), cache.folder()
    if place is None:
        raise Misuse("there is no home folder to keep anything in; name one in CLEANER_CACHE_DIR")
    before = cache.files()
    if action is Action.SHOW:
        terminal.out(kept(place, [(path.name, status.st_size) for path, status in before]))
        return
    cache.tidy(age=0)
    left = cache.files()
    terminal.note(f"deleted {len(before) - len(left)} files in {place}")
    for path, _ in left:
        terminal.error(f"{path}: it cannot be deleted; change the permissions of its folder")

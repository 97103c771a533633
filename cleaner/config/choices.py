"""Settings and what the command line asks for -> what is taken from each folder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from cleaner.config.files import Configuration
from cleaner.config.settings import Excluded, Settings
from cleaner.files import PASSED_OVER, PROSE, Choice
from cleaner.files.globs import Globs, glob


@dataclass(frozen=True, slots=True)
class Sought:
    """Which files a command line asks for; `None` is what it does not say."""

    suffixes: Set[str] = PROSE
    exclude: Sequence[str] | None = None
    extend_exclude: Sequence[str] = ()
    force_exclude: bool | None = None
    respect_gitignore: bool | None = None
    max_size: int | None = None


class Choices:
    """What is taken from each folder. Those with the same settings share it, so it holds state."""

    def __init__(self, sought: Sought, configuration: Configuration) -> None:
        self._sought = sought
        self._configuration = configuration
        self._choices: dict[tuple[Path, ...], Choice] = {}

    def of(self, folder: Path) -> Choice:
        """What is taken from a folder; the mistakes in its settings are passed over."""
        settings = self._configuration.of(folder)
        if settings.files not in self._choices:
            self._choices[settings.files] = self._choice(settings)
        return self._choices[settings.files]

    def _choice(self, settings: Settings) -> Choice:
        sought, here = self._sought, Path.cwd()
        excluded = [one.value for one in settings.exclude or ()]
        if sought.exclude is not None:
            excluded = [Excluded(here, pattern) for pattern in sought.exclude]
        excluded += (one.value for one in settings.extend_exclude)
        excluded += (Excluded(here, pattern) for pattern in sought.extend_exclude)
        force, respect = sought.force_exclude, sought.respect_gitignore
        if force is None:
            force = settings.force_exclude is not None and settings.force_exclude.value
        if respect is None:
            respect = settings.respect_gitignore is None or settings.respect_gitignore.value
        max_size = sought.max_size
        if max_size is None and settings.max_size is not None:
            max_size = settings.max_size.value
        named = sought.exclude is not None or settings.exclude is not None
        return Choice(
            _suffixes(sought.suffixes, settings),
            tuple(
                (Globs(glob(one.pattern) for one in together), str(folder))
                for folder, together in groupby(excluded, key=lambda one: one.folder)
            ),
            frozenset() if named else PASSED_OVER,
            forces=force,
            respects_ignore_files=respect,
            max_size=max_size,
        )


def _suffixes(suffixes: Iterable[str], settings: Settings) -> frozenset[str]:
    """The suffixes of the files that are taken from folders, as the settings have them."""
    taken = dict.fromkeys(suffixes, True)
    taken.update((one.value[0], one.value[1] is not None) for one in settings.file_types)
    return frozenset(suffix for suffix, is_taken in taken.items() if is_taken)

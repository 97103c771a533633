"""Which configuration file governs a text: the one closest to it, or the one that is named."""

from __future__ import annotations

import os
from pathlib import Path
from typing import cast

from cleaner.config.search import Search
from cleaner.config.settings import Settings


class Configuration:
    """The settings for each folder. It remembers where it has looked, so it holds state."""

    def __init__(self, named: Path | None = None, *, isolated: bool = False) -> None:
        """With `named` only that file counts, with `isolated` none."""
        self._named = named
        self._isolated = isolated
        self._search = Search()
        self._settings: dict[str | None, Settings] = {None: Settings()}

    def of(self, folder: Path) -> Settings:
        """What holds for the files of a folder; `problems` are the mistakes in it."""
        path = self.path_for(folder)
        if path not in self._settings:
            self._settings[path] = self._read(Path(cast(str, path)))
        return self._settings[path]

    def _read(self, path: Path) -> Settings:
        from cleaner.config.read import read_settings  # few folders have configuration

        return read_settings(path, path.parent if self._named is None else Path.cwd())

    def path_for(self, folder: Path) -> str | None:
        """The configuration file for a folder; None if there is none."""
        if self._isolated:
            return None
        if self._named is not None:
            return os.path.abspath(self._named)  # noqa: PTH100 - links stay
        return self._search.closest(str(folder))

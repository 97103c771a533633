"""Which configuration file governs a text: the one closest to it, or the one that is named."""

from __future__ import annotations

import os
from pathlib import Path
from typing import cast

from cleaner.config.settings import Settings

NAMES = (".cleaner.toml", "cleaner.toml")
PYPROJECT = "pyproject.toml"


class Configuration:
    """The settings for each folder. It remembers where it has looked, so it holds state."""

    def __init__(self, named: Path | None = None, *, isolated: bool = False) -> None:
        """With `named` only that file counts, with `isolated` none."""
        self._named = named
        self._isolated = isolated
        self._closest: dict[str, str | None] = {}
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
        return self._search(os.path.abspath(folder))  # noqa: PTH100

    def _search(self, folder: str) -> str | None:
        passed = []
        while folder not in self._closest:
            passed.append(folder)
            found, parent = file_in(folder), os.path.dirname(folder)  # noqa: PTH120
            if found is not None or parent == folder:
                self._closest[folder] = found
                break
            folder = parent
        for one in passed:
            self._closest[one] = self._closest[folder]
        return self._closest[folder]


def file_in(folder: str) -> str | None:
    """The configuration file that stands in a folder; of several the first of NAMES."""
    for name in NAMES:
        path = os.path.join(folder, name)  # noqa: PTH118
        if os.path.isfile(path):  # noqa: PTH113
            return path
    path = os.path.join(folder, PYPROJECT)  # noqa: PTH118
    return path if _has_section(path) else None


def _has_section(path: str) -> bool:
    """Whether a `pyproject.toml` has a `[tool.cleaner]`; one that cannot be read may have it."""
    if not os.path.isfile(path):  # noqa: PTH113
        return False
    try:
        with open(path, "rb") as stream:  # noqa: PTH123
            data = stream.read()
    except OSError:
        return False
    if b"cleaner" not in data:
        return False
    import tomllib  # few projects get so far

    try:
        tool = tomllib.loads(data.decode("utf-8")).get("tool")
    except (ValueError, RecursionError):
        return b"tool.cleaner" in data
    return isinstance(tool, dict) and "cleaner" in tool

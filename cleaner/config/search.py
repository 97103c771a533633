"""Which configuration file is the closest to a folder. It reads none of them."""

from __future__ import annotations

import os

NAMES = (".cleaner.toml", "cleaner.toml")
PYPROJECT = "pyproject.toml"


class Search:
    """The closest configuration files. It remembers where it has looked, so it holds state."""

    def __init__(self) -> None:
        self._closest: dict[str, str | None] = {}

    def closest(self, folder: str) -> str | None:
        """The configuration file in a folder, or in the next one above that has one."""
        folder = os.path.abspath(folder)  # noqa: PTH100 - links stay
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
    if not os.path.isfile(path):  # noqa: PTH113 - a pipe might never end
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

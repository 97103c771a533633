"""Configuration: which file governs which text, what it says, and what follows for that text.

Where there is no such file, nothing but the search for one is loaded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner import parts

if TYPE_CHECKING:
    from cleaner.config.errors import ConfigError
    from cleaner.config.files import Configuration
    from cleaner.config.settings import Origin, PathRules, Placed, Settings

__all__ = ["ConfigError", "Configuration", "Origin", "PathRules", "Placed", "Settings"]

__getattr__ = parts.given(
    __name__,
    {
        "cleaner.config.errors": ("ConfigError",),
        "cleaner.config.files": ("Configuration",),
        "cleaner.config.settings": ("Origin", "PathRules", "Placed", "Settings"),
    },
)

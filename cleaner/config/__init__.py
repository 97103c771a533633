"""Configuration: which file governs which text, what it says, and what follows for that text.

Where there is no such file, nothing but this and the search for one is loaded.
"""

from cleaner.config.errors import ConfigError
from cleaner.config.files import Configuration
from cleaner.config.settings import Origin, PathRules, Placed, Settings

__all__ = ["ConfigError", "Configuration", "Origin", "PathRules", "Placed", "Settings"]

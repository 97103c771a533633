"""The format of configuration as types: what TOML keys there are, and the JSON Schema of them."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

Text = Annotated[str, Meta(min_length=1)]
SafetyName = Literal["safe", "suggest", "flag"]
MarkupName = Literal[
    "plain",
    "markdown",
    "mdx",
    "html",
    "rst",
    "asciidoc",
    "latex",
    "python",
    "c",
    "javascript",
    "go",
    "rust",
    "shell",
    "off",
]


class PathTable(Struct, forbid_unknown_fields=True, rename="kebab"):
    """The rules for the files that a pattern covers."""

    select: list[Text] | None = None
    ignore: list[Text] = []


class ConfigFile(Struct, forbid_unknown_fields=True, rename="kebab"):
    """A configuration file: `.cleaner.toml`, `cleaner.toml`, or a table of `pyproject.toml`."""

    extend: Text | None = None
    select: list[Text] | None = None
    ignore: list[Text] = []
    unsafe_fixes: bool | None = None
    fail_on: SafetyName | None = None
    rules: list[Text] = []
    vocabulary: list[Text] = []
    safety: dict[Text, Literal["safe", "suggest", "flag", "off"]] = {}
    per_path: dict[Text, PathTable] = {}
    file_types: dict[Text, MarkupName] = {}
    exclude: list[Text] | None = None
    extend_exclude: list[Text] = []
    force_exclude: bool | None = None
    respect_gitignore: bool | None = None
    max_size: Text | None = None


def schema() -> dict[str, object]:
    """The JSON Schema (2020-12) of a configuration file, for editors."""
    made = msgspec.json.schema(ConfigFile)
    made["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    made["title"] = "The configuration of cleaner"
    return made

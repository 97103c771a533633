"""`init` and `config`: a start of configuration, and what holds for a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cleaner.cli.declared import Argument, Option
from cleaner.cli.options import ConfigFile, Isolated

START = """\
# The configuration of cleaner for the files in this folder and below: docs/configuration.md.
# Every key may be left out. Of several such files the one closest to a text counts, alone.

# Use another file first, and add to it.
#extend = "../cleaner.toml"

# Only these rules: ids, stages, entries of the catalogue, or globs of them; see `cleaner rules`.
#select = ["encoding", "marks", "words", "spacing"]

# Not these.
#ignore = ["structure/*", "words/final-for-last"]

# Names and words that are right here: no finding changes them.
#vocabulary = ["teh", "Blinkens"]

# Folders of rules of your own, each with a folder for every stage.
#rules = ["cleaner-rules"]

# Make suggested changes too.
#unsafe-fixes = false

# Exit with 1 for findings of this class or a safer one: safe, suggest or flag.
#fail-on = "flag"

# What is not read, by patterns as in .gitignore, besides what `exclude` has if it is not given.
#extend-exclude = ["vendor/", "*.min.html"]
#exclude = ["node_modules", "site-packages", "venv", "__pycache__", "__pypackages__"]

# Leave what is excluded even if it is named, as pre-commit does.
#force-exclude = false

# Leave what .gitignore, .ignore and the user's own settings of git leave.
#respect-gitignore = true

# Leave files that are larger.
#max-size = "10MB"

# Rules that are more or less sure here than elsewhere: safe, suggest, flag or off.
#[safety]
#"words/*" = "suggest"

# Other rules for some files.
#[per-path."drafts/**"]
#ignore = ["spacing"]

# Suffixes and how such files are read; `off` leaves them out.
#[file-types]
#".page" = "markdown"
"""
STANZA = """\
# .pre-commit-config.yaml
repos:
  - repo: https://github.com/OWNER/cleaner   # where you keep it
    rev: v{version}
    hooks:
      - id: cleaner
"""

Folder = Annotated[
    Path, Argument(metavar="[DIR]", help="The folder; that you are in if none is given.")
]
File = Annotated[
    Path, Argument(metavar="[FILE]", help="A file, which need not exist; else the folder here.")
]
Schema = Annotated[
    bool, Option("--schema", help="Print the JSON Schema of configuration files instead.")
]


def init(folder: Folder = Path()) -> None:
    """Write a commented cleaner.toml, and print what pre-commit needs."""
    from cleaner import __version__
    from cleaner.cli.errors import Misuse
    from cleaner.cli.terminal import Terminal
    from cleaner.config.search import file_in
    from cleaner.files import explain

    found = file_in(str(folder))
    if found is not None:
        raise Misuse(f"{Path(found)} configures cleaner already; change it, or delete it first")
    path = folder / "cleaner.toml"
    try:
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(START)
    except OSError as error:
        raise Misuse(explain(str(path), error)) from None
    terminal = Terminal()
    terminal.note(f"wrote {path}; to clean what is committed, with pre-commit:")
    terminal.out(STANZA.format(version=__version__))


def config(
    file: File = Path(),
    schema: Schema = False,
    config: ConfigFile = None,
    isolated: Isolated = False,
) -> None:
    """Show what holds for a file: each value, and where it comes from."""
    from cleaner.cli.given import configuration_for
    from cleaner.cli.terminal import Terminal
    from cleaner.config.policy import Asked, Policies
    from cleaner.output.settings import schema_text, table

    terminal = Terminal()
    if schema:
        terminal.out(schema_text())
        return
    configuration = configuration_for(config, isolated=isolated)
    folder = file if file.is_dir() else file.parent
    policies = Policies(Asked(), configuration)
    policies.prepare([folder])
    policy = policies.of(file / "any" if file.is_dir() else file)
    terminal.out(table(file, configuration.of(folder), policy, terminal.ink))

"""The arguments and options that several commands share, each declared once."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

from cleaner.cli.declared import Argument, Option
from cleaner.model import Safety


class Format(Enum):
    """How findings are reported."""

    TEXT = "text"
    JSON = "json"
    JSON_LINES = "json-lines"
    SARIF = "sarif"
    GITHUB = "github"
    GITLAB = "gitlab"
    JUNIT = "junit"
    RDJSON = "rdjson"


Paths = Annotated[
    list[str],
    Argument(metavar="PATHS", help="Files, folders, or - for standard input.", show_default=False),
]
Select = Annotated[
    list[str] | None,
    Option(
        "--select",
        metavar="RULES",
        help="Use only these rules: ids, stages, catalogue entries or globs, with commas between.",
    ),
]
Ignore = Annotated[
    list[str] | None,
    Option("--ignore", metavar="RULES", help="Do not use these rules; named as for --select."),
]
RuleFolders = Annotated[
    list[Path] | None,
    Option("--rules", metavar="DIR", help="Add the rules of this folder to the shipped ones."),
]
UnsafeFixes = Annotated[
    bool, Option("--unsafe-fixes", help="Make suggested changes as well as safe ones.")
]
FailOn = Annotated[
    Safety,
    Option(
        "--fail-on",
        help="Exit with 1 only for findings of this class or a safer one.",
    ),
]
OutputFormat = Annotated[Format, Option("--output-format", help="How findings are reported.")]
StdinFilename = Annotated[
    str | None,
    Option(
        "--stdin-filename",
        metavar="NAME",
        help="What standard input is called; the suffix tells its markup.",
        show_default=False,
    ),
]
Jobs = Annotated[
    int | None,
    Option(
        "-j",
        "--jobs",
        min=1,
        metavar="N",
        help="Share the work of a folder among N processes; all processors if not given.",
        show_default=False,
    ),
]
Languages = Annotated[
    str | None,
    Option(
        "--source",
        metavar="LANGUAGES",
        help="In folders read the comments of these languages too, with commas between, or all.",
        show_default=False,
    ),
]
Statistics = Annotated[
    bool, Option("--statistics", help="Print how often each rule finds something, and no findings.")
]
Quiet = Annotated[bool, Option("-q", "--quiet", help="Print no summary and no progress.")]

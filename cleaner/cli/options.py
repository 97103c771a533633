"""The arguments and options that several commands share, each declared once."""

from __future__ import annotations

from dataclasses import dataclass
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
    list[str] | None,
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
    bool | None,
    Option(
        "--unsafe-fixes",
        off="--no-unsafe-fixes",
        help="Make suggested changes as well as safe ones.",
        show_default=False,
    ),
]
FailOn = Annotated[
    Safety | None,
    Option(
        "--fail-on",
        help="Exit with 1 only for findings of this class or a safer one; flag if not given.",
        show_default=False,
    ),
]
ConfigFile = Annotated[
    Path | None,
    Option(
        "--config",
        metavar="FILE",
        help="Use this configuration file for all files, in the place of the closest to each.",
        show_default=False,
    ),
]
Isolated = Annotated[bool, Option("--isolated", help="Use no configuration file.")]
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
NoCache = Annotated[
    bool, Option("--no-cache", help="Use nothing that earlier runs found out, and keep nothing.")
]
Exclude = Annotated[
    list[str] | None,
    Option(
        "--exclude",
        metavar="PATTERNS",
        help="Take no such files from folders, in the place of what is excluded without this; "
        "patterns as in .gitignore, with commas between.",
    ),
]
ExtendExclude = Annotated[
    list[str] | None,
    Option("--extend-exclude", metavar="PATTERNS", help="Take no such files either."),
]
ForceExclude = Annotated[
    bool | None,
    Option(
        "--force-exclude",
        off="--no-force-exclude",
        help="Leave what is excluded even if it is named.",
        show_default=False,
    ),
]
RespectGitignore = Annotated[
    bool | None,
    Option(
        "--respect-gitignore",
        off="--no-respect-gitignore",
        help="Leave what .gitignore and .ignore files leave, as without this; or take it.",
        show_default=False,
    ),
]
FileList = Annotated[
    Path | None,
    Option(
        "--file-list",
        metavar="FILE",
        help="Take the files that are named here, one a line or with NUL between; - for stdin.",
        show_default=False,
    ),
]
MaxSize = Annotated[
    str | None,
    Option("--max-size", metavar="SIZE", help="Leave larger files; 10MB, for example."),
]
ShowFiles = Annotated[
    bool, Option("--show-files", help="Print which files would be read, and read none.")
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


@dataclass(frozen=True, slots=True)
class Chosen:
    """The options that choose rules, and say what is done with what they find."""

    select: Select = None
    ignore: Ignore = None
    rules: RuleFolders = None
    unsafe_fixes: UnsafeFixes = None
    fail_on: FailOn = None
    config: ConfigFile = None
    isolated: Isolated = False


@dataclass(frozen=True, slots=True)
class Taken:
    """The options that choose what is read."""

    stdin_filename: StdinFilename = None
    source: Languages = None
    jobs: Jobs = None
    no_cache: NoCache = False
    exclude: Exclude = None
    extend_exclude: ExtendExclude = None
    force_exclude: ForceExclude = None
    respect_gitignore: RespectGitignore = None
    file_list: FileList = None
    max_size: MaxSize = None

"""Folders of rule files -> their rules, or every mistake in every file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from cleaner.model import Rule, Stage
from cleaner.rules.problems import Problem, RuleFileError, close
from cleaner.rules.read import read_rule
from cleaner.rules.tables import read_lists

STAGES = tuple(stage.value for stage in Stage)
_WHERE = f"Put rule files into folders of their stages: {', '.join(sorted(STAGES))}."


def read_rules(folders: Sequence[Path], shipped: Path) -> tuple[Rule, ...]:
    """Every rule in the folders, sorted by id; lists are also those of the shipped rules.

    Raises RuleFileError with every mistake in every file, and then gives no rule at all.
    """
    lists, problems = read_lists([shipped, *(folder for folder in folders if folder.is_dir())])
    paths, misplaced = rule_paths(folders)
    problems += misplaced
    rules: dict[str, Rule] = {}
    for path in paths:
        rule = read_rule(path, lists)
        if not isinstance(rule, Rule):
            problems += rule
        elif rule.id in rules:
            said = f"`{rule.id}` is also the id of {rules[rule.id].path}"
            problems.append(Problem(path, 1, "", said, "Rename one of them."))
        else:
            rules[rule.id] = rule
    if problems:
        raise RuleFileError(problems)
    return tuple(rules[id] for id in sorted(rules))


def rule_paths(folders: Iterable[Path]) -> tuple[list[Path], list[Problem]]:
    """The rule files in folders, in order, each once, and what is wrong with the folders."""
    paths: set[Path] = set()
    problems: list[Problem] = []
    for folder in folders:
        if folder.is_file():
            paths.add(folder)
        elif folder.is_dir():
            found = _files_below(folder)
            paths |= found
            if not found and not any((folder / "lists").glob("*.txt")):
                problems.append(Problem(folder, 1, "", "there is no rule in it", _WHERE))
        else:
            said = "there is no such file or folder"
            problems.append(Problem(folder, 1, "", said, "Check the path."))
    placed = {path for path in paths if path.absolute().parent.name in STAGES}
    return sorted(placed), problems + [_misplaced(path) for path in sorted(paths - placed)]


def _files_below(folder: Path) -> set[Path]:
    deep = (path for stage in STAGES for path in (folder / stage).glob("*/**/*.toml"))
    return {*folder.glob("*/*.toml"), *folder.glob("*.toml"), *deep}


def _misplaced(path: Path) -> Problem:
    folder = path.absolute().parent.name
    remedy = f"{close(folder, STAGES)} Move it into the folder of its stage."
    return Problem(path, 1, "", f"`{folder}` is not a stage", remedy)

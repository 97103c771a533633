"""Rule files -> checked rules. The shipped rule files are data, in the folder `rules/`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from cleaner.model import Rule, Stage
from cleaner.rules.problems import Problem, RuleFileError, close
from cleaner.rules.read import read_rule
from cleaner.rules.tables import read_lists

__all__ = ["Problem", "RuleFileError", "load_rules", "shipped"]

STAGES = tuple(stage.value for stage in Stage)


def shipped() -> Path:
    """The folder of the rules that come with cleaner: inside a wheel, or beside a checkout."""
    packed = Path(__file__).parent / "shipped"
    return packed if packed.is_dir() else Path(__file__).parents[2] / "rules"


def load_rules(*folders: Path) -> tuple[Rule, ...]:
    """Every rule in the folders, sorted by id; the shipped rules if none is named.

    A folder holds a folder for each stage, and may hold `lists`. A rule file may be named as well.
    Raises RuleFileError with every mistake in every file, and then gives no rule at all.
    """
    folders = folders or (shipped(),)
    lists, problems = read_lists([shipped(), *(folder for folder in folders if folder.is_dir())])
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
            paths.update(folder.glob("*/*.toml"), folder.glob("*.toml"))
            for stage in STAGES:
                paths.update((folder / stage).glob("*/**/*.toml"))
        else:
            problems.append(Problem(folder, 1, "", "there is no such folder", "Check the path."))
    placed = {path for path in paths if path.absolute().parent.name in STAGES}
    return sorted(placed), problems + [_misplaced(path) for path in sorted(paths - placed)]


def _misplaced(path: Path) -> Problem:
    folder = path.absolute().parent.name
    remedy = f"{close(folder, STAGES)} Move it into the folder of its stage."
    return Problem(path, 1, "", f"`{folder}` is not a stage", remedy)

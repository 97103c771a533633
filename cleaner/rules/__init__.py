"""Rule files -> checked rules. The shipped rule files are data, in the top-level folder `rules/`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from cleaner.model import Rule, Stage
from cleaner.rules.problems import Problem, RuleFileError, close
from cleaner.rules.read import read_rule
from cleaner.rules.tables import read_lists

__all__ = ["Problem", "RuleFileError", "load_rules", "shipped"]


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
    problems: list[Problem] = []
    rules: dict[str, Rule] = {}
    lists = read_lists([shipped(), *(folder for folder in folders if folder.is_dir())])
    for path in rule_paths(folders, problems):
        rule = read_rule(path, lists, problems)
        if rule is not None and rule.id in rules:
            problems.append(
                Problem(
                    path, 1, "", f"{rules[rule.id].path} has the same id", "Rename one of them."
                )
            )
        elif rule is not None:
            rules[rule.id] = rule
    if problems:
        raise RuleFileError(problems)
    return tuple(rules[id] for id in sorted(rules))


def rule_paths(folders: Iterable[Path], problems: list[Problem]) -> list[Path]:
    """The rule files in folders, in order, each once; what is wrong with the folders is added."""
    paths: set[Path] = set()
    for folder in folders:
        if folder.is_file():
            paths.add(folder)
        elif folder.is_dir():
            paths.update(folder.glob("*/*.toml"))
            problems += [_misplaced(path) for path in folder.glob("*.toml")]
        else:
            problems.append(Problem(folder, 1, "", "there is no such folder", "Check the path."))
    stages = {stage.value for stage in Stage}
    for path in sorted(paths):
        if path.absolute().parent.name not in stages:
            problems.append(_misplaced(path))
    return sorted(path for path in paths if path.absolute().parent.name in stages)


def _misplaced(path: Path) -> Problem:
    stages = [stage.value for stage in Stage]
    folder = path.absolute().parent.name
    meant = close(folder, stages) if folder else ""
    return Problem(
        path,
        1,
        "",
        f"`{folder}` is not a stage",
        f"Move it into one of {', '.join(stages)}. {meant}",
    )

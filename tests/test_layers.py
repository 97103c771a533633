"""Rooms import only what stands above them in one list, and no room outgrows its budget."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import cleaner

ROOT = Path(cleaner.__file__).parent
ROOMS = [
    *("parts", "spans", "places", "degrees", "model", "cache", "digests", "likeness", "told"),
    *("marks", "expressions", "shapes", "templates", "articles", "lexicon", "slips", "compact"),
    *("edits", "counts", "paragraphs", "evidence", "repetition", "language", "regions"),
    *("quotations", "fixers", "matching", "rules", "suppressions", "engine", "parcels", "workers"),
    *("windows", "sieve", "screens", "costs", "examples", "files", "troubles", "large", "config"),
    *("results", "outcomes", "looks", "tasks", "runs", "output"),
    *("__init__", "cli", "__main__"),
]
"""The rooms in order: each may import those before it."""
LINES, BODY, PARAMETERS = 300, 40, 5
MODULES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.py"))

Function = ast.FunctionDef | ast.AsyncFunctionDef


def room_of(module: str) -> str:
    return module.partition("/")[0].removesuffix(".py")


@cache
def tree_of(module: str) -> ast.Module:
    return ast.parse((ROOT / module).read_text("utf-8"))


def functions_of(module: str) -> list[Function]:
    return [node for node in ast.walk(tree_of(module)) if isinstance(node, Function)]


def imported(module: str) -> Iterator[str]:
    """The rooms that a module imports, also inside functions; the version is no room."""
    for node in ast.walk(tree_of(module)):
        match node:
            case ast.ImportFrom(module="cleaner", names=names):
                yield from (name.name for name in names if (ROOT / name.name).is_dir())
                yield from (name.name for name in names if (ROOT / f"{name.name}.py").is_file())
            case ast.ImportFrom(module=str(name)) if name.startswith("cleaner."):
                yield name.split(".")[1]
            case ast.Import(names=names):
                yield from (n.name.split(".")[1] for n in names if n.name.startswith("cleaner."))
            case ast.ImportFrom(level=level):
                assert level == 0, f"{module} imports from where it stands"


@pytest.mark.parametrize("module", MODULES)
def test_imports_go_one_way(module: str) -> None:
    room = room_of(module)
    above = ROOMS[: ROOMS.index(room) + 1]
    assert [name for name in imported(module) if name not in above] == []


@pytest.mark.parametrize("module", MODULES)
def test_module_has_one_thing_to_say(module: str) -> None:
    assert len((ROOT / module).read_text("utf-8").splitlines()) <= LINES


@pytest.mark.parametrize("module", MODULES)
def test_functions_are_short(module: str) -> None:
    lengths = [(f.name, (f.end_lineno or 0) - f.lineno + 1) for f in functions_of(module)]
    assert [(name, length) for name, length in lengths if length > BODY] == []


@pytest.mark.parametrize("module", [module for module in MODULES if room_of(module) != "cli"])
def test_functions_have_few_parameters(module: str) -> None:
    counts = [(f.name, count(f.args)) for f in functions_of(module)]
    assert [(name, number) for name, number in counts if number > PARAMETERS] == []


def count(arguments: ast.arguments) -> int:
    names = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return len([name for name in names if name.arg not in ("self", "cls")])


def test_nothing_prints_but_the_terminal_of_the_command_line() -> None:
    said = {
        module
        for module in MODULES
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    }
    assert said == set()

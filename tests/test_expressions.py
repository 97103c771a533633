"""Expressions from the cache are those that were put there."""

from __future__ import annotations

import copyreg
import subprocess
import sys
from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Rule, expressions
from cleaner.expressions import Compiler, expression
from cleaner.marks import widen
from cleaner.model import Pattern

ROOT = Path(__file__).parents[1]
TAKEN_APART = copyreg.dispatch_table[regex.Pattern]


@pytest.fixture(autouse=True)
def cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CLEANER_CACHE_DIR", str(tmp_path))
    return tmp_path


def shipped(rules: tuple[Rule, ...]) -> list[str]:
    matches = [rule.match for rule in rules if isinstance(rule.match, Pattern)]
    written = {one for match in matches for one in (match.find, match.unless) if one is not None}
    return [widen(pattern) for pattern in sorted(written)]


def test_shipped_expressions_come_back_as_they_were(rules: tuple[Rule, ...]) -> None:
    patterns = shipped(rules)
    text = (ROOT / "seeds" / "founding-sample.txt").read_bytes().decode("utf-8")
    first = Compiler()
    made = [first.compiled(pattern, regex.MULTILINE) for pattern in patterns]
    first.keep()
    second = Compiler()
    again = [second.compiled(pattern, regex.MULTILINE) for pattern in patterns]
    assert list(map(TAKEN_APART, again)) == list(map(TAKEN_APART, made))
    for one, other in zip(made, again, strict=True):
        found = [m.regs for m in one.finditer(text)]
        assert [m.regs for m in other.finditer(text)] == found
        assert other.groupindex == one.groupindex


def test_what_two_processes_compile_is_kept_together() -> None:
    one, other = Compiler(), Compiler()
    one.compiled("a+")
    other.compiled("b+")
    one.keep()
    other.keep()
    third = Compiler()
    assert {key for key, _ in third.kept} == {"a+", "b+"}


def test_nothing_is_written_where_nothing_was_compiled(cache_folder: Path) -> None:
    Compiler().keep()
    one = Compiler()
    one.compiled("a+")
    one.keep()
    [path] = cache_folder.iterdir()
    before = path.stat().st_mtime_ns
    again = Compiler()
    again.compiled("a+")
    again.keep()
    assert path.stat().st_mtime_ns == before


@given(place=st.integers(0, 10_000), xor=st.integers(1, 255))
def test_damaged_file_is_not_believed(
    tmp_path_factory: pytest.TempPathFactory, place: int, xor: int
) -> None:
    folder = tmp_path_factory.getbasetemp() / "damaged-expressions"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLEANER_CACHE_DIR", str(folder))
        one = Compiler()
        one.compiled(r"(?P<word>\w+) a")
        one.keep()
        [path] = folder.iterdir()
        data = bytearray(path.read_bytes())
        data[place % len(data)] ^= xor
        path.write_bytes(data)
        damaged = Compiler()
        assert damaged.kept == frozenset()
        assert damaged.compiled(r"(?P<word>\w+) a").findall("is a") == ["is"]
        damaged.compiled(f"b{place}{xor}")  # so that it is written again
        damaged.keep()


def test_file_does_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expressions, "MANY", 2)
    for name in "abcd":
        one = Compiler()
        one.compiled(name)
        one.keep()
    assert {key for key, _ in Compiler().kept} == {"d"}


def test_expression_is_compiled_when_it_is_used() -> None:
    one = expression("(")
    assert one.pattern == "("
    with pytest.raises(regex.error):
        one.search("a")
    two = expression("(?P<x>A)", regex.IGNORECASE)
    assert two.sub("b", "caA") == "cbb"
    assert two.groupindex == {"x": 1}


PROGRAM = """
import sys
from cleaner.expressions import expression

one = expression(r"(?<name>\\p{Lu}\\p{Ll}+)s", 8)
found = [(m["name"], m.span()) for m in one.finditer("the Blinkens and the Élus")]
print(found, *sorted({"regex", "regex._regex", "regex._regex_core"} & {*sys.modules}))
import regex
same = isinstance(one.sub.__self__, regex.Pattern)
print(same, one.sub(r"\\1", "Bas"), regex.findall("a", "aba"))
"""


def test_what_is_kept_needs_only_what_is_in_c() -> None:
    """And the rest of `regex` fits what was loaded without it."""
    first = Compiler()
    first.compiled(r"(?<name>\p{Lu}\p{Ll}+)s", regex.MULTILINE)
    first.keep()
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == (
        "[('Blinken', (4, 12)), ('Élu', (21, 25))] regex._regex\nTrue Ba ['a', 'a']\n",
        "",
    )

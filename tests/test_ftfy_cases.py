"""The runner of ftfy's test cases: what counts as solved, and as touched."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "benchmarks" / "accuracy"))

import ftfy_cases

CASES = [
    {"label": "damaged", "original": "cafÃ©", "fixed": "café", "expect": "pass"},
    {"label": "quoted", "original": "â€œyesâ€\x9d", "fixed": '"yes"', "expect": "pass"},
    {"label": "given up", "original": "â€œyesâ€�", "fixed": '"yes�', "expect": "pass"},
    {"label": "hard", "original": "tur\x92stico", "fixed": "turístico", "expect": "fail"},
    {"label": "sound", "original": "Â is a letter", "fixed": "Â is a letter", "expect": "pass"},
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "cases.json"
    path.write_bytes(json.dumps(CASES).encode())
    return path


def test_a_case_is_sound_if_it_is_to_stay(path: Path) -> None:
    assert [case.label for case in ftfy_cases.read(path) if case.sound] == ["sound"]


@pytest.mark.parametrize(
    ("number", "after", "solved"),
    [
        (0, "café", True),
        (0, "cafÃ©", False),
        (1, "“yes”", True),
        (2, "“yes”", True),
        (2, "“yes”!", False),
        (4, "Â is a letter", True),
        (4, "A is a letter", False),
    ],
)
def test_what_is_solved(path: Path, number: int, after: str, solved: bool) -> None:
    assert list(ftfy_cases.read(path))[number].solved(after) is solved


def test_the_figures_of_the_encoding_stage(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["ftfy_cases.py", str(path)])
    assert ftfy_cases.main() == 0
    assert capsys.readouterr().out.split("\n")[0] == (
        "safe: 3 of 4 damaged texts solved (0 of 1 that ftfy fails itself), "
        "0 of 1 sound texts touched"
    )

"""What users get: the wheel, built as pip builds it, in an environment that has nothing else."""

from __future__ import annotations

import shutil
import sys
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest
from copies import ROOT, environment, run, source

from cleaner import clean, load_rules


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel made from the source archive, so that both must be whole."""
    folder = tmp_path_factory.mktemp("built")
    checkout = source(folder / "checkout")
    run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", folder, cwd=checkout)
    [archive] = folder.glob("*.tar.gz")
    shutil.unpack_archive(archive, folder / "unpacked")
    [unpacked] = (folder / "unpacked").iterdir()
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=unpacked)
    [made] = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return environment(tmp_path_factory.mktemp("installed") / "venv", wheel)


def files(folder: str) -> set[str]:
    root = ROOT / folder
    paths = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix() for path in paths if path.suffix != ".pyc"}


def test_it_holds_the_package_the_rules_and_the_clean_texts(wheel: Path) -> None:
    expected = {f"cleaner/{name}" for name in files("cleaner")}
    expected |= {f"cleaner/rules/shipped/{name}" for name in files("rules")}
    expected |= {f"cleaner/rules/clean/{name}" for name in files("seeds/clean")}
    with zipfile.ZipFile(wheel) as packed:
        names = {name for name in packed.namelist() if ".dist-info/" not in name}
    assert names == expected
    tables = {"cleaner/lexicon/common.tsv", "cleaner/lexicon/words.tsv"}
    assert {"cleaner/py.typed", *tables} <= names


def test_it_carries_every_licence(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        [metadata] = (name for name in packed.namelist() if name.endswith(".dist-info/METADATA"))
        said = Parser().parsestr(packed.read(metadata).decode("utf-8"))
        kept = {name.partition("/licenses/")[2] for name in packed.namelist()} - {""}
    expected = {f"cleaner/lexicon/licences/{name}" for name in files("cleaner/lexicon/licences")}
    assert kept == expected | {"LICENSE", "cleaner/lexicon/LICENCES.md"}
    assert kept == set(said.get_all("License-File", []))
    assert said["License-Expression"] == "MIT AND CC-BY-SA-4.0"


def test_it_cleans_the_founding_sample(programs: Path, tmp_path: Path, sample: str) -> None:
    text = tmp_path / "sample.txt"
    text.write_bytes(sample.encode())
    told = run(programs / "cleaner", "fix", "sample.txt", cwd=tmp_path, code=1)
    assert "marks/possessive-of-singular-name [safe] `Blinkens’` → `Blinken’s`" in told
    assert text.read_bytes().decode() == clean(sample, load_rules()).after


def test_its_rules_pass_their_examples(programs: Path, tmp_path: Path) -> None:
    told = run(programs / "python", "-m", "cleaner", "test", cwd=tmp_path)
    assert ": 0 failed, " in told
    assert ": 0 changes" in told

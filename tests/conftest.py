from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import hypothesis
import pytest

from cleaner import Rule, load_rules

ROOT = Path(__file__).parents[1]

if "PYTEST_XDIST_WORKER" not in os.environ:  # workers share the folder of the process above them
    os.environ["CLEANER_CACHE_DIR"] = tempfile.mkdtemp(prefix="cleaner-tests-")
    atexit.register(shutil.rmtree, os.environ["CLEANER_CACHE_DIR"], ignore_errors=True)

hypothesis.settings.register_profile("here", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(scope="session")
def rules() -> tuple[Rule, ...]:
    """The shipped rules, loaded once."""
    return load_rules()


@pytest.fixture(scope="session")
def sample() -> str:
    """The founding sample."""
    return (ROOT / "seeds" / "founding-sample.txt").read_bytes().decode("utf-8")

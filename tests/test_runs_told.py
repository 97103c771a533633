"""What runs with a table tell is what those without one do, whatever the files repeat by then."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from making import write

from cleaner import Safety, clean, load_rules, tasks, told
from cleaner.files import discover
from cleaner.files.raw import LARGE
from cleaner.model import Manner
from cleaner.outcomes import outcome_of_large
from cleaner.output.tally import counts_of
from cleaner.repetition import survey
from cleaner.runs import Outcome, Telling, tell_files
from cleaner.sieve import making, reading
from cleaner.told import Table, Told
from cleaner.workers import FORKS

BANNER = "Get the stories that matter to you."
RULES = tuple(
    rule
    for rule in load_rules()
    if rule.id.startswith("spacing/") or rule.id == "structure/repeated-furniture"
)
FURNITURE = tuple(rule for rule in RULES if rule.id == "structure/repeated-furniture")


@pytest.fixture(autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache of the test's own; what is written has settled at once."""
    monkeypatch.setenv("CLEANER_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
    monkeypatch.setattr(told, "SETTLED", -told.SETTLED)


def say(outcome: Outcome) -> Told | None:
    if outcome.cleaned is None:
        return None
    lines = "".join(f"{one.found}\n" for one in outcome.cleaned.applied)
    return Told(outcome.name, lines, counts_of(outcome.cleaned.applied))


def table_for(folder: Path) -> Table:
    found = told.table_for([str(folder)], b"key")
    assert found is not None
    return found


def run(
    folder: Path,
    manner: Manner,
    table: Table | None = None,
    *,
    keeps: bool = True,
    jobs: int = 1,
) -> list[Outcome | Told]:
    discovery = discover([folder])
    telling = Telling(say, lambda told: True, table, keeps)
    manners = dict.fromkeys(map(str, discovery.files), manner)
    return list(tell_files(discovery, manners, telling, jobs=jobs))


def put(folder: Path, numbers: range, *, banner: bool) -> None:
    for number in numbers:
        end = f"\n{BANNER}\n" if banner else ""
        write(folder / f"{number:03}-{banner}.txt", f"The part {number} of the story.\n{end}")


STEPS = st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(0, 5))
"""How many files with the banner are new, and how many without, and how many of these are gone."""


@settings(max_examples=12)
@given(
    banners=st.integers(2, 6),
    others=st.integers(14, 30),
    steps=st.lists(STEPS, min_size=2, max_size=4),
)
@example(banners=3, others=17, steps=[(1, 0, 0), (1, 0, 0)])
@example(banners=6, others=29, steps=[(0, 0, 4), (0, 0, 1)])
@example(banners=5, others=21, steps=[(0, 1, 0), (0, 0, 2)])
def test_files_repeat_what_they_do_now(
    banners: int,
    others: int,
    steps: list[tuple[int, int, int]],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder, manner = tmp_path_factory.mktemp("any"), Manner(FURNITURE, Safety.SUGGEST)
    put(folder, range(banners), banner=True)
    put(folder, range(others), banner=False)
    assert run(folder, manner, table_for(folder)) == run(folder, manner)
    for number, (banner, new, gone) in enumerate(steps, 1):
        put(folder, range(100 * number, 100 * number + banner), banner=True)
        put(folder, range(100 * number, 100 * number + new), banner=False)
        for path in sorted(folder.glob("*-False.txt"))[:gone]:
            path.unlink()
        assert run(folder, manner, table_for(folder)) == run(folder, manner)


@pytest.mark.parametrize("banner", [False, True])
def test_files_that_pass_a_screen_come_beside_others(tmp_path: Path, *, banner: bool) -> None:
    pytest.importorskip("hyperscan")
    making.make(b"of some", RULES)
    reading.kept.cache_clear()
    for number in range(9):
        more = f"\n{BANNER}\n" if banner and number % 2 else ""
        mark = ", and" if number % 3 else " , but"
        write(tmp_path / f"{number}.txt", f"The part {number}{mark} more.\n{more}")
    manner = Manner(RULES, Safety.SUGGEST, None, None, b"of some")
    wanted = one_by_one(tmp_path)
    assert [run(tmp_path, manner), run(tmp_path, manner, table_for(tmp_path))] == [wanted] * 2


def one_by_one(folder: Path) -> list[Told]:
    """What there is to tell of each file, if only what they repeat is known beforehand."""
    texts = {str(path): path.read_bytes().decode() for path in sorted(folder.glob("*.txt"))}
    repeated, found = survey(texts.values()), []
    for name, text in texts.items():
        applied = clean(text, RULES, up_to=Safety.SUGGEST, repeated=repeated).applied
        found.append(Told(name, "".join(f"{one.found}\n" for one in applied), counts_of(applied)))
    return found


def test_what_is_told_in_colour_is_not_kept(tmp_path: Path) -> None:
    folder, manner = tmp_path / "x", Manner(RULES)
    write(folder / "a.txt", "One , two.\n")
    write(folder / "b.txt", "One, two.\n")
    wanted = run(folder, manner, table_for(folder), keeps=False)
    names = [one.name for one in wanted]
    assert [table_for(folder).told(name) for name in names] == [None, Told(names[1])]
    assert run(folder, manner, table_for(folder)) == wanted
    assert [table_for(folder).told(name) for name in names] == wanted


@pytest.mark.skipif(not FORKS, reason="it is not shared")
def test_a_giant_is_shared_also_if_it_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What came of it is not kept, so it is read anew."""
    giant, processes = tmp_path / "b.txt", list[int]()
    giant.write_bytes(b"\0")
    os.truncate(giant, LARGE + 1)

    def cleaned(name: str, manner: Manner, size: int, jobs: int) -> Outcome | None:
        processes.append(jobs)
        return outcome_of_large(name, manner, size, jobs)

    monkeypatch.setattr(tasks, "outcome_of_large", cleaned)
    for text in (b"One.\n\n", b"Two.\n\n"):
        for name in ("a.txt", "c.txt"):
            (tmp_path / name).write_bytes(text * 20_000)
        run(tmp_path, Manner(FURNITURE), table_for(tmp_path), jobs=2)
    assert processes == [2, 2]

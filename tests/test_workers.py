"""Many processes give what one gives, in the same order, and survive one that dies."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Safety, load_rules, parcels, runs, workers
from cleaner.files import discover
from cleaner.model import WorkerDied
from cleaner.rules.index import by_id

RULES = load_rules()


def double(item: int) -> int:
    return 2 * item


def deadly(mark: Path, item: int) -> int:
    """Kill this process at 3, always, and at 5 if it is the first to come there."""
    if item == 3:
        os._exit(1)
    if item == 5 and not mark.exists():
        mark.touch()
        os._exit(1)
    return item


def refuse(item: int) -> int:
    raise ValueError(f"not {item}")


@given(st.lists(st.integers(0, 9)), st.integers(1, 20))
def test_chunks_are_the_items_in_order_and_each_has_room_for_its_last_only(
    sizes: list[int], size: int
) -> None:
    chunks = workers.chunks(range(len(sizes)), sizes, size)
    assert [item for chunk in chunks for item in chunk] == list(range(len(sizes)))
    assert all(sum(sizes[i] for i in chunk[:-1]) < size for chunk in chunks)
    assert all(chunks)


def test_results_come_in_the_order_of_the_items() -> None:
    chunks = [list(range(at, at + 3)) for at in range(0, 60, 3)]
    assert list(workers.mapped(double, chunks, jobs=2)) == [2 * item for item in range(60)]


def test_nothing_gives_nothing() -> None:
    assert list(workers.mapped(double, [], jobs=2)) == []


def test_item_that_kills_its_process_twice_is_named_and_all_others_are_done(
    tmp_path: Path,
) -> None:
    chunks = [[0, 1], [2, 3, 4], [5, 6], [7]]
    results = workers.mapped(partial(deadly, tmp_path / "mark"), chunks, jobs=2)
    said = [one.item if isinstance(one, WorkerDied) else one for one in results]
    assert said == list(range(8))


def test_error_of_a_task_is_raised() -> None:
    with pytest.raises(ValueError, match="not 7"):
        list(workers.mapped(refuse, [[7]], jobs=2))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = [
        "Blinken left. Blinkens’ visit drew criticism.",
        "It is a sound text.\n",
        "He met met them in bali ,and said. during talks that.\r\n",
    ]
    for number in range(30):
        text = texts[number % 3] + "\n\n" + f"The firm grew in {number}. " * 400
        (tmp_path / f"{number}.txt").write_bytes(text.encode())
    (tmp_path / "bad.txt").write_bytes(b"caf\xe9")
    (tmp_path / "binary.txt").write_bytes(b"\0")
    return tmp_path


@pytest.mark.parametrize("up_to", [Safety.SAFE, Safety.SUGGEST])
def test_outcomes_are_the_same_with_any_number_of_processes(folder: Path, up_to: Safety) -> None:
    discovery = discover([folder, folder / "absent.txt"])
    one, two = (
        list(runs.run_discovered(discovery, RULES, up_to=up_to, jobs=jobs)) for jobs in (1, 2)
    )
    assert sum(path.stat().st_size for path in discovery.files) > runs.WORTH
    assert len(one) == 33
    assert one == two


def test_rules_go_by_their_ids_into_a_parcel() -> None:
    rules = RULES[:2]
    parcel = parcels.pack({"rules": rules})
    unpacked = parcels.unpack(parcel, by_id(rules))["rules"]
    assert all(one is other for one, other in zip(unpacked, rules, strict=True))
    assert len(parcel) < 200

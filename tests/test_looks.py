"""What is seen of files before any is cleaned says no less of them than cleaning would."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import write

from cleaner import Safety, likeness, load_rules, looks, repetition, told
from cleaner.files import discover
from cleaner.looks import Look, Looker, Seen, repeats_nothing, sift, survey
from cleaner.model import Manner, Repeated
from cleaner.output.tally import counts_of
from cleaner.runs import Outcome, Telling, tell_files
from cleaner.screens import PASSED, Sifted
from cleaner.sieve import making, reading
from cleaner.told import Survey, Told

RULES = load_rules()
SPACING = tuple(rule for rule in RULES if rule.id.startswith("spacing/"))
BANNER = "Get the stories that matter to you."
SOURCE = b"of spacing and slips"


@pytest.fixture
def sieved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Manner:
    """A manner with a few of the rules of which there is a sieve."""
    pytest.importorskip("hyperscan")
    monkeypatch.setenv("CLEANER_CACHE_DIR", str(tmp_path / "cache"))
    slips = (rule for rule in RULES if rule.id == "words/common-misspellings")
    making.make(SOURCE, (*SPACING, *slips))
    reading.kept.cache_clear()
    return Manner(SPACING, Safety.SAFE, None, None, SOURCE)


def test_a_text_is_sifted_by_the_rules_of_its_manner(sieved: Manner) -> None:
    text = b"One thing , and teh other."
    assert sift(text, sieved) == Sifted.of(text, frozenset(["spacing/space-before-mark"]))
    assert sift(b"One thing.", sieved) == PASSED
    assert sift(b"cleaner: off", sieved) is None
    assert sift(text, Manner(SPACING)) is None


def test_a_look_tells_what_a_screen_says(tmp_path: Path, sieved: Manner) -> None:
    texts = {"bad.txt": b"One thing , and another.\n", "good.txt": b"One thing, and another.\n"}
    found = looked(tmp_path, texts, sieved)
    assert [one.passes for one in found.values()] == [False, True]
    bad, good = found.values()
    suspects = frozenset(["spacing/space-before-mark"])
    assert (bad.sifted, good.sifted) == (Sifted.of(texts["bad.txt"], suspects), None)


def looked(folder: Path, texts: Mapping[str, bytes], manner: Manner) -> dict[str, Look]:
    names = []
    for name, data in texts.items():
        (folder / name).write_bytes(data)
        names.append(str(folder / name))
    return dict(
        zip(texts, map(Looker(dict.fromkeys(names, manner), asks=True), names), strict=True)
    )


def test_only_what_can_be_read_has_numbers(tmp_path: Path) -> None:
    said = f"One thing, and another.\n\n{BANNER}\n"
    utf_8, utf_16, *others = looked(
        tmp_path,
        {
            "a.txt": said.encode(),
            "b.txt": said.encode("utf-16"),
            "c.txt": b"\xff\xff",
            "d.txt": b"a\0b",
        },
        Manner(SPACING),
    ).values()
    assert (utf_8, utf_16) == (Look(False, utf_8.numbers),) * 2
    assert utf_8.numbers
    assert others == [Look(False, None)] * 2
    assert Looker({}, asks=True)(str(tmp_path / "gone.txt")) == Look(False, None)


def test_large_files_are_not_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"One thing, and another.\n")
    manners = {str(path): Manner(SPACING)}
    assert Looker(manners, asks=True, large=23)(str(path)) == Look(False, None)
    assert Looker(manners, asks=True, large=24)(str(path)).numbers is not None


def test_processes_look_as_one_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looks, "WORTH", 5)
    monkeypatch.setattr(looks, "CHUNK", 2)
    for number in range(5):
        (tmp_path / f"{number}.txt").write_bytes(f"The part {number} of the story.\n".encode())
    names = [str(tmp_path / f"{number}.txt") for number in range(5)]
    looker = Looker(dict.fromkeys(names, Manner(SPACING)), asks=True)
    found = list(looks.looks(names, looker, 2))
    assert found == list(map(looker, names)) == list(looks.looks(names, looker, 1))
    assert len({one.numbers for one in found}) == 5


def look(*paragraphs: str) -> Look:
    numbers = likeness.numbers("\n\n".join(paragraphs).encode())
    return Look(False, looks.array("I", numbers).tobytes())


def test_what_files_repeat_stands_in_those_that_share_a_number() -> None:
    texts = {str(n): [f"The part {n} of the story.", BANNER] for n in range(5)}
    texts["5"] = ["The part 5 of the story."]
    asked: list[str] = []

    def fingerprints(name: str) -> Iterable[int]:
        asked.append(name)
        return repetition.fingerprints("\n\n".join(texts[name]))

    seen = {name: look(*paragraphs) for name, paragraphs in texts.items()}
    seen["none"] = Look(False, None)
    found = survey(seen, fingerprints)
    whole = repetition.survey(["\n\n".join(paragraphs) for paragraphs in texts.values()])
    assert found == Seen(whole, frozenset("01234"), 5)
    assert whole.counts
    assert asked == list("01234")
    assert survey(seen, lambda name: ()) == Seen(Repeated(6, {}), frozenset(), 5)
    assert survey({}, fingerprints) == Seen(Repeated(0, {}), frozenset(), 0)


def test_what_files_repeat_is_found_in_those_that_alone_are_clean(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also by a later run, which knows what they repeat and does not look at all of them."""
    pytest.importorskip("hyperscan")
    monkeypatch.setenv("CLEANER_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(told, "SETTLED", -told.SETTLED)
    rules = tuple(rule for rule in RULES if rule.id == "structure/repeated-furniture")
    making.make(b"of furniture", rules)
    reading.kept.cache_clear()
    manner = Manner(rules, Safety.SUGGEST, None, None, b"of furniture")
    for number in range(6):
        text = f"The part {number} of the story.\n\n{BANNER}\n"
        write(tmp_path / "x" / f"{number}.txt", text)
        assert sift(text.encode(), manner) == PASSED
    discovery = discover([tmp_path / "x"])
    manners = dict.fromkeys(map(str, discovery.files), manner)

    def run(*, fits: bool) -> list[Outcome | Told]:
        table = told.table_for([str(tmp_path / "x")], b"key")
        telling = Telling(said, lambda told: fits, table)
        return list(tell_files(discovery, manners, telling))

    wanted = [Told(str(path), applied=(0, 1, 0)) for path in discovery.files]
    assert [run(fits=fits) for fits in (True, True, False)] == [wanted] * 3


def said(outcome: Outcome) -> Told | None:
    assert outcome.cleaned is not None
    return Told(outcome.name, applied=counts_of(outcome.cleaned.applied))


FILES = st.lists(st.frozensets(st.integers(0, 2)), max_size=12)


@given(kept=FILES, gone=FILES, new=FILES)
def test_what_is_sure_to_repeat_nothing_repeats_nothing(
    kept: list[frozenset[int]], gone: list[frozenset[int]], new: list[frozenset[int]]
) -> None:
    counts, files = likeness.counted([*kept, *gone]), len(kept) + len(gone)
    shared = likeness.shared(counts, files)
    before = Survey(files, dict.fromkeys(shared, 5), max(counts.values(), default=0))
    if repeats_nothing(before, gone=len(gone), new=len(new)):
        assert not likeness.shared(likeness.counted([*kept, *new]), len(kept) + len(new))


@pytest.mark.parametrize(
    ("survey", "gone", "new", "nothing"),
    [
        (Survey(20, {}, 3), 0, 1, True),
        (Survey(20, {}, 3), 0, 2, False),
        (Survey(30, {}, 5), 0, 0, True),
        (Survey(30, {}, 5), 4, 0, True),
        (Survey(30, {}, 5), 5, 0, False),
        (Survey(30, {7: 1}, 1), 0, 0, False),
        (Survey(2, {}, 2), 9, 2, True),
    ],
)
def test_many_new_files_may_repeat_what_they_like(
    survey: Survey, gone: int, new: int, nothing: bool
) -> None:
    assert repeats_nothing(survey, gone=gone, new=new) is nothing

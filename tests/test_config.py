"""Configuration: the closest file to each text, what it says, and what follows for a file."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import msgspec
import pytest
from making import HEAD, write
from reading_docs import ROOT, blocks

from cleaner import __version__
from cleaner.__main__ import main
from cleaner.cli.setup import STANZA, START
from cleaner.config import ConfigError, Configuration
from cleaner.config.choices import Choices, Sought
from cleaner.config.format import ConfigFile, MarkupName, schema
from cleaner.config.policy import Asked, Policies, Policy
from cleaner.config.read import read_settings
from cleaner.files import Discovery, discover
from cleaner.model import Markup, Safety
from cleaner.output.settings import schema_text
from cleaner.runs import run_files

PAGE = ROOT / "docs" / "configuration.md"
SLIP = (
    HEAD
    + "[words]\npairs = { teh = 'the' }\n"
    + '[[example]]\nbefore = "teh"\nafter = "the"\n[[example]]\nkeep = "ten"\n'
)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a rule of its own, which is the working directory."""
    write(tmp_path / "mine" / "words" / "slip.toml", SLIP)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def policy(path: Path, asked: Asked | None = None) -> Policy:
    policies = Policies(Asked() if asked is None else asked, Configuration())
    policies.prepare([path.parent])
    return policies.of(path)


def ids(path: Path, asked: Asked | None = None) -> list[str]:
    return [rule.id for rule in policy(path, asked).manner.rules]


def problems(path: Path) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        policy(path)
    return str(caught.value).split("\n")


MINE = 'rules = ["mine"]\nselect = ["words/slip"]\n'


def test_of_three_files_in_a_folder_the_first_counts(place: Path) -> None:
    closest = []
    for name, text in [
        ("pyproject.toml", f"[tool.cleaner]\n{MINE}"),
        ("cleaner.toml", MINE),
        (".cleaner.toml", MINE),
    ]:
        write(place / name, text)
        closest.append(Configuration().path_for(Path("deep/er")))
    assert closest == [
        str(place / name) for name in ("pyproject.toml", "cleaner.toml", ".cleaner.toml")
    ]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("[project]\nname = 'x'\n", False),
        ("[project]\nname = 'cleaner'\n", False),
        ("[tool]\ncleaner = {}\n", True),
        ("tool.cleaner.select = []\n", True),
        ("[tool.'cleaner']\n", True),
        ("[tool.cleaner]\nselect = [\n", True),
        ("[project]\nname = cleaner [\n", False),
    ],
)
def test_a_pyproject_counts_if_it_has_the_table(text: str, counts: bool, place: Path) -> None:
    write(place / "pyproject.toml", text)
    assert (Configuration().path_for(place) is not None) is counts


def test_folders_are_looked_at_once(place: Path) -> None:
    write(place / "a" / "cleaner.toml", "")
    configuration = Configuration()
    found = [configuration.path_for(place / name) for name in ("a/b/c", "a/b", "a", "", "d")]
    assert found == [str(place / "a" / "cleaner.toml")] * 3 + [None, None]
    (place / "a" / "cleaner.toml").unlink()
    assert configuration.path_for(place / "a" / "b" / "c") == found[0]


def test_without_configuration_nothing_of_it_is_read(place: Path) -> None:
    write(place / "a.txt", "All is well.\n")
    write(place / "pyproject.toml", "[project]\nname = 'x'\n")
    code = (
        "import sys; from cleaner.__main__ import main; from cleaner.rules import stamp\n"
        "stamp.SETTLED = 0; main(['check', 'a.txt'])\n"
        "print(*sorted({*sys.modules} & {'cleaner.config.read', 'cleaner.config.format',"
        " 'cleaner.config.names', 'tomllib', 'msgspec'}))"
    )
    environment = {**os.environ, "CLEANER_CACHE_DIR": str(place / "cache")}
    environment.pop("COVERAGE_PROCESS_START", None)
    for _ in range(2):
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.stdout == "\n"


def test_single_values_take_the_place_and_others_add_up(place: Path) -> None:
    write(
        place / "base.toml",
        'select = ["words"]\nignore = ["words/slip"]\nfail-on = "safe"\nunsafe-fixes = true\n'
        'vocabulary = ["a"]\n[safety]\n"words/*" = "flag"\n[file-types]\n".a" = "html"\n',
    )
    write(
        place / "cleaner.toml",
        'extend = "base.toml"\nselect = ["marks"]\nignore = ["X-SLIP"]\nunsafe-fixes = false\n'
        'rules = ["mine"]\nvocabulary = ["b"]\n[file-types]\n".A" = "rst"\n',
    )
    found = read_settings(place / "cleaner.toml", place)
    assert found.files == (Path("base.toml"), Path("cleaner.toml"))
    assert [one.value for one in found.select or ()] == ["marks"]
    assert [(one.value, str(one.origin.path)) for one in found.ignore] == [
        ("words/slip", "base.toml"),
        ("X-SLIP", "cleaner.toml"),
    ]
    assert found.fail_on is not None
    assert (found.fail_on.value, found.fail_on.origin.line) == (Safety.SAFE, 3)
    assert found.unsafe_fixes is not None
    assert found.unsafe_fixes.value is False
    assert [one.value for one in found.vocabulary] == ["a", "b"]
    assert [one.value for one in found.rules] == [Path("mine")]
    assert found.markup(Path("x.A")) is Markup.RST
    assert found.markup(Path("x.b")) is None


def test_rules_of_a_folder_are_meant_from_the_file_that_names_it(place: Path) -> None:
    write(place / "cleaner.toml", MINE)
    write(place / "a" / "cleaner.toml", 'extend = "../cleaner.toml"\nrules = ["../mine"]\n')
    assert ids(place / "a" / "x.txt") == ["words/slip"]
    assert ids(Path("a/x.txt"), Asked(rules=[Path("mine")])) == ["words/slip"]


def test_what_the_command_line_selects_takes_the_place_of_what_is_selected(place: Path) -> None:
    write(place / "cleaner.toml", 'rules = ["mine"]\nselect = ["marks"]\nignore = ["words/slip"]')
    assert ids(Path("x.txt"), Asked(select=["words/slip"])) == ["words/slip"]
    assert ids(Path("x.txt"), Asked(select=["words/sl?p"])) == []
    marks = ids(Path("x.txt"))
    assert {id.partition("/")[0] for id in marks} == {"marks"}
    assert ids(Path("x.txt"), Asked(ignore=marks[:1])) == marks[1:]


def test_a_rule_has_the_class_that_is_said_last(place: Path) -> None:
    write(place / "cleaner.toml", f'{MINE}safety = {{ "words/slip" = "safe", "words" = "flag" }}')
    [rule] = policy(Path("x.txt")).manner.rules
    assert rule.safety is Safety.FLAG
    [known] = (rule for rule in policy(Path("x.txt")).known if rule.id == "words/slip")
    assert known.safety is Safety.SAFE


def test_a_vocabulary_goes_to_every_rule(place: Path) -> None:
    write(place / "cleaner.toml", 'rules = ["mine"]\nvocabulary = ["teh", "New York"]')
    assert {rule.spares for rule in policy(Path("x.txt")).manner.rules} == {("teh", "New York")}


def test_files_with_the_same_settings_share_a_policy(place: Path) -> None:
    write(place / "cleaner.toml", f'{MINE}[per-path]\n"a*" = {{ ignore = ["words"] }}')
    policies = Policies(Asked(), Configuration())
    policies.prepare([place, place / "b"])
    found = [policies.of(place / name) for name in ("x.txt", "b/y.txt", "a.txt", "b/a.txt")]
    assert found[0] is found[1]
    assert found[2] is found[3]
    assert [len(one.manner.rules) for one in found] == [1, 1, 0, 0]


def test_every_mistake_has_its_line_also_in_a_table_of_tables(place: Path) -> None:
    write(
        place / "pyproject.toml",
        "[tool.cleaner]\nrules = 'mine'\nvocabulary = ['', '--']\n"
        "[tool.cleaner.'per-path'.\"[a].b/*\"]\nselect = ['wrods']\nignore = ['word']\n"
        "[tool.cleaner.file-types]\n'.a' = 'markdwon'\n'.' = 'off'\n",
    )
    table = 'tool.cleaner.per-path."[a].b/*"'
    assert problems(place / "x.txt") == [
        "pyproject.toml:2: `tool.cleaner.rules`: it must be a list. Put it in square brackets.",
        "pyproject.toml:3: `tool.cleaner.vocabulary.1`: it is empty. "
        "Write a value, or delete the key.",
        f"pyproject.toml:5: `{table}.select.1`: `wrods` matches no rule. Did you mean `words`?",
        f"pyproject.toml:6: `{table}.ignore.1`: `word` matches no rule. Did you mean `words`?",
        'pyproject.toml:8: `tool.cleaner.file-types.".a"`: `markdwon` is no value of it. '
        "Did you mean `markdown`?",
        'pyproject.toml:9: `tool.cleaner.file-types."."`: `.` is no suffix. '
        "Begin it with a point, as in `.txt`.",
    ]


def test_items_of_a_list_have_lines_of_their_own(place: Path) -> None:
    write(
        place / "cleaner.toml",
        """ignore = [ # words]
    "marks", # 'not these',
    'wrods', "spacing", 'x"y',
]
vocabulary = [
    '''three
lines
here''',
    "--",
]
[per-path]
"a[b]" = { select = ["encodign"] }
[safety] # [not.this]
"marks/*" = "of"
""",
    )
    assert [one.split(": ")[0:2] for one in problems(place / "x.txt")] == [
        ["cleaner.toml:3", "`ignore.2`"],
        ["cleaner.toml:3", "`ignore.4`"],
        ["cleaner.toml:9", "`vocabulary.2`"],
        ["cleaner.toml:12", '`per-path."a[b]".select.1`'],
        ["cleaner.toml:14", '`safety."marks/*"`'],
    ]


def test_rule_files_that_are_wrong_are_told_if_the_configuration_is_right(place: Path) -> None:
    from cleaner.rules import RuleFileError

    write(place / "mine" / "words" / "bad.toml", "title = 1")
    write(place / "cleaner.toml", MINE)
    with pytest.raises(RuleFileError):
        policy(place / "x.txt")
    write(place / "cleaner.toml", f"{MINE}typo = 1\n")
    assert problems(place / "x.txt") == [
        "cleaner.toml:3: `typo`: there is no such key. There are: exclude, extend, "
        "extend-exclude, fail-on, file-types, force-exclude, ignore, max-size, per-path, "
        "respect-gitignore, rules, safety, select, unsafe-fixes, vocabulary."
    ]


def test_any_number_of_processes_gives_the_same(place: Path) -> None:
    write(place / "cleaner.toml", MINE)
    write(place / "b" / "cleaner.toml", 'extend = "../cleaner.toml"\nvocabulary = ["teh"]\n')
    write(
        place / "c" / "cleaner.toml",
        'extend = "../cleaner.toml"\nsafety = { "words/slip" = "suggest" }\n',
    )
    text = "In teh end.\n" + "All is well. " * 4000
    paths = [write(place / name / f"{n}.txt", text) for name in "abc" for n in range(3)]
    policies = Policies(Asked(), Configuration())
    policies.prepare({path.parent for path in paths})
    manners = {str(path): policies.of(path).manner for path in paths}
    discovery = Discovery(tuple(paths), (), 0)
    alone, shared = (list(run_files(discovery, manners, jobs=jobs)) for jobs in (1, 2))
    assert alone == shared
    counts = [
        (len(one.cleaned.applied), len(one.cleaned.left))
        for one in alone
        if one.cleaned is not None
    ]
    assert counts == [(1, 0)] * 3 + [(0, 0)] * 3 + [(0, 1)] * 3
    assert shared[-1].cleaned is not None
    assert shared[-1].cleaned.left[0].rule.safety is Safety.SUGGEST


def test_a_file_is_read_as_the_markup_that_is_said(place: Path) -> None:
    write(place / "cleaner.toml", f'{MINE}file-types = {{ ".page" = "markdown" }}')
    path = write(place / "a.PAGE", "`teh` teh\n")
    policies = Policies(Asked(), Configuration())
    policies.prepare([place])
    [outcome] = run_files(Discovery((path,), (), 0), {str(path): policies.of(path).manner})
    assert outcome.cleaned is not None
    assert outcome.cleaned.after == "`teh` the\n"
    assert outcome.document is not None
    assert outcome.document.markup is Markup.MARKDOWN


def test_the_start_is_right_as_it_is_and_with_all_its_keys(place: Path) -> None:
    lines = [
        line.removeprefix("#") if line[1:2] not in ("", " ") else line for line in START.split("\n")
    ]
    whole = tomllib.loads("\n".join(lines))
    names = [field.encode_name for field in msgspec.structs.fields(ConfigFile)]
    assert sorted(whole) == sorted(names)
    assert tomllib.loads(START) == {}
    write(place / "cleaner.toml", "")
    write(place / "in" / "cleaner-rules" / "lists" / "abbreviations.txt", "Kap.")
    write(place / "in" / "cleaner.toml", "\n".join(lines))
    assert policy(place / "in" / "drafts" / "x.page").fail_on is Safety.FLAG


def test_init_writes_a_start_and_prints_what_precommit_needs(
    place: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["init"]) == 0
    stdout, stderr = capfd.readouterr()
    assert (place / "cleaner.toml").read_text("utf-8") == START
    assert stdout == STANZA.format(version=__version__)
    assert "      - id: cleaner\n" in (ROOT / "docs" / "pre-commit.md").read_text("utf-8")
    assert stderr == "wrote cleaner.toml; to clean what is committed, with pre-commit:\n"
    assert main(["init", "."]) == 2
    assert capfd.readouterr().err.startswith("error: cleaner.toml configures cleaner already")


def test_the_schema_in_docs_is_that_of_the_types() -> None:
    path = ROOT / "docs" / "configuration.schema.json"
    remedy = "run `cleaner config --schema > docs/configuration.schema.json`"
    assert path.read_text("utf-8") == schema_text(), remedy
    assert msgspec.json.decode(schema_text()) == schema()


def test_the_page_shows_what_its_example_gives(
    place: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    example, *_ = blocks(PAGE, "toml")
    shown, problems, *_ = blocks(PAGE, "text")
    write(place / "cleaner.toml", example)
    assert main(["config", "letters/first.txt"]) == 0
    assert capfd.readouterr().out.split("\nin use")[0] == shown.split("\nin use")[0]
    wrong = example.replace("structure", "structrue").replace("fail-on", "fail_on")
    write(place / "cleaner.toml", wrong)
    assert main(["config"]) == 2
    assert capfd.readouterr().err.startswith(problems)


def test_every_key_is_described() -> None:
    text = PAGE.read_text("utf-8")
    names = [field.encode_name for field in msgspec.structs.fields(ConfigFile)]
    assert [name for name in names if f"| `{name}` |" not in text] == []


def test_the_schema_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["config", "--schema"]) == 0
    assert capfd.readouterr().out == schema_text()


def test_what_holds_for_a_folder_has_no_markup(
    place: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    write(place / "cleaner.toml", f"{MINE}file-types = {{ '.txt' = 'off' }}\nfail-on = 'safe'\n")
    assert main(["config"]) == 0
    shown = capfd.readouterr().out
    assert "markup" not in shown
    assert [line.split() for line in shown.split("\n") if "fail" in line] == [
        ["fail-on", "safe", "cleaner.toml:4"]
    ]
    assert main(["config", "a.TXT"]) == 0
    lines = capfd.readouterr().out.split("\n")
    assert [line.split()[1:] for line in lines if "markup" in line] == [
        ["plain,", "not", "taken", "from", "folders", "cleaner.toml:3"]
    ]


def test_every_markup_has_a_name() -> None:
    assert sorted(MarkupName.__args__) == sorted([*(one.value for one in Markup), "off"])


def test_a_named_file_must_say_something(place: Path) -> None:
    def told(name: str) -> str:
        policies = Policies(Asked(), Configuration(Path(name)))
        with pytest.raises(ConfigError) as caught:
            policies.prepare([place])
        return str(caught.value)

    write(place / "pyproject.toml", "[project]\n")
    write(place / "list.toml", "vocabulary = ['--']\n")
    (place / "bad.toml").write_bytes(b"\xff")
    assert told("pyproject.toml") == (
        "pyproject.toml:1: there is no table `[tool.cleaner]`. Add it, or name another file."
    )
    assert told("list.toml") == ("list.toml:1: `vocabulary.1`: `--` is no word. Delete it.")
    assert told("bad.toml").startswith("bad.toml:1: ")


def test_what_adds_up_is_shown_with_its_places(
    place: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    write(place / "base.toml", "extend-exclude = ['a/']\n")
    write(place / "cleaner.toml", "extend = 'base.toml'\n\nextend-exclude = ['b/', 'c/']\n")
    assert main(["config"]) == 0
    rows = [line.split() for line in capfd.readouterr().out.split("\n") if "extend-" in line]
    assert rows == [
        ["extend-exclude", "a/", "base.toml:1"],
        ["extend-exclude", "b/", "cleaner.toml:3"],
        ["extend-exclude", "c/", "cleaner.toml:3"],
    ]


def test_patterns_of_an_extended_file_are_meant_from_its_folder(place: Path) -> None:
    write(
        place / "base" / "cleaner.toml",
        'rules = ["../mine"]\nselect = ["words/slip"]\n'
        'per-path = { "/a.txt" = { ignore = ["words"] } }\nextend-exclude = ["/b.txt"]\n',
    )
    write(place / "base" / "in" / "cleaner.toml", 'extend = "../cleaner.toml"\n')
    for name in ("a.txt", "b.txt", "in/a.txt", "in/b.txt"):
        write(place / "base" / name, "")
    assert ids(Path("base/a.txt")) == []
    assert ids(Path("base/in/a.txt")) == ["words/slip"]
    choices = Choices(Sought(), Configuration())
    assert discover([Path("base")], choices.of).files == (
        Path("base/a.txt"),
        Path("base/in/a.txt"),
        Path("base/in/b.txt"),
    )

"""Rule files at the door: every mistake in every file, with its place and its remedy."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cleaner import RuleFileError, load_rules
from cleaner.model import Case, Row, Safety, Stage, Words
from cleaner.rules import Problem, shipped
from cleaner.rules.format import schema

HEAD = 'title = "T"\nwhy = "W"\nsafety = "safe"\n'
PAIRS = '[words]\npairs = { "teh" = "the" }\n'
EXAMPLES = '[[example]]\nbefore = "teh"\nafter = "the"\n[[example]]\nkeep = "the"\n'
GOOD = HEAD + PAIRS + EXAMPLES
KEYS = "entry, evidence, example"


def problems_of(folder: Path) -> list[tuple[str, int, str, str, str]]:
    """What is wrong in a folder: file, line, key, problem and remedy."""
    with pytest.raises(RuleFileError) as caught:
        load_rules(folder)
    return [
        (one.path.relative_to(folder).as_posix(), one.line, one.key, one.problem, one.remedy)
        for one in caught.value.problems
    ]


def put(folder: Path, name: str, text: str | bytes) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())


MISTAKES: dict[str, tuple[str, list[tuple[int, str, str, str]]]] = {
    "no TOML": (
        'title = "T\n',
        [(1, "", "not TOML: illegal character '\\n'", "Correct that line.")],
    ),
    "no end": (
        'title = """T',
        [(1, "", "not TOML: unterminated string (at end of document)", "Correct that line.")],
    ),
    "unknown key": (
        GOOD.replace("why", "wyh"),
        [
            (1, "why", "it is missing", "Every rule has it; see docs/rules.md."),
            (2, "wyh", "there is no such key", "Did you mean `why`?"),
        ],
    ),
    "unknown key in a table": (
        GOOD.replace("pairs = {", "pars = {"),
        [
            (4, "words", "there are no pairs", "Add `pairs` or `table`."),
            (5, "words.pars", "there is no such key", "Did you mean `pairs`?"),
        ],
    ),
    "unknown key in an example": (
        GOOD.replace("keep =", "kept ="),
        [
            (
                9,
                "example.2",
                "it is not one kind of example",
                "Write `before` and `after`, or `keep`, or `flag` and `found`.",
            ),
            (
                6,
                "example",
                "no example is kept",
                "Add an `[[example]]` with a `keep` that looks tempting.",
            ),
            (10, "example.2.kept", "there is no such key", "Did you mean `keep`?"),
        ],
    ),
    "wrong type": (
        GOOD.replace('title = "T"', "title = 3"),
        [(1, "title", "it must be a string", "Put it in quotes.")],
    ),
    "wrong boolean": (
        GOOD + '[evidence]\nalone = "yes"\n',
        [
            (
                12,
                "evidence.alone",
                "it must be true or false",
                "Write `true` or `false`, without quotes.",
            )
        ],
    ),
    "wrong number": (
        GOOD + "[evidence]\ntogether = true\n",
        [(12, "evidence.together", "it must be a whole number", "Write digits, without quotes.")],
    ),
    "small number": (
        GOOD + "[evidence]\ntogether = 0\n",
        [(12, "evidence.together", "it is less than 1", "Write a value, or delete the key.")],
    ),
    "wrong list": (
        GOOD + '[evidence]\nseen = "the"\n',
        [(12, "evidence.seen", "it must be a list", "Put it in square brackets.")],
    ),
    "wrong table": (
        HEAD + 'words = "teh"\n' + EXAMPLES,
        [
            (
                4,
                "words",
                "it must be a table",
                "Write it as `{ key = value }` or under a header of its own.",
            )
        ],
    ),
    "wrong item of a list": (
        GOOD + "[evidence]\nseen = [3]\n",
        [(12, "evidence.seen.1", "it must be a string", "Put it in quotes.")],
    ),
    "single brackets": (
        HEAD + PAIRS + '[example]\nbefore = "teh"\nafter = "the"\n',
        [(6, "example", "it must be a list", "Write `[[example]]`, in double brackets.")],
    ),
    "empty value": (
        GOOD.replace('why = "W"', 'why = ""'),
        [(2, "why", "it is empty", "Write a value, or delete the key.")],
    ),
    "wrong choice": (
        GOOD.replace('"safe"', '"save"'),
        [(3, "safety", "`save` is no value of it", "Did you mean `safe`?")],
    ),
    "far from any choice": (
        GOOD.replace('"safe"', '"xyz"'),
        [(3, "safety", "`xyz` is no value of it", "There are: flag, safe, suggest.")],
    ),
    "no matcher": (
        HEAD + EXAMPLES,
        [(1, "", "there is no matcher", "Have exactly one of characters, words, pattern, fixer.")],
    ),
    "two matchers": (
        GOOD + "[pattern]\nfind = 'a'\nbecomes = 'b'\n",
        [
            (
                11,
                "pattern",
                "there is [words] already",
                "Have exactly one of characters, words, pattern, fixer.",
            )
        ],
    ),
    "no changing example": (
        HEAD + PAIRS + '[[example]]\nkeep = "the"\n',
        [
            (
                6,
                "example",
                "no example changes",
                "Add an `[[example]]` with `before` and `after`, or with `flag` and `found`.",
            )
        ],
    ),
    "before without after": (
        GOOD.replace('after = "the"\n', ""),
        [(6, "example.1", "`before` and `after` go together", "Write both.")],
    ),
    "flag without found": (
        GOOD + '[[example]]\nflag = "teh"\n',
        [(11, "example.3", "`flag` and `found` go together", "Write both.")],
    ),
    "found that is not in flag": (
        GOOD + '[[example]]\nflag = "teh"\nfound = "the"\n',
        [(13, "example.3.found", "it does not stand in `flag`", "Copy what is pointed at.")],
    ),
    "after that is before": (
        GOOD.replace('after = "the"', 'after = "teh"'),
        [(8, "example.1.after", "it is the same as `before`", "Use `keep`.")],
    ),
    "flag with a replacement": (
        HEAD.replace('"safe"', '"flag"') + "[pattern]\nfind = 'teh'\nbecomes = 'the'\n" + EXAMPLES,
        [
            (
                6,
                "pattern.becomes",
                "a flag has no replacement",
                'Delete it, or write safety = "suggest".',
            )
        ],
    ),
    "no replacement": (
        HEAD + "[pattern]\nfind = 'teh'\n" + EXAMPLES,
        [(4, "pattern.becomes", "it is missing", 'Add it, or write safety = "flag".')],
    ),
    "broken expression": (
        HEAD + "[pattern]\nfind = 'te(h'\nbecomes = 'the'\n" + EXAMPLES,
        [
            (
                5,
                "pattern.find",
                "the expression cannot be read: missing ) at `te(h`",
                "Correct it there.",
            )
        ],
    ),
    "broken condition": (
        HEAD + "[pattern]\nfind = 'teh'\nbecomes = 'the'\nunless = 'x)'\n" + EXAMPLES,
        [
            (
                7,
                "pattern.unless",
                "the expression cannot be read: unbalanced parenthesis at `x)`",
                "Correct it there.",
            )
        ],
    ),
    "runaway expression": (
        HEAD + "[pattern]\nfind = '(?:te+)+h'\nbecomes = 'the'\n" + EXAMPLES,
        [
            (
                5,
                "pattern.find",
                "a repeated group holds a repetition, so a text may take for ever",
                "Repeat only one of them, or make the inner one possessive (`++`, `*+`).",
            )
        ],
    ),
    "template with an absent group": (
        HEAD + "[pattern]\nfind = '(?<word>teh)'\nbecomes = '{wrod}'\n" + EXAMPLES,
        [(6, "pattern.becomes", "there is no group `wrod`", "Did you mean `word`?")],
    ),
    "evidence with an absent group": (
        GOOD + "[evidence]\nseen = ['{name}']\nrarer = { '{x}' = 'y' }\n",
        [
            (12, "evidence.seen.1", "there is no group `name`", "There are: becomes, found."),
            (13, "evidence.rarer", "there is no group `x`", "There are: becomes, found."),
        ],
    ),
    "unknown fixer": (
        HEAD + '[fixer]\nname = "mojibaek"\n' + EXAMPLES,
        [(5, "fixer.name", "there is no fixer `mojibaek`", "Did you mean `mojibake`?")],
    ),
    "unknown option": (
        HEAD + '[fixer]\nname = "hyphens"\n[fixer.options]\nplaec = "inside"\n' + EXAMPLES,
        [(7, "fixer.options.plaec", "`hyphens` has no such option", "Did you mean `place`?")],
    ),
    "unknown value of an option": (
        HEAD + '[fixer]\nname = "hyphens"\noptions = { place = "insid" }\n' + EXAMPLES,
        [(6, "fixer.options.place", "`insid` is no value of it", "Did you mean `inside`?")],
    ),
    "unknown list": (
        HEAD + "[pattern]\nfind = '\\L<attribution-verb>'\nbecomes = 'x'\n" + EXAMPLES,
        [
            (
                5,
                "pattern.find",
                "there is no list `attribution-verb`",
                "Did you mean `attribution-verbs`?",
            )
        ],
    ),
    "string that stands twice": (
        HEAD + '[words]\npairs = { "don’t" = "do", "don\'t" = "did" }\n' + EXAMPLES,
        [(5, "words.pairs", "`don't` stands twice, first in line 5", "Delete one of them.")],
    ),
    "string that becomes itself": (
        HEAD + '[words]\npairs = { "the" = "the" }\n' + EXAMPLES,
        [(5, "words.pairs", "`the` becomes itself", "Delete the row.")],
    ),
    "cycle": (
        HEAD + '[words]\npairs = { "a" = "b", "b" = "c" }\n' + EXAMPLES,
        [
            (
                5,
                "words.pairs",
                "`a` becomes `b`, which line 5 replaces",
                "Let each row end in a text that no row changes.",
            )
        ],
    ),
    "no word": (
        HEAD + '[words]\npairs = { "--" = "-" }\n' + EXAMPLES,
        [
            (
                5,
                "words.pairs",
                "`--` holds no word",
                "Use [characters] for strings without words.",
            )
        ],
    ),
    "no table": (
        HEAD + '[words]\ntable = "tabel.tsv"\n' + EXAMPLES,
        [
            (
                5,
                "words.table",
                "there is no file `tabel.tsv` beside the rule",
                "Did you mean `table.tsv`?",
            )
        ],
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_mistake_is_named_with_place_and_remedy(name: str, tmp_path: Path) -> None:
    text, expected = MISTAKES[name]
    put(tmp_path, "words/rule.toml", text)
    put(tmp_path, "words/table.tsv", "found\tbecomes\nteh\tthe\n")
    assert problems_of(tmp_path) == sorted(("words/rule.toml", *one) for one in expected)


TABLES: dict[str, tuple[str, bytes, tuple[int, str, str]]] = {
    "no header": (
        "t.tsv",
        b"teh\tthe\n",
        (
            1,
            "the first line does not name the columns",
            "Begin the table with the names `found` and `becomes`.",
        ),
    ),
    "empty": (
        "t.tsv",
        b"",
        (
            1,
            "the first line does not name the columns",
            "Begin the table with the names `found` and `becomes`.",
        ),
    ),
    "missing cell": (
        "t.tsv",
        b"found\tbecomes\nteh\n",
        (2, "the row has 1 columns, the header 2", "Add or join cells."),
    ),
    "unknown class": (
        "t.tsv",
        b"found\tbecomes\tsafety\nteh\tthe\tsave\n",
        (2, "`save` is no safety class", "Write safe, suggest or flag."),
    ),
    "nothing to find": (
        "t.csv",
        b"found,becomes\n,the\n",
        (2, "`found` is empty", "Write what is found, or delete the row."),
    ),
    "broken quotes": (
        "t.csv",
        b'found,becomes\n"teh" x,the\n',
        (1, "not CSV: ',' expected after '\"'", "Quote cells as RFC 4180 has it."),
    ),
    "no UTF-8": (
        "t.tsv",
        b"found\tbecomes\nteh\tth\xe9\n",
        (2, "byte 20 is not UTF-8", "Save it as UTF-8."),
    ),
    "another kind of file": (
        "t.txt",
        b"found\tbecomes\n",
        (1, "`t.txt` is no table", "Name a file that ends in .tsv or .csv."),
    ),
    "row that stands twice": (
        "t.tsv",
        b"found\tbecomes\nteh\tthe\nteh\tto\n",
        (3, "`teh` stands twice, first in line 2", "Delete one of them."),
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_mistake_in_a_table_is_named_in_the_table(name: str, tmp_path: Path) -> None:
    table, data, (line, problem, remedy) = TABLES[name]
    put(tmp_path, "words/rule.toml", HEAD + f'[words]\ntable = "{table}"\n' + EXAMPLES)
    put(tmp_path, f"words/{table}", data)
    assert (f"words/{table}", line, "", problem, remedy) in problems_of(tmp_path)


def test_rows_come_from_pairs_and_table_with_their_classes(tmp_path: Path) -> None:
    put(tmp_path, "words/rule.toml", HEAD + PAIRS + 'table = "t.csv"\ncase = "exact"\n' + EXAMPLES)
    put(
        tmp_path,
        "words/t.csv",
        b'\xef\xbb\xbffound,becomes,safety,source\r\nadn,and,,x\r\n"a,b",c,flag,\r\n\r\n',
    )
    (rule,) = load_rules(tmp_path)
    assert isinstance(rule.match, Words)
    assert tuple(rule.match.rows) == (
        Row("teh", "the"),
        Row("adn", "and"),
        Row("a,b", "c", Safety.FLAG),
    )
    assert (rule.id, rule.stage, rule.match.case) == ("words/rule", Stage.WORDS, Case.EXACT)


def test_every_mistake_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    put(tmp_path, "words/a.toml", GOOD.replace('"safe"', '"save"').replace("why", "wyh"))
    put(tmp_path, "marks/b.toml", b"\xff")
    put(tmp_path, "wrods/c.toml", GOOD)
    put(tmp_path, "lists/d.txt", b"ok\n\xff\n")
    said = [(file, line, key) for file, line, key, _, _ in problems_of(tmp_path)]
    assert said == [
        ("lists/d.txt", 2, ""),
        ("marks/b.toml", 1, ""),
        ("words/a.toml", 1, "why"),
        ("words/a.toml", 2, "wyh"),
        ("words/a.toml", 3, "safety"),
        ("wrods/c.toml", 1, ""),
    ]


def test_file_in_no_stage_is_sent_to_one(tmp_path: Path) -> None:
    put(tmp_path, "wrods/c.toml", GOOD)
    assert problems_of(tmp_path) == [
        (
            "wrods/c.toml",
            1,
            "",
            "`wrods` is not a stage",
            "Did you mean `words`? Move it into the folder of its stage.",
        )
    ]


def test_rules_below_a_folder_of_a_stage_are_misplaced(tmp_path: Path) -> None:
    put(tmp_path, "words/deep/c.toml", GOOD)
    assert problems_of(tmp_path)[0][3] == "`deep` is not a stage"


def test_id_that_two_folders_have_is_told(tmp_path: Path) -> None:
    put(tmp_path, "one/words/rule.toml", GOOD)
    put(tmp_path, "two/words/rule.toml", GOOD)
    with pytest.raises(RuleFileError) as caught:
        load_rules(tmp_path / "one", tmp_path / "two")
    first = tmp_path / "one" / "words" / "rule.toml"
    second = tmp_path / "two" / "words" / "rule.toml"
    said = f"`words/rule` is also the id of {first}"
    assert caught.value.problems == (Problem(second, 1, "", said, "Rename one of them."),)


def test_absent_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError) as caught:
        load_rules(tmp_path / "absent")
    said = "there is no such file or folder. Check the path."
    assert str(caught.value) == f"{tmp_path / 'absent'}:1: {said}"


def test_folder_without_rules_is_told(tmp_path: Path) -> None:
    put(tmp_path, "texts/a.txt", "No rule.\n")
    with pytest.raises(RuleFileError) as caught:
        load_rules(tmp_path)
    assert str(caught.value) == (
        f"{tmp_path}:1: there is no rule in it. "
        "Put rule files into folders of their stages: encoding, marks, spacing, structure, words."
    )


def test_folder_may_have_lists_alone(tmp_path: Path) -> None:
    put(tmp_path, "lists/attribution-verbs.txt", "zorp\n")
    assert load_rules(tmp_path) == ()


def test_list_of_ones_own_extends_the_shipped_one_of_that_name(tmp_path: Path) -> None:
    put(
        tmp_path,
        "words/rule.toml",
        HEAD + "[pattern]\nfind = 'he \\L<attribution-verbs>'\nbecomes = 'x'\n" + EXAMPLES,
    )
    put(tmp_path, "lists/attribution-verbs.txt", "zorp # is said of robots\n\n# nothing\n")
    (rule,) = load_rules(tmp_path)
    assert "|zorp|" in rule.match.find  # type: ignore[union-attr]
    assert "|said|" in rule.match.find  # type: ignore[union-attr]
    assert "robots" not in rule.match.find  # type: ignore[union-attr]


def test_adding_a_rule_file_needs_no_other_edit(tmp_path: Path) -> None:
    put(tmp_path, "words/rule.toml", GOOD)
    more = {rule.id for rule in load_rules(shipped(), tmp_path)}
    assert more - {rule.id for rule in load_rules()} == {"words/rule"}


def test_one_file_may_be_named(tmp_path: Path) -> None:
    put(tmp_path, "words/rule.toml", GOOD)
    assert [rule.id for rule in load_rules(tmp_path / "words" / "rule.toml")] == ["words/rule"]


def test_committed_schema_is_that_of_the_types() -> None:
    path = Path(__file__).parents[1] / "docs" / "rule-file.schema.json"
    assert json.loads(path.read_text("utf-8")) == schema()

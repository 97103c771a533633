"""Lost and misplaced marks in whole texts, and the lists that users extend."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from cleaner import Rule, Safety, clean, load_rules
from cleaner.rules import RuleFileError

SAMPLE = """He arrived on Monday.

I came to Beijing to talk, and we did all of that,” Blinken said.

It’s absolutely vital that we have those talks, Blinken said. It’s something we work on.

The United States would like China to play a constructive role, Blinken said.

We remain opposed to any change by either side, Blinken said.

The two sides also reached agreement on some issues, Xi said, according to a transcript.

I hope that through this visit, Mr. Secretary, you will help our relations, Xi added.

Biden’s weakness doesn’t just embarrass him, tweeted Nikki Haley, the former ambassador.

It would be irresponsible not to engage with China, Blinken said in an interview.
"""
SAFE = (
    "I came",
    "It’s absolutely vital that we have those talks,",
    "It’s something we work on.",
    "We remain opposed to any change by either side,",
    "I hope that through this visit, Mr. Secretary, you will help our relations,",
)
CURLY_TO_STRAIGHT = str.maketrans("“”‘’", "\"\"''")


@pytest.fixture(scope="module")
def rules() -> tuple[Rule, ...]:
    return tuple(rule for rule in load_rules() if rule.entry.startswith("Q-"))


def marked(*parts: str) -> str:
    text = SAMPLE.replace("I came", "“I came")
    for part in parts:
        text = text.replace(part, f"“{part}”")
    return text


def test_the_sample_gets_its_marks_and_reported_speech_none(rules: tuple[Rule, ...]) -> None:
    assert clean(SAMPLE, rules).after == marked(*SAFE[1:])


def test_a_tweet_is_only_proposed(rules: tuple[Rule, ...]) -> None:
    tweet = "Biden’s weakness doesn’t just embarrass him,"
    assert clean(SAMPLE, rules, up_to=Safety.SUGGEST).after == marked(*SAFE[1:], tweet)


def test_a_straight_text_gets_straight_marks(rules: tuple[Rule, ...]) -> None:
    straight = clean(SAMPLE.translate(CURLY_TO_STRAIGHT), rules).after
    assert straight == marked(*SAFE[1:]).translate(CURLY_TO_STRAIGHT)


def test_a_text_with_all_its_marks_stays(rules: tuple[Rule, ...]) -> None:
    text = marked(*SAFE[1:])
    assert clean(text, rules).applied == ()


def test_a_turned_and_a_lost_mark_of_one_quotation_are_both_mended(
    rules: tuple[Rule, ...],
) -> None:
    text = "”Is that necessary? asked John gravely.\n\n“Yes,” he said."
    assert clean(text, rules).after == "“Is that necessary?” asked John gravely.\n\n“Yes,” he said."


@pytest.mark.parametrize(
    "text",
    [
        "“We left early.\n\n“We came home late.\n\n“We slept.”",
        "“Dear Sir:\n\nWe came home.\n\nYours, Ann.”",
        "“He said ‘We remain opposed,’ Blinken said.”",
        "He called it a “start,” and she called it an “end.”",
        'A 6’2” guard, a 7" single and 12\'30" of music.',
        'The "s" key, the empty string "" and x = \'"\'.',
        "We all know, scientists say, that the sea is rising.",
        "When tea was over, Mr. Hurst reminded his sister of the table.",
        "“Is it so?” I asked. “It is,” said Holmes, “and you know it.”",
        "I was late. I ran.\n\nI saw him, and I said so.\n\nI was tired, he said later.",
        "‘We remain opposed,’ Blinken said. ‘It is our right.’",
    ],
)
def test_sound_texts_are_left_alone_even_with_suggestions(
    text: str, rules: tuple[Rule, ...]
) -> None:
    assert clean(text, rules, up_to=Safety.SUGGEST).after == text


def test_commas_outside_marks_are_followed(rules: tuple[Rule, ...]) -> None:
    text = "“We go”, he said. “We stay”, she said.\n\n“We wait, they said."
    assert clean(text, rules).after == text.replace("wait,", "wait”,")


def rule_with(folder: Path, option: str) -> Path:
    path = folder / "marks" / "own.toml"
    path.parent.mkdir(parents=True)
    path.write_text(
        f"""title = "Own"
why = "A test."
safety = "safe"
changes = ["quoted-words"]
[fixer]
name = "lost-closing-mark"
[fixer.options]
situation = "attributed"
{option}
[[example]]
before = "“We go, he rapped."
after = "“We go,” he rapped."
[[example]]
keep = "“We go,” he rapped."
""",
        encoding="utf-8",
    )
    return folder


def test_a_users_list_extends_the_verbs_without_python(tmp_path: Path) -> None:
    folder = rule_with(tmp_path, r"verbs = '\L<attribution-verbs>'")
    (folder / "lists").mkdir()
    (folder / "lists" / "attribution-verbs.txt").write_text("rapped\n", encoding="utf-8")
    assert clean("“We go, he rapped.", load_rules(folder)).after == "“We go,” he rapped."


def test_a_missing_list_of_an_option_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError, match="there is no list `verbs-of-mine`"):
        load_rules(rule_with(tmp_path, r"verbs = '\L<verbs-of-mine>'"))


def test_an_option_that_is_no_expression_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError, match="the expression cannot be read"):
        load_rules(rule_with(tmp_path, "verbs = '('"))


def test_an_unknown_situation_is_refused(tmp_path: Path) -> None:
    folder = rule_with(tmp_path, "")
    path = folder / "marks" / "own.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("attributed", "atributed"))
    with pytest.raises(RuleFileError, match="`atributed` is no value of it"):
        load_rules(folder)


def test_time_grows_with_the_text(rules: tuple[Rule, ...]) -> None:
    def seconds(count: int) -> float:
        start = time.perf_counter()
        clean("“We, he and they, the old man, Mr. A, said " * count, rules)
        return time.perf_counter() - start

    seconds(50)
    assert seconds(1600) < 40 * max(seconds(200), 0.01)

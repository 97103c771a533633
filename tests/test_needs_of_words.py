from pathlib import Path

from cleaner import clean, load_rules
from cleaner.model import Rule, Safety

EXAMPLES = """
[[example]]
flag = "zzz"
found = "zzz"
[[example]]
keep = "aaa"
"""


def rule(tmp_path: Path, body: str, head: str = "") -> Rule:
    path = tmp_path / "words" / "one.toml"
    path.parent.mkdir()
    top = f'title = "T"\nwhy = "W"\nsafety = "safe"\n{head}\n'
    path.write_bytes((top + body + EXAMPLES).encode())
    return load_rules(path)[0]


JOIN = "[pattern]\nfind = '(\\w+)_(\\w+)'\nbecomes = '{1}{2}'\n[evidence]\n"


def test_known_asks_the_lexicon(tmp_path: Path) -> None:
    one = rule(tmp_path, JOIN + "known = ['{1}{2}']", 'changes = ["protected"]')
    assert clean("the govern_ment of zyx_wvu", [one]).after == "the government of zyx_wvu"


def test_known_asks_the_document_too(tmp_path: Path) -> None:
    one = rule(tmp_path, JOIN + "known = ['{1}{2}']", 'changes = ["protected"]')
    assert clean("Zyxwvu and zyx_wvu, zyxwvu", [one]).after == "Zyxwvu and zyxwvu, zyxwvu"


def test_unknown_wants_no_word_and_none_of_the_document(tmp_path: Path) -> None:
    one = rule(tmp_path, JOIN + "unknown = ['{1}']", 'changes = ["protected"]')
    text = "zyx_wvu, the_wvu, qrq_wvu and qrq"
    assert clean(text, [one]).after == "zyxwvu, the_wvu, qrq_wvu and qrq"


def test_alone_wants_a_paragraph_of_its_own_among_others(tmp_path: Path) -> None:
    body = "[pattern]\nfind = 'Share\\n*'\nbecomes = ''\n[evidence]\nalone = true"
    one = rule(tmp_path, body)
    assert clean("Share\n\nShare it.\n\nNo Share", [one]).after == "Share it.\n\nNo Share"
    assert clean("Share", [one]).after == "Share"


def test_protected_text_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    body = "[pattern]\nfind = 'see [^ ]+|tail'\nbecomes = ''"
    one = rule(tmp_path, body, 'changes = ["protected"]')
    cleaned = clean("see http://a.example/tail http://b.example/tail", [one], up_to=Safety.SAFE)
    assert cleaned.after == " http://b.example/tail"

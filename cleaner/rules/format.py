"""The rule file format as types: what TOML keys there are, and the JSON Schema made from them."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

SafetyName = Literal["safe", "suggest", "flag"]
Text = Annotated[str, Meta(min_length=1)]


class ExampleTable(Struct, forbid_unknown_fields=True):
    """One example: `before` and `after`, or `keep`, or `flag` and `found`."""

    before: str | None = None
    after: str | None = None
    keep: str | None = None
    flag: str | None = None
    found: str | None = None
    safety: SafetyName | None = None
    note: str = ""
    known_failure: bool = False
    beside: list[Text] = []


class CharactersTable(Struct, forbid_unknown_fields=True):
    """Exact strings and what they become, here or in a table beside the rule."""

    pairs: dict[Text, str] = {}
    table: Text | None = None


class WordsTable(Struct, forbid_unknown_fields=True):
    """Whole words and phrases and what they become, here or in a table beside the rule."""

    pairs: dict[Text, str] = {}
    table: Text | None = None
    case: Literal["follow", "sentence", "exact"] = "follow"
    unless: Text | None = None


class PatternTable(Struct, forbid_unknown_fields=True):
    """A regular expression, what its matches become, and where not."""

    find: Text
    becomes: str | None = None
    unless: Text | None = None


class FixerTable(Struct, forbid_unknown_fields=True):
    """A matcher written in Python, by name, with its options."""

    name: Text
    options: dict[str, str] = {}


class EvidenceTable(Struct, forbid_unknown_fields=True):
    """The facts of a document that the rule needs."""

    seen: list[Text] = []
    unseen: list[Text] = []
    usual: list[Text] = []
    named: list[Text] = []
    rarer: dict[Text, Text] = {}
    known: list[Text] = []
    unknown: list[Text] = []
    alone: bool = False
    capitals: bool = False
    english: bool = False
    habit: Annotated[int, Meta(ge=0)] = 0
    together: Annotated[int, Meta(ge=1)] = 1
    position: Literal["anywhere", "first-paragraph", "edges"] = "anywhere"
    quoted: Literal["same", "lower", "leave"] = "same"


class RuleFile(Struct, forbid_unknown_fields=True):
    """One rule: what it says, how safe it is, one matcher, its evidence and its examples."""

    title: Text
    why: Text
    safety: SafetyName
    example: list[ExampleTable]
    source: str = ""
    entry: str = ""
    changes: list[Literal["digits", "negation", "quoted-words", "protected"]] = []
    characters: CharactersTable | None = None
    words: WordsTable | None = None
    pattern: PatternTable | None = None
    fixer: FixerTable | None = None
    evidence: EvidenceTable = msgspec.field(default_factory=EvidenceTable)


MATCHERS = ("characters", "words", "pattern", "fixer")


def schema() -> dict[str, object]:
    """The JSON Schema (2020-12) of a rule file, for editors."""
    made = msgspec.json.schema(RuleFile)
    made["$defs"]["RuleFile"]["properties"]["example"]["minItems"] = 2
    made["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    made["title"] = "A rule file of cleaner"
    return made

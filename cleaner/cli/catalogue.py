"""`rules` and `rule`: the catalogue, one rule in full, and the schema of rule files."""

from __future__ import annotations

from typing import Annotated

from cleaner.cli.declared import Argument, Option
from cleaner.cli.options import (
    Chosen,
    ConfigFile,
    Format,
    Ignore,
    Isolated,
    OutputFormat,
    RuleFolders,
    Select,
)

RuleId = Annotated[str | None, Argument(metavar="ID", help="As `cleaner rules` lists it.")]
Schema = Annotated[bool, Option("--schema", help="Print the JSON Schema of rule files instead.")]


def rules(  # noqa: PLR0913 - the parameters are the command's options
    select: Select = None,
    ignore: Ignore = None,
    rules: RuleFolders = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
    output_format: OutputFormat = Format.TEXT,
) -> None:
    """List the rules in use here: id, safety, catalogue entry, title."""
    from cleaner.cli.given import policy_here
    from cleaner.cli.terminal import Terminal
    from cleaner.output.catalogue import as_json, as_table

    _showable(output_format)
    asked = Chosen(select, ignore, rules, config=config, isolated=isolated)
    chosen = policy_here(asked).manner.rules
    terminal = Terminal()
    terminal.out(
        as_json(chosen) if output_format is Format.JSON else as_table(chosen, terminal.ink)
    )


def rule(  # noqa: PLR0913 - the parameters are the command's options
    id: RuleId = None,
    schema: Schema = False,
    rules: RuleFolders = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
    output_format: OutputFormat = Format.TEXT,
) -> None:
    """Show one rule: why it is there, what it needs, and its examples."""
    from cleaner.cli.errors import Misuse
    from cleaner.cli.given import policy_here
    from cleaner.cli.selection import one_rule
    from cleaner.cli.terminal import Terminal
    from cleaner.output.catalogue import as_json, as_page, schema_text

    _showable(output_format)
    terminal = Terminal()
    if (id is None) is not schema:
        raise Misuse("name one rule, or give --schema; `cleaner rules` lists them")
    if id is None:
        terminal.out(schema_text())
        return
    policy = policy_here(Chosen(rules=rules, config=config, isolated=isolated))
    chosen = one_rule(policy.known, id)
    used = {one.id: one for one in policy.manner.rules}
    if id not in used:
        terminal.note(f"{id} is not in use here: the configuration leaves it out")
    chosen = used.get(id, chosen)
    terminal.out(
        as_json([chosen]) if output_format is Format.JSON else as_page(chosen, terminal.ink)
    )


def _showable(format: Format) -> None:
    """Raises Misuse for a format that is only for findings."""
    from cleaner.cli.errors import Misuse

    if format not in (Format.TEXT, Format.JSON):
        raise Misuse("rules are shown with --output-format text or json only")

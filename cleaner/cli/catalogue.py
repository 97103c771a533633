"""`rules` and `rule`: the catalogue, one rule in full, and the schema of rule files."""

from __future__ import annotations

from typing import Annotated

from cleaner.cli.declared import Argument, Option
from cleaner.cli.options import Format, Ignore, OutputFormat, RuleFolders, Select

RuleId = Annotated[str | None, Argument(metavar="ID", help="As `cleaner rules` lists it.")]
Schema = Annotated[bool, Option("--schema", help="Print the JSON Schema of rule files instead.")]


def rules(
    select: Select = None,
    ignore: Ignore = None,
    rules: RuleFolders = None,
    output_format: OutputFormat = Format.TEXT,
) -> None:
    """List the rules: id, safety, catalogue entry, title."""
    from cleaner.cli.selection import chosen_rules
    from cleaner.cli.terminal import Terminal
    from cleaner.output.catalogue import as_json, as_table

    chosen = chosen_rules(rules, select, ignore)
    terminal = Terminal()
    terminal.out(
        as_json(chosen) if output_format is Format.JSON else as_table(chosen, terminal.ink)
    )


def rule(
    id: RuleId = None,
    schema: Schema = False,
    rules: RuleFolders = None,
    output_format: OutputFormat = Format.TEXT,
) -> None:
    """Show one rule: why it is there, what it needs, and its examples."""
    from cleaner.cli.errors import Misuse
    from cleaner.cli.selection import chosen_rules, one_rule
    from cleaner.cli.terminal import Terminal
    from cleaner.output.catalogue import as_json, as_page, schema_text

    terminal = Terminal()
    if (id is None) is not schema:
        raise Misuse("name one rule, or give --schema; `cleaner rules` lists them")
    if id is None:
        terminal.out(schema_text())
        return
    chosen = one_rule(chosen_rules(rules, None, None), id)
    terminal.out(
        as_json([chosen]) if output_format is Format.JSON else as_page(chosen, terminal.ink)
    )

"""What the command line and the configuration say together: texts, and the policy for each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cleaner.cli.errors import Misuse
from cleaner.cli.options import Chosen, Taken
from cleaner.cli.selection import wanted_of
from cleaner.cli.sources import Files, Source, read_source, sought
from cleaner.config import Configuration
from cleaner.config.asking import parts_of
from cleaner.config.choices import Choices
from cleaner.config.policy import Asked, Policies, Policy
from cleaner.files.paths import folders_of


def read(paths: Sequence[str] | None, taken: Taken, chosen: Chosen) -> tuple[Source, Policies]:
    """What is to be cleaned, and how.

    Where no path leads to a file, no rules are read, which may take longer than to say so.

    Raises ConfigError, RuleFileError, and Misuse for options and paths that do not go together.
    """
    configuration = configuration_for(chosen.config, isolated=chosen.isolated)
    source = read_source(paths or (), taken, Choices(sought(taken), configuration))
    if isinstance(source, Files) and source.only_missing:
        return source, Policies(_asked(chosen), configuration)
    return source, policies_for(chosen, configuration, source.paths)


def configuration_for(config: Path | None, *, isolated: bool) -> Configuration:
    """The configuration that is asked for. Raises Misuse if one file and none are."""
    if config is not None and isolated:
        raise Misuse("--config names a configuration file, and --isolated uses none: give one")
    return Configuration(config, isolated=isolated)


def policies_for(chosen: Chosen, configuration: Configuration, paths: Sequence[Path]) -> Policies:
    """The policy for each of some files.

    Raises ConfigError, RuleFileError, and Misuse for names of rules that no file can use.
    """
    policies = Policies(_asked(chosen), configuration)
    known = policies.prepare(map(Path, sorted(folders_of(paths) or {""})))
    wanted_of(known, chosen.select, chosen.ignore)
    return policies


def _asked(chosen: Chosen) -> Asked:
    return Asked(
        select=parts_of(chosen.select),
        ignore=parts_of(chosen.ignore),
        rules=chosen.rules,
        unsafe_fixes=chosen.unsafe_fixes,
        fail_on=chosen.fail_on,
    )


def policy_here(chosen: Chosen) -> Policy:
    """The policy for files in the folder one is in. Raises as `policies_for` does."""
    configuration = configuration_for(chosen.config, isolated=chosen.isolated)
    file = Path("any")
    return policies_for(chosen, configuration, [file]).of(file)

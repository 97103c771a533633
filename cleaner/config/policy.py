"""Settings and what the command line asks for -> how each file is cleaned, and judged."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner import rules as rule_files
from cleaner.config.asking import Asking, key_of
from cleaner.config.errors import ConfigError
from cleaner.config.files import Configuration
from cleaner.config.selectors import named
from cleaner.config.settings import Placed, Settings
from cleaner.digests import digest
from cleaner.model import Manner, Rule, Safety
from cleaner.rules.index import Head, RuleSet
from cleaner.rules.stamp import Times, settled

if TYPE_CHECKING:
    from cleaner.rules.problems import Problem


@dataclass(frozen=True, slots=True)
class Asked:
    """What a command line asks for that configuration has keys for; `None` is what it does not."""

    select: Sequence[str] | None = None
    ignore: Sequence[str] | None = None
    rules: Sequence[Path] | None = None
    unsafe_fixes: bool | None = None
    fail_on: Safety | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """How a file is cleaned, all rules that are `known` there, and which findings fail a run."""

    manner: Manner
    known: RuleSet
    fail_on: Safety


class Policies:
    """The policy for each file. Files with the same settings share one, so it holds state."""

    def __init__(self, asked: Asked, configuration: Configuration) -> None:
        self._asked = asked
        self._configuration = configuration
        self._known: dict[tuple[Path, ...], rule_files.Loaded] = {}
        self._rules: dict[object, RuleSet] = {}
        self._policies: dict[object, Policy] = {}
        self._of_folders: dict[str, Policy] = {}

    def prepare(self, folders: Iterable[Path]) -> Sequence[Rule]:
        """All rules that are known in some folders, sorted by id.

        Raises ConfigError with all mistakes in their configuration, and RuleFileError.
        """
        found = {settings.files: settings for settings in map(self._configuration.of, folders)}
        problems = [problem for one in found.values() for problem in self._problems(one)]
        if problems:
            raise ConfigError(problems)
        if len(found) == 1:
            return self.known(*found.values())
        known = {rule.id: rule for one in found.values() for rule in self.known(one)}
        return tuple(known[id] for id in sorted(known))

    def key(self, folders: Iterable[str], code: bytes) -> bytes | None:
        """What decides what is found in the files of some folders, besides their bytes.

        `code` tells the state of the code. `None` where that cannot be told, for rules or
        configuration have changed just now.
        """
        asked, stamps, governed = self._asked, dict[object, bytes | None](), []
        for folder in folders:
            settings = self._configuration.of(Path(folder))
            stamps[settings.files] = self._loaded(settings).stamp
            if settings.files:
                governed.append((folder, tuple(map(_times, settings.files))))
        known = [stamp for stamp in stamps.values() if stamp is not None]
        states = [one for _, several in governed for one in several]
        if len(known) < len(stamps) or not settled(states):
            return None
        asking = Asking(asked.select, asked.ignore, asked.unsafe_fixes)
        return key_of(asking, [code, *known], governed)

    def known(self, settings: Settings) -> RuleSet:
        """The shipped rules and those of the folders that are named. Raises RuleFileError."""
        return self._loaded(settings).rules

    def _loaded(self, settings: Settings) -> rule_files.Loaded:
        folders = [*(one.value for one in settings.rules), *(self._asked.rules or ())]
        distinct = tuple({os.path.realpath(one): one for one in folders}.values())
        if distinct not in self._known:
            self._known[distinct] = rule_files.load(rule_files.shipped(), *distinct)
        return self._known[distinct]

    def loaded(self) -> tuple[rule_files.Loaded, ...]:
        """The sets of rules that were read so far, each with its stamp."""
        return tuple(self._known.values())

    def of(self, name: Path | str) -> Policy:
        """The policy for a file whose folder is prepared."""
        folder = os.path.dirname(name)  # noqa: PTH120 - thrice as fast, and asked for each file
        if folder in self._of_folders:
            return self._of_folders[folder]
        path = Path(name)
        settings = self._configuration.of(path.parent)
        where = tuple(n for n, one in enumerate(settings.per_path) if one.value.covers(path))
        markup = settings.markup(path)
        key = (settings.files, where, markup)
        if key not in self._policies:
            self._policies[key] = self._policy(settings, path, (settings.files, where))
        if not settings.per_path and not settings.file_types:
            self._of_folders[folder] = self._policies[key]
        return self._policies[key]

    def manners(self, names: Iterable[str]) -> dict[str, Manner]:
        """The manner of each of many files, by their names."""
        manners: dict[str, Manner] = {}
        of_heads: dict[str, Manner] = {}
        for name in names:
            head = name[: name.rfind(os.sep) + 1]
            manner = of_heads.get(head)
            if manner is None:
                manner = self.of(name).manner
                if os.path.dirname(name) in self._of_folders:  # noqa: PTH120
                    of_heads[head] = manner
            manners[name] = manner
        return manners

    def _policy(self, settings: Settings, path: Path, key: object) -> Policy:
        """The policy for a file; files with the same `key` have the same rules."""
        unsafe, fail_on = self._asked.unsafe_fixes, self._asked.fail_on
        if unsafe is None:
            unsafe = settings.unsafe_fixes is not None and settings.unsafe_fixes.value
        if fail_on is None:
            fail_on = Safety.FLAG if settings.fail_on is None else settings.fail_on.value
        if key not in self._rules:
            self._rules[key] = self.known(settings).chosen(tuple(self._chosen(settings, path)))
        up_to = Safety.SUGGEST if unsafe else Safety.SAFE
        source = self._loaded(settings).stamp
        stamp = _stamp(source, self._rules[key])
        manner = Manner(self._rules[key], up_to, settings.markup(path), stamp, source)
        return Policy(manner, self.known(settings), fail_on)

    def _chosen(self, settings: Settings, path: Path) -> Iterator[Head]:
        """The heads of the rules for a file, each with the class that the settings give it.

        What the command line selects by its whole id is not ignored.
        """
        known, asked = self.known(settings), self._asked
        selected, select = settings.selected(path), asked.select
        if select is None and selected is not None:
            select = _values(selected)
        classes = _classes(settings, known)
        ignored = _all_of(known, _values(settings.ignored(path)))
        ignored |= {id for id, safety in classes.items() if safety is None}
        ids = set(known.ids) if select is None else _all_of(known, select)
        ids -= ignored.difference(asked.select or ())
        ids -= _all_of(known, asked.ignore or ())
        spares = tuple(_values(settings.vocabulary))
        for head in known.heads:
            if head.id in ids:
                safety = classes.get(head.id) or head.safety
                same = safety is head.safety and not spares
                yield head if same else head._replace(safety=safety, spares=spares)

    def classed(self, rules: Sequence[Rule], folder: Path) -> tuple[Rule, ...]:
        """Rules as a folder that is prepared has them, without those that it turns off."""
        settings = self._configuration.of(folder)
        classes = _classes(settings, rules)
        on = (rule for rule in rules if classes.get(rule.id, rule.safety) is not None)
        return tuple(_classed(on, settings, classes))

    def _problems(self, settings: Settings) -> list[Problem]:
        """What is wrong with settings; their names are checked if the rules can be read."""
        if not settings.files:
            return list(settings.problems)
        from cleaner.config.names import wrong_names  # only configuration has names

        try:
            return [*settings.problems, *wrong_names(settings, self.known(settings))]
        except rule_files.RuleFileError:
            if not settings.problems:
                raise
            return list(settings.problems)


def _classed(
    rules: Iterable[Rule], settings: Settings, classes: Mapping[str, Safety | None]
) -> Iterator[Rule]:
    """Rules in their classes, with what they must leave."""
    spares = tuple(_values(settings.vocabulary))
    for rule in rules:
        safety = classes.get(rule.id) or rule.safety
        same = safety is rule.safety and not spares
        yield rule if same else replace(rule, safety=safety, spares=spares)


def _times(path: Path) -> Times:
    """A file and its state; one that is gone has changed just now."""
    try:
        status = path.stat()
    except OSError:
        return str(path), 0, time.time_ns(), 0, 0
    times = status.st_mtime_ns, status.st_ctime_ns
    return str(path), status.st_size, *times, status.st_ino


def _stamp(stamp: bytes | None, rules: RuleSet) -> bytes | None:
    """What tells some of the rules of a stamp, in the classes they have here, from all others."""
    if stamp is None:
        return None
    said = [(head.id, head.safety.value, head.spares) for head in rules.heads]
    return digest(stamp, repr(said).encode("utf-8", "surrogatepass"))


def _values(placed: Iterable[Placed[str]]) -> list[str]:
    return [one.value for one in placed]


def _all_of(rules: Sequence[Rule], names: Iterable[str]) -> set[str]:
    return {id for name in names for id in named(rules, name)}


def _classes(settings: Settings, rules: Sequence[Rule]) -> dict[str, Safety | None]:
    """The classes that the settings give rules, by id; of several the last counts."""
    classes: dict[str, Safety | None] = {}
    for one in settings.safety:
        name, safety = one.value
        classes.update(dict.fromkeys(named(rules, name), safety))
    return classes

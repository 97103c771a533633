"""Cleaned <-> bytes, without the texts: those are in the file.

The bytes are those of `marshal`, for plain values only: nothing that they say is carried out.
"""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from typing import Any

from cleaner.edits import apply
from cleaner.model import (
    Cleaned,
    Edit,
    Finding,
    Rule,
    Safety,
    Scope,
    Suppressed,
    Suppression,
)


def pack(cleaned: Cleaned) -> bytes:
    """What came of a text as bytes: none at all if nothing is to be said of it."""
    suppressed = [(_finding(one.finding), _suppression(one.by)) for one in cleaned.suppressed]
    parts = (
        [(edit.start, edit.end, edit.text) for edit in cleaned.edits],
        [_finding(one) for one in cleaned.applied],
        [_finding(one) for one in cleaned.left],
        suppressed,
        [_suppression(one) for one in cleaned.suppressions],
        [_finding(one) for one in cleaned.barred],
    )
    return marshal.dumps(parts) if any(parts) else b""


def unpack(data: bytes, before: str, rules: Mapping[str, Rule]) -> Cleaned:
    """What `pack` gave the bytes of, for the same text and rules of the same ids."""
    if not data:
        return Cleaned(before, before, (), (), ())
    edits, applied, left, suppressed, suppressions, barred = marshal.loads(data)
    made = tuple(Edit(*edit) for edit in edits)
    return Cleaned(
        before=before,
        after=apply(before, made),
        edits=made,
        applied=tuple(_found(one, rules) for one in applied),
        left=tuple(_found(one, rules) for one in left),
        suppressed=tuple(Suppressed(_found(f, rules), _said(by)) for f, by in suppressed),
        suppressions=tuple(map(_said, suppressions)),
        barred=tuple(_found(one, rules) for one in barred),
    )


def _finding(one: Finding) -> tuple[object, ...]:
    edits = [(edit.start, edit.end, edit.text) for edit in one.edits]
    safety = one.safety.value
    return one.rule.id, one.start, one.end, one.found, edits, safety, one.reason, one.becomes


def _found(parts: tuple[Any, ...], rules: Mapping[str, Rule]) -> Finding:
    id, start, end, found, edits, safety, reason, becomes = parts
    made = tuple(Edit(*edit) for edit in edits)
    return Finding(rules[id], start, end, found, made, Safety(safety), reason, becomes)


def _suppression(one: Suppression) -> tuple[object, ...]:
    used = sorted(one.used)
    return one.scope.value, one.start, one.end, one.names, one.reason, one.problem, used


def _said(parts: tuple[Any, ...]) -> Suppression:
    scope, start, end, names, reason, problem, used = parts
    return Suppression(Scope(scope), start, end, names, reason, problem, frozenset(used))

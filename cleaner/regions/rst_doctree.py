"""What docutils reads in reStructuredText; nothing, where it is not installed (`cleaner[rst]`)."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from cleaner.model import Unparsable

_SETTINGS = {
    "_disable_config": True,
    "file_insertion_enabled": False,
    "halt_level": 5,
    "line_length_limit": 2**31,
    "raw_enabled": False,
    "report_level": 5,
}
_NAMES = ("backrefs", "dupnames", "ids", "names", "refid", "source")
"""Attributes that follow from titles and from the order of things."""
_VERBATIM = frozenset(
    ("comment", "doctest_block", "literal", "literal_block", "math", "math_block", "raw")
)


def outline(text: str) -> tuple[str, ...]:
    """The elements of the document in order with their attributes, and code as it is written.

    Raises Unparsable where one element lies so deep in others that docutils cannot read it.
    """
    if find_spec("docutils") is None:
        return ()
    publish = import_module("docutils.core").publish_doctree
    try:
        return tuple(_elements(publish(text, settings_overrides=_SETTINGS)))
    except RecursionError:
        raise Unparsable(0, "it is nested too deeply for docutils") from None


def _elements(node: Any) -> Iterator[str]:
    name = node.tagname
    if name == "#text":
        yield name
        return
    kept = {key: node[key] for key in sorted(node.attributes) if key not in _NAMES and node[key]}
    yield f"{name} {kept}"
    if name in _VERBATIM:
        yield node.astext()
    elif name != "system_message":
        for child in node.children:
            yield from _elements(child)
    yield f"/{name}"

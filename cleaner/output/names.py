"""File names as a patch has them: prefixed, and quoted where git would quote them."""

from __future__ import annotations

import os

_NAMED = {7: "a", 8: "b", 9: "t", 10: "n", 11: "v", 12: "f", 13: "r", 34: '"', 92: "\\"}


def git_name(name: str) -> str:
    """`name`, in C quotes if a byte of it is a control, a quote, a backslash or not ASCII.

    As git's `quote_c_style` writes it with `core.quotePath` on, its default.
    """
    data = os.fsencode(name)
    quoted = "".join(map(_quoted, data))
    return f'"{quoted}"' if quoted != name else name


def _quoted(byte: int) -> str:
    if byte in _NAMED:
        return "\\" + _NAMED[byte]
    return chr(byte) if 32 <= byte < 127 else f"\\{byte:03o}"


def header(name: str) -> str:
    """The lines before the hunks of one file; a name with a blank ends in a tab, as git's do."""
    old, new = git_name(f"a/{name}"), git_name(f"b/{name}")
    tab = "\t" if " " in name else ""
    return f"diff --git {old} {new}\n--- {old}{tab}\n+++ {new}{tab}\n"

"""The names that a package gives, each from a module that is loaded when it is first asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module


def given(package: str, parts: Mapping[str, Sequence[str]]) -> Callable[[str], object]:
    """What is `__getattr__` in a package (PEP 562): `parts` tells which modules have which names.

    A name that was asked for once is found in the package from then on.
    """
    modules = {name: module for module, names in parts.items() for name in names}

    def found(name: str) -> object:
        if name not in modules:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        one: object = getattr(import_module(modules[name]), name)
        setattr(sys.modules[package], name, one)
        return one

    return found

"""PROCs: one file each, found by name. A module in this package has `NAMES` and `lower`."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from translator.lower.context import LowerProc


@cache
def procs() -> dict[str, LowerProc]:
    """Return the lowering of every PROC by upper-case name."""
    found: dict[str, LowerProc] = {}
    for module in pkgutil.iter_modules(__path__):
        loaded = importlib.import_module(f"{__name__}.{module.name}")
        for name in getattr(loaded, "NAMES", ()):
            found[name] = loaded.lower
    return found

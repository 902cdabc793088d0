"""LIBNAME engines: which of them read a folder of SAS data sets. (SAS 9.4 Global Statements: Reference, LIBNAME.)"""

from __future__ import annotations

from collections.abc import Iterable

FOLDERS = frozenset({"", "base", "v6", "v7", "v8", "v9", "v94", "sas7bdat"})
"""Engines whose library is a folder of data sets."""


def unreachable(engine: str, path: str | None, words: Iterable[str]) -> str:
    """Return why a LIBNAME statement gives no folder of data sets; "" where it does, or assigns nothing.

    >>> unreachable("oracle", None, ["user", "=", "x"])
    'the engine ORACLE reads no folder of SAS data sets'
    >>> unreachable("", "data", []), unreachable("", None, ["clear"])
    ('', '')
    """
    given = {word.lower() for word in words}
    if path is None and not engine and given & {"clear", "list"} or engine.lower() in ("clear", "list"):
        return ""
    if engine.lower() not in FOLDERS:
        return f"the engine {engine.upper()} reads no folder of SAS data sets"
    if path is None and any(word.startswith("(") for word in given):
        return "it joins several libraries to one"
    return ""

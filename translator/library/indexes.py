"""Indexes of data sets, as SET and MODIFY with KEY= name them.

SAS 9.4 Data Set Options: Reference, "INDEX="; Base SAS Procedures Guide, DATASETS, "INDEX CREATE Statement".
"""

from __future__ import annotations

import re

Indexes = tuple[tuple[str, tuple[str, ...]], ...]
"""(name, its variables), all in lower case."""


def read_indexes(text: str) -> Indexes:
    """Return the indexes that `(a b=(c d) /unique)`, or the words of INDEX CREATE, define."""
    inner = text.strip()
    if inner.startswith("(") and inner.endswith(")"):
        inner = inner[1:-1]
    found: list[tuple[str, tuple[str, ...]]] = []
    for several, names, single in re.findall(
        r"(\w+)\s*=\s*\(([^)]*)\)(?:\s*/\s*\w+)*|(?<![/\w])(\w+)(?:\s*/\s*\w+)*", inner.lower()
    ):
        found.append((several, tuple(names.split())) if several else (single, (single,)))
    return tuple(found)


def read_order(text: str) -> tuple[str, ...]:
    """Return the keys that `SORTEDBY=id descending year` asserts, in lower case, "-" before a descending one.

    What stands after a slash (a collating sequence) is no key; `_NULL_` takes the sort indicator away.
    """
    words = text.partition("/")[0].lower().strip("() ").split()
    keys: list[str] = []
    for place, name in enumerate(words):
        if name not in ("descending", "_null_"):
            keys.append("-" * (words[place - 1 : place] == ["descending"]) + name)
    return tuple(keys)


def usage_of(indexes: Indexes, name: str) -> str:
    """Return how a variable takes part in indexes, as PROC CONTENTS writes it: NONE, SIMPLE, COMPOSITE or BOTH."""
    kinds = {"SIMPLE" if len(names) == 1 else "COMPOSITE" for _, names in indexes if name.lower() in names}
    return "BOTH" if len(kinds) == 2 else kinds.pop() if kinds else "NONE"

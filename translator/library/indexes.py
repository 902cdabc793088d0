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

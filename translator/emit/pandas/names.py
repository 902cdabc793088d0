"""Identifiers of the generated program: SAS's names in lower case, clear of Python's words."""

from __future__ import annotations

import builtins
import keyword
import re
from collections.abc import Iterable

IMPORTS = frozenset({"pd", "np", "sas", "nan", "isnan", "argparse", "lib", "run", "main"})
RESERVED = (
    IMPORTS | frozenset(keyword.kwlist) | frozenset(keyword.softkwlist) - {"_"} | frozenset(dir(builtins))
)


RENAMED = {"log": "natural_log", "divide": "divide_numbers"}
"""Bodies of SAS functions whose names the helper module has for something else: their names there."""


def public_name(body: str) -> str:
    """The name in the helper module of a SAS function's body: another one where the runtime has it."""
    from translator.emit.pandas.helpers import runtime_definitions

    if body in RENAMED:
        return RENAMED[body]
    return f"{body}_function" if body in runtime_definitions() else body


def identifier(name: str) -> str:
    """Make a Python identifier of a SAS name: lower case; a trailing `_` where Python or the imports use the name.

    >>> identifier("Total amount"), identifier("class"), identifier("2nd"), identifier("_x")
    ('total_amount', 'class_', '_2nd', '_x')
    """
    made = re.sub(r"\W", "_", name.lower()) or "_"
    if made[0].isdigit():
        made = "_" + made
    return made + "_" if made in RESERVED else made


class Names:
    """The names that one function (or the module) has used so far."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self.taken = set(taken)

    def claim(self, *wanted: str) -> str:
        """Return the first of the wanted names that is free, else the last one with a number behind it."""
        for name in wanted:
            made = identifier(name)
            if made not in self.taken:
                self.taken.add(made)
                return made
        base = identifier(wanted[-1]).rstrip("_")
        number = 2
        while f"{base}_{number}" in self.taken:
            number += 1
        self.taken.add(f"{base}_{number}")
        return f"{base}_{number}"

"""Lists of variables: `x1-x5`, `a--b`, `a-numeric-b`, `x:`, `_all_` resolved against names in order.

SAS 9.4 Language Reference: Concepts, "SAS Variable Lists".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Protocol

from equivalence.interpreter.errors import StepError
from translator.lang.syntax import NameItem, NameRange, NumberedRange, Prefix, SpecialList, Var


class Named(Protocol):
    """What has a name and a kind ("num", "char"; "" where it is not known yet)."""

    @property
    def name(self) -> str: ...

    @property
    def kind(self) -> str: ...


_NUMBERED = re.compile(r"^(.*?)(\d+)$")


def numbered(item: NumberedRange) -> list[str]:
    """Return the names of `x1-x5`, also downwards and with leading zeros (`x01-x10`). Raises StepError."""
    first, last = _NUMBERED.match(item.first), _NUMBERED.match(item.last)
    listed = f"({item.first}-{item.last})"
    if first is None or last is None:
        raise StepError(f"Missing numeric suffix on a numbered variable list {listed}.", item.at)
    if first[1].lower() != last[1].lower():
        raise StepError(f"Alphabetic prefixes for enumerated variables {listed} are different.", item.at)
    low, high = int(first[2]), int(last[2])
    width = len(first[2]) if first[2].startswith("0") or last[2].startswith("0") else 0
    step = 1 if high >= low else -1
    return [f"{first[1]}{number:0{width}d}" for number in range(low, high + step, step)]


def expand(items: Iterable[NameItem], known: Sequence[Named]) -> list[str]:
    """Return the names that a list stands for, in its order; plain names and `x1-x5` need not be known."""
    result: list[str] = []
    for item in items:
        match item:
            case Var(name=name):
                result.append(name)
            case NumberedRange():
                result.extend(numbered(item))
            case Prefix(prefix=prefix):
                result.extend(one.name for one in known if one.name.lower().startswith(prefix.lower()))
            case SpecialList(which=which):
                result.extend(one.name for one in known if one.kind and which in ("all", one.kind))
            case NameRange(first=first, last=last, kind=kind):
                lower = [one.name.lower() for one in known]
                for end in (first, last):
                    if end.lower() not in lower:
                        raise StepError(f"Variable {end} not found.", item.at)
                low, high = lower.index(first.lower()), lower.index(last.lower())
                if low > high:
                    raise StepError(
                        f"Starting variable after ending variable in data set ({first}--{last}).", item.at
                    )
                result.extend(one.name for one in known[low : high + 1] if kind in ("", one.kind))
            case _:
                raise StepError("An array reference cannot stand in this list of variables.", item.at)
    return result


def rename_pairs(pairs: Iterable[tuple[NameItem, NameItem]]) -> dict[str, str]:
    """Return old name (lower case) -> new name of RENAME, ranges `x1-x3=y1-y3` expanded."""
    result: dict[str, str] = {}
    for old, new in pairs:
        olds, news = expand((old,), ()), expand((new,), ())
        if len(olds) != len(news):
            raise StepError("The lists of old and new names of RENAME have different lengths.", old.at)
        result.update((before.lower(), after) for before, after in zip(olds, news, strict=True))
    return result

"""Loops over columns: the elements of arrays as lists of names, and the `for` that goes through them."""

from __future__ import annotations

import re

from translator.emit.pandas import expressions as ex
from translator.plan.relations import ColumnList

FEW = 4


def list_literal(names: tuple[str, ...]) -> str:
    """A list of names: `[f"q{i}" for i in range(1, 41)]` where they are numbered, else one by one."""
    parts = [re.fullmatch(r"(.*?)(0|[1-9]\d*)", name) for name in names]
    if len(names) > FEW and all(parts):
        stems = {part[1] for part in parts if part}
        numbers = [int(part[2]) for part in parts if part]
        stem = next(iter(stems))
        if (
            len(stems) == 1
            and numbers == list(range(numbers[0], numbers[0] + len(names)))
            and "{" not in stem
        ):
            return f'[f"{stem}{{i}}" for i in range({numbers[0]}, {numbers[-1] + 1})]'
    return f"[{', '.join(ex.text(name) for name in names)}]"


def part_of(name: str, one: ColumnList) -> str:
    """The part of a list that a loop goes through, in its order."""
    places, last = one.places, len(one.every) - 1
    if places == tuple(range(len(one.every))):
        return name
    step = places[1] - places[0] if len(places) > 1 else 1
    start = "" if places[0] == (0 if step > 0 else last) else str(places[0])
    end = places[-1] + (1 if step > 0 else -1)
    stop = "" if places[-1] == (last if step > 0 else 0) else str(end)
    return f"{name}[{start}:{stop}]" if step == 1 else f"{name}[{start}:{stop}:{step}]"


def turn_names(lists: tuple[ColumnList, ...]) -> list[str]:
    """What the columns of a turn are called."""
    if len(lists) == 1:
        return ["name"]
    several = len({one.array.lower() for one in lists}) > 1
    made = []
    for one in lists:
        side = {-1: "previous_", 0: "", 1: "next_"}.get(
            one.offset, f"{'next' if one.offset > 0 else 'previous'}_{abs(one.offset)}_"
        )
        made.append(f"{side}{one.array.lower() + '_' if several else ''}name")
    return made

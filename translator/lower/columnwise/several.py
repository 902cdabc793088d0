"""Several OUTPUT statements in a row of the input: each row becomes as many rows as there are, told apart by a variable.

`visit = 1; y = y1; output; visit = 2; y = y2; output;` is a loop over the values of `visit`, in which `y` is chosen.

Side conditions: all stretches between OUTPUT statements set the same variables, each once and without a condition; one of
them gets another constant in each stretch, and no value before; no value looks at what the stretches set, or at other rows.
OUTPUT stands under no condition, or always under the same one.
(SAS DATA Step Statements: Reference, OUTPUT Statement: "Creating Multiple Observations from One Line of Input".)
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from translator.lower.columnwise.once import column_of
from translator.lower.columnwise.totals import flat
from translator.lower.effects import assigned, elements, mentioned
from translator.plan import loop as lp
from translator.plan import relations as rl
from translator.plan import values as v
from translator.plan.walk import nodes

Stretch = dict[str, lp.Assign]
Computing = list[lp.LoopStatement | rl.Mask | rl.Repeat]


def copies(
    loop: lp.RowLoop, statements: list[lp.LoopStatement], remembered: Collection[str]
) -> tuple[Computing, list[lp.LoopStatement]] | None:
    """Return the statements that compute, with a Repeat among them, and the one OUTPUT; None where it is another step."""
    sites = [position for position, s in enumerate(statements) if _written(s) is not None]
    if len(sites) < 2 or sites[-1] != len(statements) - 1 or len(loop.outputs) > 1 or loop.once:
        return None
    size = sites[1] - sites[0] - 1
    start = sites[0] - size
    if size < 1 or start < 0 or any(b - a - 1 != size for a, b in zip(sites, sites[1:], strict=False)):
        return None
    made = [_stretch(statements[site - size : site]) for site in sites]
    stretches = [one for one in made if one is not None]
    if len(stretches) < len(sites) or len({frozenset(one) for one in stretches}) > 1:
        return None
    conditions = [_written(statements[site]) for site in sites]
    if any(one != conditions[0] for one in conditions) or _looks_around(conditions[0]):
        return None
    names = set(stretches[0])
    before = statements[:start]
    index = next((name for name in stretches[0] if _tells_apart(name, stretches, loop, before)), None)
    if index is None or names & set(remembered) or not _apart(stretches, names):
        return None
    return [*before, *_turned(stretches, index, loop)], [statements[sites[-1]]]


def _written(s: lp.LoopStatement) -> tuple[v.Value, ...] | None:
    """Return the conditions under which a statement writes the row; None where it is another statement."""
    match s:
        case lp.Output():
            return ()
        case lp.If(condition=condition, then=then, otherwise=()):
            inner = flat(then)
            return (condition,) if len(inner) == 1 and isinstance(inner[0], lp.Output) else None
        case _:
            return None


def _looks_around(item: object) -> bool:
    """Does a value look at other rows, or at the place of its own?"""
    return any(
        isinstance(n, v.Service | v.FirstLast | v.Automatic | v.Flagged | v.Element) for n in nodes(item)
    )


def _stretch(statements: list[lp.LoopStatement]) -> Stretch | None:
    """Return the assignments of a stretch by variable, None where it is more than that."""
    made: Stretch = {}
    for s in statements:
        if (
            not isinstance(s, lp.Assign)
            or not isinstance(s.target, v.Variable)
            or s.target.name.lower() in made
        ):
            return None
        made[s.target.name.lower()] = s
    return made


def _tells_apart(
    name: str, stretches: list[Stretch], loop: lp.RowLoop, before: list[lp.LoopStatement]
) -> bool:
    """Has a variable another constant in each stretch, and no value before?"""
    values = [one[name].value for one in stretches]
    constants = [value.value for value in values if isinstance(value, v.Constant)]
    slot = next(slot for slot in loop.slots if slot.name.lower() == name)
    fresh = slot.role == "computed" and name not in assigned(before) | mentioned(tuple(before))
    whole = len(constants) == len(values) == len(set(constants)) and all(c == c for c in constants)
    return fresh and whole and not any(isinstance(c, str) and not c.strip(" ") for c in constants)


def _apart(stretches: list[Stretch], names: set[str]) -> bool:
    """Do the values look at nothing that the stretches set, and at no other row?"""
    for one in stretches:
        for s in one.values():
            if _looks_around(s.value) or mentioned(s.value) & names or elements((s,)):
                return False
    return True


def _turned(stretches: list[Stretch], index: str, loop: lp.RowLoop) -> Computing:
    """Return the repetition of the rows and, for each other variable, the choice of its value by the index."""
    first = stretches[0][index]
    slot = next(slot for slot in loop.slots if slot.name.lower() == index)
    told = [one[index].value for one in stretches]
    constants = tuple(value.value for value in told if isinstance(value, v.Constant))
    repeat = rl.Repeat(
        column=column_of(slot), turns=rl.Sequence(constants), at=first.at, comments=first.comments
    )
    made: Computing = [repeat]
    for name in stretches[0]:
        if name == index:
            continue
        chosen = [one[name] for one in stretches]
        if all(s.value == chosen[0].value for s in chosen):
            made.append(chosen[0])
            continue
        statement: lp.LoopStatement = replace(chosen[-1], comments=())
        for s, value in zip(reversed(chosen[:-1]), reversed(told[:-1]), strict=True):
            same = v.Comparison("=", v.Variable(slot.name, slot.type), value, "smallest")
            statement = lp.If(
                condition=same, then=(replace(s, comments=()),), otherwise=(statement,), at=s.at
            )
        made.append(statement)
    return made

"""Where a step's arithmetic makes missing values of missing values: SAS's note, as far as the step's output tells it.

"Missing values were generated as a result of performing an operation on missing values": SAS counts the operations by
their place. Every row that an unconditional operation has worked on stands in the output where each iteration writes
one; there the operands that nothing changes afterwards can be counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from translator.lang import statements as st
from translator.lang.source import Token
from translator.library.functions import find
from translator.lower.effects import assigned
from translator.lower.substring_notes import substrings
from translator.plan import loop as lp
from translator.plan import values as v
from translator.plan.relations import Logged
from translator.plan.walk import nodes

NOTE = "NOTE: Missing values were generated as a result of performing an operation on missing values."
COUNTS = "      Each place is given by: (Number of times) at (Line):(Column)."


def generated_missing(loop: lp.RowLoop, columnwise: bool) -> tuple[Logged, ...]:
    """Return the notes about a step's operations, to be counted in the data set that it makes.

    columnwise: the generated code works on whole columns; row loops tell of each division by zero themselves.
    """
    target = next((o for o in loop.outputs if o.dataset != "_null_"), None)
    leaves = (lp.Leave, lp.Output, lp.Jump, lp.Fail, lp.Change)
    if (
        target is None
        or len(loop.outputs) != 1
        or target.where is not None
        or target.open is not None
        or not loop.implicit_output
        or any(isinstance(n, leaves) for n in nodes(loop.body))
        or any(name.endswith("{}") for name in assigned(loop.body))
    ):
        return ()
    names = {slot.lower(): name for slot, name in target.columns}
    places: dict[str, tuple[str, ...]] = {}
    every = sum(isinstance(n, v.Arithmetic) or spreads(n) or skips(n) for n in nodes(loop.body))
    invalid: list[Logged] = []
    for position, statement in enumerate(loop.body):
        if isinstance(statement, (lp.Assign, lp.Accumulate, lp.AssignSubstring)):
            invalid += substrings(statement, names, assigned(loop.body[position:]), target.dataset)
        if not isinstance(statement, (lp.Assign, lp.Accumulate)) or not isinstance(
            statement.target, v.Variable
        ):
            continue
        later = assigned(loop.body[position:])
        for node in nodes(statement.value):
            if isinstance(node, v.Arithmetic) and node.op == "/":
                invalid += zero_divisors(node, names, later, target.dataset, columnwise)
            operands = worked_on(node)
            if isinstance(node, v.Apply) and skips(node):
                found = _all_missing(node, names, later)
                if found and placed(node.at):
                    places[placed(node.at)] = ("*", *found)
                continue
            if operands is None or not isinstance(node, (v.Arithmetic, v.Apply)):
                continue
            own = statement.target.name.lower()
            if own in operands and node is statement.value and isinstance(statement, lp.Assign):
                operands = {own}  # x = x + 1: the result is missing where an operand was
                if own in assigned(loop.body[position + 1 :]):
                    continue
            elif operands & later:
                continue
            place = placed(node.at)
            if place and operands and operands <= set(names):
                places[place] = tuple(names[name] for name in sorted(operands))
        invalid += invalid_arguments(statement, names, loop.body[position:], target.dataset)
    shown = COUNTS if len(places) == every else ""
    in_order = tuple(sorted(places.items(), key=lambda pair: [int(part) for part in pair[0].split(":")]))
    note = Logged(NOTE, "missing", target=target.dataset, places=in_order, more=shown)
    row = whole_row(loop, names)
    invalid += lines_read(loop, target.dataset)
    return (*(replace(line, row=row) for line in invalid), *((note,) if places else ()))


def lines_read(loop: lp.RowLoop, dataset: str) -> Iterator[Logged]:
    """Yield that every row comes from one line of the program, the next one each time."""
    read = [n for n in nodes(loop.body) if isinstance(n, lp.ReadLine)]
    listed = any(isinstance(n, lp.ListLine) for n in nodes(loop.body))
    if len(read) == 1 and read[0] in loop.body and len(loop.lines) == 1 and not loop.readers and not listed:
        lines = loop.lines[0]
        moves = any(
            isinstance(i, st.Pointer) and i.kind in ("line", "next", "hold", "holdall") for i in read[0].items
        )
        if (
            lines.lines is not None
            and not moves
            and not {"firstobs", "obs"} & {name for name, _ in lines.options}
        ):
            last = lines.first_line + len(lines.lines) - 1
            yield Logged("", "lines", target=dataset, first=lines.first_line, last=last)


def whole_row(loop: lp.RowLoop, names: dict[str, str]) -> tuple[str, ...]:
    """Return the columns that show all variables of the step without formats; none where the output lacks some."""
    slots = [slot for slot in loop.slots if slot.role != "temporary"]
    automatic = any(r.end or r.nobs or r.point or r.indsname or r.by for r in loop.readers) or any(
        i.in_flag for r in loop.readers for i in r.inputs
    )
    kept = all(slot.name.lower() in names and not slot.format for slot in slots)
    return () if automatic or not kept else tuple(names[slot.name.lower()] for slot in slots)


def zero_divisors(
    node: v.Arithmetic, names: dict[str, str], later: set[str], dataset: str, columnwise: bool
) -> Iterator[Logged]:
    """Yield the note about a division by a variable that may be zero."""
    left, right = node.args
    operands = variables(left)
    place = placed(node.at)
    if not isinstance(right, v.Variable) or operands is None or not place or operands & later:
        return
    if right.name.lower() in later or not {right.name.lower(), *operands} <= set(names):
        return
    columns = (names[right.name.lower()], *(names[name] for name in sorted(operands)))
    told = "Division by zero detected" if columnwise else ""
    yield Logged(told, "zero", target=dataset, places=((place, columns),), more=COUNTS)


def spreads(node: object) -> bool:
    """Is it a function of which a missing number gives a missing result?"""
    if not isinstance(node, v.Apply) or not any(arg.type.kind == "num" for arg in node.args):
        return False
    row = find(node.function)
    return row is not None and row.missing == "spreads"


def skips(node: object) -> bool:
    """Is it a statistic that leaves missing arguments out and is missing where all are?"""
    if not isinstance(node, v.Apply) or node.function not in ("SUM", "MEAN", "MIN", "MAX"):
        return False
    return not any(isinstance(arg, v.Constant) and arg.value == arg.value for arg in node.args)


def _all_missing(node: v.Apply, names: dict[str, str], later: set[str]) -> tuple[str, ...]:
    """Return the columns that are the arguments of a statistic, () where some are something else."""
    found = [arg.name.lower() if isinstance(arg, v.Variable) else "" for arg in node.args]
    found = [name for name, arg in zip(found, node.args, strict=True) if not isinstance(arg, v.Constant)]
    if not found or not set(found) <= set(names) or set(found) & later:
        return ()
    return tuple(names[name] for name in found)


def worked_on(node: object) -> set[str] | None:
    """Return the variables that an operation or function works on, None where it has other operands too."""
    if isinstance(node, v.Arithmetic):
        return variables(node)
    if not isinstance(node, v.Apply) or not spreads(node):
        return None
    found: set[str] = set()
    for arg in node.args:
        inner = variables(arg) if arg.type.kind == "num" else set()
        if inner is None or any(_may_fail(n) for n in nodes(arg)):
            return None
        found |= inner
    return found


def invalid_arguments(
    statement: lp.Assign | lp.Accumulate,
    names: dict[str, str],
    rest: tuple[lp.LoopStatement, ...],
    dataset: str,
) -> Iterator[Logged]:
    """Yield the note about `x = f(a, b)` whose arguments are outside the function's domain."""
    value, target = statement.value, statement.target
    if isinstance(value, v.ReadFormat) and value.user:
        return  # a range of the program's own informat may give a missing value
    if isinstance(value, v.ReadFormat) and not value.quiet and value.type.kind == "num":
        value = v.Apply("INPUT", (value.value,), value.type, value.at)
    elif not isinstance(value, v.Apply) or not spreads(value):
        return
    if not isinstance(target, v.Variable):
        return
    later = assigned(rest[1:])
    shown = [names.get(target.name.lower(), "")]
    for arg in value.args:
        match arg:
            case v.Constant(constant):
                shown.append(f"'{constant}'" if isinstance(constant, str) else f"={constant!r}")
            case v.Variable(name) if name.lower() in names and name.lower() not in later:
                shown.append(names[name.lower()])
            case _:
                return
    own = {arg.name.lower() for arg in value.args if isinstance(arg, v.Variable)}
    if shown[0] and value.at is not None and not ({target.name.lower()} & (later | own)):
        place = f"{value.at.outermost.line}:{value.at.outermost.column}"
        yield Logged(value.function, "invalid", target=dataset, places=((place, tuple(shown)),), more=COUNTS)


def variables(node: v.Value) -> set[str] | None:
    """Return the lower-case names of the variables under an operation whose result is missing where one of them is.

    None: something else may make it missing.
    """
    match node:
        case v.Constant(value):
            return None if isinstance(value, str) or value != value else set()
        case v.Variable(name, type_):
            return {name.lower()} if type_.kind == "num" else None
        case v.Arithmetic("/", (left, right)):
            inner = variables(left)
            divisor = variables(right)
            if inner is None or divisor is None or isinstance(left, v.Arithmetic) and left.op == "/":
                return None
            return inner | divisor
        case v.Arithmetic(("+" | "-" | "*" | "negate"), args):
            found: set[str] = set()
            for arg in args:
                inner = variables(arg)
                if inner is None or any(_may_fail(n) for n in nodes(arg)):
                    return None
                found |= inner
            return found
        case _:
            return None


def _may_fail(node: object) -> bool:
    """Is it a division that may be by zero?"""
    return (
        isinstance(node, v.Arithmetic)
        and node.op == "/"
        and not (isinstance(node.args[1], v.Constant) and bool(node.args[1].value))
    )


def placed(at: Token | None) -> str:
    """Return the place of an operation as SAS's notes give it."""
    return "" if at is None else f"{at.outermost.line}:{at.outermost.column}"


def new_lines(loop: lp.RowLoop, columnwise: bool) -> tuple[Logged, ...]:
    """Return the note about INPUT with @@ of lines that stand in the code as a table: it goes on to the next line."""
    read = [n for n in nodes(loop.body) if isinstance(n, lp.ReadLine)]
    if columnwise and any(getattr(item, "kind", "") == "holdall" for n in read for item in n.items):
        text = "NOTE: SAS went to a new line when INPUT statement reached past the end of a line."
        return (Logged(text),)
    return ()

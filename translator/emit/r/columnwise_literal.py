"""A table whose rows stand in the program, as code: one row a line, or the values of one column."""

from __future__ import annotations

from math import isnan

from translator.emit.r import names as r
from translator.emit.r.layout import fill
from translator.emit.r.values import shown
from translator.library.missing import missing_letter
from translator.plan import relations as rel

Lines = list[str]
WIDTH = 100


def literal_lines(source: rel.Literal) -> Lines:
    """The lines of the expression that makes the table."""
    names = [r.column(c.name) for c in source.columns]
    if not source.rows:
        empty = ("character(0)" if c.type.kind == "char" else "numeric(0)" for c in source.columns)
        return [f"tibble({', '.join(f'{name} = {made}' for name, made in zip(names, empty, strict=True))})"]
    if not names:
        return [f"tibble(.rows = {len(source.rows)})"]
    if len(source.rows) == 1 and len(names) > 1:
        pairs = [
            f"{name} = {cell(value, alone=True)}" for name, value in zip(names, source.rows[0], strict=True)
        ]
        single = f"tibble({', '.join(pairs)})"
        return [single] if len(single) <= WIDTH - 20 else ["tibble(", *fill("  ", pairs, WIDTH), ")"]
    missing = [all(no_number(row[i]) for row in source.rows) for i in range(len(names))]
    rows = [[cell(value, alone=missing[i]) for i, value in enumerate(row)] for row in source.rows]
    if len(names) == 1:
        values = [row[0] for row in rows]
        every = values[0] if len(values) == 1 else f"c({', '.join(values)})"
        single = f"tibble({names[0]} = {every})"
        return (
            [single]
            if len(single) <= WIDTH - 20
            else [f"tibble({names[0]} = c(", *fill("  ", values, WIDTH), "))"]
        )
    items = [[f"~{name}" for name in names], *rows]
    lines = ["tribble("]
    for position, row in enumerate(items):
        made = fill("  ", row, WIDTH)
        made[1:] = ["  " + line for line in made[1:]]
        if position < len(items) - 1:
            made[-1] += ","
        if position and len(made) == 1:
            made = [noted(made[0], source.rows[position - 1], source.forms)]
        lines += made
    return [*lines, ")"]


def turns_lines(source: rel.Turns) -> Lines:
    """The lines of the table of the turns of loops: each index a column."""
    pairs = [f"{r.column(column.name)} = {sequence(turns)}" for column, turns in source.indexes]
    return [f"{'tibble' if len(pairs) == 1 else 'expand_grid'}({', '.join(pairs)})"]


def sequence(turns: rel.Sequence) -> str:
    """The values of a loop's index."""
    if not turns.values:
        return "numeric(0)"
    if not turns.step:
        return f"c({', '.join(cell(value, alone=True) for value in turns.values)})"
    first, last = (r.number(float(value)) for value in (turns.values[0], turns.values[-1]))
    if turns.step in (1, -1) or first == last:
        return f"as.numeric({first}:{last})"
    return f"seq({first}, {last}, by = {r.number(turns.step)})"


def noted(line: str, row: tuple[float | str, ...], forms: tuple[str, ...]) -> str:
    """The line with its dates in a comment."""
    dates = [
        shown(value, form)
        for value, form in zip(row, forms, strict=False)
        if form and isinstance(value, float) and not isnan(value)
    ]
    made = f"{line}  # {', '.join(dates)}" if any(dates) else line
    return made if len(made) <= WIDTH else line


def no_number(value: float | str) -> bool:
    """Is it a missing number?"""
    return not isinstance(value, str) and isnan(value)


def cell(value: float | str, *, alone: bool) -> str:
    """A value as a literal; `alone`: its column has no number that tells its type."""
    if isinstance(value, str):
        return r.text(value)
    if isnan(value) and not missing_letter(value):
        return "NA_real_" if alone else "NA"
    return r.number(value)

"""A table whose rows stand in the program, as code: one row a line, or the values of one column."""

from __future__ import annotations

from collections.abc import Iterable
from math import isnan

from translator.emit.pandas import expressions as ex
from translator.emit.pandas.context import Context
from translator.plan import relations as rl

WIDTH = 100


def literal_lines(context: Context, variable: str, source: rl.Literal) -> list[str]:
    """The statement that makes the table."""
    types = ", ".join(
        f"{ex.text(c.name)}: {ex.text('str' if c.type.kind == 'char' else 'float64')}" for c in source.columns
    )
    if not source.rows:
        context.need("table")
        return [f"{variable} = sas.table([], {{{types}}})"]
    if not source.columns:
        context.need("pd")
        return [f"{variable} = pd.DataFrame(index=range({len(source.rows)}))"]
    if len(source.rows) == 1 and all(value != "" for value in source.rows[0]):
        return one_row(context, variable, source)
    if len(source.columns) == 1 and not all(row == ("",) for row in source.rows):
        context.need("pd")
        values = [shown(context, row[0], whole=False) for row in source.rows]
        single = f"{variable} = pd.DataFrame({{{ex.text(source.columns[0].name)}: [{', '.join(values)}]}})"
        if len(single) <= WIDTH:
            return [single]
        head = f"{variable} = pd.DataFrame({{{ex.text(source.columns[0].name)}: ["
        return [head, *filled("    ", values), "]})"]
    context.need("table")
    lines = [f"{variable} = sas.table(", "    ["]
    for row in source.rows:
        values = [shown(context, value) for value in row]
        single = f"        ({', '.join(values)}{',' if len(values) == 1 else ''}),"
        dates = [
            ex.date_comment(value, form)
            for value, form in zip(row, source.forms, strict=False)
            if form and isinstance(value, float) and not isnan(value)
        ]
        if len(single) <= WIDTH:
            noted = f"{single}  # {', '.join(dates)}" if any(dates) else single
            lines.append(noted if len(noted) <= WIDTH else single)
        else:
            first, *rest = filled("         ", values, comma=False)
            lines += [f"        ({first.lstrip()}", *rest]
            lines[-1] += "),"
    return [*lines, "    ],", *typed(types), ")"]


def one_row(context: Context, variable: str, source: rl.Literal) -> list[str]:
    """The statement that makes a table of one row."""
    context.need("pd")
    pairs = [
        f"{ex.text(column.name)}: [{shown(context, value, whole=False)}]"
        for column, value in zip(source.columns, source.rows[0], strict=True)
    ]
    single = f"{variable} = pd.DataFrame({{{', '.join(pairs)}}})"
    return (
        [single] if len(single) <= WIDTH else [f"{variable} = pd.DataFrame({{", *filled("    ", pairs), "})"]
    )


def turns_lines(context: Context, variable: str, source: rl.Turns) -> list[str]:
    """The statement that makes the table of the turns of loops: each index a column."""
    context.need("pd")
    names = [ex.text(column.name) for column, _ in source.indexes]
    values = [sequence(context, turns) for _, turns in source.indexes]
    if len(values) == 1:
        return [f"{variable} = pd.DataFrame({{{names[0]}: {values[0]}}})"]
    single = (
        f"pd.MultiIndex.from_product([{', '.join(values)}], names=[{', '.join(names)}]).to_frame(index=False)"
    )
    return [f"{variable} = {single}"]


def sequence(context: Context, turns: rl.Sequence) -> str:
    """The values of a loop's index."""
    if not turns.step:
        return f"[{', '.join(shown(context, value, whole=False) for value in turns.values)}]"
    context.need("np")
    stop = turns.start + turns.step * len(turns.values)
    step = "" if turns.step == 1 else f", {shown(context, turns.step)}"
    return f"np.arange({shown(context, turns.start, whole=False)}, {shown(context, stop, whole=False)}{step})"


def typed(types: str) -> list[str]:
    """The columns' types, on as many lines as they need."""
    single = f"    {{{types}}},"
    if len(single) <= WIDTH:
        return [single]
    return ["    {", *filled("        ", types.split(", ")), "    },"]


def shown(context: Context, value: float | str, *, whole: bool = True) -> str:
    """A value as a literal."""
    return ex.text(value) if isinstance(value, str) else context.use(ex.number(value, whole=whole))


def filled(margin: str, items: Iterable[str], *, comma: bool = True) -> list[str]:
    """Items separated by commas, as many on a line as fit; `comma`: also after the last one."""
    pieces = list(items)
    lines = [margin]
    for position, item in enumerate(pieces):
        piece = item + ("," if comma or position < len(pieces) - 1 else "")
        if len(lines[-1]) + len(piece) + 1 > WIDTH and lines[-1].strip():
            lines.append(margin)
        lines[-1] += (" " if lines[-1].strip() else "") + piece
    return lines

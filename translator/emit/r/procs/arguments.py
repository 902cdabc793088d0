"""Arguments of helpers as R."""

from __future__ import annotations

from collections.abc import Iterable

from translator.emit.r import names as r
from translator.emit.r.context import Context
from translator.emit.r.procs.listing import shown_by
from translator.lang.macro_text import MacroReference
from translator.plan.procs.analysis import Argument, Formats, Named


def argument(context: Context, value: Argument) -> str:
    """An argument as R: tuples of one kind are vectors, others lists."""
    match value:
        case Formats(columns=columns):
            return f"list({', '.join(f'{r.column(c.name)} = {shown_by(context, c)}' for c in columns)})"
        case Named(items=items):
            return (
                f"list({', '.join(f'{r.column(name)} = {argument(context, item)}' for name, item in items)})"
            )
        case tuple():
            shown = [argument(context, item) for item in value]
            if not value:
                return "character(0)"
            return (
                r.vector(shown)
                if all(isinstance(i, str | float | int) for i in value)
                else f"list({', '.join(shown)})"
            )
        case str():
            return r.text(value)
        case MacroReference():
            return r.heading(value)
        case bool():
            return "TRUE" if value else "FALSE"
        case float() if value != value:
            return "NA_real_"
        case int() | float():
            return f"{value:.17g}" if float(f"{value:.15g}") != value else f"{value:.15g}"
    raise AssertionError(value)


def named(context: Context, pairs: Iterable[tuple[str, Argument]]) -> list[str]:
    """Arguments with their names; "" stands for none."""
    return [
        f"{name} = {argument(context, value)}" if name else argument(context, value) for name, value in pairs
    ]

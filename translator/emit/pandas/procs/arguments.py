"""Arguments of helpers as Python."""

from __future__ import annotations

from collections.abc import Iterable

from translator.emit.pandas import expressions as ex
from translator.emit.pandas.context import Context
from translator.emit.pandas.procs.listing import shown_by
from translator.lang.macro_text import MacroReference
from translator.plan.procs.analysis import Argument, Formats, Named


def argument(context: Context, value: Argument) -> str:
    """An argument as Python."""
    match value:
        case Formats(columns=columns):
            return f"{{{', '.join(f'{ex.text(c.name)}: {shown_by(context, c)}' for c in columns)}}}"
        case Named(items=items):
            return f"{{{', '.join(f'{ex.text(name)}: {argument(context, item)}' for name, item in items)}}}"
        case tuple():
            return f"[{', '.join(argument(context, item) for item in value)}]"
        case str():
            return ex.text(value)
        case MacroReference():
            return ex.heading(value)
        case float() if value != value:
            context.need("nan")
            return "nan"
        case bool() | int() | float():
            return repr(value)
    raise AssertionError(value)


def named(context: Context, pairs: Iterable[tuple[str, Argument]]) -> list[str]:
    """Arguments with their names; "" stands for none."""
    return [
        f"{name}={argument(context, value)}" if name else argument(context, value) for name, value in pairs
    ]

"""Functions that need the run's surroundings, of whole columns."""

from __future__ import annotations

from translator.emit.code import Code
from translator.emit.pandas import expressions as ex
from translator.emit.pandas.context import Context, Unsupported
from translator.plan import values as v

CLOCK = {"TODAY": "today", "DATE": "today", "TIME": "time_of_day", "DATETIME": "date_and_time"}


def service_of_columns(context: Context, frame: str, value: v.Service, arguments: list[Code]) -> Code:
    """A function that needs the run, of whole columns. Raises Unsupported."""
    if value.function in CLOCK:
        return ex.call(f"sas.{CLOCK[value.function]}")
    if value.function.startswith("FCMP ") and frame:
        return own_call(context, frame, value, arguments)
    if value.function != "MACROLIST":
        raise Unsupported("H0453", f"{value.function} of whole columns")
    return ex.call("sas.in_macro_list", "lib", *arguments)


def own_call(context: Context, frame: str, value: v.Service, arguments: list[Code]) -> Code:
    """A function of the program (PROC FCMP) for each row. Raises Unsupported where its definition was not translated."""
    name = value.function.removeprefix("FCMP ")
    function = context.own_functions.get(name, "").partition(" ")[0]
    if not function:
        raise Unsupported("H0606", f"the function {name} is not translated")
    kind = [] if value.type.kind == "num" else ["text=True"]
    return ex.call("sas.by_rows", frame, function, *arguments, *kind)

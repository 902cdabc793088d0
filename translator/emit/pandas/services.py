"""Functions that need the run: macro variables, the clock, random numbers, data sets, run-time formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from translator.emit.code import Code
from translator.emit.pandas import expressions as ex
from translator.emit.pandas.context import Unsupported
from translator.plan import values as v

if TYPE_CHECKING:
    from translator.emit.pandas.loop_scope import LoopScope


def service(scope: LoopScope, value: v.Service, arguments: list[Code]) -> Code:
    """Write the call of a service. Unsupported where no engine part stands for it."""
    match value.function:
        case "SYMGET":
            return ex.call("sas.symget", scope.library(), *arguments)
        case "SYMGETN":
            return ex.call("sas.to_number", ex.call("sas.symget", scope.library(), *arguments))
        case "SYMEXIST" | "SYMGLOBL":
            return ex.call("sas.symexist", scope.library(), *arguments)
        case "TODAY" | "DATE":
            return ex.call("sas.today")
        case "TIME":
            return ex.call("sas.time_of_day")
        case "DATETIME":
            return ex.call("sas.date_and_time")
        case "RESOLVE" | "DOSUBL":
            raise Unsupported("H0453", f"{value.function} needs the macro processor at run time")
        case _:
            raise Unsupported("H0453", f"the function {value.function} is not translated to pandas yet")

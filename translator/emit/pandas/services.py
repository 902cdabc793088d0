"""Functions that need the run: macro variables, the clock, random numbers, data sets, run-time formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from translator.emit.code import Code
from translator.emit.pandas import expressions as ex
from translator.emit.pandas.context import Unsupported
from translator.emit.pandas.data_sets import HELPERS as OPENED
from translator.emit.pandas.data_sets import exist, open_call, opened_call
from translator.emit.pandas.external_files import HELPERS as FILES
from translator.library.formats import FORMATS
from translator.plan import values as v

if TYPE_CHECKING:
    from translator.emit.pandas.loop_scope import LoopScope

MACHINE = {"SYSGET", "SYSEXIST", "ENVLEN", "SLEEP", "UUIDGEN"}
OLD_RANDOM = {"RANUNI", "UNIFORM", "RANNOR", "NORMAL", "RANEXP", "RANBIN", "RANPOI", "RANCAU", "RANTRI", "RANTBL",
              "RANGAM"}  # fmt: skip


def service(scope: LoopScope, value: v.Service, arguments: list[Code]) -> Code:
    """Write the call of a service. Raises Unsupported where no engine part stands for it."""
    name = value.function
    if name.startswith("FCMP "):
        return own_call(scope, name, arguments)
    match name:
        case "SYMGET":
            return ex.call("sas.symget", scope.library(), *arguments)
        case "SYMGETN":
            return ex.call("sas.to_number", ex.call("sas.symget", scope.library(), *arguments))
        case "SYMEXIST" | "SYMGLOBL":
            return ex.call("sas.symexist", scope.library(), *arguments)
        case "MACROLIST":
            return ex.call("sas.in_macro_list", scope.library(), *arguments)
        case "TODAY" | "DATE":
            return ex.call("sas.today")
        case "TIME":
            return ex.call("sas.time_of_day")
        case "DATETIME":
            return ex.call("sas.date_and_time")
        case "RAND":
            return ex.call(f"{scope.random()}.rand", *arguments)
        case "PUTN" | "PUTC" | "INPUTN" | "INPUTC":
            return run_time_format(scope, value, arguments)
        case "EXIST":
            return exist(scope, value, arguments)
        case "OPEN":
            return open_call(scope, value, arguments)
        case "SYSPARM":
            return ex.call("sas.symget", scope.library(), '"SYSPARM"')
        case "RESOLVE":
            return ex.call("sas.resolve", scope.library(), *arguments)
        case "DOSUBL":
            raise Unsupported("H0453", f"{name} needs the macro processor at run time")
    if name in OPENED:
        return opened_call(scope, value, arguments)
    if name in MACHINE:
        return ex.call(f"sas.{name.lower()}", *arguments)
    if name in FILES:
        return ex.call(f"sas.{FILES[name]}", scope.library(), *arguments)
    if name in OLD_RANDOM:
        return ex.call(f"{scope.random()}.old_number", ex.text(name), *arguments)
    raise Unsupported("H0453", f"the function {name} is not translated to pandas yet")


def own_call(scope: LoopScope, name: str, arguments: list[Code]) -> Code:
    """The call of a function of the program (PROC FCMP). Raises Unsupported where its definition was not translated."""
    function = scope.context.own_functions.get(name.removeprefix("FCMP "))
    if function is None:
        raise Unsupported("H0606", f"the function {name.removeprefix('FCMP ')} is not translated")
    whole = [
        Code(f"{a.text}.0", a.precedence, a.needs) if a.text.lstrip("-").isdigit() else a for a in arguments
    ]
    return ex.call(function, *whole)


def run_time_format(scope: LoopScope, value: v.Service, arguments: list[Code]) -> Code:
    """PUTN and its relatives: one format where its name is a literal, else all of the kind."""
    name = value.function
    char = name.endswith("C")
    chosen = value.args[1]
    kind = "format" if name.startswith("PUT") else "informat"
    if isinstance(chosen, v.Constant):
        from translator.emit.pandas.loop_input import parse_format

        parsed = parse_format(str(chosen.value).strip())
        wanted = parsed.name if not char or parsed.name.startswith("$") else "$" + parsed.name
        user = ("@" if kind == "informat" else "") + wanted
        if user in scope.context.formats:
            needs: set[str] = set()
        else:
            needs = {f"{kind}:{wanted}"}
    else:
        rows = {row for row_name, row in FORMATS.items() if row_name.startswith("$") == char}
        needs = {
            f"{kind}:{row.name}" for row in rows if (row.write if kind == "format" else row.read) is not None
        }
        needs |= {f"{kind}:{n}" for row in rows for n in row.aliases if f"{kind}:{row.name}" in needs}
    prefix = "@" if kind == "informat" else ""
    own = {
        key.removeprefix("@"): function
        for key, function in scope.context.formats.items()
        if key.startswith("@") == bool(prefix) and key.removeprefix("@").startswith("$") == char
    }
    shown = f"{{{', '.join(f'{ex.text(key)}: {function}' for key, function in own.items())}}}"
    if scope.context.data_define and not isinstance(chosen, v.Constant):
        beginning = prefix + "$" * char
        made = ex.call("sas.formats_of_data", ex.text(beginning)).text
        shown, own = f"{made} | {shown}" if own else made, {"": ""}
        needs.add("formats_of_data")
    more = [f"formats={shown}"] if own else []
    return ex.call(f"sas.{name.lower()}", *arguments, *more, need=needs)

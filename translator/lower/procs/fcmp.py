"""PROC FCMP: functions and subroutines of the program. Base SAS Procedures Guide, "FCMP Procedure"."""

from __future__ import annotations

from translator.lang import statements as st
from translator.lang.functions import as_data_step, result_name
from translator.library.functions import find
from translator.lower.catalog import Signature
from translator.lower.context import Context
from translator.lower.datastep import lower_loop
from translator.lower.procs.options import options
from translator.lower.scope import LoweringError
from translator.plan import loop as lp
from translator.plan import values as v
from translator.plan.procs.functions import DefineFunctions, OwnFunction
from translator.plan.relations import Step
from translator.plan.walk import nodes

NAMES = ("FCMP",)
LONGEST = 32767
READS = (lp.Read, lp.ReadLine, lp.Output, lp.Change, lp.DeclareHash, lp.HashOutput)


def lower(step: st.ProcStep, context: Context) -> list[Step]:
    """Lower to the definitions. Raises LoweringError for what PROC FCMP has beyond statements of the DATA step."""
    options(step, ("outlib",), ("inlib", "lib", "library", "encrypt", "hide"))
    made: list[OwnFunction] = []
    for one in step.body:
        if isinstance(one, st.FunctionDefinition):
            _declare(one, context)
    for one in step.body:
        match one:
            case st.FunctionDefinition():
                made.append(_function(one, context))
            case st.Unparsed(reason=reason):
                raise LoweringError("H0201", f"a statement could not be read: {reason}", one.at)
            case st.RawStatement(keyword=keyword):
                raise LoweringError(
                    "H0403", f"the statement {keyword.upper()} of PROC FCMP is not translated", one.at
                )
            case _:
                continue
    if not made:
        return []
    node = DefineFunctions(tuple(made))
    return [Step("PROC FCMP", node, (), (), (), step.at, step.end, comments=step.comments)]


def _declare(definition: st.FunctionDefinition, context: Context) -> None:
    """Note the function's name, so that calls know it. Raises LoweringError."""
    name = definition.name.upper()
    if find(name) is not None:
        raise LoweringError("H0606", f"{name} is the name of a function of SAS", definition.at)
    context.catalog.functions[name] = Signature(
        tuple(kind for _, kind, _ in definition.parameters), definition.kind, definition.length,
        tuple(parameter.lower() for parameter, _, _ in definition.parameters), definition.outargs,
    )  # fmt: skip


def _function(definition: st.FunctionDefinition, context: Context) -> OwnFunction:
    name = definition.name.upper()
    if any(array for _, _, array in definition.parameters):
        raise LoweringError("H0606", f"{name}: arrays as parameters are not translated", definition.at)
    names = tuple(parameter for parameter, _, _ in definition.parameters)
    lengths = {parameter.lower(): LONGEST for parameter, kind, _ in definition.parameters if kind == "char"}
    lowered = lower_loop(
        as_data_step(definition, lengths), context.catalog, special=context.special, user_formats=context.formats,
        yearcutoff=context.yearcutoff, missing_letters=context.missing_letters, settings=context.settings,
    )  # fmt: skip
    loop = lowered.loop
    if any(isinstance(node, READS) for node in nodes(loop.body)) or loop.readers:
        raise LoweringError(
            "H0606", f"{name}: data sets, files and hash objects in a function", definition.at
        )
    padded = {
        n.value.name.lower()
        for n in nodes(loop.body)
        if isinstance(n, v.Pad) and isinstance(n.value, v.Variable)
    }
    if padded & set(lengths):
        message = (
            f"{name}: the length that the argument {min(padded & set(lengths))} has where it is called counts"
        )
        raise LoweringError("H0606", message, definition.at)
    return OwnFunction(
        definition.name, names, result_name(definition) if definition.kind else "", definition.outargs, loop
    )

"""PROC FCMP to R: functions of the script."""

from __future__ import annotations

from dataclasses import replace

from translator.emit.own_functions import always_returns, folded
from translator.emit.r import names as r
from translator.emit.r.called import functions_called
from translator.emit.r.context import Context, Unsupported
from translator.emit.r.loop import LoopFunction
from translator.emit.r.loop_state import indent
from translator.emit.r.names import Names
from translator.emit.r.steps import emits
from translator.plan.procs.functions import DefineFunctions, OwnFunction
from translator.plan.relations import Step


@emits(DefineFunctions)
def emit_functions(context: Context, step: Step) -> list[str]:
    """Define the functions of a PROC FCMP; `run` itself has nothing to do."""
    node = step.node
    assert isinstance(node, DefineFunctions)
    for one in node.functions:
        FunctionWriter(context, one).define()
    return []


class FunctionWriter(LoopFunction):
    """Writes one function: the body of a loop that is carried out once, over its parameters."""

    def __init__(self, context: Context, own: OwnFunction) -> None:
        given = {name.lower() for name in own.parameters}
        given |= always_returns(own)
        loop = replace(own.loop, reset=tuple(name for name in own.loop.reset if name.lower() not in given))
        self.own = own
        wanted = own.name.lower()
        self.function = context.module_names.new(
            f"{wanted}_function" if wanted in functions_called() else wanted
        )
        places = [str(place) for place, name in enumerate(own.parameters) if name.lower() in own.outargs]
        context.own_functions[own.name.upper()] = " ".join([self.function, *places])
        if own.result:
            context.formats[f"FCMP {own.name.upper()}"] = self.function
        super().__init__(context, loop)

    def define(self) -> None:
        """Add the function to the script. Raises Unsupported for what needs the run's surroundings."""
        frame = self.frame
        frame.names = Names(["pdv", "lib", self.places.iteration, self.function])
        self.place_slots(None)
        parameters = [self.places.variables.get(name.lower(), "") for name in self.own.parameters]
        results = [self.places.variables.get(name.lower(), "") for name in self.own.returned]
        if any(not text or r.identifier(text) != text for text in (*parameters, *results)):
            raise Unsupported("H0606", f"{self.own.name}: a parameter that is an element of an array")
        frame.returned = (
            results[0]
            if len(results) == 1
            else f"list({', '.join(results)})"
            if results
            else "invisible(NULL)"
        )
        body = folded(self.body(None), frame.returned, "<-", "return({})")
        if frame.uses_lib or any("(lib, " in line for line in body):
            raise Unsupported("H0606", f"{self.own.name}: macro variables and the like in a function")
        lines = [*self.head, *self.first_values, *frame.before, *body, *self.after]
        if not lines or not lines[-1].startswith("return("):
            lines.append(frame.returned)
        kind = "Function" if self.own.result else "Subroutine"
        self.context.define([
            f"# {kind} {self.own.name} (PROC FCMP)",
            f"{self.function} <- function({', '.join(parameters)}) {{", *indent(lines), "}",
        ])  # fmt: skip

"""PROC FCMP to pandas: functions of the module."""

from __future__ import annotations

from dataclasses import replace

from translator.emit.headings import wrapped
from translator.emit.own_functions import always_returns, folded
from translator.emit.pandas.context import Context, Unsupported
from translator.emit.pandas.layout import indent
from translator.emit.pandas.loop import LoopWriter
from translator.emit.pandas.names import identifier
from translator.emit.pandas.steps import EMITTERS
from translator.plan.procs.functions import DefineFunctions, OwnFunction
from translator.plan.relations import Step


def emit_functions(context: Context, step: Step) -> list[str]:
    """Define the functions of a PROC FCMP; `run` itself has nothing to do."""
    node = step.node
    assert isinstance(node, DefineFunctions)
    for one in node.functions:
        FunctionWriter(context, one, step).define()
    return []


class FunctionWriter(LoopWriter):
    """Writes one function: the body of a loop that is carried out once, over its parameters."""

    def __init__(self, context: Context, own: OwnFunction, step: Step) -> None:
        given = {name.lower() for name in own.parameters}
        given |= always_returns(own)
        loop = replace(own.loop, reset=tuple(name for name in own.loop.reset if name.lower() not in given))
        self.own = own
        self.function = context.module_names.claim(own.name)
        context.function_names.add(self.function)
        places = [str(place) for place, name in enumerate(own.parameters) if name.lower() in own.outargs]
        context.own_functions[own.name.upper()] = " ".join([self.function, *places])
        super().__init__(context, loop, step)

    def define(self) -> None:
        """Add the function to the module. Raises Unsupported for what needs the run's surroundings."""
        parameters = [self.scope.place(name).text for name in self.own.parameters]
        results = [self.scope.place(name).text for name in self.own.returned]
        if any(identifier(text) != text for text in (*parameters, *results)):
            raise Unsupported("H0606", f"{self.own.name}: a parameter that is an element of an array")
        self.scope.returned = ", ".join(results)
        body = folded(self.body(self.function), self.scope.returned, "=", "return {}")
        if self.scope.uses_lib:
            raise Unsupported("H0606", f"{self.own.name}: macro variables and the like in a function")
        if not body or not body[-1].startswith("return"):
            body.append(f"return {self.scope.returned}".rstrip())
        kind = "Function" if self.own.result else "Subroutine"
        first, *more = wrapped(f"{kind} {self.own.name} (PROC FCMP).", 100)
        head = [f'"""{first}', *more, '"""'] if more else [f'"""{first}"""']
        lines = [f"def {self.function}({', '.join(parameters)}):", *indent([*head, *body])]
        for constant in self.constants:
            self.context.define("", constant)
        self.context.define(self.function, lines)


EMITTERS[DefineFunctions] = emit_functions

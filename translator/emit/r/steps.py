"""Steps of the plan to statements of `run`: each kind of node has one function here.

A PROC's file in `procs` registers the functions of its nodes:

    @emits(Sort)
    def emit_sort(context: Context, step: Step) -> list[str]: ...

The lines are statements of `run`, not indented. Tables are named by `context.read` and `context.write`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules

from translator.emit.defined_formats import formats_needed, numbers_patterns
from translator.emit.holes import contract_lines
from translator.emit.r import names as r
from translator.emit.r.columnwise import emit_columnwise
from translator.emit.r.context import Context, Unsupported
from translator.emit.r.helpers import definitions
from translator.emit.r.loop import emit_loop
from translator.emit.r.loop_state import wrapped
from translator.emit.r.user_formats import emit_formats
from translator.lang.types import Schema
from translator.plan import loop as lp
from translator.plan import relations as rel
from translator.plan.relations import Step

Lines = list[str]
Emit = Callable[[Context, Step], Lines]

EMITTERS: dict[type, Emit] = {}
"""The function of each kind of node."""


def emits(*nodes: type) -> Callable[[Emit], Emit]:
    """Register a function for these kinds of nodes."""

    def register(function: Emit) -> Emit:
        for node in nodes:
            EMITTERS[node] = function
        return function

    return register


def load_procs() -> None:
    """Import the files of `procs`, so that their nodes are registered."""
    package = import_module("translator.emit.r.procs")
    for module in iter_modules(package.__path__):
        import_module(f"{package.__name__}.{module.name}")
    import_module("translator.emit.r.macros")


def emit_step(context: Context, step: Step) -> tuple[Lines, bool]:
    """Return the statements of one step, and whether it is a hole: R may have no form for the node."""
    function = EMITTERS.get(type(step.node))
    context.before = []
    functions = len(context.functions)
    made = set(context.made)
    try:
        if function is None:
            raise Unsupported("H0401", f"{step.title} has no form in R")
        lines = function(context, step)
        if needed := formats_needed(context, step):
            lines.insert(0, f"sas_need_formats({', '.join(r.text(name) for name in needed)})")
        if numbers_patterns(step):
            lines.insert(0, "sas_forget_patterns()")
        all_there(
            [
                *context.before,
                *lines,
                *(line for made_here in context.functions[functions:] for line in made_here),
            ]
        )
    except Unsupported as error:
        del context.functions[functions:]
        context.before = []
        context.made = made
        hole = rel.Hole(
            "", error.code, step.title, error.message,
            tuple((name, context.read_schema(name) or Schema(())) for name in step.inputs), step.schemas,
        )  # fmt: skip
        lines = [f"# HOLE {error.code}: {error.message}", *hole_lines(context, step, hole)]
        return [*context.before, *lines], True
    return [*context.before, *lines], isinstance(step.node, rel.Hole)


def all_there(lines: Lines) -> None:
    """Check that every helper that the lines call exists."""
    code = re.sub(r'"(?:\\.|[^"\\])*"|(?m:^\s*#.*$)', "", "\n".join(lines))
    known = definitions()
    for name in re.findall(r"\bsas_\w+(?=\()", code):
        if name not in known:
            raise Unsupported("H0471", f"{name.removeprefix('sas_').upper()} has no R form yet")


def hole_lines(context: Context, step: Step, hole: rel.Hole) -> Lines:
    """A function that stops the run when it is reached, called with the step's inputs."""
    wanted = hole.id or "_".join(step.title.lower().split()[:2])
    if hole.code.startswith("R") and hole.reason.startswith("ERROR"):
        return [f"sas_stop({r.text(hole.code)}, {r.text(hole.reason)})"]  # SAS itself stops here
    function = context.module_names.new(wanted)
    inputs = [(name, context.read(name)) for name, _ in hole.inputs if name in context.made]
    parameters = ", ".join(variable for _, variable in inputs)
    words = contract_lines(hole, [variable for _, variable in inputs])
    text = [f"# {line}".rstrip() for line in words]
    body = wrapped("not_translated(", [r.text(hole.code), r.text(hole.reason)], width=106)
    context.define([*text, f"{function} <- function({parameters}) {{", *(f"  {line}" for line in body), "}"])
    outputs = [name for name, _ in hole.outputs]
    call = f"{function}({parameters})"
    if len(outputs) == 1:
        return [f"{context.write(outputs[0])} <- {call}", *context.save_lines(outputs[0])]
    lines = [f"made <- {call}"] if outputs else [call]
    for name in outputs:
        lines.append(f"{context.write(name)} <- made${r.identifier(name.replace('.', '_'))}")
    for name in outputs:
        lines += context.save_lines(name)
    return lines


@emits(rel.Hole)
def emit_hole(context: Context, step: Step) -> Lines:
    """What is not translated."""
    assert isinstance(step.node, rel.Hole)
    return hole_lines(context, step, step.node)


@emits(lp.RowLoop)
def emit_row_loop(context: Context, step: Step) -> Lines:
    """A DATA step row by row."""
    return emit_loop(context, step)


@emits(rel.Columnwise)
def emit_columns(context: Context, step: Step) -> Lines:
    """A DATA step over whole columns."""
    return emit_columnwise(context, step)


@emits(rel.DefineFormats)
def emit_user_formats(context: Context, step: Step) -> Lines:
    """PROC FORMAT."""
    return emit_formats(context, step)


@emits(rel.ShowMissing)
def emit_missing(context: Context, step: Step) -> Lines:
    """OPTIONS MISSING=: how missing numbers are shown."""
    assert isinstance(step.node, rel.ShowMissing)
    return [f"sas_show_missing({r.text(step.node.character)})"]


@emits(rel.DefineFile)
def emit_file(context: Context, step: Step) -> Lines:
    """FILENAME: the fileref stands for a path, or for a file of this run only."""
    node = step.node
    assert isinstance(node, rel.DefineFile)
    path = r.text("" if node.device == "temp" or not node.paths else node.paths[0])
    if node.resolves:
        path = f"sas_resolved(lib, {path})"
    return [f"sas_filename({r.text(node.fileref)}, {path})"]


__all__ = ["EMITTERS", "emit_step", "emits", "load_procs"]

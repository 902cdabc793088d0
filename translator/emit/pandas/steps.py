"""Steps of a plan: which function writes which kind of node."""

from __future__ import annotations

import importlib
import json
import pkgutil
from collections.abc import Callable, Collection

from translator.emit.defined_formats import formats_needed, numbers_patterns
from translator.emit.holes import contract_lines
from translator.emit.pandas import expressions as ex
from translator.emit.pandas import procs
from translator.emit.pandas.context import Context, Unsupported
from translator.emit.pandas.loop import emit_loop
from translator.emit.pandas.names import identifier
from translator.library.formats import find_format, find_informat
from translator.plan.loop import RowLoop
from translator.plan.relations import DefineFile, Hole, ShowMissing, Step

Emitter = Callable[[Context, Step], list[str]]


def emit_hole(context: Context, step: Step) -> list[str]:
    """A hole: a function of its contract that stops the program, and the line that calls it."""
    hole = step.node
    assert isinstance(hole, Hole)
    return call_hole(
        context,
        hole.id,
        hole.code,
        hole.reason or hole.text,
        [n for n, _ in hole.inputs],
        [n for n, _ in hole.outputs],
        hole,
    )


def call_hole(
    context: Context,
    name: str,
    code: str,
    reason: str,
    inputs: list[str],
    outputs: list[str],
    hole: Hole | None = None,
) -> list[str]:
    """Define the function that stands for what is not translated; return its call."""
    context.need("NotTranslated")
    arguments = [context.read(name) for name in inputs]
    function = context.module_names.claim(name)
    parameters = ", ".join(arguments)
    text = " ".join(reason.split())
    words = contract_lines(hole, arguments) if hole else ["Not translated."]
    context.define(
        function,
        [
            f"def {function}({parameters}):",
            *docstring(words),
            f"    raise sas.NotTranslated({json.dumps(code)}, {json.dumps(text, ensure_ascii=False)})",
        ],
    )
    targets = [context.write(dataset) for dataset in outputs]
    made = f"{function}({', '.join(arguments)})"
    return [f"{', '.join(targets)} = {made}" if targets else made]


def docstring(lines: list[str]) -> list[str]:
    """Lines of a docstring, indented: any text can stand in it."""
    safe = [line.replace("\\", "\\\\").replace('"""', '\\"\\"\\"') for line in lines]
    if len(safe) == 1:
        return [f'    """{safe[0]}"""']
    return [f'    """{safe[0]}', *(f"    {line}".rstrip() for line in safe[1:]), '    """']


def emit_file(context: Context, step: Step) -> list[str]:
    """FILENAME: a file of this run, or the path that a fileref stands for."""
    node = step.node
    assert isinstance(node, DefineFile)
    if node.device == "temp" or not node.paths:
        return [f'lib.files["{node.fileref}"] = []']
    path = json.dumps(node.paths[0], ensure_ascii=False)
    if node.resolves:
        context.need("resolved")
        path = f"sas.resolved(lib.macros, {path})"
    return [f'lib.paths["{node.fileref}"] = {path}']


def emit_missing(context: Context, step: Step) -> list[str]:
    """OPTIONS MISSING=: how missing numbers are shown."""
    assert isinstance(step.node, ShowMissing)
    context.need("show_missing")
    return [f"sas.show_missing({ex.text(step.node.character)})"]


EMITTERS: dict[type, Emitter] = {
    RowLoop: emit_loop,
    Hole: emit_hole,
    DefineFile: emit_file,
    ShowMissing: emit_missing,
}
"""The function that writes each kind of node. Modules in `procs` add theirs when they are imported."""


def load_procs() -> None:
    """Import the modules of `procs` and those of this package that register further nodes."""
    for module in pkgutil.iter_modules(procs.__path__):
        importlib.import_module(f"{procs.__name__}.{module.name}")
    for name in ("columnwise", "macros", "user_formats"):
        importlib.import_module(f"translator.emit.pandas.{name}")


def check_formats(needs: Collection[str]) -> None:
    """Refuse a step that shows or groups values with a format that is not known here."""
    for need in sorted(needs):
        kind, _, name = need.partition(":")
        if kind == "format" and ((row := find_format(name)) is None or row.write is None):
            raise Unsupported("H0300", f"the format {name} is not known here")
        if kind == "informat" and ((row := find_informat(name)) is None or row.read is None):
            raise Unsupported("H0301", f"the informat {name} is not known here")


def emit_step(context: Context, step: Step, position: int) -> tuple[list[str], bool]:
    """Write a step: its lines of `run`, and whether it became a hole here."""
    emitter = EMITTERS.get(type(step.node))
    saved = len(context.functions), set(context.needs), set(context.made), list(context.before)
    try:
        if emitter is None:
            raise Unsupported("H0461", f"{step.title} is not translated to pandas yet")
        lines = emitter(context, step)
        check_formats(context.needs - saved[1])
        if needed := formats_needed(context, step):
            context.need("need_formats")
            lines.insert(0, f"sas.need_formats({', '.join(ex.text(name) for name in needed)})")
        if numbers_patterns(step):
            context.need("forget_patterns")
            lines.insert(0, "sas.forget_patterns()")
        return lines, False
    except Unsupported as error:
        del context.functions[saved[0] :]
        context.needs = saved[1]
        context.made = saved[2]
        context.before = saved[3]
        name = identifier(f"step_{position + 1}")
        lines = call_hole(context, name, error.code, error.message, list(step.inputs), list(step.outputs))
        return [f"# NOTE {error.code}: {error.message}", *lines], True

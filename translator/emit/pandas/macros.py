"""Macro code of the run to Python: texts over `lib.macros`, %IF as `if`, %DO as `for` and `while`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import partial

from translator.emit.headings import opening
from translator.emit.macro_blocks import branches, flat, new_in, rounds
from translator.emit.pandas import steps
from translator.emit.pandas.context import Context
from translator.emit.pandas.layout import indent
from translator.emit.pandas.values_columns import ColumnValues
from translator.lang.macro_text import (
    MacroFunction,
    MacroIndirect,
    MacroPart,
    MacroQuoted,
    MacroReference,
    MacroText,
)
from translator.lang.syntax import Format
from translator.lang.types import Type
from translator.plan import macros as m
from translator.plan import values as v
from translator.plan.relations import Step

METHODS = {
    "upcase": ".upper()", "kupcase": ".upper()", "lowcase": ".lower()", "klowcase": ".lower()", "trim": '.rstrip(" ")',
    "ktrim": '.rstrip(" ")', "left": '.lstrip(" ")', "kleft": '.lstrip(" ")',
}  # fmt: skip
HELPERS = {
    "scan": "macro_scan", "kscan": "macro_scan", "substr": "macro_substr", "ksubstr": "macro_substr",
    "index": "macro_index", "kindex": "macro_index", "verify": "macro_verify", "kverify": "macro_verify",
    "datatyp": "macro_datatyp", "cmpres": "one_blank", "compstor": "one_blank", "kcmpres": "one_blank",
    "sysevalf": "macro_sysevalf", "eval": "macro_eval",
}  # fmt: skip


# --- texts ----------------------------------------------------------------------------------------------


def text(context: Context, parts: MacroText, masks: bool = False) -> str:
    """A macro text as a Python expression. `masks`: it is for %EVAL, quoted pieces stay quoted."""
    if not masks:
        parts = flat(parts)
    if not parts:
        return '""'
    if len(parts) == 1:
        return piece(context, parts[0], masks)
    plain = all(isinstance(part, str | MacroReference) for part in parts)
    constants = "".join(part for part in parts if isinstance(part, str))
    if plain and not set(constants) & set("'\\") and constants.isprintable():
        inner = "".join(
            part.replace("{", "{{").replace("}", "}}")
            if isinstance(part, str)
            else f"{{{piece(context, part, masks)}}}"
            for part in parts
        )
        return f"f'{inner}'"
    return " + ".join(piece(context, part, masks) for part in parts)


def piece(context: Context, part: MacroPart, masks: bool) -> str:
    """One piece of a macro text as a Python expression."""
    match part:
        case str():
            return json.dumps(part, ensure_ascii=False)
        case MacroReference(name):
            return f'lib.macros["{name}"]'
        case MacroIndirect(name):
            return f"lib.macros[{text(context, name)}]"
        case MacroQuoted(inner) if masks:
            context.need("quoted")
            return f"sas.quoted({text(context, inner)})"
        case MacroQuoted(inner):
            return closed(text(context, inner))
        case MacroFunction(name, args):
            return function(context, name, args)


def closed(code: str) -> str:
    """A text that stands as a part of another."""
    return f"({code})" if " + " in code else code


def trimmed(context: Context, parts: MacroText) -> str:
    """A text without blanks around it, which macro code leaves out where nothing quotes them."""
    code = text(context, parts)
    if all(isinstance(part, str) for part in parts):
        return json.dumps("".join(map(str, parts)).strip(" "), ensure_ascii=False)
    if not parts:
        return '""'
    ends = (parts[0], parts[-1])
    if any(isinstance(end, MacroReference | MacroIndirect) for end in ends):
        return f'{closed(code)}.strip(" ")'
    return code


def function(context: Context, name: str, args: tuple[MacroText, ...]) -> str:
    """A macro function."""
    first = text(context, args[0])
    if name in METHODS:
        return closed(first) + METHODS[name]
    if name in ("length", "klength"):
        return f"str(len({trimmed(context, args[0])}))"
    if name == "tslit":
        return f'"\'" + {closed(first)}.replace("\'", "\'\'") + "\'"'
    if name == "symexist":
        return f"str(int({closed(first)}.strip().upper() in lib.macros))"
    helper = HELPERS[name]
    context.need(helper)
    codes = [text(context, arg, masks=name in ("eval", "sysevalf")) for arg in args]
    return f"sas.{helper}({', '.join(codes)})"


def condition(context: Context, test: MacroFunction, negated: bool) -> str:
    """A condition of %IF, %WHILE, %UNTIL."""
    if test.name == "made":
        return made(context, str(test.args[0][0]), negated)
    context.need("macro_true")
    codes = ", ".join(text(context, arg, masks=True) for arg in test.args)
    return f"{'not ' if negated else ''}sas.macro_true({codes})"


def made(context: Context, dataset: str, negated: bool) -> str:
    """Does a data set exist?"""
    if context.held(dataset):
        return f"{context.member_key(dataset)} {'not in' if negated else 'in'} lib.work"
    return f"{context.variable(dataset)} is {'' if negated else 'not '}None"


# --- statements -----------------------------------------------------------------------------------------


def emit_set(context: Context, step: Step) -> list[str]:
    """%LET, and what else gives a macro variable a text."""
    node = step.node
    assert isinstance(node, m.SetMacroText)
    value = trimmed(context, node.text) if node.trim else text(context, node.text)
    if all(isinstance(part, str) for part in node.name):
        return [f'lib.macros["{"".join(map(str, node.name))}"] = {value}']
    return [f"lib.macros[{closed(text(context, node.name))}.strip().upper()] = {value}"]


STRIPPED = {"none": ".strip()", "before": ".rstrip()", "both": ""}


def emit_value(context: Context, step: Step) -> list[str]:
    """%SYSFUNC."""
    node = step.node
    assert isinstance(node, m.SetMacroValue)
    value = node.value
    form = node.format
    if isinstance(value, v.CONDITIONS):
        value = v.Flag(value)
    if form is None and value.type.kind == "num":
        form = Format("BEST", 12)
    if form is not None:
        user = form.name in context.formats
        value = v.PutFormat(value, form, Type("char", form.width or 12), user)
    code = context.use(run_values(context).value(value))
    return [f'lib.macros["{node.name}"] = {code}{STRIPPED[node.blanks]}']


class Outside:
    """What a service needs outside any step: `services.service` asks for it."""

    def __init__(self, context: Context) -> None:
        self.context = context

    def library(self) -> str:
        return "lib"

    def table(self, dataset: str) -> str:
        return self.context.variable(dataset)

    def random(self) -> str:
        self.context.need("Streams")
        return "sas.Streams()"


def run_values(context: Context) -> ColumnValues:
    """Writes values that depend on no row."""
    from translator.emit.pandas.scans import column_values
    from translator.emit.pandas.services import service

    made = column_values(context, "")
    made.service = lambda value, arguments: service(Outside(context), value, arguments)  # type: ignore[arg-type]
    return made


def emit_put(context: Context, step: Step) -> list[str]:
    """%PUT."""
    node = step.node
    assert isinstance(node, m.PutMacroText)
    context.need("log")
    return [f"sas.log({text(context, node.text)})"]


def emit_delete(context: Context, step: Step) -> list[str]:
    """Macro variables end: %SYMDEL, and the local ones of a macro."""
    node = step.node
    assert isinstance(node, m.DeleteMacroVariables)
    return [f'lib.macros.pop("{name}", None)' for name in node.names]


def emit_stop(context: Context, step: Step) -> list[str]:
    """%ABORT, and errors of macro code that end the program."""
    node = step.node
    assert isinstance(node, m.StopProgram)
    context.need("stop_program")
    return [f"sas.stop_program({json.dumps(node.text, ensure_ascii=False)})"]


def emit_leave(context: Context, step: Step) -> list[str]:
    """The end of a %DO %WHILE or %DO %UNTIL loop."""
    node = step.node
    assert isinstance(node, m.Leave)
    return [f"if {condition(context, node.condition, node.negated)}:", "    break"]


# --- blocks ---------------------------------------------------------------------------------------------


def block(context: Context, inner: Iterable[Step]) -> list[str]:
    """The lines of steps inside an `if` or a loop."""
    lines: list[str] = []
    before = context.before
    assert context.plan is not None
    context.blocks += 1
    for step in inner:
        context.before = []
        made, _ = steps.emit_step(context, step, len(context.functions))
        if lines and not isinstance(step.node, m.SetMacroText):
            lines.append("")
        head = (
            []
            if isinstance(step.node, m.SetMacroText | m.Leave | m.PutMacroText)
            else opening(context.plan, step, inside=True)
        )
        lines += [*head, *context.before, *made]
    context.before = before
    context.blocks -= 1
    return lines or ["pass"]


def emit_choice(context: Context, step: Step) -> list[str]:
    """%IF around steps."""
    node = step.node
    assert isinstance(node, m.Choice)
    test = condition(context, node.condition, node.negated)
    then, otherwise = node.then, node.otherwise
    one, other, unsure = branches(context, node, partial(block, context))
    lines = empty(context, unsure)
    if not then and otherwise:
        return [*lines, f"if {condition(context, node.condition, not node.negated)}:", *indent(other)]
    lines += [f"if {test}:", *indent(one)]
    return [*lines, "else:", *indent(other)] if other else lines


def empty(context: Context, names: Iterable[str]) -> list[str]:
    """Variables of data sets that may not be made."""
    found = sorted(context.variable(name) for name in names)
    return [f"{' = '.join(found)} = None"] if found else []


def emit_repeat(context: Context, step: Step) -> list[str]:
    """%DO around steps."""
    node = step.node
    assert isinstance(node, m.Repeat)
    body = list(node.body)
    if node.index:
        context.need("do_loop")
        bounds = [text(context, node.start, masks=True), text(context, node.stop, masks=True)]
        if node.step != ("1",):
            bounds.append(text(context, node.step, masks=True))
        head = f'for _ in sas.do_loop(lib, "{node.index}", {", ".join(bounds)}):'
    elif body and isinstance(body[0].node, m.Leave):
        head = f"while {condition(context, body[0].node.condition, not body[0].node.negated)}:"
        body = body[1:]
    else:
        head = "while True:"
    return repeated(context, body, [head], step.outputs)


def repeated(context: Context, body: Iterable[Step], head: list[str], outputs: Iterable[str]) -> list[str]:
    """A loop around steps; what they make may be there or not, before, in and after it."""
    lines = empty(context, new_in(context, outputs))
    inner = rounds(context, body, outputs, partial(block, context))
    return [*lines, *head, *indent(inner)]


def emit_executed(context: Context, step: Step) -> list[str]:
    """What CALL EXECUTE has queued."""
    node = step.node
    assert isinstance(node, m.Executed)
    context.need("executed")
    start, outputs = set(context.made), step.outputs
    if len(node.sites) == 1:
        _, names, inner = node.sites[0]
        shown = f"[{', '.join(json.dumps(name) for name in names)}]"
        return repeated(context, inner, [f"for _ in sas.executed(lib, {{1: {shown}}}):"], outputs)
    pairs = ", ".join(
        f"{number}: [{', '.join(json.dumps(n) for n in names)}]" for number, names, _ in node.sites
    )
    new = new_in(context, outputs)
    lines = [*empty(context, new), f"for text in sas.executed(lib, {{{pairs}}}):"]
    for number, _, inner in node.sites:
        context.made = start | new
        context.maybe |= new
        lines += indent(
            repeated(context, inner, [f"{'if' if number == 1 else 'elif'} text == {number}:"], outputs)
        )
    context.made = (start | new) - {name for name in outputs if not context.is_local(name)}
    context.maybe |= new
    return lines


EMITTERS: dict[type, Callable[[Context, Step], list[str]]] = {
    m.SetMacroText: emit_set,
    m.SetMacroValue: emit_value,
    m.PutMacroText: emit_put,
    m.DeleteMacroVariables: emit_delete,
    m.StopProgram: emit_stop,
    m.Leave: emit_leave,
    m.Choice: emit_choice,
    m.Repeat: emit_repeat,
    m.Executed: emit_executed,
}
steps.EMITTERS.update(EMITTERS)

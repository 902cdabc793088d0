"""Macro code of the run to R: texts over `sas_macro`, %IF as `if`, %DO as `while` and `repeat`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from translator.emit.code import Code
from translator.emit.headings import opening
from translator.emit.macro_blocks import branches, flat, new_in, rounds
from translator.emit.r import names as r
from translator.emit.r import steps
from translator.emit.r.context import Context, Unsupported
from translator.emit.r.data_sets import HELPERS as OPENED
from translator.emit.r.data_sets import exist, open_call, opened_call
from translator.emit.r.named_formats import NAMED, named_format
from translator.emit.r.steps import emits
from translator.emit.r.values import call
from translator.emit.r.values_columns import ColumnWriter
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

Lines = list[str]

ONE = {
    "upcase": "toupper", "kupcase": "toupper", "lowcase": "tolower", "klowcase": "tolower", "datatyp": "sas_macro_datatyp",
    "cmpres": "sas_one_blank", "compstor": "sas_one_blank", "kcmpres": "sas_one_blank",
}  # fmt: skip
HELPERS = {
    "scan": "sas_macro_scan", "kscan": "sas_macro_scan", "substr": "sas_macro_substr", "ksubstr": "sas_macro_substr",
    "index": "sas_macro_index", "kindex": "sas_macro_index", "verify": "sas_macro_verify",
    "kverify": "sas_macro_verify", "sysevalf": "sas_macro_sysevalf", "eval": "sas_macro_eval",
}  # fmt: skip


# --- texts ----------------------------------------------------------------------------------------------


def text(parts: MacroText, masks: bool = False) -> str:
    """A macro text as an R expression. `masks`: it is for %EVAL, quoted pieces stay quoted."""
    if not masks:
        parts = flat(parts)
    if not parts:
        return '""'
    if len(parts) == 1:
        return piece(parts[0], masks)
    return f"paste0({', '.join(piece(part, masks) for part in parts)})"


def piece(part: MacroPart, masks: bool) -> str:
    """One piece of a macro text as an R expression."""
    match part:
        case str():
            return r.text(part)
        case MacroReference(name):
            return f"sas_macro(lib, {r.text(name)})"
        case MacroIndirect(name):
            return f"sas_macro(lib, {text(name)})"
        case MacroQuoted(inner):
            return f"sas_quoted({text(inner)})" if masks else text(inner)
        case MacroFunction(name, args):
            return function(name, args)


def blank(code: str, which: str = "both") -> str:
    """Leave out blanks."""
    more = "" if which == "both" else f', "{which}"'
    return f'trimws({code}{more}, whitespace = " ")'


def trimmed(parts: MacroText) -> str:
    """A text without blanks around it, which macro code leaves out where nothing quotes them."""
    if all(isinstance(part, str) for part in parts):
        return r.text("".join(map(str, parts)).strip(" "))
    code = text(parts)
    return (
        blank(code)
        if any(isinstance(end, MacroReference | MacroIndirect) for end in (parts[0], parts[-1]))
        else code
    )


def function(name: str, args: tuple[MacroText, ...]) -> str:
    """A macro function."""
    first = text(args[0])
    if name in ONE:
        return f"{ONE[name]}({first})"
    if name in ("trim", "ktrim"):
        return blank(first, "right")
    if name in ("left", "kleft"):
        return blank(first, "left")
    if name in ("length", "klength"):
        return f"as.character(nchar({trimmed(args[0])}))"
    if name == "tslit":
        return f'paste0("\'", gsub("\'", "\'\'", {first}, fixed = TRUE), "\'")'
    if name == "symexist":
        return f"as.character(sas_symexist(lib, {first}))"
    codes = [text(arg, masks=name in ("eval", "sysevalf")) for arg in args]
    return f"{HELPERS[name]}({', '.join(codes)})"


def condition(context: Context, test: MacroFunction, negated: bool) -> str:
    """A condition of %IF, %WHILE, %UNTIL."""
    if test.name == "made":
        name = str(test.args[0][0])
        code = f"lib$work[[{context.member_key(name)}]]" if context.held(name) else context.variable(name)
        return f"{'' if negated else '!'}is.null({code})"
    codes = ", ".join(text(arg, masks=True) for arg in test.args)
    return f"{'!' if negated else ''}sas_macro_true({codes})"


# --- statements -----------------------------------------------------------------------------------------


@emits(m.SetMacroText)
def emit_set(context: Context, step: Step) -> Lines:
    """%LET, and what else gives a macro variable a text."""
    node = step.node
    assert isinstance(node, m.SetMacroText)
    value = trimmed(node.text) if node.trim else text(node.text)
    return [f"sas_set_macro(lib, {text(node.name)}, {value})"]


STRIPPED = {"none": "trimws({})", "before": 'trimws({}, "right")', "both": "{}"}


@emits(m.SetMacroValue)
def emit_value(context: Context, step: Step) -> Lines:
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
        value = v.PutFormat(value, form, Type("char", form.width or 12), form.name in context.formats)
    outside = Outside(context.formats)
    outside.context = context
    code = outside.value(value).text
    return [f"sas_set_macro(lib, {r.text(node.name)}, {STRIPPED[node.blanks].format(code)})"]


class Outside(ColumnWriter):
    """Writes values that depend on no row."""

    context: Context

    def special(self, value: v.Value) -> Code:
        from translator.emit.r.loop_services import CLOCK, MACHINE, RANDOM, WITH_LIB, own_function

        if isinstance(value, v.Service):
            name = value.function.upper()
            args = [self.value(arg) for arg in value.args]
            if name.startswith("FCMP "):
                return call(own_function(self.context, name).partition(" ")[0], *args)
            if name in OPENED:
                return opened_call(name, args)
            if name in ("EXIST", "OPEN"):
                write = exist if name == "EXIST" else open_call
                return write(self.context, self.context.variable, value, args)
            if name in WITH_LIB:
                return call(WITH_LIB[name], "lib", *args)
            if name in MACHINE:
                return call(MACHINE[name], *args)
            if name in CLOCK:
                return call(CLOCK[name])
            if name in RANDOM:
                return call(RANDOM[name], *args)
            if name in NAMED:
                return named_format(self.context, value, args)
            if name == "SYSPARM":
                return call("sas_symget", "lib", '"SYSPARM"')
            raise Unsupported("H0474", f"the function {name} has no form in R")
        return super().special(value)


@emits(m.PutMacroText)
def emit_put(context: Context, step: Step) -> Lines:
    """%PUT."""
    node = step.node
    assert isinstance(node, m.PutMacroText)
    return [f"sas_log({text(node.text)})"]


@emits(m.DeleteMacroVariables)
def emit_delete(context: Context, step: Step) -> Lines:
    """Macro variables end: %SYMDEL, and the local ones of a macro."""
    node = step.node
    assert isinstance(node, m.DeleteMacroVariables)
    return [f"sas_delete_macro(lib, {r.text(name)})" for name in node.names]


@emits(m.StopProgram)
def emit_stop(context: Context, step: Step) -> Lines:
    """%ABORT, and errors of macro code that end the program."""
    node = step.node
    assert isinstance(node, m.StopProgram)
    return [f"sas_stop_program({r.text(node.text)})"]


@emits(m.Leave)
def emit_leave(context: Context, step: Step) -> Lines:
    """The end of a %DO %WHILE or %DO %UNTIL loop."""
    node = step.node
    assert isinstance(node, m.Leave)
    return [f"if ({condition(context, node.condition, node.negated)}) break"]


# --- blocks ---------------------------------------------------------------------------------------------


def block(context: Context, inner: Iterable[Step]) -> Lines:
    """The lines of steps inside an `if` or a loop."""
    assert context.plan is not None
    lines: Lines = []
    context.blocks += 1
    for step in inner:
        context.enter(step.schemas)
        made, _ = steps.emit_step(context, step)
        if lines and not isinstance(step.node, m.SetMacroText):
            lines.append("")
        head = (
            []
            if isinstance(step.node, m.SetMacroText | m.Leave | m.PutMacroText)
            else opening(context.plan, step, inside=True)
        )
        lines += [*head, *made]
    context.before = []
    context.blocks -= 1
    return [f"  {line}" if line else line for line in lines]


@emits(m.Choice)
def emit_choice(context: Context, step: Step) -> Lines:
    """%IF around steps."""
    node = step.node
    assert isinstance(node, m.Choice)
    one, other, unsure = branches(context, node, partial(block, context))
    lines = empty(context, unsure)
    if not node.then and node.otherwise:
        return [*lines, f"if ({condition(context, node.condition, not node.negated)}) {{", *other, "}"]
    lines += [f"if ({condition(context, node.condition, node.negated)}) {{", *one]
    return [*lines, "} else {", *other, "}"] if other else [*lines, "}"]


def empty(context: Context, names: Iterable[str]) -> Lines:
    """Variables of data sets that may not be made."""
    found = sorted(context.variable(name) for name in names)
    return [f"{' <- '.join(found)} <- NULL"] if found else []


@emits(m.Repeat)
def emit_repeat(context: Context, step: Step) -> Lines:
    """%DO around steps."""
    node = step.node
    assert isinstance(node, m.Repeat)
    body = list(node.body)
    before: Lines = []
    if node.index:
        name = context.names.new(f"next_{node.index.lower()}")
        bounds = [text(node.start, masks=True), text(node.stop, masks=True)]
        if node.step != ("1",):
            bounds.append(text(node.step, masks=True))
        before = [f"{name} <- sas_do_loop(lib, {r.text(node.index)}, {', '.join(bounds)})"]
        head = f"while ({name}()) {{"
    elif body and isinstance(body[0].node, m.Leave):
        head = f"while ({condition(context, body[0].node.condition, not body[0].node.negated)}) {{"
        body = body[1:]
    else:
        head = "repeat {"
    return repeated(context, body, [*before, head], step.outputs)


def repeated(context: Context, body: Iterable[Step], head: Lines, outputs: Iterable[str]) -> Lines:
    """A loop around steps; what they make may be there or not, before, in and after it."""
    lines = empty(context, new_in(context, outputs))
    inner = rounds(context, body, outputs, partial(block, context))
    return [*lines, *head, *inner, "}"]


@emits(m.Executed)
def emit_executed(context: Context, step: Step) -> Lines:
    """What CALL EXECUTE has queued."""
    node = step.node
    assert isinstance(node, m.Executed)
    start, outputs = set(context.made), step.outputs
    pairs = ", ".join(
        f'"{number}" = {r.vector(r.text(n) for n in names) if names else "character(0)"}'
        for number, names, _ in node.sites
    )
    variable = context.names.new("executed")
    new = new_in(context, outputs)
    head = f"while (({variable} <- sas_next_executed(lib, list({pairs}))) > 0) {{"
    lines = [*empty(context, new), head]
    for number, _, inner in node.sites:
        context.made = set(start) | new
        context.maybe |= new
        made = repeated(context, inner, [f"if ({variable} == {number}) {{"], outputs)
        lines += [f"  {line}" for line in made]
    context.made = (start | new) - {name for name in outputs if not context.is_local(name)}
    context.maybe |= new
    return [*lines, "}"]

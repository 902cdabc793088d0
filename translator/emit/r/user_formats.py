"""PROC FORMAT to R: one vectorised function for every VALUE, INVALUE and PICTURE."""

from __future__ import annotations

from math import inf, isnan

from translator.emit.r import names as r
from translator.emit.r.context import Context, Unsupported
from translator.emit.r.loop_state import indent, wrapped
from translator.lang.syntax import Format
from translator.library.formats.user import (
    UserEntry,
    UserFormat,
    UserRange,
    compile_format,
    nested_first,
    sorted_ranges,
)
from translator.library.missing import missing_letter
from translator.plan import relations as rel
from translator.plan.relations import Step

Lines = list[str]
TOP = "\U0010ffff"


def emit_formats(context: Context, step: Step) -> Lines:
    """Define the functions of a PROC FORMAT step; `run` only says where they are."""
    node = step.node
    assert isinstance(node, rel.DefineFormats)
    made = []
    for definition in node.definitions:
        try:
            made.append(compile_format(definition))
        except ValueError as error:
            raise Unsupported(
                "H0482", f"the format {definition.name} is not valid: {error}", step.first
            ) from error
    functions = {compiled.name: define(context, compiled) for compiled in nested_first(made)}
    return [f"# Defined above: {', '.join(functions[one.name] for one in made)}"] if made else []


def define(context: Context, compiled: UserFormat) -> str:
    """Define the function of one format and return its name."""
    name = compiled.name
    informat = compiled.kind.startswith("invalue")
    function = context.format_name(name)
    key = ("@" if informat else "") + name
    context.formats[key] = function
    context.formats.pop(key + "#width", None)
    context.compiled[key] = compiled
    labels = [entry.label for entry in compiled.entries]
    plain = (
        compiled.kind in ("num", "char") and not compiled.multilabel
        and all(isinstance(label, str) for label in labels) and not any(entry.special for entry in compiled.entries)
    )  # fmt: skip
    if not plain:
        context.define(general(context, compiled, function, informat))
    elif compiled.kind == "num":
        context.define(numeric(context, compiled, function, key))
    else:
        context.define(character(context, compiled, function, key))
    return function


# --- numbers --------------------------------------------------------------------------------------------


def numeric(context: Context, compiled: UserFormat, function: str, key: str) -> Lines:
    """A case_when over the ranges, the lowest first."""
    arms, ends = [], []
    for item, entry in sorted_ranges(compiled):
        arms.append(f"{number_test(item, context.special)} ~ {label(entry)}")
        ends += [
            end
            for end in (item.low, item.high)
            if isinstance(end, float) and abs(end) != inf and not isnan(end)
        ]
    other = other_entry(compiled)
    width = other is None
    final = label(other) if other is not None else 'sas_put(x, "BEST", width)'
    if width:
        context.formats[key + "#width"] = str(compiled.default)
    arms.append(f"TRUE ~ {final}")
    body: Lines = []
    if ends and compiled.fuzz > 0:
        points = r.vector(r.number(end) for end in sorted(set(ends)))
        fuzz = "" if compiled.fuzz == 1e-12 else f", {r.number(compiled.fuzz)}"
        body.append(f"x <- sas_snap(x, {points}{fuzz})")
    body += cut_to_width(wrapped("case_when(", arms), compiled, context, key)
    parameters = f"x, width = {compiled.default}" if key + "#width" in context.formats else "x"
    return [*described(compiled), f"{function} <- function({parameters}) {{", *indent(body), "}"]


def cut_to_width(lines: Lines, compiled: UserFormat, context: Context, key: str) -> Lines:
    """Cut the text that the lines give to the width that PUT asks for, where a label is longer than DEFAULT=."""
    if all(len(str(entry.label).rstrip(" ")) <= compiled.default for entry in compiled.entries):
        return lines
    context.formats[key + "#width"] = str(compiled.default)
    return [f"text <- {lines[0]}", *lines[1:], "sas_cut(text, width)"]


def number_test(item: UserRange, special: bool) -> str:
    """The condition that a number is in a range."""
    low, high = item.low, item.high
    assert isinstance(low, float) and isinstance(high, float)
    if isnan(low):
        letter = missing_letter(low)
        if letter or special:
            return f"is.na(x) & sas_missing_letter(x) == {r.text(letter)}"
        return "is.na(x)"
    if low == high:
        return f"x == {r.number(low)}"
    tests = []
    if low != -inf:
        tests.append(f"x {'>' if item.low_open else '>='} {r.number(low)}")
    if high != inf:
        tests.append(f"x {'<' if item.high_open else '<='} {r.number(high)}")
    return " & ".join(tests) if tests else "!is.na(x)"


# --- text -----------------------------------------------------------------------------------------------


def character(context: Context, compiled: UserFormat, function: str, key: str) -> Lines:
    """A named vector of labels, or a case_when where there are ranges."""
    pairs = sorted_ranges(compiled)
    other = other_entry(compiled)
    width = other is None
    final = label(other) if other is not None else "sas_cut(x, width)"
    if width:
        context.formats[key + "#width"] = str(compiled.default)
    values = [item.low for item, _ in pairs]
    single = all(item.low == item.high and not item.low_open for item, _ in pairs)
    if single and len(set(values)) == len(values) and "" not in values and pairs:
        items = [f"{r.column(str(item.low))} = {label(entry)}" for item, entry in pairs]
        found = [f"coalesce(unname(labels[x]), {final})"]
        body = [*wrapped("labels <- c(", items), *cut_to_width(found, compiled, context, key)]
    else:
        arms = [f"{text_test(item)} ~ {label(entry)}" for item, entry in pairs]
        body = cut_to_width(wrapped("case_when(", [*arms, f"TRUE ~ {final}"]), compiled, context, key)
    parameters = f"x, width = {compiled.default}" if key + "#width" in context.formats else "x"
    return [*described(compiled), f"{function} <- function({parameters}) {{", *indent(body), "}"]


def text_test(item: UserRange) -> str:
    """The condition that a text `x` lies in a range."""
    low, high = item.low, item.high
    assert isinstance(low, str) and isinstance(high, str)
    if low == high:
        return f"x == {r.text(low)}"
    tests = []
    if low != "" or item.low_open:
        tests.append(f"x {'>' if item.low_open else '>='} {r.text(low)}")
    if high != TOP:
        tests.append(f"x {'<' if item.high_open else '<='} {r.text(high)}")
    return " & ".join(tests) if tests else "TRUE"


def other_entry(compiled: UserFormat) -> UserEntry | None:
    """The entry of OTHER; None where there is none."""
    return next((entry for entry in compiled.entries if any(item.other for item in entry.ranges)), None)


def label(entry: UserEntry) -> str:
    """The label as PUT gives it where there is room for it."""
    return r.text(str(entry.label).rstrip(" "))


# --- everything else ------------------------------------------------------------------------------------


def general(context: Context, compiled: UserFormat, function: str, informat: bool) -> Lines:
    """A function over the library's description of a format: nested formats, pictures, informats."""
    lines = [*described(compiled), *described_ranges(context, compiled, function)]
    known = {compiled.name: context.formats[("@" if informat else "") + compiled.name + "#ranges"]}
    for one in nested(context, compiled):
        key = ("@" if informat else "") + one.name
        if key + "#ranges" not in context.formats:
            context.define(described_ranges(context, one, context.formats[key]))
        known[one.name] = context.formats[key + "#ranges"]
    user = f"user = list({', '.join(f'{r.column(name)} = {table}' for name, table in known.items())})"
    if informat:
        call = f"sas_input(x, {r.text(compiled.name)}, width, quiet = TRUE, {user})"
    else:
        call = f"sas_put(x, {r.text(compiled.name)}, width, {user})"
        context.formats[compiled.name + "#width"] = "NULL"
    return [*lines, "", f"{function} <- function(x, width = NULL) {{", f"  {call}", "}"]


def described_ranges(context: Context, compiled: UserFormat, function: str) -> Lines:
    """Describe a format's ranges and options in a table of its own, which `context.formats` then knows."""
    table = context.module_names.new(f"{function}_ranges")
    ranges = [described_range(item, entry) for item, entry in sorted_ranges(compiled)]
    options = [f"width = {compiled.default}"]
    other = other_entry(compiled)
    if other is not None:
        options.append(f"other = {described_range(UserRange('', ''), other)}")
    options.append(f"kind = {r.text(compiled.kind)}")
    if compiled.fuzz != 1e-12:
        options.append(f"fuzz = {r.number(compiled.fuzz)}")
    options += [f"{name} = TRUE" for name in ("upcase", "just", "round") if getattr(compiled, name)]
    lines = [f"{table} <- sas_format(", "  list("]
    lines += [f"    {item}{',' if i < len(ranges) - 1 else ''}" for i, item in enumerate(ranges)]
    lines += ["  ),", f"  {', '.join(options)}", ")"]
    context.formats[("@" if compiled.kind.startswith("invalue") else "") + compiled.name + "#ranges"] = table
    return lines


def nested(context: Context, compiled: UserFormat) -> list[UserFormat]:
    """Return the formats of the program that a format names as `[name.]`, and those that they name."""
    found: list[UserFormat] = []
    prefix = "@" if compiled.kind.startswith("invalue") else ""
    waiting = [compiled]
    while waiting:
        for entry in waiting.pop().entries:
            if isinstance(entry.label, Format):
                one = context.compiled.get(prefix + entry.label.name.upper())
                if isinstance(one, UserFormat) and one not in found and one is not compiled:
                    found.append(one)
                    waiting.append(one)
    return found


def described_range(item: UserRange, entry: UserEntry) -> str:
    """A range with its label as a call of `sas_range`."""

    def end(value: float | str | None) -> str:
        if isinstance(value, str):
            return '"\\U0010ffff"' if value == TOP else r.text(value)
        assert value is not None
        return r.number(value)

    if isinstance(entry.label, Format):
        parts = [r.text(entry.label.name)]
        if entry.label.width is not None:
            parts.append(f"width = {entry.label.width}")
        if entry.label.decimals is not None:
            parts.append(f"decimals = {entry.label.decimals}")
        shown = f"sas_nested({', '.join(parts)})"
    else:
        shown = r.text(entry.label) if isinstance(entry.label, str) else r.number(entry.label)
    arguments = [end(item.low)]
    if item.high != item.low:
        arguments.append(end(item.high))
    arguments.append(f"label = {shown}")
    arguments += [f"{name} = TRUE" for name in ("low_open", "high_open") if getattr(item, name)]
    if entry.special:
        arguments.append(f"special = {r.text(entry.special)}")
    if entry.picture is not None:
        arguments.append(f"picture = {picture(entry)}")
    return f"sas_range({', '.join(arguments)})"


def picture(entry: UserEntry) -> str:
    """A PICTURE's template and options as arguments."""
    options = entry.picture
    assert options is not None
    parts = []
    if options.mult is not None:
        parts.append(f"mult = {r.number(options.mult)}")
    for name in ("prefix", "datatype"):
        if getattr(options, name):
            parts.append(f"{name} = {r.text(getattr(options, name))}")
    if options.decsep != ".":
        parts.append(f"decsep = {r.text(options.decsep)}")
    if options.fill != " ":
        parts.append(f"fill = {r.text(options.fill)}")
    if options.noedit:
        parts.append("noedit = TRUE")
    return f"sas_picture({', '.join(parts)})"


def described(compiled: UserFormat) -> Lines:
    """The comment above a format's function."""
    word = "Informat" if compiled.kind.startswith("invalue") else "Format"
    parts = []
    for entry in compiled.entries:
        ranges = ", ".join(shown_range(item) for item in entry.ranges)
        text = str(entry.label) if not isinstance(entry.label, float) else r.number(entry.label)
        parts.append(f"{ranges} {entry.special or text}".replace("\n", " "))
    return [f"# {word} {compiled.name}: {'; '.join(parts)}"]


def shown_range(item: UserRange) -> str:
    """A range as the comment above the format names it."""
    if item.other:
        return "other"

    def end(value: float | str | None, word: str) -> str:
        if isinstance(value, float):
            if isnan(value):
                return "." + missing_letter(value)
            return word if abs(value) == inf else r.number(value)
        return word if value in (TOP, "") and word in ("high", "low") and value != item.high else repr(value)

    if item.low == item.high or isinstance(item.low, float) and isnan(item.low):
        return end(item.low, "") if isinstance(item.low, float) else repr(item.low)
    high = "high" if item.high in (inf, TOP) else end(item.high, "")
    low = "low" if item.low in (-inf, "") else end(item.low, "")
    return f"{low}{'<' if item.low_open else ''}-{'<' if item.high_open else ''}{high}"

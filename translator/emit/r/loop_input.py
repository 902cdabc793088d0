"""INPUT to R: one call of the line reader for every field, in order."""

from __future__ import annotations

from translator.emit.code import Code
from translator.emit.r import names
from translator.emit.r.context import Unsupported
from translator.emit.r.loop_state import Frame, indent
from translator.emit.r.values import atom, infix
from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.types import Type
from translator.library.formats import find_informat
from translator.library.formats.user import UserFormat
from translator.library.record_formats import line_ending, record_length
from translator.plan import loop as lp
from translator.plan import values as v

FLAGS = frozenset(
    "dsd missover truncover stopover flowover expandtabs scanover pad sharebuffers ignoredoseof".split()
)
TEXTS = frozenset("dlm dlmstr recfm filevar".split())
NUMBERS = frozenset("firstobs obs lrecl ls n".split())
VARIABLES = frozenset("end length column line eov start".split())
REFUSED = frozenset("dlmsopt filevar eov start sharebuffers".split())


TOGETHER = 200
"""Lines in one expression: Rscript reads an expression anew with each line that is added to it."""


def lines_object(frame: Frame, lines: lp.Lines) -> list[str]:
    """Return the statement that opens what an INFILE statement names."""
    name = frame.names.new("lines" if len(frame.loop.lines) == 1 else f"lines_{lines.number + 1}")
    frame.lines[lines.number] = name
    options = []
    for option, value in lines.options:
        key = option.lower()
        if key.endswith("=variable") or key in ("eof", "termstr", "encoding"):
            continue  # set before each INPUT, or where the lines are read
        if key in REFUSED:
            raise Unsupported("H0476", f"INFILE option {option.upper()} has no form in R")
        if key in FLAGS:
            options.append(f"{key} = TRUE")
        elif key in TEXTS:
            options.append(f"{key} = {names.text(value)}")
        elif key in NUMBERS:
            options.append(f"{key} = {value}")
        elif key not in VARIABLES:
            raise Unsupported("H0476", f"INFILE option {option.upper()} has no form in R")
    if lines.cutoff != 1926:
        options.append(f"yearcutoff = {lines.cutoff}")
    if lines.missing:
        options.append(f"special = {names.text(lines.missing)}")
    if lines.chosen:
        opened = frame.names.new("opened")
        frame.openers[lines.number] = (opened, options)
        frame.uses_lib = True
        return [f'{opened} <- ""  # FILEVAR= opens the files', f"{name} <- sas_lines(character(0))"]
    if lines.lines is not None:
        options.insert(0, f"first_line = {lines.first_line}")
        if not lines.lines:
            return [f"{name} <- sas_lines({', '.join(['character(0)', *options])})"]
        tail = "".join(f", {option}" for option in options)
        quoted = [names.text(line) for line in lines.lines]
        if len(quoted) == 1:
            return [f"{name} <- sas_lines({quoted[0]}{tail})"]
        return [f"{name} <- sas_lines({lines_constant(frame, quoted)}{tail})"]
    frame.uses_lib = True
    source = names.text(lines.fileref) if lines.fileref else names.text(lines.path)
    kind = "fileref" if lines.fileref else "path"
    length = record_length(dict(lines.options))
    if length:
        options = [option for option in options if not option.startswith(("recfm =", "lrecl ="))]
    end = line_ending(dict(lines.options))
    ending = f", ending = {names.text(end)}" if end else ""
    records = f"sas_fixed_records(lib, {length}, " if length else "sas_file_lines(lib, "
    return [f"{name} <- sas_lines({records}{kind} = {source}{ending}){''.join(', ' + o for o in options)})"]


def choose_lines(frame: Frame, s: lp.ChooseLines) -> list[str]:
    """INFILE with FILEVAR=: the file is opened where the path has changed; END= starts anew."""
    name, (opened, options) = frame.lines[s.lines], frame.openers[s.lines]
    path = frame.writer.value(s.path).text
    given = dict(next(lines for lines in frame.loop.lines if lines.number == s.lines).options)
    made = [
        f"{opened} <- {path}",
        f"{name} <- sas_lines({', '.join([f'sas_file_lines(lib, path = {opened})', *options])})",
    ]
    if given.get("end"):
        made.append(f"{frame.writer.variable(given['end']).text} <- 0")
    return [f"if ({path} != {opened}) {{", *indent(made), "}"]


def lines_constant(frame: Frame, quoted: list[str]) -> str:
    """Define what holds the lines of DATALINES, outside the function: R compiles functions, and many constants slowly."""
    made = [output.dataset for output in frame.loop.outputs if output.dataset != "_null_"]
    wanted = f"{made[0].split('.')[-1] if made else 'null_step'}_lines"
    name = frame.context.module_names.new(wanted)
    while frame.names.is_taken(name):
        name = frame.context.module_names.new(wanted)
    frame.names.reserve(name, "constant", name)
    made_of: list[str] = []
    for start in range(0, len(quoted), TOGETHER):
        rows = [f"{line}," for line in quoted[start : start + TOGETHER]]
        opening = [f"{name},"] if start else []
        made_of += [f"{name} <- c(", *indent([*opening, *rows[:-1], rows[-1][:-1]]), ")"]
    frame.context.define(made_of)
    return name


def read_line(frame: Frame, s: lp.ReadLine) -> list[str]:
    """Return the statements of one INPUT."""
    name = frame.lines[s.lines]
    lines = next(item for item in frame.loop.lines if item.number == s.lines)
    types = {key.lower(): type_ for key, type_ in s.types}
    out: list[str] = []
    for option, variable in lines.options:
        if option.endswith("=variable"):
            method = "use_delimiter_text" if option.startswith("dlmstr") else "use_delimiters"
            out.append(f"{name}${method}({frame.writer.variable(variable).text})")
    out.append(f"{name}$start()")
    ends = frame.leave_step()
    check = (
        [f"if ({name}$ended) {ends[0]}"] if len(ends) == 1 else [f"if ({name}$ended) {{", *indent(ends), "}"]
    )
    label = any(option.lower() == "eof" for option, _ in lines.options)
    if label:  # the step goes on at the label the first time
        check = [check[0].replace("$ended)", f"$ended && {name}$told_end)"), *check[1:]]
    out += check
    start = len(out)
    if any(isinstance(item, st.InputField) and item.width_from is not None for item in s.items):
        for option, variable in lines.options:  # $VARYING looks at LENGTH= in this very INPUT
            out += option_variable(frame, name, option, variable) if option == "length" else []
    hold = ""
    named: list[st.InputField] = []
    for item in s.items:
        match item:
            case st.Pointer(kind="hold"):
                hold = "@"
            case st.Pointer(kind="holdall"):
                hold = "@@"
            case st.Pointer(kind=kind, value=value):
                out.append(pointer(frame, name, kind, value))
            case st.InputField(mode="named"):
                named.append(item)
            case st.InputField():
                out.append(field(frame, name, item, types, label))
            case _:
                raise Unsupported("H0477", "a group of INPUT fields was not resolved")
    if named:
        out += named_fields(frame, name, named, types)
    if label and named:
        out[start:] = [f"if (!{name}$ended) {{", *indent(out[start:]), "}"]
    start = len(out)
    out.append(f"{name}$finish({names.text(hold) if hold else ''})")
    if any(not isinstance(item, st.Pointer) or item.kind in ("line", "next") for item in s.items):
        out += [] if label else check
    for option, variable in lines.options:
        out += option_variable(frame, name, option.lower(), variable)
    if label:
        out[start:] = [f"if (!{name}$ended) {{", *indent(out[start:]), "}", *check]
    return out


def option_variable(frame: Frame, name: str, option: str, variable: str) -> list[str]:
    """Return what sets the variable of END=, LENGTH=, COLUMN=, LINE=."""
    if option not in VARIABLES:
        return []
    place = frame.writer.places.variables.get(variable.lower())
    value = {
        "end": f"{name}$is_last()", "length": f"{name}$size()",
        "column": f"{name}$at", "line": f"{name}$count - {name}$first + 1",
    }[option]  # fmt: skip
    flag = frame.writer.places.flags.get(("end", variable.lower()))
    if flag is not None and option == "end":
        return [f"{flag} <- {value}"]
    return [f"{place} <- as.numeric({value})"] if place else []


def pointer(frame: Frame, name: str, kind: str, value: sx.Expr | None) -> str:
    """The line that moves the pointer of INPUT."""
    match kind:
        case "at":
            text = isinstance(value, sx.String) or (
                value is not None and plan_value(frame, value).type.kind == "char"
            )
            return f"{name}${'seek' if text else 'move_to'}({expression(frame, value).text})"
        case "plus":
            return f"{name}$move_by({expression(frame, value).text})"
        case "line":
            return f"{name}$go_to_line({expression(frame, value).text})"
        case "next":
            return f"{name}$next_line()"
        case _:
            raise Unsupported("H0477", f"the pointer control {kind} of INPUT has no form in R")


def target(frame: Frame, item: sx.NameItem, types: dict[str, Type]) -> tuple[str, Type]:
    """Return the place of a field's variable, and its type."""
    match item:
        case sx.Var(name):
            return frame.writer.variable(name).text, types.get(name.lower(), Type("num"))
        case sx.Element(name, subscripts) | sx.Call(name, subscripts):
            place = frame.writer.places.arrays.get(name.lower())
            if place is None:
                raise Unsupported("H0477", f"INPUT into {name}: the array is not known")
            values = tuple(plan_value(frame, s) for s in subscripts)  # type: ignore[arg-type]
            return frame.writer.element(name, values), place.array.type
    raise Unsupported("H0477", "a variable list of INPUT was not resolved")


def default_width(frame: Frame, informat: sx.Format) -> int | str:
    """The width of a numeric informat that has none written; only the run knows that of an informat of data."""
    key = "@" + informat.name.upper()
    compiled = frame.context.compiled.get(key)
    if isinstance(compiled, UserFormat):
        return compiled.default
    if key in frame.context.defined:
        return f"sas_defined_width({names.text(key)})"
    row = find_informat(informat.name)
    if row is None:
        raise Unsupported("H0477", f"the informat {informat.name} is unknown")
    return row.read_default or row.default


def field(
    frame: Frame, name: str, item: st.InputField, types: dict[str, Type], may_stay: bool = False
) -> str:
    """Return the statement that reads one field. `may_stay`: where no line is left its variable keeps its value."""
    place, type_ = target(frame, item.names[0], types)
    informat = item.informat
    label = item.names[0].name if isinstance(item.names[0], (sx.Var, sx.Element, sx.Call)) else ""
    arguments = []
    is_text = type_.kind == "char"
    if item.mode == "column":
        assert item.columns is not None
        arguments += [str(item.columns[0]), str(item.columns[1])]
        method = "columns_text" if is_text else "columns"
        if item.decimals is not None and not is_text:  # a text has no decimals
            arguments.append(f"decimals = {item.decimals}")
    elif item.mode == "formatted":
        assert informat is not None
        method = "formatted_text" if is_text else "formatted"
        if item.width_from is not None:
            wanted, _ = target(
                frame, item.width_from, types | {s.name.lower(): s.type for s in frame.loop.slots}
            )
            read = f"{name}$varying({wanted}, {informat.width or 8}, length = {type_.length})"
            return f"{place} <- {name}$unless_ended({place}, {read})" if may_stay else f"{place} <- {read}"
        user = frame.writer.formats.get("@" + informat.name.upper())
        width = informat.width or (type_.length if is_text else default_width(frame, informat))
        if user:
            arguments.append(f"informat = {user}")
            arguments.append(f"width = {width}")
        else:
            arguments.append(names.text(informat.name))
            arguments.append(str(width))
            if informat.decimals is not None:
                arguments.append(str(informat.decimals))
    else:
        method = "text" if is_text else "number"
        slot = next((s for s in frame.loop.slots if s.name.lower() == label.lower()), None)
        if is_text and informat is not None and informat.name in ("", "$"):
            pass  # the width of $w. does not count in list input
        elif informat is not None:
            user = frame.writer.formats.get("@" + informat.name.upper())
            arguments += informat_arguments(informat, user)
        elif slot is not None and slot.informat:
            arguments += slot_informat(frame, slot.informat)
        if "&" in item.modifiers:
            arguments.append("amp = TRUE")
        if "~" in item.modifiers:
            arguments.append("tilde = TRUE")
    if is_text:
        arguments.append(f"length = {type_.length}")
    elif item.error_marks:
        arguments.append(f"marks = {names.text(item.error_marks)}")
    if not is_text and label:
        arguments.append(f"name = {names.text(label)}")
    read = f"{name}${method}({', '.join(arguments)})"
    return f"{place} <- {name}$unless_ended({place}, {read})" if may_stay else f"{place} <- {read}"


def informat_arguments(informat: sx.Format, user: str | None) -> list[str]:
    """The arguments that name an informat. `user`: the function of an informat of the program's own."""
    if user:
        return [f"informat = {user}"]
    arguments = [f"informat = {names.text(informat.name)}"]
    if informat.width is not None:
        arguments.append(f"width = {informat.width}")
    if informat.decimals is not None:
        arguments.append(f"decimals = {informat.decimals}")
    return arguments


def slot_informat(frame: Frame, text: str) -> list[str]:
    """Return the arguments for an informat kept as text, such as `DATE9.` or `8.2`."""
    word, _, decimals = text.strip().partition(".")
    name = word.rstrip("0123456789")
    width = word[len(name) :]
    informat = sx.Format(name.upper(), int(width) if width else None, int(decimals) if decimals else None)
    return informat_arguments(informat, frame.writer.formats.get("@" + informat.name))


def named_fields(frame: Frame, name: str, fields: list[st.InputField], types: dict[str, Type]) -> list[str]:
    """Return what reads `x= y=`: the pairs of the line, in any order."""
    arguments, informats = [], []
    for item in fields:
        assert isinstance(item.names[0], sx.Var)
        _, type_ = target(frame, item.names[0], types)
        label = item.names[0].name.lower()
        arguments.append(f"{names.column(label)} = {type_.length if type_.kind == 'char' else 0}")
        slot = next((s for s in frame.loop.slots if s.name.lower() == label), None)
        if item.informat is not None:
            user = frame.writer.formats.get("@" + item.informat.name.upper())
            reads = informat_arguments(item.informat, user)
        else:
            reads = slot_informat(frame, slot.informat) if slot is not None and slot.informat else []
        if reads and reads[0] not in ('informat = ""', 'informat = "$"') or len(reads) > 2:
            informats.append(f"{names.column(label)} = list({', '.join(reads)})")
    pairs = frame.names.new("pairs")
    more = f", list({', '.join(informats)})" if informats else ""
    out = [f"{pairs} <- {name}$named(c({', '.join(arguments)}){more})"]
    for item in fields:
        assert isinstance(item.names[0], sx.Var)
        place, _ = target(frame, item.names[0], types)
        label = names.column(item.names[0].name.lower())
        out.append(f"if (!is.null({pairs}${label})) {place} <- {pairs}${label}")
    return out


def expression(frame: Frame, value: sx.Expr | None) -> Code:
    """Write the small expressions of pointer controls: numbers, variables, sums, a text."""
    match value:
        case sx.String(text):
            return atom(names.text(text))
        case sx.Binary(("+" | "-" | "*") as op, left, right):
            return infix(expression(frame, left), op, expression(frame, right), 11 if op == "*" else 10)
        case sx.Number() | sx.Var() | sx.Element() | sx.Call() | sx.Unary("-"):
            return frame.writer.value(plan_value(frame, value))
    raise Unsupported("H0477", "this pointer control has no form in R")


def plan_value(frame: Frame, value: sx.Expr) -> v.Value:
    """Lower a number, a variable, an array element or arithmetic of these."""
    match value:
        case sx.Number(number):
            return v.Constant(number, Type("num", 8, nullable=False))
        case sx.Var(name):
            slot = next((s for s in frame.loop.slots if s.name.lower() == name.lower()), None)
            if slot is None:
                raise Unsupported("H0473", f"the variable {name} has no place in this step")
            return v.Variable(slot.name, slot.type)
        case sx.Unary("-", operand):
            return v.Arithmetic("negate", (plan_value(frame, operand),))
        case sx.Binary(("+" | "-" | "*" | "/") as op, left, right):
            return v.Arithmetic(op, (plan_value(frame, left), plan_value(frame, right)))
        case sx.Element(name, subscripts) | sx.Call(name, subscripts):
            place = frame.writer.places.arrays.get(name.lower())
            if place is not None:
                return v.Element(name, tuple(plan_value(frame, s) for s in subscripts), place.array.type)  # type: ignore[arg-type]
    raise Unsupported("H0477", f"{type(value).__name__} has no form in INPUT and PUT")


__all__ = ["expression", "lines_object", "plan_value", "read_line", "target"]

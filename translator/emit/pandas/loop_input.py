"""INPUT: the records of a step, and its items one call each."""

from __future__ import annotations

from collections.abc import Iterable

from translator.emit.pandas import expressions as ex
from translator.emit.pandas.context import Unsupported
from translator.emit.pandas.loop_scope import LoopScope
from translator.emit.pandas.syntax_values import lowered, number
from translator.emit.pandas.values_scalar import ScalarValues
from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.library.formats import find_informat
from translator.library.record_formats import line_ending, record_length
from translator.plan import loop as lp
from translator.plan import values as v

AT_END = {"missover": "miss", "truncover": "truncate", "stopover": "stop", "flowover": "flow"}
VARIABLES = {"end": "end", "column": "column", "length": "length", "line": "line_number"}
DELIMITERS = {
    "dlm=variable": "delimiters",
    "dlmstr=variable": "delimiter_text",
}
HARMLESS = {
    "lrecl",
    "recfm",
    "encoding",
    "termstr",
    "ignoredoseof",
    "pad",
    "column",
    "length",
    "line",
    "end",
    "eof",
    "old",
    "new",
    "n",
}


def start_lines(scope: LoopScope, lines: lp.Lines, constant: str) -> str:
    """The line that makes the reader of INFILE or DATALINES; `constant` holds the lines of the program."""
    name = scope.names.claim("lines")
    scope.lines[lines.number] = name
    scope.context.need("LineReader")
    options = dict(lines.options)
    arguments: list[str] = []
    if lines.chosen:
        scope.library()
    elif lines.lines is not None:
        arguments.append(f"{constant}.splitlines()" if is_text(lines.lines) else constant)
    else:
        scope.library()
        length = record_length(options)
        if length:
            arguments.append(f"lib.fixed_records({ex.text(lines.fileref or lines.path)}, {length})")
            arguments.append("fixed=True")
        else:
            ending = f", ending={ex.text(end)}" if (end := line_ending(options)) else ""
            arguments.append(f"lib.file({ex.text(lines.fileref or lines.path)}{ending})")
    delimiters = options.get("dlm", "")
    if not delimiters and "dsd" in options:
        delimiters = ","
    if delimiters and delimiters != " ":
        arguments.append(f"delimiters={ex.text(delimiters)}")
    if "dlmstr" in options:
        arguments.append(f"delimiter_text={ex.text(options['dlmstr'])}")
    if options.get("lrecl", "").isdigit() and options["lrecl"] != "32767" and "fixed=True" not in arguments:
        arguments.append(f"longest={options['lrecl']}")
    if "expandtabs" in options:
        arguments.append("expandtabs=True")
    if "dsd" in options:
        arguments.append("dsd=True")
    if "scanover" in options:
        arguments.append("scans=True")
    for option, mode in AT_END.items():
        if option in options and mode and mode != "flow":
            arguments.append(f'at_end="{mode}"')
    for option in ("firstobs", "obs"):
        if option in options and options[option].isdigit():
            arguments.append(f"{option}={options[option]}")
    if lines.lines is not None:
        arguments.append(f"first_line={lines.first_line}")
        arguments.append("pad=80")
    elif "pad" in options:
        arguments.append(f"pad={options.get('lrecl') or 256}")
    if lines.cutoff != 1926:
        arguments.append(f"yearcutoff={lines.cutoff}")
    if lines.missing:
        arguments.append(f"missing={ex.text(lines.missing)}")
    known = (
        {
            "dlm=variable",
            "delimiter=variable",
            "dlmstr=variable",
            "dlm",
            "dsd",
            "dlmstr",
            "firstobs",
            "obs",
            "expandtabs",
            "scanover",
        }
        | set(AT_END)
        | HARMLESS
    )
    unknown = sorted(set(options) - known)
    if unknown:
        raise Unsupported("H0458", f"the INFILE option {unknown[0].upper()} is not translated")
    if lines.chosen:
        opened = scope.names.claim("opened")
        scope.openers[lines.number] = (opened, arguments)
        return f'{name}, {opened} = sas.LineReader([]), ""  # FILEVAR= opens the files'
    return f"{name} = sas.LineReader({', '.join(arguments)})"


def choose_lines(scope: LoopScope, values: ScalarValues, s: lp.ChooseLines) -> list[str]:
    """INFILE with FILEVAR=: the file is opened where the path has changed; END= starts anew."""
    name, (opened, arguments) = scope.lines[s.lines], scope.openers[s.lines]
    path = scope.context.use(values.value(s.path))
    options = dict(next(lines for lines in scope.loop.lines if lines.number == s.lines).options)
    made = [
        f"if {path} != {opened}:",
        f"    {opened} = {path}",
        f"    {name} = sas.LineReader({', '.join([f'lib.file({opened})', *arguments])})",
    ]
    if options.get("end", "").lower() in scope.slots:
        made.append(f"    {scope.place(options['end']).text} = 0.0")
    return made


def plain_lines(lines: Iterable[str]) -> bool:
    """Can the lines stand in a triple-quoted text?"""
    text = "".join(lines)
    return '"""' not in text and "\\" not in text and text.isprintable() and not text.endswith('"')


def is_text(lines: tuple[str, ...]) -> bool:
    """Are the lines written as one text, to be split when it is used?"""
    return not lines or plain_lines(lines) and lines[-1].rstrip() == lines[-1]


def lines_constant(name: str, lines: tuple[str, ...]) -> list[str]:
    """A module constant that holds the lines of DATALINES."""
    if not lines:
        return [f'{name} = ""']
    if is_text(lines):
        return [f'{name} = """\\', *lines, '"""']
    return [f"{name} = [", *(f"    {ex.text(line)}," for line in lines), "]"]


def read_line(scope: LoopScope, values: ScalarValues, s: lp.ReadLine) -> list[str]:
    """The lines of one INPUT statement."""
    name = scope.lines[s.lines]
    options = dict(next(lines for lines in scope.loop.lines if lines.number == s.lines).options)
    made: list[str] = []
    for option, attribute in DELIMITERS.items():
        if option in options:
            made.append(f'{name}.{attribute} = {scope.place(options[option]).text} or " "')
    prepared = len(made)
    made.append(f"{name}.begin()")
    varying = any(isinstance(item, st.InputField) and item.width_from is not None for item in s.items)
    if (
        varying and options.get("length", "").lower() in scope.slots
    ):  # $VARYING looks at it in this very INPUT
        made.append(f"{scope.place(options['length']).text} = {name}.length")
    types = {key.lower(): type_ for key, type_ in s.types}
    for item in s.items:
        match item:
            case st.Pointer():
                made += pointer(scope, values, item, name)
            case st.InputField(names=(variable,)):
                target = lowered(scope, variable)
                assert isinstance(target, (v.Variable, v.Element))
                if isinstance(target, v.Variable) and target.name.lower() in types:
                    target = v.Variable(target.name, types[target.name.lower()])
                place = scope.context.use(values.value(target))
                read = field(scope, item, target, name, place)
                if item.mode == "named" and not any(".named(" in line for line in made):
                    known = [
                        i.names[0] for i in s.items if isinstance(i, st.InputField) and i.mode == "named"
                    ]
                    shown = ", ".join(ex.text(n.name.lower()) for n in known if isinstance(n, sx.Var))
                    read = f"{read[:-1]}, known=[{shown}])"
                made.append(f"{place} = {read}")
            case _:
                raise Unsupported("H0456", "this item of INPUT is not translated", s.at)
    for option, attribute in VARIABLES.items():
        if option in options and options[option].lower() in scope.slots:
            value = f"float({name}.{attribute})" if attribute == "end" else f"{name}.{attribute}"
            made.append(f"{scope.place(options[option]).text} = {value}")
    if "eof" in options:  # INPUT that finds no line leaves the rest of its variables alone
        body = [f"    {line}" for line in made[prepared:]]
        return [*made[:prepared], f"with {name}.until_the_end():", *body]
    return made


def pointer(scope: LoopScope, values: ScalarValues, item: st.Pointer, name: str) -> list[str]:
    """A pointer control."""
    match item.kind:
        case "at":
            inner = lowered(scope, item.value)
            code = scope.context.use(values.value(inner, whole=True))
            return [f"{name}.at_text({code})" if inner.type.kind == "char" else f"{name}.at({code})"]
        case "plus":
            return [f"{name}.plus({scope.context.use(number(scope, values, item.value))})"]
        case "line":
            return [f"{name}.to_line({scope.context.use(number(scope, values, item.value))})"]
        case "next":
            return [f"{name}.next_line()"]
        case "hold":
            return [f"{name}.hold()"]
        case "holdall":
            return [f"{name}.hold_all()"]
        case _:
            raise Unsupported("H0456", f"the pointer control {item.kind} is not translated in INPUT")


def field(
    scope: LoopScope, item: st.InputField, target: v.Variable | v.Element, name: str, place: str
) -> str:
    """The call that reads one variable."""
    char = target.type.kind == "char"
    label = target.name if isinstance(target, v.Variable) else target.array
    shown = ex.text(label)
    length = str(target.type.length)
    mark = [f"mark={ex.text(item.error_marks)}"] if item.error_marks else []
    informat = item.informat
    if informat is None and item.mode in ("list", "named") and isinstance(target, v.Variable):
        slot = scope.slots[target.name.lower()]
        informat = parse_format(slot.informat) if slot.informat else None
    if char and informat is not None and informat.name in ("", "$") and item.mode in ("list", "named"):
        informat = None  # the width of $w. does not count in list input
    text = informat_text(scope, informat) if informat is not None else ""
    more: list[str] = []
    match item.mode:
        case "list":
            if text:
                more.append(text)
            more += mark
            if "&" in item.modifiers:
                more.append("two_blanks=True")
            if "~" in item.modifiers and char:
                more.append("quotes=True")
            start = [shown, length] if char else [shown]
            return f"{name}.{'text' if char else 'number'}({', '.join([*start, *more])})"
        case "column":
            assert item.columns is not None
            first, last = item.columns
            kind = "$" if char else ""
            decimals = "" if item.decimals is None else str(item.decimals)
            scope.context.need("informat:" + kind)
            parts = [
                shown,
                *([length] if char else []),
                str(first),
                str(last),
                f'"{kind}{last - first + 1}.{decimals}"',
                *mark,
            ]
            return f"{name}.{'text' if char else 'number'}_columns({', '.join(parts)})"
        case "formatted":
            assert informat is not None
            if item.width_from is not None:
                limit = informat.width or 8
                wanted = scope.context.use(ScalarValues(scope).value(lowered(scope, item.width_from)))
                scope.context.need("informat:$CHAR")
                return f"{name}.text_varying({shown}, {length}, {wanted}, {limit})"
            width = informat.width or default_width(scope, informat, target)
            parts = [shown, *([length] if char else []), text, str(width), *mark]
            return f"{name}.{'text' if char else 'number'}_field({', '.join(parts)})"
        case "named":
            more = [f"length={length}"] if char else []
            if text:
                more.append(f"informat={text}")
            return f"{name}.named({', '.join([shown, place, *more, *mark])})"


def default_width(scope: LoopScope, informat: sx.Format, target: v.Variable | v.Element) -> int | str:
    """The width of an informat that has none written; only the run knows that of an informat of data."""
    key = "@" + informat.name.upper()
    compiled = scope.context.compiled.get(key)
    if compiled is not None:
        return compiled.default
    if key in scope.context.defined:
        return scope.context.use(ex.call("sas.defined_width", ex.text(key)))
    row = find_informat(informat.name)
    if row is None:
        raise Unsupported("H0459", f"the informat {informat.name} is unknown")
    if target.type.kind == "char" and row.default == 1:
        return target.type.length
    return row.read_default or row.default


def informat_text(scope: LoopScope, informat: sx.Format) -> str:
    """The informat as an argument: its text, or the function of one of the program's own."""
    function = scope.context.formats.get("@" + informat.name.upper())
    if function is not None:
        return function
    scope.context.need(f"informat:{informat.name}")
    return ex.text(ex.format_text(informat))


def parse_format(text: str) -> sx.Format:
    """A format of its text."""
    from translator.emit.pandas.runtime.formatting import format_parts

    name, width, decimals, _ = format_parts(text if "." in text else text + ".")
    return sx.Format(name, width, decimals)

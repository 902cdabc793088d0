"""PUT: where a loop writes lines, and its items one call each."""

from __future__ import annotations

from collections.abc import Mapping
from math import nan

from translator.emit.code import Code
from translator.emit.pandas import expressions as ex
from translator.emit.pandas.context import Unsupported
from translator.emit.pandas.loop_input import parse_format
from translator.emit.pandas.loop_scope import LoopScope
from translator.emit.pandas.syntax_values import lowered, number
from translator.emit.pandas.values_scalar import ScalarValues
from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.types import MACRO_LENGTH, Type
from translator.library.record_formats import line_ending
from translator.plan import loop as lp
from translator.plan import values as v

HARMLESS = {"lrecl", "recfm", "encoding", "termstr", "ls", "ps", "noprint", "print", "notitles",
            "notitle", "old", "new", "n"}  # fmt: skip
PLACES = {"column": "column", "line": "line_number"}  # variables that PUT sets


def writer(scope: LoopScope, s: lp.Write | lp.ChooseFile) -> str:
    """The variable of the writer for a destination, made before the loop."""
    if s.to == "current":
        return current_writer(scope)
    key = (s.to or "filevar", s.options)
    if key in scope.writers:
        return scope.writers[key]
    options = dict(s.options)
    unknown = sorted(set(options) - HARMLESS - {"dlm", "dsd", "mod", *PLACES})
    if unknown:
        raise Unsupported("H0464", f"the FILE option {unknown[0].upper()} is not translated", s.at)
    scope.context.need("LineWriter")
    if s.to == "log":
        scope.context.need("log")
        place, wanted = "sas.log", "log_line"
    elif s.to == "print":
        scope.library()
        place, wanted = "lib.listing()", "print_line"
    elif not s.to:
        scope.library()
        scope.context.need("log")
        place, wanted = "sas.log", "file_line"  # until FILEVAR= opens a file
    else:
        scope.library()
        name = s.to.strip("'")
        place = f"lib.writer({ex.text(name)}{written_as(options)})"
        wanted = "file_line"
    delimiter = options.get("dlm", "," if "dsd" in options else "")
    more = f", delimiter={ex.text(delimiter)}" if delimiter else ""
    more += ", dsd=True" if "dsd" in options else ""
    size = options.get("ls", "")
    more += f", linesize={size}" if size.isdigit() else ""
    scope.writers[key] = scope.names.claim(wanted)
    scope.setup.append(f"{scope.writers[key]} = sas.LineWriter({place}{more})")
    if not s.to:
        opened = scope.names.claim("opened")
        scope.setup.append(f'{opened} = ""')
        scope.file_openers[scope.writers[key]] = (opened, written_as(options), more)
    return scope.writers[key]


def written_as(options: Mapping[str, str]) -> str:
    """The arguments of `lib.writer` for MOD and TERMSTR= of FILE."""
    ending = line_ending(options, reading=False)
    return (", append=True" if "mod" in options else "") + (f", ending={ex.text(ending)}" if ending else "")


def choose_file(scope: LoopScope, values: ScalarValues, s: lp.ChooseFile) -> list[str]:
    """FILE, where the run chooses what PUT writes to: with FILEVAR= another path than before is opened."""
    current, name = current_writer(scope), writer(scope, s)
    if s.path is None:
        return [f"{current} = {name}"]
    opened, append, more = scope.file_openers[name]
    path = scope.context.use(values.value(s.path))
    return [
        f"if {path} != {opened}:",
        f"    {name}.finish()",
        f"    {opened} = {path}",
        f"    {name} = sas.LineWriter(lib.writer({opened}{append}){more})",
        f"{current} = {name}",
    ]


def current_writer(scope: LoopScope) -> str:
    """The variable of the writer that FILE has chosen in the iteration: at its start that of the log."""
    if not scope.current_writer:
        log = writer(scope, lp.ChooseFile(to="log"))
        scope.current_writer = scope.names.claim("current")
        scope.turn_starts.append(f"{scope.current_writer} = {log}")
    return scope.current_writer


def put_lines(scope: LoopScope, values: ScalarValues, s: lp.Write) -> list[str]:
    """The lines of one PUT statement."""
    items = s.items
    if s.to == "log" and items and all(isinstance(item, st.PutText) for item in items) and not s.options:
        held = any(w.to == "log" for w in scope.held_writes)
        if not held and (not s.texts or len(items) == 1):
            scope.context.need("log")
            first = items[0]
            if s.texts and isinstance(first, st.PutText):
                shown = scope.context.use(values.value(s.texts[0][1]))
                return [f"sas.log({shown if first.times == 1 else f'({shown}) * {first.times}'})"]
            shown = "".join(item.text * item.times for item in items if isinstance(item, st.PutText))
            return [f"sas.log({ex.text(shown)})"]
    name = writer(scope, s)
    made: list[str] = []
    ending = f"{name}.end()"
    texts = dict(s.texts)
    for place, item in enumerate(items):
        match item:
            case st.PutText(times=times) if place in texts:
                shown = scope.context.use(values.value(texts[place]))
                made.append(f"{name}.text({shown if times == 1 else f'({shown}) * {times}'})")
            case st.PutText(text, times):
                made.append(f"{name}.text({ex.text(text)}{f' * {times}' if times > 1 else ''})")
            case st.Pointer(kind=("hold" | "holdall")):
                ending = f"{name}.hold()"
            case st.Pointer(kind="at", value=value):
                made.append(f"{name}.at({scope.context.use(number(scope, values, value))})")
            case st.Pointer(kind="plus", value=value):
                made.append(f"{name}.plus({scope.context.use(number(scope, values, value))})")
            case st.Pointer(kind="line", value=value):
                made.append(f"{name}.to_line({scope.context.use(number(scope, values, value))})")
            case st.Pointer(kind="next"):
                made.append(f"{name}.next_line()")
            case st.Pointer(kind="page"):
                pass
            case st.PutField(names=(variable,)):
                made.append(field(scope, values, item, variable, name, s))
            case _:
                raise Unsupported("H0456", "this item of PUT is not translated", s.at)
    told = [
        f"{scope.place(variable).text} = {name}.{PLACES[option]}"
        for option, variable in s.options
        if option in PLACES
    ]
    return [*made, ending, *told]


def variable_value(scope: LoopScope, item: object, s: lp.Write) -> tuple[v.Value, str, str]:
    """The value of a PUT item, its name, and the format that it has by itself."""
    if isinstance(item, sx.Var) and (automatic := dict(s.values).get(item.name.lower())) is not None:
        qualifier, dot, variable = item.name.rpartition(".")
        return automatic, qualifier.upper() + dot + variable, ""
    if isinstance(item, sx.Var) and item.name.lower() not in scope.slots:
        key = item.name.lower()
        if key == "_infile_":
            return v.Automatic("_infile_", item.name, type=Type("char", 32767)), item.name, ""
        if key == "_n_":
            return v.Automatic("_n_", item.name), "_N_", ""
        if key == "_error_":
            return v.Constant(0.0, Type("num", 8, nullable=False)), "_ERROR_", ""
    if isinstance(item, sx.Var) and item.name.lower() not in scope.slots:
        return v.Constant(nan, Type("num")), item.name, ""
    value = lowered(scope, item)
    if isinstance(value, v.Variable):
        slot = scope.slots[value.name.lower()]
        return value, slot.name, slot.format
    if isinstance(value, v.Element):
        return value, value.array, ""
    raise Unsupported("H0456", "this item of PUT is not translated")


def field(
    scope: LoopScope, values: ScalarValues, item: st.PutField, variable: object, name: str, s: lp.Write
) -> str:
    """The call that writes one variable."""
    value, label, own = variable_value(scope, variable, s)
    if item.columns is not None:
        first, last = item.columns
        width = last - first + 1
        if value.type.kind == "char":
            return f"{name}.columns({first}, {last}, {scope.context.use(values.value(value))})"
        format_ = (
            sx.Format("", width, item.decimals) if item.decimals is not None else sx.Format("BEST", width)
        )
        return f"{name}.columns({first}, {last}, {written(scope, values, value, format_)})"
    if item.format is not None and item.format.name == "$VARYING":
        if item.width_from is None:
            raise Unsupported("H0456", "$VARYING in PUT needs a length variable", s.at)
        limit = item.format.width or value.type.length
        wanted, _, _ = variable_value(scope, item.width_from, s)
        shown = scope.context.use(values.value(value))
        return f"{name}.varying({shown}, {scope.context.use(values.value(wanted))}, {limit})"
    if item.format is not None and not item.modified and not item.named:
        return f"{name}.text({written(scope, values, value, item.format)})"
    if isinstance(value, v.Automatic) and value.which == "_infile_" and item.format is None:
        return f"{name}.text({scope.context.use(values.value(value))})"  # the whole record, its blanks too
    format_text = item.format or (parse_format(own) if own else None)
    if format_text is not None:
        shown = written(scope, values, value, format_text)
    elif value.type.kind == "char":
        shown = scope.context.use(values.value(value))
    else:
        scope.context.need("best")
        shown = f"sas.best({scope.context.use(values.value(value))}, 12)"
    if item.named:
        if isinstance(value, v.Element):
            shown_name = scope.describe_element("VNAME", value)
            assert shown_name is not None
            return f"{name}.named({scope.context.use(shown_name)}, {shown})"
        return f"{name}.named({ex.text(label)}, {shown})"
    if value.type.kind == "num" and value.type.nullable and any(o == "dsd" for o, _ in s.options):
        return f"{name}.value({shown}, number=True)"
    return f"{name}.value({shown})"


def written(scope: LoopScope, values: ScalarValues, value: v.Value, format_: sx.Format) -> str:
    """The text that a format gives, as wide as the format."""
    from translator.library.formats import default_width, find_format
    from translator.library.formats.text import default_text_width

    char = value.type.kind == "char"
    if char and not format_.name.startswith("$"):
        format_ = sx.Format("$" + format_.name, format_.width, format_.decimals, align=format_.align)
    user = format_.name.upper() in scope.context.formats
    if user:
        compiled = scope.context.compiled.get(format_.name.upper())
        width = format_.width or (compiled.default if compiled is not None else MACRO_LENGTH)
    else:
        if find_format(format_.name) is None:
            raise Unsupported("H0459", f"the format {format_.name} is unknown")
        width = format_.width or (
            default_text_width(format_.name, value.type.length) if char else default_width(format_)
        )
        if char and format_.width is None:
            format_ = sx.Format(format_.name, width, align=format_.align)
    if char and format_.name in ("$HEX", "$BINARY", "$OCTAL"):  # they write the blanks of the variable, too
        value = v.Pad(value, value.type.length, value.type)
    made = values.value(v.PutFormat(value, format_, Type("char", max(width, 1)), user))
    return ex.wrap(Code(scope.context.use(made), made.precedence), ex.CALL)

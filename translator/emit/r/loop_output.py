"""PUT to R: one call of a line writer for every item, in order."""

from __future__ import annotations

from dataclasses import replace

from translator.emit.r import names
from translator.emit.r.context import Unsupported
from translator.emit.r.loop_input import expression, plan_value
from translator.emit.r.loop_state import Frame, indent
from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.types import Type
from translator.library.record_formats import line_ending
from translator.plan import loop as lp
from translator.plan import values as v
from translator.plan.walk import nodes

ACCEPTED = frozenset(
    "dsd dlm mod old new lrecl recfm ls print noprint notitles notitle ps n column line encoding termstr".split()
)


def write_line(frame: Frame, s: lp.Write) -> list[str]:
    """Return the statements of one PUT."""
    name = writer_object(frame, s)
    single = plain_text(frame, name, s)
    if single is not None:
        return single
    out: list[str] = []
    hold = ""
    texts = dict(s.texts)
    for place, item in enumerate(s.items):
        match item:
            case st.PutText(times=times) if place in texts:
                shown_text = frame.writer.value(texts[place]).text
                out.append(f"{name}$text({shown_text if times == 1 else f'strrep({shown_text}, {times})'})")
            case st.PutText(text, times):
                out.append(f"{name}$text({names.text(text * times)})")
            case st.Pointer(kind="hold"):
                hold = "@"
            case st.Pointer(kind="holdall"):
                hold = "@@"
            case st.Pointer(kind="page"):
                pass
            case st.Pointer(kind=kind, value=value):
                out.append(pointer(frame, name, kind, value))
            case st.PutField():
                out.append(field(frame, name, item, dict(s.values)))
            case _:
                raise Unsupported("H0478", "a group of PUT fields was not resolved")
    out.append(f"{name}$end({names.text(hold) if hold else ''})")
    told = {"column": "at", "line": "number"}
    out += [
        f"{frame.writer.variable(variable).text} <- {name}${told[option]}"
        for option, variable in s.options
        if option in told
    ]
    return out


def plain_text(frame: Frame, name: str, s: lp.Write) -> list[str] | None:
    """A PUT of one text to the log that no held line can precede is a line of the log."""
    held = any(
        isinstance(item, st.Pointer) for other in writes(frame) if other.to == s.to for item in other.items
    )
    if held or s.to != "log" or len(s.items) != 1 or not isinstance(s.items[0], st.PutText):
        return None
    if s.texts:
        shown_text = frame.writer.value(s.texts[0][1]).text
        times = s.items[0].times
        return [f"sas_log({shown_text if times == 1 else f'strrep({shown_text}, {times})'})"]
    return [f"sas_log({names.text(s.items[0].text * s.items[0].times)})"]


def writes(frame: Frame) -> list[lp.Write]:
    """The PUT statements of a loop."""

    return [n for n in nodes(frame.loop.body) if isinstance(n, lp.Write)]


def current_writer(frame: Frame) -> str:
    """The variable of the writer that FILE has chosen in the iteration: at its start that of the log."""
    if not frame.current_writer:
        log = writer_object(frame, lp.ChooseFile(to="log"))
        frame.current_writer = frame.names.new("current")
        frame.turn_starts.append(f"{frame.current_writer} <- {log}")
    return frame.current_writer


def writer_object(frame: Frame, s: lp.Write | lp.ChooseFile) -> str:
    """Return the name of the writer of a destination, made before the rows."""
    if s.to == "current":
        return current_writer(frame)
    known = frame.writers.get((s.to or "filevar", s.options))
    if known is not None:
        return known
    options = []
    for option, value in s.options:
        key = option.lower()
        if key not in ACCEPTED:
            raise Unsupported("H0478", f"FILE option {option.upper()} has no form in R")
        if key in ("dsd", "mod"):
            options.append(f"{key} = TRUE")
        elif key == "ls" and value.isdigit():
            options.append(f"linesize = {value}")
        elif key == "dlm":
            options.append(f"dlm = {names.text(value)}")
    if ending := line_ending(dict(s.options), reading=False):
        options.append(f"ending = {names.text(ending)}")
    if s.to != "log":
        frame.uses_lib = True
        options.append("lib = lib")
    name = frame.names.new({"log": "log_line", "print": "print_line"}.get(s.to, "file_line"))
    frame.writers[s.to or "filevar", s.options] = name
    if not s.to:  # until FILEVAR= opens a file
        opened = frame.names.new("opened")
        frame.file_openers[name] = (opened, options)
        frame.before += [f'{opened} <- ""', f'{name} <- sas_writer("log")']
        return name
    frame.before.append(f"{name} <- sas_writer({', '.join([names.text(s.to), *options])})")
    return name


def choose_file(frame: Frame, s: lp.ChooseFile) -> list[str]:
    """FILE, where the run chooses what PUT writes to: with FILEVAR= another path than before is opened."""
    current, name = current_writer(frame), writer_object(frame, s)
    if s.path is None:
        return [f"{current} <- {name}"]
    opened, options = frame.file_openers[name]
    path = frame.writer.value(s.path).text
    made = [
        f"{name}$finish()",
        f"{opened} <- {path}",
        f"{name} <- sas_writer({', '.join([opened, *options])})",
    ]
    return [f"if ({path} != {opened}) {{", *indent(made), "}", f"{current} <- {name}"]


def pointer(frame: Frame, name: str, kind: str, value: sx.Expr | None) -> str:
    """The line that moves the pointer of PUT."""
    match kind:
        case "at":
            return f"{name}$move_to({expression(frame, value).text})"
        case "plus":
            return f"{name}$move_by({expression(frame, value).text})"
        case "next":
            return f"{name}$next_line()"
        case "line":
            return f"{name}$go_to_line({expression(frame, value).text})"
        case _:
            raise Unsupported("H0478", f"the pointer control {kind} of PUT has no form in R")


def field(frame: Frame, name: str, item: st.PutField, automatic: dict[str, v.Value]) -> str:
    """Return the statement that writes one variable; `automatic`: the values of FIRST.x, IN= … by name."""
    variable = item.names[0]
    value = automatic.get(variable.name.lower()) if isinstance(variable, sx.Var) else None
    if isinstance(variable, sx.Var) and value is not None:
        qualifier, dot, bare = variable.name.rpartition(".")
        label, slot_format, type_ = qualifier.upper() + dot + bare, "", value.type
        place = frame.writer.value(value).text
    else:
        place, type_, label, slot_format = source(frame, variable)
    if item.format is not None and item.format.name == "$VARYING":
        if item.width_from is None:
            raise Unsupported("H0478", "$VARYING in PUT needs a length variable")
        width = source(frame, item.width_from)[0]
        return f"{name}$varying({place}, {width}, {item.format.width or type_.length})"
    text = shown(frame, place, type_, item, slot_format)
    if item.named:
        return f"{name}$named({element_name(frame, item.names[0]) or names.text(label)}, {text})"
    if item.columns is not None:
        return f"{name}$columns({item.columns[0]}, {item.columns[1]}, {text}, right = {'TRUE' if type_.kind == 'num' else 'FALSE'})"
    whole_line = getattr(item.names[0], "name", "").lower() == "_infile_"
    if whole_line or item.format is not None and not item.modified:
        return f"{name}$text({text})"
    return f"{name}$value({text})"


def source(frame: Frame, item: sx.NameItem) -> tuple[str, Type, str, str]:
    """Return the place of a variable that is written, its type, its label in `x=`, its format."""
    if isinstance(item, sx.Var):
        key = item.name.lower()
        known = {s.name.lower() for s in frame.loop.slots}
        if key == "_n_" and key not in known:
            return frame.writer.iteration().text, Type("num"), "_N_", ""
        if key == "_error_" and key not in known:
            return "0", Type("num"), "_ERROR_", ""
        if key == "_infile_":
            line = frame.writer.places.line
            whole = f"sas_without_zeros_in({line}$line)" if frame.writer.places.zeros else f"{line}$line"
            return whole if line else '""', Type("char", 32767), "_INFILE_", ""
        slot = next((s for s in frame.loop.slots if s.name.lower() == key), None)
        if slot is not None:
            return frame.writer.variable(slot.name).text, slot.type, slot.name, slot.format
    if isinstance(item, (sx.Element, sx.Call)):
        value = plan_value(frame, item)
        assert isinstance(value, v.Element)
        return frame.writer.value(value).text, value.type, item.name, ""
    raise Unsupported("H0478", f"PUT of {getattr(item, 'name', item)} has no form in R")


def element_name(frame: Frame, item: sx.NameItem) -> str:
    """Return the expression of the name that `put a{i}=` shows: the element's own."""
    if not isinstance(item, (sx.Element, sx.Call)):
        return ""
    value = plan_value(frame, item)
    assert isinstance(value, v.Element)
    array = frame.writer.places.arrays[value.array.lower()].array
    position = frame.writer.position(array, value.subscripts)
    if position.isdigit():
        return names.text(array.elements[int(position) - 1])
    return f"c({', '.join(names.text(element) for element in array.elements)})[{position}]"


def shown(frame: Frame, place: str, type_: Type, item: st.PutField, slot_format: str) -> str:
    """Return the expression of the text that is written."""
    chosen = item.format or (parse_format(slot_format) if slot_format else None)
    if chosen is not None and chosen.align:
        plain = replace(item, format=replace(chosen, align=""))
        width = f", {chosen.width}" if chosen.width else ""
        return f'sas_align({shown(frame, place, type_, plain, slot_format)}, "{chosen.align}"{width})'
    if chosen is not None:
        user = frame.writer.formats.get(chosen.name.upper())
        if user:
            if not chosen.width:
                return f"{user}({place})"
            takes = f", {chosen.width}" if chosen.name.upper() + "#width" in frame.writer.formats else ""
            return f"sas_pad(sas_cut({user}({place}{takes}), {chosen.width}), {chosen.width})"
        if chosen.name in ("$HEX", "$BINARY", "$OCTAL"):  # they write the blanks of the variable, too
            place = f"sas_pad({place}, {type_.length})"
        arguments = [place, names.text(chosen.name)]
        if chosen.width is not None:
            arguments.append(str(chosen.width))
        if chosen.decimals is not None:
            arguments.append(
                str(chosen.decimals) if chosen.width is not None else f"decimals = {chosen.decimals}"
            )
        written = f"sas_put_field({', '.join(arguments)})"
        return f"sas_aligned({written}, {names.text(chosen.align)})" if chosen.align else written
    if item.columns is not None and type_.kind == "num":
        columns = item.columns[1] - item.columns[0] + 1
        if item.decimals is not None:
            return f'sas_put({place}, "", {columns}, {item.decimals})'
        return f'sas_put({place}, "BEST", {columns})'
    return f'sas_put({place}, "BEST", 12)' if type_.kind == "num" else place


def parse_format(text: str) -> sx.Format:
    """Return the format that a text such as `DATE9.` or `8.2` names."""
    word, _, decimals = text.strip().partition(".")
    name = word.rstrip("0123456789")
    width = word[len(name) :]
    return sx.Format(name.upper(), int(width) if width else None, int(decimals) if decimals else None)

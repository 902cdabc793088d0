"""Functions that need their surroundings, and CALL routines, in a row loop."""

from __future__ import annotations

from collections.abc import Callable

from translator.emit.code import Code
from translator.emit.r import names
from translator.emit.r.context import Context, Unsupported
from translator.emit.r.data_sets import HELPERS as OPENED
from translator.emit.r.data_sets import exist, open_call, opened_call
from translator.emit.r.external_files import HELPERS as FILES
from translator.emit.r.loop_state import Frame, indent
from translator.emit.r.named_formats import NAMED, named_format
from translator.emit.r.values import atom, call
from translator.emit.r.values_scalar import RowWriter
from translator.library.routines import find
from translator.library.variable_facts import ATTRIBUTES, variable_fact
from translator.plan import loop as lp
from translator.plan import values as v

WITH_LIB = {
    "SYMGET": "sas_symget", "SYMGETN": "sas_symget_number", "SYMEXIST": "sas_symexist", "SYMGLOBL": "sas_symexist",
    "MACROLIST": "sas_in_macro_list", "RESOLVE": "sas_resolve",
    **FILES,
}  # fmt: skip
CLOCK = {"TODAY": "sas_today", "DATE": "sas_today", "TIME": "sas_time_now", "DATETIME": "sas_datetime_now"}
MACHINE = {
    "SYSGET": "sas_sysget", "SYSEXIST": "sas_sysexist", "ENVLEN": "sas_envlen", "SLEEP": "sas_sleep",
    "UUIDGEN": "sas_uuidgen",
}  # fmt: skip
RANDOM = {
    "RAND": "sas_rand", "RANUNI": "sas_ranuni", "UNIFORM": "sas_ranuni", "RANNOR": "sas_rannor",
    "NORMAL": "sas_rannor", "RANEXP": "sas_ranexp", "RANPOI": "sas_ranpoi", "RANBIN": "sas_ranbin",
    "RANCAU": "sas_rancau", "RANGAM": "sas_rangam", "RANTRI": "sas_rantri", "RANTBL": "sas_rantbl",
}  # fmt: skip


def service(frame: Frame, context: Context) -> Callable[[v.Service, RowWriter], Code]:
    """Return what writes a call of a function that needs its surroundings."""

    def write(value: v.Service, writer: RowWriter) -> Code:
        name = value.function.upper()
        if name in ("LAG", "DIF"):
            return queue_call(frame, value, writer)
        args = [writer.value(arg) for arg in value.args]
        if name.startswith("FCMP "):
            return call(own_function(context, name).partition(" ")[0], *args)
        if name in ("EXIST", "OPEN") or name in OPENED:
            frame.uses_lib = True
            if name in OPENED:
                return opened_call(name, args)
            return (exist if name == "EXIST" else open_call)(context, frame.table, value, args)
        if name in WITH_LIB:
            frame.uses_lib = True
            return call(WITH_LIB[name], "lib", *args)
        if name in MACHINE:
            return call(MACHINE[name], *args)
        if name in CLOCK:
            return call(CLOCK[name])
        if name in RANDOM:
            if "sas_start_stream()" not in frame.before:
                frame.before.append("sas_start_stream()")
            return call(RANDOM[name], *args)
        if name == "SYSPARM":
            frame.uses_lib = True
            return call("sas_symget", "lib", '"SYSPARM"')
        if name == "VVALUE" or name in ATTRIBUTES:
            return variable_call(frame, name, value.args[0], writer)
        if name in NAMED:
            return named_format(context, value, args)
        if name == "VVALUEX":
            raise Unsupported("H0474", "VVALUEX has no form in R")
        raise Unsupported("H0474", f"the function {name} has no form in R")

    return write


def macro_value(frame: Frame, value: v.RunTimeMacro) -> Code:
    """A macro variable that the run sets: its value when the step begins, whatever the step's rows do to it."""
    key = (value.name.upper(), value.type.kind)
    if key not in frame.macro_values:
        frame.uses_lib = True
        function = "sas_macro" if value.type.kind == "char" else "sas_macro_number"
        frame.macro_values[key] = frame.names.new(value.name.lower())
        frame.before.append(f"{frame.macro_values[key]} <- {function}(lib, {names.text(key[0])})")
    return atom(frame.macro_values[key])


def own_function(context: Context, name: str) -> str:
    """Return the function that a function of PROC FCMP has become. Raises Unsupported where it was not translated."""
    known = context.own_functions.get(name.removeprefix("FCMP "))
    if known is None:
        raise Unsupported("H0606", f"the function {name.removeprefix('FCMP ')} is not translated")
    return known


def own_routine(frame: Frame, s: lp.Routine) -> list[str]:
    """CALL of a subroutine of PROC FCMP: it returns a list of what it changes."""
    function, *places = own_function(frame.context, s.name.upper()).split()
    codes = [frame.writer.value(arg).text for arg in s.args]
    made = f"{function}({', '.join(codes)})"
    if len(places) < 2:
        return [f"{codes[int(places[0])]} <- {made}" if places else made]
    changed = frame.names.new("changed")
    return [
        f"{changed} <- {made}",
        *(f"{codes[int(p)]} <- {changed}[[{n}]]" for n, p in enumerate(places, 1)),
    ]


def queue_call(frame: Frame, value: v.Service, writer: RowWriter) -> Code:
    """LAGn and DIFn: one queue for each place in the program."""
    queues = frame.writer.places.queues
    known = queues.get(value.site)
    if known is None:
        source = value.args[0]
        wanted = source.name if isinstance(source, v.Variable) else "value"
        name = frame.names.new(f"{value.function.lower()}_{wanted}")
        empty = ', ""' if source.type.kind == "char" else ""
        frame.before.append(f"{name} <- sas_queue({value.depth}{empty})")
        queues[value.site] = known = (name, value.depth, empty)
    function = "sas_push" if value.function.upper() == "LAG" else "sas_push_dif"
    return call(function, known[0], writer.value(value.args[0]))


def variable_call(frame: Frame, name: str, target: v.Value, writer: RowWriter) -> Code:
    """VNAME and its relatives: what is known of a variable, or of the element that a subscript picks."""
    if isinstance(target, v.Pad):
        target = target.value
    slots = {slot.name.lower(): slot for slot in frame.loop.slots}

    def fact(variable: str) -> str:
        slot = slots[variable.lower()]
        if name not in ATTRIBUTES:
            raise Unsupported("H0474", f"the function {name} has no form in R")
        kind, length = slot.type.kind, slot.type.length
        known = variable_fact(name, slot.name, slot.label, kind, length, slot.format, slot.informat)
        return names.text(known) if isinstance(known, str) else names.number(known)

    if isinstance(target, v.Variable):
        if name == "VVALUE":
            return vvalue(frame, target, writer)
        return atom(fact(target.name))
    if isinstance(target, v.Element):
        place = writer.places.arrays[target.array.lower()]
        position = writer.position(place.array, target.subscripts)
        return atom(f"c({', '.join(fact(element) for element in place.array.elements)})[{position}]")
    raise Unsupported("H0474", f"{name} needs a variable")


def vvalue(frame: Frame, target: v.Variable, writer: RowWriter) -> Code:
    """VVALUE: the value as the variable's format shows it."""
    from translator.emit.r.loop_output import shown
    from translator.lang.statements import PutField
    from translator.lang.syntax import Var

    slot = next(s for s in frame.loop.slots if s.name.lower() == target.name.lower())
    text = shown(frame, writer.variable(slot.name).text, slot.type, PutField((Var(slot.name),)), slot.format)
    return call("trimws", atom(text))


# --- CALL routines --------------------------------------------------------------------------------------


def routine(frame: Frame, s: lp.Routine) -> list[str]:
    """Return the statements of `CALL name(args)`."""
    name = s.name.upper()
    writer = frame.writer
    if name.startswith("FCMP "):
        return own_routine(frame, s)
    match name:
        case "MISSING":
            return missing(frame, s.args)
        case "SYMPUT":
            frame.uses_lib = True
            value = writer.value(s.args[1]).text
            text = value if s.args[1].type.kind == "char" else f'sas_put({value}, "BEST", 12)'
            return [f"sas_set_macro(lib, {writer.value(s.args[0]).text}, {text})"]
        case "SYMPUTX":
            frame.uses_lib = True
            return [f"sas_symputx(lib, {writer.value(s.args[0]).text}, {writer.value(bare(s.args[1])).text})"]
        case "EXECUTE":
            frame.uses_lib = True
            codes = [writer.value(arg).text for arg in s.args]
            return [f"sas_execute(lib, {', '.join(codes)})"]
        case "STREAMINIT":
            return [f"sas_streaminit({writer.value(s.args[0]).text})"]
        case "CATS" | "CATX" | "CATT" | "CAT":
            return concatenate(writer, name, s.args)
        case "SORTN" | "SORTC":
            return sort(frame, s.args)
        case "SCAN":
            return scan(frame, s.args)
        case "VNAME" | "LABEL":
            fact = variable_call(frame, "VNAME" if name == "VNAME" else "VLABEL", s.args[0], writer)
            target = s.args[1]
            return [f"{writer.value(bare(target)).text} <- sas_cut({fact.text}, {target.type.length})"]
        case "RANUNI" | "RANNOR" | "RANEXP" | "RANBIN" | "RANPOI" | "RANCAU" | "RANTRI" | "RANTBL" | "RANGAM":
            given = ", ".join([names.text(name), *(writer.value(arg).text for arg in s.args[:-1])])
            seed, number = (writer.value(bare(arg)).text for arg in (s.args[0], s.args[-1]))
            drawn = result(frame, "drawn")
            return [
                f"{drawn} <- sas_call_random({given})",
                f"{seed} <- {drawn}[1]",
                f"{number} <- {drawn}[2]",
            ]
        case "VNEXT":
            return next_variable(frame, s.args)
        case "SET":
            return [link_row(frame, s)]
        case "SLEEP":
            unit = writer.value(s.args[1]).text if len(s.args) > 1 else "0.001"
            return [f"sas_sleep({writer.value(s.args[0]).text}, {unit})"]
        case "PRXDEBUG":
            return []
        case "PRXFREE":
            return [f"{writer.value(bare(s.args[0])).text} <- NA_real_"]
        case "PRXSUBSTR" | "PRXPOSN" | "PRXNEXT":
            return regular(frame, name, s.args)
        case "PRXCHANGE":
            return change(frame, s.args)
    row = find(name)
    if name in ("RANPERM", "RANPERK", "RANCOMB"):
        return permuted(frame, name, s.args)
    if name.endswith("GRAYCODE TEXT"):
        return subset_text(frame, name, s.args)
    if row is not None and row.body is not None and row.signature.endswith("var..."):
        return arranged(frame, s.args, f"sas_{row.body.__name__}", row.changes)
    raise Unsupported("H0480", f"CALL {name} has no form in R", s.at)


def result(frame: Frame, wanted: str) -> str:
    """The variable that holds what a routine returns until its arguments have it: the same one in the whole function."""
    return frame.names.of("result", wanted)


def next_variable(frame: Frame, args: tuple[v.Value, ...]) -> list[str]:
    """CALL VNEXT: name, type and length of the variables of the step, one after the other."""
    writer, made = frame.writer, result(frame, "variable")
    targets = [bare(arg) for arg in args if isinstance(bare(arg), v.Variable | v.Element)]
    known = [arg.value for arg in args[len(targets) :] if isinstance(arg, v.Constant)]
    shown = [", ".join(names.text(str(one)) for one in known[first::3]) for first in (0, 1)]
    lengths = ", ".join(names.number(float(one)) for one in known[2::3])
    line = f"variables <- sas_variables(c({shown[0]}), c({shown[1]}), c({lengths}))"
    if line not in frame.before:
        frame.names.new("variables")
        frame.before.append(line)
    places = [writer.value(target).text for target in targets]
    lines = [f"{made} <- sas_variable_after(variables, {places[0]})"]
    for number, (place, target) in enumerate(zip(places, targets, strict=True), 1):
        value = f"{made}[[{number}]]"
        short = target.type.kind == "char" and target.type.length < 32
        lines.append(f"{place} <- " + (f"sas_cut({value}, {target.type.length})" if short else value))
    return lines


def arranged(frame: Frame, args: tuple[v.Value, ...], helper: str, changes: tuple[int, ...]) -> list[str]:
    """A routine that gives its variables new values: all of them from an argument on; that of a function sets its result, too."""
    writer, made, first = frame.writer, result(frame, "arranged"), changes[-1]
    targets = [writer.value(bare(arg)).text for arg in args[first:]]
    before = [writer.value(arg).text for arg in args[len(changes) - 1 : first]]
    given = ", ".join([*before, f"c({', '.join(targets)})"])
    values = f"{made}$values" if len(changes) > 1 else made
    places = [f"{target} <- {values}[{i}]" for i, target in enumerate(targets, 1)]
    codes = [f"{writer.value(bare(args[place])).text} <- {made}$code" for place in changes[:-1]]
    return [f"{made} <- {helper}({given})", *codes, *places]


def permuted(frame: Frame, name: str, args: tuple[v.Value, ...]) -> list[str]:
    """CALL RANPERM and its kin: the seed and the values change."""
    writer, made, first = frame.writer, result(frame, "permuted"), 1 if name == "RANPERM" else 2
    seed = writer.value(bare(args[0])).text
    targets = [writer.value(bare(arg)).text for arg in args[first:]]
    taken = writer.value(args[1]).text if first == 2 else str(len(targets))
    call_ = f"{made} <- sas_permute({names.text(name)}, {seed}, {taken}, c({', '.join(targets)}))"
    places = [f"{target} <- {made}$values[{i}]" for i, target in enumerate(targets, 1)]
    return [call_, f"{seed} <- {made}$seed", *places]


def subset_text(frame: Frame, name: str, args: tuple[v.Value, ...]) -> list[str]:
    """CALL GRAYCODE with a text that tells which items are in the subset, and the function of that name."""
    writer, made = frame.writer, result(frame, "subset")
    size, text, items, marks = args[len(args) - 4 :]
    places = [writer.value(bare(arg)).text for arg in (size, text)]
    given = ", ".join([*places, writer.value(items).text, writer.value(bare(marks)).text])
    lines = [f"{made} <- sas_graycode_text({given})"]
    if name.startswith("RC "):
        lines.append(f"{writer.value(bare(args[0])).text} <- {made}$code")
    cut = f"sas_cut({made}$text, {text.type.length})"
    return [*lines, f"{places[0]} <- {made}$size", f"{places[1]} <- {cut}"]


def link_row(frame: Frame, s: lp.Routine) -> str:
    """CALL SET: FETCH fills variables of the step that have a column's name and kind."""
    frame.uses_lib = True
    linked = []
    for arg in s.args[1:]:
        assert isinstance(arg, v.Variable)
        place = frame.writer.variable(arg.name).text
        if "[" in place:
            raise Unsupported("H0480", f"CALL SET with the variable {arg.name} has no form in R", s.at)
        length = arg.type.length if arg.type.kind == "char" else "NA"
        linked.append(f"{place} = list(name = {names.text(arg.name)}, length = {length})")
    number = frame.writer.value(s.args[0]).text
    return f"sas_link_row(lib, {number}, environment(), list({', '.join(linked)}))"


def bare(value: v.Value) -> v.Value:
    """Return the variable that a routine sets, without the blanks it is seen with."""
    return value.value if isinstance(value, (v.Pad, v.Cut)) else value


def missing(frame: Frame, args: tuple[v.Value, ...]) -> list[str]:
    """CALL MISSING."""
    places: dict[str, list[str]] = {}
    for arg in args:
        target = bare(arg)
        literal = '""' if target.type.kind == "char" else "NA_real_"
        places.setdefault(literal, []).append(frame.writer.value(target).text)
    lines: list[str] = []
    for literal, targets in places.items():
        chain = [targets[i : i + 6] for i in range(0, len(targets), 6)]
        lines += [f"{' <- '.join(group)} <- {literal}" for group in chain]
    return lines


def concatenate(writer: RowWriter, name: str, args: tuple[v.Value, ...]) -> list[str]:
    """CALL CATS(result, …) and relatives: the items are added to what the result holds."""
    if name == "CATX":
        separator, target, items = [writer.value(args[0]).text], bare(args[1]), args[2:]
    else:
        separator, target, items = [], bare(args[0]), args[1:]
    place = writer.value(target).text
    parts = ", ".join([*separator, place, *(writer.value(item).text for item in items)])
    return [f"{place} <- sas_cut(sas_{name.lower()}({parts}), {target.type.length})"]


def sort(frame: Frame, args: tuple[v.Value, ...]) -> list[str]:
    """CALL SORTN and SORTC: the variables take the sorted values."""
    targets = [frame.writer.value(bare(arg)).text for arg in args]
    name = result(frame, "sorted")
    lines = [f"{name} <- sas_sort_values(c({', '.join(targets)}))"]
    longest = max(arg.type.length for arg in args)
    for i, (target, arg) in enumerate(zip(targets, args, strict=True), 1):
        short = arg.type.kind == "char" and arg.type.length < longest
        lines.append(
            f"{target} <- " + (f"sas_cut({name}[{i}], {arg.type.length})" if short else f"{name}[{i}]")
        )
    return lines


def scan(frame: Frame, args: tuple[v.Value, ...]) -> list[str]:
    """CALL SCAN(text, n, position, length …)."""
    writer, word = frame.writer, result(frame, "word")
    others = ", ".join(writer.value(arg).text for arg in (args[0], args[1], *args[4:]))
    position, length = (writer.value(bare(arg)).text for arg in args[2:4])
    return [f"{word} <- sas_call_scan({others})", f"{position} <- {word}[1]", f"{length} <- {word}[2]"]


def regular(frame: Frame, name: str, args: tuple[v.Value, ...]) -> list[str]:
    """CALL PRXSUBSTR, PRXPOSN and PRXNEXT."""
    writer, match = frame.writer, result(frame, "match")
    outs = {"PRXSUBSTR": (2, 3), "PRXPOSN": (2, 3), "PRXNEXT": (1, 4, 5)}[name]
    ins = [
        writer.value(arg).text for i, arg in enumerate(args) if i not in outs or name == "PRXNEXT" and i == 1
    ]
    lines = [f"{match} <- sas_call_{name.lower()}({', '.join(ins)})"]
    wanted = [i for i in outs if i < len(args)]
    return lines + [f"{writer.value(bare(args[i])).text} <- {match}[{k}]" for k, i in enumerate(wanted, 1)]


def change(frame: Frame, args: tuple[v.Value, ...]) -> list[str]:
    """CALL PRXCHANGE."""
    writer = frame.writer
    pattern, times, source = (writer.value(arg).text for arg in args[:3])
    target = bare(args[3]) if len(args) > 3 else bare(args[2])
    if len(args) > 4:
        made = result(frame, "made")
        line = f"{made} <- sas_call_prxchange({pattern}, {times}, {source}, {target.type.length})"
        places = [writer.value(bare(arg)).text for arg in args[3:]]
        return [line, *(f"{place} <- {made}[[{at}]]" for at, place in enumerate(places, 1))]
    line = f"sas_cut(sas_prxchange({pattern}, {times}, {source}), {target.type.length})"
    return [f"{writer.value(target).text} <- {line}"]


__all__ = ["indent", "routine", "service"]

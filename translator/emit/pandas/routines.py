"""CALL routines of the row loop."""

from __future__ import annotations

from translator.emit.pandas import expressions as ex
from translator.emit.pandas.context import Unsupported
from translator.emit.pandas.loop_scope import LoopScope
from translator.emit.pandas.values_scalar import ScalarValues
from translator.library.routines import find
from translator.plan import loop as lp
from translator.plan import values as v


def routine(scope: LoopScope, values: ScalarValues, s: lp.Routine) -> list[str]:
    """Write a CALL statement."""
    use = scope.context.use
    codes = [use(values.value(arg)) for arg in s.args]
    if s.name.startswith("FCMP "):
        return own_routine(scope, s, codes)
    match s.name:
        case "MISSING":
            texts = [c for c, a in zip(codes, s.args, strict=True) if a.type.kind == "char"]
            numbers = [c for c, a in zip(codes, s.args, strict=True) if a.type.kind != "char"]
            lines = []
            for places, empty in ((numbers, "nan"), (texts, '""')):
                if places:
                    lines.append(f"{' = '.join(places)} = {empty}")
            scope.context.need("nan")
            return lines
        case "SYMPUT" | "SYMPUTX":
            helper = s.name.lower()
            scope.context.need(helper)
            return [f"sas.{helper}({', '.join([scope.library(), *codes[:2]])})"]
        case "EXECUTE":
            scope.context.need("execute")
            return [f"sas.execute({', '.join([scope.library(), *codes])})"]
        case "SORTN" | "SORTC":
            scope.context.need("sorted_values")
            longest = max(arg.type.length for arg in s.args)
            return [
                f"{', '.join(codes)}{',' if len(codes) == 1 else ''} = sas.sorted_values({', '.join(codes)})",
                *(
                    f"{code} = {code}[:{arg.type.length}].rstrip()"  # a longer value has come to a shorter variable
                    for code, arg in zip(codes, s.args, strict=True)
                    if s.name == "SORTC" and arg.type.length < longest
                ),
            ]
        case "STREAMINIT":
            return [f"{scope.random()}.start({codes[-1]})"]
        case "CATS" | "CATT" | "CAT" | "CATX":
            return join(scope, values, s)
        case "SCAN":
            return scan(scope, values, s)
        case "VNAME":
            first = s.args[0]
            inner = first.value if isinstance(first, v.Pad) else first
            if isinstance(inner, v.Variable):
                return [f"{codes[1]} = {ex.text(inner.name[: s.args[1].type.length])}"]
        case "LABEL":
            first = s.args[0]
            inner = first.value if isinstance(first, v.Pad) else first
            if isinstance(inner, v.Variable):
                label = scope.slots[inner.name.lower()].label or inner.name
                return [f"{codes[1]} = {ex.text(label[: s.args[1].type.length])}"]
        case "RANUNI" | "RANNOR" | "RANEXP" | "RANBIN" | "RANPOI" | "RANCAU" | "RANTRI" | "RANTBL" | "RANGAM":
            more = ", ".join([ex.text(s.name), *codes[:-1]])
            return [f"{codes[0]}, {codes[-1]} = {scope.random()}.call_old({more})"]
        case "PRXSUBSTR":
            scope.context.need("prx_place")
            targets = ", ".join(use(values.value(plain(arg))) for arg in s.args[2:])
            return [f"{targets} = sas.prx_place({codes[0]}, {codes[1]}){'[0]' if len(s.args) == 3 else ''}"]
        case "PRXPOSN":
            scope.context.need("last_place")
            targets = ", ".join(use(values.value(plain(arg))) for arg in s.args[2:])
            return [f"{targets} = sas.last_place({codes[0]}, {codes[1]}){'[0]' if len(s.args) == 3 else ''}"]
        case "PRXNEXT" if len(s.args) == 6:
            scope.context.need("next_match")
            targets = ", ".join(use(values.value(plain(s.args[at]))) for at in (1, 4, 5))
            return [f"{targets} = sas.next_match({', '.join(codes)})"]
        case "PRXCHANGE" if len(s.args) in (3, 4):
            changed = plain(s.args[-1])
            inner = v.Apply("PRXCHANGE", tuple(s.args[:3]), changed.type)
            made = use(values.value(v.Cut(inner, changed.type.length, changed.type)))
            return [f"{use(values.value(changed))} = {made}"]
        case "PRXCHANGE":
            scope.context.need("changed_text")
            targets = ", ".join(use(values.value(plain(arg))) for arg in s.args[3:])
            made = f"sas.changed_text({', '.join(codes[:3])}, {s.args[3].type.length})"
            return [f"{targets} = {made}{'' if len(s.args) == 7 else f'[:{len(s.args) - 3}]'}"]
        case "VNEXT":
            return next_variable(scope, values, s)
        case "SET":
            return [link_row(scope, codes[0], s)]
        case "SLEEP":
            scope.context.need("sleep")
            return [f"sas.sleep({codes[0]}, {codes[1] if len(codes) > 1 else '0.001'})"]
        case "PRXFREE" | "PRXDEBUG":
            return ["pass"]
        case "RANPERM" | "RANPERK" | "RANCOMB":
            values_, taken = codes[1:], str(len(codes) - 1)
            if s.name != "RANPERM":
                taken, *values_ = values_
            more = ", ".join([ex.text(s.name), codes[0], taken, *values_])
            return [f"{', '.join([codes[0], *values_])} = {scope.random()}.permute({more})"]
        case "GRAYCODE TEXT" | "RC GRAYCODE TEXT":
            return subset_text(scope, values, s)
        case _ if (
            (row := find(s.name)) is not None and row.body is not None and row.signature.endswith("var...")
        ):
            return arranged(scope, codes, s, row.body.__name__, row.changes)
        case _:
            pass
    raise Unsupported("H0460", f"CALL {s.name} is not translated to pandas yet", s.at)


def own_routine(scope: LoopScope, s: lp.Routine, codes: list[str]) -> list[str]:
    """CALL of a subroutine of the program (PROC FCMP): it returns what it changes."""
    known = scope.context.own_functions.get(s.name.removeprefix("FCMP "), "")
    function, _, places = known.partition(" ")
    if not function:
        raise Unsupported("H0606", f"the subroutine {s.name.removeprefix('FCMP ')} is not translated")
    changed = [codes[int(place)] for place in places.split()]
    made = f"{function}({', '.join(codes)})"
    return [f"{', '.join(changed)} = {made}" if changed else made]


def next_variable(scope: LoopScope, values: ScalarValues, s: lp.Routine) -> list[str]:
    """CALL VNEXT: name, type and length of the variables of the step, one after the other."""
    places = [plain(arg) for arg in s.args if isinstance(plain(arg), v.Variable | v.Element)]
    known = [arg.value for arg in s.args[len(places) :] if isinstance(arg, v.Constant)]
    listed = ", ".join(
        f"({ex.text(str(name))}, {ex.text(str(kind))}, {int(float(length))})"
        for name, kind, length in zip(known[::3], known[1::3], known[2::3], strict=True)
    )
    scope.context.need("Variables")
    line = f"variables = sas.Variables([{listed}])"
    if line not in scope.setup:
        scope.names.claim("variables")
        scope.setup.append(line)
    use = scope.context.use
    codes = [use(values.value(place)) for place in places]
    cuts = [
        f"{code} = {code}[:{place.type.length}]"
        for code, place in zip(codes, places, strict=True)
        if place.type.kind == "char" and place.type.length < 32
    ]
    number = "" if len(codes) == 3 else f"[:{len(codes)}]"
    return [
        f"{', '.join(codes)}{',' if len(codes) == 1 else ''} = variables.after({codes[0]}){number}",
        *cuts,
    ]


def arranged(
    scope: LoopScope, codes: list[str], s: lp.Routine, body: str, changes: tuple[int, ...]
) -> list[str]:
    """A routine that gives its variables new values: all of them from an argument on; that of a function sets its result, too."""
    scope.context.need(body)
    changed = [*(codes[place] for place in changes[:-1]), *codes[changes[-1] :]]
    targets = ", ".join(changed) + ("," if len(changed) == 1 else "")
    return [f"{targets} = sas.{body}({', '.join(codes[len(changes) - 1 :])})"]


def subset_text(scope: LoopScope, values: ScalarValues, s: lp.Routine) -> list[str]:
    """CALL GRAYCODE with a text that tells which items are in the subset, and the function of that name."""
    use, body = scope.context.use, "graycode_text" if s.name == "GRAYCODE TEXT" else "graycode_text_code"
    scope.context.need(body)
    args = s.args[len(s.args) - 4 :]
    text = plain(args[1])
    places = [use(values.value(plain(arg))) for arg in (*s.args[: len(s.args) - 4], args[0], text)]
    given = ", ".join(use(values.value(plain(arg))) for arg in args)
    cut = f"{places[-1]} = {places[-1]}[:{text.type.length}].rstrip(' ')"
    return [f"{', '.join(places)} = sas.{body}({given})", cut]


def link_row(scope: LoopScope, number: str, s: lp.Routine) -> str:
    """CALL SET: FETCH fills variables of the step that have a column's name and kind."""
    scope.context.need("link_row")
    numbers: list[str] = []
    texts: list[str] = []
    for arg in s.args[1:]:
        assert isinstance(arg, v.Variable)
        if scope.place(arg.name).text != f"{scope.row_name}.{arg.name}":
            raise Unsupported("H0460", f"CALL SET with the variable {arg.name}", s.at)
        if arg.type.kind == "char":
            texts.append(f"{ex.text(arg.name)}: {arg.type.length}")
        else:
            numbers.append(ex.text(arg.name))
    shown = f"[{', '.join(numbers)}], {{{', '.join(texts)}}}"
    return f"sas.link_row({scope.library()}, {number}, {scope.row_name}, {shown})"


def plain(value: v.Value) -> v.Value:
    """The variable inside a Pad."""
    return value.value if isinstance(value, v.Pad) else value


def join(scope: LoopScope, values: ScalarValues, s: lp.Routine) -> list[str]:
    """CALL CATS and its relatives: the result of the function of that name goes to the result variable."""
    at = 1 if s.name == "CATX" else 0
    target = plain(s.args[at])
    place = scope.context.use(values.value(target))
    made = values.value(v.Cut(v.Apply(s.name, tuple(s.args), v.FLAG), target.type.length, target.type))
    return [f"{place} = {scope.context.use(made)}"]


def scan(scope: LoopScope, values: ScalarValues, s: lp.Routine) -> list[str]:
    """CALL SCAN: position and length of a word."""
    scope.context.need("scan_place")
    use = scope.context.use
    text, count = use(values.value(s.args[0])), use(values.value(s.args[1], whole=True))
    targets = ", ".join(use(values.value(plain(arg))) for arg in s.args[2:4])
    more = [use(values.value(arg)) for arg in s.args[4:]]
    return [f"{targets} = sas.scan_place({', '.join([text, count, *more])})"]

"""Macro statements that the run carries out, to the plan: %IF and %DO around steps, values of macro variables.

After an %IF a data set is known as far as both ways leave it the same; after a %DO, as far as any number of rounds
does. What differs is open: the run checks what later steps need of it.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, is_dataclass, replace

from translator.lang import macro_statements as ms
from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.macro_text import MacroReference, MacroText
from translator.lang.source import Token
from translator.lang.types import Column, Schema
from translator.library.macro_expressions import MacroError, is_true
from translator.lower import titles
from translator.lower.catalog import OPEN
from translator.lower.context import Context
from translator.lower.lists import find_lists
from translator.lower.scope import LoweringError
from translator.plan import values as v
from translator.plan.macros import (
    Choice,
    DeleteMacroVariables,
    Executed,
    Leave,
    PutMacroText,
    Repeat,
    SetMacroText,
    SetMacroValue,
    StopProgram,
    every_step,
    may_be,
)
from translator.plan.relations import Hole, Note, Step

_SETTLED = ("settings", "titles", "footnotes")
VALUE = "_VALUE_"
"""How the names begin that the macro processor gives to values of %SYSFUNC; each is used where it was made."""
MOST_ROUNDS = 4
"""Times that a loop's body is lowered until what is known of the data sets no longer changes."""

Lower = Callable[[st.Step, Context, int], list[Step]]
KINDS = (
    ms.MacroLet, ms.MacroPut, ms.MacroDelete, ms.MacroStop, ms.MacroChoice, ms.MacroLeave, ms.MacroRepeat, ms.MacroExecuted,
)  # fmt: skip


def lower_macro(statement: object, context: Context, position: int, lower: Lower) -> list[Step]:
    """Lower one macro statement; `lower` lowers the steps inside it. Raises LoweringError."""
    if isinstance(statement, ms.MacroRepeat | ms.MacroChoice):
        context.catalog.lists |= find_lists(statement)
    match statement:
        case ms.MacroLet(name=name, call=call, format=form, trim=trim) if call is not None:
            value = context.values(()).value(call)
            known = _told(name, value, form, context)
            if known is not None:
                return [_step(f"%LET {shown(name)}", SetMacroText(name, (known,), True), statement)]
            return [
                _step(
                    f"%LET {shown(name)}",
                    SetMacroValue("".join(map(str, name)), value, form, trim),
                    statement,
                )
            ]
        case ms.MacroLet(name=name, text=text, trim=trim):
            return [_step(f"%LET {shown(name)}", SetMacroText(name, text, trim), statement)]
        case ms.MacroPut(text=text):
            return [_step("%PUT", PutMacroText(text), statement)]
        case ms.MacroDelete(names=names):
            return [_step("end of macro variables", DeleteMacroVariables(names), statement)]
        case ms.MacroStop(text=text):
            return [_step("%ABORT", StopProgram(text), statement)]
        case ms.MacroLeave(condition=condition, negated=negated):
            return [_step("%WHILE" if negated else "%UNTIL", Leave(condition, negated), statement)]
        case ms.MacroChoice(then=then, otherwise=otherwise):
            way = _way(statement, context)
            if way is not None:
                return list(_all(then if way else otherwise, context, position, lower))
            return [_choice(statement, context, position, lower)]
        case ms.MacroRepeat():
            return _repeat(statement, context, position, lower)
        case ms.MacroExecuted():
            return _executed(statement, context, position, lower)
    raise LoweringError("H0103", f"{type(statement).__name__} is not translated")


def _told(name: MacroText, value: v.Value, form: object, context: Context) -> str | None:
    """Return the text that %SYSFUNC makes of EXIST of a data set which a step has made for certain, or none has; None for
    other values. Conditions on the names that the macro processor gives such values go by it."""
    key = name[0] if len(name) == 1 and isinstance(name[0], str) else ""
    context.told.pop(key, None)
    match value:
        case v.Service("EXIST", (v.Constant(str() as dataset),)) if form is None:
            found = _is_made(dataset.strip().lower().removeprefix("work."), context)
        case _:
            return None
    if found is None:
        return None
    if key.startswith(VALUE):
        context.told[key] = str(int(found))
    return str(int(found))


def _is_made(name: str, context: Context) -> bool | None:
    """Is there a data set of WORK at this place of the program? None where only the run knows."""
    catalog = context.catalog
    plain = name.isidentifier() and not name.startswith("_")
    patterns = any("&" in other and may_be(other, name) for other in catalog.schemas)
    if not plain or patterns or name in catalog.unknown | catalog.maybe or catalog.is_unseen(name):
        return None
    return name in catalog.schemas


def _way(statement: ms.MacroChoice, context: Context) -> bool | None:
    """Which way does %IF go, where all that it asks is sure? None where only the run knows."""
    test = statement.condition
    if test.name != "eval" or len(test.args) != 1:
        return None
    pieces = [
        context.told.get(part.name) if isinstance(part, MacroReference) else part for part in test.args[0]
    ]
    if not all(isinstance(piece, str) for piece in pieces) or not any(
        isinstance(part, MacroReference) for part in test.args[0]
    ):
        return None
    try:
        return is_true("".join(map(str, pieces))) is not statement.negated
    except MacroError:
        return None


def shown(text: MacroText) -> str:
    """Return a macro text as a title shows it."""
    return "".join(
        part
        if isinstance(part, str)
        else "&" + getattr(part, "name", "…")
        if isinstance(getattr(part, "name", None), str)
        else "…"
        for part in text
    )


def _step(title: str, node: object, statement: st.Node, inner: Iterable[Step] = ()) -> Step:
    steps = tuple(inner)
    outputs = tuple(dict.fromkeys(name for step in steps for name in step.outputs))
    inputs = tuple(dict.fromkeys(name for step in steps for name in step.inputs))
    schemas: dict[str, Schema] = {}
    for step in steps:
        for name, schema in step.schemas:
            schemas[name] = schema if name not in schemas else joined(schemas[name], schema)
    found = [one.provenance for one in every_step(steps)]
    worst = next((word for word in ("hole", "loop") if word in found), "rule:macro")
    first, last = statement.at, statement.end
    if last.outermost.source is not first.outermost.source or last.outermost.line < first.outermost.line:
        last = first
    notes: tuple[Note, ...] = ()
    return Step(
        title, node, inputs, outputs, tuple(schemas.items()), first, last, worst, notes, statement.comments
    )


def _all(statements: Iterable[object], context: Context, position: int, lower: Lower) -> tuple[Step, ...]:
    made: list[Step] = []
    for statement in statements:
        made += lower(statement, context, position)  # type: ignore[arg-type]
    return tuple(made)


# --- two ways -------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Known:
    """What is known between two steps."""

    schemas: dict[str, Schema]
    unknown: set[str]
    maybe: set[str]
    last: str
    rest: dict[str, object]


_RULES = {"limits": "OPTIONS OBS= or FIRSTOBS=", "yearcutoff": "OPTIONS YEARCUTOFF=", "librefs": "LIBNAME"}


def save(context: Context) -> Known:
    """Return what is known now."""
    catalog = context.catalog
    rest = {
        name: copy.copy(getattr(context, name))
        for name in ("titles", "footnotes", "formats", "ods_requests", "selection", "settings", *_RULES)
    }
    return Known(dict(catalog.schemas), set(catalog.unknown), set(catalog.maybe), catalog.last, rest)


def load(context: Context, known: Known) -> None:
    """Go back to what was known."""
    catalog = context.catalog
    catalog.schemas, catalog.unknown, catalog.maybe = (
        dict(known.schemas),
        set(known.unknown),
        set(known.maybe),
    )
    catalog.last = known.last
    for name, value in known.rest.items():
        setattr(context, name, copy.copy(value))


def merge(first: Known, second: Known) -> Known:
    """Return what is known where two ways meet. Raises LoweringError where settings differ that later steps need."""
    for name, what in _RULES.items():
        if first.rest[name] != second.rest[name]:
            raise LoweringError("H0106", f"{what} hangs on a condition that only the run knows")
    schemas: dict[str, Schema] = {}
    maybe = first.maybe | second.maybe
    unknown = first.unknown | second.unknown
    for name in (*first.schemas, *second.schemas):
        a, b = first.schemas.get(name), second.schemas.get(name)
        if a is not None and b is not None:
            schemas[name] = joined(a, b)
        else:
            schemas[name] = a or b or OPEN
            if "." not in name and name not in unknown:
                maybe.add(name)
    formats = dict(first.rest["formats"])  # type: ignore[call-overload]
    formats |= second.rest["formats"]
    options: dict[str, str | None] = {}
    for name in (*first.rest["settings"], *second.rest["settings"]):  # type: ignore[misc]
        a, b = (one.rest["settings"].get(name, "") for one in (first, second))  # type: ignore[attr-defined]
        options[name] = a if a == b else None
    lines = {kind: titles.met(kind, first.rest[kind], second.rest[kind]) for kind in titles.KINDS}  # type: ignore[arg-type]
    rest = second.rest | {"formats": formats, "settings": options} | lines
    last = first.last if first.last == second.last else ""
    return Known(schemas, unknown, maybe, last, rest)


def joined(a: Schema, b: Schema) -> Schema:
    """Return what two ways leave of a data set: the same columns, else an open one."""
    if a == b:
        return a
    if a.columns != b.columns:
        a, b = replace(a, columns=_loose(a, b)), replace(b, columns=_loose(b, a))
    if a.columns != b.columns or a.complete != b.complete:
        return OPEN
    order: tuple[str, ...] = ()
    for one, other in zip(a.sorted_by, b.sorted_by, strict=False):
        if one != other:
            break
        order = (*order, one)
    unique = a.unique_by if a.unique_by == b.unique_by else ()
    return replace(a, sorted_by=order, unique_by=unique, label=a.label if a.label == b.label else "")


def _loose(one: Schema, other: Schema) -> tuple[Column, ...]:
    """Return columns as they are if a value may be missing in either of two data sets."""
    if len(one.columns) != len(other.columns):
        return one.columns
    return tuple(
        replace(
            a,
            type=replace(
                a.type, nullable=a.type.nullable or b.type.nullable, special=a.type.special or b.type.special
            ),
        )
        for a, b in zip(one.columns, other.columns, strict=True)
    )


def _choice(statement: ms.MacroChoice, context: Context, position: int, lower: Lower) -> Step:
    before = save(context)
    then = _all(statement.then, context, position, lower)
    after = save(context)
    load(context, before)
    otherwise = _all(statement.otherwise, context, position, lower)
    here = save(context)
    if _stops(then):
        pass
    elif _stops(otherwise):
        load(context, after)
    else:
        met = merge(after, here)
        load(context, met)
        then += _told_title(after, met, statement)
        otherwise += _told_title(here, met, statement)
    node = Choice(statement.condition, then, otherwise, statement.negated)
    return _step("%IF", node, statement, then + otherwise)


def _told_title(known: Known, later: Known, statement: st.Node) -> tuple[Step, ...]:
    """The step that tells the run the title in force, where a later step has to ask it for that."""
    pair = titles.told(known.rest["titles"], later.rest["titles"])  # type: ignore[arg-type]
    if pair is None:
        return ()
    name, text = pair
    return (_step("TITLE", SetMacroText((name,), (text,), trim=False), statement),)


def _stops(steps: tuple[Step, ...]) -> bool:
    return bool(steps) and isinstance(steps[-1].node, StopProgram)


def _settled(
    context: Context, statement: st.Node, body: Callable[[], tuple[Step, ...]]
) -> tuple[list[Step], tuple[Step, ...]]:
    """Lower the body of a loop until what is known at its start holds for every round; return what precedes it, too."""
    first = start = save(context)
    findings = len(context.diagnostics)
    for _ in range(MOST_ROUNDS):
        load(context, start)
        del context.diagnostics[findings:]
        made = body()
        end = save(context)
        met = merge(start, end)
        if (met.schemas, met.unknown, met.maybe, *(met.rest[name] for name in _SETTLED)) == (
            start.schemas, start.unknown, start.maybe, *(start.rest[name] for name in _SETTLED),
        ):  # fmt: skip
            load(context, met)
            return list(_told_title(first, met, statement)), made + _told_title(end, met, statement)
        start = met
    raise LoweringError("H0106", "the columns of a data set change from round to round of a loop of the run")


def _repeat(statement: ms.MacroRepeat, context: Context, position: int, lower: Lower) -> list[Step]:
    before, made = _settled(context, statement, lambda: _all(statement.body, context, position, lower))
    node = Repeat(made, statement.index, statement.start, statement.stop, statement.step)
    return [*before, _step(f"%DO {statement.index}".strip(), node, statement, made)]


def _executed(statement: ms.MacroExecuted, context: Context, position: int, lower: Lower) -> list[Step]:
    sites: list[tuple[int, tuple[str, ...], tuple[Step, ...]]] = []

    def body() -> tuple[Step, ...]:
        sites.clear()
        before = save(context)
        whole = before
        ends: list[Known] = []
        for number, names, steps in statement.sites:
            load(context, before)
            sites.append((number, names, _all(steps, context, position, lower)))
            ends.append(save(context))
            whole = merge(whole, ends[-1])
        load(context, whole)
        sites[:] = [
            (number, names, made + _told_title(end, whole, statement))
            for (number, names, made), end in zip(sites, ends, strict=True)
        ]
        return tuple(step for _, _, steps in sites for step in steps)

    first, made = _settled(context, statement, body)
    return [*first, _step("CALL EXECUTE", Executed(tuple(sites)), statement, made)]


# --- names that only the run knows ----------------------------------------------------------------------


def check_names(step: object) -> None:
    """Refuse a step in which a name other than a data set's is made of macro variables that only the run knows.

    Raises: LoweringError H0103.
    """
    match step:
        case tuple():
            for part in step:
                check_names(part)
            return
        case sx.Var(name) | sx.Element(name) | sx.Call(name) | sx.Prefix(name) | sx.NumberedRange(first=name):
            _plain(name, getattr(step, "at", None))
            if isinstance(step, sx.NumberedRange):
                _plain(step.last, step.at)
        case sx.NameRange(first=first, last=last):
            _plain(first, step.at)
            _plain(last, step.at)
        case sx.Format(name=name):
            _plain(name, step.at)
        case st.Dataset(name=name, lib=lib, form=form):
            _plain(name if form == "path" else lib, step.at)
    if is_dataclass(step) and not isinstance(step, (Token, type)):
        for field in fields(step):
            if field.name not in ("at", "end", "comments"):
                check_names(getattr(step, field.name))


def _plain(name: str, at: Token | None) -> None:
    if "&" in name:
        raise LoweringError(
            "H0103", f"a name that only the run knows, {name}, stands where the program must know it", at
        )


def hole_inside(step: Step) -> bool:
    """Is a step, or one inside it, a hole?"""
    return any(isinstance(one.node, Hole) for one in every_step((step,)))

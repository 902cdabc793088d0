"""Statements that only shape the program data vector: LENGTH, RETAIN, ARRAY, FORMAT, LABEL, ATTRIB …

SAS 9.4 DATA Step Statements: Reference.
"""

from __future__ import annotations

from math import nan
from typing import TYPE_CHECKING

from equivalence.interpreter.errors import StepError
from equivalence.interpreter.formatting import check_format, number_from_text, width_of
from equivalence.interpreter.names import expand
from equivalence.interpreter.pdv import ArrayInfo, Slot
from equivalence.interpreter.tables import Value
from translator.lang import statements as st
from translator.lang import syntax as s
from translator.lang.source import Token
from translator.library.data_step import partial_values
from translator.library.missing import special_missing

if TYPE_CHECKING:
    from equivalence.interpreter.compile import StepCompiler

DECLARATIONS = (
    st.Length, st.Retain, st.Array, st.FormatStatement, st.InformatStatement, st.LabelStatement, st.Attrib,
    st.GlobalStatement,
)  # fmt: skip


def declares(statement: object) -> bool:
    """Is this a statement that `declare` takes?"""
    return isinstance(statement, DECLARATIONS)


def declare(host: StepCompiler, statement: st.Statement) -> None:
    """Carry out a declaration. Raises StepError."""
    match statement:
        case st.Length(items=items, default=default):
            for names, is_char, length in items:
                for name in host.names(names):
                    set_length(host, name, is_char, length, statement.at)
            if default is not None:
                host.outputs.default_length = default
        case st.Retain(items=items):
            _retain(host, items)
        case st.Array():
            _array(host, statement)
        case st.FormatStatement(items=items):
            for names, format in items:
                for name in host.names(names):
                    set_format(host, name, format)
        case st.InformatStatement(items=items):
            for names, format in items:
                for name in host.names(names):
                    set_informat(host, name, format)
        case st.LabelStatement(items=pairs):
            for item, text in pairs:
                for name in host.names((item,)):
                    host.labels_of[name.lower()] = text
        case st.Attrib(items=groups):
            for group in groups:
                _attributes(host, group, statement.at)
        case _:
            return


def set_length(host: StepCompiler, name: str, is_char: bool, length: int, at: Token | None) -> None:
    """LENGTH for one variable. A character variable's length is fixed by its first appearance."""
    low, high = (1, 32767) if is_char else (3, 8)
    if not low <= length <= high:
        what = "character" if is_char else "numeric"
        text = f"The length of {what} variables is {low}-{high}."
        raise StepError(text, at, "R0010", prefix="ERROR 352-185: ")
    kind = "char" if is_char else "num"
    slot = host.slot(name, at)
    if not slot.kind:
        host.pdv.add(name, kind, length if is_char else 8)
    elif slot.kind != kind:
        raise StepError(f"Variable {name} has been defined as both character and numeric.", at, "R0013")
    elif is_char and slot.length != length:
        host.session.warning(
            f"Length of character variable {slot.name} has already been set. Use the LENGTH statement as the very "
            "first statement in the DATA STEP to declare the length of a character variable."
        )
        return
    slot.length = length
    slot.fixed_length = True


def set_format(host: StepCompiler, name: str, format: s.Format | None) -> None:
    """FORMAT for one variable; None removes it. A new variable takes its kind and length from the format."""
    slot = host.slot(name)
    if format is None:
        slot.format = ""
        return
    check_format(host.session, format)
    format = _fix_kind(host, slot, format, reading=False)
    slot.format = str(format)


def set_informat(host: StepCompiler, name: str, informat: s.Format | None) -> None:
    """INFORMAT for one variable."""
    slot = host.slot(name)
    if informat is None:
        slot.informat = ""
        return
    check_format(host.session, informat, "informat")
    slot.informat = str(_fix_kind(host, slot, informat, reading=True))


def _fix_kind(host: StepCompiler, slot: Slot, format: s.Format, *, reading: bool) -> s.Format:
    if not slot.kind:
        is_char = format.name.startswith("$")
        width = width_of(host.session, format, reading=reading) if is_char else 8
        host.pdv.add(slot.name, "char" if is_char else "num", width)
    if slot.kind == "char" and not format.name.startswith("$"):
        made = s.Format("$" + format.name, format.width, format.decimals, format.at)
        if format.name:
            check_format(host.session, made, "informat" if reading else "format")
        return made
    if slot.kind == "num" and format.name.startswith("$"):
        raise StepError(
            f"You are trying to use the character format {format.name} with the numeric variable {slot.name} in data "
            f"set {host.outputs.first_name()}.", format.at, "R0009", prefix="ERROR 48-59: ",
        )  # fmt: skip
    return format


def _attributes(host: StepCompiler, group: st.Attributes, at: Token | None) -> None:
    for name in host.names(group.names):
        if group.length is not None:
            set_length(host, name, group.length[0], group.length[1], at)
        if group.format is not None:
            set_format(host, name, group.format)
        if group.informat is not None:
            set_informat(host, name, group.informat)
        if group.label is not None:
            host.labels_of[name.lower()] = group.label


# --- RETAIN -------------------------------------------------------------------------------------------------


def literal(expr: s.Expr) -> Value:
    """Return the value of a constant (RETAIN, ARRAY initial values)."""
    match expr:
        case s.Number(value=value):
            return value
        case s.Missing(letter=letter):
            return special_missing(letter)
        case s.String(value=text):
            return text or " "
        case s.Unary(op="-", operand=s.Number(value=value)):
            return -value
        case s.Unary(op="+", operand=s.Number(value=value)):
            return value
        case _:
            raise StepError("An initial value must be a constant.", expr.at, "R0010")


def _retain(
    host: StepCompiler, items: tuple[tuple[tuple[s.NameItem, ...], tuple[s.Expr, ...] | s.Expr | None], ...]
) -> None:
    if not items:
        host.retain_all = True
        return
    for names, initial in items:
        slots = _slots(host, names)
        if initial is None:
            for slot in slots:
                slot.retained = True
            continue
        values = (
            [literal(one) for one in initial]
            if isinstance(initial, tuple)
            else [literal(initial)] * len(slots)
        )
        for position, slot in enumerate(slots):
            slot.retained = True
            if position < len(values):
                initialize(host, slot, values[position])
            elif not slot.kind:  # fewer values than variables: the others start missing
                initialize(host, slot, nan)


def _slots(host: StepCompiler, names: tuple[s.NameItem, ...]) -> list[Slot]:
    result: list[Slot] = []
    for item in names:
        array = host.array(item.name) if isinstance(item, s.Var | s.Element | s.Call) else None
        if array is not None:
            result.extend(host.pdv.slots[index] for index in array.slots)
        else:
            result.extend(host.slot(name, item.at) for name in host.names((item,)))
    return result


def initialize(host: StepCompiler, slot: Slot, value: Value) -> None:
    """Give a slot its initial value; an undetermined one takes kind and length of the value."""
    if not slot.kind:
        host.pdv.add(
            slot.name,
            "char" if isinstance(value, str) else "num",
            len(value) if isinstance(value, str) else 8,
        )
    slot.assigned = True
    if slot.kind == "num" and isinstance(value, str):
        try:
            value = number_from_text(value)
        except ValueError:
            message = f"Variable {slot.name} cannot be initialized with '{value}'."
            raise StepError(message, None, "R0013") from None
    elif slot.kind == "char" and not isinstance(value, str):
        from equivalence.interpreter.formatting import best_text

        value = best_text(value, min(slot.length, 32))
    host.pdv.values[slot.index] = slot.fit(value)


# --- ARRAY --------------------------------------------------------------------------------------------------


def _array(host: StepCompiler, statement: st.Array) -> None:
    name = statement.name
    if host.array(name) is not None:
        raise StepError(
            f"The variable {name} has already been defined.", statement.at, "R0010", prefix="ERROR 124-185: "
        )
    bounds = statement.bounds
    wanted = 1
    for low, high in bounds or ():
        if high < low:
            raise StepError(f"The dimension of array {name} is not valid.", statement.at, "R0010")
        wanted *= high - low + 1
    kind, length = ("char" if statement.is_char else ""), statement.length
    if statement.index and not host.slot(statement.index).kind:  # the statement names it, before the elements
        host.pdv.add(statement.index, "num", 8)
    if statement.temporary:
        indexes = _temporary(host, statement, wanted)
    else:
        names = (
            expand(statement.elements, host.pdv.visible())
            if statement.elements
            else [f"{name}{number}" for number in range(1, wanted + 1)]
        )
        names = _nested(host, names)
        if bounds is not None and len(names) != wanted:
            many = "Too many" if len(names) > wanted else "Too few"
            raise StepError(
                f"{many} variables defined for the dimension(s) specified for the array {name}.",
                statement.at,
                "R0010",
            )
        indexes = []
        for position, one in enumerate(names):
            value = statement.initial[position] if position < len(statement.initial) else None
            if not kind and length is None and isinstance(value, s.String):
                # ARRAY Statement, initial-value-list: elements without attributes have those of their values.
                indexes.append(_element(host, one, "char", max(len(value.value), 1), statement))
            else:
                indexes.append(_element(host, one, kind, length, statement))
    if bounds is None:
        bounds = ((1, len(indexes)),)
    kinds = {host.pdv.slots[index].kind for index in indexes}
    if len(kinds) > 1:
        raise StepError("All variables in array list must be the same type, i.e., all numeric or character.",
                        statement.at, "R0010")  # fmt: skip
    array = ArrayInfo(
        name, kinds.pop() if kinds else "num", indexes, bounds, statement.implicit,
        statement.index or ("_i_" if statement.implicit else ""), statement.temporary,
    )  # fmt: skip
    if statement.implicit:
        host.slot(array.index)
    host.pdv.arrays[name.lower()] = array
    if statement.initial and len(statement.initial) != len(indexes):
        host.session.warning(partial_values(name, len(statement.initial) > len(indexes)))
    for index, value in zip(indexes, statement.initial, strict=False):
        slot = host.pdv.slots[index]
        slot.retained = True
        initialize(host, slot, literal(value))


def _nested(host: StepCompiler, names: list[str]) -> list[str]:
    """Names of an array's elements may be names of other arrays: their elements are meant."""
    result: list[str] = []
    for name in names:
        array = host.array(name)
        if array is None:
            result.append(name)
        else:
            result.extend(host.pdv.slots[index].name for index in array.slots)
    return result


def _temporary(host: StepCompiler, statement: st.Array, wanted: int) -> list[int]:
    is_char = statement.is_char or any(isinstance(one, s.String) for one in statement.initial)
    longest = max((len(one.value) for one in statement.initial if isinstance(one, s.String)), default=8)
    length = statement.length or (8 if statement.is_char or not is_char else max(longest, 1))
    count = wanted if statement.bounds is not None else len(statement.initial)
    return [host.pdv.add_hidden("char" if is_char else "num", length) for _ in range(count)]


def _element(host: StepCompiler, name: str, kind: str, length: int | None, statement: st.Array) -> int:
    slot = host.slot(name, statement.at)
    if not slot.kind:
        host.pdv.add(name, kind or "num", length or 8)
        if kind != "char" and length:
            slot.length = length
    return slot.index

"""INPUT and PUT: lists of variables dealt out into single fields, with the type each variable gets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.types import Type
from translator.lower.known_formats import user_width
from translator.lower.scope import LoweringError, Scope

Fields = tuple[st.InputItem, ...]


def input_fields(
    items: tuple[st.InputItem, ...], scope: Scope, user: Mapping[str, object]
) -> tuple[Fields, list[tuple[str, Type]]]:
    """Return the items with one plain variable a field, and (name, type) of each variable in order."""
    fields: list[st.InputItem] = []
    types: list[tuple[str, Type]] = []
    if left_named(items):
        raise LoweringError("H0258", "INPUT reads in another style after named input", None)
    for item in items:
        match item:
            case st.InputField(names=names):
                last = fields[-1] if fields else None
                if isinstance(last, st.InputField) and _varying(last) and len(names) == 1:
                    fields[-1] = replace(last, width_from=names[0])  # its width is in this variable
                    continue
                for name in _names(names, scope):
                    fields.append(replace(item, names=(_as_item(name),)))
                    _typed(types, name, _input_type(item, scope, name, user))
            case st.InputGroup():
                _deal(item, scope, user, fields, types)
            case st.Pointer():
                fields.append(item)
    return tuple(fields), types


def left_named(items: tuple[st.InputItem, ...]) -> bool:
    """Does another style of input follow named input? SAS expects all that follows to be named.

    (DATA Step Statements: Reference, INPUT, Named: "When to Use Named Input".)
    """
    modes = [item.mode if isinstance(item, st.InputField) else "" for item in items]
    if "named" not in modes:
        return False
    after = items[modes.index("named") :]
    return any(
        isinstance(item, st.InputGroup) or (isinstance(item, st.InputField) and item.mode != "named")
        for item in after
    )


def _varying(item: st.InputItem) -> bool:
    """Is it a field of $VARYING that still lacks its length variable?"""
    return (
        isinstance(item, st.InputField) and item.informat is not None
        and item.informat.name == "$VARYING" and item.width_from is None
    )  # fmt: skip


def _typed(types: list[tuple[str, Type]], name: str | sx.NameItem, type_: Type) -> None:
    if isinstance(name, str):
        types.append((name, type_))


def _as_item(name: str | sx.NameItem) -> sx.NameItem:
    return sx.Var(name) if isinstance(name, str) else name


def _names(items: tuple[sx.NameItem, ...], scope: Scope) -> list[str | sx.NameItem]:
    found: list[str | sx.NameItem] = []
    for item in items:
        if isinstance(item, (sx.Call, sx.Element)) and not getattr(item, "all", False):
            found.append(item)
        else:
            found += scope.resolve([item], create=True)
    return found


def _input_type(
    field: st.InputField, scope: Scope, name: str | sx.NameItem, user: Mapping[str, object]
) -> Type:
    known = scope.variables.get(name.lower()) if isinstance(name, str) else None
    if known is not None and known.type is not None:
        if field.is_char and known.type.kind == "num":
            raise LoweringError(
                "R0102", f"ERROR: Variable {known.name} has been defined as both character and numeric.", None
            )
        return known.type
    informat = field.informat
    char = field.is_char or (informat is not None and informat.name.startswith("$"))
    if not char:
        return Type("num")
    if informat is not None and (informat.width or f"@{informat.name}" in user):
        return Type("char", informat.width or user_width(user[f"@{informat.name}"]))
    if field.columns is not None:
        return Type("char", field.columns[1] - field.columns[0] + 1)
    return Type("char", 8)


def _deal(
    group: st.InputGroup,
    scope: Scope,
    user: Mapping[str, object],
    fields: list[st.InputItem],
    types: list[tuple[str, Type]],
) -> None:
    """Deal the informats out to the names, in turn and again from the start; pointers act as they are met."""
    names = _names(group.names, scope)
    if not group.formats:
        raise LoweringError("H0224", "a list of variables in parentheses has no informats", None)
    position = 0
    for name in names:
        while isinstance(pointer := group.formats[position % len(group.formats)], st.Pointer):
            fields.append(pointer)
            position += 1
        entry = group.formats[position % len(group.formats)]
        position += 1
        if isinstance(entry, sx.Format):
            entry = st.InputField((sx.Var(""),), "formatted", informat=entry)
        assert isinstance(entry, st.InputField)  # pointers were taken above
        field = replace(entry, names=(_as_item(name),))
        fields.append(field)
        _typed(types, name, _input_type(field, scope, name, user))


def refuse_unnamed(fields: tuple[st.PutItem, ...], scope: Scope, statement: st.Statement) -> None:
    """Raise LoweringError where PUT names elements of a temporary array: they have no names that SAS documents."""
    for field in fields:
        if not isinstance(field, st.PutField) or not field.named:
            continue
        for name in field.names:
            array = scope.arrays.get(name.name.lower()) if isinstance(name, (sx.Element, sx.Call)) else None
            entry = scope.variables.get(name.name.lower()) if isinstance(name, sx.Var) else None
            if array is not None and array.temporary or entry is not None and entry.role == "temporary":
                raise LoweringError(
                    "H0456", "PUT of elements of temporary arrays by name is not translated", statement.at
                )


def put_fields(
    items: tuple[st.PutItem, ...], scope: Scope, everything: tuple[str, ...]
) -> tuple[st.PutItem, ...]:
    """Return the items with one plain variable a field; _ALL_ becomes named fields of `everything`."""
    fields: list[st.PutItem] = []
    for item in items:
        match item:
            case st.PutField(names=(sx.SpecialList("all"),)):
                fields += [st.PutField((sx.Var(name),), named=True) for name in everything]
                fields += [
                    st.PutField((sx.Var("_ERROR_"),), named=True),
                    st.PutField((sx.Var("_N_"),), named=True),
                ]
            case st.PutField(names=(width,)) if fields and _writes_varying(fields[-1]):
                assert isinstance(fields[-1], st.PutField)
                fields[-1] = replace(fields[-1], width_from=width)
            case st.PutField(names=names):
                fields += [replace(item, names=(_as_item(name),)) for name in _names(names, scope)]
            case st.PutGroup(names=names, formats=formats):
                fields += _deal_put(_names(names, scope), formats)
            case _:
                fields.append(item)
    return tuple(fields)


def _writes_varying(item: st.PutItem) -> bool:
    """Is it a field of $VARYING that still lacks its length variable?"""
    return (
        isinstance(item, st.PutField) and item.format is not None
        and item.format.name == "$VARYING" and item.width_from is None
    )  # fmt: skip


def _deal_put(names: list[str | sx.NameItem], formats: tuple[object, ...]) -> list[st.PutItem]:
    fields: list[st.PutItem] = []
    position = 0
    for name in names:
        used = False
        while not used:
            entry = formats[position % len(formats)]
            position += 1
            match entry:
                case sx.Format():
                    fields.append(st.PutField((_as_item(name),), format=entry))
                    used = True
                case st.PutField():
                    fields.append(replace(entry, names=(_as_item(name),)))
                    used = True
                case st.PutText() | st.Pointer():
                    fields.append(entry)
    return fields  # what is left of the formats is not used: a text stands between values

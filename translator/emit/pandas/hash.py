"""Hash objects and iterators of a loop: `sas.Hash` over the variables that are kept in `row`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from translator.emit.code import Code
from translator.emit.pandas import expressions as ex
from translator.emit.pandas.context import Unsupported
from translator.plan import loop as lp
from translator.plan import values as v

if TYPE_CHECKING:
    from translator.emit.pandas.loop_scope import LoopScope
    from translator.emit.pandas.values_columns import ColumnValues

METHODS = {"find", "check", "add", "replace", "remove", "clear", "delete", "num_items", "first", "last", "next", "prev",
           "output", "find_next", "find_prev", "has_next", "has_prev", "ref", "setcur", "equals", "replacedup",
           "removedup", "sum", "sumdup", "do_over", "reset_dup"}  # fmt: skip
SUPPORTED = {"find", "check", "add", "replace", "remove", "clear", "delete", "num_items", "first", "last", "next", "prev",
             "output", "find_next", "find_prev", "has_next", "has_prev", "ref", "setcur", "replacedup", "removedup",
             "sum", "sumdup", "do_over", "reset_dup", "equals"}  # fmt: skip


def declare(scope: LoopScope, s: lp.DeclareHash) -> list[str]:
    """Make a hash object (once) or an iterator."""
    name = object_name(scope, s.name)
    if s.kind == "hiter":
        scope.context.need("HashIterator")
        return once(scope, s, name, f"sas.HashIterator({object_name(scope, s.of)})")
    scope.context.need("Hash")
    arguments = [scope.row_name, names(scope, s.keys), names(scope, s.data)]
    if s.source is not None:
        arguments.append(f"table={chosen_table(scope, s.source)}")
    elif s.dataset:
        table = scope.tables.get(s.dataset.split("(")[0].strip())
        if table is None or "(" in s.dataset:
            raise Unsupported("H0465", f"the hash object's data set {s.dataset} is not translated", s.at)
        arguments.append(f"table={table}")
    if s.cut:
        arguments.append(f"lengths={{{', '.join(f'{ex.text(name)}: {length}' for name, length in s.cut)}}}")
    if s.ordered:
        arguments.append(f'ordered="{s.ordered}"')
    if s.multidata:
        arguments.append("multidata=True")
    if s.suminc:
        arguments.append(f"suminc={names(scope, (s.suminc,))}")
    if s.duplicate:
        arguments.append(f'duplicate="{s.duplicate}"')
    return once(scope, s, name, f"sas.Hash({', '.join(arguments)})")


def chosen_table(scope: LoopScope, source: lp.Input) -> str:
    """The table that the options of a data set choose, made before the loop."""
    table = scope.tables[source.dataset]
    names = {slot.lower(): name for name, slot in source.columns}
    chosen = table
    if source.where is not None:
        test = scope.context.use(column_values(scope, table, names).condition(source.where))
        chosen += f".loc[{test}]"
    if source.firstobs is not None or source.obs is not None:
        chosen += scope.row_slice(source.firstobs, source.obs)
    renamed = [f"{ex.text(a)}: {ex.text(b)}" for a, b in source.columns if a != b]
    if renamed:
        chosen += f".rename(columns={{{', '.join(renamed)}}})"
    name = scope.names.claim(f"{source.dataset.rpartition('.')[2]}_loaded")
    scope.late_setup.append(f"{name} = {chosen}")
    for slot, length in source.cut:
        scope.context.need("cut")
        shown = f"{name}[{ex.text(slot)}]"
        scope.late_setup.append(f"{name} = {name}.assign({slot}=sas.cut({shown}, {length}))")
    return name


def column_values(scope: LoopScope, table: str, names: dict[str, str]) -> ColumnValues:
    """Values over the columns of a table; `names`: lower-case variable -> column."""
    from translator.emit.pandas.values_columns import ColumnValues

    return ColumnValues(
        table, lambda name: Code(f"{table}[{ex.text(names[name.lower()])}]", ex.CALL),
        user_format=scope.user_format, macro=scope.macro, service=lambda value, arguments: scope.column_service(table, value, arguments),
    )  # fmt: skip


def output_lines(scope: LoopScope, s: lp.HashOutput) -> list[str]:
    """OUTPUT with data set options, or to a name that the run makes: the chosen data variables, renamed, and the rows that WHERE= lets through."""
    from translator.emit.pandas.values_scalar import ScalarValues

    target = scope.hash_tables.get(s.dataset, "")
    made = f"{object_name(scope, s.object)}.output()[[{', '.join(ex.text(old) for old, _ in s.columns)}]]"
    renamed = [f"{ex.text(a)}: {ex.text(b)}" for a, b in s.columns if a != b]
    if renamed:
        made += f".rename(columns={{{', '.join(renamed)}}})"
    if s.name is not None:  # a data set whose name the run makes
        scope.context.need("member_name")
        text = scope.context.use(ScalarValues(scope).value(s.name))
        return [f"{scope.library()}.work[sas.member_name({text})] = {made}"]
    if s.where is None:
        return [f"{target}.append({made})"]
    name = scope.names.claim("written")
    names = {new.lower(): new for _, new in s.columns}
    test = scope.context.use(column_values(scope, name, names).condition(s.where))
    return [f"{name} = {made}", f"{target}.append({name}.loc[{test}].reset_index(drop=True))"]


def once(scope: LoopScope, s: lp.DeclareHash, name: str, made: str) -> list[str]:
    """The line that makes an object: before the loop, where it is made only once."""
    always = any(statement is s for statement in scope.loop.body)  # made again in every iteration
    if s.once and not scope.loop.once and not always:
        scope.late_setup.append(f"{name} = {made}")
        return []
    return [f"{name} = {made}"]


def names(scope: LoopScope, slots: tuple[str, ...]) -> str:
    """Fields of `row` with the names of their columns: a dict, or a list where both are the same."""
    fields = [scope.place(slot).text.partition(".")[2] for slot in slots]
    pairs = ", ".join(f"{ex.text(slot)}: {ex.text(field)}" for slot, field in zip(slots, fields, strict=True))
    if all(slot == field for slot, field in zip(slots, fields, strict=True)):
        return f"[{', '.join(ex.text(field) for field in fields)}]"
    return f"{{{pairs}}}"


def object_name(scope: LoopScope, name: str) -> str:
    """The variable of a hash object or iterator."""
    key = name.lower()
    if key not in scope.hashes:
        scope.hashes[key] = scope.names.claim(name, f"{name}_hash")
    return scope.hashes[key]


def hash_call(scope: LoopScope, value: v.HashCall, arguments: list[Code]) -> Code:
    """A method of a hash object or iterator, or its attribute NUM_ITEMS."""
    name = object_name(scope, value.object)
    if value.method in ("definekey", "definedata", "definedone"):  # done where the object is made
        return Code("0.0", ex.ATOM)
    if value.method not in SUPPORTED:
        raise Unsupported("H0466", f"the hash method {value.method.upper()} is not translated")
    if value.method == "num_items":
        return Code(f"float(len({name}))", ex.CALL)
    if value.method == "output":
        first = value.args[0] if value.args else None
        if not isinstance(first, v.Constant) or len(value.args) != 1:
            raise Unsupported("H0467", "OUTPUT of a hash object needs one constant data set name")
        dataset = str(first.value).strip().lower().split("(")[0].removeprefix("work.")
        if "(" in str(first.value):
            raise Unsupported("H0467", "OUTPUT of a hash object with data set options")
        return ex.call(f"{scope.hash_tables[dataset]}.append", f"{name}.output()")
    if value.method == "equals":
        other = next((a for tag, a in zip(value.tags, value.args, strict=True) if tag == "hash"), None)
        if not isinstance(other, v.Constant):
            raise Unsupported("H0466", "EQUALS of a hash object needs the quoted name of another one")
        return ex.call("float", f"{name}.equals({object_name(scope, str(other.value).strip())})")
    keys = [c for tag, c in zip(value.tags, arguments, strict=True) if tag in ("key", "")]
    data = [c for tag, c in zip(value.tags, arguments, strict=True) if tag == "data"]
    parts: list[Code | str] = []
    if keys:
        shown = ", ".join(code.text for code in keys)
        parts.append(Code(f"keys=({shown}{',' if len(keys) == 1 else ''})", ex.ATOM, ex.needs(keys)))
    if data:
        shown = ", ".join(code.text for code in data)
        parts.append(Code(f"data=({shown}{',' if len(data) == 1 else ''})", ex.ATOM, ex.needs(data)))
    return ex.call(f"{name}.{value.method}", *parts)

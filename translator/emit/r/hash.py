"""Hash objects and iterators to R: environments that know the step's variables."""

from __future__ import annotations

from translator.emit.code import Code
from translator.emit.r import names
from translator.emit.r.context import Unsupported
from translator.emit.r.loop_state import Frame
from translator.emit.r.values import atom
from translator.emit.r.values_scalar import RowWriter
from translator.plan import loop as lp
from translator.plan import values as v

METHODS = frozenset(
    "find check add replace remove clear num_items find_next find_prev has_next has_prev removedup replacedup sum "
    "sumdup ref equals delete reset_dup do_over first last next prev setcur item_size output".split()
)
REFUSED = frozenset("item_size".split())


def declare_hash(frame: Frame, s: lp.DeclareHash) -> list[str]:
    """Return the statement that makes a hash object or iterator. `once`: only the first time it is executed."""
    name = frame.writer.places.hashes[s.name.lower()]
    if s.kind == "hiter":
        return [f"{name} <- sas_hash_iterator({frame.writer.places.hashes[s.of.lower()]})"]
    types = {slot.name.lower(): slot for slot in frame.loop.slots}

    def places(wanted: tuple[str, ...]) -> str:
        pairs = []
        for variable in wanted:
            slot = types.get(variable.lower())
            if slot is None:
                raise Unsupported("H0479", f"the hash variable {variable} is not a variable of the step")
            label, place = names.column(slot.name), frame.writer.variable(slot.name).text
            pairs.append(f"{label} = {names.text(place)}")
        return f"c({', '.join(pairs)})"

    arguments = ["environment()", f"keys = {places(s.keys)}"]
    if s.data:
        arguments.append(f"data = {places(s.data)}")
    if not s.keys:
        raise Unsupported("H0479", f"the keys of the hash object {s.name} are not known")
    if s.source is not None:
        from translator.emit.r.relations import prepared

        table = frame.names.of("table", s.source.dataset)
        rows = frame.names.new(f"{table}_loaded")
        reader = lp.Reader(0, "set", (s.source,))
        frame.before += prepared(frame.context, table, s.source, reader, "", select=True, target=rows)
        arguments.append(f"rows = {rows}")
    elif s.dataset:
        if "(" in s.dataset:
            raise Unsupported("H0465", f"the hash object's data set {s.dataset} is not translated", s.at)
        arguments.append(f"rows = {frame.names.of('table', s.dataset.split('(')[0].strip().lower())}")
    if s.cut:
        arguments.append(
            f"lengths = c({', '.join(f'{names.column(name)} = {length}' for name, length in s.cut)})"
        )
    if s.ordered:
        arguments.append(f"ordered = {names.text(s.ordered)}")
    if s.multidata:
        arguments.append("multidata = TRUE")
    if s.suminc:
        arguments.append(f"suminc = {places((s.suminc,))}")
    if s.duplicate:
        arguments.append(f"duplicate = {names.text(s.duplicate)}")
    made = f"{name} <- sas_hash({', '.join(arguments)})"
    always = any(statement is s for statement in frame.loop.body)  # made again in every iteration
    if not s.once or always:
        return [made]
    single = f"if (is.null({name})) {made}"
    return [single] if len(single) <= 100 else [f"if (is.null({name})) {{", f"  {made}", "}"]


def hash_call(frame: Frame, value: v.HashCall, writer: RowWriter) -> Code:
    """Write a method call: its return code, 0 where it succeeded."""
    name = frame.writer.places.hashes.get(value.object.lower())
    if name is None:
        raise Unsupported("H0479", f"{value.object} is not a hash object of this step")
    if value.method in ("definekey", "definedata", "definedone"):
        return atom("0")  # the keys and data are known where the object is made
    if value.method not in METHODS or value.method in REFUSED:
        raise Unsupported("H0479", f"the hash method {value.method.upper()} has no form in R")
    if value.method == "output":
        raise Unsupported("H0479", "OUTPUT of a hash object inside an expression has no form in R")
    if value.method == "num_items":
        return atom(f"{name}$num_items()")
    if value.method == "equals":
        other = next((a for tag, a in zip(value.tags, value.args, strict=True) if tag == "hash"), None)
        known = frame.writer.places.hashes.get(str(getattr(other, "value", "")).strip().lower())
        if known is None:
            raise Unsupported("H0479", "EQUALS of a hash object needs the quoted name of another one")
        return atom(f"{name}$equals({known})")
    groups: dict[str, list[str]] = {}
    for tag, arg in zip(value.tags, value.args, strict=True):
        groups.setdefault(tag or "key", []).append(writer.value(arg).text)
    arguments = [f"{tag} = list({', '.join(items)})" for tag, items in groups.items()]
    method = "`next`" if value.method == "next" else value.method
    return atom(f"{name}${method}({', '.join(arguments)})")


def hash_output(frame: Frame, value: v.HashCall) -> list[str]:
    """Return the statement of `h.output(dataset: 'x')`: the table is handed back when the step ends."""
    name = frame.writer.places.hashes[value.object.lower()]
    dataset = value.args[0] if value.args else None
    if not isinstance(dataset, v.Constant) or not isinstance(dataset.value, str) or "(" in dataset.value:
        raise Unsupported("H0479", "OUTPUT of a hash object needs a plain data set name")
    key = dataset.value.strip().lower().removeprefix("work.")
    if key not in frame.extra_tables:
        frame.extra_tables[key] = frame.names.new(key.rsplit(".", 1)[-1] + "_table")
        frame.before.append(f"{frame.extra_tables[key]} <- NULL")
    variable = frame.extra_tables[key]
    return [f"{variable} <- {name}$table()"]


def hash_output_chosen(frame: Frame, s: lp.HashOutput) -> list[str]:
    """Return the statement of OUTPUT with data set options: chosen data, renamed, the rows that WHERE= lets through."""
    from translator.emit.r.relations import pipe
    from translator.emit.r.values_columns import ColumnWriter

    if s.name is not None:  # a data set whose name the run makes
        frame.uses_lib = True
        names_ = ", ".join(names.text(old) for old, _ in s.columns)
        text = frame.writer.value(s.name).text
        rows = f"{frame.writer.places.hashes[s.object]}$table()[c({names_})]"
        return [f"lib$work[[sas_member_name({text})]] <- {rows}"]
    if s.dataset not in frame.extra_tables:
        frame.extra_tables[s.dataset] = frame.names.new(s.dataset.rsplit(".", 1)[-1] + "_table")
        frame.before.append(f"{frame.extra_tables[s.dataset]} <- NULL")
    chosen = [
        names.column(old) if old == new else f"{names.column(new)} = {names.column(old)}"
        for old, new in s.columns
    ]
    verbs = [f"select({', '.join(chosen)})"]
    if s.where is not None:
        verbs.append(f"filter({ColumnWriter(frame.writer.formats).filter(s.where).text})")
    return pipe(frame.extra_tables[s.dataset], f"{frame.writer.places.hashes[s.object]}$table()", verbs)

"""A DATA step to a row loop, and to column-wise operations where a rule proves them equal."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.source import Token
from translator.lang.types import Column, Schema, Type
from translator.library.system_options import Settings
from translator.lower import datasets as ds
from translator.lower import open_columns as oc
from translator.lower import open_inputs as oi
from translator.lower.automatic import pruned, start_of_iteration
from translator.lower.catalog import Catalog, canonical, display
from translator.lower.declarations import Declarations, DraftInput, DraftReader
from translator.lower.declare import Declarer
from translator.lower.effects import assigned, mentioned, must_reset, nodes
from translator.lower.guess import text_names
from translator.lower.implicit import renamed
from translator.lower.modify import ended, modified, own_columns
from translator.lower.scope import Entry, LoweringError, Scope
from translator.lower.statements import Statements
from translator.lower.values import Values
from translator.plan import loop as lp
from translator.plan import values as v
from translator.plan.relations import Note


@dataclass(slots=True)
class Lowered:
    """A DATA step as a loop, with what its output data sets look like and the notes for its reader."""

    loop: lp.RowLoop
    inputs: tuple[str, ...]
    schemas: dict[str, Schema]
    notes: list[Note] = field(default_factory=list)
    open: oc.OpenStep | None = None
    plain: lp.RowLoop | None = None  # the loop for the column-wise rules, where `loop` has open inputs


def lower_loop(
    step: st.DataStep, catalog: Catalog, *, special: bool, user_formats: dict[str, object], yearcutoff: int = 1926,
    limits: tuple[int | None, int | None] = (None, None), missing_letters: str = "",
    settings: Settings | None = None,
) -> Lowered:  # fmt: skip
    """Lower a DATA step to a row loop.

    Args: step: the syntax. catalog: what is known of data sets. special: the program can hold .A-.Z.
    user_formats: the program's own formats. limits: OPTIONS FIRSTOBS= and OBS=.
    settings: what OPTIONS statements have set.
    Raises: LoweringError where the step must become a hole.
    """
    found = Declarer(
        catalog, special=special, user_formats=user_formats, yearcutoff=yearcutoff, settings=settings
    ).walk(step.body)
    scope = found.scope
    notes = Notes()
    values = Values(scope, found.by, user_formats=user_formats, hashes=found.hashes, note=notes.add,  # type: ignore[arg-type]
                    yearcutoff=yearcutoff, settings=settings, catalog=catalog)  # fmt: skip
    for code, text, at in found.notes:
        notes.add(code, text, at)
    outputs = [canonical(d) if d.name else "" for d in step.outputs] or [""]
    outputs = [name if name not in ("", "_data_") else catalog.next_default() for name in outputs]
    settle_types(scope)
    wheres: dict[int, tuple[tuple[str, Any], ...]] = {}
    lowering = Statements(found, values, outputs, modified=modified(step, found, outputs))
    lowering.make_input = lambda draft: _input(
        draft, replace(found, where=None), scope, notes, user_formats, (None, None), wheres
    )
    body = pruned(start_of_iteration(lowering.block(step.body), scope))
    changed = lowering.modified
    if changed is not None and changed.implicit:
        body = ended(body, changed.reader.number)
    if found.follows_error:
        _follow_errors(body, step)
    readers = tuple(
        _reader(draft, found, scope, catalog, notes, user_formats, limits, wheres) for draft in found.readers
    )
    if lowering.modified is None or not lowering.modified.in_place:
        readers = tuple(replace(r, kind="set") if r.kind == "modify" else r for r in readers)
    for draft in found.readers:
        if draft.number not in lowering.reads:
            raise LoweringError(
                "H0236", "a SET or MERGE statement stands where it cannot be followed", draft.statement.at
            )

    executed = {n.reader for n in nodes(body) if isinstance(n, lp.Read)}
    counted = {n.reader for n in nodes(body) if isinstance(n, v.Automatic) and n.which == "nobs"}
    readers = tuple(r for r in readers if r.number in executed or r.number in counted or r.nobs)
    once = not executed and not lowering.lines
    stops = any(isinstance(n, lp.Leave) and n.kind in ("stop", "abort") for n in nodes(body))
    last = body[-1] if body else None
    silent = lowering.explicit_output or all(name == "_null_" for name in outputs)
    if once and silent and isinstance(last, lp.Leave) and last.kind == "stop":
        body = body[:-1]  # the step ends there anyway
    if once and found.readers and not stops:
        notes.add("N0413", "NOTE: DATA STEP stopped due to looping.", None)
    slots = tuple(_slot(entry, scope) for entry in scope.variables.values())
    arrays = tuple(
        lp.LoopArray(a.name, a.elements, a.bounds, a.type, a.temporary, any(
            isinstance(n, v.Element) and n.array.lower() == a.name.lower() for n in nodes(body)
        ) or any(isinstance(n, (sx.Element, sx.Call)) and n.name.lower() == a.name.lower() for n in nodes(body)))
        for a in scope.arrays.values()
    )  # fmt: skip
    targets = _outputs(step.outputs, outputs, found, scope, notes, special)
    if changed is not None:
        targets = tuple(
            own_columns(target, changed.reader) if position == changed.position else target
            for position, target in enumerate(targets)
        )
    _uninitialized(scope, notes, step)
    members = {a.name.lower(): {e.lower() for e in a.elements} for a in arrays}
    computed = {s.name.lower() for s in slots if s.role == "computed"}
    executable = list(body)
    driver = None
    if executable and isinstance(executable[0], lp.Read) and lowering.reads.count(executable[0].reader) == 1:
        driver = executable[0].reader
    again = must_reset(body, computed, members)
    loop = lp.RowLoop(
        name=" ".join(n for n in outputs),
        slots=slots,
        arrays=arrays,
        readers=readers,
        lines=tuple(lowering.lines),
        body=body,
        outputs=targets,
        implicit_output=not lowering.explicit_output
        and not (changed is not None and changed.in_place)
        and any(n != "_null_" for n in outputs),
        driver=driver,
        once=once,
        reason="",
        services=tuple(sorted(values.services)),
        reset=tuple(s.name for s in slots if s.name.lower() in again),
        modifies=changed.reader.number if changed is not None and changed.in_place else None,
    )
    schemas = {
        t.dataset: Schema(t.schema, sorted_by=_order(loop, t, catalog), label=d.options.label)
        for t, d in zip(targets, step.outputs or (st.Dataset("", ""),), strict=False)
        if t.dataset != "_null_"
    }
    schemas |= _hash_schemas(body, scope)
    opened, plain = None, None
    if scope.open_type is not None:
        used = oi.used_names(body, scope)
        unsure = {
            n.lower()
            for names in found.by.values()
            for n in names
            if n in scope.guessed and n.lower() not in used
        }
        for target, dataset in zip(targets, step.outputs or (st.Dataset("", ""),), strict=False):
            if target.open is not None:
                new = {old.lower(): name.lower() for old, name in target.open.rename}
                order = tuple(new.get(key, key) for key in schemas[target.dataset].sorted_by)
                made = oi.named_schema(target, unsure, scope, dataset.options.label)
                schemas[target.dataset] = replace(made, sorted_by=order)
        _length_notes(scope, body, notes)
        if (
            len(readers) == 1
            and all(target.dataset != "_null_" for target in targets)
            and oc.leads(loop, found)
        ):
            plain = oc.without_rows(loop, found)
            opened = oc.open_step(found, targets, plain, wheres, loop)
        loop = oi.complete(loop, found, wheres)
    inputs = tuple(dict.fromkeys([i.name for r in found.readers for i in r.inputs] + _hash_inputs(body)))
    return Lowered(loop, inputs, schemas, notes.made(), opened, plain)


_NEVER_LONGER = frozenset(
    "UPCASE LOWCASE PROPCASE LEFT TRIM STRIP COMPRESS COMPBL SUBSTR SUBSTRN SCAN REVERSE DEQUOTE".split()
)


def _length_notes(scope: Scope, body: tuple[lp.LoopStatement, ...], notes: Notes) -> None:
    """Say where a text of unknown length gets a value that may be longer: SAS would cut it."""
    texts = {n.lower(): n for n in scope.guessed if scope.type_of(n).kind == "char"}
    for node in nodes(body):
        if (
            not isinstance(node, lp.Assign)
            or not isinstance(node.target, v.Variable)
            or node.target.name.lower() not in texts
        ):
            continue
        value = node.value.value if isinstance(node.value, v.Cut) else node.value
        while isinstance(value, v.Apply) and value.function.upper() in _NEVER_LONGER and value.args:
            value = value.args[0].value if isinstance(value.args[0], v.Pad) else value.args[0]
        own = isinstance(value, v.Variable) and value.name.lower() == node.target.name.lower()
        if not own and not (isinstance(value, v.Constant) and value.value == ""):
            name = texts[node.target.name.lower()]
            notes.add(
                "C0301",
                f"CHECK: the length of {name} is that of its data set: a longer text would be cut by SAS, and is not here.",
                node.at,
            )


# Functions of numbers that cannot fail
_CANNOT_FAIL = frozenset(
    "ABS SIGN INT CEIL FLOOR ROUND SUM MEAN N NMISS MIN MAX COALESCE YEAR MONTH DAY QTR MISSING".split()
)


def _follow_errors(body: tuple[lp.LoopStatement, ...], step: st.DataStep) -> None:
    """Refuse a step that reads _ERROR_ where more than the INPUT statement may set it.

    A division by zero, an invalid conversion and an invalid argument also set _ERROR_ (Language Reference: Concepts,
    Automatic Variables); generated code only notes them in the log.
    """
    if any(isinstance(n, sx.Call) and n.error_marks == "?" for n in nodes(step.body)):
        raise LoweringError("H0250", "the step reads _ERROR_, which the function INPUT may set", step.at)
    for n in nodes(body):
        match n:
            case v.Arithmetic("/", (_, divisor)) if not (isinstance(divisor, v.Constant) and divisor.value):
                what = "a division"
            case v.ToNumber():
                what = "a conversion of text"
            case v.ReadFormat(quiet=False):
                what = "the function INPUT"
            case v.Apply(name, args) if name not in _CANNOT_FAIL and any(a.type.kind == "num" for a in args):
                what = f"the function {name}"
            case _:
                continue
        raise LoweringError("H0250", f"the step reads _ERROR_, which {what} may set", step.at)


def _hash_inputs(body: tuple[lp.LoopStatement, ...]) -> list[str]:
    return [
        n.dataset.split("(")[0].strip() for n in nodes(body) if isinstance(n, lp.DeclareHash) and n.dataset
    ]


def _hash_schemas(body: tuple[lp.LoopStatement, ...], scope: Scope) -> dict[str, Schema]:
    """Return what the data sets look like that OUTPUT methods of hash objects write: the object's data in order."""
    data = {n.name.lower(): n.data for n in nodes(body) if isinstance(n, lp.DeclareHash) and n.kind == "hash"}
    made: dict[str, Schema] = {}
    for node in nodes(body):
        if isinstance(node, lp.HashOutput):
            made[node.dataset] = Schema(node.schema, label=node.label)
        if (
            isinstance(node, v.HashCall)
            and node.method == "output"
            and node.args
            and node.object.lower() in data
        ):
            if not isinstance(node.args[0], v.Constant):
                raise LoweringError("H0234", "OUTPUT of a hash object needs a quoted data set name", None)
            name = str(node.args[0].value).strip().lower().removeprefix("work.")
            entries = [
                scope.variables[n.lower()] for n in data[node.object.lower()] if n.lower() in scope.variables
            ]
            columns = tuple(
                Column(e.name, scope.type_of(e.name), e.format, e.informat, e.label) for e in entries
            )
            if "(" not in name:
                made[name] = Schema(columns)
    return made


def settle_types(scope: Scope) -> None:
    """Give every variable that no statement typed the type number, as SAS does at the end of compilation."""
    for entry in scope.variables.values():
        if entry.type is None:
            entry.type = scope.marked(Type("num"))


def _slot(entry: Entry, scope: Scope) -> lp.Slot:
    return lp.Slot(
        entry.name,
        scope.type_of(entry.name),
        entry.role,
        entry.initial,
        entry.format,
        entry.informat,
        entry.label,
    )


def _reader(
    draft: DraftReader, found: Declarations, scope: Scope, catalog: Catalog, notes: Notes,
    user_formats: dict[str, object], limits: tuple[int | None, int | None], wheres: dict[int, tuple[tuple[str, Any], ...]],
) -> lp.Reader:  # fmt: skip
    names = found.by.get(draft.number, ())
    keys: tuple[lp.Key, ...] = ()
    proved = False
    if draft.by is not None:
        descending = [down for item, down in draft.by.keys for _ in scope.resolve([item])]
        keys = tuple(lp.Key(n, scope.type_of(n), d) for n, d in zip(names, descending, strict=True))
        wanted = tuple(("-" if k.descending else "") + k.name.lower() for k in keys)
        proved = draft.kind == "modify" or all(
            (schema := catalog.find(i.name)) is not None
            and _renamed_order(schema, i)[: len(wanted)] == wanted
            for i in draft.inputs
        )
        for draft_input in draft.inputs:
            present = {column.name.lower() for _, column in draft_input.columns}
            absent = next((n for n in names if n.lower() not in present), None)
            if absent is not None and scope.open_type is None:
                raise LoweringError(
                    "R0103", f"ERROR: BY variable {absent} is not on input data set {display(draft_input.name)}.",
                    draft.by.at,
                )  # fmt: skip
        if draft.by.groupformat and (draft.kind != "set" or len(draft.inputs) != 1 or scope.open_type):
            raise LoweringError(
                "H0237", "GROUPFORMAT with several data sets is not translated yet", draft.by.at
            )
    index = draft.options.get("key", "")
    if index and (
        draft.kind not in ("set", "modify") or len(draft.inputs) != 1 or draft.by is not None or scope.open_type is not None
        or index.lower() not in {column.name.lower() for _, column in draft.inputs[0].columns}
    ):  # fmt: skip
        raise LoweringError(
            "H0238", "KEY= with an index of several variables is not translated yet", draft.statement.at
        )
    chosen = any(
        i.dataset.options.where is not None or i.dataset.options.firstobs is not None for i in draft.inputs
    )
    if "curobs" in draft.options and (chosen or found.where is not None or draft.kind != "set" or index):
        raise LoweringError("H0238", "CUROBS= of chosen rows is not translated yet", draft.statement.at)
    return lp.Reader(
        number=draft.number,
        kind=draft.kind,  # type: ignore[arg-type]
        inputs=tuple(_input(i, found, scope, notes, user_formats, limits, wheres) for i in draft.inputs),
        by=keys,
        order_checked=not proved,
        runs=draft.by.notsorted or draft.by.groupformat if draft.by else False,
        groupformats=tuple(group_format(scope.variables[n.lower()].format) for n in names)
        if draft.by is not None and draft.by.groupformat
        else (),
        end=draft.options.get("end", ""),
        nobs=draft.options.get("nobs", ""),
        point=draft.options.get("point", ""),
        indsname=draft.options.get("indsname", ""),
        curobs=draft.options.get("curobs", ""),
        key=(scope.spelling(index),) if index else (),
        unique="unique" in draft.options,
        missing_updates=draft.options.get("updatemode", "").lower() == "nomissingcheck",
        at=draft.statement.at,
    )


def group_format(text: str) -> sx.Format | None:
    """Return the format that a variable has, None where it has none."""
    word, _, decimals = text.partition(".")
    name = word.rstrip("0123456789")
    width = word[len(name) :]
    if not text:
        return None
    return sx.Format(name.upper(), int(width) if width else None, int(decimals) if decimals else None)


def _renamed_order(schema: Schema, draft: DraftInput) -> tuple[str, ...]:
    """Return the proved order in the names that the data set's columns have in the step."""
    names = {before.lower(): column.name.lower() for before, column in draft.columns}
    order = []
    for key in schema.sorted_by:
        sign, name = ("-", key[1:]) if key.startswith("-") else ("", key)
        if name not in names:
            break
        order.append(sign + names[name])
    return tuple(order)


def _input(
    draft: DraftInput, found: Declarations, scope: Scope, notes: Notes, user_formats: dict[str, object],
    limits: tuple[int | None, int | None], wheres: dict[int, tuple[tuple[str, Any], ...]],
) -> lp.Input:  # fmt: skip
    options = draft.dataset.options
    unknown = [name for name, _ in options.others if name.lower() not in ds.HARMLESS]
    if unknown:
        raise LoweringError(
            "H0240", f"the data set option {unknown[0].upper()}= is not translated", draft.dataset.at
        )
    condition = options.where if options.where is not None else found.where
    where = None
    unread: list[tuple[str, Column]] = []
    if condition is not None:
        seen = [column for _, column in draft.columns]
        condition, unread = ds.left_out(draft.source, draft.columns, condition)
        columns = ds.columns_scope((*seen, *(column for _, column in unread)), special=scope.special)
        if draft.row:
            columns.open_type, columns.open_format = scope.open_type, scope.open_format
            columns.texts = frozenset(text_names(condition)) if scope.open_mixed else scope.texts
            for name in scope.guessed:
                columns.declare(name, scope.type_of(name))
        lowering = Values(columns, user_formats=user_formats, where=True, note=notes.add)
        try:
            where = lowering.condition(condition)
        except LoweringError as error:
            if error.code != "H0210":
                raise
            message = f"ERROR: {error.message.removesuffix('.')} {display(draft.name)}."
            raise LoweringError("R0106", message, error.at or draft.dataset.at) from None
        wheres[id(draft)] = tuple(
            (n, columns.type_of(n).kind) for n in columns.names() if n.lower() in mentioned(where)
        )
    names = found.by.get(next((r.number for r in found.readers if draft in r.inputs), -1), ())
    for _, column in draft.columns:
        own = scope.type_of(column.name)
        if own.kind == column.type.kind == "char" and own.length not in (column.type.length, 32767):
            if column.name.lower() in {name.lower() for name in names}:
                text = (
                    f"Multiple lengths were specified for the BY variable {column.name} by input data sets."
                )
                notes.add("W0417", f"WARNING: {text} This may cause unexpected results.", None)
            elif own.length < column.type.length:
                text = f"Multiple lengths were specified for the variable {column.name} by input data set(s)."
                notes.add("W0417", f"WARNING: {text} This can cause truncation of data.", None)
    cut = tuple(
        (column.name, scope.type_of(column.name).length)
        for _, column in draft.columns
        if column.type.kind == "char" and scope.type_of(column.name).length < column.type.length
    )
    firstobs, obs = ds.whole_number(options.firstobs), ds.whole_number(options.obs)
    open_columns: tuple[tuple[str, str], ...] = ()
    if draft.row:
        known = {column.name.lower() for _, column in draft.columns}
        others = [*scope.guessed, *(name for name, _ in wheres.get(id(draft), ()))]
        open_columns = tuple((n, n) for n in dict.fromkeys([*others, draft.row]) if n.lower() not in known)
    return lp.Input(
        draft.name,
        tuple((before, scope.spelling(column.name)) for before, column in draft.columns)
        + tuple((before, column.name) for before, column in unread)
        + open_columns,
        where,
        options.in_,
        firstobs if firstobs is not None else limits[0],
        obs if obs is not None else limits[1] if options.obs is None else None,
        cut,
    )


def _outputs(
    written: tuple[st.Dataset, ...],
    names: list[str],
    found: Declarations,
    scope: Scope,
    notes: Notes,
    special: bool,
) -> tuple[lp.LoopOutput, ...]:
    hidden = found.automatic_outputs | {
        e.name.lower() for e in scope.variables.values() if e.role == "temporary"
    }
    is_open = scope.open_type is not None
    slots = [e for e in scope.variables.values() if e.name.lower() not in hidden]
    visible = tuple(Column(e.name, scope.type_of(e.name), e.format, e.informat, e.label) for e in slots)
    view = ds.columns_scope(visible)
    for _, items in (
        ("DROP", found.drop),
        ("KEEP", found.keep or []),
        ("RENAME", [o for o, _ in found.rename]),
    ):
        for item in items:
            if (
                isinstance(item, sx.Var)
                and item.name.lower() not in (*scope.variables, *scope.automatic)
                and not is_open
            ):
                notes.add(
                    "W0411",
                    f"WARNING: The variable {item.name} in the DROP, KEEP, or RENAME list has never been referenced.",
                    None,
                )
    statement = st.DatasetOptions(
        keep=tuple(found.keep) if found.keep is not None else None,
        drop=tuple(found.drop) or None,
        rename=tuple(found.rename),
    )
    targets = []
    for name, dataset in zip(names, written or (st.Dataset("", ""),), strict=True):
        if name == "_null_":
            targets.append(lp.LoopOutput("_null_", (), ()))
            continue
        if is_open:
            targets.append(_open_output(name, dataset, found, visible, special, notes))
            continue
        kept = ds.select(visible, statement)
        after = tuple(column for _, column in kept)
        before = {column.name.lower(): old for old, column in kept}
        chosen = ds.select(after, dataset.options)
        twice = next(
            (
                n
                for n in (c.name.lower() for _, c in chosen)
                if [c.name.lower() for _, c in chosen].count(n) > 1
            ),
            "",
        )
        if twice:
            raise LoweringError(
                "R0001", f"ERROR: Variable {twice} already exists on file {display(name)}.", dataset.at
            )
        columns = tuple((view.spelling(before[old.lower()]), column.name) for old, column in chosen)
        where = None
        if dataset.options.where is not None:
            slot_of = {new.lower(): slot for slot, new in columns}
            gone = next(
                (
                    n.name
                    for n in nodes(dataset.options.where)
                    if isinstance(n, sx.Var) and n.name.lower() not in slot_of
                ),
                "",
            )
            if gone:
                raise LoweringError(
                    "R0106", f"ERROR: Variable {gone} is not on file {display(name)}.", dataset.at
                )
            seen = tuple(
                replace(column, name=slot) for (slot, _), (_, column) in zip(columns, chosen, strict=True)
            )
            where = Values(ds.columns_scope(seen, special=special), where=True, note=notes.add).condition(
                renamed(dataset.options.where, slot_of)  # type: ignore[arg-type]
            )
        targets.append(lp.LoopOutput(name, columns, tuple(column for _, column in chosen), where))
    return tuple(targets)


def _open_output(
    name: str,
    dataset: st.Dataset,
    found: Declarations,
    visible: tuple[Column, ...],
    special: bool,
    notes: Notes,
) -> lp.LoopOutput:
    """Return an output that columns are carried to which only the run knows."""
    choice = oi.chosen_columns(found, dataset.options, dataset.at)
    named = oi.written([c for c in visible if not oi.is_row(c.name)], choice)
    names = {c.name for c in named}
    columns = tuple(c for c in visible if c.name in names or oi.is_row(c.name))
    where = None
    if dataset.options.where is not None:
        if choice.rename:
            raise LoweringError("H0241", "WHERE= together with RENAME on an output data set", dataset.at)
        where = Values(ds.columns_scope(visible, special=special), where=True, note=notes.add).condition(
            dataset.options.where
        )
    return lp.LoopOutput(name, tuple((c.name, c.name) for c in columns), columns, where, choice)


def _uninitialized(scope: Scope, notes: Notes, step: st.DataStep) -> None:
    for entry in scope.variables.values():
        if not entry.assigned and entry.role in ("computed", "retained") and entry.initial is None:
            notes.add("N0412", f"NOTE: Variable {entry.name} is uninitialized.", None)


def _order(loop: lp.RowLoop, output: lp.LoopOutput, catalog: Catalog) -> tuple[str, ...]:
    """Return the order that the output is proved to have: that of the one reader, while its keys are untouched."""
    if len(loop.readers) != 1 or loop.driver is None or loop.readers[0].point or loop.modifies is not None:
        return ()
    reader = loop.readers[0]
    if reader.runs:
        return ()
    if reader.by:
        order = tuple(("-" if k.descending else "") + k.name.lower() for k in reader.by)
    elif len(reader.inputs) == 1 and (schema := catalog.find(reader.inputs[0].dataset)) is not None:
        names = {old.lower(): new.lower() for old, new in reader.inputs[0].columns}
        order = ()
        for key in schema.sorted_by:
            sign, name = ("-", key[1:]) if key.startswith("-") else ("", key)
            if name not in names:
                break
            order = (*order, sign + names[name])
    else:
        return ()
    changed = assigned(loop.body)
    kept = {old.lower(): new.lower() for old, new in output.columns}
    proved: tuple[str, ...] = ()
    for key in order:
        sign, name = ("-", key[1:]) if key.startswith("-") else ("", key)
        if name in changed or name not in kept or any(c.endswith("{}") for c in changed):
            break
        proved = (*proved, sign + kept[name])
    return proved


class Notes:
    """Collects the notes of a step; those about places are joined as SAS joins them."""

    def __init__(self) -> None:
        self._places: dict[tuple[str, str], list[str]] = {}
        self._plain: list[Note] = []

    def add(self, code: str, text: str, at: Token | None) -> None:
        """Add a note; the same text from several places becomes one note with the places."""
        if code in ("N0401", "N0402"):
            places = self._places.setdefault((code, text), [])
            place = f"{at.line}:{at.column}" if at is not None else ""
            if place and place not in places:
                places.append(place)
        elif Note(code, text) not in self._plain:
            self._plain.append(Note(code, text))

    def made(self) -> list[Note]:
        """Return the notes in SAS's wording."""
        joined = [
            Note(code, f"NOTE: {text} at the places given by: (Line):(Column).\n      {'   '.join(places)}")
            for (code, text), places in self._places.items()
        ]
        return joined + self._plain

"""A DATA step to a row loop, and to column-wise operations where a rule proves them equal."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.types import Schema, Type
from translator.library.data_step import LONGEST_NAME
from translator.library.indexes import read_indexes, read_order
from translator.library.system_options import Settings
from translator.lower import open_columns as oc
from translator.lower import open_inputs as oi
from translator.lower.automatic import pruned, start_of_iteration
from translator.lower.catalog import Catalog, canonical, display
from translator.lower.current_files import is_certain, with_infile_first
from translator.lower.declarations import Declarations
from translator.lower.declare import Declarer
from translator.lower.effects import must_reset
from translator.lower.forward_jumps import without_forward_jumps
from translator.lower.hashes import Hashes, hash_schemas, loaded_data_sets
from translator.lower.modify import ended, modified, own_columns
from translator.lower.scope import Entry, LoweringError, Scope
from translator.lower.statements import Statements
from translator.lower.step_inputs import Inputs
from translator.lower.step_notes import Notes, follow_errors, length_notes, random_notes, uninitialized
from translator.lower.step_outputs import outputs as written
from translator.lower.step_outputs import proved_order
from translator.lower.text_files import TextFiles
from translator.lower.values import Values
from translator.plan import loop as lp
from translator.plan import values as v
from translator.plan.relations import Note
from translator.plan.walk import nodes


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
    step = replace(step, body=with_infile_first(step.body))
    found = Declarer(
        catalog, special=special, user_formats=user_formats, yearcutoff=yearcutoff, settings=settings
    ).walk(step.body)
    scope = found.scope
    notes = Notes()
    values = Values(scope, found.by, user_formats=user_formats, hashes=found.hashes, note=notes.add,  # type: ignore[arg-type]
                    yearcutoff=yearcutoff, missing_letters=missing_letters, settings=settings, catalog=catalog)  # fmt: skip
    for code, text, at in found.notes:
        notes.add(code, text, at)
    outputs = [canonical(d) if d.name else "" for d in step.outputs] or [""]
    outputs = [name if name not in ("", "_data_") else catalog.next_default() for name in outputs]
    check_names(step, outputs)
    check_lost(step)
    _settle_types(scope)
    inputs = Inputs(found, catalog, notes, user_formats, limits)
    hashes = Hashes(
        found,
        values,
        lambda draft: inputs.input(draft, step_where=False, limited=False),
        limits != (None, None),
    )
    if not is_certain(step.body, st.Infile):
        message = "an INPUT statement of which only the run knows which INFILE statement it follows"
        raise LoweringError("H0231", message, step.at)
    files = TextFiles(found, values, limits)
    if not is_certain(step.body, st.File):
        files.follows, files.file = True, ("current", ())
    lowering = Statements(found, values, outputs, hashes, files, modified=modified(step, found, outputs))
    pointed = frozenset(d.number for d in found.readers if "point" in d.options)
    body = start_of_iteration(without_forward_jumps(lowering.block(step.body)), scope, pointed)
    counted_only = all(name == "_null_" for name in outputs)
    opened_readers = frozenset(
        d.number for d in found.readers
        if any(i.row for i in d.inputs) and not (counted_only and "nobs" in d.options)
    )  # fmt: skip
    body = pruned(body, opened_readers)
    changed = lowering.modified
    if changed is not None and changed.implicit:
        body = ended(body, changed.reader.number)
    if found.follows_error:
        follow_errors(body, step)
    readers = tuple(inputs.reader(draft) for draft in found.readers)
    if lowering.modified is None or not lowering.modified.in_place:
        readers = tuple(replace(r, kind="set") if r.kind == "modify" else r for r in readers)
    for draft in found.readers:
        if draft.number not in lowering.reads:
            raise LoweringError(
                "H0236", "a SET or MERGE statement stands where it cannot be followed", draft.statement.at
            )

    executed = {n.reader for n in nodes(body) if isinstance(n, lp.Read)}
    counted = {n.reader for n in nodes(body) if isinstance(n, v.Automatic) and n.which == "nobs"}
    declared = readers
    readers = tuple(r for r in readers if r.number in executed or r.number in counted or r.nobs)
    _only_declared(scope, declared, executed)
    once = not executed and not files.lines
    stops = any(isinstance(n, lp.Leave) and n.kind in ("stop", "abort") for n in nodes(body))
    last = body[-1] if body else None
    silent = lowering.explicit_output or all(name == "_null_" for name in outputs)
    if once and silent and isinstance(last, lp.Leave) and last.kind == "stop":
        body = body[:-1]  # the step ends there anyway
    if once and found.readers and not stops:
        notes.add("N0413", "NOTE: DATA STEP stopped due to looping.", None)
    slots = tuple(_slot(entry, scope) for entry in scope.variables.values())
    check_declared(slots, found, step, display(outputs[0]) if outputs else "")
    arrays = tuple(
        lp.LoopArray(a.name, a.elements, a.bounds, a.type, a.temporary, any(
            isinstance(n, v.Element) and n.array.lower() == a.name.lower() for n in nodes(body)
        ) or any(isinstance(n, (sx.Element, sx.Call)) and n.name.lower() == a.name.lower() for n in nodes(body)))
        for a in scope.arrays.values()
    )  # fmt: skip
    targets = written(step.outputs, outputs, found, notes)
    if changed is not None:
        targets = tuple(
            own_columns(target, changed.reader) if position == changed.position else target
            for position, target in enumerate(targets)
        )
    uninitialized(scope, notes)
    members = {a.name.lower(): {e.lower() for e in a.elements} for a in arrays}
    computed = {s.name.lower() for s in slots if s.role == "computed"}
    executable = list(body)
    driver = None
    if executable and isinstance(executable[0], lp.Read) and lowering.reads.count(executable[0].reader) == 1:
        first = executable[0].reader
        driver = None if first in pointed else first  # POINT= never comes to the end of its data set
    again = must_reset(body, computed, members, files.lines)
    loop = lp.RowLoop(
        name=" ".join(n for n in outputs),
        slots=slots,
        arrays=arrays,
        readers=readers,
        lines=tuple(files.lines),
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
        t.dataset: Schema(
            t.schema,
            sorted_by=proved_order(loop, t, catalog),
            label=d.options.label,
            indexes=read_indexes(dict(d.options.others).get("index", "")),
            sort_keys=read_order(dict(d.options.others).get("sortedby", "")),
            sort_marks=("asserted",) if "sortedby" in dict(d.options.others) else (),
        )  # fmt: skip
        for t, d in zip(targets, step.outputs or (st.Dataset("", ""),), strict=False)
        if t.dataset != "_null_"
    }
    schemas |= hash_schemas(body, scope)
    opened, plain = None, None
    random_notes(body, notes)
    if scope.open_type is not None:
        _name_open_columns(step, schemas, targets, body, found)
        length_notes(scope, body, notes)
        leads = len(readers) == 1 and all(t.dataset != "_null_" for t in targets) and oc.leads(loop, found)
        if leads:
            plain = oc.without_rows(loop, found)
            opened = oc.open_step(found, targets, plain, inputs.wheres, loop)
        loop = oi.complete(loop, found, inputs.wheres)
    read = [i.name for r in found.readers for i in r.inputs] + loaded_data_sets(body)
    return Lowered(loop, tuple(dict.fromkeys(read)), schemas, notes.made(), opened, plain)


def _name_open_columns(
    step: st.DataStep,
    schemas: dict[str, Schema],
    targets: tuple[lp.LoopOutput, ...],
    body: tuple[lp.LoopStatement, ...],
    found: Declarations,
) -> None:
    """Put into the schemas what is known of the columns of outputs that carry columns which only the run knows."""
    scope = found.scope
    used = oi.used_names(body, scope)
    by = {name for names in found.by.values() for name in names}
    unsure = {name.lower() for name in by if name in scope.guessed and name.lower() not in used}
    for target, dataset in zip(targets, step.outputs or (st.Dataset("", ""),), strict=False):
        if target.open is not None:
            new = {old.lower(): name.lower() for old, name in target.open.rename}
            order = tuple(new.get(key, key) for key in schemas[target.dataset].sorted_by)
            made = oi.named_schema(target, unsure, scope, dataset.options.label)
            schemas[target.dataset] = replace(made, sorted_by=order)


def _settle_types(scope: Scope) -> None:
    """Give every variable that no statement typed the type number, as SAS does at the end of compilation."""
    for entry in scope.variables.values():
        if entry.type is None:
            entry.type = scope.marked(Type("num"))


def check_names(step: st.DataStep, outputs: list[str]) -> None:
    """Raise LoweringError for names that SAS refuses: a data set written twice or with a name that is too long, a label
    that stands twice in a block, a GO TO or LINK to none."""
    for position, name in enumerate(outputs):
        at = step.outputs[position].at if step.outputs else step.at
        if len(name.rpartition(".")[2]) > LONGEST_NAME:
            text = "ERROR 307-185: The data set name cannot have more than 32 characters."
            raise LoweringError("R0169", text, at)
        if name != "_null_" and name in outputs[:position]:
            full = f"{display(name)}.DATA"
            text = f"ERROR: You cannot open {full} for output access with member-level control because {full} is in use by "
            raise LoweringError("R0169", text + "you in resource environment DATASTEP.", at)
    body = tuple(nodes(step.body))
    for used in (n for n in body if isinstance(n, sx.Var)):
        if len(used.name.rpartition(".")[2]) > LONGEST_NAME:
            text = f"ERROR: The variable named {used.name} contains more than 32 characters."
            raise LoweringError("R0169", text, used.at)
    labels: set[str] = set()
    for label in (n for n in body if isinstance(n, st.Label)):
        if label.name.lower() in labels:
            raise LoweringError("R0169", f"ERROR: The label {label.name} is defined twice.", label.at)
        labels.add(label.name.lower())
    for jump in (n for n in body if isinstance(n, st.Jump)):
        if jump.label.lower() not in labels:
            text = f"ERROR: The statement label {jump.label} was not defined."
            raise LoweringError("R0169", text, jump.at)


def check_lost(step: st.DataStep) -> None:
    """Raise LoweringError where LOSTCARD, which does not count the iteration, stands in a step that looks at _N_."""
    lost = next((n for n in nodes(step.body) if isinstance(n, st.Simple) and n.kind == "lostcard"), None)
    if lost is None:
        return
    for n in nodes(step.body):
        if (
            isinstance(n, sx.Var)
            and n.name.lower() == "_n_"
            or isinstance(n, sx.SpecialList)
            and n.which == "all"
        ):
            raise LoweringError("H0225", "LOSTCARD in a step that uses _N_ is not translated", lost.at)


def check_declared(slots: tuple[lp.Slot, ...], found: Declarations, step: st.DataStep, output: str) -> None:
    """Raise LoweringError for what SAS refuses in a step's declarations: a text format of a number, WHERE and BY
    without a data set that is read."""
    wrong = next((s for s in slots if s.format.startswith("$") and s.type.kind == "num"), None)
    if wrong is not None and found.scope.open_type is None:
        text = f"You are trying to use the character format {wrong.format.rstrip('.0123456789')} with the numeric variable"
        raise LoweringError("R0169", f"ERROR 48-59: {text} {wrong.name} in data set {output}.", step.at)
    if found.readers:
        return
    for statement in step.body:
        if isinstance(statement, st.Where) and statement.condition is not None:
            text = "ERROR: No input data sets available for WHERE statement."
            raise LoweringError("R0169", text, statement.at)
        if isinstance(statement, st.By):
            text = "ERROR: No SET, MERGE, UPDATE, or MODIFY statement before BY."
            raise LoweringError("R0169", text, statement.at)


def _only_declared(scope: Scope, readers: tuple[lp.Reader, ...], executed: set[int]) -> None:
    """Variables of data sets that no statement reads (`if 0 then set …`) are kept all the same."""
    unread, given = (
        {
            slot.lower()
            for r in readers
            if (r.number in executed) is read
            for i in r.inputs
            for _, slot in i.columns
        }
        for read in (False, True)
    )
    for name in unread - given:
        entry = scope.variables.get(name)
        if entry is not None and entry.role == "read":
            entry.role = "retained"


def _slot(entry: Entry, scope: Scope) -> lp.Slot:
    """A variable's place; the value it starts with is cut to its length."""
    type_, initial = scope.type_of(entry.name), entry.initial
    if isinstance(initial, str):
        initial = initial[: type_.length].rstrip(" ")
    return lp.Slot(
        entry.name,
        type_,
        entry.role,
        initial,
        entry.format,
        entry.informat,
        entry.label,
    )

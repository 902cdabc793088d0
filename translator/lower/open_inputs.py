"""Row loops over data sets whose columns only the run knows in full.

The columns that a step names are guessed from their use and checked when the program runs; all others are carried to
the outputs by the number of the row that was read last. A variable that SET or MERGE reads keeps, and loses, its value
together with that number. (SAS DATA Step Statements: Reference, SET and MERGE Statements.)
"""

from __future__ import annotations

from dataclasses import replace

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.source import Token
from translator.lang.types import UNKNOWN_LENGTH, Column, Schema
from translator.lower import datasets as ds
from translator.lower.declarations import Declarations, DraftInput
from translator.lower.effects import elements, set_variables
from translator.lower.scope import LoweringError, Scope
from translator.plan import loop as lp
from translator.plan import values as v
from translator.plan.walk import nodes

Pairs = tuple[tuple[str, str], ...]


def open_drafts(found: Declarations) -> list[DraftInput]:
    """Return the inputs whose columns only the run knows in full."""
    return [draft for reader in found.readers for draft in reader.inputs if draft.row]


def used_names(body: tuple[lp.LoopStatement, ...], scope: Scope) -> set[str]:
    """Return the lower-case names of variables that statements use or set, elements of arrays included."""
    used: set[str] = set()
    for node in nodes(body):
        match node:
            case v.Variable(name) | sx.Var(name):
                used.add(name.lower())
            case sx.Element(name) | sx.Call(name) if name.lower() in scope.arrays:
                used |= {e.lower() for e in scope.arrays[name.lower()].elements}
            case lp.DeclareHash(keys=keys, data=data):
                used |= {name.lower() for name in (*keys, *data)}
    for array in elements(body):
        used |= {e.lower() for e in scope.arrays[array].elements}
    return used


def chosen_columns(found: Declarations, options: st.DatasetOptions, at: Token | None) -> lp.OpenOutput:
    """Return KEEP, DROP and RENAME of an output, statements and data set options together, by the step's own names."""
    keep = None if found.keep is None else ds.plain_names(found.keep, at, prefixes=True)
    drop = ds.plain_names(found.drop, at, prefixes=True)
    rename = tuple((ds.plain_names([a], at)[0], ds.plain_names([b], at)[0]) for a, b in found.rename)
    keep2, drop2, rename2 = ds.open_choice(options, at)
    several = any(name.endswith(":") for name in (*(keep or ()), *(keep2 or ()), *drop2))
    if several and (keep is not None and keep2 is not None or rename):
        raise LoweringError("H0245", "a list of variables over columns that only the run knows", at)
    back = {new.lower(): old for old, new in rename}
    forth = {old.lower(): new for old, new in rename}
    if keep2 is not None:
        named = [back.get(name.lower(), name) for name in keep2]
        allowed = None if keep is None else {name.lower() for name in keep}
        keep = tuple(name for name in named if allowed is None or name.lower() in allowed)
    drop = (*drop, *(back.get(name.lower(), name) for name in drop2))
    later = {old.lower(): new for old, new in rename2}
    names = {old: later.get(new.lower(), new) for old, new in rename}
    names |= {
        back.get(old.lower(), old): new
        for old, new in rename2
        if back.get(old.lower(), old).lower() not in forth
    }
    first = tuple(found.leading) if order_only(found) else ()
    return lp.OpenOutput(keep, tuple(dict.fromkeys(drop)), tuple(names.items()), first)


def order_only(found: Declarations) -> set[str]:
    """Return names (lower case) that RETAIN names before the data sets are read, only to put them in order."""
    return {name.lower() for name in found.leading} & found.automatic_outputs


def written(slots: list[Column], choice: lp.OpenOutput) -> list[Column]:
    """Return the variables that an output has, under their own names."""
    return [
        c
        for c in slots
        if (choice.keep is None or is_named(c.name, choice.keep)) and not is_named(c.name, choice.drop)
    ]


def is_named(name: str, listed: tuple[str, ...]) -> bool:
    """Is a name in a list, or does it begin as one of its prefixes `abc:`?"""
    low = name.lower()
    return any(
        low.startswith(one[:-1].lower()) if one.endswith(":") else low == one.lower() for one in listed
    )


def named_schema(output: lp.LoopOutput, unsure: set[str], scope: Scope, label: str) -> Schema:
    """Return what is known of an output: the columns that the step names, whose types are sure."""
    assert output.open is not None
    new = {old.lower(): name for old, name in output.open.rename}
    sure = [c for c in output.schema if c.name.lower() not in unsure and not is_row(c.name)]
    columns = tuple(replace(c, name=new.get(c.name.lower(), c.name)) for c in sure)
    mixed = scope.open_mixed or scope.open_type is None
    made = Schema(columns, complete=False, label=label, mixed=mixed, open_format=scope.open_format)
    return made if scope.open_type is None else replace(made, open_type=scope.open_type)


def is_row(name: str) -> bool:
    """Is it the name of a slot for the number of a row?"""
    return name.startswith("_row_of_")


def complete(loop: lp.RowLoop, found: Declarations, wheres: dict[int, Pairs]) -> lp.RowLoop:
    """Return the loop with what each open input must have, and with outputs that carry the other columns.

    Args: loop: as it was lowered, with the rows' slots. wheres: names that an input's WHERE reads, by its id.
    Raises: LoweringError where a variable may be in the input or not, and the difference matters.
    """
    scope = found.scope
    drafts = open_drafts(found)
    used = used_names(loop.body, scope)
    keys = {name.lower() for names in found.by.values() for name in names}
    types = {slot.name.lower(): slot.type for slot in loop.slots}
    roles = {slot.name.lower(): slot.role for slot in loop.slots}
    hidden = found.automatic_outputs | {slot.name.lower() for slot in loop.slots if is_row(slot.name)}
    inputs = [i for reader in loop.readers for i in reader.inputs]
    closed = {
        slot.lower()
        for i in inputs
        if not any(d.name == i.dataset and d.row for d in drafts)
        for _, slot in i.columns
    }
    alone = (
        len(inputs) == 1
        and loop.driver is not None
        and loop.readers[0].kind == "set"
        and not loop.readers[0].point
    )
    if not alone and len(drafts) == 1:
        loop = with_elements_read(loop, scope)
        roles = {slot.name.lower(): slot.role for slot in loop.slots}
    made = [
        s
        for s in loop.slots
        if roles[s.name.lower()] in ("computed", "retained") and s.name.lower() not in hidden
    ]
    extra, typed, absent = own_variables(made, loop, found, alone)
    extra += [(n, "num") for n in maybe_own(loop, found)] if alone else []
    read = [s.name for s in loop.slots if s.role == "read" and s.name.lower() not in hidden]
    read += [name for name, _ in extra if name not in read]
    shared = len(inputs) > 1
    leading = {name.lower() for name in found.leading}

    def kind(name: str) -> str:
        sure = name.lower() in used | leading or name.lower() in closed or any(e == name for e, _ in extra)
        return types[name.lower()].kind if sure else "any"

    def opened(source: lp.Input, draft: DraftInput, by: tuple[lp.Key, ...]) -> lp.Input:
        own_keys = [key.name for key in by]
        names = [n for n in read if n.lower() in used | keys | leading or shared]
        required = [
            n
            for n in names
            if n in own_keys or (len(drafts) == 1 and n.lower() not in closed and (n, kind(n)) not in extra)
        ]
        required = [n for n in required if (n, kind(n)) not in extra]
        condition = wheres.get(id(draft), ())
        needed = tuple(dict.fromkeys([*((n, kind(n)) for n in required), *condition]))
        optional = tuple((n, kind(n)) for n in names if n not in required and (n, kind(n)) not in extra)
        keep, drop, rename = ds.open_choice(draft.dataset.options, draft.dataset.at)
        listed = {name.lower() for name, _ in needed}
        slots = (
            [n for n in names if n.lower() in listed]
            + [n for n, _ in extra]
            + [n for n, _ in optional if n not in dict(needed)]
        )
        columns = [(n, n) for n in dict.fromkeys(slots)]
        columns += [(n, n) for n, _ in condition if n.lower() not in {c.lower() for c, _ in columns}]
        cut = tuple(
            (n, types[n.lower()].length) for n, _ in columns
            if n.lower() in types and types[n.lower()].kind == "char" and types[n.lower()].length < UNKNOWN_LENGTH and kind(n) != "any"
        )  # fmt: skip
        table = lp.OpenTable(
            draft.row, needed, (*optional, *typed), tuple(extra), absent, keep, drop, rename, cut
        )
        return replace(source, columns=(*columns, (draft.row, draft.row)), open=table, cut=())

    by_id = {d.row: d for d in drafts}
    readers = []
    for reader in loop.readers:
        done = []
        for source in reader.inputs:
            row = next((slot for _, slot in source.columns if slot in by_id), "")
            done.append(opened(source, by_id[row], reader.by) if row else source)
        readers.append(replace(reader, inputs=tuple(done)))
    added = {name.lower() for name, _ in extra}
    slots = tuple(replace(s, role="read") if s.name.lower() in added else s for s in loop.slots)
    pool = () if len(drafts) < 2 else tuple(
        n for n in scope.guessed if n.lower() in used and n.lower() not in keys | closed
    )  # fmt: skip
    carried = set() if shared else {n.lower() for n in read if n.lower() not in used | leading} - added
    outputs = tuple(_output(output, carried) for output in loop.outputs)
    return replace(
        loop, readers=tuple(readers), slots=slots, outputs=outputs, pool=pool,
        reset=tuple(name for name in loop.reset if name.lower() not in added),
    )  # fmt: skip


def with_elements_read(loop: lp.RowLoop, scope: Scope) -> lp.RowLoop:
    """Return the loop with the numbers that only arrays name, and that it never sets, as variables of the open input."""
    elements_of = {
        e.lower()
        for array in scope.arrays.values()
        if not array.temporary and array.type.kind == "num"
        for e in array.elements
    }
    again = {name.lower() for name in loop.reset}
    set_here = set_variables(loop)
    read = {
        s.name.lower()
        for s in loop.slots
        if s.role == "computed" and s.name.lower() in elements_of & again - set_here
    }
    slots = tuple(replace(s, role="read") if s.name.lower() in read else s for s in loop.slots)
    return replace(loop, slots=slots, reset=tuple(name for name in loop.reset if name.lower() not in read))


def own_variables(
    made: list[lp.Slot], loop: lp.RowLoop, found: Declarations, alone: bool
) -> tuple[list[tuple[str, str]], Pairs, tuple[str, ...]]:
    """Part the variables that the step makes: read where the input has them, of a known type if it has them, not in it.

    A number that each iteration sets before its use may be in the one input that is read, or not: SET only gives it
    another first value. One that is not always set starts with the input's value, or missing. The length of a text, and
    a value that is kept from row to row, hang on whether the input has the variable.
    """
    extra: list[tuple[str, str]] = []
    typed: list[tuple[str, str]] = []
    absent: list[str] = []
    again = {name.lower() for name in loop.reset}
    before = {name.lower() for name in found.leading}
    changed = set_variables(loop)
    for slot in made:
        name = slot.name.lower()
        kept = slot.role == "retained" and (name in changed or slot.initial is not None)
        if not alone or kept or (slot.type.kind == "char" and name not in before):
            absent.append(slot.name)
        elif name in again or slot.role == "retained" or slot.type.kind == "char":
            extra.append((slot.name, slot.type.kind))
        else:
            typed.append((slot.name, "num"))
    return extra, tuple(typed), tuple(absent)


def maybe_own(loop: lp.RowLoop, found: Declarations) -> list[str]:
    """Return the numbers that the step reads and sets (`s = sum(s, x)`): the one input may have them, or not."""
    changed = set_variables(loop)
    keys = {name.lower() for names in found.by.values() for name in names}
    numbers = {slot.name.lower() for slot in loop.slots if slot.role == "read" and slot.type.kind == "num"}
    return [n for n in found.scope.guessed if n.lower() in (changed & numbers) - keys]


def _output(output: lp.LoopOutput, carried: set[str]) -> lp.LoopOutput:
    """Leave out the columns that come along with the row anyway."""
    if output.dataset == "_null_":
        return output
    kept = [
        (pair, column)
        for pair, column in zip(output.columns, output.schema, strict=True)
        if pair[0].lower() not in carried
    ]
    return replace(
        output, columns=tuple(pair for pair, _ in kept), schema=tuple(column for _, column in kept)
    )

"""MODIFY of PROC DATASETS: names, labels, formats, the sort indicator and indexes of a data set."""

from __future__ import annotations

import re
from dataclasses import replace

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.types import Schema
from translator.library.indexes import Indexes, read_indexes, read_order
from translator.lower.catalog import display
from translator.lower.context import Context
from translator.lower.procs.options import attributes
from translator.lower.scope import LoweringError
from translator.plan.procs.members import Members
from translator.plan.relations import Columnwise, Logged, Note, OpenColumns, OpenInput, Scan, Step


def modified(
    s: st.ProcStatement,
    names: list[str],
    changes: list[st.Statement],
    harmless: tuple[str, ...],
    context: Context,
) -> list[Step]:
    """MODIFY: LABEL= and SORTEDBY=, then RENAME, LABEL, FORMAT, INFORMAT, ATTRIB, INDEX."""
    if len(names) != 1:
        raise LoweringError("H0403", "MODIFY names one data set", s.at)
    name = names[0]
    schema = context.catalog.find(name)
    if schema is None:
        raise LoweringError("R0101", f"ERROR: File {display(name)}.DATA does not exist.", s.at)
    if not schema.complete and schema.mixed:
        raise LoweringError("H0245", "MODIFY of a data set whose columns only the run knows", s.at)
    context.needed = {}
    schema = with_named(schema, changes, context)
    for option in s.options:
        inner = option.value if isinstance(option.value, tuple) else (option,)
        for one in inner:
            if not isinstance(one, st.Option) or one.name not in ("label", *harmless, "sortedby"):
                raise LoweringError("H0402", "this option of MODIFY is not translated", s.at)
            if one.name == "label" and isinstance(one.value, sx.String):
                schema = replace(schema, label=one.value.value)
            if one.name == "sortedby" and isinstance(one.value, sx.String):
                schema = replace(schema, sort_keys=read_order(one.value.value), sort_marks=("asserted",))
    first = {c.name.lower(): c.name.lower() for c in schema.columns}  # present name -> name at the start
    spelling = {c.name.lower(): c.name for c in schema.columns}
    order = list(schema.sorted_by)
    for change in changes:
        if isinstance(change, st.InformatStatement):
            for items, informat in change.items:
                wanted = {c.name for c in context.names(items, schema)}
                columns = tuple(
                    replace(c, informat=sx.attached(informat, c.type.kind)) if c.name in wanted else c
                    for c in schema.columns
                )
                schema = replace(schema, columns=columns)
        elif isinstance(change, st.RawStatement):
            gone = _deleted_indexes(change)
            left = tuple(one for one in schema.indexes if one[0] not in gone and "_all_" not in gone)
            schema = replace(schema, indexes=(*left, *indexed(change, context)))
        elif isinstance(change, st.ProcStatement):
            for old, new in _renames(change, schema, name):
                columns = tuple(replace(c, name=new) if c.name.lower() == old else c for c in schema.columns)
                schema = replace(schema, columns=columns)
                first[new.lower()] = first.pop(old)
                order = ["-" * k.startswith("-") + new.lower() if k.lstrip("-") == old else k for k in order]
                indicated = tuple(
                    "-" * k.startswith("-") + new.lower() if k.lstrip("-") == old else k
                    for k in schema.sort_keys
                )
                schema = replace(schema, sort_keys=indicated)
        else:
            schema = attributes(
                st.ProcStep(name="DATASETS", options=(), body=(change,), at=s.at, end=s.end), schema, context
            )
    renames = {
        first[c.name.lower()]: c.name for c in schema.columns if spelling[first[c.name.lower()]] != c.name
    }
    made = replace(schema, sorted_by=tuple(order), unique_by=())
    last = context.catalog.last
    context.catalog.define(name, made)
    context.catalog.last = last
    pairs = tuple((spelling[old], new) for old, new in renames.items())
    node: Members | Columnwise
    if schema.complete:
        node = Members("rename" if pairs else "describe", ((name, name),), pairs, (made,))
    else:
        after = dict(pairs)
        present = tuple((after.get(one, one), kind) for one, kind in context.needed.items())
        scan = Scan(name, (), True, opened=OpenInput(present, rename=pairs))
        node = Columnwise(name, scan, (), (), open=OpenColumns((), (), ()))
    notes = tuple(Note("N0600", f"NOTE: Renaming variable {old} to {new}.") for old, new in pairs)
    return [
        Step(
            "PROC DATASETS",
            node,
            (name,),
            (name,),
            ((name, made),),
            s.at,
            changes[-1].end if changes else s.end,
            notes=notes,
            comments=s.comments,
        )
    ]


def with_named(schema: Schema, changes: list[st.Statement], context: Context) -> Schema:
    """Return the schema with the columns that the statements of MODIFY name, where only the run knows them."""
    if schema.complete:
        return schema
    items: list[sx.NameItem] = []
    listed: list[sx.NameItem]
    made: set[str] = set()  # new names, which later statements may use
    for change in changes:
        match change:
            case st.FormatStatement(items=groups) | st.InformatStatement(items=groups):
                listed = [item for names, _ in groups for item in names]
            case st.LabelStatement(items=pairs):
                listed = [item for item, _ in pairs]
            case st.Attrib(items=attribs):
                listed = [item for group in attribs for item in group.names]
            case st.ProcStatement(options=options_):
                listed = [sx.Var(option.name, at=change.at) for option in options_]
            case _:
                listed = []
        items += [one for one in listed if not (isinstance(one, sx.Var) and one.name.lower() in made)]
        if isinstance(change, st.ProcStatement):
            made |= {o.value.name.lower() for o in change.options if isinstance(o.value, sx.Var)}
    found = {c.name.lower(): c for c in context.names(tuple(items), schema)}
    new = tuple(c for low, c in found.items() if schema.find(low) is None)
    return replace(schema, columns=(*schema.columns, *new))


def _deleted_indexes(s: st.RawStatement) -> set[str]:
    """Return the names after INDEX DELETE, in lower case."""
    words = [token.text.lower() for token in s.tokens]
    return set(words[1:]) if s.keyword == "index" and words[:1] == ["delete"] else set()


def indexed(s: st.RawStatement, context: Context) -> Indexes:
    """INDEX CREATE, INDEX DELETE: the log tells of them; IC: constraints are not enforced, which is warned of.

    Returns the indexes that are made.
    """
    words = [token.text for token in s.tokens]
    if s.keyword == "xattr":
        message = "XATTR: extended attributes are not kept, and no value hangs on them"
        context.diagnose(LoweringError("W0132", message, s.at))
    elif s.keyword == "ic":
        context.diagnose(LoweringError("W0131", "integrity constraints are not enforced", s.at))
    elif words[:1] and words[0].lower() == "create":
        text = " ".join(words[1:]).partition("/")[0]
        for several, single in re.findall(r"(\w+) = \([^)]*\)|(\w+)", text):
            kind, name = ("Composite", several) if several else ("Simple", single)
            context.log.append(Logged(f"NOTE: {kind} index {name} has been defined."))
        return read_indexes(text)
    elif words[:1] and words[0].lower() == "delete":
        context.log += [Logged(f"NOTE: Index {name} deleted.") for name in words[1:]]
    else:
        raise LoweringError("H0403", f"INDEX {' '.join(words[:1]).upper()} is not translated", s.at)
    return ()


def _renames(s: st.ProcStatement, schema: Schema, name: str) -> list[tuple[str, str]]:
    """Return (old name in lower case, new name) of a RENAME statement."""
    found = []
    for option in s.options:
        if not isinstance(option.value, sx.Var):
            raise LoweringError(
                "H0403", "RENAME of a list of variables in PROC DATASETS is not translated", s.at
            )
        if schema.find(option.name) is None:
            raise LoweringError(
                "R0106", f"ERROR: Variable {option.name.upper()} is not on file {display(name)}.", s.at
            )
        found.append((option.name, option.value.name))
    return found

"""PROC TRANSPOSE. Base SAS Procedures Guide, "TRANSPOSE Procedure"."""

from __future__ import annotations

from dataclasses import replace

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.types import MACRO_LENGTH, Column, Schema
from translator.library.formats import default_width
from translator.lower import datasets as ds
from translator.lower.catalog import canonical
from translator.lower.context import Context
from translator.lower.known_formats import user_width
from translator.lower.known_rows import id_labels, rows_of, transposed_names
from translator.lower.procs.by_formats import by_groups
from translator.lower.procs.means import signed
from translator.lower.procs.options import (
    attributes,
    dataset,
    keys,
    named,
    number,
    options,
    order_unproved,
    shown_format,
    spelled,
    statements,
    text,
    where,
)
from translator.lower.procs.print_ import listed
from translator.lower.scope import LoweringError
from translator.plan.procs.reshape import Transpose
from translator.plan.relations import Scan, Step

NAMES = ("TRANSPOSE",)


def lower(step: st.ProcStep, context: Context) -> list[Step]:
    """Lower to one Transpose; the names of its new columns are the data's: the schema stays open.

    Where all rows that it reads stand in the program's text, so do the names.
    """
    given = options(
        step, ("data", "out", "prefix", "suffix", "name", "label", "let", "delimiter", "delim"), ("indb",)
    )
    statements(
        step,
        st.By,
        st.Where,
        st.FormatStatement,
        st.LabelStatement,
        st.Attrib,
        keywords=("var", "id", "copy", "idlabel"),
    )
    idlabel = named(step, "idlabel")
    scan, schema = context.scan(dataset(given.get("data")), where(step), open_ok=True)
    schema = attributes(step, schema, context)
    by = keys(step, schema, context)
    scan, schema = by_groups(by, scan, schema, context, step)
    ids = context.names(s.names, schema) if (s := named(step, "id")) else []
    copies = context.names(s.names, schema) if (s := named(step, "copy")) else []
    labels = context.names(idlabel.names, schema) if idlabel is not None else []
    if (s := named(step, "var")) is not None:
        variables = context.names(s.names, schema)
    else:
        hidden = {k.name for k in by} | {c.name for c in (*ids, *copies, *labels)}
        variables = [c for c in schema.columns if c.type.kind == "num" and c.name not in hidden]
    every = named(step, "var") is None and not schema.complete  # the run knows which variables are numeric
    as_text = any(c.type.kind == "char" for c in variables)
    name = spelled(given.get("name")) or "_NAME_"
    label = (spelled(given.get("label")) or "_LABEL_") if any(c.label for c in variables) else ""
    columns = [c for k in by if (c := context.column(schema, k.name)) is not None] + list(copies)
    width = 32 if every else max([8, *(len(c.name) for c in variables)])
    columns.append(text(name, width, label="NAME OF FORMER VARIABLE"))
    if label:
        columns.append(text(label, max(len(c.label) for c in variables), label="LABEL OF FORMER VARIABLE"))
    width = max(
        (c.type.length if c.type.kind == "char" else _width(c, context) for c in variables), default=1
    )
    formats = {c.format for c in variables}
    format_ = formats.pop() if len(formats) == 1 and not as_text else ""
    out = dataset(given.get("out"))
    target = canonical(out) if out is not None else context.catalog.next_default()
    drop, keep, rename = _options(out)
    made = tuple(
        Column(rename.get(c.name.lower(), c.name), c.type, c.format, c.informat, c.label)
        for c in columns
        if not _listed(c.name, drop) and (keep is None or _listed(c.name, keep))
    )
    cell = text("", width) if as_text else number("", format=format_)
    delimiter = spelled(given.get("delimiter") or given.get("delim"))
    prefix, suffix = spelled(given.get("prefix")), spelled(given.get("suffix"))
    any_names = (context.settings.get("validvarname") or "V7").upper() == "ANY" and bool(ids)
    rows = rows_of(scan, context) if schema.complete and not any(c.format for c in ids) else None
    names = None if rows is None else transposed_names(
        rows, [k.name.lower() for k in by], [c.name.lower() for c in ids], prefix, suffix, delimiter, any_names=any_names,
    )  # fmt: skip
    told: dict[str, str] | None = None
    if names is not None and rows is not None and len(labels) == 1 and ids and not labels[0].format:
        told = id_labels(
            rows, [c.name.lower() for c in ids], labels[0].name.lower(), prefix, suffix, delimiter, any_names=any_names,
        )  # fmt: skip
    if idlabel is not None and ids and told is None:
        message = "the labels that IDLABEL gives to new columns are not kept"
        context.diagnose(LoweringError("W0130", message, idlabel.at))
    if names is not None and not {c.name.lower() for c in columns} & {name.lower() for name in names}:
        made += tuple(
            replace(cell, name=rename.get(name.lower(), name), label=(told or {}).get(name.lower(), ""))
            for name in names
            if not _listed(name, drop) and (keep is None or _listed(name, keep))
        )
    else:
        names = None
    open_schema = Schema(
        made,
        complete=names is not None,
        sorted_by=signed(by) if {k.name.lower() for k in by} <= {c.name.lower() for c in made} else (),
        open_type=cell.type,
        open_format=cell.format,
    )
    context.catalog.define(target, open_schema)
    node = Transpose(
        source=_checked(scan, schema, context, [] if every else variables, ids), target=target, by=by, variables=tuple(listed(c, False, context) for c in variables),
        labels=tuple((c.name, c.label) for c in variables), ids=tuple(listed(c, False, context) for c in ids),
        copies=tuple(c.name for c in copies), prefix=prefix, suffix=suffix, delimiter=delimiter, name=name, label=label, let="let" in given,
        as_text=as_text, width=width if as_text and schema.complete and width < MACRO_LENGTH - 1 else 12, drop=drop, keep=keep, rename=tuple(rename.items()),
        any_names=any_names, every=every, hidden=tuple(c.name for c in labels), check_order=order_unproved(step, schema, by), schema=made,
        complete=names is not None,
    )  # fmt: skip
    return [
        Step("PROC TRANSPOSE", node, (scan.dataset,), (target,), ((target, open_schema),), step.at, step.end,
             notes=tuple(context.notes), comments=step.comments)
    ]  # fmt: skip


def _checked(
    scan: Scan, schema: Schema, context: Context, variables: list[Column], ids: list[Column]
) -> Scan:
    """Return the scan with what is needed of columns that only the run knows: numbers in VAR, texts in ID.

    A number in ID gives its formatted value, and its format is not known here.
    """
    for column in ids:
        if column.name in context.needed:
            context.needed[column.name] = "char"
    return context.complete(scan, schema, [c.name for c in variables])


def _options(
    out: st.Dataset | None,
) -> tuple[tuple[str, ...], tuple[str, ...] | None, dict[str, str]]:
    """Return (DROP=, KEEP= or None, renames) in lower case of an output whose columns only the run knows in full.

    `a:` stands for all names that begin so. Raises LoweringError for other lists that only the run can resolve.
    """
    if out is None:
        return (), None, {}
    options = out.options
    rename: dict[str, str] = {}
    for old, new in options.rename:
        if isinstance(old, sx.Prefix):
            raise LoweringError("H0402", "RENAME= of a name prefix on the OUT= data set of TRANSPOSE", out.at)
        olds = ds.columns_scope(()).resolve([old], create=True)
        news = ds.columns_scope(()).resolve([new], create=True)
        rename |= {o.lower(): n for o, n in zip(olds, news, strict=True)}
    keep = None if options.keep is None else _names(options.keep, out)
    return _names(options.drop or (), out), keep, rename


def _names(items: tuple[sx.NameItem, ...], out: st.Dataset) -> tuple[str, ...]:
    found: list[str] = []
    for item in items:
        match item:
            case sx.Prefix(prefix):
                found.append(f"{prefix.lower()}:")
            case sx.Var() | sx.NumberedRange():
                found += [name.lower() for name in ds.columns_scope(()).resolve([item], create=True)]
            case _:
                raise LoweringError("H0402", "such a list of names on the OUT= data set of TRANSPOSE", out.at)
    return tuple(found)


def _listed(name: str, wanted: tuple[str, ...]) -> bool:
    low = name.lower()
    return any(low == one or one.endswith(":") and low.startswith(one[:-1]) for one in wanted)


def _width(column: Column, context: Context) -> int:
    """Return the width of a number that becomes text: its format's, else that of BEST12."""
    form = shown_format(column.format, context)[0]
    if not form:
        return 12
    format_ = sx.format_of(form)
    own = context.formats.get(format_.name)
    try:
        return format_.width or (user_width(own) if own is not None else default_width(format_))
    except KeyError:
        return 12

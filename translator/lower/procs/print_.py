"""PROC PRINT. Base SAS Procedures Guide, "PRINT Procedure"."""

from __future__ import annotations

from collections.abc import Sequence

from translator.lang import statements as st
from translator.lang.syntax import NameItem, Prefix, String, format_of
from translator.lang.types import Column, Schema
from translator.lower.catalog import display
from translator.lower.context import Context
from translator.lower.procs.by_formats import by_groups
from translator.lower.procs.options import (
    attributes,
    dataset,
    keys,
    named,
    number,
    options,
    order_unproved,
    shown_format,
    statements,
    where,
    word,
)
from translator.lower.scope import LoweringError
from translator.plan.procs.listing import Listed, Show
from translator.plan.relations import Step

NAMES = ("PRINT",)
USED = ("data", "noobs", "obs", "label", "l", "split", "n", "round")
HARMLESS = ("uniform", "u", "width", "heading", "rows", "double", "d", "contents", "style", "blankline")


def lower(step: st.ProcStep, context: Context) -> list[Step]:
    """Lower to one Show."""
    given = options(step, USED, HARMLESS)
    statements(
        step,
        st.By,
        st.Where,
        st.FormatStatement,
        st.LabelStatement,
        st.Attrib,
        keywords=("var", "id", "sum", "pageby", "sumby"),
    )
    scan, schema = context.scan(dataset(given.get("data")), where(step), open_ok=True)
    every = not schema.complete and named(step, "var") is None
    lists = not schema.complete and any(
        isinstance(item, Prefix) for word in ("var", "sum") if (s := named(step, word)) for item in s.names
    )
    if (every or lists) and schema.mixed:
        message = f"{display(scan.dataset)} is printed without the formats that only its file knows"
        context.diagnose(LoweringError("W0135", message, step.at))
    schema = attributes(step, schema, context)
    by = keys(step, schema, context)
    scan, schema = by_groups(by, scan, schema, context, step, shown=("var", "id", "pageby", "sumby"))
    ids = context.names(s.names, schema) if (s := named(step, "id")) else []
    sums = _columns(s.names, schema, context) if (s := named(step, "sum")) else []
    if (s := named(step, "var")) is not None:
        shown = _columns(s.names, schema, context)  # VAR Statement: an ID variable has two columns
    else:
        hidden = {c.name for c in ids} | {k.name for k in by}
        shown = [c for c in schema.columns if c.name not in hidden]
    shown += [c for c in sums if c not in shown and c not in ids]
    if scan.groups is not None and (sums or named(step, "sumby")) and len(by) > 1:
        raise LoweringError(
            "H0402", "totals of several BY variables with formats are not translated", step.at
        )
    labels = bool({"label", "l", "split"} & set(given))
    split = word(given.get("split"))
    numbered = "" if "noobs" in given or ids else _text(given.get("obs")) or "Obs"
    led = [c.name.lower() for c in ids[: len(by)]] == [k.name.lower() for k in by]
    once = tuple(c.name for c in ids[: len(by)]) if led else ()
    sum_by = named(step, "sumby")
    if sum_by is not None and not sums:  # SUMBY Statement, "What Variables Are Summed?"
        sums = [c for c in shown if c.type.kind == "num"]
        if every:
            raise LoweringError(
                "H0244", "SUMBY without SUM of a data set whose columns only the run knows", step.at
            )
    node = Show(
        source=context.complete(scan, schema, [c.name for c in sums if not c.name.endswith(":")]),
        columns=tuple(listed(c, labels, context, split) for c in [*ids, *shown]),
        by=by,
        sums=tuple(c.name for c in sums),
        numbered=numbered,
        check_order=order_unproved(step, schema, by),
        title=context.title,
        count=(counts := _counts(given.get("n")))[0],
        count_all=counts[1] if by and sums else "",
        rounded=_rounded([*ids, *shown], sums, given["round"], every or lists) if "round" in given else (),
        sum_by=context.names(sum_by.names, schema)[0].name if sum_by is not None else "",
        once=once,
        every=every,
        ids=tuple(c.name for c in ids) if every else (),
        others=(listed(number("other", format=schema.open_format), False, context),)
        if (every or lists) and schema.open_format
        else (),
    )
    return [
        Step(
            "PROC PRINT",
            node,
            (scan.dataset,),
            (),
            (),
            step.at,
            step.end,
            notes=tuple(context.notes),
            comments=step.comments,
        )
    ]


def _columns(items: tuple[NameItem, ...], schema: Schema, context: Context) -> list[Column]:
    """Return the columns of a list; `abc:` over columns that only the run knows stands for itself, a name with a colon."""
    found: list[Column] = []
    for item in items:
        known = isinstance(item, Prefix) and any(
            c.name.lower().startswith(item.prefix.lower()) for c in schema.columns
        )
        if isinstance(item, Prefix) and not schema.complete and not known:
            found.append(Column(f"{item.prefix}:", schema.open_type))
        else:
            found += context.names((item,), schema)
    return found


def _text(option: st.Option | None) -> str:
    return option.value.value if option is not None and isinstance(option.value, String) else ""


def _counts(option: st.Option | None) -> tuple[str, str]:
    """Return the texts of N, `N='text'`, `N='text' 'text'`: before the number of rows of a group, and of all groups."""
    if option is None:
        return "", ""
    values = option.value if isinstance(option.value, tuple) else (option.value,)
    texts = [value.value for value in values if isinstance(value, String)]
    if len(texts) > 2:
        raise LoweringError("H0402", "N= of PROC PRINT with more than two texts is not translated", option.at)
    return (texts or ["N = "])[0], texts[1] if len(texts) > 1 else ""


def _rounded(
    shown: Sequence[Column], sums: Sequence[Column], option: st.Option, open_: bool
) -> tuple[tuple[str, float], ...]:
    """Return what ROUND makes of the columns, as pairs of a name and a unit: numbers without a format have two decimals, in
    totals the others those of their formats.

    Raises: LoweringError for totals by another format, and for columns that only the run knows.
    """
    if open_:
        raise LoweringError("H0244", "ROUND of a data set whose columns only the run knows", option.at)
    units: dict[str, float] = {}
    for column in shown:
        if column.type.kind == "num" and (not column.format or column in sums):
            form = format_of(column.format or "12.2")
            if form.name not in ("", "F", "COMMA", "COMMAX", "DOLLAR", "DOLLARX"):
                message = f"ROUND with totals by the format {column.format} is not translated"
                raise LoweringError("H0402", message, option.at)
            units[column.name] = 10.0 ** -(form.decimals or 0)
    return tuple(units.items())


def listed(column: Column, labels: bool, context: Context, split: str = "") -> Listed:
    """Return a printed column; `split` is the character of SPLIT=, where a heading goes to the next line."""
    heading = column.label if labels and column.label else column.name
    heading = heading.replace(split, " ") if split else heading
    return Listed(column.name, heading, *shown_format(column.format, context))

"""CLASS variables: their levels, orders and formats. Base SAS Procedures Guide, MEANS, "CLASS Statement"."""

from __future__ import annotations

from dataclasses import replace
from math import inf

from translator.lang import statements as st
from translator.lang.types import Column, Schema, Type
from translator.library.formats.user import HIGHEST_TEXT, UserFormat, UserRange, stored_values
from translator.lower.context import Context
from translator.lower.procs.options import all_of, options, shown_format, word
from translator.lower.scope import LoweringError
from translator.plan.loop import Key
from translator.plan.procs.summary import (
    ClassVariable,
    LabelRange,
    Order,
)

ORDERS: dict[str, Order] = {
    "": "unformatted", "internal": "unformatted", "unformatted": "unformatted", "unfmt": "unformatted",
    "formatted": "formatted", "fmt": "formatted", "external": "formatted", "freq": "freq", "data": "data",
}  # fmt: skip


def class_variables(
    step: st.ProcStep, schema: Schema, context: Context, given: dict[str, st.Option]
) -> tuple[ClassVariable, ...]:
    """Return the variables of the CLASS statements with their options. Raises LoweringError for other options."""
    found = []
    for statement in all_of(step, st.ProcStatement):
        if statement.keyword != "class":
            continue
        own = options(
            statement,
            ("missing", "order", "descending", "groupinternal", "preloadfmt", "exclusive", "mlf"),
            ("ascending",),
        )
        order = word(own.get("order")) or word(given.get("order"))
        if order not in ORDERS:
            raise LoweringError("H0402", f"ORDER={order.upper()} is not translated", statement.at)
        for column in context.names(statement.names, schema):
            one = class_variable(
                column, context, "missing" in given or "missing" in own, ORDERS[order],
                "descending" in own,
            )  # fmt: skip
            if "mlf" in own:
                one = multilabel(one, column, context, statement)
            if "preloadfmt" in own and ("exclusive" in own or "completetypes" in given or order == "data"):
                one = preload(one, column, context, statement, exclusive="exclusive" in own)
            found.append(replace(one, internal="groupinternal" in own))
    return tuple(found)


def refuse_shared(
    by: tuple[Key, ...], classes: tuple[ClassVariable, ...], types: tuple[int, ...], at: st.Node, *, combinations: bool = False
) -> None:  # fmt: skip
    """Refuse what is not known of a variable in both BY and CLASS, which has one level in each BY group.

    Args: types: the types in an output data set: it has one column of the variable, and what that holds in a type without
    the class variable is not documented. combinations: CLASSDATA= names combinations of levels. Raises LoweringError H0402.
    """
    names = {key.name.lower() for key in by}
    for place, one in enumerate(reversed(classes)):
        if one.name.lower() not in names:
            continue
        if combinations or one.preloaded or one.labels:
            message = "a variable in both BY and CLASS with CLASSDATA=, PRELOADFMT or MLF is not translated"
            raise LoweringError("H0402", message, at.at)
        if not all(type_ >> place & 1 for type_ in types):
            message = "an output data set without NWAY of a variable in both BY and CLASS is not translated"
            raise LoweringError("H0402", message, at.at)


def preload(
    one: ClassVariable, column: Column, context: Context, at: st.Node, *, exclusive: bool
) -> ClassVariable:
    """Return a class variable with the levels of its format (PRELOADFMT). Raises LoweringError H0402.

    Without a user format PRELOADFMT does nothing; a missing value is a level only with MISSING.
    """
    if one.labels:
        texts = tuple(dict.fromkeys(r.label for r in one.labels if not r.other))
        return replace(one, preloaded=texts, exclusive=exclusive)
    format_ = context.formats.get(column.format.rstrip("0123456789").rstrip(".").rstrip("0123456789").upper())
    if not one.user_format or not isinstance(format_, UserFormat):
        return one
    if not format_.entries:
        raise LoweringError("H0402", "PRELOADFMT of a format that only the run knows", at.at)
    try:
        values = stored_values(format_)
    except ValueError as error:
        raise LoweringError("H0402", f"PRELOADFMT: {error}", at.at) from error
    there = tuple(v for v in values if one.missing or (v != "" and v == v))
    return replace(one, preloaded=there, exclusive=exclusive)


def multilabel(one: ClassVariable, column: Column, context: Context, at: st.Node) -> ClassVariable:
    """Return a class variable whose levels are all labels of its values (MLF); its values in the output are the labels.

    CLASS Statement, MLF: without a format that was defined with MULTILABEL it does nothing. Raises LoweringError H0402.
    """
    format_ = context.formats.get(column.format.rstrip("0123456789").rstrip(".").rstrip("0123456789").upper())
    if (
        not one.user_format
        or not isinstance(format_, UserFormat)
        or not (format_.multilabel or not format_.entries)
    ):
        return one
    if not format_.entries or format_.kind not in ("num", "char"):
        raise LoweringError("H0402", "MLF with a picture or a format that only the run knows", at.at)
    if any(not isinstance(entry.label, str) for entry in format_.entries):
        raise LoweringError("H0402", "MLF with formats inside the format", at.at)
    pairs = [(item, entry) for entry in format_.entries for item in entry.ranges]
    labels = tuple(
        label_range(str(entry.label), item) for item, entry in pairs if item.other or item.low == item.low
    )
    if one.missing and len(labels) < len(pairs):
        raise LoweringError("H0402", "MLF with MISSING and a label for missing values", at.at)
    widest = max(len(label.label) for label in labels)
    return replace(one, type=Type("char", widest), format="", user_format=False, labels=labels)


def label_range(label: str, item: UserRange) -> LabelRange:
    """Return a range of a format as the plan has it."""
    if item.other:
        return LabelRange(label, other=True)
    ends = {(False, False): "", (True, False): "low", (False, True): "high", (True, True): "both"}
    low = None if item.low in (-inf, "") and not (item.low == "" and item.high == "") else item.low
    high = None if item.high in (inf, HIGHEST_TEXT) else item.high
    return LabelRange(
        label, low, high, ends[item.low_open and low is not None, item.high_open and high is not None]
    )


def labelled(schema: Schema, classes: tuple[ClassVariable, ...]) -> Schema:
    """Return the schema with class variables of MLF as the texts that they are in the output."""
    labels = {c.name.lower(): c for c in classes if c.labels}
    columns = tuple(
        replace(c, type=labels[c.name.lower()].type, format="") if c.name.lower() in labels else c
        for c in schema.columns
    )
    return replace(schema, columns=columns)


def class_variable(
    column: Column, context: Context, missing: bool, order: Order, descending: bool = False
) -> ClassVariable:
    """Return a class variable with the format that groups its values."""
    return ClassVariable(
        column.name, column.type, *shown_format(column.format, context), missing, order, descending
    )

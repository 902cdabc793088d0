"""BY groups of a PROC: observations belong to a group as long as the formatted values of the BY variables stay the same.

Base SAS Procedures Guide, Fundamental Concepts, "Formats and BY-Group Processing". The DATA step (without GROUPFORMAT) and
PROC SORT use the values themselves. The BY variables of an output data set have the values of the first row of the group.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.types import Column, Schema
from translator.library.formats.user import UserFormat
from translator.lower.context import Context
from translator.lower.procs.options import GENERAL, notsorted, order_unproved, shown_format
from translator.lower.scope import LoweringError
from translator.plan.loop import Key
from translator.plan.relations import FormattedGroups, Scan
from translator.plan.walk import parts

COARSE = frozenset(
    "MONYY YEAR YYMM YYMMC YYMMD YYMMN YYMMP YYMMS MMYY MMYYC MMYYD MMYYN MMYYP MMYYS YYQ YYQC YYQD YYQN YYQP YYQS YYQR YYQRC "
    "YYQRD YYQRN YYQRP YYQRS QTR QTRR MONTH MONNAME DOWNAME WEEKDAY WEEKU WEEKV WEEKW DAY DTDATE DTMONYY DTYEAR DTYYQC HOUR "
    "HHMM DATEAMPM NLDATEYM NLDATEYQ NLDATEYR NLDATEMN NLDATEW".split()
)
"""Formats that show several dates, datetimes or times alike."""

ASIDE = (st.By, st.Where, st.FormatStatement, st.LabelStatement, st.Attrib, *GENERAL)
"""Statements that name BY variables and do not work with their values (WHERE does so before there are groups)."""


def by_groups(
    by: tuple[Key, ...], scan: Scan, schema: Schema, context: Context, step: st.ProcStep, *, shown: Iterable[str] = ()
) -> tuple[Scan, Schema]:  # fmt: skip
    """Return the input of a PROC with the BY groups of formatted values, and its schema.

    Args: shown: keywords of statements whose variables are only shown with their formats.
    Raises: LoweringError where the PROC also works with the values of such a BY variable.
    """
    formatted = [c for c in merging(by, schema, context) if shown_format(c.format, context)[0]]
    if not formatted:
        return scan, schema
    refuse_values({c.name.lower() for c in formatted}, schema, context, step, tuple(shown))
    formats = tuple((c.name, *shown_format(c.format, context)) for c in formatted)
    groups = FormattedGroups(by, formats, order_unproved(step, schema, by))
    order = () if notsorted(step) else tuple(("-" if k.descending else "") + k.name.lower() for k in by)
    return replace(scan, groups=groups), replace(schema, sorted_by=order)


def merging(by: tuple[Key, ...], schema: Schema, context: Context) -> list[Column]:
    """Return the BY variables of whose formats it is not proved that they show different values differently."""
    columns = [context.column(schema, key.name) for key in by]
    return [c for c in columns if c is not None and c.format and not tells_apart(c)]


def tells_apart(column: Column) -> bool:
    """Is the format $w. (or $CHARw.) as wide as the text? Others can merge: DATE9. parts of a day, 8. fractions."""
    format_ = sx.format_of(column.format)
    plain = column.type.kind == "char" and format_.name in ("$", "$CHAR")
    return plain and (format_.width is None or format_.width >= column.type.length)


def shows_alike(column: Column, context: Context) -> bool:
    """Is the format one that shows different whole numbers (dates, codes) alike?"""
    format_ = sx.format_of(column.format)
    own = context.formats.get(format_.name)
    if not isinstance(own, UserFormat):
        return format_.name in COARSE or column.type.kind == "char"
    labels = [str(entry.label) for entry in own.entries]
    items = [item for entry in own.entries for item in entry.ranges]
    single = all(not item.other and (item.low == item.high or item.low != item.low) for item in items)
    return not single or len(items) > len(own.entries) or len(set(labels)) < len(labels)


def refuse_values(
    names: set[str], schema: Schema, context: Context, step: st.ProcStep, shown: tuple[str, ...]
) -> None:
    """Refuse a PROC whose statements name one of these BY variables. Raises LoweringError H0402."""
    for statement in step.body:
        if isinstance(statement, ASIDE) or getattr(statement, "keyword", "") in shown:
            continue
        if named := names & named_in(statement, schema, context):
            message = f"{min(named).upper()}, whose formatted values make the BY groups, in another statement of PROC {step.name}"
            raise LoweringError("H0402", f"{message} is not translated", getattr(statement, "at", step.at))


def named_in(statement: st.Node, schema: Schema, context: Context) -> set[str]:
    """Return the names (lower case) of variables, and of what else looks like one, in a statement of a PROC."""
    found: set[str] = set()
    if isinstance(statement, st.RawStatement):
        found |= {token.text.lower() for token in statement.tokens}
    for node in nodes_outside_data_sets(statement):
        if isinstance(node, sx.Var):
            found.add(node.name.lower())
        elif isinstance(node, sx.NumberedRange | sx.NameRange | sx.Prefix | sx.SpecialList):
            found |= {column.name.lower() for column in context.names((node,), schema)}
        elif isinstance(node, st.StatisticRequest):
            found |= set(node.extra.lower().replace("(", " ").replace(")", " ").split())
    return found


def nodes_outside_data_sets(item: object) -> Iterator[object]:
    """Yield the nodes of a statement, without those in the options of the data sets that it names."""
    if isinstance(item, tuple):
        for one in item:
            yield from nodes_outside_data_sets(one)
    elif not isinstance(item, st.Dataset) and (fields := parts(type(item))) is not None:
        yield item
        for name in fields:
            yield from nodes_outside_data_sets(getattr(item, name))

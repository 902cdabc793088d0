"""ODS OUTPUT Summary= of PROC MEANS: the printed table as a data set.

Base SAS Procedures Guide, MEANS, "ODS Table Names". The table has a row for each combination of the CLASS variables:
these, NObs (with CLASS), and for each variable VName_x and Label_x (with several variables), then its statistics, named
as AUTONAME names them: x_N, x_Mean, x_StdDev.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.types import Column
from translator.library.ods_tables import attributes
from translator.library.ods_tables.level import confidence_level
from translator.lower.context import Context
from translator.plan.procs.summary import Summarize
from translator.plan.relations import Step

KEPT = frozenset(
    (
        "data",
        "missing",
        "order",
        "exclnpwgt",
        "exclnpwgts",
        "vardef",
        "qntldef",
        "pctldef",
        "alpha",
        "classdata",
        "exclusive",
        "completetypes",
    )
)


def summary_steps(
    step: st.ProcStep, target: st.Dataset, head: Sequence[str], variables: Sequence[Column],
    statistics: Sequence[str], suffixes: dict[str, str], classes: bool, *, row_counts: bool = True, stacked: bool = False,
) -> tuple[st.ProcStep, st.DataStep | None, dict[str, tuple[str, str]]]:  # fmt: skip
    """Return PROC SUMMARY with an OUTPUT statement that makes the table, and a DATA step that adds names and labels.

    Without the DATA step, the format and the label of each column are still to be set: the third part, by name.
    `row_counts`: NObs is a column (not with NONOBS). `stacked`: STACKODSOUTPUT, a row for each variable.
    """
    where: dict[str, Any] = {"at": step.at, "end": step.end}
    requests = []
    order: list[str] = []
    constants: list[tuple[str, str]] = []
    several = len(variables) > 1
    shown: dict[str, tuple[str, str]] = {}
    level = confidence_level(step)
    for column in variables:
        if several:
            constants.append((f"VName_{column.name}", column.name))
            constants += [(f"Label_{column.name}", column.label)] if any(c.label for c in variables) else []
            order += [name for name, _ in constants if name not in order]
        for statistic in statistics:
            name = f"{column.name}_{suffixes.get(statistic, statistic.capitalize())}"[:32]
            requests.append(st.StatisticRequest(statistic, (sx.Var(column.name),), (sx.Var(name),)))
            order.append(name)
            shown[name] = _look(name, role_of(name, column.name), level)
    shown |= {name: _look(name, "", level) for name in ("NObs", *(name for name, _ in constants))}
    counted = classes and row_counts
    drop = [sx.Var("_type_")] if counted else [sx.Var("_type_"), sx.Var("_freq_")]
    rename = ((sx.Var("_freq_"), sx.Var("NObs")),) if counted else ()
    plain = replace(target, options=st.DatasetOptions(drop=tuple(drop), rename=rename))
    output = st.OutputStatement(out=plain, requests=tuple(requests), **where)
    body = tuple(
        s
        for s in step.body
        if not isinstance(s, st.OutputStatement | st.Tables)
        and getattr(s, "keyword", "") not in ("types", "ways", "id")
    )
    options = (*(o for o in step.options if o.name in KEPT), st.Option("nway", at=step.at))
    made = st.ProcStep(name="SUMMARY", options=options, body=(*body, output), **where)
    head = [*head, *(["NObs"] if counted else [])]
    if stacked:
        rows_of_each = _stacked(
            step, replace(target, options=st.DatasetOptions()), target, head, variables, statistics, suffixes
        )
        return made, rows_of_each, {}
    if not constants and target.options == st.DatasetOptions():
        return made, None, shown
    written = replace(target, options=st.DatasetOptions())
    first = st.Retain(items=((tuple(sx.Var(n) for n in [*head, *order]), None),), **where)
    values = [
        st.Assign(target=sx.Var(name), value=sx.String(text or " "), **where) for name, text in constants
    ]
    rows = st.Set(datasets=(written,), **where)
    looks = _statements({n: look for n, look in shown.items() if counted or n != "NObs"}, where)
    return made, st.DataStep(outputs=(target,), body=(first, *looks, rows, *values), **where), {}


def role_of(name: str, variable: str) -> str:
    """Return the statistic that a column of the table holds: the role Mean of x_Mean."""
    return name[len(variable) + 1 :]


def _look(name: str, role: str, level: float) -> tuple[str, str]:
    return attributes("MEANS", "Summary", name, role=role, level=level)


def _statements(shown: dict[str, tuple[str, str]], where: dict[str, Any]) -> list[st.Statement]:
    """Return LABEL and FORMAT statements of columns with these (format, label)."""
    made: list[st.Statement] = []
    labels = tuple((sx.Var(name), label) for name, (_, label) in shown.items() if label)
    if labels:
        made.append(st.LabelStatement(items=labels, **where))
    formats = tuple(((sx.Var(name),), _format(form)) for name, (form, _) in shown.items() if form)
    if formats:
        made.append(st.FormatStatement(items=formats, **where))
    return made


def _format(text: str) -> sx.Format:
    found = re.fullmatch(r"([A-Z]*)(\d+)\.(\d*)", text)
    assert found is not None
    return sx.Format(found[1], int(found[2]), int(found[3]) if found[3] else None)


def with_looks(steps: list[Step], shown: dict[str, tuple[str, str]], context: Context) -> list[Step]:
    """Return the steps with formats and labels (by name) on the columns of the data set that the last one makes."""
    if not shown:
        return steps
    last = steps[-1]
    assert isinstance(last.node, Summarize)
    (output,) = last.node.outputs
    (name, schema), *_ = last.schemas

    def changed(columns: tuple[Column, ...]) -> tuple[Column, ...]:
        looks = ((c, shown.get(c.name)) for c in columns)
        return tuple(
            c if look is None else replace(c, format=look[0] or c.format, label=look[1]) for c, look in looks
        )

    described = replace(schema, columns=changed(schema.columns))
    context.catalog.define(name, described)
    node = replace(last.node, outputs=(replace(output, schema=changed(output.schema)),))
    return [*steps[:-1], replace(last, node=node, schemas=((name, described),))]


def _stacked(
    step: st.ProcStep, source: st.Dataset, target: st.Dataset, head: Sequence[str], variables: Sequence[Column],
    statistics: Sequence[str], suffixes: dict[str, str],
) -> st.DataStep:  # fmt: skip
    """Return the DATA step that writes a row for each variable: STACKODSOUTPUT."""
    where: dict[str, Any] = {"at": step.at, "end": step.end}
    labels = any(c.label for c in variables)
    names = [suffixes.get(s, s.capitalize()) for s in statistics]
    first = [*head, "Variable", *(["Label"] if labels else []), *names]
    lengths: list[tuple[tuple[sx.NameItem, ...], bool, int]] = []
    lengths.append(((sx.Var("Variable"),), True, max((len(c.name) for c in variables), default=1)))
    if labels:
        lengths.append(((sx.Var("Label"),), True, max(len(c.label) for c in variables)))
    body: list[st.Statement] = []
    if head:
        body.append(st.Retain(items=((tuple(sx.Var(n) for n in head), None),), **where))
    level = confidence_level(step)
    shown = {n: _look(n, "", level) for n in ("Variable", *(["Label"] if labels else []))}
    shown |= {n: _look(n, "", level) for n in head if n == "NObs"}
    shown |= {name: _look(name, name, level) for name in names}
    body.append(st.Length(items=tuple(lengths), **where))
    body += [*_statements(shown, where), st.Set(datasets=(source,), **where)]
    for column in variables:
        made: list[tuple[str, sx.Expr]] = [("Variable", sx.String(column.name))]
        made += [("Label", sx.String(column.label or " "))] if labels else []
        made += [(name, sx.Var(f"{column.name}_{name}"[:32])) for name in names]
        body += [st.Assign(target=sx.Var(name), value=value, **where) for name, value in made]
        body.append(st.Output(**where))
    body.append(st.Keep(names=tuple(sx.Var(n) for n in first), **where))
    return st.DataStep(outputs=(target,), body=tuple(body), **where)

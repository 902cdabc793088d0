"""ODS OUTPUT: which tables of the next PROC become data sets.

SAS 9.4 Output Delivery System: User's Guide, "ODS OUTPUT Statement". A PROC writes each table that is asked for once. Where
that is not enough (the same table twice, PERSIST=PROC, MATCH_ALL) it writes the table to a data set of its own, DATA steps
make the data sets that are asked for, and it is deleted.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.types import Schema
from translator.library.ods_tables import find_table, has_tables, table_name
from translator.library.ods_tables.objects import RUN_GROUPS, one_object
from translator.lower.catalog import canonical
from translator.lower.context import Context
from translator.lower.filtered import filter_step, ods_filters
from translator.lower.scope import LoweringError
from translator.plan.relations import Step


@dataclass(frozen=True, slots=True)
class Pending:
    """A request in force, how many tables it has met, and whether a PROC was there already."""

    request: st.OdsOutput
    times: int = 0
    used: bool = False

    def gathers(self, step: st.ProcStep) -> bool:
        """Does the request hold on behind this step?"""
        return self.request.persist == "proc" or self.request.persist == "run" and step.name in RUN_GROUPS


def change_requests(s: st.OdsStatement, context: Context) -> None:
    """Note the requests of an ODS OUTPUT statement; CLOSE and CLEAR forget all."""
    if s.words[:2] in (("output", "close"), ("output", "clear")):
        context.ods_requests = ()
    context.ods_requests += tuple(Pending(request) for request in s.outputs)


@dataclass(slots=True)
class Asked:
    """What is left to do after a PROC: WHERE= of its data sets, and tables that go to several data sets or below one."""

    filters: list[st.DataStep]
    several: dict[str, tuple[st.Dataset, list[Pending]]]


def prepare(step: st.ProcStep, context: Context) -> Asked:
    """Tell the PROC which tables to write (`context.ods_outputs`); return what is left to do.

    Raises: LoweringError for what is not carried out.
    """
    groups: dict[str, list[Pending]] = {}
    if not step.continued:
        context.ods_requests = tuple(
            one for one in context.ods_requests if not one.used or one.request.persist == "proc"
        )
    for one in context.ods_requests:
        front = one.request.table.lower().rpartition(".")[0]
        if front and front != step.name.lower():
            message = f"the path {one.request.table} of ODS OUTPUT, which may name one of several tables"
            raise LoweringError("H0600", f"{message}, is not translated", one.request.dataset.at)
        if one.gathers(step) and not one.used and not one.request.match_all:
            message = "_PROC_ and _RUN_ are not in the data sets of ODS OUTPUT with PERSIST="
            context.diagnose(LoweringError("W0150", message, one.request.dataset.at))
        groups.setdefault(table_name(step.name, one.request.name), []).append(one)
    several: dict[str, tuple[st.Dataset, list[Pending]]] = {}
    for name, members in groups.items():
        first = members[0].request
        if len(members) == 1 and not first.match_all and not members[0].gathers(step):
            made = first.dataset
            if made.form == "special" and made.name == "_DATA_":
                made = replace(made, name=context.catalog.next_default(), form="name")
            context.ods_outputs[name] = made
            continue
        for one in members:
            _check_match_all(step, one, name)
        plain = st.Dataset("", _free_name(f"ods_{name}"[:32], context), "name")
        context.ods_outputs[name] = plain
        several[name] = plain, members
    return Asked(ods_filters(step, context.ods_outputs), several)


def _check_match_all(step: st.ProcStep, one: Pending, name: str) -> None:
    request = one.request
    if not request.match_all or find_table(step.name, name) is None:
        return
    if request.variable:
        raise LoweringError("H0600", "MATCH_ALL= with a macro variable is not translated", request.dataset.at)
    if request.dataset.name[-1:].isdigit() or request.dataset.form != "name":
        raise LoweringError(
            "H0600", "MATCH_ALL with this name of a data set is not translated", request.dataset.at
        )
    if not one_object(step, name):
        message = (
            f"MATCH_ALL of {name.upper()} of PROC {step.name}, which can be several tables, is not translated"
        )
        raise LoweringError("H0600", message, request.dataset.at)


def _free_name(name: str, context: Context) -> str:
    while context.catalog.find(name) is not None:
        name = f"{name[:31]}_"
    return name


def unmet(step: st.ProcStep, asked: Asked, context: Context) -> None:
    """Take back requests that wait for a later PROC: those with PERSIST=PROC for a table that this PROC does not have."""
    for name, (_, members) in list(asked.several.items()):
        if name not in context.ods_outputs or not all(one.gathers(step) for one in members):
            continue
        if not has_tables(step.name) or find_table(step.name, name) is not None:
            del context.ods_outputs[name], asked.several[name]


def follow_ups(step: st.ProcStep, asked: Asked, context: Context) -> list[st.DataStep | st.ProcStep | Below]:
    """Return the steps that make the data sets of tables that one PROC's output cannot be, one after the other."""
    made: list[st.DataStep | st.ProcStep | Below] = []
    for plain, members in asked.several.values():
        for one in members:
            request = one.request
            target = request.dataset
            if request.match_all and one.times:
                target = replace(target, name=f"{target.name}{one.times}")
            if not one.times or request.match_all:
                made.append(filter_step(step, target, plain))
                continue
            piece = replace(plain, name=_free_name(f"{plain.name[:30]}_p", context))
            whole = replace(target, options=st.DatasetOptions())
            made += [
                filter_step(step, replace(piece, options=target.options), plain),
                Below(step, whole, piece),
            ]
            made.append(_delete(step, piece))
        made.append(_delete(step, plain))
    return made


@dataclass(frozen=True, slots=True)
class Below:
    """Put the rows of a data set below those of another one; its attributes are known when the others are lowered."""

    step: st.ProcStep
    whole: st.Dataset
    piece: st.Dataset

    def data_step(self, context: Context) -> st.DataStep:
        """Return the DATA step: the columns of the first, then those that the second adds; the longer length counts."""
        where: dict[str, Any] = {"at": self.step.at, "end": self.step.end}
        first = context.catalog.find(canonical(self.whole)) or Schema(())
        second = context.catalog.find(canonical(self.piece)) or Schema(())
        longer = [
            c
            for c in second.columns
            if (old := first.find(c.name)) is not None and c.type.length > old.type.length
        ]
        body: list[st.Statement] = []
        if longer:
            names = tuple(sx.Var(c.name) for c in first.columns)
            lengths = tuple(((sx.Var(c.name),), c.type.kind == "char", c.type.length) for c in longer)
            body += [st.Retain(items=((names, None),), **where), st.Length(items=lengths, **where)]
        body.append(st.Set(datasets=(self.whole, self.piece), **where))
        return st.DataStep(outputs=(self.whole,), body=tuple(body), **where)


def put_below(step: st.ProcStep, whole: st.Dataset, piece: st.Dataset, context: Context) -> list[Step]:
    """Return the lowered steps that put the rows of a data set below those of another, and delete it."""
    return [
        *lower_follow_up(Below(step, whole, piece), step.name, context),
        *lower_follow_up(_delete(step, piece), step.name, context),
    ]


def lower_follow_up(step: st.DataStep | st.ProcStep | Below, proc: str, context: Context) -> list[Step]:
    """Lower a step that goes on with a data set of ODS OUTPUT."""
    from translator.lower.procs import procs
    from translator.lower.program import data_step

    if isinstance(step, st.ProcStep):
        return procs()[step.name](step, context)
    one = step.data_step(context) if isinstance(step, Below) else step
    return [replace(data_step(one, context), title=f"PROC {proc}: ODS OUTPUT")]


def _delete(step: st.ProcStep, dataset: st.Dataset) -> st.ProcStep:
    option = st.Option("data", dataset, True, step.at)
    return st.ProcStep(name="DELETE", options=(option,), body=(), at=step.at, end=step.end)


def after_step(step: st.ProcStep, context: Context, met: set[str]) -> None:
    """Keep the requests that hold for later PROCs, or RUN groups of this one, with what they have met."""
    context.ods_requests = tuple(
        replace(one, times=one.times + (table_name(step.name, one.request.name) in met), used=True)
        for one in context.ods_requests
        if one.gathers(step)
    )


def targets(context: Context) -> list[str]:
    """Return the data sets that are asked for, as the catalog names them."""
    return [canonical(one.request.dataset) for one in context.ods_requests]

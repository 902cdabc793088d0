"""ODS OUTPUT: the requests in force and the data sets that tables become.

SAS 9.4 Output Delivery System: User's Guide, "ODS OUTPUT Statement": a request holds for the next PROC step, with
PERSIST=PROC until CLOSE or CLEAR; with MATCH_ALL each table becomes a data set of its own (ds, ds1, ds2 …), without all
tables of that name become one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from equivalence.interpreter.errors import StepError
from equivalence.interpreter.tables import Table, Variable
from translator.lang import statements as st
from translator.library.ods_tables import attributes, find_table, has_tables, object_label, table_name
from translator.library.ods_tables.level import confidence_level
from translator.library.ods_tables.objects import RUN_GROUPS, one_object

if TYPE_CHECKING:
    from equivalence.interpreter.session import Session


@dataclass(slots=True)
class Request:
    """A request, the tables it has met in this step and before, and what it has gathered."""

    asked: st.OdsOutput
    met: bool = False
    times: int = 0
    gathered: Table | None = None
    names: list[str] = field(default_factory=list)
    used: bool = False

    def lasts(self, step: st.ProcStep) -> bool:
        """Does the request hold on behind this step, or RUN group?"""
        return self.asked.persist == "proc" or self.asked.persist == "run" and step.name in RUN_GROUPS


@dataclass(slots=True)
class OdsOutputs:
    """The requests in force; true where there are any."""

    requests: list[Request] = field(default_factory=list)
    proc: str = ""

    def __bool__(self) -> bool:
        return bool(self.requests)

    def change(self, statement: st.OdsStatement) -> None:
        """Carry out an ODS OUTPUT statement."""
        if statement.words[:2] in (("output", "close"), ("output", "clear")):
            self.requests.clear()
        self.requests += [Request(asked) for asked in statement.outputs]

    def find(self, table: str) -> list[Request]:
        """Return the requests for a table of the running PROC, by its name or its label."""
        return [r for r in self.requests if table_name(self.proc, r.asked.name) == table.lower()]

    def begin_step(self, step: st.ProcStep) -> None:
        """Stop a PROC for requests that are not carried out. Raises StepError."""
        self.proc = step.name
        if not step.continued:
            self.requests = [r for r in self.requests if not r.used or r.asked.persist == "proc"]
        for r in self.requests:
            front = r.asked.table.lower().rpartition(".")[0]
            at = r.asked.dataset.at
            if front and front != step.name.lower():
                raise StepError(
                    f"The path {r.asked.table} is not supported by the reference interpreter.", at, "R0060"
                )
            if (
                r.asked.match_all
                and find_table(step.name, table_name(step.name, r.asked.name))
                and not one_object(step, table_name(step.name, r.asked.name))
            ):
                message = (
                    f"MATCH_ALL of {r.asked.name.upper()} is not supported by the reference interpreter."
                )
                raise StepError(message, at, "R0060")

    def end_step(self, step: st.ProcStep) -> list[st.OdsOutput]:
        """Forget the requests that held for this step; return those whose table it did not make, though it has one."""
        missed = [
            r.asked
            for r in self.requests
            if not r.met
            and (
                r.asked.persist != "proc"
                or has_tables(step.name)
                and find_table(step.name, table_name(step.name, r.asked.name)) is None
            )
        ]
        self.requests = [r for r in self.requests if r.lasts(step)]
        for r in self.requests:
            r.met, r.used = False, True
        return missed

    def write(
        self, session: Session, step: st.ProcStep, name: str, table: Table, inputs: Iterable[Variable] = (),
        roles: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        """Write a table to the data sets that are asked for.

        Args: inputs: variables of the input: where they are columns they keep their attributes. roles: what a column is, by
        its name, where its name does not tell.
        """
        for r in self.find(name):
            made = described(step, name, table, inputs, roles or {})
            target = r.asked.dataset
            if r.asked.match_all:
                target = replace(target, name=f"{target.name}{r.times or ''}")
            elif r.lasts(step) or r.met:
                if r.met and any(isinstance(s, st.By) for s in step.body):
                    message = (
                        f"{name} of several requests with BY is not supported by the reference interpreter."
                    )
                    raise StepError(message, target.at, "R0060")
                made = r.gathered = gather(r.gathered, session.chosen(target, made))
                target = replace(target, options=st.DatasetOptions())
            else:
                r.gathered = session.chosen(target, made)
            session.write(target, made)
            r.met = True
            r.times += 1
            r.names.append(target.name)
            if r.asked.variable:
                session.macros.set(r.asked.variable, " ".join(r.names), "global")


def described(
    step: st.ProcStep, name: str, table: Table, inputs: Iterable[Variable], roles: Mapping[str, str]
) -> Table:
    """Return a table with its label, whose columns have the formats and labels that its row gives them."""
    own = {id(v) for v in inputs}
    level = confidence_level(step)
    variables = []
    for v in table.variables:
        if id(v) not in own:
            form, label = attributes(
                step.name,
                name,
                v.name,
                role=roles.get(v.name, ""),
                level=level,
                label=v.label,
                format_=v.format,
            )
            v = replace(v, format=form, label=label)
        variables.append(v)
    label = table.label or object_label(step.name, name)
    return Table(variables, table.rows, label, table.sorted_by)


def gather(whole: Table | None, piece: Table) -> Table:
    """Return the rows of two tables below one another; the longer length of a column counts."""
    if whole is None:
        return piece
    names = {v.name.lower(): v for v in piece.variables}
    variables = [
        replace(v, length=max(v.length, other.length)) if (other := names.get(v.name.lower())) else v
        for v in whole.variables
    ]
    known = {v.name.lower() for v in variables}
    variables += [v for v in piece.variables if v.name.lower() not in known]
    rows = [
        [row[source.index(v.name)] if source.has(v.name) else v.missing for v in variables]
        for source in (whole, piece)
        for row in source.rows
    ]
    return Table(variables, rows, whole.label)

"""The OUTPUT data sets of PROC MEANS."""

from __future__ import annotations

from dataclasses import dataclass

from equivalence.interpreter.errors import StepError
from equivalence.interpreter.procs.extremes import Extreme, extremes
from equivalence.interpreter.procs.means_groups import statistic
from equivalence.interpreter.procs.means_printed import Group, Setup, auto_suffix
from equivalence.interpreter.procs.options import (
    options,
    resolve,
)
from equivalence.interpreter.session import Session
from equivalence.interpreter.tables import Row, Table, Value, Variable
from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.library.statistics import STATISTICS


@dataclass(frozen=True, slots=True)
class Result:
    """An output variable: statistic and analysis variable ("" for a count of rows)."""

    variable: Variable
    statistic: str
    source: str


def write_output(
    session: Session,
    setup: Setup,
    output: st.OutputStatement,
    groups_by: list[tuple[list[Value], list[Group]]],
    numbers: dict[int, int],
) -> None:
    """Write one OUTPUT statement's data set. `numbers`: id() of a row -> its observation number."""
    own = options(output, {"autoname", "autolabel", "inherit", "noinherit", "levels", "ways", "keeplen"})
    defaults = not output.requests and bool(setup.variables)
    chartype = "chartype" in setup.options
    width = max(len(setup.classes), 1)
    variables = [setup.table.variables[p] for p, _ in setup.by]
    variables += [setup.table.variable(name) for name in setup.ids]
    shared = {p for p, _ in setup.by}  # a variable in both BY and CLASS stands once
    variables += [setup.table.variables[c.position] for c in setup.classes if c.position not in shared]
    variables += [Variable("_WAY_", "num")] if "ways" in own else []
    variables.append(Variable("_TYPE_", "char", width) if chartype else Variable("_TYPE_", "num"))
    variables += [Variable("_LEVEL_", "num")] if "levels" in own else []
    variables.append(Variable("_FREQ_", "num"))
    rows: list[Row] = []
    taken = {v.name.lower() for v in variables}
    results = _results(session, setup, output, set(own), taken)
    analysed = [v for v in setup.variables if not defaults or _new(session, v, taken, output)]
    if defaults:
        variables += [Variable("_STAT_", "char", 8)] + [setup.table.variable(name) for name in analysed]
    else:
        variables += [r.variable for r in results]
    for by_values, groups in groups_by:
        seen: dict[int, int] = {}
        for group in groups:
            seen[group.type] = seen.get(group.type, 0) + 1
            head: Row = [*by_values, *_ids(setup, group)]
            head += [v for v, c in zip(group.values, setup.classes, strict=True) if c.position not in shared]
            head += [float(group.type.bit_count())] if "ways" in own else []
            head.append(format(group.type, f"0{width}b") if chartype else float(group.type))
            head += [float(seen[group.type])] if "levels" in own else []
            head.append(group.frequency)
            if defaults:
                for name in ("n", "min", "max", "mean", "std", *(["sumwgt"] if setup.weights else [])):
                    rows.append(
                        [
                            *head,
                            name.upper(),
                            *(statistic(setup, name, v, group.rows) for v in analysed),
                        ]
                    )
            else:
                rows.append([
                    *head,
                    *(
                        r.value(setup.table, group.rows, numbers) if isinstance(r, Extreme) else statistic(setup, r.statistic, r.source, group.rows)
                        for r in results
                    ),
                ])  # fmt: skip
    target = output.out or st.Dataset("", "_DATA_", "special")
    session.write(target, Table(variables, rows))


def _ids(setup: Setup, group: Group) -> Row:
    """Return the ID variables' values: those of the row with the largest ID (IDMIN: the smallest)."""
    from equivalence.interpreter.tables import sort_rank

    if not setup.ids:
        return []
    positions = [setup.table.index(name) for name in setup.ids]
    if not group.rows:
        return [setup.table.variables[p].missing for p in positions]
    extreme = min if "idmin" in setup.options else max
    best = extreme(group.rows, key=lambda row: [sort_rank(row[p]) for p in positions])
    return [best[p] for p in positions]


def _results(
    session: Session, setup: Setup, output: st.OutputStatement, own: set[str], taken: set[str]
) -> list[Result | Extreme]:
    autoname, inherit = "autoname" in own, "noinherit" not in own
    results: list[Result | Extreme] = []
    for request in output.requests:
        name = request.statistic.lower()
        if name in ("maxid", "minid", "idgroup", "idgrp"):
            for extreme in extremes(setup.table, request, inherit, output):
                if _new(session, extreme.variable.name, taken, output):
                    results.append(extreme)
            continue
        if name not in STATISTICS:
            raise StepError(
                f"The statistic {name.upper()} is not supported by the reference interpreter.",
                output.at,
                "R0060",
            )
        sources = resolve(setup.table, request.variables) if request.variables else list(setup.variables)
        if not sources and name == "n":
            sources = [""]
        names = _names(request.names)
        for number, source in enumerate(sources):
            if number < len(names):
                made = names[number]
            elif names:
                continue
            else:
                made = f"{source}_{auto_suffix(name)}" if autoname else source
            if not _new(session, made, taken, output):
                continue
            analysed = (setup.analysed.get(source) or setup.table.variable(source)) if source else None
            row = STATISTICS[name]
            format_ = analysed.format if analysed and inherit and row.inherits else ""
            label = analysed.label if analysed and inherit else ""
            if "autolabel" in own and analysed:
                label = f"{analysed.label or source}_{auto_suffix(name)}"
            length = analysed.length if analysed and "keeplen" in own else 8
            results.append(Result(Variable(made, "num", length, format_, "", label), name, source))
    return results


def _new(session: Session, name: str, taken: set[str], output: st.OutputStatement) -> bool:
    """Is the name not taken? Else the variable that has it stays, with a warning."""
    if name.lower() in taken:
        shown = session.display(output.out) if output.out else "WORK.DATA1"
        session.warning(f"Variable {name} already exists on file {shown}.")
        return False
    taken.add(name.lower())
    return True


def _names(items: tuple[sx.NameItem, ...]) -> list[str]:
    names: list[str] = []
    for item in items:
        match item:
            case sx.Var(name):
                names.append(name)
            case sx.NumberedRange(first, last):
                stem = first.rstrip("0123456789")
                names += [f"{stem}{n}" for n in range(int(first[len(stem) :]), int(last[len(stem) :]) + 1)]
    return names

"""What PROC MEANS prints, and the printed table as ODS OUTPUT Summary= has it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import isinf, isnan

from equivalence.interpreter.procs.classes import ClassVariable
from equivalence.interpreter.procs.extremes import Settings
from equivalence.interpreter.procs.options import word
from equivalence.interpreter.session import Session
from equivalence.interpreter.tables import Row, Table, Value, Variable
from translator.lang import statements as st
from translator.library.errors import too_large
from translator.library.formats.best import best, fixed
from translator.library.statistics import STATISTICS

DEFAULT = ("n", "mean", "std", "min", "max")
COUNTED = {"n", "nmiss"}


@dataclass(slots=True)
class Setup:
    """What the statements say."""

    table: Table
    classes: list[ClassVariable]
    variables: list[str]
    by: list[tuple[int, bool]]
    frequency: int | None
    weights: dict[str, int]
    types: list[int]
    ids: list[str]
    exclude_nonpositive: bool
    options: dict[str, st.Option] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    printed_types: list[int] = field(default_factory=list)
    combinations: list[Row] | None = None
    analysed: dict[str, Variable] = field(default_factory=dict)
    """The variables as they were before MLF made labels of them."""


@dataclass(slots=True)
class Group:
    """A group of a type: class values (None where the class variable is not in the type) and its rows."""

    type: int
    values: list[Value]
    rows: list[Row]
    frequency: float


Statistic = Callable[[Setup, str, str, list[Row]], float]


def auto_suffix(statistic_name: str) -> str:
    """Return AUTONAME's suffix."""
    special = {
        "n": "N",
        "nmiss": "NMiss",
        "std": "StdDev",
        "stddev": "StdDev",
        "stderr": "StdErr",
        "cv": "CV",
        "css": "CSS",
        "uss": "USS",
        "sumwgt": "SumWgt",
        "qrange": "QRange",
        "lclm": "LCLM",
        "uclm": "UCLM",
        "var": "Var",
    }
    return special.get(statistic_name, statistic_name.capitalize())


def asked(step: st.ProcStep) -> list[str]:
    """Return the statistics of the PROC statement, in order; CLM stands for both limits."""
    words = [("lclm", "uclm") if o.name == "clm" else (o.name,) for o in step.options]
    return list(dict.fromkeys(STATISTICS[w].name for pair in words for w in pair if w in STATISTICS)) or list(
        DEFAULT
    )


def show_groups(
    session: Session, step: st.ProcStep, setup: Setup, groups: list[Group], title: str, statistic: Statistic
) -> None:
    """Print a table for each type that is printed."""
    names = asked(step)
    decimals = int(word(setup.options["maxdec"])) if "maxdec" in setup.options else None
    labels = "nolabels" not in setup.options and any(setup.table.variable(v).label for v in setup.variables)
    share = f"{100 * (1 - setup.settings.alpha):g}%"
    count = len(setup.classes)
    for type_ in setup.printed_types:
        active = [i for i in range(count) if type_ >> (count - 1 - i) & 1]
        counted = not setup.variables or (bool(active) and "nonobs" not in setup.options)
        columns = [setup.classes[i].name for i in active] + (["N Obs"] if counted else [])
        if setup.variables:
            columns += ["Variable"] + (["Label"] if labels else [])
            columns += [STATISTICS[n].heading.replace("95%", share) for n in names]
        rows = []
        for group in groups:
            if group.type != type_:
                continue
            head = [
                session.text(group.values[i], setup.table.variables[setup.classes[i].position])
                for i in active
            ]
            head += [best(group.frequency, 12).strip()] if counted else []
            if not setup.variables:
                rows.append(head)
            for variable in setup.variables:
                cells = [variable] + ([setup.table.variable(variable).label] if labels else [])
                cells += [_cell(n, statistic(setup, n, variable, group.rows), decimals) for n in names]
                rows.append(head + cells)
        if rows:  # a BY group without class levels prints nothing
            session.show(step.name, "Summary", columns, rows, title or session.titles.get(1, ""))


def summary_table(
    step: st.ProcStep, setup: Setup, groups_by: list[tuple[list[Value], list[Group]]], statistic: Statistic
) -> tuple[Table, dict[str, str]]:
    """Return the printed table as ODS OUTPUT Summary= has it: a row for each combination of the class variables.

    Returns: the table, and for each column of a statistic which one it is.
    """
    roles: dict[str, str] = {}
    names = asked(step)
    stacked = bool({"stackods", "stackodsoutput"} & set(setup.options))
    several = len(setup.variables) > 1 and not stacked
    labels = (several or stacked) and "nolabels" not in setup.options
    labels = labels and any(setup.table.variable(v).label for v in setup.variables)
    counted = bool(setup.classes) and "nonobs" not in setup.options
    variables = [setup.table.variables[p] for p, _ in setup.by]
    shared = {p for p, _ in setup.by}  # a variable in both BY and CLASS stands once
    variables += [setup.table.variables[c.position] for c in setup.classes if c.position not in shared]
    variables += [Variable("NObs", "num")] if counted else []
    sources = [setup.table.variable(name) for name in setup.variables]
    if stacked:
        variables.append(Variable("Variable", "char", max(len(v.name) for v in sources)))
        variables += [Variable("Label", "char", max(len(v.label) for v in sources))] if labels else []
        variables += [Variable(auto_suffix(keyword), "num") for keyword in names]
        roles = {auto_suffix(keyword): auto_suffix(keyword) for keyword in names}
    for source in [] if stacked else sources:
        if several:
            variables.append(Variable(f"VName_{source.name}", "char", len(source.name)))
        if labels:
            variables.append(Variable(f"Label_{source.name}", "char", max(len(source.label), 1)))
        for keyword in names:
            row = STATISTICS[keyword]
            shown = f"{source.name}_{auto_suffix(keyword)}"[:32]
            roles[shown] = shown[len(source.name) + 1 :]
            variables.append(
                Variable(shown, "num", 8, source.format if row.inherits else "", "", source.label)
            )
    rows: list[Row] = []
    widest = (1 << len(setup.classes)) - 1
    for by_values, groups in groups_by:
        for group in (g for g in groups if g.type == widest):
            made: Row = list(by_values)
            made += [v for v, c in zip(group.values, setup.classes, strict=True) if c.position not in shared]
            made += [group.frequency] if counted else []
            for source in sources:
                cells: Row = [source.name] if several or stacked else []
                cells += [source.label] if labels else []
                cells += [statistic(setup, keyword, source.name, group.rows) for keyword in names]
                if stacked:
                    rows.append([*made, *cells])
                else:
                    made += cells
            if not stacked:
                rows.append(made)
    return Table(variables, rows), roles


def _cell(name: str, value: float, decimals: int | None) -> str:
    """Return a printed statistic: counts whole, others with MAXDEC= or as many decimals as SAS shows in 12 columns.

    Without MAXDEC= these are 7 below 1000, two from there on, none for zero ("0"); BEST12. where they do not fit or show
    nothing: so stand 1710.70, 528.4399872 and 0 in one column of published output.
    """
    if isnan(value):
        return "."
    if name in COUNTED:
        return best(value, 12).strip()
    if name in ("probt", "prt"):  # PVALUE6.4, whatever MAXDEC= says
        return "<.0001" if value < 0.0001 else fixed(value, 4)
    if isinf(value):
        raise too_large("A statistic")
    if decimals is not None:
        return fixed(value, decimals)
    if value == 0:
        return "0"
    text = fixed(value, 7 if abs(value) < 1000 else 2)
    return text if len(text) <= 12 and abs(value) >= 1e-7 else best(value, 12).strip()

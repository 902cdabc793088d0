"""PROC STANDARD and PROC STDIZE: standardized values (Base SAS Procedures Guide; SAS/STAT User's Guide)."""

from __future__ import annotations

from fractions import Fraction
from math import isnan, nan, sqrt

from equivalence.interpreter.errors import StepError
from equivalence.interpreter.procs import procedure
from equivalence.interpreter.procs.options import dataset, word
from equivalence.interpreter.procs.percentiles import percentile
from equivalence.interpreter.procs.results import DEFAULT, Input, begin, char, num
from equivalence.interpreter.session import Session
from equivalence.interpreter.tables import Row, Table
from translator.lang import statements as st
from translator.lang import syntax as sx


def amount(option: st.Option | None) -> float | None:
    """Return an option's number."""
    value = option.value if option is not None else None
    return float(value.value) if isinstance(value, sx.Number) else None


@procedure("STANDARD")
def standard(session: Session, step: st.ProcStep) -> None:
    """MEAN= and STD= give the new mean and standard deviation; what is not given stays; REPLACE fills missing values."""
    known = {"out", "mean", "m", "std", "s", "replace", "noprint", "vardef", "exclnpwgt", "exclnpwgts"}
    given = begin(session, step, known, keywords=("var", "weight", "freq"))
    mean = amount(given.given.get("mean") or given.given.get("m"))
    std = amount(given.given.get("std") or given.given.get("s"))

    def change(values: list[float], known: Counted) -> list[float]:
        center, spread = location(known, "mean"), scale(known, "std", vardef(given.given))
        filled = [center if isnan(v) and "replace" in given.given else v for v in values]
        new_center = center if mean is None else mean
        factor = 1.0 if std is None else std / (spread or 1.0)
        return [v if isnan(v) else (v - center) * factor + new_center for v in filled]

    _run(given, change, nomiss=False)


@procedure("STDIZE")
def stdize(session: Session, step: st.ProcStep) -> None:
    """METHOD= chooses location and scale: ADD= + MULT= * (value - location) / scale."""
    given = begin(
        session,
        step,
        {
            "out",
            "outstat",
            "method",
            "replace",
            "reponly",
            "missing",
            "add",
            "mult",
            "nomiss",
            "noprint",
            "vardef",
            "pctlpts",
            "pctlmtd",
            "pctldef",
        },
        keywords=("var", "weight", "freq"),
    )
    options = given.given
    asked = options.get("method")
    if asked is not None and isinstance(asked.value, st.Option):
        name = asked.value.name.upper()
        raise StepError(f"METHOD={name} is not supported by the reference interpreter.", asked.at, "R0060")
    method = word(asked) or "std"
    over = vardef(options)
    add, mult = amount(options.get("add")) or 0.0, amount(options.get("mult"))
    factor = 1.0 if mult is None else mult
    number = amount(options.get("missing"))
    other = word(options.get("missing")) if number is None and "missing" in options else method

    if given.one("weight") and not {method, other} <= WEIGHTED:
        raise StepError(
            "WEIGHT with this METHOD= is not supported by the reference interpreter.", step.at, "R0060"
        )

    def change(values: list[float], known: Counted) -> list[float]:
        center, spread = location(known, method), scale(known, method, over)
        if number is None and {"missing", "replace", "reponly"} & set(options):
            fill = location(known, other)
            values = [fill if isnan(v) else v for v in values]
        if "reponly" not in options:
            values = [v if isnan(v) else add + factor * ((v - center) / (spread or 1.0)) for v in values]
        return [number if isnan(v) and number is not None else v for v in values]

    if "outstat" in options:
        write_statistics(given, method, add, factor, over)
    _run(given, change, nomiss="nomiss" in options)


Counted = list[tuple[float, float]]
"""Values that are not missing, with their weights."""
WEIGHTED = {"mean", "sum", "euclen", "ustd", "std"}


def vardef(options: dict[str, st.Option]) -> str:
    """VARDEF=: the divisor of variances. Raises StepError."""
    value = word(options.get("vardef")) or "df"
    if value not in ("df", "n", "wdf", "weight", "wgt"):
        raise StepError(
            f"VARDEF={value.upper()} is not supported by the reference interpreter.", None, "R0060"
        )
    return value


def counted(given: Input, rows: list[Row], position: int) -> Counted:
    """Return a variable's values with their weights; an observation counts as often as FREQ says."""
    weight, frequency = given.one("weight"), given.one("freq")
    positive = bool({"exclnpwgt", "exclnpwgts"} & set(given.given))
    found: Counted = []
    for row in rows:
        value = float(row[position])
        w = float(row[given.table.index(weight)]) if weight else 1.0
        n = float(row[given.table.index(frequency)]) if frequency else 1.0
        if isnan(value) or isnan(w) or isnan(n) or (positive and w <= 0):
            continue
        found += [(value, max(w, 0.0))] * max(int(n), 0)
    return found


def write_statistics(given: Input, method: str, add: float, mult: float, over: str) -> None:
    """OUTSTAT=: a row for each kind of statistic ("Output Data Sets")."""
    table = given.table
    names = given.variables() or given.others(given.one("weight"), given.one("freq"))
    positions = [table.index(name) for name in names]
    kinds = ["LOCATION", "SCALE", "ADD", "MULT", "N", "NObsRead", "NObsUsed", "NObsMiss"]
    points = points_of(given)
    definition = int(word(given.given.get("pctldef")) or 5)
    kinds += [f"P{point}" for point in points]
    head = given.by_variables()
    rows: list[Row] = []
    for _, members in given.groups():
        complete = [row for row in members if not any(isnan(float(row[p])) for p in positions)]
        used = complete if "nomiss" in given.given else members
        columns: list[list[float]] = []
        for p in positions:
            known = counted(given, used, p)
            counts = [float(len(members)), float(len(used)), float(len(members) - len(complete))]
            measures = [location(known, method), scale(known, method, over)]
            values = sorted(v for v, _ in known)
            shares = [
                percentile(values, Fraction(point, 100), definition) if values else nan for point in points
            ]
            columns.append([*measures, add, mult, float(len(known)), *counts, *shares])
        front = given.by_values(members)
        rows += [[*front, kind, *(c[i] for c in columns)] for i, kind in enumerate(kinds)]
    variables = [*head, char("_TYPE_", 8), *(num(table.variables[p].name) for p in positions)]
    target = dataset(given.given["outstat"])
    assert target is not None
    given.session.write(target, Table(variables, rows))


def _run(given: Input, change, *, nomiss: bool) -> None:  # type: ignore[no-untyped-def]
    table = given.table
    names = given.variables() or given.others(given.one("weight"), given.one("freq"))
    rows: list[Row] = []
    for _, members in given.groups():
        made = [list(row) for row in members]
        positions = [table.index(name) for name in names]
        complete = [row for row in members if not nomiss or not any(isnan(float(row[p])) for p in positions)]
        for p in positions:
            new = change([float(row[p]) for row in members], counted(given, complete, p))
            for row, value in zip(made, new, strict=True):
                row[p] = value
        rows += made
    given.session.write(
        dataset(given.given.get("out")) or DEFAULT, Table(list(table.variables), rows, table.label)
    )


def points_of(given: Input) -> list[int]:
    """Return PCTLPTS=: whole percentiles. Raises StepError for others."""
    option = given.given.get("pctlpts")
    if option is None:
        return []
    points = option.value if isinstance(option.value, tuple) else (option.value,)
    plain = [int(p.value) for p in points if isinstance(p, sx.Number) and p.value == int(p.value)]
    fit = word(given.given.get("pctlmtd")) in ("", "ord_stat") and not given.one("weight")
    if len(plain) < len(points) or not fit or word(given.given.get("pctldef")) not in ("", *"12345"):
        message = "These percentiles are not supported by the reference interpreter."
        raise StepError(message, option.at, "R0060")
    return plain


def location(known: Counted, method: str) -> float:
    """Return the location measure of a METHOD=."""
    if not known:
        return nan
    values = [v for v, _ in known]
    match method:
        case "mean" | "std":
            total = sum(w for _, w in known)
            return sum(v * w for v, w in known) / total if total else nan
        case "median" | "iqr" | "mad":
            return quantile(values, 1, 2)
        case "range":
            return min(values)
        case "midrange":
            return (min(values) + max(values)) / 2
        case "sum" | "euclen" | "ustd" | "maxabs":
            return 0.0
    raise StepError(f"METHOD={method.upper()} is not supported by the reference interpreter.", None, "R0060")


def scale(known: Counted, method: str, over: str = "df") -> float:
    """Return the scale measure of a METHOD=."""
    if not known:
        return nan
    values = [v for v, _ in known]
    match method:
        case "mean" | "median":
            return 1.0
        case "sum":
            return sum(v * w for v, w in known)
        case "euclen":
            return sqrt(sum(v * v * w for v, w in known))
        case "std" | "ustd":
            center = location(known, "mean") if method == "std" else 0.0
            total = sum(w for _, w in known)
            n = len(known)
            divisor = {"df": n - 1, "n": n, "wdf": total - 1, "weight": total, "wgt": total}[over]
            return sqrt(sum(w * (v - center) ** 2 for v, w in known) / divisor) if divisor > 0 else nan
        case "range":
            return max(values) - min(values)
        case "midrange":
            return (max(values) - min(values)) / 2
        case "maxabs":
            return max(abs(v) for v in values)
        case "iqr":
            return quantile(values, 3, 4) - quantile(values, 1, 4)
        case "mad":
            middle = quantile(values, 1, 2)
            return quantile([abs(v - middle) for v in values], 1, 2)
    raise StepError(f"METHOD={method.upper()} is not supported by the reference interpreter.", None, "R0060")


def quantile(values: list[float], top: int, bottom: int) -> float:
    """Return a quantile of definition 5 for the share top/bottom."""
    ordered = sorted(values)
    whole, rest = divmod(len(ordered) * top, bottom)
    if rest or whole == 0:
        return ordered[min(whole, len(ordered) - 1)]
    return (ordered[whole - 1] + ordered[whole]) / 2 if whole < len(ordered) else ordered[-1]

"""PROC UNIVARIATE. SAS 9.4 Procedures Guide: Statistical Procedures, "UNIVARIATE Procedure"."""

from __future__ import annotations

from math import isnan
from typing import Any

from equivalence.interpreter.errors import StepError
from equivalence.interpreter.procs import procedure
from equivalence.interpreter.procs.options import all_of, options, word
from equivalence.interpreter.procs.rank import new_names
from equivalence.interpreter.procs.results import DEFAULT, begin, class_groups, num
from equivalence.interpreter.procs.univariate_printed import ORDER, numbers_of, printed, shown_tables
from equivalence.interpreter.procs.univariate_values import ALIASES, OWN, UNWEIGHTED, Sample, value_of
from equivalence.interpreter.session import Session
from equivalence.interpreter.tables import Row, Table, Variable
from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.library.statistics import STATISTICS

KNOWN = {
    "noprint",
    "pctldef",
    "mu0",
    "location",
    "vardef",
    "noplot",
    "plot",
    "plots",
    "nextrobs",
    "nextrval",
    "round",
    "modes",
    "mode",
    "freq",
    "normal",
    "normaltest",
    "cibasic",
    "alpha",
    "gout",
    "novarcontents",
    "trimmed",
    "trim",
    "winsorized",
    "winsor",
    "robustscale",
}
WORDS = (
    "var",
    "class",
    "freq",
    "weight",
    "histogram",
    "inset",
    "qqplot",
    "probplot",
    "ppplot",
    "cdfplot",
    "id",
)


@procedure("UNIVARIATE")
def univariate(session: Session, step: st.ProcStep) -> None:
    """Statistics and percentiles: OUTPUT data sets and printed tables."""
    given = begin(session, step, KNOWN, st.OutputStatement, keywords=WORDS)
    table = given.table
    vardef = word(given.given.get("vardef")) or "df"
    definition = int(word(given.given.get("pctldef")) or 5)
    for graph in all_of(step, st.RawStatement):
        if {t.text.lower() for t in graph.tokens} & {"outhistogram", "outhist", "outkernel"}:
            raise StepError("OUTHISTOGRAM= is not supported by the reference interpreter.", graph.at, "R0060")
    for s in all_of(step, st.ProcStatement):
        if s.keyword == "class":
            options(s, {"keylevel", "ref"})
    classes = given.variables("class", numeric=False)
    frequency = given.one("freq")
    weight = given.one("weight")
    analysed = given.variables() or given.others(frequency, weight, *classes)
    units = numbers_of(given.given.get("round"))
    rounding = (
        {
            name: units[0] if len(units) == 1 else units[i] if i < len(units) else 0.0
            for i, name in enumerate(analysed)
        }
        if units
        else {}
    )
    option = given.given.get("mu0") or given.given.get("location")
    values = (
        option.value
        if option is not None and isinstance(option.value, tuple)
        else (option.value,)
        if option is not None
        else ()
    )
    mu0 = [v.value for v in values if isinstance(v, sx.Number)]
    centers = {
        name: (mu0[0] if len(mu0) == 1 else mu0[i] if i < len(mu0) else 0.0)
        for i, name in enumerate(analysed)
    }

    def sample(rows: list[Row], name: str) -> Sample:
        found: list[float] = []
        weights: list[float] = []
        for row in rows:
            value = row[table.index(frequency)] if frequency else 1.0
            times = int(float(value)) if not isnan(float(value)) and float(value) > 0 else 0
            w = float(row[table.index(weight)]) if weight else 1.0
            if isnan(w):
                continue
            x, unit = float(row[table.index(name)]), rounding.get(name, 0.0)
            found += [round(x / unit) * unit if unit and not isnan(x) else x] * times
            weights += [max(w, 0.0)] * times
        return Sample(found, weights if weight else None, vardef, definition)

    for output in all_of(step, st.OutputStatement):
        requests = _requests(output, analysed, bool(weight))
        variables = [table.variable(c) for c in classes] + [
            num(name, table.variable(v).label) for name, _, v in requests
        ]

        def out(
            rows: list[Row],
            requests: list[tuple[str, str, str]] = requests,
            variables: list[Variable] = variables,
        ) -> dict[str, Table]:
            made: list[Row] = []
            for head, members in class_groups(given, classes, rows):
                made.append(
                    [
                        *head,
                        *(value_of(s, sample(members, v), centers[v]) for _, s, v in requests),
                    ]
                )
            return {"": Table(variables, made)}

        session.write(output.out or DEFAULT, given.each(out)[""])
    if "noprint" not in given.given:
        tables = given.each(
            lambda rows: printed(session, given, rows, analysed, classes, lambda m, v: sample(m, v), centers),
            [t for t in ORDER if t in shown_tables(given.given)],
        )
        given.ods(tables)


def _requests(output: st.OutputStatement, analysed: list[str], weighted: bool) -> list[tuple[str, str, str]]:
    given = options(output, {"pctlpts", "pctlpre", "pctlname", "pctlndec"})
    found: list[tuple[str, str, str]] = []
    for request in output.requests:
        kind = ALIASES.get(request.statistic, request.statistic)
        kind = {"normaltest": "normal"}.get(kind, kind)
        if (kind not in OWN and kind not in STATISTICS) or (weighted and kind in UNWEIGHTED):
            raise StepError(
                f"The statistic {kind.upper()} is not supported by the reference interpreter.",
                output.at,
                "R0060",
            )
        names = new_names(st.ProcStatement(keyword="", names=request.names, at=output.at, end=output.end))
        found += [(name, kind, v) for name, v in zip(names, analysed, strict=False)]
    points = _points(given.get("pctlpts"))
    suffixes = _texts(given.get("pctlname"))
    for prefix, variable in zip(_texts(given.get("pctlpre")), analysed, strict=False):
        for i, point in enumerate(points):
            tail = suffixes[i] if i < len(suffixes) else _suffix(point, word(given.get("pctlndec")))
            found.append((prefix + tail, f"p{point:g}", variable))
    return found


def _suffix(point: float, places: str) -> str:
    """Return a percentage as it stands in a name: 97.5 is 97_5; PCTLNDEC= cuts decimals off."""
    whole, _, rest = f"{point:g}".partition(".")
    rest = rest[: int(places)] if places else rest
    return f"{whole}_{rest}" if rest else whole


def _points(option: st.Option | None) -> list[float]:
    values: list[Any] = (
        list(option.value)
        if option is not None and isinstance(option.value, tuple)
        else [option.value]
        if option
        else []
    )
    found: list[float] = []
    i = 0
    while i < len(values):
        item = values[i]
        if isinstance(item, sx.Number):
            found.append(item.value)
            i += 1
            continue
        stop = values[i + 1].value
        step = 1.0
        i += 2
        if i < len(values) and isinstance(values[i], sx.Var):
            step = values[i + 1].value
            i += 2
        first = found[-1]
        k = 1
        while first + k * step <= stop + 1e-9:
            found.append(round(first + k * step, 10))
            k += 1
    return found


def _texts(option: st.Option | None) -> list[str]:
    values: tuple[Any, ...] = (
        option.value
        if option is not None and isinstance(option.value, tuple)
        else (option.value,)
        if option
        else ()
    )
    return [
        v.name if isinstance(v, sx.Var) else v.value if isinstance(v, sx.String) else f"{v.value:g}"
        for v in values
    ]

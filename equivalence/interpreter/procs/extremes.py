"""MAXID, MINID and IDGROUP in OUTPUT of PROC MEANS, and statistics by VARDEF=, QNTLDEF= and ALPHA=.

Base SAS Procedures Guide, "MEANS Procedure", OUTPUT Statement; "Keywords and Formulas".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from math import fsum, nan, sqrt

from equivalence.interpreter.distributions import t_quantile
from equivalence.interpreter.errors import StepError
from equivalence.interpreter.procs.classes import is_missing
from equivalence.interpreter.procs.options import resolve
from equivalence.interpreter.procs.percentiles import percentile
from equivalence.interpreter.tables import Row, Table, Value, Variable, sort_rank
from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.library.statistics import STATISTICS

PERCENTS = {"median": 50, "p50": 50, "q1": 25, "p25": 25, "q3": 75, "p75": 75}


@dataclass(frozen=True, slots=True)
class Extreme:
    """An output variable with a value of the place-th row in the order of `by` ((variable, "max" or "min")); without a
    `source` that is the number of the observation (OBS)."""

    variable: Variable
    source: str
    place: int
    by: tuple[tuple[str, str], ...]
    last: bool = False
    missing: bool = False

    def value(self, table: Table, rows: list[Row], numbers: dict[int, int]) -> Value:
        """Return the value among the rows of a group. `numbers`: id() of a row -> its observation number."""
        keys = [(table.index(name), kind) for name, kind in self.by]
        used = [row for row in rows if self.missing or not any(is_missing(row[p]) for p, _ in keys)]
        if self.last:
            used.reverse()
        for position, kind in reversed(keys):
            used.sort(key=lambda row, p=position: sort_rank(row[p]), reverse=kind == "max")  # type: ignore[misc]
        if self.place > len(used):
            return self.variable.missing
        row = used[self.place - 1]
        return row[table.index(self.source)] if self.source else float(numbers[id(row)])


def extremes(
    table: Table, request: st.StatisticRequest, inherit: bool, at: st.OutputStatement
) -> list[Extreme]:
    """Return what MAXID, MINID or IDGROUP ask for."""

    def made(source: str, name: str) -> Variable:
        known = table.variable(source)
        return replace(known, name=name) if inherit else Variable(name, known.kind, known.length)

    def names(words: str) -> list[str]:
        return resolve(table, [sx.Var(w) for w in words.split()])

    found: list[Extreme] = []
    if request.statistic in ("maxid", "minid"):
        given = [item.name for item in request.names if isinstance(item, sx.Var)]
        for variable, ids in re.findall(r"(\w+)\s*\(([^()]*)\)", request.extra):
            for source in names(ids):
                name = given.pop(0) if given else source
                found.append(
                    Extreme(made(source, name), source, 1, ((names(variable)[0], request.statistic[:3]),))
                )
        if not found:
            raise StepError(
                "MAXID and MINID without ID variables are not supported by the reference interpreter.",
                at.at,
                "R0060",
            )
        return found
    head, sign, tail = request.extra.lower().partition("out")
    shape = re.match(r"\s*(?:\[\s*(\d+)\s*\])?\s*\(([^()]*)\)\s*=", tail)
    if not sign or shape is None:
        raise StepError("This IDGROUP is not supported by the reference interpreter.", at.at, "R0060")
    given = request.extra[len(head) + 3 + shape.end() :].split()
    by = tuple(
        (name, kind)
        for kind, words in re.findall(r"\b(max|min)\s*\(([^()]*)\)", head)
        for name in names(words)
    )
    flags = re.sub(r"\b(max|min)\s*\([^()]*\)", "", head).split()
    if set(flags) - {"last", "missing", "obs"}:
        raise StepError("This IDGROUP is not supported by the reference interpreter.", at.at, "R0060")
    for place, source in enumerate(names(shape[2])):
        stem = given[place] if place < len(given) else source
        for number in range(1, int(shape[1] or 1) + 1):
            name = f"{stem}_{number}" if shape[1] else stem
            found.append(Extreme(made(source, name), source, number, by, "last" in flags, "missing" in flags))
    if "obs" in flags:  # "creates an _OBS_ variable"; its names with several rows are not documented
        if int(shape[1] or 1) > 1:
            raise StepError("OBS with OUT[n] is not supported by the reference interpreter.", at.at, "R0060")
        found.append(Extreme(Variable("_OBS_", "num"), "", 1, by, "last" in flags, "missing" in flags))
    return found


@dataclass(frozen=True, slots=True)
class Settings:
    """VARDEF=, QNTLDEF=, ALPHA=."""

    vardef: str = "df"
    definition: int = 5
    alpha: float = 0.05


def computed(name: str, x: list[float], w: list[float] | None, settings: Settings) -> float:
    """Return a statistic under the settings."""
    if settings == Settings():
        return STATISTICS[name].body(x, w)
    row = STATISTICS[name].name
    share = PERCENTS.get(name) or (int(name[1:]) if name[0] == "p" and name[1:].isdigit() else 0)
    if w is None and share and x:
        return percentile(x, Fraction(share, 100), settings.definition)
    if w is None and row == "qrange" and x:
        return computed("q3", x, w, settings) - computed("q1", x, w, settings)
    n, total = len(x), fsum(w) if w is not None else float(len(x))
    divisor = {"df": n - 1, "n": n, "wdf": total - 1, "weight": total, "wgt": total}[settings.vardef]
    plain = settings.vardef == "df"
    variance = STATISTICS["css"].body(x, w) / divisor if x and divisor > 0 else nan
    std = sqrt(variance) if variance == variance else nan
    mean = STATISTICS["mean"].body(x, w)
    if row in ("var", "std", "cv"):
        return {"var": variance, "std": std, "cv": 100 * std / mean if mean else nan}[row]
    if row in ("stderr", "t", "probt", "lclm", "uclm") and not plain:
        return nan
    if row in ("lclm", "uclm"):
        error = STATISTICS["stderr"].body(x, w)
        margin = t_quantile(1 - settings.alpha / 2, n - 1) * error if n > 1 and error > 0 else nan
        return mean - margin if row == "lclm" else mean + margin
    if row in ("skewness", "kurtosis") and not plain:
        small = 3 if row == "skewness" else 4
        if settings.vardef != "n" or w is not None or n < small or not std:
            return nan
        moment = fsum(((v - mean) / std) ** small for v in x) / n
        return moment if row == "skewness" else moment - 3
    return STATISTICS[name].body(x, w)

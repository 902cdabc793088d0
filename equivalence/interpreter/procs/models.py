"""Linear models of the reference: MODEL statements, least squares by the sweep operator, statistics of predictions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import fsum, isnan, nan, sqrt

from equivalence.interpreter.distributions import t_quantile
from equivalence.interpreter.errors import StepError
from equivalence.interpreter.linear import Matrix, sweep
from equivalence.interpreter.procs.options import resolve
from equivalence.interpreter.tables import Table
from translator.lang import statements as st
from translator.lang import syntax as sx


@dataclass(slots=True)
class Model:
    """A MODEL statement."""

    label: str
    dependents: list[str]
    words: list[str]
    options: dict[str, st.Option] = field(default_factory=dict)


def model_of(s: st.RawStatement) -> Model | None:
    """Return the MODEL that a statement is, or None."""
    words = [t.text for t in s.tokens]
    label = ""
    if s.keyword != "model":
        if len(words) < 2 or words[0] != ":" or words[1].lower() != "model":
            return None
        label, words = s.at.text, words[2:]
    if "/" in words:
        if s.options is None:
            raise StepError(
                "These options of MODEL are not supported by the reference interpreter.", s.at, "R0060"
            )
        words = words[: words.index("/")]
    sign = words.index("=")
    return Model(label, words[:sign], words[sign + 1 :], {o.name: o for o in s.options or ()})


def variables(words: Sequence[str], table: Table) -> list[str]:
    """Return the variables of a list of words."""
    items: list[sx.NameItem] = []
    words = " ".join(words).replace("- -", "--").split(" ")
    i = 0
    while i < len(words):
        if i + 2 < len(words) and words[i + 1] in ("-", "--"):
            kind = sx.NumberedRange if words[i + 1] == "-" else sx.NameRange
            items.append(kind(words[i], words[i + 2]))
            i += 3
        elif i + 1 < len(words) and words[i + 1] == ":":
            items.append(sx.Prefix(words[i]))
            i += 2
        else:
            items.append(sx.Var(words[i]))
            i += 1
    return resolve(table, items)


def effects(words: Sequence[str], table: Table) -> list[tuple[str, ...]]:
    """Return effects: `a|b` is a b a*b."""
    found: list[tuple[str, ...]] = []
    i = 0
    while i < len(words):
        terms: list[tuple[str, ...]] = [(resolve(table, [sx.Var(words[i])])[0],)]
        i += 1
        count = 1
        while i + 1 < len(words) and words[i] in ("*", "|"):
            other = resolve(table, [sx.Var(words[i + 1])])[0]
            terms = (
                [(*t, other) for t in terms]
                if words[i] == "*"
                else [*terms, (other,), *((*t, other) for t in terms)]
            )
            count += 1
            i += 2
        limit = count
        if i + 1 < len(words) and words[i] == "@":
            limit = int(words[i + 1])
            i += 2
        if i < len(words) and words[i] == "(":
            raise StepError("Nested effects are not supported by the reference interpreter.", None, "R0060")
        found += [t for t in terms if len(t) <= limit and t not in found]
    return found


@dataclass(slots=True)
class Fit:
    """Least squares by sweeping X'WX from the left."""

    x: Matrix
    y: list[float]
    w: list[float]
    used: list[bool] = field(init=False)
    inverse: Matrix = field(init=False)
    estimates: list[float] = field(init=False)
    sse: float = field(init=False)
    rank: int = field(init=False)
    df: float = field(init=False)
    mse: float = field(init=False)
    mean: float = field(init=False)
    total: float = field(init=False)
    raw_total: float = field(init=False)

    def __post_init__(self) -> None:
        """Fit."""
        p = len(self.x[0]) if self.x else 0
        rows = range(len(self.y))
        columns = [[row[j] for row in self.x] for j in range(p)]
        cross = [[fsum(self.w[r] * a[r] * b[r] for r in rows) for b in columns] for a in columns]
        right = [fsum(self.w[r] * a[r] * self.y[r] for r in rows) for a in columns]
        self.inverse, self.used = sweep(cross)
        self.estimates = [fsum(v * b for v, b in zip(line, right, strict=True)) for line in self.inverse]
        for _ in range(2):  # refine: the residuals must be orthogonal to the columns
            rest = [
                self.y[r] - fsum(b * v for b, v in zip(self.estimates, self.x[r], strict=True)) for r in rows
            ]
            gap = [fsum(self.w[r] * a[r] * rest[r] for r in rows) for a in columns]
            self.estimates = [
                b + fsum(v * g for v, g in zip(line, gap, strict=True))
                for b, line in zip(self.estimates, self.inverse, strict=True)
            ]
        residuals = [
            self.y[r] - fsum(b * v for b, v in zip(self.estimates, self.x[r], strict=True)) for r in rows
        ]
        self.sse = fsum(w * e * e for w, e in zip(self.w, residuals, strict=True))
        self.rank = sum(self.used)
        self.df = float(len(self.y) - self.rank)
        self.mse = self.sse / self.df if self.df > 0 else nan
        weight = fsum(self.w)
        self.mean = fsum(w * v for w, v in zip(self.w, self.y, strict=True)) / weight if weight else nan
        self.total = fsum(w * (v - self.mean) ** 2 for w, v in zip(self.w, self.y, strict=True))
        self.raw_total = fsum(w * v * v for w, v in zip(self.w, self.y, strict=True))

    def error(self, place: int) -> float:
        """Return the standard error of an estimate."""
        return (
            sqrt(max(0.0, self.inverse[place][place] * self.mse))
            if self.used[place] and not isnan(self.mse)
            else nan
        )

    def leverage(self, row: Sequence[float]) -> float:
        """Return x (X'WX)^- x'."""
        return fsum(
            a * b * v
            for a, line in zip(row, self.inverse, strict=True)
            for b, v in zip(row, line, strict=True)
        )


def statistic(fit: Fit, row: Sequence[float], y: float, w: float, keyword: str) -> float:
    """Return what a keyword of OUTPUT gives for one observation."""
    if any(isnan(v) for v in row):
        return nan
    predicted = fsum(a * b for a, b in zip(row, fit.estimates, strict=True))
    if keyword == "P":
        return predicted
    residual = y - predicted
    if keyword == "R":
        return residual
    lever = fit.leverage(row)
    counted = not isnan(y) and w > 0
    if keyword == "H":
        return lever * w if counted else nan
    if isnan(fit.mse):
        return nan
    mean_error = sqrt(fit.mse * lever)
    own_error = sqrt(fit.mse * (lever + 1 / w)) if w > 0 else nan
    match keyword:
        case "STDP":
            return mean_error
        case "STDI":
            return own_error
        case "LCLM" | "UCLM" | "LCL" | "UCL":
            margin = t_quantile(0.975, fit.df) * (mean_error if keyword.endswith("M") else own_error)
            return predicted + margin if keyword[0] == "U" else predicted - margin
    if not counted:
        return nan
    h = lever * w
    alone = h >= 1 - 1e-10  # the row fits itself: what divides by 1 - h is missing
    error = 0.0 if alone else sqrt(max(0.0, fit.mse * (1 / w - lever)))
    if keyword == "STDR" or alone:
        return error if keyword == "STDR" else nan
    if keyword == "PRESS":
        return residual / (1 - h)
    student = residual / error if error else nan
    if keyword == "STUDENT":
        return student
    if keyword == "COOKD":
        return student**2 * h / (1 - h) / fit.rank
    if fit.df <= 1:
        return nan
    without = (fit.sse - w * residual**2 / (1 - h)) / (fit.df - 1)
    outside = residual / sqrt(without * (1 / w - lever)) if without > 0 else nan
    return outside if keyword == "RSTUDENT" else outside * sqrt(h / (1 - h))

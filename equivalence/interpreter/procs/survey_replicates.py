"""Variances by replication: REPWEIGHTS and the delete-1 jackknife. SAS/STAT User's Guide, "SURVEYMEANS Procedure"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import fsum
from typing import TYPE_CHECKING, Any

from equivalence.interpreter.errors import StepError
from equivalence.interpreter.procs.options import named, options
from equivalence.interpreter.procs.results import Input
from equivalence.interpreter.tables import Row
from translator.lang import statements as st
from translator.lang import syntax as sx

if TYPE_CHECKING:
    from equivalence.interpreter.procs.surveymeans import Unit


@dataclass(slots=True)
class Plan:
    """How variances come about: replicate weights (columns) with coefficients, or units left out one by one."""

    columns: list[str] = field(default_factory=list)
    coefficients: list[float] = field(default_factory=list)
    freedom: float = 0.0

    def weights_of(self, given: Input, row: Row) -> list[float]:
        """Return a row's replicate weights."""
        found = [float(row[given.table.index(n)]) for n in self.columns]
        if not all(w >= 0 for w in found):
            raise StepError("Replicate weights must be numbers of 0 or more.", None, "R0602")
        return found


def plan_of(given: Input, forbidden: bool) -> Plan | None:
    """Return the plan of VARMETHOD= and REPWEIGHTS; None for Taylor linearisation."""
    option, statement = given.given.get("varmethod"), named(given.step, "repweights")
    value: Any = option.value if option is not None else sx.Var("jackknife" if statement else "taylor")
    word = value.name.lower()
    held: Any = value.value if isinstance(value, st.Option) else getattr(value, "args", ())
    inner: list[Any] = list(held or ())
    fay = 0.0
    for item in inner:
        known = isinstance(item, sx.Var | st.Option) and item.name.lower() == "fay" and word == "brr"
        if not known:
            raise _refused()
        amount: Any = getattr(item, "value", None)
        fay = 0.5 if amount is None else amount.value
    if word == "taylor" and statement is None:
        return None
    if word not in ("jackknife", "jk", "brr") or (word == "brr" and statement is None) or forbidden:
        raise _refused()
    if statement is None:
        return Plan()
    own = options(statement, {"df", "jkcoefs", "repcoefs"})
    columns = given.variables("repweights")
    r = len(columns)
    plan = Plan(columns, [(r - 1) / r] * r, float(r))
    asked: Any = own.get("jkcoefs") or own.get("repcoefs")
    if word == "brr":
        if asked is not None:
            raise _refused()
        plan.coefficients = [1 / (r * (1 - fay) ** 2)] * r
    elif asked is not None:
        values = [v.value for v in (asked.value if isinstance(asked.value, tuple) else (asked.value,))]
        plan.coefficients = values * r if len(values) == 1 else values
    if "df" in own:
        df: Any = own["df"].value
        plan.freedom = df.value
    return plan


def _refused() -> StepError:
    return StepError("This VARMETHOD= is not supported by the reference interpreter.", None, "R0060")


def spread(units: Sequence[Unit], of: Callable[[Sequence[float]], float]) -> float:
    """Return the variance of a statistic of weights by the units' plan."""
    plan = units[0].plan
    assert plan is not None
    whole = of([u.weight for u in units])
    if plan.columns:
        found = [of([u.replicates[r] for u in units]) for r in range(len(plan.columns))]
        return fsum(c * (x - whole) ** 2 for c, x in zip(plan.coefficients, found, strict=True))
    members: dict[Any, set[Any]] = {}
    for u in units:
        members.setdefault(u.stratum, set()).add(u.cluster)
    parts = []
    for stratum, clusters in members.items():
        n = len(clusters)
        if n == 1:
            raise StepError("The jackknife needs at least two sampling units in each stratum.", None, "R0602")
        for left_out in clusters:
            weights = [
                u.weight if u.stratum != stratum else 0.0 if u.cluster == left_out else u.weight * n / (n - 1)
                for u in units
            ]
            parts.append((n - 1) / n * (of(weights) - whole) ** 2)
    return fsum(parts)


def quotient(above: Sequence[float], below: Sequence[float]) -> float:
    """Return a ratio of sums; an error where there is nothing below."""
    base = fsum(below)
    if not base:
        raise StepError("An estimate has no value in one of the replicates.", None, "R0602")
    return fsum(above) / base

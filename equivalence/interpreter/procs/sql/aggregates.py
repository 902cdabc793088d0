"""Summary functions over the rows of a group. SAS 9.4 SQL Procedure User's Guide, "summary-function": missing values
are left out; without any value the result is missing, a count 0."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import sqrt
from typing import Any

from equivalence.interpreter.calls import library_function
from equivalence.interpreter.code import Run
from equivalence.interpreter.pdv import MISSING
from equivalence.interpreter.tables import compare_values, sort_rank

Numbers = list[float]


def _mean(x: Numbers) -> float:
    return sum(x) / len(x) if x else MISSING


def _css(x: Numbers) -> float:
    if not x:
        return MISSING
    mean = _mean(x)
    return sum((one - mean) ** 2 for one in x)


def _var(x: Numbers) -> float:
    return _css(x) / (len(x) - 1) if len(x) > 1 else MISSING


def _std(x: Numbers) -> float:
    return sqrt(_var(x)) if len(x) > 1 else MISSING


def _stderr(x: Numbers) -> float:
    return _std(x) / sqrt(len(x)) if len(x) > 1 else MISSING


def _cv(x: Numbers) -> float:
    return 100 * _std(x) / _mean(x) if len(x) > 1 and _mean(x) != 0 else MISSING


def _t(x: Numbers) -> float:
    error = _stderr(x)
    return _mean(x) / error if error == error and error != 0 else MISSING


def _prt(x: Numbers) -> float:
    t = _t(x)
    if t != t:
        return MISSING
    return float(2 * (1 - library_function("PROBT", None)(abs(t), len(x) - 1.0)))


def _median(x: Numbers) -> float:
    if not x:
        return MISSING
    ordered = sorted(x)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


NUMERIC: dict[str, Callable[[Numbers], float]] = {
    "SUM": lambda x: sum(x[1:], x[0]) if x else MISSING,
    "AVG": _mean,
    "MEAN": _mean,
    "CSS": _css,
    "USS": lambda x: sum(one * one for one in x) if x else MISSING,
    "VAR": _var,
    "STD": _std,
    "STDERR": _stderr,
    "CV": _cv,
    "RANGE": lambda x: max(x) - min(x) if x else MISSING,
    "T": _t,
    "PRT": _prt,
    "SUMWGT": lambda x: float(len(x)) if x else MISSING,
    "MEDIAN": _median,
}
COUNTS = ("COUNT", "FREQ", "N", "NMISS")
EXTREMES = ("MIN", "MAX")
SUMMARY = frozenset((*NUMERIC, *COUNTS, *EXTREMES))
"""Names that are summary functions when they have one argument."""


@dataclass(slots=True)
class Aggregate:
    """A summary function of a query. `run` None is COUNT(*); `value` is its result for the group at hand."""

    name: str
    run: Run | None
    kind: str
    distinct: bool
    value: Any = MISSING
    seen: list[Any] = field(default_factory=list)

    def start(self) -> None:
        """Begin a group."""
        self.seen = []

    def take(self) -> None:
        """Take the row at hand."""
        self.seen.append(None if self.run is None else self.run())

    def finish(self) -> None:
        """Set `value` from the rows taken."""
        self.value = self._result()

    def _result(self) -> Any:
        if self.run is None:
            return float(len(self.seen))
        if self.kind == "char":
            known = [text for text in self.seen if text.strip(" ")]
        else:
            known = [number for number in self.seen if number == number]
        if self.name == "NMISS":
            missing = [value for value in self.seen if not _known(value)]
            return float(len({sort_rank(v) for v in missing}) if self.distinct else len(missing))
        if self.distinct:
            known = list({sort_rank(value): value for value in known}.values())
        if self.name in COUNTS:
            return float(len(known))
        if self.name in EXTREMES:
            return self._extreme(known)
        result = float(NUMERIC[self.name](known))
        return result if result - result == 0.0 else MISSING

    def _extreme(self, known: list[Any]) -> Any:
        if not known:
            return " " if self.kind == "char" else MISSING
        best = known[0]
        sign = -1 if self.name == "MIN" else 1
        for value in known[1:]:
            if compare_values(value, best) * sign > 0:
                best = value
        return best


def _known(value: Any) -> bool:
    return bool(value.strip(" ")) if isinstance(value, str) else value == value

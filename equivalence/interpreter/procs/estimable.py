"""Columns and estimable functions of general linear models. SAS/STAT User's Guide, "The Four Types of Estimable Functions"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from math import fsum, nan, prod, sqrt
from typing import Any

from equivalence.interpreter.linear import Matrix, invert, product
from equivalence.interpreter.procs.classes import ClassVariable, level_of, ranks
from equivalence.interpreter.procs.models import Fit
from equivalence.interpreter.procs.results import Input
from equivalence.interpreter.tables import Row

Vector = list[float]
Function = list[tuple[str, list[float]]]
"""The coefficients of an ESTIMATE or of a row of a CONTRAST, by effect."""


class Columns:
    """The columns of a model: one for each cell of an effect's class variables."""

    def __init__(
        self,
        given: Input,
        rows: list[Row],
        effects: list[str],
        classes: list[str],
        intercept: bool,
        order: str,
    ) -> None:
        self.given, self.classes = given, classes
        self.marks = {n: ClassVariable(n, given.table.index(n), order=order) for n in classes}
        self.ranks = {
            n: ranks(given.session, given.table, m, rows, [1.0] * len(rows)) for n, m in self.marks.items()
        }
        self.effects = [*(["Intercept"] if intercept else []), *effects]
        self.cells: list[tuple[str, dict[str, int]]] = []
        for effect in self.effects:
            names = self.factors(effect)
            keys = {tuple(self.level(n, row) for n in names) for row in rows} if names else {()}
            self.cells += [(effect, dict(zip(names, key, strict=True))) for key in sorted(keys)]
        self.means = {
            n: fsum(float(row[given.table.index(n)]) for row in rows) / len(rows) for e in effects for n in self.covariates(e)
        }  # fmt: skip

    def filled(self) -> bool:
        """Do all combinations of the levels of each effect's class variables occur?"""
        for effect in self.effects:
            cells = [cell for owner, cell in self.cells if owner == effect]
            levels = [len(self.ranks[name]) for name in self.factors(effect)]
            if levels and len(cells) != prod(levels):
                return False
        return True

    def factors(self, effect: str) -> list[str]:
        """Return the class variables of an effect."""
        return [n for n in variables_of(effect) if n in self.classes]

    def covariates(self, effect: str) -> list[str]:
        """Return the covariates of an effect."""
        return [n for n in variables_of(effect) if n not in self.classes]

    def level(self, name: str, row: Row) -> int:
        """Return a row's level (-1: none of the model's)."""
        mark = self.marks[name]
        found = self.ranks[name].get(level_of(self.given.session, self.given.table, mark, row[mark.position]))
        return -1 if found is None else found[0]

    def value(self, name: str, level: int) -> Any:
        """Return the value that stands for a level."""
        return next(v for rank, v in self.ranks[name].values() if rank == level)

    def text(self, name: str, level: int) -> str:
        """Return a level as printed."""
        return self.given.session.text(self.value(name, level), self.given.table.variable(name)).strip()

    def line(self, row: Row) -> Vector:
        """Return a row's values of the columns."""
        levels = {n: self.level(n, row) for n in self.classes}
        if any(k < 0 for k in levels.values()):
            return [nan] * len(self.cells)
        made = []
        for effect, cell in self.cells:
            x = float(all(levels[n] == k for n, k in cell.items()))
            for n in self.covariates(effect):
                x *= float(row[self.given.table.index(n)])
            made.append(x)
        return made

    def wider(self, effect: str) -> list[str]:
        """Return the effects that contain this one."""
        mine, covariates = set(self.factors(effect)), sorted(self.covariates(effect))
        return [
            e
            for e in self.effects
            if set(self.factors(e)) > mine and sorted(self.covariates(e)) == covariates
        ]

    def places(self, effects: Sequence[str]) -> list[int]:
        """Return the columns of effects."""
        return [i for i, (e, _) in enumerate(self.cells) if e in effects]


def variables_of(effect: str) -> list[str]:
    """Return the variables of an effect."""
    return [] if effect == "Intercept" else re.findall(r"\w+", effect)


def part(fit: Fit, places: list[int]) -> Fit:
    """Return the fit of some of the columns."""
    return Fit([[row[i] for i in places] for row in fit.x], fit.y, fit.w)


def reduce(rows: Matrix) -> tuple[Matrix, list[int]]:
    """Return the rows in reduced echelon form and their leading columns."""
    work = [list(row) for row in rows]
    leading: list[int] = []
    for j in range(len(work[0]) if work else 0):
        done = len(leading)
        candidates = range(done, len(work))
        best = max(candidates, key=lambda i: abs(work[i][j]), default=None)
        if best is None or abs(work[best][j]) <= 1e-8:
            continue
        work[done], work[best] = work[best], work[done]
        pivot = work[done][j]
        work[done] = [v / pivot for v in work[done]]
        for i in range(len(work)):
            if i != done and work[i][j]:
                b = work[i][j]
                work[i] = [v - b * q for v, q in zip(work[i], work[done], strict=True)]
        leading.append(j)
    return work[: len(leading)], leading


def third_type(columns: Columns, h: Matrix, effect: str) -> Matrix:
    """Return the Type III functions of an effect."""
    return third_type_rows(h, columns.places([effect]), columns.places(columns.wider(effect)))


def third_type_rows(h: Matrix, own: list[int], wide: list[int]) -> Matrix:
    """Return the Type III functions of the columns `own`, where `wide` are those of the effects that contain theirs."""
    first = [i for i in range(len(h)) if i not in own and i not in wide]
    order = [*first, *own, *wide]
    rows, leading = reduce([[row[i] for i in order] for row in h])
    a, b = len(first), len(first) + len(own)
    mine = [row for row, j in zip(rows, leading, strict=True) if a <= j < b]
    theirs = [row for row, j in zip(rows, leading, strict=True) if j >= b]
    basis: Matrix = []
    for row in theirs:  # Gram-Schmidt
        for other in basis:
            c = fsum(x * y for x, y in zip(row, other, strict=True))
            row = [x - c * y for x, y in zip(row, other, strict=True)]
        size = sqrt(fsum(x * x for x in row))
        basis.append([x / size for x in row])
    made = []
    for row in mine:
        for other in basis:
            c = fsum(x * y for x, y in zip(row, other, strict=True))
            row = [x - c * y for x, y in zip(row, other, strict=True)]
        back = [0.0] * len(order)
        for place, value in zip(order, row, strict=True):
            back[place] = value
        made.append(back)
    return made


def hypothesis(fit: Fit, rows: Matrix) -> tuple[float, float]:
    """Return (df, sum of squares) of functions that are to be 0."""
    rows, _ = reduce(rows)
    if not rows:
        return 0.0, 0.0
    values = [fsum(a * b for a, b in zip(row, fit.estimates, strict=True)) for row in rows]
    middle = product(product(rows, fit.inverse), [list(c) for c in zip(*rows, strict=True)])
    back = invert(middle)
    if back is None:
        return nan, nan
    return float(len(rows)), fsum(
        values[i] * back[i][j] * values[j] for i in range(len(rows)) for j in range(len(rows))
    )


def stated(columns: Columns, function: Function) -> Vector:
    """Return the row of stated coefficients, spread over the cells of containing effects without any of their own."""
    row = [0.0] * len(columns.cells)
    given = {e for e, _ in function}
    for effect, values in function:
        own = columns.places([effect])
        for i, value in zip(own, values, strict=False):
            row[i] += value
            for other in columns.wider(effect) if effect != "Intercept" else ():
                if other in given:
                    continue
                cell = columns.cells[i][1].items()
                inside = [k for k in columns.places([other]) if cell <= columns.cells[k][1].items()]
                for k in inside:
                    row[k] += value / len(inside)
    return row


def least_squares_mean(columns: Columns, cell: Mapping[str, int]) -> Vector:
    """Return the row of a least-squares mean."""
    row = []
    for effect, own in columns.cells:
        if any(n in cell and cell[n] != k for n, k in own.items()):
            row.append(0.0)
            continue
        if "(" in effect:
            fixed = {n: k for n, k in own.items() if n in cell}.items()
            count = sum(1 for i in columns.places([effect]) if fixed <= columns.cells[i][1].items())
        else:
            count = 1
            for n in own:
                count *= 1 if n in cell else len(columns.ranks[n])
        value = 1.0 / count
        for n in columns.covariates(effect):
            value *= columns.means[n]
        row.append(value)
    return row


def estimable(row: Vector, h: Matrix) -> bool:
    """Can the function be estimated?"""
    p = len(row)
    largest = max(1.0, *(abs(v) for v in row))
    return all(abs(row[j] - fsum(row[i] * h[i][j] for i in range(p))) <= 1e-7 * largest for j in range(p))


def value_of(fit: Fit, row: Vector, h: Matrix) -> tuple[float, float]:
    """Return the estimate and standard error of a function."""
    if not estimable(row, h):
        return nan, nan
    value = fsum(a * b for a, b in zip(row, fit.estimates, strict=True))
    spread = fsum(row[i] * fit.inverse[i][j] * row[j] for i in range(len(row)) for j in range(len(row)))
    return value, sqrt(max(spread * fit.mse, 0.0))

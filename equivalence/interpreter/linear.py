"""Linear algebra in plain Python: what regressions and multivariate tests of the reference need."""

from __future__ import annotations

from collections.abc import Sequence

Matrix = list[list[float]]


def invert(matrix: Sequence[Sequence[float]]) -> Matrix | None:
    """Return the inverse of a square matrix by Gauss-Jordan elimination with row pivots; None where it is singular."""
    size = len(matrix)
    work = [[*map(float, row), *(float(i == j) for j in range(size))] for i, row in enumerate(matrix)]
    largest = max((abs(x) for row in matrix for x in row), default=0.0)
    for column in range(size):
        pivot = max(range(column, size), key=lambda row: abs(work[row][column]))
        if abs(work[pivot][column]) <= 1e-13 * largest:
            return None
        work[column], work[pivot] = work[pivot], work[column]
        scale = work[column][column]
        work[column] = [x / scale for x in work[column]]
        for row in range(size):
            factor = work[row][column]
            if row != column and factor:
                work[row] = [x - factor * y for x, y in zip(work[row], work[column], strict=True)]
    return [row[size:] for row in work]


def product(a: Sequence[Sequence[float]], b: Sequence[Sequence[float]]) -> Matrix:
    """Return the matrix product."""
    columns = list(zip(*b, strict=True))
    return [[sum(x * y for x, y in zip(row, column, strict=True)) for column in columns] for row in a]


def sweep(matrix: Sequence[Sequence[float]], tolerance: float = 1e-9) -> tuple[Matrix, list[bool]]:
    """Return the g2-inverse of a symmetric matrix, column by column from the left, and which columns count.

    A column that depends on those before it gets a row and column of zeros, as PROC GLM sets its estimates to 0.
    """
    size = len(matrix)
    work = [[float(x) for x in row] for row in matrix]
    limits = [tolerance * abs(work[k][k]) for k in range(size)]
    used = [False] * size
    for k in range(size):
        d = work[k][k]
        if abs(d) <= limits[k]:
            continue
        used[k] = True
        work[k] = [x / d for x in work[k]]
        for i in range(size):
            if i != k:
                b = work[i][k]
                work[i] = [x - b * y for x, y in zip(work[i], work[k], strict=True)]
                work[i][k] = -b / d
        work[k][k] = 1 / d
    return [[work[i][j] if used[i] and used[j] else 0.0 for j in range(size)] for i in range(size)], used


__all__ = ["Matrix", "invert", "product", "sweep"]

"""Least squares: what PROC REG and PROC GLM have in common."""

from __future__ import annotations

from math import nan
from typing import Any

import numpy as np


class Fit:
    """A linear model fitted by least squares, columns taken from the left.

    A column that depends on those before it gets the estimate 0 (`used` is False). `inverse` is a generalized inverse of
    X'WX with zeros for these columns.
    """

    def __init__(self, x: Any, y: Any, w: Any = None) -> None:
        root = np.ones(len(y)) if w is None else np.sqrt(w)
        a, b = x * root[:, None], y * root
        self.used = independent_columns(a)
        q, r = np.linalg.qr(a[:, self.used]) if self.used.any() else (np.zeros((len(y), 0)), np.zeros((0, 0)))
        self.estimates = np.zeros(x.shape[1])
        back = np.linalg.inv(r) if len(r) else r
        self.estimates[self.used] = back @ (q.T @ b)
        self.inverse = np.zeros((x.shape[1], x.shape[1]))
        self.inverse[np.ix_(self.used, self.used)] = back @ back.T
        residuals = b - a @ self.estimates
        self.sse = float(residuals @ residuals)
        self.rank = int(self.used.sum())
        self.n = len(y)
        self.df = float(self.n - self.rank)
        self.mse = self.sse / self.df if self.df > 0 else nan
        weights = root**2
        self.mean = float(weights @ y / weights.sum()) if len(y) else nan
        self.total = float(weights @ (y - self.mean) ** 2)
        self.raw_total = float(weights @ y**2)

    def errors(self) -> Any:
        """The standard errors of the estimates; missing where a column is not used."""
        values = np.sqrt(np.maximum(np.diag(self.inverse) * self.mse, 0))
        return np.where(self.used, values, nan)


def independent_columns(a: Any, tolerance: float = 1e-8) -> Any:
    """Which columns do not depend on those to their left?"""
    basis: list[Any] = []
    used = []
    for column in a.T:
        rest = column.astype("float64")
        for _ in (1, 2):
            for vector in basis:
                rest = rest - (vector @ rest) * vector
        size = float(column @ column)
        keep = size > 0 and float(rest @ rest) > tolerance * size
        used.append(keep)
        if keep:
            basis.append(rest / np.sqrt(rest @ rest))
    return np.array(used, dtype=bool)


def prediction_statistics(fit: Fit, x: Any, y: Any, w: Any, keyword: str) -> Any:
    """A column of OUTPUT (P, R, STDP, STDI, STDR, STUDENT, RSTUDENT, H, COOKD, DFFITS, PRESS, LCLM, UCLM, LCL, UCL).

    x, y and the weights w are those of all rows; rows with missing values give missing results.
    """
    known = ~np.isnan(x).any(axis=1)
    rows = np.where(known[:, None], x, 0.0)
    predicted = np.where(known, rows @ fit.estimates, nan)
    leverage = np.einsum("ij,jk,ik->i", rows, fit.inverse, rows)
    counted = known & ~np.isnan(y) & (w > 0)
    spread = np.where(counted | np.isnan(y), fit.mse, nan)
    each = np.where(w > 0, w, nan)
    residual = y - predicted
    with np.errstate(invalid="ignore", divide="ignore"):
        if keyword in ("P", "R"):
            return predicted if keyword == "P" else residual
        if keyword == "H":
            return np.where(counted, leverage * each, nan)
        mean_error = np.sqrt(fit.mse * leverage)
        own_error = np.sqrt(fit.mse * (leverage + 1 / each))
        h = leverage * each
        residual_error = np.where(h < 1 - 1e-10, np.sqrt(np.maximum(fit.mse * (1 / each - leverage), 0)), 0)
        if keyword in ("STDP", "STDI"):
            return np.where(known, mean_error if keyword == "STDP" else own_error, nan)
        student = np.where(residual_error > 0, residual / residual_error, nan)
        without = (
            (fit.sse - each * residual**2 / (1 - h)) / (fit.df - 1) if fit.df > 1 else np.full(len(y), nan)
        )
        outside = residual / np.sqrt(without * (1 / each - leverage))
        if keyword in ("LCLM", "UCLM", "LCL", "UCL"):
            from scipy.stats import t

            margin = float(t.ppf(0.975, fit.df)) * (mean_error if keyword.endswith("M") else own_error)
            return np.where(known, predicted + (margin if keyword[0] == "U" else -margin), nan)
        table = {
            "STDR": residual_error, "STUDENT": student, "RSTUDENT": outside, "COOKD": student**2 * h / (1 - h) / fit.rank,
            "DFFITS": outside * np.sqrt(h / (1 - h)), "PRESS": residual / (1 - h),
        }  # fmt: skip
        counted = counted & ((h < 1 - 1e-10) | (keyword == "STDR"))  # 1: the row fits itself
        return np.where(counted, table[keyword], nan) * np.where(np.isnan(spread), nan, 1)

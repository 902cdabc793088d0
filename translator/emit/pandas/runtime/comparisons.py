"""PROC COMPARE."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isnan, nan
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.grouping import frame
from translator.emit.pandas.runtime.log import SasError, log
from translator.emit.pandas.runtime.statistics import statistic
from translator.emit.pandas.runtime.tables import in_order, row_codes
from translator.library.missing import missing_letter, special_missing


def compare_tables(
    lib: Any, base: pd.DataFrame, compare: pd.DataFrame, pairs: Sequence[tuple[str, str]], *, ids: Sequence[str] = (),
    method: str = "exact", criterion: float = 0.0, types: Sequence[str] = ("DIF",), noequal: bool = False,
    nomiss_base: bool = False, nomiss_compare: bool = False, attributes: int = 0, lengths: Mapping[str, int] | None = None,
    statistics: bool = False, by: Sequence[str] = (), delta: float = 0.0, descending: Sequence[str] = (),
    notsorted: bool = False,
) -> dict[str, pd.DataFrame]:  # fmt: skip
    """PROC COMPARE: rows are matched by `ids`, or by position, in each group of `by`; `pairs` are (base's column, the
    other's column).

    Makes OUT (rows of the `types`; with noequal only those that differ) and CompareSummary, and sets SYSINFO, to which
    `attributes` brings what labels, formats and lengths contribute. A missing value equals any value with nomiss_base
    or nomiss_compare. `descending` are the IDs that run down; with notsorted, and where the IDs are not sorted, rows are
    matched by position and must have the same IDs.
    """
    info = attributes
    groups = matched_groups(base, compare, ids, by, descending, notsorted)
    matches = [pair for group in groups for pair in group]
    info |= 64 if any(b >= 0 > c for b, c in matches) else 0
    info |= 128 if any(c >= 0 > b for b, c in matches) else 0
    left = {b: base[b].tolist() for b, _ in pairs}
    right = {b: compare[c].tolist() for b, c in pairs}
    keys = {name: (base[name].tolist(), compare[name].tolist()) for name in (*by, *ids)}
    lines: list[list[Any]] = []
    counts = [{b: 0 for b, _ in pairs} for _ in groups]
    widest = {b: nan for b, _ in pairs}
    for group, unequal in zip(groups, counts):
        number = 0
        for i, j in group:
            head = [keys[name][0][i] if i >= 0 else keys[name][1][j] for name in keys]
            both = i >= 0 and j >= 0
            number += both
            equal = {}
            for b, _ in pairs if both else ():
                equal[b] = same_values(
                    left[b][i], right[b][j], method, criterion, nomiss_base, nomiss_compare, delta
                )
                if not equal[b]:
                    unequal[b] += 1
                    size = (
                        abs(difference(left[b][i], right[b][j])) if not isinstance(left[b][i], str) else nan
                    )
                    widest[b] = size if isnan(widest[b]) or size > widest[b] else widest[b]
            if both and noequal and all(equal.values()):
                continue
            for kind in types:
                if kind == "BASE" and i >= 0:
                    lines.append([kind, float(i + 1), *head, *(left[b][i] for b, _ in pairs)])
                elif kind == "COMPARE" and j >= 0:
                    lines.append([kind, float(j + 1), *head, *(right[b][j] for b, _ in pairs)])
                elif kind in ("DIF", "PERCENT") and both:
                    cells = [
                        cell_difference(
                            left[b][i], right[b][j], kind, equal[b] and noequal, (lengths or {}).get(b, 0)
                        )
                        for b, _ in pairs
                    ]
                    lines.append([kind, float(number), *head, *cells])
    differ = {b: sum(unequal[b] for unequal in counts) for b, _ in pairs}
    matched = sum(i >= 0 and j >= 0 for i, j in matches)
    info |= 4096 if any(differ.values()) else 0
    lib.macros["SYSINFO"] = str(info)
    columns = {"_TYPE_": "str", "_OBS_": "float64"}
    columns |= {
        name: "float64" if base[name].dtype == "float64" else "str"
        for name in (*by, *ids, *(b for b, _ in pairs))
    }
    summary = [[b, float(matched), float(differ[b]), widest[b]] for b, _ in pairs]
    shown = {"Variable": "str", "NObs": "float64", "NDif": "float64", "MaxDif": "float64"}
    made = {"OUT": frame(columns, lines), "CompareSummary": frame(shown, summary)}
    if statistics:
        kinds = {name: "float64" if base[name].dtype == "float64" else "str" for name in by}
        kinds |= {"_VAR_": "str", "_WITH_": "str", "_TYPE_": "str"}
        kinds |= dict.fromkeys(("_BASE_", "_COMP_", "_DIF_", "_PCTDIF_"), "float64")
        rows = []
        for group, unequal in zip(groups, counts):
            there = [(i, j) for i, j in group if i >= 0 and j >= 0]
            head = [keys[name][0][there[0][0]] for name in by] if there else []
            rows += [
                [*head, b, c, *row]
                for b, c in pairs
                if base[b].dtype == "float64" and (there or not by)
                for row in comparison_statistics(
                    np.array([left[b][i] for i, _ in there], dtype="float64"),
                    np.array([right[b][j] for _, j in there], dtype="float64"),
                    unequal[b],
                )
            ]
        made["STATS"] = frame(kinds, rows)
    return made


def comparison_statistics(x: Any, y: Any, unequal: int) -> list[list[Any]]:
    """OUTSTATS= of PROC COMPARE: the statistics of base, comparison, differences and percent differences."""
    gap = y - x
    share = gap[(x != 0) & ~np.isnan(gap)] / x[(x != 0) & ~np.isnan(gap)] * 100
    columns = [values[~np.isnan(values)] for values in (x, y, gap)] + [share]
    rows: list[list[Any]] = [
        [name.upper(), *(statistic(name, values) for values in columns)]
        for name in ("n", "mean", "std", "max", "min", "stderr", "t", "probt")
    ]
    known = ~np.isnan(gap)
    first, second = statistic("mean", columns[0]), statistic("mean", columns[1])
    apart = second - first
    rows.append(["NDIF", float(unequal), unequal / len(x) * 100 if len(x) else nan, nan, nan])
    rows.append(
        [
            "DIFMEANS",
            apart / first * 100 if first else nan,
            apart / second * 100 if second else nan,
            apart,
            nan,
        ]
    )
    r = correlation(x[known], y[known])
    return [*rows, ["R,RSQ", r, r * r, nan, nan]]


def correlation(x: Any, y: Any) -> float:
    """Pearson's correlation; missing where a side does not vary."""
    if len(x) < 2:
        return nan
    dx, dy = x - x.mean(), y - y.mean()
    below = float((dx * dx).sum() * (dy * dy).sum()) ** 0.5
    return float((dx * dy).sum()) / below if below else nan


def matched_groups(
    base: pd.DataFrame, compare: pd.DataFrame, ids: Sequence[str], by: Sequence[str],
    descending: Sequence[str] = (), notsorted: bool = False,
) -> list[list[tuple[int, int]]]:  # fmt: skip
    """The rows that belong together, by group of `by`, which both data sets must have in the same order."""
    if not by:
        return [matched_rows(base, compare, ids, descending, notsorted)]
    codes = row_codes(pd.concat([base[list(by)], compare[list(by)]], ignore_index=True), by)
    sides = []
    for side in (codes[: len(base)], codes[len(base) :]):
        places: dict[tuple[int, ...], list[int]] = {}
        for row, key in enumerate(map(tuple, side.tolist())):
            if key in places and places[key][-1] != row - 1:
                raise SasError(
                    "R0001", "ERROR: A data set of PROC COMPARE is not sorted by its BY variables."
                )
            places.setdefault(key, []).append(row)
        sides.append(places)
    if list(sides[0]) != list(sides[1]):
        message = (
            "ERROR: PROC COMPARE: one data set has a BY group that the other has not, or in another order."
        )
        raise SasError("R0618", message)
    found = []
    for key in sides[0]:
        one, other = (side[key] for side in sides)
        near = matched_rows(
            base.iloc[one].reset_index(drop=True), compare.iloc[other].reset_index(drop=True), ids,
            descending, notsorted,
        )  # fmt: skip
        found.append([(one[i] if i >= 0 else -1, other[j] if j >= 0 else -1) for i, j in near])
    return found


def matched_rows(
    base: pd.DataFrame, compare: pd.DataFrame, ids: Sequence[str], descending: Sequence[str] = (), notsorted: bool = False
) -> list[tuple[int, int]]:  # fmt: skip
    """(row of base, row of compare) in the order of the IDs, -1 where one side has none."""
    longest = max(len(base), len(compare))
    by_place = [(i if i < len(base) else -1, i if i < len(compare) else -1) for i in range(longest)]
    if not ids:
        return by_place
    codes = row_codes(pd.concat([base[list(ids)], compare[list(ids)]], ignore_index=True), ids)
    codes = codes * np.array([-1 if name in descending else 1 for name in ids])
    sides = [codes[: len(base)], codes[len(base) :]]
    if notsorted or not all(in_order(side) for side in sides):
        if not notsorted:
            log("WARNING: The data sets are not sorted by the ID variables. NOTSORTED is assumed.")
        shorter = min(len(base), len(compare))
        if (sides[0][:shorter] != sides[1][:shorter]).any():
            raise SasError("R0619", "ERROR: The ID values of corresponding observations are not the same.")
        return by_place
    groups: dict[tuple[int, ...], tuple[list[int], list[int]]] = {}
    for which, side in enumerate(sides):
        for row, key in enumerate(map(tuple, side.tolist())):
            groups.setdefault(key, ([], []))[which].append(row)
    found = []
    for key in sorted(groups):
        one, other = groups[key]
        for k in range(max(len(one), len(other))):
            found.append((one[k] if k < len(one) else -1, other[k] if k < len(other) else -1))
    return found


def same_values(
    x: Any, y: Any, method: str, criterion: float, nomiss_base: bool, nomiss_compare: bool, delta: float = 0.0
) -> bool:
    """Are two values judged equal? (COMPARE Procedure, "The Equality Criterion")"""
    if isinstance(x, str):
        return x == y or (nomiss_base and x == "") or (nomiss_compare and y == "")
    if isnan(x) or isnan(y):
        if (nomiss_base and isnan(x)) or (nomiss_compare and isnan(y)):
            return True
        return isnan(x) and isnan(y) and missing_letter(x) == missing_letter(y)
    if x == y:
        return True
    match method:
        case "absolute":
            return bool(abs(y - x) <= criterion)
        case "relative":
            return bool(abs(y - x) / ((abs(x) + abs(y)) / 2 + delta) <= criterion)
        case "percent":
            return bool(x != 0 and 100 * abs(y - x) / abs(x) <= criterion)
        case _:
            return False


def difference(x: float, y: float) -> float:
    """The comparison value less the base value; missing where one is."""
    return y - x if x == x and y == y else nan


def cell_difference(x: Any, y: Any, kind: str, hidden: bool, length: int) -> Any:
    """A cell of a DIF or PERCENT row: `.` and X for characters, .E (hidden) for values that are equal."""
    if isinstance(x, str):
        return "".join("." if a == b else "X" for a, b in zip(x.ljust(length), y.ljust(length)))[:length]
    if hidden:
        return special_missing("E")
    gap = difference(x, y)
    if kind == "DIF":
        return gap
    return gap / x * 100 if x == x and x != 0 else nan

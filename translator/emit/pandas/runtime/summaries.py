"""Statistics of groups and counts of combinations, as PROC MEANS and PROC FREQ make them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import floor, nan
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.tables import key_codes

Levels = Mapping[str, Callable[[Any], Any]]


def percentile(values: Any, p: float) -> float:
    """The p-th percentile, definition 5: the mean of two neighbours where n * p / 100 is whole."""
    ordered = np.sort(np.asarray(values, dtype="float64"))
    ordered = ordered[~np.isnan(ordered)]
    place = Fraction(str(p)) * len(ordered) / 100
    whole = int(place)
    if not len(ordered):
        return nan
    if place > whole or whole == 0:
        return float(ordered[min(whole, len(ordered) - 1)])
    return float(ordered[-1]) if whole >= len(ordered) else float((ordered[whole - 1] + ordered[whole]) / 2)


def weighted_percentile(values: Any, p: float, weights: Any) -> float:
    """The smallest value at which the cumulated weight passes p percent; the mean with the next one on a tie."""
    keep = weights > 0
    order = np.argsort(values[keep], kind="stable")
    ordered, cumulated = values[keep][order], np.cumsum(weights[keep][order])
    if not len(ordered):
        return nan
    goal = p / 100 * cumulated[-1]
    place = int(np.searchsorted(cumulated, goal, side="left"))
    if cumulated[place] == goal and place + 1 < len(ordered):
        return float((ordered[place] + ordered[place + 1]) / 2)
    return float(ordered[place])


def percentile_by(values: Any, p: float, definition: int) -> float:
    """The p-th percentile by one of the definitions 1 to 5 of PCTLDEF= and QNTLDEF=."""
    x, n = np.sort(values), len(values)
    if not n:
        return nan
    place = Fraction(str(p)) / 100 * (n + 1 if definition == 4 else n)
    j, g = floor(place), place - floor(place)
    low, high = float(x[min(max(j, 1), n) - 1]), float(x[min(max(j + 1, 1), n) - 1])
    match definition:
        case 1 | 4:
            return low if j >= n else float((1 - g) * low + g * high) if j else float(x[0])
        case 2:
            nearest = low if g < Fraction(1, 2) or (g == Fraction(1, 2) and j % 2 == 0) else high
            return nearest if j else float(x[0])
        case 3:
            return low if g == 0 and j else high
        case _:
            return (low + high) / 2 if g == 0 and 0 < j < n else low if g == 0 and j >= n else high


def statistic(
    name: str,
    values: Any,
    weights: Any = None,
    *,
    vardef: str = "df",
    definition: int = 5,
    alpha: float = 0.05,
) -> float:
    """A statistic of numbers without missing ones, as PROC MEANS defines it; NaN where it has no value.

    vardef: the divisor of variances: n - 1 (df), n, sum of weights - 1 (wdf), sum of weights (wgt); tests and limits of
    the mean are for df alone.
    """
    name = OTHER_NAMES.get(name, name)
    n = len(values)
    if name == "n":
        return float(n)
    w = np.ones(n) if weights is None else weights
    if name == "sumwgt":
        return float(w.sum())
    if n == 0:
        return nan
    if name in PERCENTS:
        p = PERCENTS[name]
        if weights is not None:
            return weighted_percentile(values, p, w)
        return percentile(values, p) if definition == 5 else percentile_by(values, p, definition)
    if name == "qrange":
        high, low = (statistic(q, values, weights, definition=definition) for q in ("q3", "q1"))
        return high - low
    if name == "mode":
        distinct, counts = np.unique(values, return_counts=True)
        return float(distinct[counts.argmax()]) if counts.max() > 1 else nan
    if name in ("min", "max", "range"):
        low, high = float(values.min()), float(values.max())
        return {"min": low, "max": high, "range": high - low}[name]
    total, divisor = float((w * values).sum()), float(w.sum())
    mean = total / divisor if divisor else nan
    css = float((w * (values - mean) ** 2).sum())
    parts = {"df": n - 1, "n": n, "wdf": divisor - 1, "wgt": divisor}[vardef]
    var = css / parts if parts > 0 else nan
    std = var**0.5
    stderr = std / divisor**0.5 if divisor > 0 and vardef == "df" else nan
    match name:
        case "sum":
            return total
        case "mean":
            return mean
        case "uss":
            return float((w * values**2).sum())
        case "css":
            return css
        case "var":
            return var
        case "std":
            return float(std)
        case "stderr":
            return stderr
        case "cv":
            return 100 * std / mean if mean else nan
        case "skewness":
            if n < 3 or weights is not None or not std or vardef not in ("df", "n"):
                return nan
            if vardef == "n":
                return float((((values - mean) / std) ** 3).mean())
            return float(n / ((n - 1) * (n - 2)) * (((values - mean) / std) ** 3).sum())
        case "kurtosis":
            if n < 4 or weights is not None or not std or vardef not in ("df", "n"):
                return nan
            if vardef == "n":
                return float((((values - mean) / std) ** 4).mean()) - 3
            fourth = float((((values - mean) / std) ** 4).sum())
            scale = n * (n + 1) / ((n - 1) * (n - 2) * (n - 3))
            return scale * fourth - 3 * (n - 1) ** 2 / ((n - 2) * (n - 3))
        case "t":
            return mean / stderr if stderr else nan
        case _:
            return student(name, mean, stderr, n - 1, alpha)


OTHER_NAMES = {
    "stddev": "std", "stdmean": "stderr", "skew": "skewness", "kurt": "kurtosis", "prt": "probt", "p50": "median",
    "p25": "q1", "p75": "q3",
}  # fmt: skip

PERCENTS = {
    "median": 50.0, "q1": 25.0, "q3": 75.0, "p1": 1.0, "p5": 5.0, "p10": 10.0, "p20": 20.0, "p25": 25.0, "p30": 30.0, "p40": 40.0,
    "p50": 50.0, "p60": 60.0, "p70": 70.0, "p75": 75.0, "p80": 80.0, "p90": 90.0, "p95": 95.0, "p99": 99.0,
}  # fmt: skip


def student(name: str, mean: float, stderr: float, df: int, alpha: float = 0.05) -> float:
    """PROBT and the confidence limits of a mean."""
    from scipy.stats import t

    if not stderr or np.isnan(stderr):
        return nan
    if name == "probt":
        return float(2 * t.sf(abs(mean / stderr), df))
    margin = float(t.ppf(1 - alpha / 2, df)) * stderr
    return mean - margin if name == "lclm" else mean + margin


def missing_rows(df: pd.DataFrame, columns: Sequence[str]) -> Any:
    """Where one of the columns is missing: NaN in numbers, "" in text."""
    gone = np.zeros(len(df), dtype=bool)
    for name in columns:
        gone |= (df[name].isna() if df[name].dtype == "float64" else df[name] == "").to_numpy()
    return gone


def class_types(classes: Sequence[str]) -> list[tuple[float, list[str]]]:
    """_TYPE_ and the CLASS variables of each grouping: from none of them (0) to all; the last one is bit 1."""
    count = len(classes)
    return [
        (float(type_), [name for i, name in enumerate(classes) if type_ >> (count - 1 - i) & 1])
        for type_ in range(1 << count)
    ]


def level_codes(
    df: pd.DataFrame,
    name: str,
    weights: Any,
    order: str,
    descending: bool,
    level: Callable[[Any], Any] | None,
) -> tuple[Any, Any]:
    """(number of each row's level in the order asked for, row that stands for each level: its lowest value)."""
    codes = key_codes(df[name])
    if level is not None:
        gone = missing_rows(df, [name])
        texts = pd.Series(
            np.where(gone, [f"\0{code}" for code in codes], level(df[name]).to_numpy()), dtype="object"
        )
        groups, _ = pd.factorize(texts)
    else:
        _, groups = np.unique(codes, return_inverse=True)
    count = int(groups.max()) + 1 if len(groups) else 0
    lowest = np.full(count, -1)
    for row in np.lexsort((np.arange(len(codes)), codes))[::-1]:
        lowest[groups[row]] = row
    if order == "freq":
        counted = np.bincount(groups, weights, minlength=count)
        ranked = np.lexsort((codes[lowest], counted if descending else -counted))
    elif order == "data":
        ranked = np.argsort([int(np.argmax(groups == g)) for g in range(count)], kind="stable")
    elif order == "formatted" and level is not None:
        shown = level(df[name].iloc[lowest]).to_numpy()
        empty = missing_rows(df.iloc[lowest], [name])
        ranked = np.array(sorted(range(count), key=lambda g: (not empty[g], shown[g])), dtype="int64")
    else:
        ranked = np.argsort(codes[lowest], kind="stable")
    if descending and order != "freq":
        ranked = ranked[::-1]
    place = np.empty(count, dtype="int64")
    place[ranked] = np.arange(count)
    return place[groups] if count else groups, lowest[ranked] if count else lowest


def extended_codes(
    df: pd.DataFrame, name: str, given: Sequence[Any], weights: Any, order: str, descending: bool,
    level: Callable[[Any], Any] | None,
) -> tuple[Any, list[Any], Any]:  # fmt: skip
    """(number of each row's level, the value that stands for each level, numbers of the given values' levels)."""
    column = pd.concat([pd.Series(list(given), dtype=df[name].dtype), df[name]], ignore_index=True)
    weights = np.concatenate([np.zeros(len(given)), weights])
    codes, first = level_codes(pd.DataFrame({name: column}), name, weights, order, descending, level)
    return codes[len(given) :], [column.iloc[row] for row in first], codes[: len(given)]


def summarize(
    df: pd.DataFrame,
    classes: Sequence[str],
    statistics: Sequence[tuple[str, str, str]],
    types: Sequence[int],
    *,
    by: Sequence[str] = (),
    missing: Sequence[str] = (),
    order: Mapping[str, str] | None = None,
    descending: Sequence[str] = (),
    levels: Levels | None = None,
    weights: Mapping[str, str] | None = None,
    frequency: str = "",
    ids: Sequence[str] = (),
    smallest_ids: bool = False,
    exclude_nonpositive: bool = False,
    stat_rows: bool = False,
    chartype: bool = False,
    preloaded: Mapping[str, Sequence[Any]] | None = None,
    only: Sequence[str] = (),
    combinations: pd.DataFrame | None = None,
    exclusive: bool = False,
    complete: bool = False,
    vardef: str = "df",
    definition: int = 5,
    alpha: float = 0.05,
    picks: Sequence[Any] = (),
    counters: Sequence[str] = (),
) -> pd.DataFrame:
    """PROC MEANS: one row for each group of each type; the columns are by, ids, classes, _TYPE_, _FREQ_, statistics.

    statistics: (column, statistic, variable). types: values of _TYPE_; the last class variable is bit 1.
    missing: classes whose missing values are a level; rows with other missing classes are left out.
    levels: formats by whose texts the values of a class are grouped; the lowest value stands for the group.
    stat_rows: one row for each of N, MIN, MAX, MEAN, STD (and SUMWGT with weights), named in _STAT_, in columns of the
    variables. smallest_ids: the ID values of the row with the smallest ones, not the largest.
    complete: every combination of the levels is a group. preloaded: values that are levels whether they occur or not, for
    the classes in `only` the only ones. combinations: combinations of class values that are groups whether they occur or
    not; exclusive: no others.
    picks: (column, variable, place, [(variable, "max" or "min") …]): values of extreme rows. counters: _WAY_, _LEVEL_.
    """
    settings = {"vardef": vardef, "definition": definition, "alpha": alpha}
    weights, order, levels = dict(weights or {}), dict(order or {}), dict(levels or {})
    counts = df[frequency].fillna(0).clip(lower=0).astype("int64").to_numpy() if frequency else None
    keep = ~missing_rows(df, [name for name in classes if name not in missing])
    if counts is not None:
        keep &= counts >= 1
    if exclude_nonpositive:
        for name in set(weights.values()):
            keep &= (df[name] > 0).to_numpy()
    rows = df.loc[keep].reset_index(drop=True)
    times = np.ones(len(rows)) if counts is None else counts[keep].astype("float64")
    by_runs = np.zeros(len(rows), dtype="int64")
    if by and len(rows):
        keys = np.column_stack([key_codes(rows[name]) for name in by])
        by_runs = np.concatenate([[0], np.cumsum((keys[1:] != keys[:-1]).any(axis=1))])
    variables = list(dict.fromkeys(variable for _, _, variable in statistics if variable))
    data = {name: rows[name].to_numpy() for name in {*variables, *weights.values()}}
    made: list[list[Any]] = []
    for run in range(int(by_runs.max()) + 1 if len(rows) else 0 if by or classes else 1):
        inside = np.flatnonzero(by_runs == run)
        part = rows.iloc[inside]
        given = {name: list((preloaded or {}).get(name, [])) for name in classes}
        if combinations is not None:
            known = combinations.loc[~missing_rows(combinations, [c for c in classes if c not in missing])]
            given = {name: known[name].to_list() for name in classes}
        coded = [
            extended_codes(part, name, given[name], times[inside], order.get(name, "unformatted"), name in descending,
                           levels.get(name))
            for name in classes
        ]  # fmt: skip
        allowed = np.ones(len(inside), dtype=bool)
        if exclusive and combinations is not None:
            there = set(zip(*(extra.tolist() for _, _, extra in coded), strict=True))
            allowed = np.array(
                [cell in there for cell in zip(*(c.tolist() for c, _, _ in coded), strict=True)], dtype=bool
            )
        for i, name in enumerate(classes):
            if name in only:
                allowed &= np.isin(coded[i][0], coded[i][2])
        if not allowed.all():
            inside, part = inside[allowed], part.iloc[np.flatnonzero(allowed)]
            coded = [(codes[allowed], values, extra) for codes, values, extra in coded]
        for type_ in types:
            active = [i for i in range(len(classes)) if type_ >> (len(classes) - 1 - i) & 1]
            if active:
                codes = np.column_stack([coded[i][0] for i in active])
                cells, group = np.unique(codes, axis=0, return_inverse=True)
                group = group.reshape(-1)
                groups = np.split(np.argsort(group, kind="stable"), np.cumsum(np.bincount(group))[:-1])
                if complete or combinations is not None:
                    found = {tuple(cell): places for cell, places in zip(cells.tolist(), groups, strict=True)}
                    wanted = set(found)
                    if combinations is not None:
                        wanted |= set(zip(*(coded[i][2].tolist() for i in active), strict=True))
                    if complete:
                        wanted |= set(
                            product(*({*coded[i][0].tolist(), *coded[i][2].tolist()} for i in active))
                        )
                    cells = np.array(sorted(wanted))
                    groups = [found.get(cell, np.zeros(0, dtype="int64")) for cell in sorted(wanted)]
            elif len(inside) or not classes and not by:
                groups = [np.arange(len(inside))]
            else:
                groups = []
            for number, places in enumerate(groups, start=1):
                member = inside[places]
                head: list[Any] = [rows[name].iloc[inside[0]] for name in by]
                head += extreme_id(rows, ids, member, smallest_ids)
                for i, name in enumerate(classes):
                    if i in active:
                        head.append(coded[i][1][cells[number - 1][active.index(i)]])
                    else:
                        head.append(nan if rows[name].dtype == "float64" else "")
                head += [float(len(active))] if "_WAY_" in counters else []
                head.append(f"{type_:0{max(len(classes), 1)}b}" if chartype else float(type_))
                head += [float(number)] if "_LEVEL_" in counters else []
                head.append(float(times[member].sum()))
                if stat_rows:
                    for name in ("n", "min", "max", "mean", "std", *(["sumwgt"] if weights else [])):
                        values = [
                            of_group(name, v, data, weights, times, member, frequency, settings)
                            for v in variables
                        ]
                        made.append([*head, name.upper(), *values])
                else:
                    values = [
                        of_group(s, v, data, weights, times, member, frequency, settings)
                        for _, s, v in statistics
                    ]
                    made.append(head + values + [value_of_extreme(rows, member, *pick[1:]) for pick in picks])
    kinds = {name: "float64" if df[name].dtype == "float64" else "str" for name in (*by, *ids, *classes)}
    kinds |= {"_WAY_": "float64"} if "_WAY_" in counters else {}
    kinds |= {"_TYPE_": "str" if chartype else "float64"}
    kinds |= {"_LEVEL_": "float64"} if "_LEVEL_" in counters else {}
    kinds |= {"_FREQ_": "float64"} | ({"_STAT_": "str"} if stat_rows else {})
    kinds |= dict.fromkeys([column for column, _, _ in statistics], "float64")
    kinds |= {pick[0]: "float64" if df[pick[1]].dtype == "float64" else "str" for pick in picks}
    columns = list(zip(*made, strict=True)) if made else [()] * len(kinds)
    return pd.DataFrame(
        {n: pd.Series(list(c), dtype=kind) for (n, kind), c in zip(kinds.items(), columns, strict=True)}
    )


def extreme_id(rows: pd.DataFrame, ids: Sequence[str], member: Any, smallest: bool = False) -> list[Any]:
    """The ID variables of a group: those of the row with the largest values, or the smallest ones."""
    if not ids:
        return []
    if not len(member):
        return [nan if rows[name].dtype == "float64" else "" for name in ids]
    order = np.lexsort([key_codes(rows[name])[member] for name in reversed(ids)])
    return [rows[name].iloc[member[order[0 if smallest else -1]]] for name in ids]


def value_of_extreme(
    rows: pd.DataFrame, member: Any, variable: str, place: int, by: Sequence[tuple[str, str]], *flags: str
) -> Any:
    """A variable's value in the place-th row of a group in the order of the largest ("max") or smallest ("min") values.

    Of equal rows the first comes first, with the flag "last" the last. Rows with a missing value are left out, with the
    flag "missing" that is the smallest value.
    """
    part = rows.iloc[member]
    if "last" in flags:
        part = part.iloc[::-1]
    if "missing" not in flags:
        part = part.loc[~missing_rows(part, [name for name, _ in by])]
    keys = [key_codes(part[name]) * (-1 if kind == "max" else 1) for name, kind in by]
    order = np.lexsort(keys[::-1]) if keys else np.arange(len(part))
    if place > len(order):
        return nan if rows[variable].dtype == "float64" else ""
    return part[variable].iloc[order[place - 1]]


def of_group(
    name: str,
    variable: str,
    data: Mapping[str, Any],
    weights: Mapping[str, str],
    times: Any,
    member: Any,
    frequency: str,
    settings: Mapping[str, Any],
) -> float:
    """One statistic of one group: missing values are left out, FREQ repeats rows, weights below 0 count as 0."""
    if not variable:
        return float(times[member].sum())
    values = data[variable][member]
    repeats = times[member].astype("int64")
    weight = data[weights[variable]][member] if variable in weights else None
    if weight is not None:
        known = ~np.isnan(weight)
        values, repeats, weight = values[known], repeats[known], np.maximum(weight[known], 0.0)
    there = ~np.isnan(values)
    if name == "nmiss":
        return float(repeats[~there].sum())
    values, repeats = values[there], repeats[there]
    if frequency:
        values = np.repeat(values, repeats)
    if weight is not None:
        weight = weight[there]
        weight = np.repeat(weight, repeats) if frequency else weight
    return statistic(name, values, weight, **settings)


def count_levels(
    df: pd.DataFrame,
    variables: Sequence[str],
    *,
    by: Sequence[str] = (),
    weight: str = "",
    zeros: bool = False,
    missing: bool = False,
    order: str = "unformatted",
    levels: Levels | None = None,
    percents: bool = False,
    expected: bool = False,
    cumulated: bool = False,
    sparse: bool = False,
) -> pd.DataFrame:
    """PROC FREQ: how often each combination of levels occurs, with its percentage of the combinations without missing
    levels (`missing`: those count too). percents: PCT_ROW and PCT_COL. expected: EXPECTED. cumulated: CUM_FREQ and CUM_PCT.
    Where a weight is negative there are no percentages."""
    levels = dict(levels or {})
    parts = []
    keys = np.column_stack([key_codes(df[name]) for name in by]) if by else np.zeros((len(df), 1))
    starts = (
        np.concatenate([[True], (keys[1:] != keys[:-1]).any(axis=1)]) if len(df) else np.array([], dtype=bool)
    )
    runs = np.cumsum(starts) - 1
    for run in range(int(runs[-1]) + 1 if len(runs) else 0):
        group = df.loc[runs == run].reset_index(drop=True)
        made = count_group(
            group, variables, weight, zeros, missing, order, levels, percents, expected, cumulated, sparse
        )
        for place, name in enumerate(by):
            made.insert(place, name, pd.Series([group[name].iloc[0]] * len(made), dtype=df[name].dtype))
        parts.append(made)
    if not parts:
        empty = count_group(
            df, variables, weight, zeros, missing, order, levels, percents, expected, cumulated, sparse
        )
        for place, name in enumerate(by):
            empty.insert(place, name, df[name])
        return empty
    return pd.concat(parts, ignore_index=True)


def count_group(
    df: pd.DataFrame, variables: Sequence[str], weight: str, zeros: bool, missing: bool, order: str, levels: Levels,
    percents: bool, expected: bool, cumulated: bool, sparse: bool,
) -> pd.DataFrame:  # fmt: skip
    """The counts of one BY group."""
    weights = df[weight].to_numpy() if weight else np.ones(len(df))
    keep = ~np.isnan(weights) & (zeros | (weights != 0))
    rows, weights = df.loc[keep].reset_index(drop=True), weights[keep]
    coded = [level_codes(rows, name, weights, order, False, levels.get(name)) for name in variables]
    codes = (
        np.column_stack([code for code, _ in coded])
        if len(rows)
        else np.zeros((0, len(variables)), dtype="int64")
    )
    cells, place = np.unique(codes, axis=0, return_inverse=True)
    counts = np.bincount(place.reshape(-1), weights, minlength=len(cells)) if len(rows) else np.zeros(0)
    if sparse and len(variables) > 1 and len(rows):
        known = [
            [
                level
                for level, row in enumerate(first)
                if missing or not missing_rows(rows.iloc[[row]], [name])[0]
            ]
            for name, (_, first) in zip(variables, coded, strict=True)
        ]
        every = np.array(np.meshgrid(*known, indexing="ij")).reshape(len(variables), -1).T
        absent = np.array([cell for cell in every if not (cells == cell).all(axis=1).any()]).reshape(
            -1, len(variables)
        )
        cells, counts = (
            np.vstack([cells, absent]).astype("int64"),
            np.concatenate([counts, np.zeros(len(absent))]),
        )
        sorting = np.lexsort(cells.T[::-1])
        cells, counts = cells[sorting], counts[sorting]
    made = pd.DataFrame(
        {
            name: rows[name].iloc[coded[i][1][cells[:, i]]].reset_index(drop=True)
            for i, name in enumerate(variables)
        }
    )
    gone = np.zeros(len(made), dtype=bool) if missing else missing_rows(made, list(variables))
    bare = gone | (weights < 0).any()
    made["COUNT"] = counts
    if expected and len(variables) > 1:
        tables, (rows_of, columns_of) = cells[:, :-2], (cells[:, :-1], np.delete(cells, -2, axis=1))
        sums = [totals_of(part, np.where(gone, 0, counts)) for part in (tables, rows_of, columns_of)]
        made["EXPECTED"] = np.where(
            bare | (sums[0] == 0), nan, sums[1] * sums[2] / np.where(sums[0] == 0, 1, sums[0])
        )
    total = counts[~gone].sum()
    share = np.where(bare | (total == 0), nan, counts / (total if total else 1) * 100)
    made["PERCENT"] = share
    if percents and len(variables) > 1:
        shown = np.where(gone, nan, counts)
        groups = {"PCT_TABL": list(range(len(variables) - 2)), "PCT_ROW": list(range(len(variables) - 1))}
        groups["PCT_COL"] = [*range(len(variables) - 2), len(variables) - 1]
        for column, inside in groups.items():
            if column == "PCT_TABL" and len(variables) < 3:
                continue
            _, part = np.unique(cells[:, inside], axis=0, return_inverse=True)
            totals = np.bincount(part.reshape(-1), np.where(gone, 0, counts), minlength=len(cells))[
                part.reshape(-1)
            ]
            made[column] = np.where(bare | (totals == 0), nan, shown / np.where(totals == 0, 1, totals) * 100)
    if cumulated and len(variables) == 1:
        running = np.cumsum(np.where(gone, 0, counts))
        made["CUM_FREQ"] = np.where(gone, nan, running)
        made["CUM_PCT"] = np.where(bare, nan, running / (total if total else 1) * 100)
    return made


def totals_of(keys: Any, counts: Any) -> Any:
    """For each row the total of the counts of the rows with its key."""
    if not keys.shape[1]:
        return np.full(len(counts), counts.sum())
    _, place = np.unique(keys, axis=0, return_inverse=True)
    return np.bincount(place.reshape(-1), counts)[place.reshape(-1)] if len(counts) else counts

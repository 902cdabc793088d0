"""Statistics of groups, as PROC MEANS makes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from math import nan
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.levels import Levels, extended_codes, missing_rows
from translator.emit.pandas.runtime.statistics import statistic
from translator.emit.pandas.runtime.tables import key_codes


def class_types(classes: Sequence[str]) -> list[tuple[float, list[str]]]:
    """_TYPE_ and the CLASS variables of each grouping: from none of them (0) to all; the last one is bit 1."""
    count = len(classes)
    return [
        (float(type_), [name for i, name in enumerate(classes) if type_ >> (count - 1 - i) & 1])
        for type_ in range(1 << count)
    ]


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

    A class that is also in `by` has one level in each BY group, and one column.
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
    by_runs = np.zeros(len(df), dtype="int64")
    if by and len(df):
        keys = np.column_stack([key_codes(df[name]) for name in by])
        by_runs = np.concatenate([[0], np.cumsum((keys[1:] != keys[:-1]).any(axis=1))])
    firsts = np.flatnonzero(np.diff(by_runs, prepend=-1)).tolist() if by else [0]
    runs = np.split(np.arange(len(rows)), np.searchsorted(by_runs[keep], np.arange(1, len(firsts))))
    variables = list(dict.fromkeys(variable for _, _, variable in statistics if variable))
    data = {name: rows[name].to_numpy() for name in {*variables, *weights.values()}}
    made: list[list[Any]] = []
    own = {*levels, *(preloaded or {}), *(n for n, o in order.items() if o != "unformatted")}
    alike = {  # classes whose levels may be numbered once for all BY groups
        name: extended_codes(rows, name, [], times, "unformatted", name in descending, None)
        for name in classes
        if combinations is None and name not in own
    }
    for first, inside in zip(firsts, runs):
        if classes and not len(inside):  # without CLASS a BY group none of whose rows counts is told, too
            continue
        part = rows if len(alike) == len(classes) else rows.iloc[inside]
        given = {name: list((preloaded or {}).get(name, [])) for name in classes}
        if combinations is not None:
            known = combinations.loc[~missing_rows(combinations, [c for c in classes if c not in missing])]
            given = {name: known[name].to_list() for name in classes}
        coded = [
            (alike[name][0][inside], *alike[name][1:]) if name in alike else
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
            inside = inside[allowed]
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
            elif len(inside) or not classes:
                groups = [np.arange(len(inside))]
            else:
                groups = []
            for number, places in enumerate(groups, start=1):
                member = inside[places]
                head: list[Any] = [df[name].iloc[first] for name in by]
                head += extreme_id(rows, ids, member, smallest_ids)
                for i, name in enumerate(classes):
                    if name in by:
                        continue
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
    order = np.lexsort([key_codes(rows[name].iloc[member]) for name in reversed(ids)])
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


def numbered(df: pd.DataFrame) -> pd.DataFrame:
    """The rows with their number in the data set, as .obs; the index numbers them from 0."""
    return df.assign(**{".obs": df.index.to_numpy() + 1.0})


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

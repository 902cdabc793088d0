"""PROC SQL: joins, lookups, groups and results that pandas alone would get wrong. Missing values are values."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from math import nan
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.listings import shown_column
from translator.emit.pandas.runtime.log import SasError, log
from translator.emit.pandas.runtime.macros import macro_number
from translator.emit.pandas.runtime.statistics import statistic, student
from translator.emit.pandas.runtime.tables import fill_text, key_codes, missing_ranks, row_codes, starts
from translator.library.formats.best import best

Pairs = Sequence[tuple[str, str]]
Condition = Callable[[pd.DataFrame], Any]
Statistics = Mapping[str, tuple[str, str]]


def all_rows(df: pd.DataFrame, test: Any) -> pd.Series[bool]:
    """One truth for all rows."""
    return pd.Series(bool(test), index=df.index, dtype="bool")


def case(df: pd.DataFrame, branches: Sequence[tuple[Any, Any]], otherwise: Any, dtype: str) -> pd.Series[Any]:
    """CASE: the value of the first branch whose condition is true."""
    made = np.full(len(df), "" if dtype == "str" else nan, dtype="object" if dtype == "str" else "float64")
    left = np.ones(len(df), dtype=bool)
    for test, value in [*branches, (True, otherwise)]:
        chosen = left & np.asarray(test, dtype=bool)
        made[chosen] = value.to_numpy()[chosen] if isinstance(value, pd.Series) else value
        left &= ~chosen
    return pd.Series(made, index=df.index, dtype=dtype)


def first_known(*values: Any) -> Any:
    """COALESCE of single values."""
    for value in values:
        if value != "" and value == value:
            return value
    return values[-1]


def single(values: pd.Series[Any]) -> Any:
    """A query as one value: missing without a row; several rows stop the program."""
    if len(values) > 1:
        raise SasError("R0075", "ERROR: Subquery evaluated to more than one row.")
    if len(values):
        return values.iloc[0]
    return nan if values.dtype == "float64" else ""


def codes_of_both(left: Sequence[pd.Series[Any]], right: Sequence[pd.Series[Any]]) -> tuple[Any, Any]:
    """Number the keys of two tables alike: equal keys (kinds of missing values too) have equal numbers."""
    size = len(left[0])
    columns = [key_codes(pd.concat([a, b], ignore_index=True)) for a, b in zip(left, right)]
    both = np.column_stack(columns)
    _, codes = np.unique(both, axis=0, return_inverse=True)
    codes = codes.reshape(-1)
    return codes[:size], codes[size:]


def pairs_of(left: pd.DataFrame, right: pd.DataFrame, on: Pairs, where: Condition | None) -> tuple[Any, Any]:
    """The rows of both tables that belong together: equal `on`, and `where` true; left order, then right order."""
    if on:
        ones, twos = codes_of_both([left[a] for a, _ in on], [right[b] for _, b in on])
        found = pd.DataFrame({"key": ones, "left": np.arange(len(left))}).merge(
            pd.DataFrame({"key": twos, "right": np.arange(len(right))}), on="key"
        )
        at_left, at_right = found["left"].to_numpy(), found["right"].to_numpy()
    else:
        at_left = np.repeat(np.arange(len(left)), len(right))
        at_right = np.tile(np.arange(len(right)), len(left))
    if where is not None:
        rows = side_by_side(left, right, at_left, at_right)
        keep = np.asarray(where(rows), dtype=bool)
        at_left, at_right = at_left[keep], at_right[keep]
    return at_left, at_right


def side_by_side(left: pd.DataFrame, right: pd.DataFrame, at_left: Any, at_right: Any) -> pd.DataFrame:
    """Rows of two tables beside each other; -1 is a row of missing values."""
    sides = []
    for table, places in ((left, at_left), (right, at_right)):
        made = {}
        for name in table.columns:
            values = table[name].to_numpy()
            empty = nan if table[name].dtype == "float64" else ""
            padded = np.append(values, np.array([empty], dtype=values.dtype))
            made[name] = pd.Series(padded[np.where(places < 0, len(values), places)], dtype=table[name].dtype)
        sides.append(pd.DataFrame(made, index=range(len(places))))
    shared = [name for name in right.columns if name in left.columns]
    return pd.concat([sides[0], sides[1].drop(columns=shared)], axis=1)


def join(
    left: pd.DataFrame,
    right: pd.DataFrame,
    on: Pairs = (),
    how: str = "inner",
    where: Condition | None = None,
) -> pd.DataFrame:
    """A join of any kind on equal keys and a further condition; missing matches missing."""
    at_left, at_right = pairs_of(left, right, on, where)
    if how == "right":
        order = np.argsort(at_right, kind="stable")
        at_left, at_right = at_left[order], at_right[order]
    if how in ("left", "full"):
        alone = np.setdiff1d(np.arange(len(left)), at_left)
        at_left, at_right = np.append(at_left, alone), np.append(at_right, np.full(len(alone), -1))
        order = np.argsort(at_left, kind="stable")
        at_left, at_right = at_left[order], at_right[order]
    if how in ("right", "full"):
        alone = np.setdiff1d(np.arange(len(right)), at_right[at_right >= 0])
        at_left, at_right = np.append(at_left, np.full(len(alone), -1)), np.append(at_right, alone)
        if how == "right":
            order = np.argsort(at_right, kind="stable")
            at_left, at_right = at_left[order], at_right[order]
    return fill_text(side_by_side(left, right, at_left, at_right))


def has_match(
    left: pd.DataFrame, right: pd.DataFrame, on: Pairs, where: Condition | None = None
) -> pd.Series[bool]:
    """EXISTS: which rows of the left table have a partner in the right one?"""
    at_left, _ = pairs_of(left, right, on, where)
    return pd.Series(np.isin(np.arange(len(left)), at_left), index=left.index, dtype="bool")


def match_value(
    left: pd.DataFrame, right: pd.DataFrame, on: Pairs, column: str, where: Condition | None = None
) -> pd.Series[Any]:
    """The value of the one partner of each row; missing without one, an error with several."""
    at_left, at_right = pairs_of(left, right, on, where)
    if len(np.unique(at_left)) < len(at_left):
        raise SasError("R0075", "ERROR: Subquery evaluated to more than one row.")
    places = np.full(len(left), -1)
    places[at_left] = at_right
    return side_by_side(pd.DataFrame(index=left.index), right[[column]], places, places)[column].set_axis(
        left.index
    )


def match_statistic(
    left: pd.DataFrame, right: pd.DataFrame, on: Pairs, name: str, column: str, where: Condition | None = None,
    distinct: bool = False,
) -> pd.Series[Any]:  # fmt: skip
    """A statistic of the partners of each row."""
    at_left, at_right = pairs_of(left, right, on, where)
    begins = np.searchsorted(at_left, np.arange(len(left) + 1))
    values = right[column] if column else pd.Series(np.zeros(len(right)))
    made = [
        summary_value(name + (" distinct" if distinct else ""), values.iloc[at_right[a:b]], rows=not column)
        for a, b in zip(begins[:-1], begins[1:])
    ]
    text = values.dtype != "float64" and name in ("min", "max")
    return pd.Series(made, index=left.index, dtype="str" if text else "float64")


def is_among(values: pd.Series[Any], others: pd.Series[Any]) -> pd.Series[bool]:
    """IN (query), where the kinds of missing values count."""
    ones, twos = codes_of_both([values], [others])
    return pd.Series(np.isin(ones, twos), index=values.index, dtype="bool")


def text_extreme(values: pd.Series[Any], which: str) -> str:
    """MIN or MAX of texts: blanks are left out."""
    known = [value for value in values.tolist() if value]
    return (min(known) if which == "min" else max(known)) if known else ""


def missing_kinds(values: pd.Series[Any]) -> float:
    """How many different missing values are there?"""
    numbers = values.to_numpy()
    return float(len(np.unique(missing_ranks(numbers)[np.isnan(numbers)])))


def summary_value(name: str, values: pd.Series[Any], rows: bool = False) -> Any:
    """A summary function of a column; `rows` counts all rows."""
    name, _, distinct = name.partition(" ")
    if rows:
        return float(len(values))
    if values.dtype != "float64":
        known = [value for value in values.tolist() if value]
        if name in ("min", "max"):
            return text_extreme(values, name)
        if name == "nmiss":
            return float(min(len(values) - len(known), 1) if distinct else len(values) - len(known))
        return float(len(set(known)) if distinct else len(known))
    if name == "nmiss":
        return missing_kinds(values) if distinct else float(values.isna().sum())
    numbers = values.to_numpy()
    numbers = numbers[~np.isnan(numbers)]
    if distinct:
        numbers = np.unique(numbers)
    if name == "count":
        return float(len(numbers))
    if name == "sumwgt":
        return float(len(numbers)) if len(numbers) else nan
    if name == "prt":
        if len(numbers) < 2:
            return nan
        return student("probt", statistic("mean", numbers), statistic("stderr", numbers), len(numbers) - 1)
    made = statistic(name, numbers)
    return made if np.isfinite(made) else nan


def summarise(df: pd.DataFrame, by: Sequence[str], statistics: Statistics) -> pd.DataFrame:
    """GROUP BY, where the kinds of missing values count: a row for each group, in the order of the keys."""
    order, begins, ends = group_places(df, by)
    ordered = df.take(order)
    made = {name: ordered[name].iloc[begins].reset_index(drop=True) for name in by}
    for column, (name, argument) in statistics.items():
        values = [
            summary_value(name, ordered[argument or by[0]].iloc[a:b], rows=not argument)
            for a, b in zip(begins, ends)
        ]
        text = argument and df[argument].dtype != "float64" and name in ("min", "max")
        made[column] = pd.Series(values, dtype="str" if text else "float64")
    return pd.DataFrame(made)


def remerge(df: pd.DataFrame, by: Sequence[str], statistics: Statistics) -> pd.DataFrame:
    """Every row with the statistics of its group, in the order of the keys; the kinds of missing values count."""
    order, begins, ends = group_places(df, by)
    groups = summarise(df, by, statistics)
    ordered = df.take(order).reset_index(drop=True)
    of = np.repeat(np.arange(len(begins)), ends - begins)
    return ordered.assign(**{name: groups[name].take(of).reset_index(drop=True) for name in statistics})


def group_places(df: pd.DataFrame, by: Sequence[str]) -> tuple[Any, Any, Any]:
    """The order of the rows by their keys, and where each group begins and ends in it."""
    codes = row_codes(df, by)
    order = np.lexsort(codes.T[::-1])
    begins = np.flatnonzero(starts(codes[order])) if len(df) else np.zeros(0, dtype="int64")
    return order, begins, np.append(begins[1:], len(df))[: len(begins)]


def distinct(df: pd.DataFrame) -> pd.DataFrame:
    """DISTINCT, where the kinds of missing values count; in the order of the columns."""
    order, begins, _ = group_places(df, list(df.columns))
    return df.take(order[begins]).reset_index(drop=True)


def ordered_with_counts(left: pd.DataFrame, right: pd.DataFrame) -> tuple[Any, Any, Any]:
    """The order of the left table by all columns, its rows as numbers, and how often each stands in the right one."""
    codes, others = codes_of_both([left[c] for c in left.columns], [right[c] for c in right.columns])
    size = int(max(codes.max(initial=-1), others.max(initial=-1))) + 1
    return np.argsort(codes, kind="stable"), codes, np.bincount(others, minlength=size)


def rows_except(left: pd.DataFrame, right: pd.DataFrame, repeats: bool = False) -> pd.DataFrame:
    """EXCEPT: the rows of the left table that the right one does not have, once; with `repeats`, as often as more."""
    return set_rows(left, right, repeats, wanted=False)


def rows_intersect(left: pd.DataFrame, right: pd.DataFrame, repeats: bool = False) -> pd.DataFrame:
    """INTERSECT: the rows that both tables have, once; with `repeats`, as often as both have them."""
    return set_rows(left, right, repeats, wanted=True)


def set_rows(left: pd.DataFrame, right: pd.DataFrame, repeats: bool, wanted: bool) -> pd.DataFrame:
    """The rows of EXCEPT and INTERSECT, in the order of the columns."""
    order, codes, counts = ordered_with_counts(left, right)
    kept = []
    before = -1
    for place in order.tolist():
        code = int(codes[place])
        paired = counts[code] > 0
        if not repeats:
            if bool(paired) is wanted and code != before:
                kept.append(place)
            before = code
            continue
        counts[code] -= paired
        if bool(paired) is wanted:
            kept.append(place)
    return left.take(kept).reset_index(drop=True)


# --- results --------------------------------------------------------------------------------------------


def show_query(
    lib: Any, df: pd.DataFrame, headings: Mapping[str, str], levels: Mapping[str, Callable[[Any], str]] | None = None,
    numbered: bool = False, title: str = "", every: bool = False,
) -> None:  # fmt: skip
    """Print the columns of a SELECT that have headings, or `every` one; without rows only the log tells.

    Numbers without a format are shown by BEST8., as INTO stores them.
    """
    if every:
        headings = {name: headings.get(name, name) for name in df.columns}
    if not len(df):
        log("NOTE: No rows were selected.")
        return
    columns = [shown_column(df[name], (levels or {}).get(name), 8) for name in headings]
    rows = [list(row) for row in zip(*columns)]
    names = list(headings.values())
    if numbered:
        names = ["Row", *names]
        rows = [[str(number), *row] for number, row in enumerate(rows, start=1)]
    lib.show("SQL", "Results", title, names, rows)


def into_text(value: Any, form: Callable[[Any], str] | None, trim: bool, length: int = 0) -> str:
    """A value as INTO stores it: by its format, numbers as BEST8. to the right, texts with blanks up to `length`."""
    if form is not None:
        text = form(value)
    elif isinstance(value, str):
        text = value.ljust(length)
    else:
        text = best(float(value), 8)
    return text.strip(" ") if trim else text


def into(
    lib: Any,
    name: str,
    values: pd.Series[Any],
    form: Callable[[Any], str] | None = None,
    trim: bool = False,
    length: int = 0,
) -> None:
    """INTO :name: the first value; without rows the macro variable stays as it is."""
    if len(values):
        lib.macros[name] = into_text(values.iloc[0], form, trim, length)
    else:
        log("NOTE: No rows were selected.")


def into_list(
    lib: Any, name: str, values: pd.Series[Any], separator: str, form: Callable[[Any], str] | None = None, trim: bool = True,
    length: int = 0,
) -> None:  # fmt: skip
    """INTO :name SEPARATED BY: all values."""
    if len(values):
        lib.macros[name] = separator.join(into_text(value, form, trim, length) for value in values.tolist())


def into_range(
    lib: Any, names: Sequence[str], values: pd.Series[Any], form: Callable[[Any], str] | None = None, trim: bool = True,
    length: int = 0,
) -> None:  # fmt: skip
    """INTO :a1-:a9: a macro variable for each of the first rows."""
    for name, value in zip(names, values.tolist()):
        lib.macros[name] = into_text(value, form, trim, length)


def into_names(stem: str, first: str, count: int, last: str | None = None) -> list[str]:
    """The names a1, a2 … for so many rows; `last` is the number of the last name where there is one."""
    if last is not None:
        if not last.isdigit():
            raise SasError("R0074", f"ERROR: {stem}{first}-{stem}{last} is not a range of names.")
        count = min(count, int(last) - int(first) + 1)
    width = len(first) if first.startswith("0") else 0
    return [f"{stem}{number:0{width}d}" for number in range(int(first), int(first) + count)]


def macro_list(text: str, quoted: bool) -> list[Any]:
    """The items of a list that a macro variable holds: texts in quotation marks, numbers, `low:high`."""
    items: list[Any] = []
    for double, one, bare in re.findall(
        r"\"((?:[^\"]|\"\")*)\"|'((?:[^']|'')*)'|([^\s,\"']+)", f'"{text}"' if quoted else text
    ):
        if not bare:
            items.append((double.replace('""', '"') or one.replace("''", "'")).rstrip(" "))
        elif ":" in bare:
            low, high = (int(part) for part in bare.split(":"))
            items += [float(number) for number in range(low, high + 1)]
        else:
            items.append(macro_number(bare))
    return items


def in_macro_list(lib: Any, value: Any, name: str, quoted: float) -> Any:
    """`value in (&list)`: 1 or 0."""
    items = macro_list(lib.macros[name], bool(quoted))
    if not items:
        raise SasError("R0074", "ERROR: IN needs at least one value between its parentheses.")
    text = value.dtype != "float64" if isinstance(value, pd.Series) else isinstance(value, str)
    if any(isinstance(item, str) is not text for item in items):
        raise SasError("R0076", "ERROR: Expression using IN has components that are of different data types.")
    if isinstance(value, pd.Series):
        return value.isin(items).astype("float64")
    if isinstance(value, str):
        return float(value.rstrip(" ") in items)
    return float(value in items or (value != value and any(item != item for item in items)))

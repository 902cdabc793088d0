"""Rows to columns: PROC TRANSPOSE."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.levels import Levels, missing_rows
from translator.emit.pandas.runtime.listings import shown_column
from translator.emit.pandas.runtime.log import SasError, log
from translator.emit.pandas.runtime.tables import row_codes, rows_of_runs, starts

NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$")


def number_name(text: str) -> str:
    """What names a column for a formatted number: 1.5 is 1D5, -2 is N2. What does not look like a number is as it is."""
    return text.replace(".", "D").replace("-", "N").replace("+", "P") if NUMBER.match(text) else text


def column_name(text: str) -> str:
    """A variable's name made of values: "New York" is New_York, 2020-01-01 is _2020_01_01."""
    made = "".join(c if c.isascii() and (c.isalnum() or c == "_") else "_" for c in text.strip())[:32]
    return made if made and not made[0].isdigit() else "_" + made


def transpose(
    df: pd.DataFrame, variables: Sequence[str] | None, *, by: Sequence[str] = (), ids: Sequence[str] = (),
    copies: Sequence[str] = (), prefix: str = "", suffix: str = "", delimiter: str = "", name: str = "_NAME_",
    labels: Mapping[str, str] | None = None, label: str = "", let: bool = False, as_text: bool = False, width: int = 12,
    levels: Levels | None = None, drop: Sequence[str] = (), keep: Sequence[str] | None = None,
    rename: Mapping[str, str] | None = None, hidden: Sequence[str] = (), any_names: bool = False,
) -> pd.DataFrame:  # fmt: skip
    """PROC TRANSPOSE: a row for each variable in each BY group, a column for each row of the group.

    variables: None stands for all numeric columns that are neither in by, ids, copies nor hidden.

    ids: variables whose formatted values name the columns (in order of first appearance); without them COL1, COL2 …
    let: of a repeated name the last value counts; else it stops the step. as_text: values become text,
    numbers of `width`, right-aligned.
    any_names: the values are names as they are (VALIDVARNAME=ANY).
    drop, keep, rename: of the columns that are made, names in lower case; "a:" stands for all that begin so.
    """
    levels = levels or {}
    if variables is None:
        others = {*by, *ids, *copies, *hidden}
        variables = [n for n in df.columns if df[n].dtype == "float64" and n not in others]
    gone = missing_rows(df, ids)
    if gone.any():
        log(f"WARNING: {int(gone.sum())} observations omitted due to missing ID values.")
    codes = row_codes(df, by)
    run = np.cumsum(starts(codes)) - 1 if by else np.zeros(len(df), dtype="int64")
    groups = rows_of_runs(run) if len(run) or by else [np.arange(0)]
    if ids:
        parts = [shown_column(df[i], levels.get(i)) for i in ids]
        parts = [
            [number_name(text) for text in part] if df[i].dtype == "float64" and not any_names else part
            for i, part in zip(ids, parts, strict=True)
        ]
        names = [prefix + delimiter.join(row) + suffix for row in zip(*parts, strict=True)]
        names = [made.strip()[:32] if any_names else column_name(made) for made in names]
    else:
        names = [""] * len(df)
        for rows in groups:
            for place, at in enumerate(rows.tolist(), start=1):
                names[at] = f"{prefix or 'COL'}{place}{suffix}"
    order: dict[str, str] = {}
    for at, made in enumerate(names):
        if not gone[at]:
            order.setdefault(made.lower(), made)
    cells = {
        v: [text.rjust(width) if df[v].dtype == "float64" else text for text in shown_column(df[v], levels.get(v))] if as_text
        and df[v].dtype == "float64" else df[v].tolist() for v in variables
    }  # fmt: skip
    empty: Any = "" if as_text else np.nan
    columns: dict[str, list[Any]] = {n: [] for n in (*by, *copies, name, *([label] if label else []))}
    columns |= {f"\0{key}": [] for key in order}
    for rows in groups:
        place_of: dict[str, int] = {}
        for row in rows.tolist():
            if gone[row]:
                continue
            key = names[row].lower()
            if key in place_of:
                where = "same BY group" if by else "input data set"
                message = f'The ID value "{names[row]}" occurs twice in the {where}.'
                if not let:
                    raise SasError("R0111", f"ERROR: {message}")
                log(f"WARNING: {message}")
            place_of[key] = int(row)
        for turn in range(max(len(variables), len(rows) if copies else 0)):
            for n in by:
                columns[n].append(df[n].iloc[rows[0]])
            for n in copies:
                columns[n].append(
                    df[n].iloc[rows[turn]] if turn < len(rows) else "" if df[n].dtype != "float64" else np.nan
                )
            variable = variables[turn] if turn < len(variables) else ""
            columns[name].append(variable)
            if label:
                columns[label].append((labels or {}).get(variable, ""))
            for key in order:
                found = place_of.get(key)
                columns[f"\0{key}"].append(empty if found is None or not variable else cells[variable][found])
    made_columns = {}
    for key, values in columns.items():
        shown = order[key[1:]] if key.startswith("\0") else key
        text = as_text if key.startswith("\0") else key in (name, label) or df[key].dtype != "float64"
        if not in_names(shown, drop) and (keep is None or in_names(shown, keep)):
            made_columns[(rename or {}).get(shown.lower(), shown)] = pd.Series(
                values, dtype="str" if text else "float64"
            )
    made_frame = pd.DataFrame(made_columns)
    return made_frame if made_columns else pd.DataFrame(index=range(len(groups)))


def in_names(name: str, wanted: Sequence[str]) -> bool:
    """Is a name in a list in lower case? "a:" stands for all names that begin so."""
    low = name.lower()
    return any(low == one or (one.endswith(":") and low.startswith(one[:-1])) for one in wanted)

"""Tables whose columns were not known when the program was translated: checked, numbered, and carried to the outputs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.log import SasError
from translator.emit.pandas.runtime.text import cut


def open_columns(
    df: pd.DataFrame,
    present: Mapping[str, str],
    absent: Sequence[str] = (),
    *,
    keep: Sequence[str] | None = None,
    drop: Sequence[str] = (),
    rename: Mapping[str, str] | None = None,
    optional: Mapping[str, str] | None = None,
    added: Mapping[str, str] | None = None,
    lengths: Mapping[str, int] | None = None,
    row: str = "",
) -> pd.DataFrame:
    """The table, if the columns in `present` (name -> dtype, "" for any) are there and those in `absent` are not; else stop.

    Names are compared in any case of letters; the columns get the spelling that is given here. `keep`, `drop`, `rename`
    are applied first. Columns in `optional` may be there; those in `added` are made, missing, where they are not.
    Text is cut to `lengths`. `row` names a last column, before those added, that numbers the rows.
    """
    df = only(df, keep, drop, rename)
    spelled = {str(name).lower(): str(name) for name in df.columns}
    wanted = {**(optional or {}), **(added or {}), **present}
    for name, dtype in wanted.items():
        found = spelled.get(name.lower())
        if found is None and name in present:
            raise SasError("R0112", f"ERROR: Variable {name} is not in the data.")
        if found is not None and dtype and df[found].dtype != dtype:
            raise SasError("R0102", f"ERROR: Variable {name} has another type than the program needs.")
    for name in absent:
        if name.lower() in spelled:
            raise SasError("R0113", f"ERROR: Variable {name}, which the step makes, is in the data already.")
    respelled = {spelled[name.lower()]: name for name in wanted if spelled.get(name.lower(), name) != name}
    df = df.rename(columns=respelled) if respelled else df.copy()
    for name, length in (lengths or {}).items():
        if name in df.columns:
            df[name] = cut(df[name], length)
    if row:
        df[row] = np.arange(len(df), dtype="float64")
    for name, dtype in (added or {}).items():
        if name not in df.columns:
            df[name] = pd.Series([np.nan if dtype == "float64" else ""] * len(df), dtype=dtype)
    return df


def only(
    df: pd.DataFrame,
    keep: Sequence[str] | None = None,
    drop: Sequence[str] = (),
    rename: Mapping[str, str] | None = None,
    first: Sequence[str] = (),
    last: Sequence[str] = (),
) -> pd.DataFrame:
    """The table with the columns in `keep` (None: all) that are not in `drop`; those in `first`, if there are such, come
    first, those in `last` at the end; then they are renamed. Names are compared in any case of letters; `abc:` is all
    that begin so."""
    new = {old.lower(): name for old, name in (rename or {}).items()}
    chosen = [name for name in df.columns if keep is None or is_named(name, keep)]
    chosen = [name for name in chosen if not is_named(name, drop)]
    ahead = [name for wanted in first for name in chosen if str(name).lower() == wanted.lower()]
    behind = [name for wanted in last for name in chosen if str(name).lower() == wanted.lower()]
    df = df[[*ahead, *(name for name in chosen if name not in [*ahead, *behind]), *behind]]
    return df.rename(columns={name: new.get(str(name).lower(), name) for name in df.columns}) if new else df


def is_named(name: object, listed: Sequence[str]) -> bool:
    """Is a column in a list of names, in any case of letters, or does it begin as one of its prefixes `abc:`?"""
    low = str(name).lower()
    return any(
        low.startswith(one[:-1].lower()) if one.endswith(":") else low == one.lower() for one in listed
    )


def those_of(df: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """The columns with these names that the table has."""
    return df[[name for name in names if name in df.columns]]


def check_inputs(tables: Sequence[pd.DataFrame], names: Sequence[str]) -> None:
    """Stop where a column in `names` is in none of the tables, or where they have columns of one name but of two types."""
    types: dict[str, str] = {}
    for df in tables:
        for name in df.columns:
            if types.setdefault(str(name).lower(), str(df[name].dtype)) != str(df[name].dtype):
                raise SasError(
                    "R0102", f"ERROR: Variable {name} has been defined as both character and numeric."
                )
    for name in names:
        if name.lower() not in types:
            raise SasError("R0112", f"ERROR: Variable {name} is not in the data.")


def carry(
    made: pd.DataFrame,
    sources: Mapping[str, pd.DataFrame],
    *,
    stacked: bool = False,
    keep: Sequence[str] | None = None,
    drop: Sequence[str] = (),
    rename: Mapping[str, str] | None = None,
    first: Sequence[str] = (),
) -> pd.DataFrame:
    """The table of a row loop with the columns that its inputs carry.

    `sources`: for each column of `made` that holds the number of the row that was read, the input it counts in (as
    `open_columns` made it). The input's columns stand in the place of that number, each once; those that the loop has
    itself are its own. Where two inputs carry a column it is known only for `stacked` inputs, of which one gives each row.
    """
    order: list[str] = []
    columns: dict[str, pd.Series] = {str(name): made[name] for name in made.columns if name not in sources}
    known = {name.lower(): name for name in columns}
    for name in made.columns:
        if name not in sources:
            order += [name] if name not in order else []
            continue
        source = sources[name]
        numbers = made[name].to_numpy()
        read = ~np.isnan(numbers)
        places = np.searchsorted(source[name].to_numpy(), numbers[read])
        for own in list(source.columns)[: list(source.columns).index(name)]:
            key = str(own).lower()
            if is_named(key, drop) or keep is not None and not is_named(key, keep):
                continue
            if known.get(key) in made.columns and known[key] not in sources:
                order += [known[key]] if known[key] not in order else []
                continue
            text = source[own].dtype == "str"
            if key in known:
                before = columns[known[key]]
                if not stacked or (before.dtype == "str") != text:
                    raise SasError(
                        "R0114", f"ERROR: Variable {own} is in several of the data sets that the step reads."
                    )
                values = before.to_numpy(dtype=object if text else "float64").copy()
            else:
                values = np.full(len(made), "" if text else np.nan, dtype=object if text else "float64")
                known[key] = str(own)
                order.append(str(own))
            values[read] = source[own].to_numpy(dtype=object if text else "float64")[places]
            columns[known[key]] = pd.Series(values, dtype="str" if text else "float64")
    if not order:
        return pd.DataFrame(index=range(len(made)))
    return only(pd.DataFrame({name: columns[name] for name in order}), rename=rename, first=first)

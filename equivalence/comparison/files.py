"""Reading the files that `saslift compare` compares: sas7bdat, xpt, csv, parquet, result.json."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from equivalence.results import ColumnInfo, Dataset, Value, dataset_of
from translator.library.missing import special_missing
from translator.library.transport import transport_letters, with_letters


class CannotRead(Exception):
    """The file is not a data set that can be read; the text says why in one line."""


def read_dataset(file: Path, name: str = "") -> Dataset:
    """Return the data set of a file. `name` chooses one of a result.json's data sets.

    Raises: CannotRead.
    """
    try:
        match file.suffix.lower():
            case ".sas7bdat" | ".xpt":
                return _sas(file)
            case ".parquet":
                import pandas as pd

                return _frame(pd.read_parquet(file))
            case ".csv":
                import pandas as pd

                return _frame(pd.read_csv(file, keep_default_na=False, na_values=["", "."]))
            case ".json":
                return _result(file, name)
            case _:
                raise CannotRead(
                    f"{file.name}: files of this kind are not read (sas7bdat, xpt, csv, parquet, result.json are)"
                )
    except CannotRead:
        raise
    except Exception as error:  # whatever a reader library finds wrong with the file
        raise CannotRead(f"{file.name} cannot be read: {error}") from None


def _sas(file: Path) -> Dataset:
    import pyreadstat

    frame: Any
    meta: Any
    letters: dict[int, dict[int, str]] = {}
    if file.suffix.lower() == ".sas7bdat":
        frame, meta = pyreadstat.read_sas7bdat(str(file), disable_datetime_conversion=True, user_missing=True)
    else:
        frame, meta = pyreadstat.read_xport(str(file), disable_datetime_conversion=True)
        letters = transport_letters(file.read_bytes())
    if not meta.column_names:
        raise CannotRead(f"{file.name} holds no columns: it may be protected by a password")
    columns = []
    for name in meta.column_names:
        char = meta.readstat_variable_types[name] == "string"
        columns.append(
            ColumnInfo(
                name, "char" if char else "num", int(meta.variable_storage_width.get(name, 8)),
                meta.original_variable_types.get(name, "") or "", meta.column_names_to_labels.get(name) or "",
            )
        )  # fmt: skip
    values = [
        [_value(v, c.type) for v in with_letters(frame[c.name].tolist(), letters.get(position, {}))]
        for position, c in enumerate(columns)
    ]
    return Dataset(columns, [list(row) for row in zip(*values, strict=True)])


def _frame(frame: Any) -> Dataset:
    columns = []
    values = []
    for name in frame.columns:
        series = frame[name]
        if series.dtype.kind in "fiub":
            columns.append(ColumnInfo(str(name), "num"))
            values.append(series.astype("float64").tolist())
        elif series.dtype.kind == "M":
            import pandas as pd

            days = (series - pd.Timestamp("1960-01-01")) / pd.Timedelta(seconds=1)
            whole = bool((days.dropna() % 86400 == 0).all())
            columns.append(ColumnInfo(str(name), "num", 8, "DATE9." if whole else "DATETIME20."))
            values.append((days / 86400 if whole else days).astype("float64").tolist())
        else:
            texts = [_value(v, "char") for v in series.tolist()]
            columns.append(ColumnInfo(str(name), "char", max((len(str(t)) for t in texts), default=1)))
            values.append(texts)
    rows = [list(row) for row in zip(*values, strict=True)] if values else []
    return Dataset(columns, rows)


def _value(value: Any, kind: str) -> Value:
    if kind == "char":
        return "" if value is None or value != value else str(value).rstrip(" ")
    if value is None or value != value:
        return float("nan")
    if isinstance(value, str):
        return special_missing(value.strip(".").upper())
    return float(value)


def _result(file: Path, name: str) -> Dataset:
    data = json.loads(file.read_text(encoding="utf-8"))["datasets"]
    if not name and len(data) == 1:
        name = next(iter(data))
    if name not in data:
        raise CannotRead(f"{file.name} has the data sets {', '.join(data) or '(none)'}: name one of them")
    return dataset_of(data[name])

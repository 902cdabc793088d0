"""Libraries other than WORK: a folder of sas7bdat, xpt, parquet and csv files, read when asked for.

What a program writes is kept in memory and, where the folder is writable, in a parquet file whose metadata hold
the variables' attributes and the special missing values.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from equivalence.interpreter.errors import StepError
from equivalence.interpreter.tables import Row, Table, Value, Variable
from translator.library.missing import missing_letter, special_missing
from translator.library.transport import transport_letters, with_letters

SUFFIXES = (".sas7bdat", ".parquet", ".xpt", ".csv")
NUMBER = re.compile(r"[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?")


@dataclass(slots=True)
class Library:
    """A folder, with the data sets read or written so far. `private`: what is written never reaches the folder."""

    folder: Path
    tables: dict[str, Table] = field(default_factory=dict)
    deleted: set[str] = field(default_factory=set)
    private: bool = False

    @staticmethod
    def at(path: Path) -> Library:
        """Return the library that a file stands in."""
        return Library(path.parent)

    def get(self, name: str) -> Table | None:
        """Return a data set by name, read from its file the first time; None where there is none."""
        wanted = name.lower()
        if wanted not in self.tables:
            path = self._file(wanted)
            if path is None:
                return None
            self.tables[wanted] = read_file(path)
        return self.tables[wanted]

    def put(self, name: str, table: Table) -> None:
        """Keep a data set under a name and write it to the folder if that is possible."""
        self.tables[name.lower()] = table
        self.deleted.discard(name.lower())
        if not self.private and self.folder.is_dir() and os.access(self.folder, os.W_OK):
            write_parquet(table, self.folder / f"{name.lower()}.parquet")

    def delete(self, name: str) -> bool:
        """Forget a data set; a file that this interpreter wrote is removed, others stay but are no longer seen."""
        known = self.get(name) is not None
        self.tables.pop(name.lower(), None)
        self.deleted.add(name.lower())
        path = self.folder / f"{name.lower()}.parquet"
        if known and not self.private and path.is_file() and _ours(path):
            path.unlink()
        return known

    def names(self) -> list[str]:
        """Return the names of all data sets, sorted."""
        found = set(self.tables)
        if self.folder.is_dir():
            found |= {p.stem.lower() for p in self.folder.iterdir() if p.suffix.lower() in SUFFIXES}
        return sorted(found - self.deleted)

    def read_path(self, path: str) -> Table:
        """Return the data set of a physical file name, with or without suffix. Raises StepError."""
        table = (
            read_file(Path(path)) if Path(path).suffix and Path(path).is_file() else self.get(Path(path).name)
        )
        if table is None:
            raise StepError(f"File {path} does not exist.", None, "R0003")
        return table

    def _file(self, name: str) -> Path | None:
        if name in self.deleted or not self.folder.is_dir():
            return None
        found = {p.suffix.lower(): p for p in self.folder.iterdir() if p.stem.lower() == name}
        written = found.get(".parquet")
        if written is not None and _ours(written):
            return written
        return next((found[suffix] for suffix in SUFFIXES if suffix in found), None)


def read_file(path: Path) -> Table:
    """Read a data set from a file by its suffix. Raises StepError where the file cannot be read."""
    try:
        match path.suffix.lower():
            case ".sas7bdat" | ".xpt":
                return _read_statistical(path)
            case ".parquet":
                return _read_parquet(path)
            case _:
                return _read_csv(path)
    except StepError:
        raise
    except Exception as problem:  # readers raise many kinds
        raise StepError(f"File {path.name} cannot be read: {problem}", None, "R0004") from problem


def _read_statistical(path: Path) -> Table:
    import pyreadstat

    frame: Any
    meta: Any
    letters: dict[int, dict[int, str]] = {}
    if path.suffix.lower() == ".sas7bdat":
        frame, meta = pyreadstat.read_sas7bdat(str(path), disable_datetime_conversion=True, user_missing=True)
    else:
        frame, meta = pyreadstat.read_xport(str(path), disable_datetime_conversion=True)
        letters = transport_letters(path.read_bytes())
    if not len(frame.columns):
        raise StepError(f"File {path.name} has no variables.", None, "R0004")
    variables = []
    for name in frame.columns:
        is_char = meta.readstat_variable_types.get(name) == "string"
        width = int(meta.variable_storage_width.get(name, 8) or 8)
        text = meta.original_variable_types.get(name) or ""
        # readstat writes "$1" or "NULL" and the like for variables without a format of their own
        shown = "" if text in ("NULL", "") else text if "." in text else f"{text}."
        label = (meta.column_names_to_labels or {}).get(name) or ""
        variables.append(
            Variable(name, "char" if is_char else "num", width if is_char else 8, shown, "", label)
        )
    return Table(variables, _rows(frame, variables, letters), meta.file_label or "")


def _rows(frame: Any, variables: list[Variable], letters: dict[int, dict[int, str]]) -> list[Row]:
    columns: list[list[Value]] = []
    for position, variable in enumerate(variables):
        values = with_letters(frame.iloc[:, position].tolist(), letters.get(position, {}))
        columns.append([_value(value, variable) for value in values])
    return [list(row) for row in zip(*columns, strict=True)] if columns else []


def _value(value: Any, variable: Variable) -> Value:
    if variable.kind == "char":
        return "" if value is None or value != value else str(value).rstrip(" ")
    if isinstance(value, str):
        return special_missing(value.upper() if value.upper() != "." else "")
    return float("nan") if value is None or value != value else float(value)


def _read_parquet(path: Path) -> Table:
    import pyarrow.parquet as parquet

    data = parquet.read_table(path)
    metadata = data.schema.metadata or {}
    table = _from_frame(data.to_pandas(date_as_object=False))
    if b"sas" in metadata:
        described = json.loads(metadata[b"sas"])
        table.variables = [
            replace(
                variable,
                length=described["lengths"].get(variable.name, variable.length),
                format=described["formats"].get(variable.name, ""),
                informat=described.get("informats", {}).get(variable.name, ""),
                label=described["labels"].get(variable.name, ""),
            )
            for variable in table.variables
        ]
        table.label, table.sorted_by = described.get("label", ""), tuple(described.get("sorted_by", ()))
    place = {variable.name: column for column, variable in enumerate(table.variables)}
    for name, letters in json.loads(metadata.get(b"sas_missing", b"{}")).items():
        for row, letter in letters.items():
            table.rows[int(row)][place[name]] = special_missing(letter)
    return table


def _ours(path: Path) -> bool:
    import pyarrow.parquet as parquet

    return b"sas" in (parquet.read_schema(path).metadata or {})


def write_parquet(table: Table, path: Path) -> None:
    """Write a data set with all its attributes, in the form that generated programs read and write."""
    import pyarrow
    import pyarrow.parquet as parquet

    letters: dict[str, dict[int, str]] = {}
    for row, values in enumerate(table.rows):
        for variable, value in zip(table.variables, values, strict=True):
            if not isinstance(value, str) and (letter := missing_letter(value)):
                letters.setdefault(variable.name, {})[row] = letter
    described = {
        "labels": {v.name: v.label for v in table.variables if v.label},
        "formats": {v.name: v.format for v in table.variables if v.format},
        "informats": {v.name: v.informat for v in table.variables if v.informat},
        "lengths": {v.name: v.length for v in table.variables},
        "label": table.label,
        "sorted_by": list(table.sorted_by),
    }
    arrays = [
        pyarrow.array(
            [row[i] for row in table.rows], pyarrow.string() if variable.kind == "char" else pyarrow.float64()
        )
        for i, variable in enumerate(table.variables)
    ]
    data = pyarrow.table(arrays, names=[v.name for v in table.variables])
    metadata = {"sas": json.dumps(described), "sas_missing": json.dumps(letters)}
    parquet.write_table(data.replace_schema_metadata(metadata), path)


def _read_csv(path: Path) -> Table:
    import pandas

    frame = pandas.read_csv(path, dtype="str", keep_default_na=False)
    return _from_frame(pandas.DataFrame({name: _numbers_or_text(frame[name]) for name in frame.columns}))


def _numbers_or_text(texts: Any) -> Any:
    """A column of a CSV file: numbers where every value is a number, a period or blank (and there is a row)."""
    words = [text.strip(" ") for text in texts]
    if not words or not all(word in ("", ".") or NUMBER.fullmatch(word) for word in words):
        return texts
    return [float("nan") if word in ("", ".") else float(word) for word in words]


def _from_frame(frame: Any) -> Table:
    """Return a table for a plain data frame: numbers, dates (as day or second counts), texts."""
    import pandas

    variables: list[Variable] = []
    columns: list[list[Value]] = []
    for name in frame.columns:
        series = frame[name]
        if pandas.api.types.is_datetime64_any_dtype(series):
            seconds = (series - pandas.Timestamp("1960-01-01")) / pandas.Timedelta(seconds=1)
            whole = bool((seconds.dropna() % 86400 == 0).all())
            values: list[Value] = [float(v) for v in (seconds / 86400 if whole else seconds)]
            variables.append(Variable(str(name), "num", 8, "DATE9." if whole else "DATETIME20."))
        elif pandas.api.types.is_numeric_dtype(series) or pandas.api.types.is_bool_dtype(series):
            values = [float("nan") if pandas.isna(v) else float(v) for v in series]
            variables.append(Variable(str(name), "num"))
        else:
            values = ["" if pandas.isna(v) else str(v).rstrip(" ") for v in series]
            variables.append(Variable(str(name), "char", max((len(str(v)) for v in values), default=1) or 1))
        columns.append(values)
    return Table(variables, [list(row) for row in zip(*columns, strict=True)] if columns else [])

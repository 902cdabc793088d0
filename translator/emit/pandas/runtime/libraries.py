"""Where data sets are read from and written to; printed tables, macro variables and files of a run."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from math import nan
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.log import SasError
from translator.emit.pandas.runtime.macros import Macros
from translator.emit.pandas.runtime.tables import must_be_finite
from translator.library.large_numbers import expect_large_numbers, must_not_be_large
from translator.library.missing import expect_special_missing, special_missing
from translator.library.octets import from_octets
from translator.library.transport import transport_letters

EPOCH = np.datetime64("1960-01-01", "us")


def sas_numbers(values: pd.Series[Any]) -> pd.Series[Any]:
    """A column of a file as SAS has it: dates as days since 1960, text without NaN, the rest as float64."""
    if pd.api.types.is_datetime64_any_dtype(values.dtype):
        seconds = (values.to_numpy(dtype="datetime64[us]") - EPOCH) / np.timedelta64(1, "s")
        whole_days = np.isnan(seconds) | (seconds % 86400 == 0)
        return pd.Series(seconds / 86400 if whole_days.all() else seconds, index=values.index)
    if pd.api.types.is_numeric_dtype(values.dtype) or pd.api.types.is_bool_dtype(values.dtype):
        numbers = values.astype("float64")
        must_not_be_large(numbers.abs().max())
        return numbers
    import datetime

    known = values.dropna()
    if len(known) and isinstance(known.iloc[0], datetime.date):
        return sas_numbers(pd.to_datetime(values))
    return values.astype("str").where(values.notna(), "").str.rstrip(" ").astype("str")


def numbers_or_text(values: pd.Series[Any]) -> pd.Series[Any]:
    """A column of a CSV file: numbers, exact to the last bit, where all its values are numbers or missing."""
    texts = [text.strip(" ") for text in values.tolist()]
    number = re.compile(r"[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?")
    if not texts or not all(text in ("", ".") or number.fullmatch(text) for text in texts):
        return values
    return pd.Series([nan if text in ("", ".") else float(text) for text in texts], dtype="float64")


class Libraries:
    """The folders of the program's librefs, and what else a run has: `tables`, `macros`, `files`.

    `libraries`: libref -> folder below `data` (where data sets are read) or `out` (where they are written; what a
    run has written is read back from there).
    """

    def __init__(self, data: str = ".", out: str = ".", libraries: Mapping[str, str] | None = None) -> None:
        expect_special_missing(False)  # a program that can hold them says so
        expect_large_numbers(False)
        self.data, self.out = Path(data), Path(out)
        self.libraries = dict(libraries or {})
        self.tables: list[dict[str, Any]] = []
        self.macros = Macros()
        self.work: dict[str, pd.DataFrame] = {}  # data sets whose names the run makes
        self.executed: list[tuple[int, tuple[str, ...]]] = []  # what CALL EXECUTE has queued
        self.files: dict[str, list[str]] = {}
        self.paths: dict[str, str] = {}
        self.opened: dict[int, Any] = {}  # what OPEN has opened
        self.handles: dict[int, Any] = {}  # what FOPEN and DOPEN have opened
        self.created: set[Path] = set()  # files and folders that the run has made
        self.temporary: Any = None  # the folder of WORK, once somebody asks for it
        self.assigned: set[str] = set()  # librefs that the LIBNAME function has assigned
        self.message, self.failed = "", False  # for SYSMSG and SYSRC
        self.connections: dict[str, Any] = {}  # databases that are open, by name
        self.databases: dict[str, Callable[[str], pd.DataFrame]] = {}  # libref -> what reads a table

    def find(self, name: str) -> Path | None:
        """The file of a data set, in any case of letters."""
        libref, _, member = name.partition(".")
        self.needs_folder(libref)
        folder = self.libraries.get(libref, libref)
        for base in (self.out, self.data):
            place = base / folder
            if not place.is_dir():
                continue
            for suffix in (".parquet", ".sas7bdat", ".xpt", ".csv"):
                for path in sorted(place.iterdir()):
                    if path.name.lower() == member.lower() + suffix:
                        return path
        return None

    def needs_folder(self, libref: str) -> None:
        """Stop where a library lies in a database: only rows are read from there."""
        if libref in self.databases:
            raise SasError("R0444", f"ERROR: The library {libref.upper()} lies in a database.")

    def _absent(self, name: str) -> str:
        """What SAS says of a data set that is not there, or of a libref without a folder."""
        libref = name.partition(".")[0]
        folder = self.libraries.get(libref, libref)
        if libref == "work" or any((base / folder).is_dir() for base in (self.out, self.data)):
            return f"ERROR: File {name.upper()}.DATA does not exist."
        return f"ERROR: Libref {libref.upper()} is not assigned."

    def exists(self, name: str) -> bool:
        """Is there a data set of that name?"""
        return self.find(name) is not None

    def read(self, name: str) -> pd.DataFrame:
        """Read `libref.name`: numbers as float64, dates as SAS's numbers, text without NaN."""
        if (database := self.databases.get(name.partition(".")[0])) is not None:
            return database(name.partition(".")[2])
        path = self.find(name)
        if path is None:
            raise SasError("R0101", self._absent(name))
        if path.suffix == ".parquet":
            import pyarrow.parquet

            stored = pyarrow.parquet.read_table(path)
            kinds = json.loads((stored.schema.metadata or {}).get(b"sas_missing", b"{}"))
            df = stored.to_pandas()
            df = pd.DataFrame({column: sas_numbers(df[column]) for column in df.columns})
            for column, rows in kinds.items():
                values = df[column].to_numpy().copy()
                for row, letter in rows.items():
                    values[int(row)] = special_missing(letter)
                df[column] = values
            return df
        if path.suffix == ".csv":
            texts = pd.read_csv(path, dtype="str", keep_default_na=False)
            df = pd.DataFrame({column: numbers_or_text(texts[column]) for column in texts.columns})
        else:
            import pyreadstat

            if path.suffix == ".sas7bdat":
                df, meta = pyreadstat.read_sas7bdat(path, disable_datetime_conversion=True, user_missing=True)
                for column, kind in meta.readstat_variable_types.items():
                    if kind != "string" and df[column].dtype == object:  # letters are special missing values
                        values = [special_missing(v) if isinstance(v, str) else v for v in df[column]]
                        df[column] = np.array(values, dtype="float64")
            else:
                df, _ = pyreadstat.read_xport(path, disable_datetime_conversion=True)
                for position, letters in transport_letters(path.read_bytes()).items():
                    values = df.iloc[:, position].to_numpy("float64", copy=True)
                    for row, letter in letters.items():
                        values[row : row + 1] = special_missing(letter)
                    df[df.columns[position]] = values
            if not len(df.columns):
                raise SasError(
                    "R0413", f"ERROR: File {name.upper()}.DATA cannot be read (damaged or protected)."
                )
        return pd.DataFrame({column: sas_numbers(df[column]) for column in df.columns})

    def write(
        self,
        df: pd.DataFrame,
        name: str,
        labels: Mapping[str, str] | None = None,
        formats: Mapping[str, str] | None = None,
        lengths: Mapping[str, int] | None = None,
    ) -> None:
        """Write a data set as parquet. Labels, formats and lengths stand in the file's schema metadata."""
        import pyarrow as pa
        import pyarrow.parquet

        libref, _, member = name.partition(".")
        self.needs_folder(libref)
        folder = self.out / self.libraries.get(libref, libref)
        folder.mkdir(parents=True, exist_ok=True)
        kinds: dict[str, dict[int, str]] = {}
        for column in df.columns:
            if df[column].dtype == "float64":
                must_be_finite(str(column), df[column].to_numpy())
                bits = df[column].to_numpy().view("uint64")
                letters = np.where(df[column].isna(), (bits >> np.uint64(32)) & np.uint64(0xFF), 0)
                found = {int(row): chr(int(letters[row])) for row in np.flatnonzero(letters)}
                if found:
                    kinds[str(column)] = found
        attributes = {"labels": labels or {}, "formats": formats or {}, "lengths": lengths or {}}
        made = pa.Table.from_pandas(df, preserve_index=False)
        metadata = {
            **(made.schema.metadata or {}),
            b"sas": json.dumps(attributes).encode(),
            b"sas_missing": json.dumps(kinds).encode(),
        }
        pyarrow.parquet.write_table(made.replace_schema_metadata(metadata), folder / f"{member}.parquet")

    def show(
        self, proc: str, name: str, title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]
    ) -> None:
        """Print a table; it is kept in `tables`. One without rows is not printed."""
        cells = [[str(cell) for cell in row] for row in rows]
        if not cells:
            return
        self.tables.append(
            {"proc": proc, "name": name, "title": title, "columns": list(columns), "rows": cells}
        )
        widths = [max([len(c), *(len(row[i]) for row in cells)]) for i, c in enumerate(columns)]
        if title:
            print(title)
        for row in [list(columns), *cells]:
            print("  ".join(cell.rjust(width) for cell, width in zip(row, widths)).rstrip())
        print()

    def listing(self) -> Callable[[str], None]:
        """What takes the lines that a step writes by FILE PRINT: they are printed, and kept in `tables` as one table."""
        rows: list[list[str]] = []

        def take(line: str) -> None:
            if not rows:
                self.tables.append(
                    {"proc": "DATASTEP", "name": "Put", "title": "", "columns": ["line"], "rows": rows}
                )
            rows.append([line.rstrip(" ")])
            print(rows[-1][0])

        return take

    def writer(self, name: str, append: bool = False, ending: str = "\n") -> Callable[[str], None]:
        """What takes the lines that PUT writes to a fileref or path: a file of this run, or one below `out`.

        ending: what ends the lines (TERMSTR=).
        """
        if name not in self.paths and (name in self.files or not re.search(r"[./\\]", name)):
            lines = self.files.setdefault(name, [])
            if not append:
                lines.clear()
            return lines.append
        path = Path(self.paths.get(name, name))
        path = path if path.is_absolute() else self.out / path
        path.parent.mkdir(parents=True, exist_ok=True)
        if not append:
            path.write_text("", encoding="utf-8")
        self.created.add(path.resolve())

        def write(line: str) -> None:
            with path.open("a", encoding="utf-8", newline="") as stream:
                stream.write(line + ending)

        return write

    def file_bytes(self, name: str) -> bytes:
        """What is in the file that a fileref stands for."""
        path = Path(self.paths.get(name, name))
        path = (
            path
            if path.is_absolute()
            else next((p for p in (self.out / path, self.data / path) if p.exists()), path)
        )
        if not path.exists():
            raise SasError("R0414", f"ERROR: Physical file does not exist, {path}.")
        return path.read_bytes()

    def fixed_records(self, name: str, length: int) -> list[str]:
        """RECFM=F: the records of so many bytes, one character a byte."""
        raw = self.file_bytes(name)
        if name in self.files or len(raw) % length:
            raise SasError(
                "R0448", f"ERROR: The file {name} is not a whole number of records of {length} bytes."
            )
        return [from_octets(raw[start : start + length]) for start in range(0, len(raw), length)]

    def file(self, name: str, ending: str = "") -> list[str]:
        """The lines of a fileref: of this run, or of the file it stands for.

        ending: what ends the lines (TERMSTR=); "" for a line feed, with or without a carriage return.
        """
        if name not in self.files:
            raw = self.file_bytes(name)
            try:
                text = raw.decode("utf-8-sig")
            except UnicodeDecodeError:
                text = from_octets(raw)
            text, end = (text, ending) if ending else (text.replace("\r\n", "\n"), "\n")
            return text.removesuffix(end).split(end) if text else []
        return self.files[name]

"""Databases: what is asked of them in their own SQL, and their tables as data sets of a library."""

from __future__ import annotations

import datetime
import os
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.log import SasError
from translator.library.databases import (
    day_of,
    described_kinds,
    filled_in,
    moment_of,
    seconds_of,
    sqlite_file,
    variable_names,
)
from translator.library.large_numbers import must_not_be_large

if TYPE_CHECKING:
    from translator.emit.pandas.runtime.libraries import Libraries


def connect(lib: Libraries, name: str, url: str) -> None:
    """CONNECT: open a database under a name. `${NAME}` in its URL is a variable of the environment."""
    disconnect(lib, name)
    address = filled_in(url)
    file = sqlite_file(address)
    if file and not os.path.exists(file):
        raise SasError("R0441", f"ERROR: {name.upper()}: the database file {file} does not exist.")
    try:
        import sqlalchemy

        lib.connections[name] = sqlalchemy.create_engine(address).connect()
    except ImportError as error:
        raise SasError(
            "R0440", f"ERROR: {name.upper()} needs the Python package {error.name}, which is not installed."
        ) from None
    except sqlalchemy.exc.SQLAlchemyError as error:
        raise database_error(name, error) from None


def disconnect(lib: Libraries, name: str) -> None:
    """DISCONNECT: close a database; none where it is not open."""
    connection = lib.connections.pop(name, None)
    if connection is not None:
        connection.close()
        connection.engine.dispose()


def execute_sql(lib: Libraries, name: str, *sql: str) -> None:
    """EXECUTE: the database runs a statement (its lines), which is committed."""
    import sqlalchemy

    try:
        connection_of(lib, name).exec_driver_sql("\n".join(sql))
        connection_of(lib, name).commit()
    except sqlalchemy.exc.SQLAlchemyError as error:
        raise database_error(name, error) from None


def query_sql(lib: Libraries, name: str, *sql: str) -> pd.DataFrame:
    """The rows of a query in the database's own SQL (its lines): numbers as float64, text without blanks at the end, dates and
    times as SAS's numbers, NULL as missing."""
    import sqlalchemy

    try:
        result = connection_of(lib, name).exec_driver_sql("\n".join(sql))
        if not result.returns_rows:
            raise SasError("R0441", f"ERROR: {name.upper()}: the SQL gives no rows.")
        described = result.cursor.description
        names = variable_names(name, [column[0] for column in described])
        kinds = described_kinds(described, lib.connections[name].dialect.dbapi)
        rows = result.fetchall()
        lib.connections[name].commit()
    except sqlalchemy.exc.SQLAlchemyError as error:
        raise database_error(name, error) from None
    columns = zip(*rows) if rows else [()] * len(names)
    made = zip(names, columns, kinds)
    return pd.DataFrame({c: sas_column(name, c, values, kind) for c, values, kind in made})


def database_library(lib: Libraries, libref: str, url: str) -> None:
    """LIBNAME with the engine of a database: data sets of the libref are its tables."""
    connect(lib, f"libname {libref}", url)
    lib.databases[libref] = lambda member: query_sql(lib, f"libname {libref}", f"select * from {member}")


def connection_of(lib: Libraries, name: str) -> Any:
    """The open connection of a name."""
    if name not in lib.connections:
        raise SasError("R0441", f"ERROR: The connection {name.upper()} is not open.")
    return lib.connections[name]


def database_error(name: str, error: Exception) -> SasError:
    """What a database has said, on one line."""
    words = " ".join(str(getattr(error, "orig", None) or error).split())
    return SasError("R0441", f"ERROR: {name.upper()}: {words}")


def sas_column(database: str, name: str, values: Sequence[Any], told: str = "") -> pd.Series[Any]:
    """A column of a database as SAS has it. `told`: "num" or "char" where the database says so."""
    known = [value for value in values if value is not None]
    kinds = {type(value) for value in known}
    if known and kinds <= {bool, int, float, Decimal}:
        numbers = pd.Series([np.nan if v is None else float(v) for v in values], dtype="float64")
        must_not_be_large(numbers.abs().max())
        return numbers
    if not known and told == "num":
        return pd.Series([np.nan] * len(values), dtype="float64")
    if not known and told == "char":
        return pd.Series([""] * len(values), dtype="str")
    if kinds == {str}:
        texts = ["" if v is None else v.rstrip(" ") for v in values]
        if max(map(len, texts)) <= 32767:
            return pd.Series(texts, dtype="str")
    for kind, number in (
        (datetime.datetime, moment_of), (datetime.date, day_of), (datetime.time, seconds_of)
    ):  # fmt: skip
        if kinds == {kind} and not any(getattr(value, "tzinfo", None) for value in known):
            return pd.Series([np.nan if v is None else number(v) for v in values], dtype="float64")
    what = "only NULL, of which the type is not known" if not known else "values that SAS has no type for"
    raise SasError("R0442", f"ERROR: {database.upper()}: the column {name} holds {what}.")

"""Databases: SQL that PROC SQL passes on, and libraries whose data sets are tables of a database.

SAS/ACCESS 9.4 for Relational Databases: Reference, "SQL Pass-Through Facility", "Data Types for Oracle".
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from equivalence.interpreter.errors import StepError
from equivalence.interpreter.libraries import Library
from equivalence.interpreter.tables import Table, Value, Variable
from translator.lang import syntax_sql as q
from translator.lang.source import Token
from translator.library.databases import (
    day_of,
    described_kinds,
    filled_in,
    moment_of,
    seconds_of,
    sqlite_file,
    variable_names,
)
from translator.library.errors import SasError

if TYPE_CHECKING:
    from equivalence.interpreter.session import Session


def pass_through(session: Session, node: q.Connect | q.ExecuteSql | q.Disconnect) -> None:
    """Run CONNECT, EXECUTE or DISCONNECT. Raises StepError."""
    match node:
        case q.Connect(name=name, dbms=dbms, libref=libref):
            url = session.connections.get(name) or session.connections.get(dbms or libref)
            if url is None:
                message = f"The database {(dbms or libref).upper()} has no connection (saslift.toml)."
                raise StepError(message, node.at, "R0002")
            close(session, name)
            session.databases[name] = opened(name, url, node.at)
        case q.ExecuteSql(connection=name, sql=sql):
            if sql.strip().rstrip(";").lower() == "rollback":
                raise StepError("EXECUTE (ROLLBACK): every statement is committed.", node.at, "R0002")
            if session.private:
                message = "EXECUTE would change the database, which a private run does not."
                raise StepError(message, node.at, "R0445")
            if sql.strip().rstrip(";").lower() != "commit":
                asked(connection(session, name, node.at), name, sql, node.at)
        case q.Disconnect(connection=name):
            close(session, name)


def passed(session: Session, item: q.PassedSource) -> Table:
    """Return the rows of `connection to name ( … )`. Raises StepError."""
    name = item.connection
    return asked(connection(session, name, item.at), name, item.sql, item.at, rows=True)


def close(session: Session, name: str) -> None:
    """Close a connection, if it is open."""
    found = session.databases.pop(name, None)
    if found is not None:
        found.close()
        found.engine.dispose()


def close_all(session: Session) -> None:
    """Close the connections of PROC SQL."""
    for name in list(session.databases):
        close(session, name)


def connection(session: Session, name: str, at: Token | None) -> Any:
    """Return an open connection; one that no CONNECT names is opened by the name of its DBMS. Raises StepError."""
    if name not in session.databases:
        pass_through(session, q.Connect(name, name, at=at))
    return session.databases[name]


def opened(name: str, url: str, at: Token | None) -> Any:
    """Open a database. Raises StepError."""
    try:
        address = filled_in(url)
        file = sqlite_file(address)
        if file and not Path(file).exists():
            raise SasError("R0441", f"ERROR: {name.upper()}: the database file {file} does not exist.")
        import sqlalchemy

        return sqlalchemy.create_engine(address).connect()
    except SasError as error:
        raise StepError(error.message.removeprefix("ERROR: "), at, error.code) from None
    except ImportError as error:
        message = f"{name.upper()} needs the Python package {error.name}, which is not installed."
        raise StepError(message, at, "R0440") from None
    except Exception as error:
        raise StepError(f"{name.upper()}: {said(error)}", at, "R0441") from None


def said(error: Exception) -> str:
    """Return what a database says, on one line."""
    return " ".join(str(getattr(error, "orig", None) or error).split())


def asked(database: Any, name: str, sql: str, at: Token | None, rows: bool = False) -> Table:
    """Run SQL in a database, committed; return its rows if any are wanted. Raises StepError."""
    try:
        result = database.exec_driver_sql(sql)
        if not rows:
            database.commit()
            return Table([], [])
        if not result.returns_rows:
            raise SasError("R0441", f"ERROR: {name.upper()}: the SQL gives no rows.")
        described = result.cursor.description
        names = variable_names(name, [column[0] for column in described])
        kinds = described_kinds(described, database.dialect.dbapi)
        found = [list(row) for row in result.fetchall()]
        database.commit()
        return as_table(name, names, found, kinds)
    except SasError as error:
        raise StepError(error.message.removeprefix("ERROR: "), at, error.code) from None
    except Exception as error:
        raise StepError(f"{name.upper()}: {said(error)}", at, "R0441") from None


def as_table(database: str, names: list[str], rows: list[list[Any]], kinds: list[str]) -> Table:
    """Return rows of a database as a data set. Raises SasError where SAS has no type for a column.

    Args: kinds: "num" or "char" of each column, "" where the database does not say it.
    """
    variables: list[Variable] = []
    for place, name in enumerate(names):
        values = [row[place] for row in rows if row[place] is not None]
        if not values and kinds[place]:
            variables.append(Variable(name, "char", 1) if kinds[place] == "char" else Variable(name, "num"))
            continue
        if not values:
            what = "only NULL, of which the type is not known"
            raise SasError("R0442", f"ERROR: {database.upper()}: the column {name} holds {what}.")
        variables.append(variable_of(database, name, values))
    made: list[list[Value]] = [
        [converted(value, variable) for value, variable in zip(row, variables, strict=True)] for row in rows
    ]
    return Table(variables, made)


def variable_of(database: str, name: str, values: list[Any]) -> Variable:
    """Return the variable for a column's values, NULL left out. Raises SasError."""
    if all(isinstance(value, bool | int | float | Decimal) for value in values):
        return Variable(name, "num")
    if all(isinstance(value, str) for value in values) and max(map(len, values)) <= 32767:
        return Variable(name, "char", max(1, *(len(value.rstrip(" ")) for value in values)))
    for kind, shown in (
        (datetime.datetime, "DATETIME20."), (datetime.date, "DATE9."), (datetime.time, "TIME8.")
    ):  # fmt: skip
        if all(type(value) is kind and getattr(value, "tzinfo", None) is None for value in values):
            return Variable(name, "num", 8, shown)
    message = f"ERROR: {database.upper()}: the column {name} holds values that SAS has no type for."
    raise SasError("R0442", message)


def converted(value: Any, variable: Variable) -> Value:
    """Return a value of a database as SAS has it."""
    match value:
        case None:
            return variable.missing
        case str():
            return value.rstrip(" ")
        case datetime.datetime():
            return moment_of(value)
        case datetime.date():
            return day_of(value)
        case datetime.time():
            return seconds_of(value)
        case _:
            return float(value)


def assign(session: Session, libref: str, at: Token | None) -> None:
    """LIBNAME with the engine of a database. Raises StepError."""
    name = f"libname {libref}"
    database = opened(name, session.connections[libref], at)
    session.librefs[libref] = DatabaseLibrary(Path(), database=database, name=name)


@dataclass(slots=True)
class DatabaseLibrary(Library):
    """A library whose data sets are tables of a database: they are read each time, and nothing else."""

    database: Any = field(default=None)
    name: str = ""

    def get(self, name: str) -> Table | None:
        """Return the rows of a table. Raises StepError."""
        return asked(self.database, self.name, f"select * from {name.lower()}", None, rows=True)

    def put(self, name: str, table: Table) -> None:
        """Refuse to write. Raises StepError."""
        raise self.refusal()

    def delete(self, name: str) -> bool:
        """Refuse to delete. Raises StepError."""
        raise self.refusal()

    def names(self) -> list[str]:
        """Refuse to list tables. Raises StepError."""
        raise self.refusal()

    def refusal(self) -> StepError:
        """Return the error for what is more than reading."""
        return StepError(f"The library {self.name.split()[-1].upper()} lies in a database.", None, "R0444")

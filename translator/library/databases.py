"""What SAS makes of the values, names and addresses of databases.

SAS/ACCESS 9.4 for Relational Databases: Reference, "Data Types for Oracle" and those of other DBMSs: dates with a time
are datetime values (DATETIME20.), dates without one are days (DATE9.), times are seconds (TIME8.).
"""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from translator.library.errors import SasError


def filled_in(url: str) -> str:
    """A database's URL with `${NAME}` replaced by variables of the environment; in user and password, as URLs write it."""
    user, at, place = url.rpartition("@")

    def value(match: re.Match[str]) -> str:
        found = os.environ.get(match[1])
        if found is None:
            raise SasError("R0438", f"ERROR: The environment variable {match[1]} is not set.")
        return found

    name = r"\$\{(\w+)\}"
    safe = re.sub(name, lambda match: quote(value(match), safe=""), user)
    return safe + at + re.sub(name, value, place)


def sqlite_file(url: str) -> str:
    """The file of an SQLite database, "" for any other URL and for one in memory.

    >>> sqlite_file("sqlite:///data/a.db"), sqlite_file("sqlite:////srv/a.db"), sqlite_file("sqlite://")
    ('data/a.db', '/srv/a.db', '')
    """
    match = re.fullmatch(r"sqlite(?:\+\w+)?:///([^?]+)(?:\?.*)?", url)
    return "" if match is None or match[1] == ":memory:" else match[1]


def variable_names(database: str, names: Sequence[str]) -> list[str]:
    """The names of a query's columns as those of variables.

    Raises: SasError where two are alike, or one is no name in SAS.
    """
    folded = [name.lower() for name in names]
    for name in names:
        if folded.count(name.lower()) > 1 or not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,31}", name):
            raise SasError(
                "R0443", f"ERROR: {database.upper()}: the column {name} needs a name of its own (AS)."
            )
    return list(names)


def described_kinds(description: Iterable[Sequence[Any]], driver: Any) -> list[str]:
    """The kinds of a query's columns as its driver tells them (PEP 249, "Type Objects"): "num", "char" or "" where it
    does not."""
    found = []
    for code in (column[1] for column in description):
        if isinstance(code, type):  # pyodbc names Python's own types
            known = {str: "char", bool: "num", int: "num", float: "num", Decimal: "num", datetime.date: "num",
                     datetime.datetime: "num", datetime.time: "num"}  # fmt: skip
            found.append(known.get(code, ""))
            continue
        texts, numbers, dates = (getattr(driver, name, None) for name in ("STRING", "NUMBER", "DATETIME"))
        is_text = code is not None and texts is not None and code == texts
        is_number = code is not None and any(one is not None and code == one for one in (numbers, dates))
        found.append("char" if is_text else "num" if is_number else "")
    return found


def moment_of(value: datetime.datetime) -> float:
    """A date and time as seconds since 1960.

    >>> moment_of(datetime.datetime(1960, 1, 2, 0, 0, 1))
    86401.0
    """
    return (value - datetime.datetime(1960, 1, 1)) / datetime.timedelta(seconds=1)


def day_of(value: datetime.date) -> float:
    """A date as days since 1960.

    >>> day_of(datetime.date(1960, 3, 1))
    60.0
    """
    return float((value - datetime.date(1960, 1, 1)).days)


def seconds_of(value: datetime.time) -> float:
    """A time of day as seconds.

    >>> seconds_of(datetime.time(1, 0, 1))
    3601.0
    """
    return value.hour * 3600.0 + value.minute * 60 + value.second + value.microsecond / 1e6

"""What a program has a database do: connections, SQL that is passed on, libraries of a database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Passed:
    """A query in the database's own SQL; `connection` is the name that the program gave it."""

    connection: str
    sql: str


@dataclass(frozen=True, slots=True)
class Database:
    """`connect`: open the database of `url` under a name. `library`: the same, for a libref. `execute`: run `sql`, which
    may change what the librefs `stale` have read before. `disconnect`: close it."""

    kind: Literal["connect", "library", "execute", "disconnect"]
    name: str
    url: str = ""
    sql: str = ""
    stale: tuple[str, ...] = ()

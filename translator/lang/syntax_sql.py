"""SQL as PROC SQL writes it. Expressions are those of `syntax`, with these conventions:

- `a.x` is Dotted("a", "x"); `calculated x` is Dotted("calculated", "x");
- `count(*)` is Call("count", (Var("*"),)); `count(distinct x)` is a Call with `distinct` true;
- a query in an expression is a Subquery: quantifier "" (`(select …)`), "exists", "any", "all";
  `x in (select …)` is In with the Subquery as its only item;
- `null` where a value stands is Missing();
- CASE is `syntax.Case`.

Every node carries `at`, its first token; it does not count in comparisons.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from translator.lang.source import Token
from translator.lang.statements import Dataset
from translator.lang.syntax import Expr, Format


@dataclass(frozen=True, slots=True)
class Star:
    """`*` or `a.*` in a SELECT list (`qualifier` "" or "a")."""

    qualifier: str = ""
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Attribute:
    """FORMAT=, INFORMAT=, LABEL=, LENGTH= of a column; None where not written."""

    format: Format | None = None
    informat: Format | None = None
    label: str | None = None
    length: int | None = None


@dataclass(frozen=True, slots=True)
class SelectItem:
    """One column of a SELECT list; `alias` "" where none is written."""

    value: Expr | Star
    alias: str = ""
    attributes: Attribute = Attribute()
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Into:
    """A macro variable of INTO. `:a` has `last` ""; `:a1-:a9` has `last` "a9"; `:a1-` is `open`.

    `separated`: the text of SEPARATED BY. `trim`: TRIMMED or NOTRIM in lower case, "" if not written.
    """

    name: str
    last: str = ""
    open: bool = False
    separated: Expr | None = None
    trim: Literal["", "trimmed", "notrim"] = ""
    at: Token | None = field(default=None, compare=False, repr=False)


# --- FROM -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TableSource:
    """A data set or view, with its options and alias (DICTIONARY.TABLES has `lib` "dictionary")."""

    table: Dataset
    alias: str = ""
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class QuerySource:
    """An in-line view: `(select …) as a(c1, c2)`."""

    query: Query
    alias: str = ""
    columns: tuple[str, ...] = ()
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Join:
    """`left kind JOIN right ON condition`; `on` is None for CROSS and NATURAL joins."""

    kind: Literal["inner", "left", "right", "full", "cross"]
    left: FromItem
    right: FromItem
    on: Expr | None = None
    natural: bool = False
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class PassedSource:
    """`connection to name (sql) as a`: rows that a database gives for its own SQL; `connection` in lower case."""

    connection: str
    sql: str
    alias: str = ""
    at: Token | None = field(default=None, compare=False, repr=False)

    @property
    def table(self) -> Dataset:
        """The name that the rows have among data sets: no libref has ten letters."""
        return Dataset("connection", self.connection, at=self.at)


FromItem = TableSource | PassedSource | QuerySource | Join


# --- queries --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Select:
    """One SELECT. `sources` are the comma's items of FROM (all combinations of their rows)."""

    items: tuple[SelectItem, ...]
    distinct: bool = False
    into: tuple[Into, ...] = ()
    sources: tuple[FromItem, ...] = ()
    where: Expr | None = None
    group_by: tuple[Expr, ...] = ()
    having: Expr | None = None
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class SetOperation:
    """`left op [all] [corresponding] right`; INTERSECT binds tighter than the others."""

    op: Literal["union", "except", "intersect", "outer union"]
    left: QueryBody
    right: QueryBody
    all: bool = False
    corresponding: bool = False
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class OrderItem:
    """A number is a position in the SELECT list."""

    value: Expr
    descending: bool = False
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Query:
    """A SELECT or set operation with ORDER BY; as a statement of its own it is printed (or fills INTO)."""

    body: QueryBody
    order_by: tuple[OrderItem, ...] = ()
    at: Token | None = field(default=None, compare=False, repr=False)


QueryBody = Select | SetOperation | Query
"""A Query inside stands for parentheses."""


# --- statements -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Constraint:
    """An integrity constraint; `name` "" where SAS names it. `message`: of MESSAGE=; `alone`: without SAS's own text."""

    kind: Literal["primary key", "unique", "not null", "check", "foreign key"]
    columns: tuple[str, ...] = ()
    condition: Expr | None = None
    name: str = ""
    message: str = ""
    alone: bool = False

    def failed(self, table: str) -> str:
        """Return the error of a row that breaks it (SQL Procedure User's Guide, CREATE TABLE, MESSAGE= and MSGTYPE=)."""
        text = (
            f"Add/Update failed for data set {table} because data value(s) do not comply with integrity constraint "
            f"{self.name}."
        )
        return self.message if self.alone else f"{self.message} {text}".lstrip(" ")


@dataclass(frozen=True, slots=True)
class ColumnDefinition:
    """A column of CREATE TABLE or ALTER TABLE: `kind` as written in lower case ("num", "char", "date" …), "" for
    MODIFY without one; `length` of `char(8)`; `constraints` that stand at the column."""

    name: str
    kind: str = ""
    length: int | None = None
    attributes: Attribute = Attribute()
    constraints: tuple[Constraint, ...] = ()
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class CreateTable:
    """One of `query`, `columns`, `like` is given; `constraints` stand beside columns."""

    table: Dataset
    query: Query | None = None
    columns: tuple[ColumnDefinition, ...] = ()
    like: Dataset | None = None
    constraints: tuple[Constraint, ...] = ()
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class CreateView:
    """CREATE VIEW … AS query."""

    view: Dataset
    query: Query
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class CreateIndex:
    """CREATE [UNIQUE] INDEX."""

    name: str
    table: Dataset
    columns: tuple[str, ...]
    unique: bool = False
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Insert:
    """`rows` for VALUES, `sets` for SET clauses (one tuple of (column, value) a row), or `query`."""

    table: Dataset
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Expr, ...], ...] = ()
    sets: tuple[tuple[tuple[str, Expr], ...], ...] = ()
    query: Query | None = None
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class UpdateTable:
    """UPDATE … SET … WHERE."""

    table: Dataset
    alias: str
    sets: tuple[tuple[str, Expr], ...]
    where: Expr | None = None
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class DeleteRows:
    """DELETE FROM … WHERE."""

    table: Dataset
    alias: str = ""
    where: Expr | None = None
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class AlterTable:
    """ALTER TABLE: columns added, changed and dropped, and constraints."""

    table: Dataset
    add: tuple[ColumnDefinition, ...] = ()
    modify: tuple[ColumnDefinition, ...] = ()
    drop: tuple[str, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    dropped: tuple[str, ...] = ()  # names of constraints, "primary key"
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class DropObjects:
    """DROP TABLE / VIEW / INDEX; an index is dropped `FROM` a table."""

    kind: Literal["table", "view", "index"]
    names: tuple[Dataset, ...]
    table: Dataset | None = None
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Describe:
    """DESCRIBE TABLE or VIEW."""

    kind: Literal["table", "view", "constraints"]
    names: tuple[Dataset, ...]
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Validate:
    """VALIDATE query: it is only checked."""

    query: Query
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Reset:
    """`reset options;`: (name in lower case, value text or "")."""

    options: tuple[tuple[str, str], ...]
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Connect:
    """CONNECT TO dbms AS name, or CONNECT USING libref AS name; names in lower case. `options`: are any written?"""

    name: str
    dbms: str = ""
    libref: str = ""
    options: bool = False
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ExecuteSql:
    """`execute (sql) by name`: the database runs its own SQL."""

    connection: str
    sql: str
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Disconnect:
    """`disconnect from name`."""

    connection: str
    at: Token | None = field(default=None, compare=False, repr=False)


SqlNode = (
    Query | CreateTable | CreateView | CreateIndex | Insert | UpdateTable | DeleteRows | AlterTable | DropObjects
    | Describe | Validate | Reset | Connect | ExecuteSql | Disconnect
)  # fmt: skip
"""What `SqlStatement.query` holds."""

"""PROC SQL (SAS 9.4 SQL Procedure User's Guide)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.frontend.parse.text import step
from translator.lang import statements as s
from translator.lang import syntax_sql as q
from translator.lang.statements import Dataset, DatasetOptions
from translator.lang.syntax import (
    Binary,
    Call,
    Case,
    Dotted,
    Format,
    In,
    Missing,
    Number,
    String,
    Subquery,
    Unary,
    Var,
)

A, B, X, Y = (Var(name) for name in "abxy")
T, U = Dataset("", "t"), Dataset("", "u")


def n(value: float) -> Number:
    return Number(float(value))


def sql(text: str) -> Any:
    found, diagnostics = step(f"proc sql; {text}; quit;")
    assert diagnostics == []
    assert isinstance(found, s.ProcStep)
    statement = found.body[0]
    assert isinstance(statement, s.SqlStatement)
    return statement.query


def select(text: str) -> Any:
    found = sql(text)
    assert isinstance(found, q.Query)
    return found.body


def items(*values: Any) -> tuple[q.SelectItem, ...]:
    return tuple(value if isinstance(value, q.SelectItem) else q.SelectItem(value) for value in values)


def simple(*values: Any, table: Dataset = T, **more: Any) -> q.Select:
    return q.Select(items(*values), sources=(q.TableSource(table),), **more)


def test_select_list() -> None:
    assert select("select * from t") == simple(q.Star())
    assert select("select a.*, x from t") == simple(q.Star("a"), X)
    assert select("select distinct x, y from t") == simple(X, Y, distinct=True)
    assert select("select unique x from t").distinct
    assert not select("select all x from t").distinct
    found = select("select x as y format=8.2 label='L' length=5, y 'Label', x*2 format=date9. as z from t")
    assert found.items == (
        q.SelectItem(X, "y", q.Attribute(Format("", 8, 2), None, "L", 5)), q.SelectItem(Y, "", q.Attribute(label="Label")),
        q.SelectItem(Binary("*", X, n(2)), "z", q.Attribute(Format("DATE", 9))),
    )  # fmt: skip
    assert select("select desc, case, order from t").items == items(Var("desc"), Var("case"), Var("order"))


def test_expressions() -> None:
    assert select("select count(*), count(distinct x) from t").items == items(
        Call("count", (Var("*"),)), Call("count", (X,), distinct=True)
    )
    assert select("select calculated x + 1 from t").items[0].value == Binary(
        "+", Dotted("calculated", "x"), n(1)
    )
    assert select("select case when x > 1 then 'a' else 'b' end as z from t").items[0] == q.SelectItem(
        Case(None, ((Binary(">", X, n(1)), String("a")),), String("b")), "z"
    )
    assert select("select case x when 1 then 2 end from t").items[0].value == Case(X, ((n(1), n(2)),), None)
    where = select("select x from t where not x = 5 and y eqt 'a' or x <> 1").where
    assert where == Binary(
        "or",
        Binary("and", Unary("not", Binary("=", X, n(5))), Binary("eqt", Y, String("a"))),
        Binary("ne", X, n(1)),
    )
    inner = q.Query(simple(Y, table=U))
    assert select("select x from t where x in (select y from u)").where == In(X, (Subquery(inner),))
    assert select("select x from t where x not in (select y from u)").where == In(
        X, (Subquery(inner),), negated=True
    )
    assert select("select x from t where exists (select y from u)").where == Subquery(inner, "exists")
    assert select("select x from t where x >= all (select y from u)").where == Binary(
        ">=", X, Subquery(inner, "all")
    )
    assert select("select x from t where x = (select y from u)").where == Binary("=", X, Subquery(inner))
    assert select("select (select y from u) as z from t").items[0] == q.SelectItem(Subquery(inner), "z")


def test_clauses() -> None:
    found = sql(
        "select g, sum(x) as s from t where x group by g, 2 having count(*) > 1 order by 2 desc, g asc, x"
    )
    assert found.body.group_by == (Var("g"), n(2))
    assert found.body.having == Binary(">", Call("count", (Var("*"),)), n(1))
    assert found.order_by == (q.OrderItem(n(2), True), q.OrderItem(Var("g")), q.OrderItem(X))


def test_into() -> None:
    into = select(
        "select x, y into :a trimmed, :b separated by ', ' notrim, :c1-:c9, :d1 - , :e1 through :e3 from t"
    ).into
    assert into == (
        q.Into("a", trim="trimmed"), q.Into("b", separated=String(", "), trim="notrim"), q.Into("c1", "c9"),
        q.Into("d1", open=True), q.Into("e1", "e3"),
    )  # fmt: skip


def test_sources() -> None:
    t, u = q.TableSource(T), q.TableSource(U)
    on = Binary("=", Dotted("t", "x"), Dotted("u", "x"))
    assert select("select x from t as a, lib.u(keep=x) b").sources == (
        q.TableSource(T, "a"), q.TableSource(Dataset("lib", "u", options=DatasetOptions(keep=(X,))), "b"),
    )  # fmt: skip
    assert select("select x from t join u on t.x = u.x").sources == (q.Join("inner", t, u, on),)
    assert select("select x from t full outer join u on t.x = u.x").sources == (q.Join("full", t, u, on),)
    assert select("select x from t cross join u").sources == (q.Join("cross", t, u),)
    assert select("select x from t natural left join u").sources == (q.Join("left", t, u, natural=True),)
    nested = select("select x from t left join (t right join u on t.x = u.x) on t.x = u.x").sources[0]
    assert nested == q.Join("left", t, q.Join("right", t, u, on), on)
    chain = select("select x from t left join u on t.x = u.x inner join t on t.x = u.x").sources[0]
    assert chain == q.Join("inner", q.Join("left", t, u, on), t, on)
    assert select("select x from (select x from t) as v").sources == (q.QuerySource(q.Query(simple(X)), "v"),)
    assert select("select x from dictionary.tables").sources[0].table.lib == "dictionary"


def test_set_operations() -> None:
    x, y = simple(X), simple(Y)
    assert select("select x from t union all select y from t") == q.SetOperation("union", x, y, True)
    assert select("select x from t outer union corr select y from t") == q.SetOperation(
        "outer union", x, y, corresponding=True
    )
    assert select("select x from t except corresponding all select y from t") == q.SetOperation(
        "except", x, y, True, True
    )
    assert select("select x from t union select y from t intersect select x from t") == q.SetOperation(
        "union", x, q.SetOperation("intersect", y, x)
    )
    assert select("select x from t except select y from t union select x from t") == q.SetOperation(
        "union", q.SetOperation("except", x, y), x
    )
    found = sql("(select x from t) union (select y from t) order by 1")
    assert found == q.Query(q.SetOperation("union", q.Query(x), q.Query(y)), (q.OrderItem(n(1)),))


def test_tables() -> None:
    query = q.Query(simple(X))
    assert sql("create table o(compress=yes) as select x from t") == q.CreateTable(
        Dataset("", "o", options=DatasetOptions(others=(("compress", "yes"),))), query
    )
    found = sql(
        "create table t (a num format=8.2, b char(10) label='B' not null, x date, y varchar(5) primary key)"
    )
    assert found.columns == (
        q.ColumnDefinition("a", "num", None, q.Attribute(Format("", 8, 2))),
        q.ColumnDefinition("b", "char", 10, q.Attribute(label="B"), (q.Constraint("not null", ("b",)),)),
        q.ColumnDefinition("x", "date"), q.ColumnDefinition("y", "varchar", 5, constraints=(q.Constraint("primary key", ("y",)),)),
    )  # fmt: skip
    assert sql("create table t like u") == q.CreateTable(T, like=U)
    assert sql("create view v as select x from t") == q.CreateView(Dataset("", "v"), query)
    assert sql("create unique index i on t(a, b)") == q.CreateIndex("i", T, ("a", "b"), True)
    assert sql("drop table t, lib.u") == q.DropObjects("table", (T, Dataset("lib", "u")))
    assert sql("drop index i from t") == q.DropObjects("index", (Dataset("", "i"),), T)
    assert sql("describe table t") == q.Describe("table", (T,))
    assert sql("validate select x from t") == q.Validate(query)
    assert sql("reset noprint outobs=5") == q.Reset((("noprint", ""), ("outobs", "5")))
    found = sql("alter table t add a num, b char(3) drop x, y modify a format=5.1")
    assert (
        [c.name for c in found.add] == ["a", "b"] and found.drop == ("x", "y") and found.modify[0].name == "a"
    )


def test_rows() -> None:
    assert sql("insert into t(a, b) values(1, 'x') values(., null)") == q.Insert(
        T, ("a", "b"), ((n(1), String("x")), (Missing(), Missing()))
    )
    assert sql("insert into t set a=1, b='x' set a=2").sets == (
        (("a", n(1)), ("b", String("x"))),
        (("a", n(2)),),
    )
    assert sql("insert into t select x from t") == q.Insert(T, query=q.Query(simple(X)))
    assert sql("update t as u set x = x + 1, y = 2 where x > 1") == q.UpdateTable(
        T, "u", (("x", Binary("+", X, n(1))), ("y", n(2))), Binary(">", X, n(1))
    )
    assert sql("delete from t where x = .") == q.DeleteRows(T, where=Binary("=", X, Missing()))
    assert sql("delete from t") == q.DeleteRows(T)


def test_sql_for_a_database_is_kept_as_written() -> None:
    assert sql("connect to oracle as ORA (user=x password=')')") == q.Connect("ora", "oracle", "", True)
    assert sql("connect using lib1") == q.Connect("lib1", "", "lib1", False)
    assert sql("disconnect from Ora") == q.Disconnect("ora")
    assert sql("execute (insert into a values ((1), ')')) by ora") == q.ExecuteSql(
        "ora", "insert into a values ((1), ')')"
    )
    found = sql(
        "create table t as select * from connection to ora (\n    select x,y /* both */\n      from a\n"
        "      where z like 'a%' -- here\n) as p where x > 1"
    )
    assert (
        isinstance(found, q.CreateTable)
        and found.query is not None
        and isinstance(found.query.body, q.Select)
    )
    source = q.PassedSource("ora", "select x,y\nfrom a\nwhere z like 'a%' -- here", "p")
    assert found.query.body.sources == (source,)
    assert isinstance(sql("select * from connection"), q.Query)


@pytest.mark.parametrize(
    "text",
    [
        "connect oracle",
        "execute insert by o",
        "execute (x) on o",
        "execute (x by o",
        "disconnect o",
        "connect to o x",
    ],
)
def test_mistakes_in_sql_for_a_database(text: str) -> None:
    _, diagnostics = step(f"proc sql; {text}; quit;")
    assert [one.code for one in diagnostics] == ["E0118"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("select x frm t", "did you mean FROM?"),
        ("selct x from t", "did you mean SELECT?"),
        ("select x from t where", "cannot go on with the end"),
        ("create table o as", "cannot go on"),
    ],
)
def test_mistakes(text: str, message: str) -> None:
    found, diagnostics = step(f"proc sql; {text}; select x from t; quit;")
    assert len(diagnostics) == 1 and message in diagnostics[0].message
    assert isinstance(found, s.ProcStep)
    assert [type(part).__name__ for part in found.body] == ["Unparsed", "SqlStatement"]

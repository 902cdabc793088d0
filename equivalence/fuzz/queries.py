"""Random PROC SQL: selections, joins, groups, subqueries, set operators, INTO, changes of tables."""

from __future__ import annotations

from random import Random

from equivalence.fuzz.parts import FuzzProgram, Part
from equivalence.fuzz.tables import table

AGGREGATES = [
    "sum",
    "mean",
    "avg",
    "min",
    "max",
    "count",
    "n",
    "nmiss",
    "std",
    "var",
    "range",
    "css",
    "uss",
    "cv",
    "stderr",
    "t",
    "prt",
    "sumwgt",
    "freq",
]
NUMERIC = ["k", "x", "y", "d"]
TEXTS = ["g", "s"]


def generate(r: Random) -> FuzzProgram:
    """Return a program with two tables and a few statements of PROC SQL."""
    special = r.random() < 0.12
    parts: list[Part] = [Part("missing A Z _;")] if special else []
    parts += [table(r, name, special=special, tame=r.random() < 0.8).part for name in ("a", "b")]
    statements = tuple(
        Part(text) for number in range(1, r.randint(1, 3) + 1) for text in _statement(r, number)
    )
    option = r.choice(["", "", " noprint", " noprint", " number"])
    parts.append(Part(f"proc sql{option};", statements, "quit;", fixed=True))
    return FuzzProgram("sql", tuple(parts), 1e-9)


def _statement(r: Random, number: int) -> list[str]:
    kind = r.choice(["create"] * 12 + ["into", "into", "change", "change", "print", "view"])
    match kind:
        case "create":
            return [f"create table o{number} as {_query(r)};"]
        case "print":
            return [f"{_select(r)[0]};"]
        case "into":
            return [_into(r)]
        case "view":
            return [
                f"create view v{number} as {_select(r)[0]};",
                f"create table o{number} as select * from v{number};",
            ]
        case _:
            return [_change(r)]


# --- expressions ----------------------------------------------------------------------------------------


def _column(r: Random, kind: str, aliases: list[str]) -> str:
    name = r.choice(NUMERIC if kind == "num" else TEXTS)
    return f"{r.choice(aliases)}.{name}" if len(aliases) > 1 or r.random() < 0.3 else name


def _number(r: Random, aliases: list[str], depth: int = 2) -> str:
    column = _column(r, "num", aliases)
    if depth == 0 or r.random() < 0.45:
        return r.choice([column, column, column, r.choice(["0", "1", "2.5", "-1", "."])])
    one, two = _number(r, aliases, depth - 1), _number(r, aliases, depth - 1)
    return r.choice([
        f"{one} + {two}", f"{one} - {two}", f"{one} * {two}", f"{one} / {two}", f"({one} + {two}) * 2", f"abs({one})",
        f"coalesce({one}, {two})", f"sum({one}, {two})", f"max({one}, {two}, 1)", f"round({one}, 0.5)", f"-{column}",
        f"case when {_condition(r, aliases, 0)} then {one} else {two} end", f"case when {_condition(r, aliases, 0)} then {one} end",
        f"case {column} when 1 then {one} when 2 then 20 else {two} end", f"length({_column(r, 'char', aliases)})", f"({one} > {two})",
        f"int({one})", f"mod({one}, 3)", f"ifn({one} > 0, {two}, 0)",
    ])  # fmt: skip


def _text(r: Random, aliases: list[str], depth: int = 1) -> str:
    column = _column(r, "char", aliases)
    if depth == 0 or r.random() < 0.5:
        return r.choice([column, column, column, "'ab'", "''", "'b'"])
    one, two = _text(r, aliases, 0), _text(r, aliases, 0)
    return r.choice([
        f"upcase({one})", f"trim({one}) || {two}", f"{one} || '-' || {two}", f"substr({column}, 1, 2)", f"coalesce({one}, {two})",
        f"put({_column(r, 'num', aliases)}, 8.1)", f"catx('-', {one}, {two})", f"strip({one})",
        f"case when {_condition(r, aliases, 0)} then {one} else {two} end", f"case when {_condition(r, aliases, 0)} then 'longer text' end",
        f"scan({column}, 1)", f"lower({one})",
    ])  # fmt: skip


def _condition(r: Random, aliases: list[str], depth: int = 1) -> str:
    if depth and r.random() < 0.4:
        one, two = _condition(r, aliases, depth - 1), _condition(r, aliases, depth - 1)
        return r.choice([f"({one} and {two})", f"({one} or {two})", f"not ({one})"])
    op = r.choice(["=", "ne", "<", "<=", ">", ">=", "<>", "^="])
    column, text = _column(r, "num", aliases), _column(r, "char", aliases)
    literal = r.choice(["'a'", "''", "'b'"])
    return r.choice([
        f"{column} {op} {r.choice(['0', '1', '2', '.', '-1'])}", f"{column} {op} {_column(r, 'num', aliases)}",
        f"{column} in (1, 2, .)", f"{column} not in (1, 3)", f"{column} between 0 and 2", f"{column} not between 1 and 5",
        f"{column} is missing", f"{column} is not null", f"{text} is missing", f"{text} {op} {literal}",
        f"{text} {op} {_column(r, 'char', aliases)}", f"{text} in ('a', 'b', '')", f"{text} like '%a%'", f"{text} like 'a_'",
        f"{text} contains 'b'", f"{text} eqt 'a'", f"{column}", f"not {column}", f"{text} not like 'b%'",
    ])  # fmt: skip


def _subquery_condition(r: Random, outer: list[str]) -> str:
    o = f"{r.choice(outer)}"
    t = r.choice(["a", "b"])
    op = r.choice(["=", "<", ">", ">=", "ne"])
    where = r.choice(["", "", f" where {_condition(r, ['q'], 0)}"])
    tie = r.choice(
        [
            f"q.k = {o}.k",
            f"q.k = {o}.k",
            f"q.g = {o}.g",
            f"q.k < {o}.k",
            f"q.k = {o}.k and q.x > {o}.y",
            f"q.g = {o}.g and q.k = {o}.k",
        ]
    )
    return r.choice([
        f"{o}.k in (select k from {t} q{where})", f"{o}.k not in (select k from {t} q{where})", f"{o}.s in (select s from {t} q{where})",
        f"exists (select * from {t} q where {tie})", f"not exists (select * from {t} q where {tie})", f"exists (select 1 from {t} q{where})",
        f"{o}.x {op} (select {r.choice(AGGREGATES)}(x) from {t} q{where})", f"{o}.x {op} (select {r.choice(AGGREGATES)}(x) from {t} q where {tie})",
        f"{o}.k {op} any (select k from {t} q{where})", f"{o}.k {op} all (select k from {t} q{where})", f"{o}.y in (select y from {t} q where {tie})",
        f"{o}.y >= all (select y from {t} q where {tie})",
    ])  # fmt: skip


# --- queries --------------------------------------------------------------------------------------------


def _from(r: Random) -> tuple[str, list[str], str]:
    """Return FROM, the aliases in it, and a condition of WHERE that ties comma's tables."""
    roll = r.random()
    if roll < 0.35:
        return "a", ["a"], ""
    if roll < 0.42:
        return "a as p", ["p"], ""
    on = r.choice(
        [
            "p.k = q.k",
            "p.k = q.k",
            "p.g = q.g",
            "p.k = q.k and p.g = q.g",
            "p.k = q.k and p.x > q.x",
            "p.k < q.k",
            "p.k = q.y",
            "p.k = q.k and q.x > 0",
            "q.k = p.k",
        ]
    )
    if roll < 0.55:
        return r.choice(["a p, b q", "a as p, a as q"]), ["p", "q"], on
    if roll < 0.6:
        inner = "select k, g, count(*) as x, sum(x) as y, max(d) as d, min(s) as s from b group by k, g"
        return f"a p left join ({inner}) q on {on}", ["p", "q"], ""
    if roll < 0.65:
        return f"(select * from a where {_condition(r, ['a'])}) p", ["p"], ""
    if roll < 0.7:
        return f"a p left join b q on {on} left join a z on z.k = q.k", ["p", "q", "z"], ""
    kind = r.choice(["inner join", "join", "left join", "left join", "right join", "full join"])
    return f"a p {kind} b q on {on}", ["p", "q"], ""


def _item(r: Random, aliases: list[str], depth: int) -> tuple[str, str]:
    """Return an expression and its type."""
    kind = r.choice(["num", "char"])
    if r.random() < 0.5:
        return _column(r, kind, aliases), kind
    return (_number(r, aliases, depth) if kind == "num" else _text(r, aliases)), kind


def _modifiers(r: Random, kind: str) -> str:
    """Return column modifiers, mostly none."""
    if r.random() < 0.8:
        return ""
    if kind == "char":
        return r.choice([" length=2", " length=12", " length=40", " format=$3.", " label='Label'"])
    return r.choice([" format=8.2", " label='Label'", " format=6.1 label='Label'"])


def _order(r: Random, count: int) -> str:
    if r.random() < 0.5:
        return ""
    places = r.sample(range(1, count + 1), r.randint(1, min(count, 2)))
    return " order by " + ", ".join(f"{p}{r.choice(['', '', ' desc'])}" for p in places)


def _select(r: Random, *, ordered: bool = True) -> tuple[str, int]:
    """Return a SELECT and how many columns it has."""
    source, aliases, tie = _from(r)
    conditions = [tie] if tie else []
    if r.random() < 0.35:
        conditions.append(_condition(r, aliases))
    if r.random() < 0.25:
        conditions.append(_subquery_condition(r, aliases))
    where = f" where {' and '.join(conditions)}" if conditions else ""
    if r.random() < 0.5:
        return _grouped(r, source, aliases, where, ordered)
    items = [_item(r, aliases, 2) for _ in range(r.randint(1, 4))]
    names = [f"{item} as c{i}{_modifiers(r, kind)}" for i, (item, kind) in enumerate(items, start=1)]
    if r.random() < 0.15:
        names.append("calculated c1 as again")
    if r.random() < 0.12:
        t, o = r.choice(["a", "b"]), r.choice(aliases)
        names.append(
            f"(select {r.choice(AGGREGATES)}({r.choice(['x', 'y'])}) from {t} w where w.k = {o}.k) as found"
        )
    if len(aliases) == 1 and r.random() < 0.15:
        names = ["*"]
        return f"select {'distinct ' if r.random() < 0.3 else ''}* from {source}{where}", 6
    distinct = "distinct " if r.random() < 0.2 else ""
    order = _order(r, len(names)) if ordered else ""
    if ordered and not distinct and not order and r.random() < 0.3:
        order = f" order by {_number(r, aliases)}, {_column(r, 'char', aliases)} desc"
    return f"select {distinct}{', '.join(names)} from {source}{where}{order}", len(names)


def _aggregate(r: Random, aliases: list[str]) -> str:
    if r.random() < 0.2:
        return "count(*)"
    if r.random() < 0.15:
        return f"{r.choice(['count', 'min', 'max', 'nmiss', 'n'])}({_column(r, 'char', aliases)})"
    if r.random() < 0.15:
        return f"{r.choice(['count', 'sum', 'mean', 'nmiss', 'max'])}(distinct {_column(r, 'num', aliases)})"
    if r.random() < 0.08:
        return f"count(distinct {_column(r, 'char', aliases)})"
    inner = _column(r, "num", aliases) if r.random() < 0.7 else _number(r, aliases, 1)
    return f"{r.choice(AGGREGATES)}({inner})"


def _grouped(r: Random, source: str, aliases: list[str], where: str, ordered: bool) -> tuple[str, int]:
    chosen = [_item(r, aliases, 1) for _ in range(r.choice([0, 1, 1, 1, 2]))]
    keys = [key for key, _ in chosen]
    items = [f"{key} as k{i}{_modifiers(r, kind)}" for i, (key, kind) in enumerate(chosen, start=1)]
    items += [f"{_aggregate(r, aliases)} as f{i}" for i in range(1, r.randint(1, 3) + 1)]
    if r.random() < 0.2:
        items.append(f"calculated f1 / {_aggregate(r, aliases)} as ratio")
    if r.random() < 0.15:
        items.append(f"{_column(r, 'num', aliases)} as loose")
    group = ""
    if keys:
        form = r.random()
        names = [
            str(i) if form < 0.3 else f"k{i}" if form < 0.5 else f"calculated k{i}" if form < 0.6 else key
            for i, key in enumerate(keys, start=1)
        ]
        group = f" group by {', '.join(names)}"
    having = r.choice(
        [
            "",
            "",
            "",
            f" having {_aggregate(r, aliases)} > 1",
            " having calculated f1 ne .",
            f" having count(*) > 1 and {_aggregate(r, aliases)} >= 0",
        ]
    )
    order = _order(r, len(items)) if ordered else ""
    return f"select {', '.join(items)} from {source}{where}{group}{having}{order}", len(items)


def _query(r: Random) -> str:
    if r.random() < 0.85:
        return _select(r)[0]
    op = r.choice(
        [
            "union",
            "union all",
            "except",
            "except all",
            "intersect",
            "intersect all",
            "outer union corr",
            "union corr",
            "except corr",
            "union all corr",
        ]
    )
    columns = r.choice(["k, g", "k", "g, s", "k, x, g", "*", "x as k, g"])
    others = columns if columns != "x as k, g" else "k, g"
    one = f"select {columns} from a"
    if r.random() < 0.5:
        one += f" where {_condition(r, ['a'])}"
    if "corr" in op and r.random() < 0.4:
        others = "g, k, y" if columns != "*" else "k, x"
    text = f"{one} {op} select {others} from b"
    if r.random() < 0.3:
        text += " order by 1"
    return text


def _into(r: Random) -> str:
    column = r.choice(["k", "x", "g", "s", "x format=8.2", "count(*)", "mean(x)", "d format=date9."])
    target = r.choice(
        [
            ":m",
            ":m trimmed",
            ":m separated by ','",
            ":m separated by ', ' notrim",
            ":m1-:m3",
            ":m1-",
            ":m1-:m2 notrim",
        ]
    )
    order = r.choice(["", " order by 1"])
    if "(" in column:
        order = ""
    where = r.choice(["", f" where {_condition(r, ['a'])}"])
    distinct = "distinct " if r.random() < 0.2 else ""
    return f"select {distinct}{column} into {target} from a{where}{order};"


def _change(r: Random) -> str:
    condition = r.choice([_condition(r, ["a"]), _subquery_condition(r, ["a"])])
    return r.choice([
        f"update a set x = {_number(r, ['a'])} where {condition};", f"update a set s = {_text(r, ['a'])}, x = x + 1 where {condition};",
        "update a set y = (select max(y) from b q where q.k = a.k) where k in (select k from b);",
        f"delete from a where {condition};", "insert into a (k, g) values (9, 'new') values (., '');", "insert into a set x=5, s='text';",
        f"insert into a (k, x) select k, y from b where {_condition(r, ['b'])};", "alter table a add z num, t char(4) drop y;", "alter table a modify s char(2);",
    ])  # fmt: skip

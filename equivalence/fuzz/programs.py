"""Random DATA steps as text, built from parts that can be left out one by one when a difference is shrunk."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

NUMBERS = [".", "0", "1", "-1", "2", "2.5", "-2.5", "0.5", "1.5", "3", "10", "100", "0.1", "1e-7", "123456789", "-0.05"]
WHOLE = [".", "1", "2", "3", "4", "-1", "0"]
TEXTS = ["", "a", "b", "ab", "abc", "A", "Bob", "x y", "åäö", "long text here", "zz", "0", "12"]
KEYS = ["1", "1", "2", "2", "3", ".", "4"]
GROUPS = ["", "a", "a", "b", "B", "c"]


@dataclass(frozen=True, slots=True)
class Table:
    """A data set of the program: rows of (g, k, x, y, s), all as SAS text."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    sorted_by: str = ""

    def text(self) -> str:
        """Return the DATA step that makes it, with its sort."""
        lines = "\n".join("|".join(row) for row in self.rows)
        made = (
            f"data {self.name};\n  infile datalines dsd dlm='|' truncover;\n"
            f"  input g :$3. k x y s :$8.;\ndatalines;\n{lines}{chr(10) if lines else ''};\nrun;\n"
        )
        if self.sorted_by:
            made += f"proc sort data={self.name}; by {self.sorted_by}; run;\n"
        return made


@dataclass(frozen=True, slots=True)
class FuzzProgram:
    """Input tables, and a DATA step: reading statement, then statements; `special` holds a MISSING statement."""

    tables: tuple[Table, ...]
    read: str
    statements: tuple[str, ...]
    special: bool = False
    outputs: str = "out"

    def text(self) -> str:
        """Return the program."""
        head = "missing A Z _;\n" if self.special else ""
        body = "\n".join(f"  {s}" for s in (self.read, *self.statements))
        return head + "".join(t.text() for t in self.tables) + f"data {self.outputs};\n{body}\nrun;\n"


def generate(seed: int) -> FuzzProgram:
    """Return the program of a seed; the same seed gives the same program."""
    r = Random(seed)
    special = r.random() < 0.15
    shape = r.choice(["set", "set", "set", "by", "by", "merge", "stack", "interleave", "two sets"])
    keys = r.choice(["g", "k", "g k"])
    needs_order = shape in ("by", "merge", "interleave")
    tables = tuple(
        _table(r, name, keys if needs_order else "", special)
        for name in (["a", "b"] if shape in ("merge", "stack", "interleave", "two sets") else ["a"])
    )
    read = {
        "set": "set a;",
        "by": f"set a; by {keys};",
        "merge": f"merge a(in=ina) b(in=inb{r.choice(['', ' drop=x', ' rename=(x=x2)', ' keep=g k y'])}); by {keys};",
        "stack": f"set a b{r.choice(['', '(drop=y)', '(rename=(s=s2))'])};",
        "interleave": f"set a b(drop=y); by {keys};",
        "two sets": "set a; set b(rename=(x=x2));",
    }[shape]
    if shape == "set" and r.random() < 0.3:
        read = f"set a(where=({_condition(r, 1)}));"
    context = _Context(r, by=keys.split() if needs_order else [], merge=shape == "merge")
    statements = tuple(context.statement(0) for _ in range(r.randint(1, 6)))
    if r.random() < 0.15:
        statements += (r.choice(["keep g k x n1 t1;", "drop x y;", "rename x=newx;", "format x 8.2;", "label x='Ex';"]),)
    return FuzzProgram(tables, read, context.declarations + statements, special)


def _table(r: Random, name: str, keys: str, special: bool) -> Table:
    size = r.choice([0, 1, 1, 2, 3, 5, 8, 13])
    numbers = [*NUMBERS, "A", "Z", "_"] if special else NUMBERS
    rows = tuple(
        (r.choice(GROUPS), r.choice(KEYS), r.choice(numbers), r.choice(WHOLE), r.choice(TEXTS)) for _ in range(size)
    )
    return Table(name, rows, keys)


class _Context:
    """Makes statements; remembers what LAG, arrays and totals need."""

    def __init__(self, r: Random, by: list[str], merge: bool) -> None:
        self.r, self.by, self.merge = r, by, merge
        self.declarations: tuple[str, ...] = ()
        self.count = 0

    def statement(self, depth: int) -> str:
        """Return one statement."""
        r = self.r
        kinds = ["assign"] * 6 + ["if"] * 3 + ["else"] * 3 + ["filter", "sum", "sum", "text", "text", "lag", "select"]
        kinds += ["loop", "array", "retain", "output", "delete", "substr"]
        if self.by:
            kinds += ["reset", "reset", "first", "last"]
        if self.merge:
            kinds += ["in", "in"]
        if depth:
            kinds = [k for k in kinds if k not in ("array", "retain", "filter")]
        kind = r.choice(kinds)
        n = r.randint(1, 3)
        match kind:
            case "assign":
                return f"n{n} = {self.number(2)};"
            case "text":
                return f"t{n} = {self.text(2)};"
            case "if":
                return f"if {self.condition(1)} then {self.simple()}"
            case "else":
                tail = r.choice(["", f" else {self.simple()}", f" else if {self.condition(1)} then {self.simple()} else {self.simple()}"])
                return f"if {self.condition(1)} then do; {self.simple()} {self.simple()} end;{tail}"
            case "filter":
                return f"if {self.condition(1)};"
            case "delete":
                return f"if {self.condition(1)} then delete;"
            case "sum":
                return r.choice([f"tot{n} + {self.number(1)};", f"if {self.condition(1)} then tot{n} + 1;", f"tot{n} + x;"])
            case "lag":
                return r.choice([f"l{n} = lag(x);", f"l{n} = dif(y);", f"lt{n} = lag(s);", f"l{n} = lag2(k);", f"if {self.condition(0)} then l{n} = lag(x);"])
            case "select":
                return f"select ({r.choice(['k', 'y'])}); when (1, 2) {self.simple()} when (.) {self.simple()} otherwise {r.choice(['', self.simple().rstrip(';')])}; end;"
            case "loop":
                body = r.choice(["z + i;", "z = sum(z, i * x);", "if i = 2 then leave; z = i;", "if i = 2 then continue; z = i;"])
                return f"do i = 1 to {r.choice(['3', 'y', '2'])}{r.choice(['', ' by 1', ' while (i < 3)'])}; {body} end;"
            case "array":
                self.declarations += ("array v{3} x y k;",) if not any("array v" in d for d in self.declarations) else ()
                return f"do j = 1 to 3; if v{{j}} {r.choice(['<', '>', '='])} {r.choice(['0', '1', '.'])} then v{{j}} = {r.choice(['.', '99', 'v{j} + 1'])}; end;"
            case "retain":
                self.declarations += (f"retain r{n} {r.choice(['', '0', '5'])};",)
                return r.choice([f"if x > r{n} then r{n} = x;", f"r{n} = sum(r{n}, y);", f"n{n} = r{n}; r{n} = x;"])
            case "output":
                return r.choice(["output;", f"if {self.condition(1)} then output;"])
            case "substr":
                return r.choice([f"t{n} = substr(s, {r.choice(['1', '2', '1, 2', '2, 1'])});", "if s ne ' ' then substr(s, 1, 1) = 'Q';"])
            case "reset":
                key = r.choice(self.by)
                return f"if first.{key} then do; tot1 = 0; tot2 = 0; end; tot1 + {self.number(1)}; tot2 + 1;"
            case "first":
                return f"f{n} = {r.choice(['first', 'last'])}.{r.choice(self.by)};"
            case "last":
                return f"if {r.choice(['first', 'last'])}.{r.choice(self.by)}{r.choice(['', ' then output'])};"
            case _:
                return r.choice(["fa = ina; fb = inb;", "if ina;", "if ina and inb;", "if ina and not inb then n1 = 1;", "if inb then output;"])

    def simple(self) -> str:
        """Return a statement that can stand after THEN."""
        r = self.r
        n = r.randint(1, 3)
        return r.choice([
            f"n{n} = {self.number(1)};", f"t{n} = {self.text(1)};", f"n{n} = n{n} + 1;", "x = .;", "s = ' ';", f"y = {self.number(1)};",
        ])  # fmt: skip

    def number(self, depth: int) -> str:
        return _number(self.r, depth)

    def text(self, depth: int) -> str:
        return _text(self.r, depth)

    def condition(self, depth: int) -> str:
        return _condition(self.r, depth)


def _number(r: Random, depth: int) -> str:
    if depth == 0 or r.random() < 0.25:
        return r.choice(["x", "y", "k", "x", "y", "1", "2", "0.5", "10", "."])
    a, b = _number(r, depth - 1), _number(r, depth - 1)
    t = _text(r, depth - 1)
    return r.choice([
        f"{a} + {b}", f"{a} - {b}", f"({a}) * ({b})", f"({a}) / ({b})", f"-({a})", f"sum({a}, {b})", f"max({a}, {b})",
        f"min({a}, {b})", f"mean({a}, {b})", f"abs({a})", f"int({a})", f"round({a}, 0.1)", f"floor({a})", f"mod({a}, 3)",
        f"n({a}, {b})", f"nmiss({a}, {b})", f"length({t})", f"index({t}, 'a')", f"({_condition(r, depth - 1)})",
        f"coalesce({a}, {b})", f"ifn({_condition(r, depth - 1)}, {a}, {b})", f"missing({a})", f"({a}) ** 2", f"sign({a})",
        f"({a}) >< ({b})", f"({a}) <> ({b})", f"sqrt(abs({a}))", f"ceil({a})", f"input({t}, ?? 8.)",
    ])  # fmt: skip


def _text(r: Random, depth: int) -> str:
    if depth == 0 or r.random() < 0.25:
        return r.choice(["s", "g", "s", "'a'", "'Bob'", "' '", "'xyz '"])
    a, b = _text(r, depth - 1), _text(r, depth - 1)
    x = _number(r, depth - 1)
    return r.choice([
        f"upcase({a})", f"lowcase({a})", f"trim({a}) || {b}", f"{a} || {b}", f"substr(s, 1, 2)", f"cats({a}, {b})",
        f"catx('-', {a}, {b})", f"strip({a})", f"left({a})", f"compress({a}, 'a')", f"scan({a}, 1)", f"put({x}, 8.2)",
        f"put({x}, best12.)", f"put(s, $4.)", f"ifc({_condition(r, depth - 1)}, {a}, {b})", f"tranwrd({a}, 'a', 'oo')",
        f"reverse({a})", f"put({x}, z5.)", f"coalescec({a}, {b})", f"translate({a}, 'b', 'a')", f"propcase({a})",
        f"put({x}, comma10.1)", f"repeat('ab', 1)", f"right({a})",
    ])  # fmt: skip


def _condition(r: Random, depth: int) -> str:
    if depth > 0 and r.random() < 0.35:
        a, b = _condition(r, depth - 1), _condition(r, depth - 1)
        return r.choice([f"({a}) and ({b})", f"({a}) or ({b})", f"not ({a})"])
    n, t = _number(r, max(depth - 1, 0)), _text(r, 0)
    return r.choice([
        f"{n} {r.choice(['<', '<=', '>', '>=', '=', 'ne'])} {r.choice(['0', '1', '2.5', '.', 'y', 'x'])}",
        f"{t} {r.choice(['<', '>', '=', 'ne', '=:'])} {r.choice([chr(39) + 'a' + chr(39), chr(39) + 'b' + chr(39), 'g', chr(39) + ' ' + chr(39)])}",
        f"x in (1, 2, .)", f"s in ('a', 'Bob', ' ')", f"k in (1:3)", "x", f"0 < {n} < 5", "missing(x)", "y",
    ])  # fmt: skip


def without(program: FuzzProgram, statement: int) -> FuzzProgram:
    """Return the program with a statement left out."""
    return replace(program, statements=program.statements[:statement] + program.statements[statement + 1 :])


def smaller(program: FuzzProgram) -> list[FuzzProgram]:
    """Return programs that are one step smaller: a statement or a row less."""
    found = [without(program, i) for i in range(len(program.statements))]
    for t, table in enumerate(program.tables):
        for i in range(len(table.rows)):
            rows = table.rows[:i] + table.rows[i + 1 :]
            tables = (*program.tables[:t], replace(table, rows=rows), *program.tables[t + 1 :])
            found.append(replace(program, tables=tables))
    return found

"""Random expressions: numbers, texts, conditions, and calls of library functions with arguments of their kinds."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

PICTURES = [
    "8.2",
    "best12.",
    "z5.",
    "comma10.1",
    "6.",
    "12.3",
    "best6.",
    "e10.",
    "dollar9.2",
    "percent8.1",
    "4.1",
    "hex6.",
]
LITERALS = ["'a'", "'Bob'", "' '", "'xyz '", "''", "'åb'", "' lead'", "'A,b'"]


@dataclass(slots=True)
class Expressions:
    """Makes expressions over the variables that are known."""

    r: Random
    numbers: list[str] = field(default_factory=lambda: ["x", "y", "k", "d"])
    texts: list[str] = field(default_factory=lambda: ["s", "g", "s"])

    def number(self, depth: int = 2) -> str:
        """Return an expression that is a number."""
        r = self.r
        if depth <= 0 or r.random() < 0.22:
            return r.choice([*self.numbers, "x", "y", "k", "1", "2", "0.5", "10", ".", "-1", "3"])
        a, b = self.number(depth - 1), self.number(depth - 1)
        t, u = self.text(depth - 1), self.text(depth - 1)
        return r.choice([
            f"{a} + {b}", f"{a} - {b}", f"({a}) * ({b})", f"({a}) / ({b})", f"-({a})", f"sum({a}, {b})", f"max({a}, {b})",
            f"min({a}, {b})", f"mean({a}, {b})", f"abs({a})", f"int({a})", f"round({a}, 0.1)", f"floor({a})", f"mod({a}, 3)",
            f"n({a}, {b})", f"nmiss({a}, {b})", f"length({t})", f"index({t}, 'a')", f"({self.condition(depth - 1)})",
            f"coalesce({a}, {b})", f"ifn({self.condition(depth - 1)}, {a}, {b})", f"missing({a})", f"({a}) ** 2", f"sign({a})",
            f"({a}) >< ({b})", f"({a}) <> ({b})", f"sqrt(abs({a}))", f"ceil({a})", f"input({t}, ?? 8.)", f"round({a})",
            f"missing({t})", f"lengthn({t})", f"countc({t}, 'ab')", f"find({t}, {u})", f"({a}) ** ({b})", f"sum({a}, 1) * 2",
            f"whichn({a}, {b}, 1, 2)", f"indexc({t}, 'ab ')", f"verify({t}, 'ab ')", f"compare({t}, {u})", f"range({a}, {b}, 1)",
            f"year({a})", f"month({a})", f"day({a})", f"weekday({a})", f"mdy(2, {r.choice(['28', '29', 'k'])}, {r.choice(['2020', '2021'])})",
            f"intnx('month', {a}, {r.choice(['1', '-1', 'k'])}{r.choice(['', ', ' + chr(39) + 'e' + chr(39)])})", f"intck('year', {a}, {b})",
            f"count({t}, 'a')", f"countw({t})", f"rank({t})", f"std({a}, {b}, 1)", f"median({a}, {b}, 2)", f"largest(1, {a}, {b})",
            f"({a} = {b})", f"not ({a})", f"round({a}, {r.choice(['0.01', '5', '0.25', '100'])})", f"cmiss({a}, {t})", f"notdigit({t})",
        ])  # fmt: skip

    def text(self, depth: int = 2) -> str:
        """Return an expression that is a text."""
        r = self.r
        if depth <= 0 or r.random() < 0.25:
            return r.choice([*self.texts, "s", "g", *LITERALS])
        a, b = self.text(depth - 1), self.text(depth - 1)
        x = self.number(depth - 1)
        return r.choice([
            f"upcase({a})", f"lowcase({a})", f"trim({a}) || {b}", f"{a} || {b}", "substr(s, 1, 2)", f"cats({a}, {b})",
            f"catx('-', {a}, {b})", f"strip({a})", f"left({a})", f"compress({a}, 'a')", f"scan({a}, {r.choice(['1', '2', '-1'])})",
            f"put({x}, {r.choice(PICTURES)})", f"put(s, ${r.choice(['4', '12', '1', 'char8', 'upcase6'])}.)", f"cat({a}, {b})",
            f"ifc({self.condition(depth - 1)}, {a}, {b})", f"tranwrd({a}, 'a', {r.choice([chr(39) + 'oo' + chr(39), chr(39) * 2, b])})",
            f"reverse({a})", f"coalescec({a}, {b})", f"translate({a}, 'b', 'a')", f"propcase({a})", f"repeat({a}, 1)", f"right({a})",
            f"compbl({a})", f"substr({a} || 'abc', {r.choice(['1', '2', '3'])})", f"cats({x}, {a})", f"catx(', ', {x}, {a}, {b})",
            f"quote(trim({a}))", f"scan({a}, {r.choice(['1', '2'])}, {r.choice([chr(39) + ',' + chr(39), chr(39) + ' ' + chr(39)])})",
            f"trim({a})", f"compress({a}, , {r.choice([chr(39) + 'd' + chr(39), chr(39) + 'kd' + chr(39), chr(39) + 'a' + chr(39)])})",
            f"first({a})", f"char({a}, {r.choice(['1', '2', 'k'])})", f"put({x}, {r.choice(['date9.', 'yymmdd10.', 'monyy7.'])})",
            f"substrn({a}, {x}, 2)", f"choosec({r.choice(['1', '2', '-1'])}, {a}, {b})", f"strip({a}) || '!'",
        ])  # fmt: skip

    def condition(self, depth: int = 1) -> str:
        """Return a condition."""
        r = self.r
        if depth > 0 and r.random() < 0.35:
            a, b = self.condition(depth - 1), self.condition(depth - 1)
            return r.choice([f"({a}) and ({b})", f"({a}) or ({b})", f"not ({a})"])
        n, t = self.number(max(depth - 1, 0)), self.text(0)
        compare = r.choice(["<", "<=", ">", ">=", "=", "ne", "^=", "lt", "ge"])
        colon = r.choice(["=:", "<:", ">=:", "ne:", "in:"]) if r.random() < 0.15 else ""
        if colon == "in:":
            return "s in: ('a', 'Bo')"
        if colon:
            return f"{t} {colon} {r.choice(['g', 's', *LITERALS[:2]])}"
        return r.choice([
            f"{n} {compare} {r.choice(['0', '1', '2.5', '.', 'y', 'x'])}",
            f"{n} {compare} {self.number(0)}",
            f"{t} {compare} {r.choice([chr(39) + 'a' + chr(39), chr(39) + 'b' + chr(39), 'g', chr(39) + ' ' + chr(39)])}",
            "x in (1, 2, .)", "s in ('a', 'Bob', ' ')", "k in (1:3)", "x", f"0 < {n} < 5", "missing(x)", "y", "k in (1, 3:4, .)",
            f"{n} not in (1, 2)", "s not in ('a' 'b')", f"0 <= {n} <= 2.5", "x and y", "x > .z", "x <= .",
        ])  # fmt: skip

    def where(self) -> str:
        """Return a condition for WHERE, with its own operators."""
        r = self.r
        one = r.choice([
            "x between 0 and 5", "x not between 1 and 3", "s contains 'a'", "s ? 'b'", "s like 'a%'", "s like '_b%'", "s not like '%b'",
            "x is missing", "x is not null", "s is missing", "s is not missing", "k in (1, 3:4)", "s in ('a' 'Bob' '')", "g =* 'a'", "s like 'x_y%'",
            "x > 1", "x", "not x", "k ne 2 and y > 0", "y = . or k = 1", "g = 'a' | g = 'b'", "x + y > 2", "substr(s, 1, 1) = 'a'",
            "upcase(g) = 'B'", "k between y and x", "s =: 'a'", "1 <= k <= 2", "same and y", "s gt 'b'", "x in (., 1)", "length(s) > 2",
        ])  # fmt: skip
        if one.startswith("same"):
            one = "k > 0"
        if r.random() < 0.25:
            return f"({one}) {r.choice(['and', 'or', 'and not'])} ({self.where()})"
        return one

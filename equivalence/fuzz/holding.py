"""Random arrays: dimensions and bounds, initial values, temporary, over lists of variables, implicit; elements everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from equivalence.fuzz.parts import FuzzProgram, Part
from equivalence.fuzz.tables import table


@dataclass(frozen=True, slots=True)
class Array:
    """A declared array: its name, its declaration, subscripts that are in bounds, and whether it holds text."""

    name: str
    declared: str
    low: int
    high: int
    text: bool = False
    whole: bool = True

    def at(self, r: Random) -> str:
        """Return an element."""
        left, right = r.choice([("{", "}"), ("[", "]"), ("(", ")")])
        middle = str(r.randint(self.low, self.high))
        safe = f"max({self.low}, min({self.high}, {r.choice(['k', 'y', 'i', 'x', '_n_'])}))"
        return f"{self.name}{left}{r.choice([middle, middle, safe])}{right}"


NUMERIC = [
    Array("v", "array v{3} x y k;", 1, 3), Array("v", "array v{*} x y k d;", 1, 4), Array("v", "array v(0:2) x y k;", 0, 2),
    Array("v", "array v[3] v1-v3 (1 2 3);", 1, 3), Array("v", "array v{4} v1-v4 (2*5 . -1);", 1, 4), Array("v", "array v{3} (3*0);", 1, 3),
    Array("v", "array v{3} _temporary_ (1, 2.5, .);", 1, 3), Array("v", "array v{-1:1} _temporary_;", -1, 1), Array("v", "array v{5} v1-v5 (1 2);", 1, 5),
    Array("v", "array v{*} _numeric_;", 1, 4), Array("v", "array v{3} 4 v1-v3;", 1, 3), Array("v", "array v x y k;", 1, 3), Array("v", "array v{3};", 1, 3),
    Array("v", "array v{2:3} x--y;", 2, 3), Array("v", "array v{*} x v8-v10;", 1, 4),
    Array("v", "array v{4} _temporary_ (2*1 2*3);", 1, 4),
]  # fmt: skip
TEXT = [
    Array("w", "array w{2} $ s g;", 1, 2, True), Array("w", "array w{*} _character_;", 1, 2, True), Array("w", "array w{3} $4 w1-w3 ('a' 'bb' 'cc ccc');", 1, 3, True),
    Array("w", "array w{0:1} $ s g;", 0, 1, True), Array("w", "array w{3} $8 _temporary_ ('x' 2*'y');", 1, 3, True), Array("w", "array w{2} $ 5;", 1, 2, True),
    Array("w", "array w{2} $3 _temporary_;", 1, 2, True), Array("w", "array w $ w1-w2;", 1, 2, True),
]  # fmt: skip
MATRICES = [
    ("array m{2,2} m1-m4;", 1, 1), ("array m{2,2} m1-m4 (1 2 3 4);", 1, 1), ("array m{2,0:1} _temporary_;", 1, 0), ("array m{0:1,2} m1-m4 (4*0);", 0, 1),
    ("array m{2,2} x y k d;", 1, 1), ("array m{2,2} _temporary_ (1 2 3 .);", 1, 1),
]  # fmt: skip


def generate(r: Random) -> FuzzProgram:
    """Return a program with a DATA step around arrays."""
    data = table(r, "a", tame=True, special=False)
    vector, words = r.choice(NUMERIC), r.choice(TEXT)
    matrix, low, second = r.choice(MATRICES)
    text = []
    kinds = r.sample(
        ["vector", "vector", "words", "matrix", "implicit", "over", "cube", "nested"], r.choice([1, 2, 2, 3])
    )
    declared: list[str] = []
    for kind in kinds:
        match kind:
            case "vector":
                declared.append(vector.declared)
                text += [_number(r, vector) for _ in range(r.choice([1, 2, 3]))]
            case "words":
                declared.append(words.declared)
                text += [_word(r, words) for _ in range(r.choice([1, 2]))]
            case "matrix":
                declared.append(matrix)
                text += [_matrix(r, low, second) for _ in range(r.choice([1, 2]))]
            case "implicit":
                declared.append("array q(j) x y k;")
                text.append(
                    r.choice(
                        [
                            "do j = 1 to 3; if q < 0 then q = 0; end;",
                            "j = 2; q = q + 1;",
                            "do j = 3 to 1 by -1; n2 = q; end;",
                            "j = 1; q + 1;",
                        ]
                    )
                )
            case "over":
                declared.append(r.choice(["array o x y;", "array o x y k;", "array o $ s g;"]))
                text.append(
                    r.choice(["do over o; o = upcase(o); end;", "do over o; if o = ' ' then o = 'z'; end;", "do over o; u = cats(u, o); end;"])
                    if "$" in declared[-1]
                    else r.choice(["do over o; o = o * 2; end;", "do over o; if o = . then o = -1; tot + o; end;", "do over o; n3 = _i_; end;", "do over o; if o > 1 then leave; end;"])
                )  # fmt: skip
            case "cube":
                declared.append(
                    r.choice(
                        [
                            "array c{2,2,2} _temporary_ (8*0);",
                            "array c{2,2,2} c1-c8;",
                            "array c{2,2,0:1} c1-c8 (1 2 3 4 5 6 7 8);",
                        ]
                    )
                )
                base = 0 if "0:1" in declared[-1] else 1
                text.append(
                    f"do i = 1 to dim(c); do j = 1 to dim2(c); do h = lbound3(c) to hbound(c, 3); c{{i, j, h}} = sum(c{{i, j, h}}, i * j, h); end; end; end; n1 = c{{2, 1, {base}}};"
                )
            case _:
                declared.append("array p{3} _temporary_ (3 1 2); array z{3} x y k;")
                text.append(
                    r.choice(
                        [
                            "n1 = z{p{1}};",
                            "do i = 1 to 3; z{p{i}} = i; end;",
                            "n1 = z{p{p{2}}};",
                            "do i = 1 to dim(z); n1 = sum(n1, z{p{i}} * i); end;",
                        ]
                    )
                )
    body = [
        Part("length u $40;", fixed=True),
        Part("set a;", fixed=True),
        *(Part(line) for line in dict.fromkeys(declared)),
    ]
    if any("_numeric_" in line or "_character_" in line for line in declared):
        body[0], body[1] = body[1], Part("length u $40;", fixed=True)
        body = [body[0], *body[2:], body[1]]
    body += [Part(line) for line in text]
    if r.random() < 0.25:
        body.append(Part("drop i j;"))
    return FuzzProgram("arrays", (data.part, Part("data out;", tuple(body), "run;", fixed=True)), 1e-12)


def _number(r: Random, a: Array) -> str:
    one, two = a.at(r), a.at(r)
    bounds = r.choice(
        [f"{a.low} to {a.high}", "lbound(v) to hbound(v)", f"{a.high} to {a.low} by -1", f"{a.low}, {a.high}"]
    )
    change = r.choice(
        ["v{i} = v{i} + 1", "if v{i} = . then v{i} = 0", "v{i} + 1", "v{i} = lag(v{i})", "n1 = sum(n1, v{i})", "if v{i} > 1 then leave", "v{i} = i",
         "if v{i} < 0 then continue; n2 = v{i}", "v{i} = max(of v{*})", "v{i} = -v{i}", "call missing(v{i})", "v{i} = round(v{i} / 3, 0.1)"]
    )  # fmt: skip
    # what PUT writes for the name of an element of a temporary array is not documented
    shown = f"put '#' {one}=;" if "_temporary_" not in a.declared else f"put '#' {one};"
    broken = f"n1 = v{{{a.high + 1}}};" if r.random() < 0.3 else f"n1 = v{{{a.low} + 0.7}};"
    return r.choice(
        [
            f"do i = {bounds}; {change}; end;", f"do i = {bounds}; {change}; end;", f"{one} = {two} + 1;", f"n2 = {one} - {two};", f"{one} + x;",
            f"n{r.randint(1, 3)} = {r.choice(['sum', 'mean', 'n', 'nmiss', 'max', 'min', 'range', 'std', 'median'])}(of v{{*}});", "if x in v then n3 = 1;", "if 1 in v then n3 = 2;",
            f"n3 = whichn({r.choice(['1', 'x', '.'])}, of v{{*}});", "call sortn(of v{*});", "n1 = dim(v); n2 = lbound(v) + 10 * hbound(v);", "call missing(of v{*});",
            f"if {one} > {two} then {one} = .;", shown, broken if r.random() < 0.2 else f"n3 = {one};", "n2 = coalesce(of v{*});",
            "u = catx(',', of v{*});", "n1 = largest(1, of v{*});", f"select; when ({one} > 1) n1 = 1; otherwise {two} = 5; end;", f"do i = {bounds} while (v{{i}} > 0); n1 = v{{i}}; end;",
            f"u = vname(v{{{a.low}}});" if "_temporary_" not in a.declared else "n2 = v{1};",
        ]
    )  # fmt: skip


def _word(r: Random, a: Array) -> str:
    one, two = a.at(r), a.at(r)
    change = r.choice(
        [
            "w{i} = upcase(w{i})",
            "u = cats(u, w{i})",
            "if w{i} = ' ' then w{i} = 'empty'",
            "substr(w{i}, 1, 1) = 'Q'",
            "w{i} = reverse(strip(w{i}))",
            "n1 = length(w{i})",
        ]
    )
    return r.choice(
        [
            f"do i = lbound(w) to hbound(w); {change}; end;", f"{one} = {two};", f"{one} = trim({two}) || '+';", "u = catx('|', of w{*});", f"if {one} = 'a' then n1 = 1;",
            "if s in w then n2 = 1;", "call sortc(of w{*});", "n3 = whichc('a', of w{*});", f"{one} = put(x, 6.1);", "call missing(of w{*});", f"n2 = length({one});",
            "n1 = cmiss(of w{*});", f"{one} = 'longer than all';", "u = coalescec(of w{*});", f"n1 = input({one}, ?? 8.);",
        ]
    )  # fmt: skip


def _matrix(r: Random, low: int, second: int) -> str:
    body = r.choice(
        ["m{i, j} = i * 10 + j;", "m{i, j} = sum(m{i, j}, x);", "if m{i, j} > 2 then n1 = m{i, j};", "n2 = sum(n2, m{i, j});", f"m{{i, j}} = m{{{low}, j}};", "m{i, j} + 1;"]
    )  # fmt: skip
    return r.choice(
        [
            f"do i = {low} to {low + 1}; do j = {second} to {second + 1}; {body} end; end;",
            f"do i = lbound(m) to hbound(m); do j = lbound(m, 2) to hbound(m, 2); {body} end; end;",
            f"n3 = m{{{low}, {second + 1}}} + dim(m) * 100 + dim(m, 2);",
            "n1 = sum(of m{*});",
            f"m[{low}, {second}] = x;",
            f"call missing(m{{{low + 1}, {second}}});",
        ]
    )

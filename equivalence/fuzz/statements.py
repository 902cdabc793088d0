"""Random DATA step statements as parts."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from equivalence.fuzz.expressions import Expressions
from equivalence.fuzz.parts import Part

DECLARED = ("retain", "array", "chararray", "temporary", "matrix")


@dataclass(slots=True)
class Statements:
    """Makes statements; remembers what has to be declared before them, and what stands at the end of the step."""

    r: Random
    by: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    numeric: list[str] = field(default_factory=lambda: ["x", "y", "k", "d"])
    outputs: list[str] = field(default_factory=lambda: ["out"])
    declared: dict[str, Part] = field(default_factory=dict)
    final: list[Part] = field(default_factory=list)
    count: int = 0
    log: bool = True
    texts: bool = False

    @property
    def e(self) -> Expressions:
        """Expressions over what the statements made so far have."""
        made = [name for name in ("x", "y", "k", "d") if name in self.numeric]
        return Expressions(self.r, made + ["n1", "n2", "tot1"])

    def declarations(self) -> list[Part]:
        """Return the declarations that the statements need."""
        return (
            [Part("length u ct $20 tt $8;", fixed=True), *self.declared.values()]
            if self.texts
            else list(self.declared.values())
        )

    def block(self, low: int, high: int, depth: int = 0) -> tuple[Part, ...]:
        """Return several statements."""
        return tuple(self.statement(depth) for _ in range(self.r.randint(low, high)))

    def statement(self, depth: int = 0) -> Part:
        """Return one statement."""
        r = self.r
        n = r.randint(1, 3)
        kinds = (
            ["assign"] * 6
            + ["if"] * 3
            + ["else"] * 3
            + ["sum", "sum", "text", "text", "lag", "lag", "select", "select when"]
        )
        kinds += [
            "loop",
            "loop",
            "array",
            "chararray",
            "temporary",
            "matrix",
            "retain",
            "output",
            "delete",
            "substr",
            "while",
            "until",
        ]
        kinds += ["call", "put", "over", "routine", "list loop", "of"]
        if depth == 0:
            kinds += ["filter", "goto", "link", "stop", "length", "error"]
        if self.by:
            kinds += ["reset", "reset", "first", "last", "edge value"]
        if self.flags:
            kinds += ["in", "in"]
        if depth >= 2:
            kinds = [
                "assign",
                "assign",
                "sum",
                "text",
                "lag",
                "array",
                "retain",
                "call",
                "put",
                "edge value" if self.by else "sum",
            ]
        match r.choice(kinds):
            case "assign":
                return Part(f"n{n} = {self.e.number(2)};")
            case "text":
                return Part(f"t{n} = {self.e.text(2)};")
            case "if":
                return Part(f"if {self.e.condition(1)} then {self.simple()}")
            case "else":
                return self._else(depth)
            case "filter":
                return Part(f"if {self.e.condition(1)};")
            case "delete":
                return Part(f"if {self.e.condition(1)} then delete;")
            case "error":
                return Part(
                    r.choice(
                        [
                            f"if {self.e.condition(0)} then error 'bad value ' x=; n1 = _error_;",
                            "if x > 3 then error; n2 = _error_;",
                            f"if {self.e.condition(0)} then _error_ = 1; n3 = _error_;",
                            f"if {self.e.condition(0)} and _n_ > 2 then abort;",
                        ]
                    )
                )
            case "stop":
                return Part(f"if {self.e.condition(0)} then {r.choice(['stop', 'return', 'return'])};")
            case "sum":
                return Part(
                    r.choice(
                        [
                            f"tot{n} + {self.e.number(1)};",
                            f"if {self.e.condition(1)} then tot{n} + 1;",
                            f"tot{n} + x;",
                            f"tot{n} + (-y);",
                        ]
                    )
                )
            case "lag":
                return Part(self._lag(n))
            case "select":
                values = r.choice(["1, 2", "1", ".", "2, ., 3"])
                other = r.choice(["otherwise;", f"otherwise {self.simple()}", f"otherwise {self.simple()}"])
                whens = (
                    Part(f"when ({values}) {self.simple()}"),
                    Part(f"when ({r.choice(['3', '0', 'x', '-1', '2'])}) {r.choice([';', self.simple()])}"),
                )
                return Part(
                    f"select ({r.choice(['k', 'y', 'x', 'k + 1'])});",
                    (*whens, Part(other, fixed=True)),
                    "end;",
                )
            case "select when":
                last = Part(r.choice(["otherwise;", f"otherwise {self.simple()}"]), fixed=True)
                tests = tuple(
                    Part(f"when ({self.e.condition(1)}) {self.simple()}") for _ in range(r.randint(1, 3))
                )
                return Part("select;", (*tests, last), "end;")
            case "loop":
                return self._loop(depth)
            case "list loop":
                return self._list_loop()
            case "while":
                start = f"c{n} = {r.choice(['0', '1', 'sum(k, 0)'])};"
                head = r.choice(
                    [
                        f"do while (c{n} < {r.choice(['3', '4', 'y'])});",
                        f"do while (c{n} < 4 and {self.e.condition(0)});",
                    ]
                )
                return Part(
                    start,
                    (Part(head, (Part(f"c{n} = c{n} + 1;", fixed=True), Part(self.simple())), "end;"),),
                    flat=False,
                )
            case "until":
                start = f"c{n} = 0;"
                head = f"do until (c{n} >= {r.choice(['3', '1', '0', '4'])}{r.choice(['', ' or x < 0', ' or s = ' + chr(39) + 'a' + chr(39)])});"
                return Part(
                    start,
                    (Part(head, (Part(f"c{n} = c{n} + 1;", fixed=True), *self.block(1, 2, 2)), "end;"),),
                    flat=False,
                )
            case "array":
                self.declared["v"] = Part("array v{3} x y k;")
                do = r.choice(
                    [
                        "do j = 1 to 3;",
                        "do j = 1 to dim(v);",
                        "do j = 3 to 1 by -1;",
                        "do j = lbound(v) to hbound(v);",
                        "do j = 1, 3;",
                    ]
                )
                change = r.choice([".", "99", "v{j} + 1", "v{4 - j}", "sum(of v{*})", "-v{j}", "lag(v{j})"])
                return Part(
                    f"{do} if v{{j}} {r.choice(['<', '>', '=', 'ne'])} {r.choice(['0', '1', '.'])} then v{{j}} = {change}; end;"
                )
            case "chararray":
                self.texts = True
                self.declared["w"] = Part(
                    r.choice(["array w{2} $ s g;", "array w{*} s g;", "array w{0:1} s g;"])
                )
                low = 0 if "0:1" in self.declared["w"].head else 1
                return Part(
                    f"do j = {low} to {low + 1}; {r.choice(['w{j} = upcase(w{j});', 'if w{j} = ' + chr(39) + 'a' + chr(39) + ' then n1 = j;', 'u = cats(u, w{j});', 'w{j} = substr(w{j}, 2);'])} end;"
                )
            case "temporary":
                self.declared["p"] = Part(
                    r.choice(
                        [
                            "array pp{3} _temporary_ (1 2 5);",
                            "array pp{0:2} _temporary_ (3*0);",
                            "array pp{3} _temporary_;",
                        ]
                    )
                )
                index = r.choice(["1", "2", "1 + (x > 1)", "max(1, min(2, k))"])
                return Part(
                    r.choice(
                        [
                            f"n{n} = pp{{{index}}};",
                            f"pp{{{index}}} = sum(pp{{{index}}}, x);",
                            f"pp{{{index}}} + 1; n{n} = pp{{1}};",
                            f"n{n} = sum(of pp{{*}});",
                        ]
                    )
                )
            case "matrix":
                self.declared["m"] = Part(
                    r.choice(
                        ["array m{2,2} m1-m4;", "array m{2,2} m1-m4 (1 2 3 4);", "array m{2,0:1} m1-m4;"]
                    )
                )
                low = 0 if "0:1" in self.declared["m"].head else 1
                body = r.choice(
                    [
                        "m{i,j} = i * 10 + j;",
                        "m{i,j} = sum(m{i,j}, x);",
                        "if m{i,j} > 2 then n1 = m{i,j};",
                        "m{i,j} = x + m{3-i,j};",
                    ]
                )
                return Part(f"do i = 1 to 2; do j = {low} to {low + 1}; {body} end; end;")
            case "over":
                self.declared["q"] = Part("array q x y;")
                return Part(
                    f"do over q; {r.choice(['if q = . then q = 0;', 'q = q * 2;', 'tot1 + q;', 'if q < 0 then q = -q;'])} end;"
                )
            case "of":
                self.declared.setdefault("v", Part("array v{3} x y k;"))
                return Part(
                    r.choice(
                        [
                            f"n{n} = {f}(of v{{*}});"
                            for f in ("sum", "mean", "max", "n", "nmiss", "min", "range")
                        ]
                        + [
                            f"n{n} = sum(of x y, k);",
                            f"t{n} = catx('/', of x y s);",
                            f"n{n} = mean(of x--y);",
                        ]
                    )
                )
            case "retain":
                init = r.choice(["", " 0", " 5", " .", " -1"])
                name = r.choice([f"r{n}", f"r{n}", f"n{n}", "x"])
                self.declared["retain" + name] = Part(f"retain {name}{init};")
                if r.random() < 0.2:
                    self.declared["retain list"] = Part(
                        r.choice(["retain ra rb (1 2);", "retain ra1-ra3 0;", "retain ra 1 rt 'abc';"])
                    )
                return Part(
                    r.choice(
                        [
                            f"if x > {name} then {name} = x;",
                            f"{name} = sum({name}, y);",
                            f"n1 = {name}; {name} = y;",
                            f"{name} = {name} + 1;",
                        ]
                    )
                )
            case "output":
                to = r.choice(["", "", *[" " + o for o in self.outputs]])
                return Part(r.choice([f"output{to};", f"if {self.e.condition(1)} then output{to};"]))
            case "substr":
                return Part(r.choice([
                    f"t{n} = substr(s, {r.choice(['1', '2', '1, 2', '2, 1'])});", "if s ne ' ' then substr(s, 1, 1) = 'Q';",
                    "substr(s, 2, 2) = 'é';", f"substr(s, {r.choice(['1', '3', '2'])}) = g;", "substr(g, 1, 1) = upcase(g);",
                ]))  # fmt: skip
            case "call" | "routine":
                return Part(self._call(n))
            case "put":
                return Part(self._put())
            case "goto":
                self.count += 1
                label = f"skip{self.count}"
                return Part(
                    f"if {self.e.condition(0)} then go to {label};",
                    (*self.block(1, 2, 2), Part(f"{label}: n{n} = sum(n{n}, 1);", fixed=True)),
                )
            case "link":
                self.count += 1
                label = f"sub{self.count}"
                if not self.final:
                    self.final.append(Part("return;"))
                self.final.append(
                    Part(f"{label}:", (*self.block(1, 2, 2), Part("return;", fixed=True)), fixed=True)
                )
                return Part(f"{r.choice(['', 'if x > 1 then ', 'if y then '])}link {label};")
            case "length":
                self.declared["length"] = Part(
                    r.choice(
                        [
                            "length t1 $3;",
                            "length n1 4;",
                            "length n2 3 t2 $20;",
                            "length n1-n3 5;",
                            "length s $4;",
                            "attrib n1 length=4 label='L1' format=6.1;",
                        ]
                    )
                )
                return Part(f"n{n} = {r.choice(['x', 'x / 3', 'k * 1.1', 'd'])};")
            case "reset":
                key = r.choice(self.by)
                return Part(
                    f"if first.{key} then do; tot1 = 0; tot2 = 0; end; tot1 + {self.e.number(1)}; tot2 + 1;"
                )
            case "first":
                return Part(f"f{n} = {r.choice(['first', 'last'])}.{r.choice(self.by)};")
            case "edge value":
                a, b = r.choice(self.by), r.choice(self.by)
                return Part(
                    r.choice(
                        [
                            f"n{n} = first.{a} + 2 * last.{b};",
                            f"if first.{a} and last.{b} then n{n} = -1;",
                            f"if not first.{a} then n{n} = x;",
                            f"if first.{a} ne last.{b} then t{n} = 'ne';",
                        ]
                    )
                )
            case "last":
                return Part(
                    f"if {r.choice(['first', 'last'])}.{r.choice(self.by)}{r.choice(['', ' then output', ' then delete', ' then tot1 = 0'])};"
                )
            case _:
                a, b = r.choice(self.flags), r.choice(self.flags)
                return Part(
                    r.choice(
                        [
                            f"fa = {a}; fb = {b};",
                            f"if {a};",
                            f"if {a} and {b};",
                            f"if {a} and not {b} then n1 = 1;",
                            f"if {b} then output;",
                            f"if not {a} then x = .;",
                        ]
                    )
                )

    def simple(self) -> str:
        """Return a statement that can stand after THEN."""
        r = self.r
        n = r.randint(1, 3)
        return r.choice([
            f"n{n} = {self.e.number(1)};", f"t{n} = {self.e.text(1)};", f"n{n} = n{n} + 1;", "x = .;", "s = ' ';", f"y = {self.e.number(1)};",
            f"tot{n} + 1;", f"call missing({r.choice(['x', 'x, s', 's', 'n1'])});", "x = x * 2;", f"t{n} = {self.e.text(1)};", f"n{n} = {self.e.number(1)};",
        ])  # fmt: skip

    def _else(self, depth: int) -> Part:
        r = self.r
        inner = self.block(1, 3, depth + 1)
        if r.random() < 0.4:
            other = self.block(1, 2, depth + 1)
            return Part(
                "",
                (
                    Part(f"if {self.e.condition(1)} then do;", inner, "end;", fixed=True),
                    Part("else do;", other, "end;"),
                ),
                flat=False,
            )
        tail = r.choice(
            [
                "",
                f" else {self.simple()}",
                f" else if {self.e.condition(1)} then {self.simple()} else {self.simple()}",
            ]
        )
        return Part(f"if {self.e.condition(1)} then do;", inner, f"end;{tail}", flat=tail != "")

    def _lag(self, n: int) -> str:
        e, r = self.e, self.r
        return r.choice([
            f"l{n} = lag(x);", f"l{n} = dif(y);", f"lt{n} = lag(s);", f"l{n} = lag2(k);", f"if {e.condition(0)} then l{n} = lag(x);",
            f"l{n} = dif2(x) + lag(y);", f"l{n} = lag3(n1);", f"if lag(s) = s then l{n} = 1;", f"l{n} = ifn(x > 0, lag(x), y);", f"l{n} = x - lag(x);",
            f"l{n} = lag({e.number(1)});", f"lt{n} = catx('>', lag(g), g);", f"do i = 1 to 2; l{n} = lag(x + i); end;", f"l{n} = sum(lag1(x), lag2(x));",
        ])  # fmt: skip

    def _loop(self, depth: int) -> Part:
        r = self.r
        head = r.choice([
            "do i = 1 to 3;", "do i = 1 to y;", "do i = 1 to 2 by 1;", "do i = 3 to 1 by -1;", "do i = 0 to 1 by 0.25;", "do i = 1 to 3 while (i < 3);",
            "do i = 1 to 5 until (i * 2 > 4);", "do i = 0.1 to 0.5 by 0.1;", "do i = k to k + 2;", "do i = 1 to 2, 5, 7 to 8;", "do i = 2 to 1;",
            "do i = 1 to 10 by 3;", "do i = 3 to y by -1;",
        ])  # fmt: skip
        body = r.choice([
            "z + i;", "z = sum(z, i * x);", "if i = 2 then leave; z = i;", "if i = 2 then continue; z = i;", "if i = 1 then i = i + sign(n1 > 99); z = i;",
            "z = i; if x > 2 then i = 100;", "output;", "tot2 + i; if tot2 > 50 then leave;", "do h = 1 to 2; if h = 2 then leave; z = h; end;",
        ])  # fmt: skip
        more = self.block(0, 1, 2)
        return Part(head, (Part(body), *more), "end;", flat=True)

    def _list_loop(self) -> Part:
        r = self.r
        self.texts = True
        head = r.choice(
            [
                "do i = 1, 5, 2;",
                "do i = ., 1, x;",
                "do tt = 'a', 'bcd', 'e';",
                "do i = 2, 4 to 6 by 2, .;",
                "do tt = 'one', s;",
                "do i = x, y, k;",
            ]
        )
        return Part(f"{head} {r.choice(['z = i; u = tt;', 'tot3 + i; u = cats(u, tt);', 'output;'])} end;")

    def _call(self, n: int) -> str:
        self.texts = True
        e, r = self.e, self.r
        return r.choice([
            "call missing(x, s);", f"call missing(of {r.choice(['x y', 'x--y'])});", "call sortn(x, y, k);", "call sortc(u, tt);",
            f"call catx('-', ct, {e.text(0)}, {e.number(0)});", "call cats(ct, s, g);", f"call missing(n{n}, s);", f"call scan(s, {r.choice(['1', '2', '-1'])}, pos, len);",
            f"call vname({r.choice(['x', 's', 'k'])}, tt);", "call label(x, ct);", "call prxchange('s/a/X/', -1, ct);", "ct = s; call prxchange('s/[a-b]/Q/i', 1, ct);",
            "call prxsubstr(prxparse('/b+/'), s, pos, len);", "rx = prxparse('/(a)(b)?/'); if prxmatch(rx, s) then call prxposn(rx, 1, pos, len);",
            "if _n_ = 1 then rx = prxparse('/[a-z]/'); retain rx; st = 1; en = length(s); call prxnext(rx, st, en, s, pos, len);", f"call sortn(x, n{n}, y);", "call cats(u, x, '-', k);",
        ])  # fmt: skip

    def _put(self) -> str:
        if not self.log:
            return "n1 = 1;"
        r = self.r
        return "put '#' " + r.choice([
            "x= s= g=;", "x y k;", "x 8.2 +1 s $8. y best6.;", "s $quote12. x= 6.1;", "@5 x @20 s @40 g;", "'x is ' x ', s is ' s +(-1) '.';",
            "(x y k) (=);", "(x y) (6.2);", "_n_= x=;", "x= / '#second ' s=;", "s $char8. '|' g $3. '|';", "x comma12.2 y z5. k;", "n1= g=;", "d date9. +2 d yymmdd10.;",
            "x 12.4-l '|' s $10.-r '|';", "'a' @; put s;", "5*'-' x;", "x best12.;", "_error_= s=;", "x hex16.;", "x e12.;", "k roman8. ;",
        ])  # fmt: skip

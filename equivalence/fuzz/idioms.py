"""Random programs around the column-wise rules and the plain forms of PROCs: each generator aims at one rule, at its
conditions and just beside them."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from equivalence.fuzz.parts import FuzzProgram, Part, lines

QUARTERS = ". . 0 1 -1 2 2.5 -2.5 0.5 0.25 3 10 100 4 12.75 -0.75".split()
WHOLE = [".", "1", "2", "3", "1", "2", "-1", "0"]
GROUPS = ["", "a", "a", "b", "B", "c", "å"]
SIZES = [0, 1, 2, 3, 4, 6, 9, 14]


def rows(r: Random, name: str, columns: str, pools: list[list[str]], size: int, sorted_by: str = "") -> Part:
    """Return a DATA step that reads random lines, and a PROC SORT where the order is wanted."""
    text = ["|".join(r.choice(pool) for pool in pools) for _ in range(size)]
    head = f"data {name};\n  infile datalines dsd dlm='|' truncover;\n  input {columns};\ndatalines;"
    body = [Part(head, lines(text), ";", fixed=True)]
    if sorted_by:
        body.append(Part(f"proc sort data={name}; by {sorted_by}; run;", fixed=True))
    return Part("", tuple(body), "")


def table(r: Random, sorted_by: str = "") -> Part:
    """Return the data set a: g and h $3, k and m whole, x and y quarters, w a weight (sums and moments are the same in any order)."""
    columns = "g :$3. h :$3. k m x y w"
    weights = [".", "0", "1", "2", "0.5"]
    return rows(
        r,
        "a",
        columns,
        [GROUPS, GROUPS[:4], WHOLE, WHOLE[:5], QUARTERS, QUARTERS, weights],
        r.choice(SIZES),
        sorted_by,
    )


STATISTICS = "n nmiss sum mean std var min max range median q1 q3 p1 p5 p10 p20 p30 p40 p60 p70 p80 p90 p95 p99 p25 p50 p75".split()


def means(r: Random) -> FuzzProgram:
    """PROC MEANS with CLASS, BY and OUTPUT."""
    by = r.choice(["", "", "", "", "g", "k", "k g"])
    classes = r.choice(["", "g", "k", "g h", "k g", "k m", "g k m"])
    classes = " ".join(c for c in classes.split() if c not in by.split())
    options = r.choice(["nway", "nway", "", "", "nway missing", "missing"])
    variables = r.choice(["x", "x", "x y", "y x", "x y m" if "m" not in classes else "x"])
    body = [Part(f"by {by};")] if by else []
    if classes:
        body.append(Part(f"class {classes}{r.choice(['', '', '', ' / missing'])};"))
    body.append(Part(f"var {variables};", fixed=True))
    names = variables.split()
    chosen = r.sample(STATISTICS, r.choice([1, 2, 3, 5]))
    requests = r.choice([
        " ".join(f"{s}({r.choice(names)})={s}_" for s in chosen),
        " ".join(f"{s}=" for s in chosen) + " / autoname",
        f"{chosen[0]}=",
        f"{chosen[0]}={' '.join(reversed(names))}",
        f"n=count {' '.join(f'{s}({names[0]})={s}' for s in chosen)} nmiss({names[0]})=gone",
        f"sum({names[0]})={names[0]} mean({names[0]})=mean max({names[-1]})=most",
    ])  # fmt: skip
    side = r.choice(
        [
            "",
            "",
            "",
            "(drop=_type_)",
            "(drop=_type_ _freq_)",
            "(rename=(_freq_=rows))",
            f"(drop={(classes or 'm').split()[0]})",
            "(keep=_freq_)",
        ]
    )
    source = r.choice(
        [
            "a",
            "a",
            "a",
            "a(where=(x > 0))",
            "a(obs=5)",
            "a(rename=(x=z y=x z=y))" if False else "a(drop=h)" if "h" not in classes else "a",
        ]
    )
    target = r.choice(["out", "out", "out", "a"])
    body.append(Part(f"output out={target}{side} {requests};", fixed=True))
    if r.random() < 0.1:
        body.append(Part("output out=second mean=;"))
    head = f"proc means data={source} {options} {r.choice(['noprint', 'noprint', 'n mean']) if not (by and classes) else 'noprint'};"
    return FuzzProgram("idiom means", (table(r, by), Part(head, tuple(body), "run;", fixed=True)), 1e-12)


def counts(r: Random) -> FuzzProgram:
    """PROC FREQ with OUT=."""
    request = r.choice(["g", "k", "x", "g*h", "k*g", "g*k", "k*m", "g*h*k"])
    options = r.choice(["", "", " missing"]) + r.choice(
        ["", "", " nocum", " norow nocol nopercent", " noprint"]
    )
    side = r.choice(["", "", "", "(drop=percent)", "(rename=(count=rows))", "(keep=count percent)"])
    body = [Part(f"tables {request} /{options} out=out{side};", fixed=True)]
    if r.random() < 0.3:
        body.append(Part(r.choice(["weight w;", "weight w / zeros;"])))
    if r.random() < 0.1:
        body.append(Part("where x > 0;"))
    source = r.choice(["a", "a", "a(obs=4)", "a(where=(y ne 1))"])
    head = f"proc freq data={source}{r.choice(['', '', ' noprint'])};"
    return FuzzProgram("idiom counts", (table(r), Part(head, tuple(body), "run;", fixed=True)), 1e-12)


CONDITIONS = [
    "x > 1", "x < y", "g = 'a'", "k", "not (x < 1)", "x = .", "y ne 2", "g in ('a', 'b')", "x > 0 and y > 0",
    "x > 1 or g = ' '",
]  # fmt: skip


def step(head: str, statements: list[str], tail: str = "run;") -> Part:
    """Return a DATA step of statements that shrinking may leave out."""
    return Part(head, lines(statements), tail, fixed=True)


def outputs(r: Random) -> FuzzProgram:
    """Rows to several data sets: IF and ELSE, SELECT, IN= of a merge, FIRST. and LAST., _N_ and END=."""
    kind = r.choice(["set", "set", "by", "merge", "stack"])
    made = [table(r, "g" if kind in ("by", "merge") else "")]
    conditions = list(CONDITIONS)
    if kind == "merge":
        made.append(rows(r, "b", "g :$3. z", [GROUPS, WHOLE], r.choice(SIZES), "g"))
        reading = ["merge a(in=ina) b(in=inb); by g;"]
        conditions = ["ina and inb", "ina", "inb", "not inb", "ina and not inb", *conditions[:3]]
    elif kind == "by":
        reading = ["set a; by g;"]
        conditions = ["first.g", "last.g", "first.g and last.g", "not last.g", *conditions[:3]]
    elif kind == "stack":
        made.append(rows(r, "b", "g :$3. x", [GROUPS, QUARTERS], r.choice(SIZES)))
        reading = [r.choice(["set a b;", "set a(in=ina) b(in=inb); src = inb;"])]
    else:
        reading = ["set a end=eof;"]
        conditions += ["_n_ = 1", "_n_ > 2", "eof", "eof or _n_ = 1", "mod(_n_, 2)"]
    first, second, third = (r.choice(conditions) for _ in range(3))
    body = reading + r.sample(
        [
            "n = x + 1;",
            f"if {r.choice(CONDITIONS)};",
            f"if {third} then t = 'yes';",
            "tot + x;",
            "pos = _n_;",
            "made = today();",
        ],
        r.choice([0, 1, 2]),
    )
    body.append(
        r.choice([
            f"if {first} then output o1; else output o2;",
            f"if {first} then output o1; else if {second} then output o2; else output o3;",
            f"if {first} then output o1; if {second} then output o2;",
            f"output o1; if {first} then output o2;",
            f"if {first} then output o1 o2; else output o2;",
            f"if {first} then do; output o1; if {second} then output o2; end;",
            f"select; when ({first}) output o1; when ({second}) output o2; otherwise output o3; end;",
            "select (k); when (1) output o1; when (2, .) output o2; otherwise; end;",
            f"if {first} then output; else output o1;",
            "",
        ])
    )  # fmt: skip
    choice = r.choice(["", "", "(drop=x)", "(keep=g k)", "(rename=(x=x2))"])
    written = [f"o1{choice}", "o2", "o3(drop=y)"]
    if body[-1]:
        written = [
            name
            for name in written
            if f" {name[:2]}" in body[-1] or ("output;" in body[-1] and name != "o3(drop=y)")
        ]
    head = f"data {' '.join(written)};"
    return FuzzProgram("idiom outputs", (*made, step(head, body)))


ELEMENTS = [
    "if q{{i}} = . then q{{i}} = 0;", "if q{{i}} < {n} then q{{i}} = {n}; else q{{i}} = q{{i}} * 2;", "q{{i}} = q{{i}} + w;",
    "if q{{i}} in (1, {n}) then q{{i}} = .;", "new{{i}} = q{{i}} - x;", "if q{{i}} > {n} then new{{i}} = q{{i}};", "new{{i}} = .;",
    "if q{{i}} > {n} then high + 1;", "total + q{{i}};", "if q{{i}} = . then q{{i}} = q{{i-1}};", "q{{i}} = sum(q{{i}}, q{{i-1}});",
    "if q{{i}} > w then do; w = q{{i}}; q{{i}} = {n}; end;", "if s{{i}} = ' ' then s{{i}} = 'none'; else s{{i}} = upcase(s{{i}});",
    "t{{i}} = cats(s{{i}}, 'x');", "if s{{i}} = 'a' then high + 1;", "if q{{i}} = . then delete;", "if q{{i}} > 1 then first = i;",
    "q{{i}} = lag(q{{i}});",
]  # fmt: skip


def arrays(r: Random) -> FuzzProgram:
    """Loops over the elements of arrays: recoded, made anew, counted, looked at beside each other."""
    pools = [WHOLE[:4], *([QUARTERS] * 4), QUARTERS, *([GROUPS] * 4)]
    made = rows(r, "a", "id q1-q4 w c1 :$3. c2 :$3. c3 :$3. c4 :$3.", pools, r.choice(SIZES))
    body = ["set a;", "array q{4} q1-q4;", "array s{4} c1-c4;", "array new{4};", "array t{4} $ 5;"]
    body += r.sample(
        ["x = 1;", "high = 0;", "total = 0;", "drop i;", "if w;", "w = w + 1;", "n = sum(of q1-q4);"], 3
    )
    for _ in range(r.choice([1, 2, 3])):
        chosen = [
            e.format(n=r.choice(["0", "1", "2.5", "-1"])) for e in r.sample(ELEMENTS, r.choice([1, 1, 2]))
        ]
        near = any("i-1" in text for text in chosen)
        head = r.choice(["do i = 2 to 4;", "do i = 4 to 2 by -1;"] if near else
                        ["do i = 1 to 4;", "do i = 1 to dim(q);", "do i = 4 to 1 by -1;", "do i = 1 to 4 by 2;", "do i = 2 to 3;"])  # fmt: skip
        body.append(f"{head} {' '.join(chosen)} end;")
        if r.random() < 0.3:
            body.append(r.choice(["after = i;", "if q1 > 1;", "q2 = q1;", "high = 0;"]))
    return FuzzProgram("idiom arrays", (made, step(r.choice(["data out;", "data out(drop=i);"]), body)))


def transposed(r: Random, name: str, prefix: str) -> list[Part]:
    """A data set whose columns only the run knows: g, h, and one column for each k, of which 1 and 2 are there."""
    lines_ = rows(
        r,
        f"{name}0",
        "g :$3. h k x c :$1.",
        [GROUPS, WHOLE[:4], WHOLE, QUARTERS, ["a", "b", "c"]],
        r.choice(SIZES[2:]),
        "",
    )
    both = Part(
        f"data {name}1; g = '{r.choice(GROUPS)}'; h = 1; do k = 1, 2; x = k; c = 'c'; output; end; run;",
        fixed=True,
    )
    stacked = Part(f"data {name}2; set {name}0 {name}1; if k ne .; run;", fixed=True)
    sort = Part(f"proc sort data={name}2 nodupkey; by g h k; run;", fixed=True)
    variable = "c" if prefix == "w" and r.random() < 0.3 else "x"
    turn = Part(
        f"proc transpose data={name}2(where=(1)) out={name}(drop=_name_) prefix={prefix}; by g h; id k; var {variable}; run;",
        fixed=True,
    )
    return [lines_, both, stacked, sort, turn]


def opened(r: Random) -> FuzzProgram:
    """SET and MERGE of data sets whose columns only the run knows, and of others beside them."""
    second = r.choice(["v", "w", "w"])
    made = [*transposed(r, "a", "v"), *transposed(r, "b", second)]
    closed = "c" if r.random() < 0.5 else ""
    if closed:
        made.append(
            rows(
                r,
                "c",
                r.choice(["g :$3. z", "g :$2. z v1", "g :$5. city :$8."]),
                [GROUPS, WHOLE, QUARTERS],
                r.choice(SIZES),
                "g",
            )
        )
    names = [
        "a(in=ina)",
        r.choice(
            [
                "b(in=inb)",
                "b(in=inb rename=(h=h2))",
                "b(drop=h in=inb)",
                "b(where=(h > 0) in=inb)",
                f"b(in=inb keep=g {second}1)",
            ]
        ),
    ]
    if closed:
        names.insert(r.choice([0, 1, 2]), "c(in=inc)")
    elif r.random() < 0.2:
        names.append("a(in=inc rename=(v1=u1) drop=h)")
    kind = r.choice(["set", "set", "merge", "merge", "merge"])
    by = r.random() < 0.7
    reading = f"{kind} {' '.join(names)};" + (" by g;" if by else "")
    flags = [n.partition("(in=")[2][:3] if "(in=" in n else "inb" for n in names]
    conditions = [
        *flags,
        f"{flags[0]} and {flags[1]}",
        f"not {flags[0]}",
        "v1 > 1",
        "g = 'a'",
        "_n_ > 1",
        "h = .",
    ]
    if by:
        conditions += ["first.g", "last.g", "not last.g"]
    if r.random() < 0.25:  # one data set, of which the step has named variables before
        first = r.sample(["v2 8", "t $2", "g $2", "n 8", "w 8", "v9 8", "c $3"], r.choice([1, 2, 3]))
        reading = f"length {' '.join(first)}; set {r.choice(['a b(in=inb)', 'a', 'a', 'a', 'a'])};"
        flags = ["v1 > 0", "v2 > 1", "h = 2"]
        conditions = [*flags, "g = 'a'", "v1 = .", "_n_ > 2"]
        by = False
    body = [reading]
    if r.random() < 0.5:
        body.append(f"if {r.choice([*flags, f'{flags[0]} and {flags[1]}', 'v2', 'v1 > 0'])};")
    body += r.sample(
        [
            "n = v1 + v2;", f"if {r.choice(conditions)} then t = 'yes'; else t = 'no';", "tot + v1;", "pos = _n_;", f"src = {flags[1]};",
            f"if {r.choice(conditions)} then cnt + 1;", f"in_a = {flags[0]};", "last = lag(v2);", "v1 = v1 * 2;", "retain q 1;",
            "v9 = v1;", "if v1 > 1 then v9 = 7;", "w = 2;", "if h = 1 then c = 'xyzz';", "if g = ' ' then g = 'none';",
            "made = today();", "place = index(g, 'a');", "note = trim(g) || '-' || g;", "new = tranwrd(g, 'a', 'xx');",
            "if 0 then set b;", "format _all_; informat _all_;",
        ],
        r.choice([0, 1, 2, 3]),
    )  # fmt: skip
    if r.random() < 0.3:
        body.append(r.choice(["drop v2;", "keep g v1;", "rename v1 = first_v;", "drop h;", "keep g v:;"]))
    head = r.choice(["data out;", "data out;", "data out(drop=g);", "data a;"])
    if r.random() < 0.25:
        body.append(f"if {r.choice(conditions)} then output o1; else output o2;")
        head = r.choice(["data o1 o2;", "data o1 o2(drop=v2);"])
    return FuzzProgram("idiom opened", (*made, step(head, body)))


def once(r: Random) -> FuzzProgram:
    """Steps that read nothing: one row, rows written out, counted loops around OUTPUT that carry values, or not."""
    numbers = ["0", "1", "2.5", "-3", ".", "10"]
    texts = ["'a'", "' '", "'long text'", "'å'"]
    values = [
        *numbers, *texts, "x + 1", "x * y", "cats(s, x)", "sum(x, y)", "x / y", "upcase(s)", "x > 1", "round(y, 0.5)", "max(x, 2)",
        "substr(s, 1, 2)", "put(x, 6.2)", "int(3.7)", "mod(x, 2)", "intck('day', 0, x)", "ifn(x > 1, 1, 2)", "x ** 2",
    ]  # fmt: skip
    start = [f"x = {r.choice(numbers)};", f"y = {r.choice(numbers)};", f"s = {r.choice(texts)};"]

    def assigned(tries: int) -> list[str]:
        made = []
        for _ in range(tries):
            value = r.choice(values)
            kind = (
                "t"
                if value.startswith(("'", "cats", "upcase", "substr", "put"))
                else r.choice(["n", "m", "x"])
            )
            made.append(
                f"{kind} = {value};"
                if r.random() < 0.8
                else f"if {r.choice(['x > 1', 'y = .', 's = t'])} then {kind} = {value};"
            )
        return made

    shape = r.choice(["row", "row", "written", "turns", "turns", "turns", "nested"])
    head = r.choice(["data out;", "data out;", "data out(drop=x);", "data out(keep=x t n rename=(x=z));"])
    body = (
        [f"length t ${r.choice([3, 8])} n 8;", *r.sample(start, 3)]
        if r.random() < 0.8
        else ["length t $4 s $2 n x y 8;"]
    )
    if shape == "row":
        body += [
            *assigned(r.choice([0, 1, 3, 5])),
            *r.sample(
                ["if x > 1;", "m + x;", "output;", "pos = _n_;", "if y then delete;"], r.choice([0, 0, 1])
            ),
        ]
    elif shape == "written":
        for _ in range(r.choice([1, 2, 3])):
            body += [
                f"{r.choice(['x', 'y'])} = {r.choice(numbers)};",
                r.choice(["output;", f"s = {r.choice(texts)};", "output;"]),
            ]
        body += [r.choice(["", "n = x;", "output;"])]
    else:
        index = r.choice(
            [
                "i = 1 to 4",
                "i = 3 to 1 by -1",
                "i = 1 to 7 by 3",
                "i = 5 to 1",
                "i = 2, 9, -1",
                "i = 1 to 2, 8",
                "i = 0 to 1 by 0.25",
                "i = 1 to x",
                "i = 'a', 'bb'",
                "x = 1 to 3",
            ]
        )
        inner = assigned(r.choice([0, 1, 2, 3])) + r.sample(
            [
                "m + x;",
                "u = i;",
                "if i = 2 then m + 1;",
                "if mod(x, 2) then u = 1; else u = 2;",
                "u = _n_;",
                "n = .;",
            ],
            r.choice([0, 1, 2]),
        )
        inner = [t for t in inner if "i" not in t.split() or "'" not in index]
        written = r.choice(
            [
                "output;",
                "output;",
                "if n > 0 then output;",
                "if x > 1 then output; else if x = . then output;",
                "output; x = 1;",
            ]
        )
        loop = f"do {index}; {' '.join(inner)} {written} end;"
        if shape == "nested":
            loop = f"do {r.choice(['g = 1 to 3', 'g = 2, 4', 'g = 3 to 2', 'g = 7'])}; {' '.join(assigned(r.choice([0, 1])))} {loop} {r.choice(['', '', 'output;'])} end;"
        body.append(loop)
        body.append(r.choice(["", "", "", "x = i;", "output;"]))
    return FuzzProgram("idiom once", (step(head, [t for t in body if t]),))


def special(r: Random) -> FuzzProgram:
    """Steps over data with special missing values: moved, compared, keys of BY and MERGE."""
    letters = [*WHOLE, ".A", ".B", "._", ".Z", ".A"]
    quarters = [*QUARTERS[:8], ".A", ".B", "._", ".Z"]
    made = [
        rows(r, "a", "k x y g :$3.", [letters, quarters, quarters, GROUPS], r.choice(SIZES), "k"),
        rows(
            r,
            "b",
            r.choice(["k z", "k x z", "k z h :$3."]),
            [letters, quarters, quarters],
            r.choice(SIZES),
            "k",
        ),
    ]
    reading = r.choice([
        "set a;", "set a; by k;", "set a b;", "set a b; by k;", "merge a(in=ina) b(in=inb); by k;", "merge a b;",
        "merge a(in=ina) b(in=inb); by k; if ina;", "merge a(in=ina) b(in=inb); by k; if ina and inb;", "set a(where=(x < 1));",
    ])  # fmt: skip
    conditions = [
        "x > 1", "x < y", "x = .A", "x > .B", "x = .", "y in (., .A, 1)", "missing(x)", "not (x < .A)", "x", "x <= ._", "y ne .Z",
        "x = y", "k > .", "g = 'a'",
    ]  # fmt: skip
    if "by k" in reading:
        conditions += ["first.k", "last.k"]
    body = [reading]
    for _ in range(r.choice([1, 2, 3, 4])):
        one, two = r.choice(conditions), r.choice(conditions)
        body.append(
            r.choice([
                f"n = ({one});", f"if {one};", f"if {one} then m = .A;", f"if {one} then m = .B; else if {two} then m = 1; else m = .;",
                f"if {one} then m = x; else m = .Z;", "m = x;", "m = x + y;", "m = x * 2;", "m = -x;", "t = put(x, 5.1);", "t = cats(x, g);",
                f"if {one} then x = .C;", "m = lag(x);", "tot + x;", "m = x <> y;", "m = x >< y;", "m = ._;", f"if {one} then delete;",
                f"if {one} then do; m = .A; q = .B; end; else do; m = y; q = 2; end;", "m = sum(x, y);", "m = abs(x);", "t = x;",
            ])
        )  # fmt: skip
    return FuzzProgram("idiom special", (*made, step(r.choice(["data out;", "data out(drop=y);"]), body)))


def retained(r: Random) -> FuzzProgram:
    """RETAIN: values carried forward, counters and totals that start again, constants; conditions beside them."""
    made = table(r, "g h")
    by = r.random() < 0.8
    reading = "set a;" + (" by g h;" if by else "")
    conditions = ["x > 0", "x ne .", "missing(y)", "k = 1", "g = 'a'", "x < y", "_n_ = 1"]
    if by:
        conditions += [
            "first.g",
            "first.g",
            "first.h",
            "last.g",
            "first.g and first.h",
            "first.h or last.g",
            "not first.g",
        ]

    def one() -> str:
        c, d = r.choice(conditions), r.choice(conditions)
        return r.choice([
            f"if {c} then b = x;", f"if {c} then b = x; else if {d} then b = y;", f"if {c} then do; b = x; t = g; end;",
            f"if {c} then n = 1; else n + 1;", f"if {c} then n = 0; else n + 1;", f"if {c} then s = 0; else s + x;",
            f"if {c} then s = 0; s + x;", f"if {c} then do; s = 0; n = 0; b = .; end;", f"if {c} then n + 1; else n = 1;",
            "s + x;", "n + 1;", f"if {c} then n + 1;", f"if {c} then t = h;", "b = y;", f"if {c} then b = x; else b = y;", f"if {c} then b = .;",
            f"if {c};", "z = b;", "z = x + w;", f"if {c} then t = 'long';", "q = c;", f"if {c} then do; b = x; u = b; end;", f"if {c} then w = x;",
            f"if {c} then n = 2; else n + 2;",
        ])  # fmt: skip

    declared = r.choice(
        [
            "retain b;",
            "retain b 5;",
            "retain b t;",
            "length t $2; retain b t;",
            "retain b s n 0;",
            "retain c 7 b;",
            "retain t 'xx' b 1;",
        ]
    )
    head = r.choice(["data out;", "data out(drop=x y);"])
    body = [declared, reading] if r.random() < 0.5 else [reading, declared]
    body += [one() for _ in range(r.choice([1, 2, 2, 3, 4]))]
    if r.random() < 0.3:  # numbers of fewer than 8 bytes: 12.75 * 1.1 has more digits than three bytes hold
        body = [
            r.choice(["length b 4;", "length z 3 s 4;", "length x 3;"]),
            *body,
            "z = x * 1.1;",
            "y = z / 3;",
        ]
    if r.random() < 0.3:
        body.append(r.choice([f"if {r.choice(conditions)} then output;", f"if {r.choice(conditions)};"]))
    return FuzzProgram("idiom retained", (made, step(head, body)))


GENERATORS: dict[str, Callable[[Random], FuzzProgram]] = {
    "means": means, "counts": counts, "outputs": outputs, "arrays": arrays, "opened": opened, "once": once,
    "special": special, "retained": retained,
}  # fmt: skip
"""The generator of each rule."""

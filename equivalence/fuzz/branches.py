"""Random programs around what stands under conditions: IFs within IFs, OUTPUT at the end of branches, DELETE, sums, LAG."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from equivalence.fuzz.idioms import CONDITIONS, GROUPS, QUARTERS, SIZES, WHOLE, rows, step, table
from equivalence.fuzz.parts import FuzzProgram, Part

SETS = [
    "n = 1;", "n = 2;", "n = x + 1;", "m = 3;", "m = n;", "m = n * 2;", "t = 'yes';", "t = 'longer';", "t = g;", "x = 0;", "x = x * 2;",
    "y = .;", "y = x;", "g = 'z';", "n = .;", "m = sum(x, y);", "k = 1;",
]  # fmt: skip


def _source(r: Random) -> tuple[list[Part], list[str], list[str]]:
    """Return the data sets, the statements that read them, and conditions that these allow."""
    kind = r.choice(["set", "by", "by", "merge", "merge", "stack", "interleave", "end"])
    made = [table(r, "g k" if kind in ("by", "merge") else "")]
    conditions = list(CONDITIONS)
    match kind:
        case "merge":
            made.append(rows(r, "b", "g :$3. z", [GROUPS, WHOLE], r.choice(SIZES), "g"))
            flags = ["ina and inb", "ina", "inb", "not inb", "not ina", "ina and not inb"]
            return made, ["merge a(in=ina) b(in=inb); by g;"], flags + conditions[:4]
        case "by":
            edges = ["first.g", "last.g", "first.k", "last.k", "last.g and x > 0"]
            return made, ["set a; by g k;"], edges + conditions[:4]
        case "stack":
            made.append(rows(r, "b", "g :$3. k m x y w", [GROUPS, *[WHOLE] * 5], r.choice(SIZES)))
            return made, ["set a b(in=inb);"], ["inb", "not inb", *conditions]
        case "interleave":
            made = [rows(r, n, c, [GROUPS, *[WHOLE] * 4], r.choice(SIZES), "g") for n, c in
                    [("a", "g :$3. k m x y"), ("b", "g :$3. k y w z"), ("c", "g :$3. x m n w")]]  # fmt: skip
            flags = ["ina", "inb", "inc", "not inb", "ina or inc"]
            return made, [f"set a(in=ina) b(in=inb) c(in=inc);{r.choice(['', ' by g;'])}"], flags
        case "end":
            return made, ["set a end=eof;"], ["eof", "_n_ = 1", *conditions]
    return made, ["set a;"], conditions


def written(r: Random) -> FuzzProgram:
    """OUTPUT at the end of branches, with what they set before it; totals of groups."""
    made, body, conditions = _source(r)

    def some(least: int = 0) -> str:
        return " ".join(r.sample(SETS, r.choice([least, 1, 1, 2, 3])))

    one, two, three = (r.choice(conditions) for _ in range(3))
    if "by g" in body[0] and r.random() < 0.6:
        body += r.sample(
            [
                "if first.g then do; c = 0; s = 0; end;", "c + 1;", "s + x;", "if x > 0 then p + 1;", "retain f;", "if first.g then f = x;",
                f"if {three};", "l = lag(x);",
            ],
            r.choice([2, 4, 6]),
        )  # fmt: skip
    elif r.random() < 0.4:
        body += r.sample([f"if {three};", "s + x;", "n = x;", "l = lag(x);", "c + 1;"], r.choice([1, 2]))
    ends = ["output;", "output;", "output;", "delete;", "", "output; n = 5;", "if y > 0 then output;"]
    if r.random() < 0.3:
        ends = ["output o1;", "output o1;", "output o2;", "output o1 o2;", "", "delete;"]
    end1, end2, end3 = r.choice(ends[:3]), r.choice(ends), r.choice(ends)
    nested = r.choice(
        ["", "", f"if {two} then do; {some(1)} end;", f"if {two} then m = 7; else m = 8;", "c + 1;"]
    )
    body.append(
        r.choice([
            f"if {one} then do; {some(1)} {nested} {end1} end;",
            f"if {one} then do; {some()} {end1} end; else if {two} then do; {some()} {end2} end;",
            f"if {one} then do; {some()} {end1} end; else if {two} then do; {some()} {end2} end; else do; {some()} {end3} end;",
            f"if {one} then {end1} else if {two} then do; {some(1)} {end2} end;",
            f"if {one} then do; {some(1)} {nested} {end1} end; else do; {some()} {end2} end;",
        ]).replace("then  else", "then; else").replace("then  ", "then; ")
    )  # fmt: skip
    body += r.sample(["q = x;", "if x > 1 then q = n;", "output;", "s + y;"], r.choice([0, 0, 0, 1]))
    several = "output o" in body[-1] or any("output o" in text for text in body)
    choice = r.choice(["", "", "(drop=x)", "(keep=g k n s c)" if "n =" in "".join(body) else ""])
    choice = (
        choice
        if all(f"{name} " in " ".join(body) for name in ("n", "s", "c"))
        else choice.replace(" n s c", "")
    )
    head = f"data o1{choice} o2;" if several else f"data o1{choice};"
    return FuzzProgram("idiom written", (*made, step(head, body)))


def nested(r: Random) -> FuzzProgram:
    """IFs within IFs, statements that build on one another, sums, LAG and DELETE under conditions."""
    made, body, conditions = _source(r)
    under = [
        *SETS, *SETS, "l = lag(x);", "d = dif(y);", "h = lag(g);", "l2 = lag2(x);", "c + 1;", "s + y;", "delete;", "x = lag(x);",
        "do i = 1 to 2; q{i} = x; end;", "do i = 1 to 2; if q{i} > 1 then q{i} = 0; end;",
    ]  # fmt: skip

    def block(depth: int) -> str:
        parts = r.sample(under, r.choice([1, 1, 2, 3]))
        if depth and r.random() < 0.6:
            parts.insert(r.randrange(len(parts) + 1), chain(depth - 1))
        return f"do; {' '.join(parts)} end;"

    def chain(depth: int) -> str:
        text = f"if {r.choice(conditions)} then {block(depth)}"
        if r.random() < 0.4:
            text += f" else if {r.choice(conditions)} then {block(depth)}"
        return text + (f" else {block(depth)}" if r.random() < 0.5 else "")

    if r.random() < 0.5:
        body.append("array q{2} x y;")
    else:
        body.append("array q{2} q1 q2;")
    body += r.sample(["n = 0;", "t = 'no';", f"if {r.choice(conditions)};", "m = y;"], r.choice([0, 1, 2]))
    body += [chain(r.choice([0, 1, 1, 2])) for _ in range(r.choice([1, 1, 2]))]
    return FuzzProgram("idiom nested", (*made, step(r.choice(["data out;", "data out(drop=i);"]), body)))


def turns(r: Random) -> FuzzProgram:
    """DO loops around OUTPUT: rows of each turn, elements of arrays by the index, bounds from the data."""
    pools = [
        GROUPS,
        *[QUARTERS] * 4,
        ["1", "2", "0", "3"],
        ["1", "2", "4", "0", "-1", "2.5"],
        *([GROUPS] * 3),
    ]
    if r.random() < 0.1:
        pools[6] = WHOLE
    made = rows(r, "a", "g :$3. q1-q4 lo hi c1 :$3. c2 :$3. c3 :$3.", pools, r.choice(SIZES))
    body = [r.choice(["set a;", "set a;", "set a(where=(q1 > 0));", "set a(keep=g q1-q4 lo hi c1-c3);"])]
    body += ["array q{4} q1-q4;", r.choice(["array s{3} c1-c3;", "array s{0:2} c1-c3;"])]
    body += r.sample(
        ["n = lo + 1;", f"if {r.choice(['q1 > 0', 'hi'])};", "tot + q1;", "hi = hi + 1;", "t = g;"],
        r.choice([0, 1, 2]),
    )
    low = "0:2" in "".join(body)
    index = r.choice([
        "i = 1 to 4", "i = 1 to 3", "i = 3 to 1 by -1", "i = 2, 4, 1", "i = 1 to 3 by 2", "i = lo to hi", "i = 1 to hi", "i = hi to lo by -1",
        "i = lo to 3 by 2", "i = 1 to lo + 1", "i = 0 to 5", "i = 'a', 'b'", "i = lo to hi by 0.25", "i = 2 to 1",
    ])  # fmt: skip
    inner = r.sample(
        [
            "v = q{i};", "w = s{i-1};" if low else "w = s{i};", "v = q{i} * 2 + i;" if "'" not in index else "v = 1;", "p = lag(v);",
            "if i > 1 then u = 1; else u = 2;" if "'" not in index else "u = i;", "k = n;", "if v > 0 then u = v;", "x = lo;", "tot + 1;",
            "v = q{i+1};", "n = 5;", "if i = 2 then delete;" if "'" not in index else "x = hi;",
        ],
        r.choice([0, 1, 2, 3]),
    )  # fmt: skip
    written = r.choice(
        [
            "output;",
            "output;",
            "output;",
            "if v > 0 then output;",
            "if v = . then output o1; else output o2;",
            "output; n = 1;",
        ]
    )
    loop = f"do {index}; {' '.join(inner)} {written} end;"
    if r.random() < 0.25:
        loop = f"do {r.choice(['j = 1 to 2', 'j = lo to hi', 'j = 5, 7'])}; {r.choice(['', 'h = j;'])} {loop} end;"
    body.append(loop)
    if r.random() < 0.15:
        body.append(r.choice(["x = i;", "output;"]))
    head = (
        "data o1 o2(drop=lo);"
        if "o2" in written
        else r.choice(["data out;", "data out(drop=q1-q4);", "data a;"])
    )
    return FuzzProgram("idiom turns", (made, step(head, body)))


def copies(r: Random) -> FuzzProgram:
    """Several OUTPUT statements in a row of the input: stretches that set the same variables, or nearly the same."""
    pools = [GROUPS, *[QUARTERS] * 4, WHOLE, *([GROUPS] * 2)]
    made = rows(r, "a", "g :$3. q1-q4 k c1 :$3. c2 :$3.", pools, r.choice(SIZES), r.choice(["", "g"]))
    reading = "set a; by g;" if made.body[1:] and r.random() < 0.5 else "set a;"
    body = [reading, r.choice(["", "", "length t $5;", "retain old 3;", "array q{4} q1-q4;"])]
    body += r.sample(
        ["if q1 > 0;", "m = q1 + q2;", "tot + q1;", "k = k * 2;", "l = lag(q1);"], r.choice([0, 0, 1, 2])
    )
    keys = r.choice(
        [
            ["1", "2", "3", "4"],
            ["8", "10", "12", "14"],
            ["3", "1", "2", "0.5"],
            ["'one'", "'two'", "'six'", "'x'"],
            ["1", "2", "1", "3"],
        ]
    )
    values = ["q1", "q2", "q3", "q4", "k", "q1 + q2", "5", ".", "q1 / q2", "sum(q1, q2)", "k"]
    values += ["m", "v + 1", "n"] if r.random() < 0.3 else []
    texts = ["c1", "c2", "g", "'yes'", "'longer'", "' '", "trim(c1) || c2"]
    order = r.sample(["n", "v", "t"], r.choice([1, 2, 2, 3]))
    order = order if "n" in order or r.random() < 0.2 else ["n", *order]
    into = "q3" if r.random() < 0.1 else "v"
    when = r.choice(
        ["", "", "", " if k > 0 then", " if v > 1 then", " if t ne ' ' then", " if n > 1 and v ne . then"]
    )
    for key in keys[: r.choice([2, 2, 3, 4])]:
        sets = {"n": f"n = {key};", "v": f"{into} = {r.choice(values)};", "t": f"t = {r.choice(texts)};"}
        chosen = order if r.random() < 0.95 else order[:-1]
        body += [
            " ".join(sets[name] for name in chosen)
            + (when if r.random() < 0.95 else " if k > 0 then")
            + " output;"
        ]
    if r.random() < 0.1:
        body.append(r.choice(["n = 9;", "output;"]))
    head = r.choice(["data out;", "data out(drop=q1-q4);", "data a;", "data out(keep=g n v t);"])
    return FuzzProgram("idiom copies", (made, step(head, body)))


def previous(r: Random) -> FuzzProgram:
    """RETAIN of what a row has ended with, looked at by the next one; LAG and DIF under conditions beside it."""
    by = r.random() < 0.6
    made = table(r, "g h" if by else "")
    conditions = [
        "x > 0",
        "x ne .",
        "k = 1",
        "g = 'a'",
        *(["first.g", "not first.g", "last.h"] if by else ["_n_ > 1"]),
    ]
    one, two = r.choice(conditions), r.choice(conditions)
    value = r.choice(["x", "x", "x", "x * 2", "sum(x, y)", "b + x", "d", "k"])
    body = [
        r.choice(["retain b;", "retain b;", "retain b c;", "retain b 3;"]),
        "set a;" + (" by g h;" if by else ""),
    ]
    body += r.sample(
        [f"if {one};", f"if {one} then b = .;", f"if {two} then b = 0;", "k = k + 1;", "n + 1;"],
        r.choice([0, 0, 1, 2]),
    )
    body += r.sample(
        [
            "d = x - b;", f"if {one} then d = b;", "if b > 1 then t = 'big'; else t = 'no';", f"if {two} then e = lag(b);", "s + b;", "d = b;",
            f"if {one} then do; d = b; output; end;", f"if {one} then delete;", "if x ne b then run + 1;", f"if {two} then f = dif(x);",
        ],
        r.choice([1, 2, 3]),
    )  # fmt: skip
    body.append(r.choice([f"b = {value};"] * 4 + [f"if {two} then b = {value};"]))
    body += r.sample(["c = g;", "z = b;", f"if {two} then delete;", "output;"], r.choice([0, 0, 1, 2]))
    return FuzzProgram("idiom previous", (made, step(r.choice(["data out;", "data out(drop=b);"]), body)))


def lookups(r: Random) -> FuzzProgram:
    """Hash objects that rows are looked up in: found or not, one key or two, repeated and missing keys."""
    made = rows(r, "a", "g :$3. k x y", [GROUPS, WHOLE, QUARTERS, QUARTERS], r.choice(SIZES))
    table = rows(
        r, "b", "g :$3. k v t :$5.", [GROUPS, WHOLE, QUARTERS, ["aa", "bbbbb", "", "c"]], r.choice(SIZES)
    )
    keys = r.choice(["'g'", "'k'", "'k'", "'g', 'k'", "'k', 'g'"])
    data = r.choice(["h.definedata('v', 't');", "h.definedata('v');", "h.definedata('t', 'k');", ""])
    last = r.choice(["", "", "", ", duplicate: 'r'"])
    declared = f"declare hash h(dataset: 'b'{last}); h.definekey({keys}); {data} h.definedone();"
    body = [
        r.choice(["length v 8 t $5;", "length v 8 t $5;", "length t $2 v 8;"]),
        f"if _n_ = 1 then do; {declared} end;",
    ]
    body.append(r.choice(["set a;", "set a;", "set a(where=(x > 0));", "set a a(in=second);"]))
    body += r.sample(["if x > 0;", "g = 'a';", "k = k + 1;", "v = 3;", "n + 1;"], r.choice([0, 0, 0, 1]))
    call = r.choice(["find", "find", "check"])
    body.append(
        r.choice([
            f"rc = h.{call}();", f"if h.{call}() ne 0 then do; v = 0; t = 'no'; end;", f"if h.{call}() = 0;", f"if h.{call}() = 0 then output;",
            f"rc = h.{call}(); if rc = 0 then z = x; else call missing(v, t);", f"rc = h.{call}(); if rc ne 0 then delete;", f"h.{call}();",
            f"f = (h.{call}() = 0);", f"if h.{call}() = 0 then do; z = v; output; end;", f"if h.{call}() then k = .; else k = 5;",
            f"if h.{call}() = 0 then do; k = 9; z = 1; end; else z = 2;", f"if x > 0 then rc = h.{call}();",
        ])
    )  # fmt: skip
    body += r.sample(
        ["z = v;", "if v > 1 then u = 'big';", "s + v;", "drop rc;", "if t = 'aa';", "l = lag(v);"],
        r.choice([0, 1, 2]),
    )
    if r.random() < 0.1:
        body.append("output;")
    return FuzzProgram(
        "idiom lookups",
        (made, table, step(r.choice(["data out;", "data out;", "data b;", "data out(drop=x);"]), body)),
    )


GENERATORS: dict[str, Callable[[Random], FuzzProgram]] = {
    "written": written,
    "nested": nested,
    "turns": turns,
    "copies": copies,
    "previous": previous,
    "lookups": lookups,
}
"""The generator of each rule."""

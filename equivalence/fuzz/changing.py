"""Random changes of a data set in its place: UPDATE, MODIFY in its four forms, and SET and MODIFY with KEY= and POINT=."""

from __future__ import annotations

from random import Random

from equivalence.fuzz.expressions import Expressions
from equivalence.fuzz.parts import FuzzProgram, Part, lines
from equivalence.fuzz.tables import KEYS, TAME, TEXTS, WHOLE, table

FORMS = ("update", "modify", "modify by", "modify by", "modify key", "modify point", "set key", "set key")


def generate(r: Random) -> FuzzProgram:
    """Return a program that changes the data set a, or reads it by key or by number."""
    form = r.choice(FORMS)
    keys = r.choice(["k", "k", "g", "g k"]) if form in ("update", "modify by") else "k"
    master = table(r, "a", keys if form == "update" else "", unique=form == "update", tame=True)
    parts = [master.part, _transactions(r, keys if form == "update" else "")]
    if "key" in form:
        parts.append(_indexed(r))
    match form:
        case "update":
            step = _update(r, keys)
        case "modify":
            step = _modify(r)
        case "modify by":
            step = _by(r, keys)
        case "modify key":
            step = _key(r)
        case "modify point":
            step = _point(r)
        case _:
            step = _set_key(r)
    parts.append(step)
    if r.random() < 0.4:
        parts.append(Part("data after; set a end=last; cnt + 1; if last or x > 1; run;"))
    return FuzzProgram(f"changing {form}", tuple(parts), 1e-12)


def _transactions(r: Random, sorted_by: str) -> Part:
    """The data set b: g, k, and what a row of a is to become; empty cells where it stays."""
    rows = [
        "|".join(
            [
                r.choice(["", "a", "b", "B", "c"]),
                r.choice(KEYS),
                r.choice(["", ".", *TAME]),
                r.choice(["", "", *TEXTS]),
                r.choice(WHOLE),
            ]
        )
        for _ in range(r.choice([0, 1, 2, 3, 5, 7]))
    ]
    head = "data b;\n  infile datalines dsd dlm='|' truncover;\n  input g :$3. k x s :$8. z;\ndatalines;"
    body = [Part(head, lines(rows), ";", fixed=True)]
    if sorted_by:
        body.append(Part(f"proc sort data=b; by {sorted_by}; run;", fixed=True))
    return Part("", tuple(body), "")


def _indexed(r: Random) -> Part:
    return Part(
        r.choice(
            [
                "data a(index=(k)); set a; run;",
                "data a(index=(k y)); set a; run;",
                "proc datasets lib=work nolist; modify a; index create k; quit;",
                "proc sql; create index k on a(k); quit;",
            ]
        ),
        fixed=True,
    )


def _change(r: Random) -> str:
    e = Expressions(r)
    return r.choice(
        [
            "x = x * 2;", "x = sum(x, 1);", "s = upcase(s);", "s = 'changed text that is long';", "y = _n_;", "x = .;", f"x = {e.number(1)};",
            "d = d + 1;", "g = 'zz';", f"if {e.condition(1)} then y = -1;", "tot + x; y = tot;", "x = lag(x);", "call missing(s, x);",
        ]
    )  # fmt: skip


def _write(r: Random) -> str:
    e = Expressions(r)
    condition = e.condition(1)
    return r.choice(
        [
            "", "", "replace;", f"if {condition} then remove;", f"if {condition} then remove; else replace;", f"if {condition} then replace;",
            f"if {condition} then delete;", f"if {condition};", f"if {condition} then return; x = 0;",
        ]
    )  # fmt: skip


def _update(r: Random, keys: str) -> Part:
    mode = r.choice(["", " updatemode=nomissingcheck", " updatemode=missingcheck"])
    options = r.choice(["", "(drop=z)", "(in=inb)", "(where=(k > 1))", "(rename=(z=y))"])
    body = [
        Part(
            f"update a{r.choice(['', '(in=ina)'])} b{options}{mode}{r.choice(['', ' end=last'])};", fixed=True
        ),
        Part(f"by {keys};", fixed=True),
        Part(
            r.choice(["", _change(r), f"if first.{keys.split()[0]} then n1 = 1;", "if x > 1;", "n1 = sum(n1, z);"])
        ),
    ]  # fmt: skip
    return Part(f"data {r.choice(['out', 'a', 'out'])};", tuple(body), "run;", fixed=True)


def _modify(r: Random) -> Part:
    options = r.choice(["", "", "(where=(k > 1))", "(firstobs=2)", "(obs=3)"])
    extra = r.random() < 0.2
    body = [
        Part(f"modify a{options}{r.choice(['', '', ' end=last', ' nobs=total'])};", fixed=True),
        Part(_change(r)),
        Part(_write(r)),
        Part("if k = 1 then output extra; else replace a;" if extra else ""),
        Part(r.choice(["", "if x > 5 then stop;", "put '#' k= x= _n_=;"])),
    ]
    return Part(f"data a{' extra' if extra else ''};", tuple(body), "run;", fixed=True)


def _by(r: Random, keys: str) -> Part:
    mode = r.choice(["", "", " updatemode=nomissingcheck"])
    chosen = r.choice(
        [
            ["if _iorc_ = 0 then replace;", "else do; _error_ = 0; output; end;"],
            [
                "select (_iorc_);",
                "when (%sysrc(_sok)) do; y = sum(y, z); replace; end;",
                "when (%sysrc(_dsenmr)) do; _error_ = 0; output; end;",
                "otherwise _error_ = 0;",
                "end;",
            ],
            ["if _iorc_ = 0 then remove;", "_error_ = 0;"],
            ["if _iorc_ = %sysrc(_dsenmr) then do; _error_ = 0; delete; end;", "y = z;"],
            [
                "if _iorc_ ne 0 then do; _error_ = 0; bad + 1; put '#no ' k=; end;",
                "else if x > 2 then remove;",
                "else replace;",
            ],
        ]
    )
    body = [
        Part(f"modify a b{r.choice(['', '(drop=s)', '(where=(k > 0))'])}{mode};", fixed=True),
        Part(f"by {keys};", fixed=True),
        Part("", lines(chosen, fixed=True), ""),
    ]
    return Part("data a;", tuple(body), "run;", fixed=True)


def _key(r: Random) -> Part:
    unique = r.choice(["", "/unique"])
    found = r.choice(
        ["x = z; replace;", "y = sum(y, z); replace;", "remove;", "s = 'found'; replace;", "if z > 1 then replace; else remove;"]
    )  # fmt: skip
    missed = r.choice(
        ["_error_ = 0;", "_error_ = 0; x = z; s = 'new'; g = 'n'; output;", "_error_ = 0; put '#' k= z=;"]
    )
    body = [
        Part("set b(keep=k z);", fixed=True),
        Part(f"modify a key=k{unique};", fixed=True),
        Part(f"if _iorc_ = 0 then do; {found} end;", fixed=True),
        Part(f"else do; {missed} end;", fixed=True),
    ]
    return Part("data a;", tuple(body), "run;", fixed=True)


def _point(r: Random) -> Part:
    loop = r.choice(["do p = 1 to n;", "do p = n to 1 by -1;", "do p = 1 to n by 2;", "do p = 2, 1;"])
    write = r.choice(["replace;", "if x > 1 then remove; else replace;", "if mod(p, 2) then replace;"])
    inner = f"if p <= n then do; modify a point=p nobs=n; {_change(r)} {write} end;"
    return Part(
        "data a;", (Part(f"{loop} {inner} end;", fixed=True), Part("stop;", fixed=True)), "run;", fixed=True
    )


def _set_key(r: Random) -> Part:
    unique = r.choice(["", "", "/unique"])
    form = r.choice(["one", "all", "iorc"])
    first = Part(
        f"set b(keep=k z{r.choice(['', ' where=(z > 0)'])}){r.choice(['', ' end=last'])};", fixed=True
    )
    read = f"set a({r.choice(['drop=d', 'keep=k x s', 'keep=k x y s g'])}) key=k{unique} end=e1 indsname=w curobs=row;"
    match form:
        case "one":
            rest = [
                f"{read}",
                "if _iorc_ ne 0 then do; _error_ = 0; call missing(x, s); end;",
                "found = (_iorc_ = 0) + 10 * e1; at = row; from = w;",
            ]
        case "all":
            if not unique:
                rest = [f"do until (_iorc_ ne 0); {read} if _iorc_ = 0 then output; else _error_ = 0; end;"]
            else:
                rest = [f"{read} if _iorc_ then do; _error_ = 0; delete; end;"]
        case _:
            rest = [f"{read}", "if _iorc_ = %sysrc(_dsenom) then do; _error_ = 0; x = -1; end;", "tot + x;"]
    return Part("data out;", (first, *lines(rest, fixed=True)), "run;", fixed=True)

"""Random ways of reading data sets: several SET statements, lists, options, END=, NOBS=, INDSNAME=, CUROBS=, POINT=, views."""

from __future__ import annotations

from random import Random

from equivalence.fuzz.expressions import Expressions
from equivalence.fuzz.parts import FuzzProgram, Part, lines
from equivalence.fuzz.tables import table

READ_OPTIONS = [
    "keep=g k x", "keep=g k x y s", "drop=d", "drop=s d", "rename=(x=x9)", "rename=(x=y y=x)", "where=(x > 1)", "where=(g ne ' ')", "obs=2", "firstobs=2", "firstobs=2 obs=4",
    "obs=0", "obs=max", "where=(k in (1, 2)) obs=2", "drop=y rename=(x=y)", "keep=k x rename=(k=key)", "where=(s contains 'a')", "in=ind", "in=ind where=(y > 1)",
    "where=(x between 0 and 3 and s is not missing)", "where=(s like '%b%' or k = .)", "keep=g--x", "drop=_character_",
]  # fmt: skip
WRITE_OPTIONS = [
    "keep=g k x", "drop=x", "rename=(k=key)", "where=(k > 1)", "label='made here'", "compress=yes", "index=(k)", "index=(k g)", "sortedby=k", "replace=yes", "drop=s rename=(g=grp)",
    "where=(x > 1) keep=k x", "index=(both=(k g))", "compress=char reuse=yes", "keep=k:", "type=data", "bufsize=4096",
]  # fmt: skip
GROUPS = """proc format;
  value kf 1-2='low' 3-high='high' other='none';
  value size low-<1='small' 1-high='large';
run;"""
ENDINGS = [
    "tot + x;",
    "n1 = _n_;",
    "from = w;",
    "if _n_ > 4 then stop;",
    "if x > 1;",
    "s = upcase(s);",
    "n2 = lag(x);",
    "if g = 'a' then output;",
    "retain r1 5; r1 = sum(r1, y);",
]


def generate(r: Random) -> FuzzProgram:
    """Return a program that reads data sets in one of many ways."""
    form = r.choice(list(FORMS))
    special = r.random() < 0.1
    order = r.choice(["k", "x"]) if form == "formatted groups" else ""
    if form in ("interleaved", "merged", "by and set", "look ahead"):
        order = r.choice(["k", "g", "g k"])
    tables = [table(r, name, order, special=special, tame=True).part for name in ("a1", "a2", "a3")]
    if r.random() < 0.15:
        tables.append(
            Part(
                "data a2; length x 4 s $3 extra $6; set a2; extra = 'more'; label x='From a2'; format d date9.; run;"
            )
        )
    body = FORMS[form](r, order)
    options = f"({r.choice(WRITE_OPTIONS)})" if r.random() < 0.35 else ""
    head, tail = f"data out{options};", "run;"
    parts: list[Part] = [Part("missing A Z _;")] if special else []
    if form == "formatted groups":
        parts.append(Part(GROUPS, fixed=True))
    parts += tables
    more = [r.choice(ENDINGS)] if r.random() < 0.6 else []
    more = [m for m in more if "from" not in m or any("indsname" in line for line in body)]
    parts.append(
        Part(
            head,
            (Part("length w from $41;", fixed=True), *lines([*body, *more], fixed=False)),
            tail,
            fixed=True,
        )
    )
    if r.random() < 0.25:
        parts.append(
            Part(
                r.choice(
                    [
                        "data again; set; run;",
                        "data again; set _last_; again_ = 1; run;",
                        "data view / view=view; set out; extra1 = 1; run; data read; set view; run;",
                        "data one two; set out; if mod(_n_, 2) then output one; else output two; run;",
                        "data out; set out; z = 1; run;",
                    ]
                )
            )
        )
    return FuzzProgram(f"sources {form}", tuple(parts), 1e-12)


def _options(r: Random, chance: float = 0.5) -> str:
    return f"({r.choice(READ_OPTIONS)})" if r.random() < chance else ""


def _listed(r: Random, order: str) -> list[str]:
    names = r.choice(["a1-a3", "a:", "a1 a2", "a1-a2 a3", "a1 a1", "a3 a:"])
    words = " ".join(
        r.sample(["end=last", "nobs=total", "indsname=w", "curobs=row", "open=defer"], r.choice([0, 1, 2]))
    )
    found = [f"set {names} {words};"]
    if "last" in words:
        found.append(r.choice(["if last then n3 = 1;", "if last;", "if last then output;"]))
    if "total" in words:
        found.append("n3 = total;")
    if "row" in words:
        found.append("n2 = row;")
    return found


def _optioned(r: Random, order: str) -> list[str]:
    return [f"set a1{_options(r, 0.9)} a2{_options(r)}{r.choice(['', ' end=last', ' indsname=w'])};"]


def _several(r: Random, order: str) -> list[str]:
    return r.choice(
        [
            ["set a1;", "set a2(keep=x y rename=(x=x2));"],
            ["set a1 end=e1;", "set a2(keep=x rename=(x=x2)) end=e2;", "n1 = e1 + 2 * e2;"],
            ["set a1;", "if _n_ = 1 then set a2(keep=x rename=(x=first_x));"],
            [
                "if _n_ = 1 then do; do until (e2); set a2(keep=x rename=(x=x2)) end=e2; tot2 + x2; end; end;",
                "set a1;",
                "n1 = divide(x, tot2);",
            ],
            [
                "set a1;",
                "do p = 1 to n; set a2(keep=k y rename=(k=k2 y=y2)) point=p nobs=n; if k = k2 then output; end;",
            ],
            [
                "do until (e1); set a1 end=e1; tot + x; output; end;",
                "do until (e2); set a2 end=e2; tot2 + x; output; end;",
                "stop;",
            ],
            ["if mod(_n_, 2) then set a1; else set a2;"],
            ["select (mod(_n_, 3)); when (0) set a1; when (1) set a2; otherwise set a3; end;"],
            ["set a1;", "set a1(keep=x rename=(x=next_x) firstobs=2);"],
            ["set a1;", "if k = 1 then set a2(keep=x s rename=(x=x2));"],
            ["if not e1 then do; set a1 end=e1; end;", "else set a2;"],
            ["set a1(in=one) a2(in=two) a3;", "n1 = one + 2 * two;"],
        ]
    )


def _interleaved(r: Random, order: str) -> list[str]:
    key = order.split()[0]
    return [
        f"set a1(in=one) a2(in=two {r.choice(['', 'drop=y', 'where=(x > 0)', 'rename=(s=s2)'])}) {r.choice(['', 'a3'])} {r.choice(['', 'end=last', 'indsname=w'])};",
        f"by {order};",
        r.choice(
            [
                f"n1 = first.{key} + 2 * last.{key};",
                "n2 = one;",
                f"if last.{key};",
                f"retain r1; if first.{key} then r1 = x; n1 = r1;",
            ]
        ),
    ]


def _merged(r: Random, order: str) -> list[str]:
    key = order.split()[0]
    head = r.choice(
        [
            "merge a1(in=one) a2(in=two rename=(x=x2 y=y2));",
            "merge a1 a2(keep=g k x rename=(x=x2)) a3(keep=g k s rename=(s=s3)) end=last;",
            "merge a1(in=one where=(x > 0)) a2(in=two drop=x);",
            "merge a1(keep=g k x) a2(keep=g k y) a3(keep=g k s);",
            "merge a1 a1(keep=g k x rename=(x=x2));",
        ]
    )
    flags = (
        ["if one and two;", "if one and not two;", "if one;", "n1 = one + 2 * two;"]
        if "in=one" in head
        else ["n1 = 1;"]
    )
    return [head, f"by {order};", r.choice([*flags, f"if first.{key} then cnt = 0; cnt + 1;"])]


def _pointed(r: Random, order: str) -> list[str]:
    return [
        r.choice(
            [
                "do p = 1 to n; set a1 point=p nobs=n; output; end; stop;",
                "do p = n to 1 by -1; set a1 point=p nobs=n; output; end; stop;",
                "do p = 1, 3, 2, 9; set a1(in=one) point=p nobs=n end=e1 indsname=w curobs=row; n2 = row + 10 * e1 + 100 * one; if _error_ then do; _error_ = 0; n1 = p; end; else output; end; stop;",
                "do p = 1 to n by 2; set a1(drop=d) nobs=n point=p; tot + x; end; output; stop;",
                "p = ceil(n / 2); if n > 0 then do; set a1 point=p nobs=n; output; end; stop;",
                "if 0 then set a1 nobs=n; n1 = n; output; stop;",
            ]
        )
    ]


def _ahead(r: Random, order: str) -> list[str]:
    key = order.split()[-1]
    return [
        r.choice(
            [
                f"do until (last.{key}); set a1; by {order}; tot = sum(tot, x); end;",
                f"do _n_ = 1 by 1 until (last.{key}); set a1; by {order}; m = max(m, x); end; do until (last.{key}); set a1; by {order}; share = x - m; output; end;",
                f"set a1 end=last; by {order}; if not last then set a1(firstobs=2 keep=x rename=(x=next_x)); else next_x = .; if last.{key} then next_x = .;",
                "merge a1 a1(firstobs=2 keep=x rename=(x=next_x)); n1 = next_x - x;",
            ]
        )
    ]


def _by_set(r: Random, order: str) -> list[str]:
    return [
        "set a1;",
        f"by {order} {r.choice(['', 'notsorted'])};",
        f"if first.{order.split()[0]} then set a2(keep=y rename=(y=y2));",
        f"n1 = first.{order.split()[-1]};",
    ]


def _formatted(r: Random, order: str) -> list[str]:
    group = r.choice(["k", "x"])
    return [
        "set a1;",
        f"by {r.choice(['', 'descending '])}{group} groupformat{r.choice(['', '', ' notsorted'])};",
        "format k kf. x size.;",
        r.choice(
            [
                f"n1 = first.{group} + 2 * last.{group};",
                f"if first.{group} then tot = 0; tot + 1; if last.{group};",
                f"c = vvalue({group});",
            ]
        ),
    ]


def _conditional(r: Random, order: str) -> list[str]:
    e = Expressions(r)
    return r.choice(
        [
            ["set a1;", f"where {e.where()};"],
            ["set a1 a2;", f"where {e.where()};", "where also k > 0;"],
            ["set a1;", "where x > 0;", "where same and y > 0;"],
            [f"set a1(where=({e.where()})) end=last;", "if last then n1 = _n_;"],
            ["set a1(obs=3);", "where k > 1;" if r.random() < 0.3 else "if k > 1;"],
        ]
    )


FORMS = {
    "listed": _listed, "optioned": _optioned, "several": _several, "interleaved": _interleaved, "merged": _merged, "pointed": _pointed, "look ahead": _ahead,
    "by and set": _by_set, "where": _conditional, "formatted groups": _formatted,
}  # fmt: skip
"""The ways of reading."""

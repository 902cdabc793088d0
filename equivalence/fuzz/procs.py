"""Random PROC steps: SORT, MEANS, SUMMARY, FREQ, TRANSPOSE, PRINT, RANK, and user formats in them."""

from __future__ import annotations

from random import Random

from equivalence.fuzz.expressions import Expressions
from equivalence.fuzz.parts import FuzzProgram, Part
from equivalence.fuzz.tables import table

STATISTICS = [
    "n",
    "nmiss",
    "mean",
    "sum",
    "min",
    "max",
    "std",
    "range",
    "var",
    "css",
    "uss",
    "cv",
    "stderr",
    "median",
    "p25",
    "q3",
    "p90",
    "sumwgt",
    "skewness",
    "kurtosis",
    "p1",
    "qrange",
    "t",
    "probt",
    "mode",
    "p99",
]
FORMATS = """proc format;
  value size low-<0='neg' 0='zero' 0<-2='small' 2<-high='big' .='none';
  value yn 1='yes' 2='no' other='else';
  value half 0-<1='a' 1-1.5='b' .A='letter' .='dot';
  value $grp 'a'='Alpha' 'b','B'='Beta' ' '='blank' other='rest';
  value $rng 'a'-'b'='ab' 'c'-high='c up';
  invalue lev 'a'=1 'b'=2 other=9;
  invalue rng low-0=-1 0<-5=1 other=_same_;
run;"""


def shown_by(r: Random, more: str = "") -> Part:
    """Return a FORMAT statement with formats of the program's own: in their own widths, or in others, which cut labels."""
    width = r.choice(["", "", "", "1", "2", "3", "8"])
    return Part(f"format g $grp{width}. k yn{r.choice(['', width])}. y size{width}.{more};")


def generate(r: Random) -> FuzzProgram:
    """Return a program with one or two PROC steps."""
    kind = r.choice(
        ["sort", "means", "means", "means", "freq", "freq", "transpose", "transpose", "print", "rank"]
    )
    by = r.choice(["", "", "", "g", "k", "descending k"])
    order = by
    special = r.random() < 0.1
    data = table(r, "a", order, special=special, tame=True)
    parts: list[Part] = [Part("missing A Z _;")] if special else []
    if r.random() < 0.35:
        parts.append(Part(FORMATS))
    parts.append(data.part)
    formats = len(parts) > 1 and parts[-2].head == FORMATS
    match kind:
        case "sort":
            parts += [_sort(r, "a", "sorted")]
        case "means":
            parts += [_means(r, "a", by, formats)]
        case "freq":
            parts += [_freq(r, "a", by, formats)]
        case "transpose":
            parts += [_transpose(r, "a", by)]
        case "print":
            parts += [_print(r, "a", by, formats)]
        case _:
            parts += [_rank(r, "a", by)]
    return FuzzProgram(f"proc {kind}", tuple(parts), 1e-12)


def after(r: Random, name: str) -> list[Part]:
    """Return a step over the data set that a DATA step has made (its columns are not known for sure)."""
    return [
        Part(r.choice([
            f"proc sort data={name} out=sorted; by _all_; run;", f"proc means data={name} noprint; output out=m n= mean= / autoname; run;",
            f"proc print data={name}; run;", f"data again; set {name}; again_ = _n_; run;", f"data again; set {name} {name}; run;",
            f"proc means data={name} n nmiss sum; run;",
            f"proc transpose data={name} out=tr; run;", f"data again; set {name} end=last; cnt + 1; if last; keep cnt; run;",
        ]))
    ]  # fmt: skip


def _where(r: Random) -> list[Part]:
    return [Part(f"where {Expressions(r).where()};")] if r.random() < 0.15 else []


def _by(by: str) -> list[Part]:
    return [Part(f"by {by};")] if by else []


def _sort(r: Random, data: str, out: str) -> Part:
    keys = r.choice(
        [
            "g",
            "k",
            "x",
            "s",
            "g k",
            "descending x",
            "g descending s",
            "descending g descending k",
            "k x",
            "d",
            "g k x y s d",
            "descending s",
        ]
    )
    options = r.choice(
        [
            "",
            "",
            " nodupkey",
            " nodupkey dupout=dups",
            " noduprecs",
            " equals",
            " nouniquekey",
            " nouniquekey uniqueout=uni",
            " nodupkey dupout=dups(keep=g k)",
        ]
    )
    side = r.choice(["", "", "(drop=y)", "(rename=(x=xx))", "(keep=g k x s)", "(where=(k > 1))"])
    source = r.choice(["", "", "(where=(x > 0))", "(drop=d)", "(obs=4)", "(firstobs=2)"])
    return Part(
        f"proc sort data={data}{source} out={out}{side}{options};",
        (*_where(r), Part(f"by {keys};", fixed=True)),
        "run;",
        fixed=True,
    )


def _means(r: Random, data: str, by: str, formats: bool) -> Part:
    classes = " ".join(
        c for c in r.choice(["", "g", "k", "g k", "k y", "g k y"]).split() if c not in by.split()
    )
    names = [c for c in ("x", "y", "d") if c not in classes.split()]
    variables = r.choice(["x", " ".join(names), "x", names[-1], ""])
    proc = r.choice(["means", "summary", "means"])
    options = " ".join(
        r.sample(
            [
                "nway",
                "missing",
                "maxdec=2",
                "order=freq",
                "order=data",
                "chartype",
                "descendtypes",
                "nonobs",
                "vardef=df",
                "order=formatted",
            ],
            r.choice([0, 0, 1, 1, 2]),
        )
    )
    printed = " ".join(r.sample(STATISTICS, r.choice([0, 1, 3]))) if r.random() < 0.5 else ""
    silent = r.choice(["noprint", ""]) if proc == "means" else r.choice(["", "print"])
    body: list[Part] = [*_by(by), *_where(r)]
    if classes:
        body.append(Part(f"class {classes}{r.choice(['', '', ' / missing', ' / order=freq'])};"))
        if r.random() < 0.2:
            body.append(
                Part(
                    r.choice(
                        [
                            "ways 1;",
                            "ways 0 1;",
                            f"types () {classes.split()[0]};",
                            f"types {'*'.join(classes.split())};",
                        ]
                    )
                )
            )
    if variables:
        body.append(Part(f"var {variables};"))
    if r.random() < 0.12 and "y" not in classes.split() and variables == "x":
        body.append(Part(r.choice(["weight y;", "freq y;"])))
    if formats and r.random() < 0.6:
        body.append(shown_by(r))
    if r.random() < 0.85:
        body.append(Part(_output(r, variables)))
        if r.random() < 0.15:
            body.append(Part("output out=second mean=avg;" if variables == "x" else "output out=second;"))
    return Part(
        f"proc {proc} data={data} {silent} {printed} {options};".replace("  ", " "),
        tuple(body),
        "run;",
        fixed=True,
    )


def _output(r: Random, variables: str) -> str:
    first = variables.split()[0] if variables else "x"
    chosen = r.sample(STATISTICS, 3)
    requests = r.choice([
        " ".join(f"{s}={s}_" for s in chosen[:2]) if len(variables.split()) == 1 else f"{chosen[0]}=",
        " ".join(f"{s}=" for s in chosen) + " / autoname", f"{chosen[0]}({first})=one {chosen[1]}({first})=two", "mean=", "",
        f"sum={'' if not variables else ' '.join('s' + str(i) for i in range(len(variables.split())))}", f"min({first})=lo max({first})=hi n=cnt", f"{chosen[2]}=",
    ])  # fmt: skip
    side = r.choice(["", "", "", "(drop=_type_)", "(drop=_freq_ _type_)", "(rename=(_freq_=cnt_))"])
    return f"output out=m{side} {requests};"


def _freq(r: Random, data: str, by: str, formats: bool) -> Part:
    requests = ["g", "k", "y", "x", "g*k", "k*g", "g*k*y", "g k", "s", "(g k)*y", "d"]
    request = r.choice([q for q in requests if not by or by.split()[-1] not in q] or ["y"])
    options = " ".join(
        r.sample(
            [
                "missing",
                "nocol",
                "norow",
                "nopercent",
                "nocum",
                "list",
                "out=f",
                "out=f",
                "outpct",
                "sparse",
                "noprint",
                "nofreq",
                "outcum",
                "out=f(drop=percent)",
                "out=f(rename=(count=n_))",
            ],
            r.choice([0, 1, 2, 2, 3]),
        )
    )
    body = [*_by(by), *_where(r), Part(f"tables {request}{' / ' + options if options else ''};", fixed=True)]
    if r.random() < 0.15:
        body.append(Part("weight k;" if "k" not in request and "k" not in by else "where x > 0;"))
    if formats:
        body.append(shown_by(r, " x half."))
    return Part(
        f"proc freq data={data}{r.choice(['', '', ' order=freq', ' order=data', ' order=formatted', ' noprint'])};",
        tuple(body),
        "run;",
        fixed=True,
    )


def _transpose(r: Random, data: str, by: str) -> Part:
    options = " ".join(
        r.sample(["prefix=p_", "name=nm", "label=lb", "suffix=_z", "let", "prefix=v"], r.choice([0, 1, 1, 2]))
    )
    body = [*_by(by), *_where(r)]
    if r.random() < 0.8:
        body.append(Part(r.choice(["var x y;", "var x;", "var s;", "var x s;", "var d y x;", "var s;"])))
    if r.random() < 0.4:
        body.append(
            Part(
                r.choice(
                    [
                        i
                        for i in ["id k;", "id s;", "id g;", "id d;", "id y;", "id k y;"]
                        if not by or by.split()[-1] not in i
                    ]
                )
            )
        )
    if r.random() < 0.15:
        body.append(Part(r.choice(["copy s;", "copy d;"])))
    if r.random() < 0.2:
        body.append(
            Part(r.choice(["label x='Ex';", "format x 8.2 y 5.;", "format d date9.;", "format k z3.;"]))
        )
    out = r.choice(["tr", "tr", "tr(rename=(col1=first))"])
    return Part(f"proc transpose data={data} out={out} {options};", tuple(body), "run;", fixed=True)


def _print(r: Random, data: str, by: str, formats: bool) -> Part:
    options = " ".join(r.sample(["noobs", "label", "n"], r.choice([0, 1, 1])))
    body = [*_by(by), *_where(r)]
    if r.random() < 0.6:
        body.append(
            Part(
                r.choice(
                    ["var x y s;", "var s g;", "var d x;", "var x--d;", "var _numeric_;", "var g k x y s d;"]
                )
            )
        )
    if r.random() < 0.3:
        body.append(Part(r.choice(["id g;", "id k;", "id s g;"])))
    if r.random() < 0.3:
        body.append(Part(r.choice(["sum x;", "sum x y;"])))
    if r.random() < 0.5:
        body.append(
            Part(
                "format x "
                + r.choice(["8.2", "comma10.1", "best5.", "z6.", "dollar10.", "percent8.1", "6.", "e9."])
                + " d "
                + r.choice(["date9.", "yymmdd10.", "ddmmyy8.", "worddate20.", "monyy7."])
                + ";"
            )
        )
    if formats:
        body.append(shown_by(r))
    if r.random() < 0.3:
        body.append(Part("label x='The X' s='Text' d='Datum å';"))
    return Part(f"proc print data={data} {options};", tuple(body), "run;", fixed=True)


def _rank(r: Random, data: str, by: str) -> Part:
    options = " ".join(
        r.sample(
            ["descending", "groups=3", "ties=low", "ties=high", "ties=dense", "fraction", "percent"],
            r.choice([0, 1, 1, 2]),
        )
    )
    body = [*_by(by), Part(r.choice(["var x;", "var x y;", "var d;"]))]
    if r.random() < 0.6:
        body.append(Part("ranks r1;" if body[-1].head != "var x y;" else "ranks r1 r2;"))
    return Part(f"proc rank data={data} out=ranked {options};", tuple(body), "run;", fixed=True)
